// One option of a command being filled in: its name and its value.

import { fill, h } from "../dom.js";
import { fits } from "../files.js";
import { size } from "../view/attachments.js";
import { t } from "../words.js";
import { TYPE } from "./offers.js";
import { valueOf } from "./values.js";

export class Pill {
  /** The chosen suggestion, as long as its name stands unchanged: `{value}`. */
  pick = null;
  file = null;
  #wrong = null;
  /** What shows the value: the field in its frame, or the name of the file. */
  #grow;

  /** @param {Object} option as of commands.js */
  constructor(option) {
    this.option = option;
    const name = { "aria-label": option.shown, "aria-required": "true" };
    if (option.type === TYPE.file) {
      this.#grow = h("span", { class: "pill-file" });
      this.field = h("input", { class: "hidden-text", type: "file", ...name });
      this.field.addEventListener("change", () => this.field.files[0] && this.take(this.field.files[0]));
    } else {
      this.field = h("input", {
        class: "pill-field", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", size: 1,
        dir: "auto", enterkeyhint: "send", inputmode: keyboardOf(option), ...name,
      });
      this.#grow = h("span", { class: "pill-grow" }, this.field);
      this.field.addEventListener("input", () => this.#edited());
      this.field.addEventListener("paste", (event) => this.#pasted(event));
    }
    const label = h("span", { class: "pill-name", "aria-hidden": "true" }, h("bdi", {}, option.shown));
    const own = option.type === TYPE.file ? [label, this.field, this.#grow] : [label, this.#grow];
    this.node = h("label", { class: "pill" }, own);
    this.#show();
  }

  /** The text in the pill. */
  get text() {
    return this.option.type === TYPE.file ? "" : this.field.value;
  }

  get isEmpty() {
    return this.option.type === TYPE.file ? this.file === null : this.text === "";
  }

  /** What is wrong with it, in a sentence; null while nobody complained. */
  get wrong() {
    return this.#wrong && t(this.#wrong.wrong, this.#wrong.values);
  }

  /** Puts a text in; `pick` is what it stands for, if it was chosen. */
  set(text, pick = null) {
    this.field.value = text;
    this.pick = pick;
    this.complain(null);
    this.#show();
  }

  /** Takes a file, or says why not. */
  take(file) {
    const good = file === null || fits(file);
    this.file = good ? file : null;
    if (this.file === null) this.field.value = "";
    this.complain(good ? null : { wrong: "file.too-large" });
    this.#show();
    this.field.dispatchEvent(new Event("taken", { bubbles: true }));
  }

  /** What is sent, or what is wrong. */
  read() {
    return valueOf(this.option, this);
  }

  complain(wrong) {
    this.#wrong = wrong;
    this.node.classList.toggle("wrong", wrong !== null);
    if (wrong) this.field.setAttribute("aria-invalid", "true");
    else this.field.removeAttribute("aria-invalid");
  }

  /** Focuses it with the caret at one of its ends. */
  focus(atStart = false) {
    this.field.focus();
    if (this.option.type === TYPE.file) return;
    const at = atStart ? 0 : this.text.length;
    this.field.setSelectionRange(at, at);
  }

  #edited() {
    this.pick = null;
    this.complain(null);
    this.#show();
  }

  /** A line break would vanish between two words that it parts. */
  #pasted(event) {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\r\n]/.test(text)) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = this.field;
    this.field.setRangeText(text.replace(/\s*[\r\n]+\s*/g, " ").trim(), selectionStart, selectionEnd, "end");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #show() {
    if (this.option.type === TYPE.file) {
      const name = this.file && [h("bdi", {}, this.file.name), `(${size(this.file.size)})`];
      fill(this.#grow, name ?? t("composer.file"));
    } else {
      // CSS makes the field as wide as this copy of its text.
      this.#grow.dataset.text = this.field.value;
    }
  }
}

function keyboardOf(option) {
  if (option.choices.length > 0 || option.type !== TYPE.integer && option.type !== TYPE.number) return null;
  // Some on-screen number pads have no minus.
  if ((option.min_value ?? -1) < 0) return null;
  return option.type === TYPE.integer ? "numeric" : "decimal";
}
