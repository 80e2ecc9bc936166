// The list of messages as one stop of the Tab key: inside it the arrows lead from message to message.

const STEPS = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };

/** The message that Tab comes to, by its id; null is the newest. */
let current = null;

const messages = (list) => [...list.querySelectorAll("[data-message]")];

/** Lets Tab come to one message; to be called when the list was drawn. */
export function rove(list) {
  const all = messages(list);
  const stop = all.find((one) => one.dataset.message === current) ?? all.at(-1);
  for (const one of all) one.tabIndex = one === stop ? 0 : -1;
}

export function startRoving(list) {
  list.addEventListener("focusin", (event) => {
    const message = event.target.closest("[data-message]");
    if (!message) return;
    current = message.dataset.message;
    rove(list);
  });
  list.addEventListener("keydown", (event) => {
    const all = messages(list);
    const at = all.indexOf(event.target);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (at < 0 || !isPlain || !(event.key in STEPS)) return;
    event.preventDefault();
    const next = all[Math.min(Math.max(at + STEPS[event.key], 0), all.length - 1)];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  });
}
