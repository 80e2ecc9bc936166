// Creators by their handles: those that the bot watches, and those that the messages on the page name.

import { store } from "../store.js";

/** The host's table of watches; each row begins with the creator: `@handle`. */
const WATCHES = "watches";

const LINK = /tiktok\.com\/@([\w.]+)/g;

/** The handle that typed text means: `@handle`, a profile link, or the handle or id alone; null for none. */
export const creatorOf = (typed) => /^(?:.*@)?([\w.]+)/.exec(typed.trim())?.[1].toLowerCase() ?? null;

const once = (handles) => [...new Set(handles.filter((one) => one !== null && one !== undefined))];

/** Creators that are watched, in the order of the host's table. */
export function watched() {
  const rows = store.panels.find((panel) => panel.name === WATCHES)?.rows ?? [];
  return once(rows.map(([creator]) => /@([\w.]+)/.exec(creator ?? "")?.[1]));
}

/** Creators that the messages on the page link to, those of the newest message first. */
export function seen() {
  const text = ({ content, embeds }) => JSON.stringify([content, embeds]);
  const handles = (message) => [...text(message).matchAll(LINK)].map(([, handle]) => handle);
  return once((store.messages ?? []).toReversed().flatMap(handles));
}
