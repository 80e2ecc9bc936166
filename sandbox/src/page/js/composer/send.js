// Sends messages and commands to the world.

import * as api from "../api.js";
import { refresh, store } from "../store.js";
import { openModal } from "../view/modal.js";
import * as pending from "../view/pending.js";
import { t } from "../words.js";

/** Long enough for whatever the bot answers at once; what takes longer shows up by itself. */
const WAIT_MS = 20000;

/** Writes a message here. */
export function say(content) {
  const { me, here } = store;
  if (here.channel === "dm") return api.post(`dm/${me.id}/messages`, { content });
  return api.post(`channels/${here.channel}/messages`, { as: me.id, content });
}

/**
 * Runs a command here. What becomes of it is told in the chat.
 * @param {string} path the command's name
 * @param {Object} options values by name; a File stands for itself
 * @param {string} title what was typed
 * @param {() => void} back takes the focus home when a dialog that came as the answer closes
 */
export async function run(path, options, title, back) {
  const { me, here } = store;
  const entry = pending.start({ title });
  try {
    const body = { as: me.id, channel: here.channel, command: path, options: await sendable(options) };
    const answer = await api.post(`interactions/command?wait=${WAIT_MS}`, body);
    if (answer.state === "failed") {
      entry.fail(t("composer.silent"));
      return;
    }
    // The answer is there before what stood for it goes away.
    await refresh("messages");
    entry.done();
    const isHere = me.id === store.me.id && here === store.here;
    if (answer.modal && isHere) openModal(answer.interaction, answer.modal, back);
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    entry.fail(error.message);
  }
}

async function sendable(options) {
  const entries = Object.entries(options).map(async ([name, value]) => [
    name, value instanceof File ? await upload(value) : value,
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

async function upload(file) {
  const bytes = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(new api.Refused(0, t("composer.unreadable", { name: file.name })));
    reader.readAsDataURL(file);
  });
  const type = file.type === "" ? "application/octet-stream" : file.type;
  return { filename: file.name, content_type: type, base64: bytes.slice(bytes.indexOf(",") + 1) };
}
