// A modal of the bot as a dialog.

import * as api from "../api.js";
import { dots, fill, freshId, h, warning } from "../dom.js";
import { interact } from "../settle.js";
import { store } from "../store.js";
import { t } from "../words.js";
import { field } from "./fields.js";
import { face, personById } from "./people.js";

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

/**
 * Sends what was filled in; null when that went well, else what to say, and whether the form is used up: once the
 * world took it, it can't be sent again.
 */
async function submit(person, interaction, fields) {
  try {
    const answer = await interact("submit", { as: person, interaction, values: await valuesOf(fields) });
    return answer.state === "failed" ? { sentence: t("modal.failed"), isOver: true } : null;
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    if (error.status === 404) return { sentence: t("modal.gone"), isOver: true };
    if (error.status === 413) return { sentence: t("file.too-large"), isOver: false };
    const sentence = error.status === 0 ? error.message : t("modal.refused", { sentence: error.message });
    return { sentence, isOver: false };
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
    if (busy || send.hidden || !checked(fields)) return;
    busy = true;
    fill(error);
    send.setAttribute("aria-busy", "true");
    fill(send, dots(),
      h("span", { class: "hidden-text" }, t("modal.submit")));
    const problem = await submit(person, interaction, fields);
    busy = false;
    send.removeAttribute("aria-busy");
    fill(send, t("modal.submit"));
    if (problem === null) {
      dialog.close();
      return;
    }
    fill(error, warning(), problem.sentence);
    if (!problem.isOver) return;
    // What was filled in stays, to be copied.
    send.hidden = true;
    fill(cancel, t("frame.close"));
    cancel.focus();
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
