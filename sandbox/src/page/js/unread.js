// What each person has read: up to which message of a channel. This tab remembers it as long as the world runs.

import { keep, kept } from "./memory.js";
import { channelHere, on, store, tell } from "./store.js";

/** So many persons' channels are remembered, those that were looked at last. */
const LONGEST = 500;

/** The last message seen by person and channel, the one looked at last behind all others; null until it is needed. */
let seen = null;

const keyOf = (channel) => `${store.me.id}:${channel.id}`;

function lastSeen(channel) {
  if (seen === null) {
    const before = kept("seen");
    seen = new Map(before?.boot === store.boot ? before.list : []);
  }
  return BigInt(seen.get(keyOf(channel)) ?? 0);
}

/** Is there something in a channel that this person hasn't seen? */
export const isUnread = (channel) => BigInt(channel.last_message_id ?? 0) > lastSeen(channel);

/** All that is in the channel one looks at has been seen. */
function read() {
  const channel = store.me && store.here && store.state ? channelHere() : null;
  if (channel === null) return;
  const ids = [channel.last_message_id, store.messages?.at(-1)?.id].map((id) => BigInt(id ?? 0));
  const last = ids.reduce((one, other) => (one > other ? one : other));
  if (last <= lastSeen(channel)) return;
  seen.delete(keyOf(channel));
  seen.set(keyOf(channel), String(last));
  keep("seen", { boot: store.boot, list: [...seen].slice(-LONGEST) });
  tell("unread");
}

export const startUnread = () => on(["here", "messages", "state"], read);
