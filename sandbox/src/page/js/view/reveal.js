// Brings what came of one's own deed into view.

import { store, tell } from "../store.js";

/** Scrolls to a message or an entry, unless it isn't here; who is at the end sees it come, and stays there. */
export function reveal(id) {
  if (store.atEnd) return;
  const message = id && document.querySelector(`[data-message="${CSS.escape(id)}"]`);
  if (!message) return;
  // What is still to come into the last one, such as a preview, is to be seen, too.
  if (message.nextElementSibling === null) tell("to-end");
  else message.scrollIntoView({ block: "nearest" });
}
