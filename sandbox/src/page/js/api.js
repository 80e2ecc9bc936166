// Speaks with the sandbox's control API; hears of news by server-sent events.

import { t } from "./words.js";

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
export const remove = (path) => request("DELETE", path);

/**
 * Hears of news whenever the page is to be seen; connects again by itself. A hidden page keeps no connection: a browser
 * opens only a few to one host, for all its tabs together.
 * @param {{opened: (boot: string) => void, changed: (topics: string[]) => void, lost: () => void}} ears
 */
export function listen(ears) {
  let source = null;
  const follow = () => {
    source?.close();
    source = document.hidden ? null : connected();
  };
  const connected = () => {
    const mine = new EventSource("/control/events");
    mine.addEventListener("hello", (event) => ears.opened(JSON.parse(event.data).boot));
    mine.addEventListener("changed", (event) => ears.changed(JSON.parse(event.data)));
    mine.onerror = () => {
      ears.lost();
      // The browser tries again by itself after a broken line, but gives up after an answer it doesn't like.
      if (mine.readyState === EventSource.CLOSED) setTimeout(() => mine === source && follow(), 1000);
    };
    return mine;
  };
  document.addEventListener("visibilitychange", follow);
  follow();
}
