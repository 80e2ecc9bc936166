// A menu: a button that opens a list of options, for messages and for modals.

import { dots, fill, freshId, h } from "../dom.js";
import { t } from "../words.js";

/** Typing goes on with the word begun for so long. */
const TYPING = 700;
/** A list gets no higher than this, and keeps so far from the edge of the window. */
const HIGHEST = 340;
const EDGE = 8;

/** An emoji of Discord as text. */
export const emojiText = (emoji) => (emoji.id ? `:${emoji.name}:` : emoji.name);

/** Puts a box below a button, or above it where there is more room. */
function place(box, button) {
  const spot = button.getBoundingClientRect();
  const below = innerHeight - spot.bottom - EDGE;
  const above = spot.top - EDGE;
  const up = below < Math.min(HIGHEST, 220) && above > below;
  const width = Math.min(Math.max(spot.width, 240), innerWidth - 2 * EDGE);
  box.style.setProperty("width", `${width}px`);
  box.style.setProperty("left", `${Math.max(EDGE, Math.min(spot.left, innerWidth - width - EDGE))}px`);
  box.style.setProperty("max-height", `${Math.max(120, Math.min(HIGHEST, up ? above : below))}px`);
  box.style.setProperty("top", up ? "auto" : `${spot.bottom + 4}px`);
  box.style.setProperty("bottom", up ? `${innerHeight - spot.top + 4}px` : "auto");
}

class Menu {
  constructor(of) {
    Object.assign(this, of);
    this.chosen = new Set(of.chosen);
    this.many = of.most > 1;
    this.box = null;
    this.typed = "";
    this.button = h("button", {
      type: "button", class: "menu-button", "aria-haspopup": "listbox", "aria-expanded": "false",
      "aria-disabled": of.disabled ? "true" : null, "data-custom": of.name,
      onclick: () => (this.box ? this.close() : this.open()),
      onkeydown: (event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        this.open();
      },
    });
    this.element = h("div", { class: "menu" }, this.button);
    this.label();
  }

  /** What the button says: what is chosen, else what could be. */
  label() {
    const labels = this.options.filter((option) => this.chosen.has(option.value)).map((option) => option.label);
    const text = labels.join(", ");
    this.button.setAttribute("aria-label", text ? `${this.placeholder}: ${text}` : this.placeholder);
    fill(this.button, h("bdi", { class: text ? "" : "soft", dir: "ltr" }, text || this.placeholder),
      this.busy ? dots() : h("span", { class: "chevron", "aria-hidden": "true" }));
  }

  open() {
    if (this.box || this.disabled || this.busy) return;
    this.before = new Set(this.chosen);
    this.rows = this.options.map((option) => this.row(option));
    this.list = h("div", {
      role: "listbox", tabindex: "0", class: "menu-list", id: freshId("list"), "aria-label": this.placeholder,
      "aria-multiselectable": this.many ? "true" : null, onkeydown: (event) => this.key(event),
    }, this.rows.length > 0 ? this.rows : h("div", { class: "menu-none soft" }, t("menu.none")));
    this.confirm = this.many && h("button", {
      type: "button", class: "button", onclick: () => this.send(),
    }, t("menu.confirm"));
    this.limits = h("span", { class: "soft" });
    this.box = h("div", { class: "menu-popup" }, this.list,
      this.many && h("div", { class: "menu-foot" }, this.limits, this.confirm));
    this.box.popover = "manual";
    this.box.addEventListener("focusout", (event) => {
      if (!this.box?.contains(event.relatedTarget) && document.hasFocus()) this.close(event.relatedTarget !== null);
    });
    this.box.addEventListener("keydown", (event) => this.escape(event));
    this.button.after(this.box);
    this.button.setAttribute("aria-expanded", "true");
    this.button.setAttribute("aria-controls", this.list.id);
    this.box.showPopover();
    place(this.box, this.button);
    this.count();
    this.point(Math.max(0, this.options.findIndex((option) => this.chosen.has(option.value))));
    this.list.focus({ preventScroll: true });
    this.moved = () => place(this.box, this.button);
    addEventListener("scroll", this.moved, true);
    addEventListener("resize", this.moved);
  }

