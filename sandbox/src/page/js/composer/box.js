// The box for plain messages. A slash at its start opens the list of commands.

import { fill, h } from "../dom.js";
import { guildHere, store } from "../store.js";
import { face, personById } from "../view/people.js";
import { count, t } from "../words.js";
import { anyCommands, commandsHere, matching, namesOf } from "./commands.js";
import { typedCommand } from "./typed.js";

const LONGEST = 2000;
/** From here on a counter says how much is left. */
const COUNTED = 1800;
/** A longer text is no search for a command. */
const LONGEST_SEARCH = 100;

export class Box {
  /**
   * @param {import("./suggestions.js").Suggestions} suggestions
   * @param {{begin: (command: Object, rest: string) => void, say: (text: string) => void,
   *   changed: (text: string) => void, recall: () => void}} ears
   */
  constructor(suggestions, ears) {
    this.suggestions = suggestions;
    this.ears = ears;
    this.field = h("textarea", {
      class: "composer-field", rows: 1, autocomplete: "off", dir: "auto", enterkeyhint: "send",
    });
    this.counter = h("span", { class: "composer-counter", hidden: true });
    this.node = h("div", { class: "composer-plain" }, this.field, this.counter);
    suggestions.attach(this.field);
    this.field.addEventListener("input", (event) => this.#typed(event));
    this.field.addEventListener("compositionend", (event) => this.#typed(event));
    this.field.addEventListener("focus", () => this.offer());
    this.field.addEventListener("keydown", (event) => this.#key(event));
  }

  get text() {
    return this.field.value;
  }

  set text(text) {
    this.field.value = text;
    this.#measure();
  }

  /** Sends what stands in it, unless there is nothing, or too much. */
  send() {
    const text = this.text.trim();
    if (text === "") return;
    if (text.startsWith("/") && !anyCommands()) {
      this.offer();
      return;
    }
    this.ears.say(text);
  }

  /** Is it longer than a message may be? */
  get isOver() {
    return [...this.text.trim()].length > LONGEST;
  }

  /** Shows the commands that fit what stands in it. */
  offer() {
    const { text } = this;
    const searches = text.startsWith("/") && text.length <= LONGEST_SEARCH && !text.includes("\n");
    if (!searches || this.field.disabled) {
      this.suggestions.hide();
      return;
    }
    const bot = personById(store.state.application_id);
    if (!anyCommands()) {
      this.suggestions.note(this.field, t("composer.starting", { name: bot.username }));
      return;
    }
    const found = matching(commandsHere(), text.slice(1), namesOf);
    if (found.length === 0) {
      const away = guildHere()?.bot === false;
      this.suggestions.note(this.field, t(away ? "place.no-bot" : "composer.noCommands"));
      return;
    }
    const offers = found.map((command) => ({
      label: `/${command.shown}`, detail: command.about, icon: () => face(bot, 32), origin: bot.username, command,
    }));
    const take = ({ command }) => {
      this.text = "";
      this.ears.begin(command, "");
    };
    this.suggestions.show(this.field, { offers, take, title: bot.username, first: true });
  }

  #typed(event) {
    this.#measure();
    this.ears.changed(this.text);
    // Half a Chinese word is nothing to look for yet.
    if (!event.isComposing) this.consider();
  }

  /** Begins the command that is typed out in it, or shows those that fit. */
  consider() {
    const typed = this.text.startsWith("/") ? typedCommand(this.text, commandsHere()) : null;
    if (typed === null) {
      this.offer();
      return;
    }
    this.text = "";
    this.ears.begin(typed.command, typed.rest);
  }

  #key(event) {
    // Enter ends a word of an input method, it doesn't send it; 229 is what Safari says then.
    if (event.isComposing || event.keyCode === 229) return;
    if (this.suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "ArrowUp" && this.text === "") {
      event.preventDefault();
      this.ears.recall();
    }
  }

  /** As high as its text, up to a limit in CSS. */
  #measure() {
    const { field } = this;
    field.style.setProperty("height", "auto");
    field.style.setProperty("height", `${field.scrollHeight}px`);
    const length = [...field.value].length;
    this.counter.hidden = length < COUNTED;
    this.counter.classList.toggle("over", length > LONGEST);
    fill(this.counter, h("span", { "aria-hidden": "true" }, count(LONGEST - length)),
      h("span", { class: "hidden-text" }, t("composer.left", { count: count(LONGEST - length) })));
  }
}
