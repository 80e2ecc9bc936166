// The faults that the side bar switches: what they are in the world, whether they are on, and how they go on and off.

import { post, remove } from "../api.js";
import { refresh, store } from "../store.js";

/** What a full account holds. */
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
    times: 3,
    body: { message: "You are being rate limited.", retry_after: 1.5, global: false },
    headers: [["retry-after", "2"], ["x-ratelimit-scope", "user"]],
  }),
  discord("discord-down", { kind: "status", status: 503, body: { message: "503: Service Unavailable", code: 0 } }),
  discord("discord-lost", { kind: "lost_answer" }),
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

/** Switches one on or off. */
export async function turn(one, on) {
  if (one.fault === null) {
    await post("keyapi", { balance: on ? 0 : FULL });
    await refresh("keyapi");
    return;
  }
  if (on) await post("faults", one.fault);
  else await remove(`faults/${one.name}`);
  await refresh("faults");
}

/** Switches off whatever is on. */
export async function allOff() {
  await remove("faults");
  if (store.keyapi?.balance === 0) await post("keyapi", { balance: FULL });
  await Promise.all([refresh("faults"), refresh("keyapi")]);
}
