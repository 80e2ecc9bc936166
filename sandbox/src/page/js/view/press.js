// What happens to a message's buttons and menus: under way, failed, or answered with a modal.

import { Refused } from "../api.js";
import { interact } from "../settle.js";
import { refresh, store, tell } from "../store.js";
import { openModal } from "./modal.js";
import { reveal } from "./reveal.js";

/** Something else may be pressed after so long: a bot that only said that it heard may take minutes. */
const BUSY_MS = 20_000;

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
  const { me, here } = store;
  if (states.get(key)?.busy) return;
  const busy = { busy: body.custom_id };
  set(key, busy);
  // A later press has its own state.
  const end = (state) => [busy, undefined].includes(states.get(key)) && set(key, state);
  const timer = setTimeout(() => end(null), BUSY_MS);
  let answer;
  try {
    answer = await interact(kind, { as: me.id, message, ...body });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    end({ failed: error.message });
    return;
  } finally {
    clearTimeout(timer);
  }
  end(answer.state === "failed" ? { failed: true } : null);
  await refresh("messages");
  if (me.id !== store.me.id || here !== store.here) return;
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
