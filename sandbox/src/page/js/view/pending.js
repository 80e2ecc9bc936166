// Entries that only this person sees while the world has no message for them yet, or when it never will.

import { freshId } from "../dom.js";
import { on, store, tell } from "../store.js";

/** `{id, place, me, title, at, sentence}` of entries, oldest first; a sentence means that it failed. */
let entries = [];

const placeNow = () => JSON.stringify([store.me?.id, store.here?.channel]);

/** The entries of the place one looks at. */
export const pendingHere = () => entries.filter((entry) => entry.place === placeNow());

/**
 * Begins an entry such as "Mason used /ranking" in the place one looks at.
 * @returns {{fail: (sentence: string) => void, done: () => void}}
 */
export function start({ title }) {
  const entry = { id: freshId("pending"), place: placeNow(), title, at: Date.now() + store.clock.offset_ms };
  entries.push(entry);
  tell("pending");
  return {
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
