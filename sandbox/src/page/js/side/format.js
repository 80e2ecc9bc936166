// How the side bar writes times, addresses and JSON.

import { count, language, t } from "../words.js";

const HOUR = 3_600_000;
/** Characters of JSON that are shown. */
const SHOWN = 20_000;
/** A part of a path that is longer is a token. */
const LONGEST = 24;

const formats = new Map();

/** `Intl.DateTimeFormat`s are slow to make and are asked for every second. */
function format(name, options) {
  const key = `${name} ${language()}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language(), { timeZone: "UTC", ...options }));
  return formats.get(key);
}

/** `Friday, November 27, 2026` */
export const day = (ms) => format("day", { dateStyle: "full" }).format(ms);

/** `09:00:05`, in 24 hours as the bot's own times. */
export const time = (ms) => format("time", { timeStyle: "medium", hourCycle: "h23" }).format(ms);

const MOMENT = {
  weekday: "short", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
};

/** `Fri, Nov 27, 09:00 UTC` */
export const moment = (ms) => `${format("moment", MOMENT).format(ms)} UTC`;

/** `Fri, Nov 27, 17:00 GMT+8`, as the reader's own clock has it; empty where that is UTC too. */
export function local(ms) {
  const isUtc = new Date(ms).getTimezoneOffset() === 0;
  return isUtc ? "" : format("local", { ...MOMENT, timeZoneName: "short", timeZone: undefined }).format(ms);
}

/** `3 days, 4 hours`; empty below a minute. */
export function span(ms) {
  const whole = Math.round(ms / 60_000) * 60_000;
  const units = [["day", 24 * HOUR, Infinity], ["hour", HOUR, 24], ["minute", 60_000, 60]];
  const parts = units.map(([unit, size, most]) => [unit, Math.floor(whole / size) % most]);
  const texts = parts.filter(([, number]) => number > 0).map(([unit, number]) =>
    new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(number));
  return new Intl.ListFormat(language(), { type: "unit" }).format(texts);
}

/** A path with its ids and tokens shortened: `/channels/…4315/messages`. */
export function shortPath(path) {
  const [steps, query] = path.replace(/^\/api(\/v\d+)?/, "").split("?", 2);
  const short = steps.replace("%40", "@").split("/").map((step) => {
    if (/^\d{15,}$/.test(step)) return `…${step.slice(-4)}`;
    return step.length > LONGEST ? `${step.slice(0, 6)}…` : step;
  });
  return short.join("/") + (query ? `?${query.slice(0, 40)}` : "");
}

/** JSON for reading, of bounded length and without whole tokens. */
export function pretty(value) {
  const text = JSON.stringify(value, hideToken, 2) ?? "";
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}\n${t("side.traffic-cut", { size: count(text.length) })}` : text;
}

const hideToken = (name, value) =>
  (name === "token" && typeof value === "string" && value.length > LONGEST ? `${value.slice(0, 6)}…` : value);
