// Speaks with the sandbox's control API; hears of news by server-sent events.

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
    throw new Refused(0, "The world can't be reached: is rankwatch still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.error ?? `The world answered ${response.status}.`);
  return answer;
}

export const get = (path) => request("GET", path);
export const post = (path, body = {}) => request("POST", path, body);
export const put = (path, body = {}) => request("PUT", path, body);
export const patch = (path, body = {}) => request("PATCH", path, body);
export const remove = (path) => request("DELETE", path);

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
