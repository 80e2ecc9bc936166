// The panel "Faults": switches that break the data source, Discord and the line to the Gateway.

import { post } from "../api.js";
import { fill, freshId, h } from "../dom.js";
import { now } from "../store.js";
import { t } from "../words.js";
import { goOneHour } from "./clock.js";
import { moment } from "./format.js";
import { button, results } from "./parts.js";
import { DISCORD, SOURCE, allOff, isOn, left, others, turn } from "./switches.js";

/** A switch with its sentence; answers `{element, update}`. */
function row(one, attempt) {
  const id = freshId("side-switch");
  const state = h("span", { class: "side-state", "aria-hidden": "true" });
  const count = h("span", { class: "side-left" });
  let busy = false;
  const press = async () => {
    if (busy) return;
    busy = true;
    await attempt(() => turn(one, !isOn(one))).finally(() => {
      busy = false;
      update();
    });
  };
  const knob = h("button", { type: "button", role: "switch", class: "side-switch", "data-switch": one.name,
    "aria-labelledby": id, "aria-describedby": `${id}-about`, onclick: press },
  state, h("i", { "aria-hidden": "true" }));
  const update = () => {
    const on = isOn(one);
    knob.setAttribute("aria-checked", String(on));
    fill(state, t(on ? "side.on" : "side.off"));
    const hits = left(one);
    fill(count, hits === null ? "" : ` ${t("side.hits-left", { count: hits })}`);
  };
  const name = h("span", { id, class: "side-name", onclick: press }, t(`side.${one.name}`));
  const about = h("p", { id: `${id}-about`, class: "side-hint" }, t(`side.${one.name}-about`), count);
  return { element: h("li", { class: "side-row" }, name, knob, about), update };
}

function group(key, rows) {
  const id = freshId("side-group");
  const list = h("ul", { class: "side-rows", "aria-labelledby": id }, rows.map((one) => one.element));
  return [h("h4", { id }, t(key)), list];
}

/** What is said once something at the data source was put right: the bot may wait, and there is a way to end that. */
function waiting() {
  const { element, say, attempt } = results();
  const later = h("p", { class: "side-buttons", hidden: true }, button("side.clock-hour", () => attempt(async () => {
    later.hidden = true;
    await goOneHour();
    say(t("side.clock-arrived", { when: moment(now()) }));
  })));
  const watch = async (deed) => {
    const before = SOURCE.filter(isOn);
    say("");
    later.hidden = true;
    await deed();
    if (before.every(isOn)) return;
    say(t("side.faults-wait"));
    later.hidden = false;
  };
  return { elements: [element, later], watch, attempt };
}

/** What happens once to the line. */
function gateway({ attempt, say }) {
  const act = (action) => attempt(async () => {
    await post(`gateway/${action}`);
    say(t(`side.gateway-${action}-done`));
  });
  return [h("h4", {}, t("side.gateway")), h("p", { class: "side-hint" }, t("side.gateway-about")),
    h("p", { class: "side-buttons" }, button("side.gateway-cut", () => act("cut")),
      button("side.gateway-reconnect", () => act("reconnect")))];
}

function build(body) {
  const result = results();
  const patience = waiting();
  const source = SOURCE.map((one) => row(one, (deed) => patience.attempt(() => patience.watch(deed))));
  const discord = DISCORD.map((one) => row(one, result.attempt));
  const more = h("p", { class: "side-hint" });
  const clear = button("side.faults-clear", () => result.attempt(async () => {
    await patience.watch(allOff);
    result.say(t("side.faults-cleared"));
  }));
  body.append(h("p", { class: "side-hint" }, t("side.faults-hint")), ...group("side.faults-source", source),
    ...patience.elements, ...group("side.faults-discord", discord), ...gateway(result), more,
    h("p", { class: "side-buttons" }, clear), result.element);
  return () => {
    for (const one of [...source, ...discord]) one.update();
    const count = others();
    fill(more, count > 0 && t("side.faults-others", { count }));
  };
}

export const faults = { name: "faults", parts: ["faults", "keyapi"], build };
