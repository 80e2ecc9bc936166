// Speaks with the sandbox's control API; hears of news by server-sent events.

import { t } from "./words.js";

/** Long enough for whatever the bot answers at once; what takes longer shows up by itself. */
const WAIT_MS = 20_000;

/** The world refused something; the message is a sentence for the reader. */
export class Refused extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

async function request(method, path, body) {
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.headers["content-type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(`/control/${path}`, options);
  } catch {
    throw new Refused(0, t("world.unreachable"));
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refused(response.status, answer.error ?? t("world.answered", { status: response.status }));
  }
  return answer;
}

export const get = (path) => request("GET", path);
export const post = (path, body = {}) => request("POST", path, body);
export const put = (path, body = {}) => request("PUT", path, body);
export const remove = (path) => request("DELETE", path);

/**
 * Does something with the bot, a command or a press, and answers what became of it.
 * @param {(interaction: string) => void} begun hears at once by which id the bot knows it
 */
export async function interact(kind, body, begun = () => {}) {
  const { interaction } = await post(`interactions/${kind}`, body);
  begun(interaction);
  return get(`interactions/${interaction}?wait=${WAIT_MS}`);
}

/**
 * Hears of news for as long as the page is open; connects again by itself.
 * @param {{opened: (boot: string) => void, changed: (topics: string[]) => void, lost: () => void}} ears
 */
export function listen(ears) {
  const source = new EventSource("/control/events");
  source.addEventListener("hello", (event) => ears.opened(JSON.parse(event.data).boot));
  source.addEventListener("changed", (event) => ears.changed(JSON.parse(event.data)));
  source.onerror = () => {
    ears.lost();
    // The browser tries again by itself after a broken line, but gives up after an answer it doesn't like.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(ears), 1000);
  };
}
