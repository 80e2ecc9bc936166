// The panel "Clock": the world's time, and the means to move it forward.

import { post } from "../api.js";
import { h } from "../dom.js";
import { now, refresh, store } from "../store.js";
import { t } from "../words.js";
import { day, local, moment, span, time } from "./format.js";
import { button, hold, isHeld, results } from "./parts.js";

const HOUR = 3_600_000;

/** 09:00 of the next day of the calendar, in UTC as the data's days are. */
const tomorrow = (from) => new Date(from + 24 * HOUR).setUTCHours(9, 0, 0, 0);

/** The walk under way: `{from, to}`; it outlives a panel that is closed meanwhile. */
let walk = null;
/** When the line was lost, by the clock: nobody knows how it goes on. */
let stood = null;

/** Walks to a moment; the one walk that there can be goes on when another is wished for. */
async function travel(to, step) {
  if (walk !== null) return;
  walk = { from: now(), to };
  try {
    await post("clock", { ...step, walk: true });
    await refresh("clock");
  } finally {
    walk = null;
  }
}

const toMoment = (ms) => ({ to: new Date(ms).toISOString() });

/** Walks to the next day's 09:00. */
export function goToTomorrow() {
  const to = tomorrow(now());
  return travel(to, toMoment(to));
}

/** Walks an hour. */
export const goOneHour = () => travel(now() + HOUR, { advance_ms: HOUR });

/** How far the clock is from the real time, and why it is at the beginning. */
function distance() {
  if (stood !== null) return t("side.clock-still");
  const time = span(store.clock.offset_ms);
  if (!time) return t("side.clock-same");
  const isFresh = store.clock.version <= 1 && store.clock.offset_ms < 24 * HOUR;
  return t(isFresh ? "side.clock-noon" : "side.clock-ahead", { time });
}

function build(body) {
  const date = h("span");
  const clock = h("time", { class: "side-time" });
  const here = h("p", { class: "soft" });
  const ahead = h("p", { class: "soft side-ahead" });
  const progress = h("progress", { "aria-label": t("side.clock-progress") });
  const advice = h("p", { class: "side-hint" }, t("side.clock-moves"));
  const { element, say, attempt } = results();
  const go = async (pressed, to, step) => {
    if (isHeld(pressed)) return;
    await attempt(async () => {
      say(t("side.clock-walking", { when: moment(to) }));
      const walked = travel(to, step);
      update();
      await walked;
      say(t("side.clock-arrived", { when: moment(now()) }));
    }).finally(update);
  };
  const hour = button("side.clock-hour", () => go(hour, now() + HOUR, { advance_ms: HOUR }));
  const nine = button("side.clock-tomorrow", () => {
    const to = tomorrow(now());
    return go(nine, to, toMoment(to));
  });
  const week = button("side.clock-week", () => go(week, now() + 168 * HOUR, { advance_ms: 168 * HOUR }));
  const update = () => {
    stood = store.line === "lost" ? (stood ?? now()) : null;
    const ms = stood ?? now();
    date.textContent = day(ms);
    clock.textContent = `${time(ms)} UTC`;
    clock.dateTime = new Date(ms).toISOString();
    const when = local(ms);
    here.hidden = when === "";
    here.textContent = t("side.clock-local", { when });
    ahead.textContent = distance();
    hold([hour, nine, week], walk !== null || stood !== null);
    progress.hidden = walk === null;
    // What came of a press takes the place of the advice.
    advice.hidden = element.textContent !== "";
    if (walk) progress.value = Math.min(1, (ms - walk.from) / (walk.to - walk.from));
  };
  body.append(h("p", { class: "side-now" }, date, clock), ahead, here,
    h("p", { class: "side-buttons" }, hour, nine, week),
    advice, progress, element);
  return update;
}

export const clock = { name: "clock", parts: ["clock", "line"], open: true, ticks: true, build };
