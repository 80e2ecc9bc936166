// Moments as Discord's client writes them, by the world's clock and the language of the page.

import { h } from "../dom.js";
import { now, on } from "../store.js";
import { language, t } from "../words.js";

const DAY = 86_400_000;
/** What JavaScript's dates can hold; Discord shows anything beyond as it stands. */
const LAST = 8.64e15;

/** Discord's styles of timestamps. */
const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

/** The units of "in 3 hours", each with its length and the count from which the next one reads better. */
const UNITS = [
  ["second", 1000, 45], ["minute", 60_000, 45], ["hour", 3_600_000, 22], ["day", DAY, 26],
  ["month", DAY * 30.44, 11], ["year", DAY * 365.25, Infinity],
];

const format = (moment, style) => new Intl.DateTimeFormat(language(), STYLES[style]).format(moment);

/** "in 3 hours", "2 days ago". */
function relative(moment) {
  const away = moment - now();
  const [unit, length] = UNITS.find(([, size, most]) => Math.abs(away) / size < most);
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(Math.round(away / length), unit);
}

/** A number that is another one on another day. */
export const dayOf = (moment) => new Date(moment).toDateString();

/** When a message was written: the time today, with the date otherwise. */
export function written(moment) {
  const time = format(moment, "t");
  if (dayOf(moment) === dayOf(now())) return time;
  if (dayOf(moment) === dayOf(now() - DAY)) return t("times.yesterday", { time });
  return new Intl.DateTimeFormat(language(), { dateStyle: "short", timeStyle: "short" }).format(moment);
}

/** The time alone, for messages of a group. */
export const timeOnly = (moment) => format(moment, "t");

/** The date between messages. */
export const longDate = (moment) => format(moment, "D");

/** A moment with the whole date, for those who point at it. */
export const timeElement = (moment, text) =>
  h("time", { datetime: new Date(moment).toISOString(), title: format(moment, "F") }, text);

/** What `<t:…:R>` becomes; null where it isn't a moment. */
export function timestamp(seconds, style) {
  const moment = seconds * 1000;
  if (!(Math.abs(moment) <= LAST)) return null;
  const element = timeElement(moment, style === "R" ? relative(moment) : format(moment, style));
  element.classList.add("timestamp");
  if (style === "R") element.dataset.relative = String(moment);
  return element;
}

function refreshRelative() {
  for (const element of document.querySelectorAll("time[data-relative]")) {
    const text = relative(Number(element.dataset.relative));
    if (element.textContent !== text) element.textContent = text;
  }
}

setInterval(refreshRelative, 30_000);
on("clock", refreshRelative);
