// Entries that only this person sees while the world has no message for them yet, or when it never will.

import { freshId } from "../dom.js";
import { now, on, store, tell } from "../store.js";

/**
 * `{id, place, command, at, after, interaction, sentence}` of entries, oldest first: `after` is the message that was
 * the newest when it began, null if that wasn't known yet; `interaction` is the bot's id for it once there is one; a
 * sentence means that it failed.
 */
let entries = [];

const placeNow = () => JSON.stringify([store.me?.id, store.here?.channel]);

/** The entries of the place one looks at. */
export const pendingHere = () => entries.filter((entry) => entry.place === placeNow());

/**
 * Begins an entry such as "Mason used /ranking" in the place one looks at.
 * @param {{command: string}} of the command's name as the world knows it, such as "board add"
 * @returns {{id: string, begun: (interaction: string) => void, fail: (sentence: string) => void, done: () => void}}
 */
export function start({ command }) {
  const after = store.messages && (store.messages.at(-1)?.id ?? "0");
  const entry = { id: freshId("pending"), place: placeNow(), command, at: now(), after };
  entries.push(entry);
  tell("to-end");
  tell("pending");
  return {
    id: entry.id,
    begun: (interaction) => {
      entry.interaction = interaction;
      tell("pending");
    },
    fail: (sentence) => {
      entry.sentence = sentence;
      tell("pending");
    },
    done: () => dismiss(entry.id),
  };
}

/** Takes an entry away. */
export function dismiss(id) {
  entries = entries.filter((entry) => entry.id !== id);
  tell("pending");
}

on("me", () => {
  // What failed was for the eyes of the one who was told.
  entries = entries.filter((entry) => !entry.sentence || entry.place === placeNow());
});
