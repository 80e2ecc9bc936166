// Typing anywhere on the page goes into the composer, as in Discord.

/** What takes keys itself. */
const TAKES_KEYS = "input, textarea, select, [role=listbox], [role=combobox]";
/** What a space presses or scrolls. */
const TAKES_SPACE = "button, a[href], summary, pre, [tabindex='0']";

function isForComposer({ key, target, isComposing, defaultPrevented, ctrlKey, metaKey, altKey }) {
  if (defaultPrevented || isComposing || ctrlKey || metaKey || altKey || [...key].length !== 1) return false;
  if (target.closest(TAKES_KEYS) || (key === " " && target.closest(TAKES_SPACE))) return false;
  // What lies over the chat has the keys.
  return document.querySelector("dialog[open], .drawer.open") === null;
}

/** Calls `focus` when a key is for the composer: the browser then puts the sign into what has the focus. */
export function typeAnywhere(focus) {
  document.addEventListener("keydown", (event) => {
    if (isForComposer(event)) focus();
  });
}
