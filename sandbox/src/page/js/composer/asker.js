// Asks the bot what an option could be while somebody types; only the newest question counts.

import { Refused } from "../api.js";
import { interact } from "../settle.js";
import { store } from "../store.js";
import { said } from "./commands.js";

const PAUSE_MS = 150;
/** A quicker answer takes the place of the one before without a word between. */
const LATE_MS = 400;

export class Asker {
  #newest = 0;
  #timer = null;
  #late = null;

  /**
   * Asks soon, unless something else is asked first.
   * @param {{command: string, options: Object, focused: string}} question
   * @param {(offers: Object[]|null) => void} done gets the offers, or null when there was no answer
   * @param {() => void} late is called when the answer takes its time
   */
  ask(question, done, late) {
    this.drop();
    const mine = this.#newest;
    this.#late = setTimeout(late, LATE_MS);
    this.#timer = setTimeout(async () => {
      const offers = await choices(question);
      if (mine !== this.#newest) return;
      clearTimeout(this.#late);
      done(offers);
    }, PAUSE_MS);
  }

  /** Forgets what was asked. */
  drop() {
    this.#newest += 1;
    clearTimeout(this.#timer);
    clearTimeout(this.#late);
  }
}

async function choices(question) {
  let answer;
  try {
    answer = await interact("autocomplete", { as: store.me.id, channel: store.here.channel, ...question });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return null;
  }
  if (!answer.choices) return null;
  return answer.choices.map((choice) => ({
    label: said(choice, "name"), value: choice.value, detail: null, icon: null,
  }));
}
