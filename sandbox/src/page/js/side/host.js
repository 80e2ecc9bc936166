// The panel "Inside the bot": tables that the bot's host shows, whatever they are.

import { fill, h } from "../dom.js";
import { store } from "../store.js";
import { scroller, table } from "./parts.js";

/** Tables that the panel "Credits" shows in its own place. */
const OF_CREDITS = new Set(["ledger", "credits"]);

export const concernsCredits = (panel) => OF_CREDITS.has(panel.name);

/** Tables of the host; one that didn't change keeps its nodes, and with them focus and scroll. */
export function tables() {
  const element = h("div", { class: "side-tables" });
  /** By name: `{box, print, scroll}`. */
  const shown = new Map();
  const update = (panels) => {
    const boxes = panels.map((panel) => {
      const entry = shown.get(panel.name) ?? { box: h("div"), print: "", scroll: scroller(panel.title) };
      shown.set(panel.name, entry);
      const print = JSON.stringify(panel);
      if (entry.print === print) return entry.box;
      entry.print = print;
      fill(entry.scroll, table(panel.title, panel.columns, panel.rows));
      const words = [panel.about && h("p", { class: "side-hint" }, h("bdi", {}, panel.about)),
        panel.note && h("p", { class: "side-hint" }, h("bdi", {}, panel.note))];
      // Moving the scroll box would take the focus from it.
      if (!entry.box.contains(entry.scroll)) entry.box.append(h("div"), entry.scroll, h("div"));
      fill(entry.box.firstChild, words[0]);
      fill(entry.box.lastChild, words[1]);
      return entry.box;
    });
    const same = boxes.length === element.children.length && boxes.every((box, at) => element.children[at] === box);
    if (!same) fill(element, boxes);
  };
  return { element, update };
}

function build(body) {
  const { element, update } = tables();
  body.append(element);
  return () => update(store.panels.filter((panel) => !concernsCredits(panel)));
}

const shown = () => store.panels.some((panel) => !concernsCredits(panel));

export const host = { name: "host", parts: ["panels"], open: true, shown, build };
