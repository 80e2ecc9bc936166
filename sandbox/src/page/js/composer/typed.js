// Reads whole commands as text: `/ranking region:US by:growth`.

import { namesOf, optionNames } from "./commands.js";

/** The second one is what a Chinese keyboard types. */
const COLONS = [":", "："];

/**
 * The command that a text begins with, once a space follows its name; the longest name wins.
 * @returns {{command: Object, rest: string}|null}
 */
export function typedCommand(text, commands) {
  if (!text.startsWith("/")) return null;
  const body = text.slice(1);
  const lower = body.toLowerCase();
  let best = null;
  for (const command of commands) {
    for (const name of namesOf(command)) {
      const fits = lower.startsWith(name.toLowerCase()) && /^\s/.test(body.slice(name.length));
      if (fits && (best === null || name.length > best.length)) best = { command, length: name.length };
    }
  }
  return best && { command: best.command, rest: body.slice(best.length).trim() };
}

/**
 * Cuts a text at each `name:` of these options. A value reaches to the next one, so it may have spaces in it.
 * @param {string} text
 * @param {Object[]} options all that the command has
 * @param {Object[]} used those of them that have their value already
 * @returns {{before: string, values: {option: Object, text: string}[], twice: {option: Object, text: string}[]}}
 *   `before` is what precedes the first name; `twice` are the options named once more, each with all that was typed
 */
export function splitOptions(text, options, used = []) {
  const lower = text.toLowerCase();
  const given = new Set(used);
  const cuts = [];
  for (let at = 0; at < text.length; at += 1) {
    if (at > 0 && !/\s/.test(text[at - 1])) continue;
    const found = nameAt(lower, at, options);
    if (found === null) continue;
    cuts.push({ at, isTwice: given.has(found.option), ...found });
    given.add(found.option);
  }
  const pieces = cuts.map(({ at, end, option, isTwice }, n) => {
    return { option, isTwice, text: text.slice(isTwice ? at : end, cuts[n + 1]?.at).trim() };
  });
  return {
    before: text.slice(0, cuts[0]?.at).trim(),
    values: pieces.filter((piece) => !piece.isTwice),
    twice: pieces.filter((piece) => piece.isTwice),
  };
}

function nameAt(lower, at, options) {
  for (const option of options) {
    for (const name of optionNames(option)) {
      const end = at + name.length;
      if (COLONS.includes(lower[end]) && lower.startsWith(name.toLowerCase(), at)) return { option, end: end + 1 };
    }
  }
  return null;
}
