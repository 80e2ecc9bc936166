// The page's own words, in the language of the person one plays. What the bot says is not ours to translate.

import { words as client } from "./words/client.js";
import { words as composer } from "./words/composer.js";
import { words as side } from "./words/side.js";
import { words as tour } from "./words/tour.js";
import { store } from "./store.js";

const all = {};
for (const part of [client, composer, side, tour]) {
  for (const [tag, words] of Object.entries(part)) all[tag] = { ...all[tag], ...words };
}

/** The language of the page: a BCP 47 tag. */
export const language = () => (store.me?.locale.startsWith("zh") ? "zh-CN" : "en-US");

/** A number as the person one plays writes it. */
export const count = (number) => number.toLocaleString(language());

/** A text by its key; `{name}` in it is replaced by `values.name`. */
export function t(key, values = {}) {
  const text = all[language()][key];
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** The same with elements for some of the values: what to append, in order. */
export function pieces(key, values) {
  const text = t(key, {});
  return text.split(/(\{\w+\})/).map((piece) => (piece.startsWith("{") ? values[piece.slice(1, -1)] ?? piece : piece));
}
