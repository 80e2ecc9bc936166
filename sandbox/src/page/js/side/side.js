// The side bar "Behind the scenes": panels that open and close. A closed one holds nothing and costs nothing.

import { fill, h } from "../dom.js";
import { keep, kept } from "../memory.js";
import { on, refresh } from "../store.js";
import { tour } from "../tour.js";
import { language, t } from "../words.js";
import { PANELS } from "./panels.js";

/** The language that the side bar is written in at present. */
let written = null;
/** The panels on the page by name: `{section, update, setOpen}`; `update` is null while closed. */
const live = new Map();
/** Panels that are brought up to date with the next picture. */
const due = new Set();
const box = h("div", { class: "side" });

export function startSide() {
  document.getElementById("side").append(box);
  draw();
  on("me", () => {
    if (language() === written) return;
    draw();
    // The host speaks the page's language, too.
    refresh("panels");
  });
  // A picture later the focus has moved to the tour: a button that hides with the focus on it would lose it.
  on("tour", () => requestAnimationFrame(showTourButton));
  for (const panel of PANELS) on(panel.parts, () => soon(panel));
  setInterval(() => PANELS.filter((panel) => panel.ticks).forEach(soon), 1000);
}

function draw() {
  written = language();
  live.clear();
  const again = h("button", { type: "button", class: "button secondary side-again", onclick: () => tour.show() },
    t("side.show-tour"));
  fill(box, h("h2", {}, t("side.title")), h("p", { class: "soft" }, t("side.about")), again,
    PANELS.map(section));
  showTourButton();
  PANELS.forEach(update);
}

function showTourButton() {
  box.querySelector(".side-again").hidden = tour.isOpen();
}

function section(panel) {
  const { name } = panel;
  const [id, title] = [`side-${name}`, `side-${name}-title`];
  const body = h("div", { class: "side-body", role: "region", id, "aria-labelledby": title });
  const toggle = h("button", { type: "button", class: "side-toggle", id: title, "aria-controls": id,
    onclick: () => press() }, t(`side.${name}`));
  const entry = { section: h("section", { class: "side-panel" }, h("h3", {}, toggle), body), update: null };
  entry.setOpen = (open, remember) => {
    toggle.setAttribute("aria-expanded", String(open));
    body.hidden = !open;
    fill(body, open && h("p", { class: "soft" }, t(`side.${name}-about`)));
    entry.update = open ? panel.build(body) : null;
    entry.update?.();
    if (remember) keep(id, open);
  };
  const press = () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    entry.setOpen(open, true);
    if (!open) return;
    entry.section.scrollIntoView({ block: "nearest" });
    // A panel higher than the window begins at its title.
    toggle.scrollIntoView({ block: "nearest" });
  };
  live.set(name, entry);
  entry.setOpen(kept(id) ?? panel.open === true, false);
  return entry.section;
}

/** Opens the panel of the faults and shows one of its switches. */
export function showSwitch(name) {
  const { section, update: shown, setOpen } = live.get("faults");
  if (shown === null) setOpen(true, true);
  section.querySelector(`[data-switch="${name}"]`).scrollIntoView({ block: "center" });
}

function update(panel) {
  const entry = live.get(panel.name);
  entry.section.hidden = panel.shown ? !panel.shown() : false;
  if (!entry.section.hidden) entry.update?.();
}

/** Several news in a row make one update. */
function soon(panel) {
  if (due.size === 0) requestAnimationFrame(updateDue);
  due.add(panel);
}

function updateDue() {
  const panels = [...due];
  due.clear();
  panels.forEach(update);
}
