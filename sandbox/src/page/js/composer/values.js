// What is sent for an option, or why it can't be.

import { meant, offersOf, TYPE } from "./offers.js";
import { count } from "../words.js";

const LONGEST_TEXT = 6000;

const WRONG = new Map([
  [TYPE.flag, "composer.wrong.flag"], [TYPE.user, "composer.wrong.user"], [TYPE.channel, "composer.wrong.channel"],
  [TYPE.role, "composer.wrong.role"], [TYPE.mentionable, "composer.wrong.mentionable"],
]);

/**
 * Reads what stands in a pill.
 * @param {Object} option
 * @param {{text: string, pick: {value: *}|null, file: File|null}} held
 * @returns {{value: *}|{wrong: string, values?: Object}} `wrong` is a key of the page's words
 */
export function valueOf(option, { text, pick, file }) {
  if (option.type === TYPE.file) return file ? { value: file } : { wrong: "composer.required" };
  const typed = text.trim();
  if (typed === "") return { wrong: "composer.required" };
  if (pick) return { value: pick.value };
  const offers = offersOf(option);
  if (offers) {
    const found = meant(offers, typed);
    return found ? { value: found.value } : { wrong: WRONG.get(option.type) ?? "composer.wrong.choice" };
  }
  return option.type === TYPE.text ? textOf(option, typed) : numberOf(option, typed);
}

function textOf(option, typed) {
  const least = Math.max(option.min_length ?? 1, 1);
  const most = option.max_length ?? LONGEST_TEXT;
  const length = [...typed].length;
  if (length > most) return { wrong: "composer.wrong.long", values: { most: count(most), length: count(length) } };
  if (length < least) return { wrong: "composer.wrong.short", values: { least: count(least) } };
  return { value: typed };
}

function numberOf(option, typed) {
  const whole = option.type === TYPE.integer;
  const form = whole ? /^[-+]?\d+$/ : /^[-+]?(\d+\.?\d*|\.\d+)$/;
  const number = Number(typed);
  if (!form.test(typed) || Math.abs(number) > Number.MAX_SAFE_INTEGER) {
    return { wrong: whole ? "composer.wrong.integer" : "composer.wrong.number" };
  }
  const least = option.min_value ?? -Infinity;
  const most = option.max_value ?? Infinity;
  if (number >= least && number <= most) return { value: number };
  const values = { least: count(least), most: count(most) };
  if (most === Infinity) return { wrong: "composer.wrong.least", values };
  if (least === -Infinity) return { wrong: "composer.wrong.most", values };
  return { wrong: "composer.wrong.between", values };
}
