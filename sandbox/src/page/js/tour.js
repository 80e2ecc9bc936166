// The tour: a few steps that tick themselves off when they are done, by whatever way.

import { Refused } from "./api.js";
import { fill, h } from "./dom.js";
import { keep, kept } from "./memory.js";
import { on, store, tell } from "./store.js";
import { reader } from "./tour/deeds.js";
import { STEPS, afterwards, note } from "./tour/steps.js";
import { t } from "./words.js";

/** `{boot, seen, done, closed}` of this world, null before the first news; `seen` is the traffic read so far. */
let state = null;
/** What was said last, in the language of the moment. */
let said = () => "";
/** Is the whole list shown where there is little room? */
let expanded = false;

const read = reader(() => store.me.id, note);
const content = h("div", { class: "tour" });
const status = h("p", { class: "hidden-text", role: "status" });
const part = () => document.getElementById("tour");

export const tour = {
  isOpen: () => state !== null && !state.closed,
  show: () => {
    change({ closed: false });
    focus("title");
  },
};

/** Focuses a control, or the first that is to be seen where it is gone or hidden. */
function focus(key) {
  const controls = [...content.querySelectorAll("[data-key]")].filter((one) => one.checkVisibility());
  (controls.find((one) => one.dataset.key === key) ?? controls[0])?.focus();
}

export function startTour() {
  part().append(content, status);
  part().hidden = true;
  on(["traffic", "me"], readTraffic);
  on("jumped", () => state !== null && tickOff({ jumped: store.jumped, ids: [] }));
  on(["me", "here", "faults", "keyapi", "panels", "tour"], draw);
}

function change(values) {
  state = { ...state, ...values };
  keep("tour", state);
  tell("tour");
}

/** Progress of this world, or a new beginning: what was done before the page came isn't the reader's deed. */
function begin() {
  const before = kept("tour");
  if (before?.boot === store.boot) state = before;
  else state = { boot: store.boot, seen: store.traffic.at(-1)?.n ?? 0, done: [], closed: false };
  change({});
}

function readTraffic() {
  if (store.me === null) return;
  if (state === null) begin();
  for (const entry of store.traffic.filter((one) => one.n > state.seen)) {
    // Kept at once: an entry is read a single time whatever happens meanwhile.
    state.seen = entry.n;
    const deed = read(entry);
    if (deed) tickOff(deed);
  }
  keep("tour", state);
}

/** Ticks the first step that a deed does. */
function tickOff(deed) {
  const step = STEPS.find((one) => !state.done.includes(one.name) && one.done(deed));
  if (step) tick(step);
}

function tick(step) {
  change({ done: [...state.done, step.name] });
  say(() => t("tour.ticked", { step: t(`tour.${step.name}`), ...progress() }));
}

/** Says something aloud; in another language it is said anew. */
function say(text) {
  said = text;
  if (status.textContent !== said()) fill(status, said());
}

const progress = () => ({ done: state.done.length, all: STEPS.length });

function draw() {
  if (state === null) return;
  part().hidden = state.closed;
  // The control with the focus is made anew: the same one gets it back.
  const focused = content.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const present = STEPS.find((step) => !state.done.includes(step.name));
  content.classList.toggle("expanded", expanded);
  fill(content, head(present), h("ol", { id: "tour-steps" }, STEPS.map((step) => row(step, step === present))),
    !present && h("div", { class: "tour-end" }, h("p", {}, t("tour.end")),
      h("p", { class: "tour-after" }, afterwards().map(helper))));
  say(said);
  if (focused !== undefined && !state.closed) focus(focused);
}

function head(present) {
  const more = h("button", { type: "button", class: "quiet tour-more", "data-key": "more",
    "aria-expanded": String(expanded), "aria-controls": "tour-steps", onclick: () => {
      expanded = !expanded;
      draw();
    } }, t(expanded ? "tour.fewer" : "tour.steps"), sign(expanded ? "▴" : "▾"));
  const close = h("button", { type: "button", class: "quiet", "data-key": "close", "aria-label": t("tour.close"),
    title: t("tour.close"), onclick: leave }, h("span", { class: "tour-word" }, t("frame.close")), sign("✕"));
  return h("div", { class: "tour-head" }, h("h2", { tabindex: "-1", "data-key": "title" }, t("tour.title")),
    h("span", { class: "tour-progress" }, t("tour.progress", progress())),
    h("p", { class: "tour-now" }, present ? shortOf(present) : t("tour.end-short")),
    h("div", { class: "tour-tools" }, !expanded && helper(present ? present.action() : afterwards()[0]), more, close));
}

const sign = (text) => h("span", { "aria-hidden": "true" }, ` ${text}`);

function leave() {
  change({ closed: true });
  // The side bar shows its button with the next picture; in a closed drawer it can't be reached.
  requestAnimationFrame(() => {
    const again = document.querySelector(".side-again");
    const seen = again.checkVisibility({ visibilityProperty: true });
    (seen ? again : document.getElementById("chat")).focus();
  });
}

function row(step, isPresent) {
  const done = state.done.includes(step.name);
  const key = done ? "tour.done" : isPresent ? "tour.now" : "tour.open";
  return h("li", { class: `tour-step${done ? " done" : ""}${isPresent ? " present" : ""}`,
    "aria-current": isPresent ? "step" : null },
    h("span", { class: "tour-mark", "aria-hidden": "true" }, done ? "✓" : STEPS.indexOf(step) + 1),
    h("div", {},
      h("p", { class: "tour-name" }, t(`tour.${step.name}`),
        h("span", { class: "hidden-text" }, t("tour.state", { state: t(key) }))),
      isPresent && h("p", {}, textOf(step)), isPresent && helper(step.action())));
}

const shortOf = (step) => t(`tour.${step.name}-short`, step.values?.());
const textOf = (step) => t(`tour.${step.name}-text`, step.values?.());

/** The button that helps. */
function helper(action) {
  if (action === null) return null;
  const { label, deed, key = "help", spent = false } = action;
  const press = async () => {
    if (spent) return;
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say(() => error.message);
    }
  };
  return h("button", { type: "button", class: "button", "data-key": key,
    "aria-disabled": spent ? "true" : null, onclick: press }, label);
}
