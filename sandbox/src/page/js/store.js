// What the page knows of the world, and who wants to hear when it changes.
//
// The server says only *what* changed; the page fetches that part again. Each part is fetched at most once at a
// time: news that come meanwhile lead to one more fetch.

import * as api from "./api.js";
import { keep } from "./memory.js";

/** Messages shown at first, and more with each "earlier". */
const PAGE = 50;
/** Lines of traffic and log kept. */
const KEPT = 300;

export const store = {
  /** `GET /control/state`, or null before the first answer. */
  state: null,
  /** The person one plays: an entry of `state.people`. */
  me: null,
  /** Where one looks: `{guild: id|null, channel: id}`; in the DM with the bot `channel` is "dm". */
  here: null,
  /** Messages of `here` as `me` sees them, oldest first; null while they are fetched for the first time. */
  messages: null,
  /** Are there earlier ones than those shown? */
  earlier: false,
  /** Is the reader at their end, and so wants to see what comes? */
  atEnd: true,
  /** `{version, offset_ms}` of the world's clock. */
  clock: { version: 0, offset_ms: 0 },
  faults: { faults: [], quirks: [] },
  keyapi: null,
  /** Entries `{n, …}` of the traffic, oldest first. */
  traffic: [],
  /** Lines `{n, at, level, text}` of the bot's log, oldest first. */
  log: [],
  /** What the bot's host shows, in the page's language: `{name, title, about, columns, rows, note}`. */
  panels: [],
  /** `{managed, running}`: does the host start and stop the bot, and does it run? */
  bot: { managed: false, running: false },
  /** The creator that this page last made jump. */
  jumped: null,
  /** The run of the world, null before the first answer; another run means that the page loads anew. */
  boot: null,
  /** "connecting", "open" or "lost". */
  line: "connecting",
  /** DMs with something new in them since they were last looked at; of channels, `unread.js` knows that. */
  unread: new Set(),
};

const ears = new Map();

/** Calls `ear` whenever one of the parts changes: state, me, here, messages, clock, faults, keyapi, … */
export function on(parts, ear) {
  for (const part of [parts].flat()) {
    if (!ears.has(part)) ears.set(part, new Set());
    ears.get(part).add(ear);
  }
}

/** Tells all who want to hear of this part; a mistake of one is told to the console and keeps nobody else from it. */
export function tell(part) {
  for (const ear of ears.get(part) ?? []) {
    try {
      ear(store);
    } catch (error) {
      reportError(error);
    }
  }
}

let shown = PAGE;

const parts = {
  state: async () => {
    store.state = await api.get("state");
    const me = store.state.people.find((person) => person.id === store.me?.id);
    if (store.me && me) store.me = me;
    // Its first message may have come before it was known whose it is.
    if (store.here?.channel === "dm") store.unread.delete(store.me.dm);
    tell("state");
  },
  messages: async () => {
    const { me, here } = store;
    if (!me || !here) return;
    const limit = shown;
    const path = here.channel === "dm" ? `dm/${me.id}/messages?` : `channels/${here.channel}/messages?as=${me.id}&`;
    let list;
    try {
      list = await api.get(`${path}limit=${limit + 1}`);
    } catch (error) {
      if (!(error instanceof api.Refused) || error.status === 0) throw error;
      list = [];
    }
    // Somebody may have looked elsewhere meanwhile.
    if (me.id !== store.me.id || here !== store.here) return;
    store.earlier = list.length > limit;
    store.messages = list.slice(-limit);
    tell("messages");
  },
  clock: async () => {
    store.clock = await api.get("clock");
    tell("clock");
  },
  faults: plain("faults"),
  keyapi: plain("keyapi"),
  panels: async () => {
    store.panels = await api.get(`panels?language=${document.documentElement.lang}`);
    tell("panels");
  },
  bot: plain("bot"),
  traffic: growing("traffic"),
  log: growing("log"),
};

function plain(part) {
  return async () => {
    store[part] = await api.get(part);
    tell(part);
  };
}

function growing(part) {
  return async () => {
    const after = store[part].at(-1)?.n ?? 0;
    const entries = await api.get(`${part}?after=${after}`);
    store[part] = [...store[part], ...entries].slice(-KEPT);
    tell(part);
  };
}

/** By part: `{isWanted, done}`, what is being fetched, and whether once more. */
const running = new Map();

/** Fetches a part again; done when it is as new as the call. */
export function refresh(part) {
  const underWay = running.get(part);
  if (underWay) {
    underWay.isWanted = true;
    return underWay.done;
  }
  const fetching = { isWanted: true };
  running.set(part, fetching);
  fetching.done = fetchWhileWanted(part, fetching);
  return fetching.done;
}

async function fetchWhileWanted(part, fetching) {
  while (fetching.isWanted) {
    fetching.isWanted = false;
    try {
      await parts[part]();
    } catch (error) {
      // Refused: the line is lost, and everything is fetched again when it is back. A mistake is told to the console,
      // but must not end the fetching of this part for good.
      if (!(error instanceof api.Refused)) reportError(error);
    }
  }
  running.delete(part);
}

/** Fetches everything. */
export const refreshAll = () => Promise.all(Object.keys(parts).map(refresh));

/** What the server said has changed. */
export function changed(topics) {
  for (const topic of topics) {
    const [part, channel] = topic.split(":");
    if (part === "everything") refreshAll();
    else if (part !== "messages") refresh(part);
    else if (isHere(channel)) refresh("messages");
    else if (store.state?.guilds.some((guild) => has(guild, channel))) refresh("state");
    else if (!store.unread.has(channel)) {
      store.unread.add(channel);
      tell("unread");
    }
  }
}

function isHere(channel) {
  const { here, me } = store;
  if (here === null || here.channel !== "dm") return here?.channel === channel;
  // A DM that is being opened has no id yet: a channel that no server has may be it.
  return me.dm === channel || (me.dm === null && !store.state.guilds.some((guild) => has(guild, channel)));
}

const has = (guild, id) => guild.channels.some((channel) => channel.id === id);

/** Plays another person. */
export function become(id) {
  store.me = store.state.people.find((person) => person.id === id) ?? store.me;
  keep("me", store.me.id);
  tell("me");
  // What came where the other person looked may be new to this one.
  refresh("state");
}

/** Looks at a channel, or at the DM with the bot (`channel` is "dm"). */
export function go(guild, channel) {
  store.here = { guild, channel };
  store.messages = null;
  store.earlier = false;
  shown = PAGE;
  if (channel === "dm") store.unread.delete(store.me.dm);
  tell("here");
  tell("messages");
  tell("unread");
  refresh("messages");
}

/** Shows earlier messages too. */
export function showEarlier() {
  shown += PAGE;
  return refresh("messages");
}

/** The channel one looks at: an object of `state`, null in the DM. */
export function channelHere() {
  return guildHere()?.channels.find((channel) => channel.id === store.here.channel) ?? null;
}

/** The server one looks at, null in the DM. */
export function guildHere() {
  return store.state?.guilds.find((guild) => guild.id === store.here?.guild) ?? null;
}

/** The servers that a person is in. */
export function guildsOf(person) {
  return store.state.guilds.filter((guild) => guild.members.some((member) => member.user.id === person.id));
}

/** Does the bot hold a line to the Gateway? */
export const botIsOnline = () => store.state.gateway.sessions.some((session) => session.connected);

/** Now, as the world has it, in milliseconds. */
export const now = () => Date.now() + store.clock.offset_ms;
