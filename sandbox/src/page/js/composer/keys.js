// The keys that lead through a command being filled in.

import { TYPE } from "./offers.js";

export class Keys {
  /** @param {import("./form.js").Form} form */
  constructor(form) {
    this.form = form;
  }

  /** Does what a key means in the form. */
  press(event) {
    const { form } = this;
    // Enter ends a word of an input method, it doesn't send it; 229 is what Safari says then.
    if (event.isComposing || event.keyCode === 229 || event.target === form.more) return;
    if (form.suggestions.key(event)) {
      // What was asked mustn't open the list again.
      if (event.key === "Escape") form.offering.drop();
      return;
    }
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    const pill = form.pills.find((one) => one.field === event.target) ?? null;
    if (!plain) return;
    if (event.key === "Enter") this.#enterKey(event, pill);
    else if (event.key === "Escape") this.#stop(event, () => form.ears.leave());
    else if (event.key === "Backspace") this.#backspace(event, pill);
    else if (event.key === "Tab" && pill === null && form.suggestions.hasOffers) {
      this.#stop(event, () => form.suggestions.choose(0));
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.#sideways(event, pill);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#upAndDown(event, pill);
  }

  #stop(event, act) {
    event.preventDefault();
    act();
  }

  #enterKey(event, pill) {
    const { form } = this;
    // An empty file field opens the browser's dialog.
    if (pill?.option.type === TYPE.file && pill.isEmpty) return;
    this.#stop(event, () => form.ears.send(form));
  }

  #backspace(event, pill) {
    const { form } = this;
    if (pill === null) {
      if (form.tail.value !== "") return;
      const last = form.pills.at(-1);
      this.#stop(event, () => (last ? last.focus() : form.ears.leave()));
    } else if (pill.option.type === TYPE.file && !pill.isEmpty) {
      this.#stop(event, () => pill.take(null));
    } else if (pill.isEmpty && !pill.option.required) {
      this.#stop(event, () => form.remove(pill));
    } else if (pill.isEmpty) {
      const before = form.pills[form.pills.indexOf(pill) - 1];
      if (before) this.#stop(event, () => before.focus());
      else if (form.pills.every((one) => one.isEmpty)) this.#stop(event, () => form.ears.leave());
    }
  }

  /** At the end of a field the arrows lead on to the next one. */
  #sideways(event, pill) {
    const { form } = this;
    const back = event.key === "ArrowLeft";
    if (pill?.option.type !== TYPE.file) {
      const { selectionStart, selectionEnd, value } = event.target;
      if (selectionStart !== selectionEnd || selectionStart !== (back ? 0 : value.length)) return;
    }
    const at = pill === null ? form.pills.length : form.pills.indexOf(pill);
    const next = form.pills[at + (back ? -1 : 1)];
    if (next) this.#stop(event, () => next.focus(!back));
    else if (!back && pill !== null) this.#stop(event, () => form.tail.focus());
  }

  #upAndDown(event, pill) {
    const { form } = this;
    const down = event.key === "ArrowDown";
    if (form.recalled) this.#stop(event, () => form.ears.recall(down ? -1 : 1));
    else if (down) this.#stop(event, () => (pill ? form.offering.values(pill) : form.offering.options()));
  }
}
