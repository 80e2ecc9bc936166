// A command being filled in: its name, a pill for each option in use, and a field to add further options.

import { fill, h } from "../dom.js";
import { store } from "../store.js";
import { face, personById } from "../view/people.js";
import { t } from "../words.js";
import { Keys } from "./keys.js";
import { Offering } from "./offering.js";
import { TYPE } from "./offers.js";
import { Pill } from "./pill.js";
import { splitOptions } from "./typed.js";

export class Form {
  /** Untouched since it was recalled from the last commands. */
  recalled = false;
  /** The options in use, as they stand. */
  pills = [];
  offering = new Offering(this);
  #keys = new Keys(this);
  /** The pill in focus; null is the last field. */
  at = null;
  /** The pill of an option that the last field names once more, or null. */
  #twice = null;

  /**
   * @param {Object} command as of commands.js
   * @param {import("./suggestions.js").Suggestions} suggestions
   * @param {{send: (form: Form) => void, leave: () => void, recall: (step: number) => void}} ears
   */
  constructor(command, suggestions, ears) {
    this.command = command;
    this.suggestions = suggestions;
    this.ears = ears;
    const bot = personById(store.state.application_id);
    const chip = h("span", { class: "command-chip" }, face(bot, 24), h("bdi", {}, `/${command.shown}`));
    this.tail = h("input", {
      class: "command-tail", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-label": t("composer.options"), enterkeyhint: "send", size: 1, dir: "auto",
    });
    this.more = h("button", { type: "button", class: "command-more", tabindex: "-1", onclick: () => this.#open() });
    const props = { class: "command", role: "group", "aria-label": `/${command.shown}` };
    this.node = h("div", props, chip, this.tail, this.more);
    suggestions.attach(this.tail);
    this.#listen();
    for (const option of command.options.filter((one) => one.required)) this.add(option);
    this.#count();
  }

  #listen() {
    this.tail.addEventListener("focus", () => this.#enter(null));
    this.tail.addEventListener("input", (event) => this.#typedInTail(event));
    this.tail.addEventListener("compositionend", (event) => this.#typedInTail(event));
    this.node.addEventListener("keydown", (event) => this.#keys.press(event));
    this.node.addEventListener("input", () => {
      this.recalled = false;
    });
    this.node.addEventListener("mousedown", (event) => {
      if (event.target !== this.node) return;
      event.preventDefault();
      this.tail.focus();
    });
    this.node.addEventListener("paste", (event) => {
      const file = event.clipboardData.files[0];
      if (file && this.takeFile(file)) event.preventDefault();
    });
  }

  /** The options that aren't in use. */
  get left() {
    return this.command.options.filter((option) => this.pills.every((pill) => pill.option !== option));
  }

  /** What is in it, as it is remembered. */
  get content() {
    const options = this.pills.map(({ option, text, pick }) => ({ name: option.name, text, pick }));
    return { path: this.command.path, options, rest: this.tail.value };
  }

  /** Fills in options: `{option, text, pick}`. */
  fillIn(values) {
    for (const { option, text, pick = null } of values) {
      const pill = this.pills.find((one) => one.option === option) ?? this.add(option);
      if (option.type !== TYPE.file) pill.set(text, pick);
    }
  }

  /** Fills in what was typed or pasted as one text; the rest stays in the last field. */
  fillInText(text) {
    const { before, values, twice } = splitOptions(text, this.command.options);
    this.fillIn(values);
    this.#leave(before, twice);
  }

  /** Leaves in the last field what belongs to no option, or to one that has its value. */
  #leave(before, twice) {
    this.tail.value = [before, ...twice.map(({ text }) => text)].filter(Boolean).join(" ");
    this.#markTwice(twice);
  }

  /** Says at an option named once more that it is there already. */
  #markTwice(twice) {
    this.#twice?.complain(null);
    this.#twice = this.pills.find((pill) => pill.option === twice[0]?.option) ?? null;
    this.#twice?.complain({ wrong: "composer.twice" });
  }

  /** Focuses what is to be filled in next. */
  focus() {
    const empty = this.pills.find((pill) => pill.isEmpty);
    if (empty && !this.#twice) empty.focus();
    else this.tail.focus();
  }

  /** The values to send by name; null when something is wrong, which is then shown and focused. */
  collect() {
    const read = this.pills.map((pill) => [pill, pill.read()]);
    const wrong = read.find(([, result]) => result.wrong);
    for (const [pill, result] of read) pill.complain(result.wrong ? result : null);
    if (wrong) {
      wrong[0].focus();
      this.#hint();
      return null;
    }
    if (this.tail.value.trim() !== "") {
      this.tail.focus();
      this.#readTail();
      if (this.tail.value !== "" && this.#twice === null) {
        this.#hint(t("composer.leftover", { text: this.tail.value.trim() }));
      }
      return null;
    }
    return Object.fromEntries(read.map(([pill, result]) => [pill.option.name, result.value]));
  }

  /** Puts a file where one belongs; false when no option takes one. */
  takeFile(file) {
    const isFile = (option) => option.type === TYPE.file;
    const pills = this.pills.filter((pill) => isFile(pill.option));
    const free = pills.find((pill) => pill === this.at) ?? pills.find((pill) => pill.isEmpty);
    const next = this.left.find(isFile);
    const pill = free ?? (next ? this.add(next) : pills[0]);
    if (!pill) return false;
    pill.focus();
    pill.take(file);
    return true;
  }

  /** Forgets what was asked: the form goes away, or the focus leaves it. */
  rest() {
    this.offering.drop();
    this.suggestions.hide();
    this.suggestions.hint(null);
  }

  /** Takes an option into use. */
  add(option) {
    const pill = new Pill(option);
    this.pills.push(pill);
    this.tail.before(pill.node);
    this.suggestions.attach(pill.field);
    pill.field.addEventListener("focus", () => this.#enter(pill));
    const typed = (event) => this.#typed(event, pill);
    pill.field.addEventListener("input", typed);
    pill.field.addEventListener("compositionend", typed);
    pill.field.addEventListener("taken", () => this.#hint());
    this.#count();
    return pill;
  }

  /** Puts an option out of use and focuses what stands before it. */
  remove(pill) {
    const at = this.pills.indexOf(pill);
    this.pills.splice(at, 1);
    const before = this.pills[at - 1];
    if (before) before.focus();
    else this.tail.focus();
    pill.node.remove();
    this.#count();
    this.recalled = false;
    if (!before) this.offering.options();
  }

  /** Says how many options there are besides. */
  #count() {
    const count = this.left.length;
    this.more.hidden = count === 0;
    fill(this.more, t("composer.more", { count }));
  }

  #open() {
    this.tail.focus();
    this.offering.options();
  }

  #enter(pill) {
    this.at = pill;
    this.offering.drop();
    this.suggestions.hide();
    this.#hint();
    if (this.recalled) return;
    if (pill?.pick === null) this.offering.values(pill);
    else if (pill === null && this.#twice === null) this.offering.options();
  }

  #hint(wrong = null) {
    const pill = this.at ?? this.#twice;
    const of = pill?.option ?? { shown: `/${this.command.shown}`, about: this.command.about };
    this.suggestions.hint(of.shown, of.about, wrong ?? pill?.wrong ?? null);
  }

  #typed(event, pill) {
    // Half a Chinese word is nothing to look for yet.
    if (event.isComposing) return;
    const { before, values, twice } = splitOptions(pill.text, this.command.options, this.#used);
    if (values.length > 0 || twice.length > 0) {
      pill.set(before);
      this.#take(values, this.tail.value.trim(), twice);
      return;
    }
    this.#hint();
    this.offering.values(pill);
  }

  /** The options in use. */
  get #used() {
    return this.pills.map((pill) => pill.option);
  }

  /** Fills in what was typed as text and goes on behind it. */
  #take(values, before, twice) {
    this.fillIn(values);
    this.#leave(before, twice);
    if (twice.length > 0) this.tail.focus();
    else this.pills.find((one) => one.option === values.at(-1).option).focus();
    this.#hint();
  }

  #typedInTail(event) {
    if (!event.isComposing) this.#readTail();
  }

  #readTail() {
    const { before, values, twice } = splitOptions(this.tail.value, this.command.options, this.#used);
    if (values.length > 0) {
      this.#take(values, before, twice);
      return;
    }
    this.#markTwice(twice);
    this.#hint();
    if (twice.length > 0) this.suggestions.hide();
    else this.offering.options();
  }
}
