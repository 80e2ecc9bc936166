// A modal of the bot as a dialog.

import * as api from "../api.js";
import { fill, freshId, h } from "../dom.js";
import { store } from "../store.js";
import { t } from "../words.js";
import { field } from "./fields.js";
import { face, personById } from "./people.js";

const WAIT = 20_000;

async function valuesOf(fields) {
  const values = {};
  for (const one of fields) values[one.name] = await one.read();
  return values;
}

/** Marks what won't do, goes to the first such field, and says whether all is well. */
function checked(fields) {
  const wrong = fields.filter((one) => {
    const problem = one.problem();
    one.show(problem);
    return problem !== null;
  });
  wrong[0]?.focus();
  return wrong.length === 0;
}

/** Sends what was filled in; a sentence when that went wrong. */
async function submit(person, interaction, fields) {
  try {
    const body = { as: person, interaction, values: await valuesOf(fields) };
    const answer = await api.post(`interactions/submit?wait=${WAIT}`, body);
    return answer.state === "failed" ? t("modal.failed") : null;
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    return error.message;
  }
}

/**
 * Opens the modal that an interaction was answered with.
 * @param {string} interaction the id of the interaction
 * @param {Object} modal what the bot answered
 * @param {() => void} back takes the focus home when the dialog closes
 */
export function openModal(interaction, modal, back) {
  const person = store.me.id;
  const parts = modal.components.map(field);
  const fields = parts.filter((part) => part.name !== undefined);
  const heading = h("h2", { id: freshId("modal"), dir: "auto" }, modal.title);
  const error = h("p", { class: "error-text", role: "alert" });
  const cancel = h("button", { type: "button", class: "quiet" }, t("modal.cancel"));
  const send = h("button", { type: "submit", class: "button" }, t("modal.submit"));
  const form = h("form", {}, parts.map((part) => part.element), error,
    h("div", { class: "modal-foot" }, cancel, send));
  // The page checks and words what is wrong itself.
  form.noValidate = true;
  const dialog = h("dialog", { class: "modal", "aria-labelledby": heading.id },
    h("div", { class: "modal-head" }, face(personById(store.state.application_id), 24), heading),
    h("p", { class: "soft modal-note" }, t("modal.note")), form);
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy || !checked(fields)) return;
    busy = true;
    fill(error);
    send.setAttribute("aria-busy", "true");
    fill(send, h("span", { class: "dots" }, h("i"), h("i"), h("i")),
      h("span", { class: "hidden-text" }, t("modal.submit")));
    const sentence = await submit(person, interaction, fields);
    busy = false;
    send.removeAttribute("aria-busy");
    fill(send, t("modal.submit"));
    if (sentence === null) dialog.close();
    else fill(error, h("span", { "aria-hidden": "true" }, "⚠ "), sentence);
  });
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    back?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.focus();
}
