// Offers what can be filled into a command: further options, and values for the one in focus.

import { botIsOnline, store } from "../store.js";
import { personById } from "../view/people.js";
import { t } from "../words.js";
import { Asker } from "./asker.js";
import { matching, optionNames } from "./commands.js";
import { fitting, offersOf, TYPE } from "./offers.js";

/** Why there are no suggestions. */
function failure() {
  if (botIsOnline()) return t("composer.loadingFailed");
  return t("composer.offline", { name: personById(store.state.application_id).username });
}

export class Offering {
  #asker = new Asker();

  /** @param {import("./form.js").Form} form */
  constructor(form) {
    this.form = form;
  }

  /** Forgets what was asked. */
  drop() {
    this.#asker.drop();
  }

  /** Offers the options that aren't in use, below the last field. */
  options() {
    const { form } = this;
    const text = form.tail.value;
    const found = matching(form.left, text, optionNames);
    if (found.length === 0) {
      if (text.trim() === "") form.suggestions.hide();
      else form.suggestions.note(form.tail, t("composer.noOptions"));
      return;
    }
    form.suggestions.show(form.tail, {
      offers: found.map((option) => ({ label: option.shown, detail: option.about, icon: null, option })),
      take: ({ option }) => {
        form.tail.value = "";
        form.recalled = false;
        form.add(option).focus();
      },
      title: t("composer.options"),
      first: text.trim() !== "",
    });
  }

  /** Offers what an option can be. */
  values(pill) {
    const { form } = this;
    const all = offersOf(pill.option);
    if (all) {
      this.#showValues(pill, fitting(all, pill.text));
    } else if (pill.option.autocomplete) {
      const late = () => form.suggestions.note(pill.field, t("composer.loading"));
      if (!form.suggestions.calm(pill.field)) late();
      const question = { command: form.command.path, options: this.#given(pill), focused: pill.option.name };
      const done = (offers) => {
        if (form.at !== pill || pill.pick !== null) return;
        if (offers === null) form.suggestions.note(pill.field, failure());
        else this.#showValues(pill, offers);
      };
      this.#asker.ask(question, done, late);
    } else {
      form.suggestions.hide();
    }
  }

  #showValues(pill, offers) {
    const { form } = this;
    if (offers.length === 0) {
      form.suggestions.note(pill.field, t("composer.noOptions"));
      return;
    }
    const text = pill.text.trim().toLowerCase();
    // What is a value already needn't be chosen: Enter sends it.
    const isText = (one) => one.toLowerCase() === text;
    const first = text !== "" && !offers.some(({ label, value }) => isText(label) || isText(String(value)));
    const take = (offer) => {
      pill.set(offer.label, { value: offer.value });
      form.recalled = false;
      (form.pills.find((one) => one.isEmpty) ?? { focus: () => form.tail.focus() }).focus();
    };
    form.suggestions.show(pill.field, { offers, take, first });
  }

  /** What is filled in so far, for suggestions that depend on it. */
  #given(asked) {
    const { form } = this;
    const values = form.pills.filter((pill) => pill.option.type !== TYPE.file).map((pill) => {
      const { value } = pill.read();
      return [pill.option.name, pill === asked ? pill.text : value];
    });
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }
}
