// The panel "Make a creator jump": today's numbers of one creator, multiplied.

import { Refused, post } from "../api.js";
import { fill, freshId, h } from "../dom.js";
import { now, store, tell } from "../store.js";
import { count, t } from "../words.js";
import { goToTomorrow } from "./clock.js";
import { creatorOf, seen, watched } from "./creators.js";
import { moment } from "./format.js";
import { button, hold, isHeld, results } from "./parts.js";

const TIMES = [2, 5, 10];
const USUAL = 5;
/** Creators that are offered of each kind. */
const OFFERED = 4;

const NOT_FOUND = 404;

/** What the world says of the jump, as a sentence. */
function done(creator, jumps) {
  const made = (metric) => jumps.find((jump) => jump.by_hand && jump.metric === metric);
  const [units, followers] = [made("units"), made("followers")];
  return t(units.covered ? "side.jump-done" : "side.jump-hidden", {
    creator,
    date: units.date,
    units: count(units.value),
    usual_units: count(Math.round(units.usual)),
    followers: count(followers.value),
    usual_followers: count(Math.round(followers.usual)),
  });
}

/** Makes a creator jump; answers what came of it, as a sentence. */
export async function make(creator, times) {
  try {
    const { jumps } = await post("market/jump", { creator, times });
    store.jumped = jumps.find((jump) => jump.by_hand).unique_id;
    tell("jumped");
    return done(store.jumped, jumps);
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== NOT_FOUND) throw error;
    throw new Refused(NOT_FOUND, t("side.jump-unknown", { creator }));
  }
}

/** Creators to choose from; a press puts one into the field. */
function offers(key, choose) {
  const list = h("p", { class: "side-buttons" });
  const element = h("div", {}, h("p", { class: "side-hint" }, t(key)), list);
  let shown = "";
  const update = (creators) => {
    element.hidden = creators.length === 0;
    // What is there already keeps the focus.
    if (shown === creators.join()) return;
    shown = creators.join();
    fill(list, creators.map((creator) => h("button", { type: "button", class: "button secondary side-offer",
      onclick: () => choose(creator) }, h("bdi", {}, `@${creator}`))));
  };
  return { element, update };
}

function field(key, control) {
  return h("p", { class: "side-filter" }, h("label", { for: control.id }, t(key)), control);
}

function build(body) {
  const { element, say, attempt } = results();
  const creator = h("input", { id: freshId("side-creator"), class: "side-select side-input", type: "text",
    "data-jump": "creator", placeholder: t("side.jump-example"), maxlength: 100, autocomplete: "off",
    spellcheck: "false" });
  const times = h("select", { id: freshId("side-times"), class: "side-select" },
    TIMES.map((one) => h("option", { value: one, selected: one === USUAL }, `×${one}`)));
  const choose = (handle) => {
    creator.value = handle;
    creator.focus();
  };
  const [ofBot, ofPage] = [offers("side.jump-watched", choose), offers("side.jump-seen", choose)];
  const none = h("p", { class: "side-hint" }, t("side.jump-none"));
  const submit = h("button", { type: "submit", class: "button" }, t("side.jump-make"));
  const go = () => attempt(async () => {
    later.hidden = true;
    await goToTomorrow();
    say(t("side.clock-arrived", { when: moment(now()) }));
  });
  const later = h("p", { class: "side-buttons", hidden: true }, button("side.clock-tomorrow", go));
  const jump = async (event) => {
    event.preventDefault();
    const handle = creatorOf(creator.value);
    if (handle === null) creator.focus();
    if (handle === null || isHeld(submit)) return;
    hold([submit], true);
    later.hidden = true;
    await attempt(async () => {
      say(await make(handle, Number(times.value)));
      later.hidden = false;
      later.scrollIntoView({ block: "nearest" });
    }).finally(() => hold([submit], false));
  };
  body.append(h("form", { class: "side-form", onsubmit: jump }, field("side.jump-creator", creator),
    ofBot.element, ofPage.element, none, field("side.jump-times", times),
    h("p", { class: "side-buttons" }, submit)), element, later);
  return () => {
    const all = watched();
    const others = seen().filter((one) => !all.includes(one));
    ofBot.update(all.slice(0, OFFERED));
    ofPage.update(others.slice(0, OFFERED));
    none.hidden = all.length + others.length > 0;
  };
}

export const jump = { name: "jump", parts: ["panels", "messages"], build };
