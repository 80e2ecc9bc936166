// What happens to a message's buttons and menus: under way, failed, or answered with a modal.

import * as api from "../api.js";
import { store, tell } from "../store.js";
import { t } from "../words.js";
import { openModal } from "./modal.js";

/** How long an answer is waited for before the page stops showing that one is under way. */
const WAIT = 20_000;

/** `{busy: custom_id}` or `{failed: sentence}` by the message's id. */
const states = new Map();
/** What was chosen in menus, by message and `custom_id`. */
const choices = new Map();

export const pressState = (message) => states.get(message);
export const chosenIn = (message, customId) => choices.get(`${message}/${customId}`) ?? [];

function set(message, state) {
  if (state) states.set(message, state);
  else states.delete(message);
  tell("pressed");
}

async function send(kind, message, body, back) {
  if (states.get(message)?.busy) return;
  set(message, { busy: body.custom_id });
  let answer;
  try {
    answer = await api.post(`interactions/${kind}?wait=${WAIT}`, { as: store.me.id, message, ...body });
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    set(message, { failed: error.message });
    return;
  }
  set(message, answer.state === "failed" ? { failed: t("press.failed") } : null);
  if (answer.modal) openModal(answer.interaction, answer.modal, back);
}

/** Presses a button; `back` takes the focus home after a modal. */
export const press = (message, customId, back) => send("press", message, { custom_id: customId }, back);

/** Chooses from a menu. */
export function choose(message, customId, values, back) {
  choices.set(`${message}/${customId}`, values);
  return send("choose", message, { custom_id: customId, values }, back);
}
