// What happens to a message's buttons and menus: under way, failed, or answered with a modal.

import * as api from "../api.js";
import { refresh, store, tell } from "../store.js";
import { openModal } from "./modal.js";
import { reveal } from "./reveal.js";

/** `{busy: custom_id}`, or `{failed}` with a sentence or `true`, by person and message. */
const states = new Map();
/** What was chosen in menus, by person, message and `custom_id`. */
const choices = new Map();

const keyOf = (...parts) => [store.me.id, ...parts].join("/");

export const pressState = (message) => states.get(keyOf(message));
export const chosenIn = (message, customId) => choices.get(keyOf(message, customId)) ?? [];

function set(key, state) {
  if (state) states.set(key, state);
  else states.delete(key);
  tell("pressed");
}

async function send(kind, message, body, back) {
  const key = keyOf(message);
  const { me } = store;
  if (states.get(key)?.busy) return;
  set(key, { busy: body.custom_id });
  let answer;
  try {
    answer = await api.interact(kind, { as: me.id, message, ...body });
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    set(key, { failed: error.message });
    return;
  }
  set(key, answer.state === "failed" ? { failed: true } : null);
  await refresh("messages");
  if (me.id !== store.me.id) return;
  reveal(answer.messages?.at(-1)?.id);
  if (answer.modal) openModal(answer.interaction, answer.modal, back);
}

/** Presses a button; `back` takes the focus home after a modal. */
export const press = (message, customId, back) => send("press", message, { custom_id: customId }, back);

/** Chooses from a menu. */
export function choose(message, customId, values, back) {
  choices.set(keyOf(message, customId), values);
  return send("choose", message, { custom_id: customId, values }, back);
}
