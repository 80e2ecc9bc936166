// The panel "Clock": the world's time, and the means to move it forward.

import { post } from "../api.js";
import { h } from "../dom.js";
import { now, refresh, store } from "../store.js";
import { t } from "../words.js";
import { day, moment, span, time } from "./format.js";
import { button, hold, isHeld, results } from "./parts.js";

const HOUR = 3_600_000;

/** The next 09:00, as the world goes to it. */
function tomorrow(from) {
  const nine = new Date(from);
  nine.setUTCHours(9, 0, 0, 0);
  return nine > from ? nine.getTime() : nine.getTime() + 24 * HOUR;
}

/** The walk under way: `{from, to}`; it outlives a panel that is closed meanwhile. */
let walk = null;

function build(body) {
  const date = h("span");
  const clock = h("time", { class: "side-time" });
  const ahead = h("p", { class: "soft" });
  const progress = h("progress", { "aria-label": t("side.clock-progress") });
  const { element, say, attempt } = results();
  const go = async (pressed, to, step) => {
    if (isHeld(pressed)) return;
    walk = { from: now(), to };
    await attempt(async () => {
      update();
      say(t("side.clock-walking", { when: moment(to) }));
      await post("clock", { ...step, walk: true });
      await refresh("clock");
      say(t("side.clock-arrived", { when: moment(now()) }));
    }).finally(() => {
      walk = null;
      update();
    });
  };
  const hour = button("side.clock-hour", () => go(hour, now() + HOUR, { advance_ms: HOUR }));
  const nine = button("side.clock-tomorrow", () => go(nine, tomorrow(now()), { tomorrow: "09:00" }));
  const week = button("side.clock-week", () => go(week, now() + 168 * HOUR, { advance_ms: 168 * HOUR }));
  const update = () => {
    const ms = now();
    date.textContent = day(ms);
    clock.textContent = `${time(ms)} UTC`;
    clock.dateTime = new Date(ms).toISOString();
    const far = span(store.clock.offset_ms);
    ahead.textContent = far ? t("side.clock-ahead", { time: far }) : t("side.clock-same");
    hold([hour, nine, week], walk !== null);
    progress.hidden = walk === null;
    if (walk) progress.value = Math.min(1, (ms - walk.from) / (walk.to - walk.from));
  };
  body.append(h("p", { class: "side-now" }, date, clock), ahead, h("p", { class: "side-buttons" }, hour, nine, week),
    progress, element, h("p", { class: "side-hint" }, t("side.clock-walk")));
  return update;
}

export const clock = { name: "clock", parts: ["clock"], open: true, ticks: true, build };