  close(elsewhere = false) {
    if (!this.box) return;
    const box = this.box;
    this.box = null;
    removeEventListener("scroll", this.moved, true);
    removeEventListener("resize", this.moved);
    const inside = box.contains(document.activeElement);
    if (inside && !elsewhere) this.button.focus({ preventScroll: true });
    box.remove();
    this.button.setAttribute("aria-expanded", "false");
    this.button.removeAttribute("aria-controls");
  }

  escape(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.chosen = this.before;
    this.label();
    this.close();
  }

  row(option) {
    const n = this.options.indexOf(option);
    return h("div", {
      role: "option", id: freshId("option"), class: "menu-option",
      "aria-selected": String(this.chosen.has(option.value)),
      onmousedown: (event) => event.preventDefault(),
      onmousemove: () => this.point(n, false),
      onclick: () => this.pick(n),
    },
    option.emoji && h("span", { class: "menu-emoji", "aria-hidden": "true" }, emojiText(option.emoji)),
    h("span", { class: "menu-words" },
      h("bdi", { dir: "ltr" }, option.label),
      option.description && h("small", { class: "soft", dir: "auto" }, option.description)),
    h("span", { class: "menu-tick", "aria-hidden": "true" }, "✓"));
  }

  /** Points at an option, as the keys and the mouse do. */
  point(n, scroll = true) {
    if (this.rows.length === 0) return;
    this.rows[this.at]?.classList.remove("pointed");
    this.at = Math.max(0, Math.min(n, this.rows.length - 1));
    const row = this.rows[this.at];
    row.classList.add("pointed");
    this.list.setAttribute("aria-activedescendant", row.id);
    if (scroll) row.scrollIntoView({ block: "nearest" });
  }

  pick(n) {
    const { value } = this.options[n];
    if (!this.many) {
      this.chosen = new Set([value]);
      this.send();
      return;
    }
    if (this.chosen.has(value)) this.chosen.delete(value);
    else if (this.chosen.size < this.most) this.chosen.add(value);
    this.rows.forEach((row, i) => row.setAttribute("aria-selected", String(this.chosen.has(this.options[i].value))));
    this.count();
    this.label();
  }

  /** How many are chosen, and may it be sent? */
  count() {
    if (!this.many) return;
    const count = this.chosen.size;
    fill(this.limits, t("menu.count", { count, least: this.least, most: this.most }));
    this.confirm.disabled = count < this.least || count > this.most;
  }

  send() {
    if (this.chosen.size < this.least) return;
    this.label();
    this.close();
    this.onchoose([...this.chosen]);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const moves = {
      ArrowDown: this.at + 1, ArrowUp: this.at - 1, PageDown: this.at + 8, PageUp: this.at - 8, Home: 0, End: Infinity,
    };
    if (event.key in moves) this.point(moves[event.key]);
    else if (event.key === "Enter" || (event.key === " " && !this.typed)) this.pick(this.at);
    else if (event.key.length === 1) this.type(event.key);
    else return;
    event.preventDefault();
  }

  /** Goes to the next option whose name holds what is typed, names that begin with it first. */
  type(sign) {
    clearTimeout(this.stop);
    this.stop = setTimeout(() => (this.typed = ""), TYPING);
    this.typed += sign.toLowerCase();
    const labels = this.options.map((option) => option.label.toLowerCase());
    const start = labels.findIndex((label) => label.startsWith(this.typed));
    const found = start >= 0 ? start : labels.findIndex((label) => label.includes(this.typed));
    if (found >= 0) this.point(found);
  }
}

/**
 * A menu's element.
 * @param {{name: string, placeholder: string, options: {value, label, description?, emoji?}[], chosen: string[],
 *   least: number, most: number, disabled?: boolean, busy?: boolean, onchoose: (values: string[]) => void}} of
 */
export const menu = (of) => new Menu(of).element;
