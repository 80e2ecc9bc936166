// The pieces that the panels of the side bar are made of.

import { Refused } from "../api.js";
import { fill, freshId, h } from "../dom.js";
import { store } from "../store.js";
import { nameOf, personById } from "../view/people.js";
import { t } from "../words.js";

/** Rows of a table; the rest is only counted. */
const ROWS = 100;

/** A button with a text. */
export const button = (key, onclick) => h("button", { type: "button", class: "button secondary", onclick }, t(key));

/**
 * Where a panel says what came of the reader's own deed; the only part of it that is read aloud by itself.
 * @returns {{element: HTMLElement, say: (text: string) => void, attempt: (deed: () => Promise) => Promise}}
 */
export function results() {
  const element = h("p", { class: "side-result", role: "status" });
  const say = (text) => fill(element, text);
  const attempt = async (deed) => {
    element.classList.remove("error-text");
    say("");
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      element.classList.add("error-text");
      say(error.message);
    }
  };
  return { element, say, attempt };
}

/** A button that is kept from a second press while it works, without losing the focus. */
export function hold(buttons, held) {
  for (const one of buttons) {
    if (held) one.setAttribute("aria-disabled", "true");
    else one.removeAttribute("aria-disabled");
  }
}

export const isHeld = (one) => one.getAttribute("aria-disabled") === "true";

/** A choice of what is shown: `options` are `[value, text]`. */
export function filter(options, onchange) {
  const id = freshId("side-filter");
  const select = h("select", { id, class: "side-select", onchange },
    options.map(([value, text]) => h("option", { value }, text)));
  return { select, element: h("p", { class: "side-filter" }, h("label", { for: id }, t("side.filter")), select) };
}

/** Takes away the rows of entries that the store keeps no longer; `rows` are elements by number, oldest first. */
export function dropGone(rows, entries) {
  const first = entries[0]?.n ?? 0;
  for (const [n, element] of rows) {
    if (n >= first) break;
    element.remove();
    rows.delete(n);
  }
}

/** A box of bounded height that the keyboard can scroll. */
export const scroller = (label, props, ...children) =>
  h("div", { class: "side-scroll", role: "group", tabindex: "0", "aria-label": label, ...props }, children);

/** A day, which is read in one piece. */
const DAY = /(\d{4}-\d\d-\d\d)/;
const NUMBER = /^[\d.,:]+$/;
/** Characters of a cell that is read in one piece at the end of a row. */
const WHOLE = 12;

/** A text whose days don't break. */
export const unbroken = (text) =>
  text.split(DAY).map((piece) => (DAY.test(piece) ? h("span", { class: "side-day" }, piece) : piece));

/** A cell that mentions a channel or a person says what they are called; what is gone keeps the end of its id. */
function named(text) {
  const [, sign, id] = /^<([#@])(\d+)>$/.exec(text) ?? [];
  if (id === undefined) return text;
  const channels = store.state?.guilds.flatMap((guild) => guild.channels) ?? [];
  const found = sign === "#" ? channels.find((channel) => channel.id === id)?.name
    : personById(id) && nameOf(personById(id));
  return sign + (found ?? `…${id.slice(-4)}`);
}

function cellOf(cell) {
  if (cell instanceof Node) return h("td", {}, cell);
  const text = named(String(cell ?? ""));
  const kind = NUMBER.test(text) ? "number" : text.length <= WHOLE ? "whole" : null;
  return h("td", { class: kind }, h("bdi", {}, unbroken(text)));
}

/** A table with its caption; cells are texts or nodes. */
export function table(caption, columns, rows) {
  const head = h("tr", {}, columns.map((column) => h("th", {}, h("bdi", {}, column))));
  for (const cell of head.children) cell.scope = "col";
  const body = rows.slice(0, ROWS).map((row) => h("tr", {}, row.map(cellOf)));
  if (rows.length === 0) body.push(h("tr", {}, wide(columns.length, t("side.empty-table"))));
  if (rows.length > ROWS) {
    body.push(h("tr", {}, wide(columns.length, t("side.more-rows", { count: rows.length - ROWS }))));
  }
  return h("table", { class: "side-table" }, h("caption", {}, h("bdi", {}, caption)), h("thead", {}, head),
    h("tbody", {}, body));
}

function wide(columns, text) {
  const cell = h("td", { class: "soft" }, text);
  cell.colSpan = Math.max(columns, 1);
  return cell;
}
