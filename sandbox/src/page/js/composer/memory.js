// What the composer remembers in this tab: drafts for each person and place, and each person's last commands.

import { keep, kept, keptList } from "../memory.js";
import { store } from "../store.js";

const KEPT = 20;
/** A longer draft is no message any more, and would fill what the browser gives a page. */
const LONGEST_DRAFT = 20000;

/** Names the person and the place of now. */
export const placeKey = () => `${store.me.id}:${store.here.channel}`;

export const draft = () => kept(`draft:${placeKey()}`) ?? "";

export function keepDraft(text) {
  if (text === "") keep(`draft:${placeKey()}`, null);
  else if (text.length <= LONGEST_DRAFT) keep(`draft:${placeKey()}`, text);
}

/** Keeps a command that is half filled in, as a form has it; null for none. */
export const keepForm = (place, content) => keep(`form:${place}`, content);

/** The command that was half filled in here, or null; the form that it becomes is kept anew. */
export function takeForm() {
  const content = kept(`form:${placeKey()}`);
  keep(`form:${placeKey()}`, null);
  return content;
}

const commandsKey = () => `commands:${store.me.id}`;

/** The commands that this person sent, newest first: `{path, options: [{name, text, pick}]}`. */
export const lastCommands = () => keptList(commandsKey());

export function keepCommand(command) {
  const same = JSON.stringify(command);
  const others = lastCommands().filter((one) => JSON.stringify(one) !== same);
  keep(commandsKey(), [command, ...others].slice(0, KEPT));
}
