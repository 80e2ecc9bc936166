// The list above the box: commands, options, values. The field keeps the focus and points at what is highlighted.

import { fill, freshId, h, warning } from "../dom.js";
import { t } from "../words.js";

/** More are found by typing. */
const SHOWN = 50;

export class Suggestions {
  #list = h("div", { class: "suggestions-list", role: "listbox", id: freshId("suggestions") });
  #title = h("p", { class: "suggestions-title", "aria-hidden": "true" });
  #hint = h("p", { class: "suggestions-hint", id: freshId("hint") });
  /** Says aloud how many there are; what stands in their place is to be seen as well. */
  #status = h("p", { class: "hidden-text", role: "status" });
  #hasNote = false;
  #field = null;
  #offers = [];
  #take = null;
  #active = -1;

  constructor() {
    this.panel = h("div", { class: "suggestions" }, this.#hint, this.#title, this.#status, this.#list);
    // The focus stays in the field, whatever is clicked here.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
    this.hide();
  }

  /** Makes a field point at the list and at the hint; a field for a file takes no suggestions. */
  attach(field) {
    field.setAttribute("aria-describedby", this.#hint.id);
    if (field.type === "file") return;
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-controls", this.#list.id);
    if (field.getAttribute("role") === "combobox") field.setAttribute("aria-expanded", "false");
  }

  /** Is there something to choose from, or a note in its place? */
  get open() {
    return this.hasOffers || this.#hasNote;
  }

  get hasOffers() {
    return this.#offers.length > 0;
  }

  /**
   * Offers something below a field.
   * @param {HTMLElement} field
   * @param {{offers: Object[], take: (offer: Object) => void, title?: string, first?: boolean}} what `first`
   *   highlights the first one
   */
  show(field, { offers, take, title = "", first = false }) {
    this.#begin(field);
    this.#offers = offers.slice(0, SHOWN);
    this.#take = take;
    this.#list.setAttribute("aria-label", t("composer.suggestions"));
    fill(this.#title, title);
    fill(this.#list, this.#offers.map((offer, n) => this.#row(offer, n)));
    this.#list.hidden = offers.length === 0;
    this.#title.hidden = title === "";
    this.#list.scrollTop = 0;
    this.#mark(first && offers.length > 0 ? 0 : -1);
    this.#expand(offers.length > 0);
    const words = offers.length === 1 ? "composer.count.one" : "composer.count.many";
    this.#say(t(words, { count: offers.length }), false);
  }

  /** Says something in place of suggestions. */
  note(field, text) {
    this.#begin(field);
    this.#clear();
    this.#say(text, true);
  }

  /** Says what belongs into the field: shown above the suggestions, and without them too. */
  hint(name, text, wrong = null) {
    const lines = [
      h("span", { class: "suggestions-hint-line" }, h("bdi", { class: "suggestions-name" }, name), h("bdi", {}, text)),
      wrong && h("span", { class: "suggestions-wrong", role: "alert" }, warning(), wrong),
    ];
    fill(this.#hint, name ? lines : []);
    this.#settle();
  }

  /** Highlights nothing while newer suggestions are on their way; false where none are shown for this field. */
  calm(field) {
    if (this.#field !== field || !this.hasOffers) return false;
    this.#mark(-1);
    return true;
  }

  /** Takes the suggestions away; the hint stays. */
  hide() {
    this.#clear();
    this.#say("", false);
  }

  /** Does what a key means for the list; false when it means nothing here. */
  key(event) {
    if (!this.open || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chooses = event.key === "Enter" || event.key === "Tab";
    if (step && this.hasOffers) this.#move(step);
    else if (event.key === "Escape") this.hide();
    else if (chooses && this.#active >= 0) this.choose(this.#active);
    else return false;
    event.preventDefault();
    return true;
  }

  /** Chooses one as if it had been clicked. */
  choose(n) {
    this.#take(this.#offers[n]);
  }

  #begin(field) {
    if (this.#field !== field) this.#expand(false);
    this.#field = field;
  }

  #clear() {
    this.#offers = [];
    this.#list.hidden = true;
    this.#title.hidden = true;
    fill(this.#list);
    this.#mark(-1);
    this.#expand(false);
  }

  #settle() {
    // It is never taken out of the page: a live region must be there before it speaks.
    this.panel.classList.toggle("idle", !this.open && this.#hint.childNodes.length === 0);
  }

  #say(text, isNote) {
    this.#hasNote = isNote;
    this.#status.className = isNote ? "suggestions-note" : "hidden-text";
    if (this.#status.textContent !== text) fill(this.#status, text);
    this.#settle();
  }

  #expand(open) {
    if (this.#field?.getAttribute("role") === "combobox") this.#field.setAttribute("aria-expanded", String(open));
  }

  #move(step) {
    const count = this.#offers.length;
    const from = this.#active < 0 && step < 0 ? 0 : this.#active;
    this.#mark((from + step + count) % count);
  }

  #mark(n) {
    const rows = this.#list.children;
    rows[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = n;
    if (n < 0) {
      this.#field?.removeAttribute("aria-activedescendant");
      return;
    }
    rows[n].setAttribute("aria-selected", "true");
    rows[n].scrollIntoView({ block: "nearest" });
    this.#field.setAttribute("aria-activedescendant", rows[n].id);
  }

  #row(offer, n) {
    const icon = offer.icon && h("span", { class: "suggestion-icon", "aria-hidden": "true" }, offer.icon());
    const detail = offer.detail && h("bdi", { class: "suggestion-detail" }, offer.detail);
    const label = h("bdi", { class: "suggestion-label" }, offer.label);
    const words = h("span", { class: "suggestion-words" }, label, detail);
    const origin = offer.origin && h("span", { class: "suggestion-origin" }, offer.origin);
    const props = { class: "suggestion", role: "option", id: freshId("suggestion"), "aria-selected": "false" };
    const row = h("div", props, icon, words, origin);
    row.addEventListener("mousemove", (event) => {
      // A list that opens below a resting mouse is a "move" of nothing.
      const moved = event.movementX !== 0 || event.movementY !== 0;
      if (moved && this.#active !== n) this.#mark(n);
    });
    row.addEventListener("click", () => this.choose(n));
    return row;
  }
}
