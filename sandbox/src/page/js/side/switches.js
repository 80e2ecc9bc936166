// The faults that the side bar switches: what they are in the world, whether they are on, and how they go on and off.

import { post, remove } from "../api.js";
import { keep, kept } from "../memory.js";
import { refresh, store } from "../store.js";

/** What a full account holds: an account that was empty before gets as much. */
const FULL = 20_000;

const refusal = (status, message) => ({ kind: "status", status, body: { code: status, message, data: null } });
const source = (name, effect) => ({ name, fault: { label: name, side: "keyapi", ...effect } });
const discord = (name, effect) => ({ name, fault: { label: name, side: "discord", ...effect } });

export const SOURCE = [
  source("source-down", refusal(503, "Service Unavailable")),
  source("source-busy", refusal(429, "Too Many Requests")),
  source("source-lost", { kind: "lost_answer" }),
  source("source-garbled", { kind: "quirk", name: "html" }),
  { name: "credits-gone", fault: null },
];

export const DISCORD = [
  discord("discord-limits", {
    kind: "status",
    status: 429,
    times: 1,
    body: { message: "You are being rate limited.", retry_after: 1, global: false },
    headers: [["retry-after", "1"], ["x-ratelimit-scope", "user"]],
  }),
  discord("discord-down", { kind: "status", status: 503, body: { message: "503: Service Unavailable", code: 0 } }),
  discord("discord-lost", { kind: "lost_answer" }),
  discord("discord-posts", { kind: "status_after", status: 500, method: "POST", path: "/messages", times: 1 }),
];

const faultOf = (name) => store.faults.faults.find((fault) => fault.label === name);

/** Is it on? */
export const isOn = (one) => (one.fault ? faultOf(one.name) !== undefined : store.keyapi?.balance === 0);

/** How many requests it still hits; null without limit. */
export const left = (one) => faultOf(one.name)?.times ?? null;

/** How many faults are on that no switch here stands for. */
export function others() {
  const ours = new Set([...SOURCE, ...DISCORD].map((one) => one.name));
  return store.faults.faults.filter((fault) => !ours.has(fault.label)).length;
}

/** Is the data source broken in whatever way? */
export const sourceIsBroken = () =>
  store.faults.faults.some((fault) => fault.side === "keyapi") || store.keyapi?.balance === 0;

/** Empties the account, or gives back what was in it. */
async function empty(on) {
  if (on) keep("balance", store.keyapi.balance);
  await post("keyapi", { balance: on ? 0 : (kept("balance") ?? FULL) });
  if (!on) keep("balance", null);
  await refresh("keyapi");
}

/** Switches one on or off. */
export async function turn(one, on) {
  if (one.fault === null) {
    await empty(on);
    return;
  }
  if (on) await post("faults", one.fault);
  else await remove(`faults/${one.name}`);
  await refresh("faults");
}

/** Switches off whatever is on. */
export async function allOff() {
  await remove("faults");
  if (store.keyapi?.balance === 0) await empty(false);
  await refresh("faults");
}
