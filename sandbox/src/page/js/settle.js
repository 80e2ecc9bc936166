// Uses the bot, and looks until it is settled what became of that. Each look is a short request: a browser opens only
// a few connections to one host, and one that waits would be missing for everything else.

import * as api from "./api.js";
import { on, store } from "./store.js";

/** So long without news, and it is looked at all the same. */
const PAUSE_MS = 1000;
/** A follow-up often comes right after the first answer was deleted. */
const GRACE_MS = 700;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** How many news there were that may have settled something. */
let heard = 0;
/** Those who wait for the next. */
const waiting = new Set();

on(["traffic", "clock"], () => {
  heard += 1;
  for (const wake of waiting) wake();
  waiting.clear();
});

/** Done once there are news since `seen`, but soon in any case. */
async function newsSince(seen) {
  if (heard !== seen) return;
  let wake;
  const woken = new Promise((resolve) => {
    wake = resolve;
  });
  waiting.add(wake);
  await Promise.race([woken, pause(PAUSE_MS)]);
  waiting.delete(wake);
}

/** How far an interaction is; null where nobody knows right now. */
async function look(interaction) {
  try {
    return await api.get(`interactions/${interaction}`);
  } catch (error) {
    // The world is away, or it is another one by now: its first news will say so.
    if (error instanceof api.Refused && [0, 404].includes(error.status)) return null;
    throw error;
  }
}

/**
 * Does something with the bot, a command or a press, and answers what became of it: answered, failed or deleted.
 * @param {(interaction: string) => void} begun hears at once by which id the bot knows it
 */
export async function interact(kind, body, begun = () => {}) {
  const { boot } = store;
  let seen = heard;
  let answer = await api.post(`interactions/${kind}?wait=0`, body);
  const { interaction } = answer;
  begun(interaction);
  let wasDeleted = false;
  while (answer.state === "thinking" || (answer.state === "deleted" && !wasDeleted)) {
    wasDeleted = answer.state === "deleted";
    await (wasDeleted ? pause(GRACE_MS) : newsSince(seen));
    // The page loads anew: whoever waits goes with it.
    if (store.boot !== boot) return new Promise(() => {});
    seen = heard;
    answer = await look(interaction) ?? answer;
  }
  return answer;
}
