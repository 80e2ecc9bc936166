// Sends messages and commands to the world.

import * as api from "../api.js";
import { upload } from "../files.js";
import { interact } from "../settle.js";
import { refresh, store, tell } from "../store.js";
import { openModal } from "../view/modal.js";
import * as pending from "../view/pending.js";
import { reveal } from "../view/reveal.js";
import { t } from "../words.js";

/** Writes a message here. */
export async function say(content) {
  const { me, here } = store;
  if (here.channel === "dm") await api.post(`dm/${me.id}/messages`, { content });
  else await api.post(`channels/${here.channel}/messages`, { as: me.id, content });
  if (here === store.here) tell("to-end");
}

/**
 * Runs a command here. What becomes of it is told in the chat.
 * @param {string} path the command's name
 * @param {Object} options values by name; a File stands for itself
 * @param {() => void} back takes the focus home when a dialog that came as the answer closes
 */
export async function run(path, options, back) {
  const { me, here } = store;
  const entry = pending.start({ command: path });
  try {
    const body = { as: me.id, channel: here.channel, command: path, options: await sendable(options) };
    const answer = await interact("command", body, entry.begun);
    if (answer.state === "failed") {
      entry.fail(t("message.silent"));
      reveal(entry.id);
      return;
    }
    // The answer is there before what stood for it goes away.
    await refresh("messages");
    entry.done();
    reveal(answer.messages?.at(-1)?.id);
    const isHere = me.id === store.me.id && here === store.here;
    if (answer.modal && isHere) openModal(answer.interaction, answer.modal, back);
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    entry.fail(error.message);
    reveal(entry.id);
  }
}

async function sendable(options) {
  const entries = Object.entries(options).map(async ([name, value]) => [
    name, value instanceof File ? await upload(value) : value,
  ]);
  return Object.fromEntries(await Promise.all(entries));
}
