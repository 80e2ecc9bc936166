// Which command an answer answers: the message doesn't say, but the event that brought the command to the bot did.

import { on, store, tell } from "../store.js";
import { language } from "../words.js";

/** Full names such as "board add" by the interaction's id. */
const names = new Map();

function learn() {
  const before = names.size;
  for (const { gateway, d } of store.traffic) {
    if (gateway !== "INTERACTION_CREATE" || d?.type !== 2 || names.has(d.id)) continue;
    const words = [d.data.name];
    let inner = d.data.options?.[0];
    while (inner && (inner.type === 1 || inner.type === 2)) {
      words.push(inner.name);
      inner = inner.options?.[0];
    }
    names.set(d.id, words.join(" "));
  }
  if (names.size > before) tell("used");
}

/** The command's name in the reader's language, such as "/board add"; null where it isn't known. */
export function commandOf(interaction) {
  const name = names.get(interaction);
  if (name === undefined) return null;
  let list = store.state.commands;
  const words = name.split(" ").map((word) => {
    const entry = list?.find((one) => one.name === word);
    list = entry?.options;
    return entry?.name_localizations?.[language()] ?? word;
  });
  return `/${words.join(" ")}`;
}

on("traffic", learn);
