// Keeps the focus where it was when a message is drawn anew.

const CONTROLS = "a[href], button, summary, [tabindex='0']";

const controls = (node) => [...node.querySelectorAll(CONTROLS)];
const nameOfControl = (control) => control.getAttribute("aria-label") ?? control.textContent;
const usable = (control) => control && !control.disabled && !control.closest("[inert]");

/** What to look for: the control's name and its place among the others. */
function describe(node, control) {
  return { name: nameOfControl(control), tag: control.tagName, index: controls(node).indexOf(control) };
}

function find(node, { name, tag, index }) {
  const all = controls(node);
  const same = all.filter((control) => control.tagName === tag && nameOfControl(control) === name);
  const there = same.find((control) => all.indexOf(control) === index) ?? same[0] ?? all[index];
  if (usable(there)) return there;
  // The last page has no next one: its neighbour in the row is the closest thing.
  return controls(there?.closest(".row") ?? node).find(usable);
}

/** Remembers the focus inside a node that will be replaced; the answer puts it into the new one. */
export function holdFocus(node) {
  if (!node.contains(document.activeElement)) return () => {};
  const what = document.activeElement === node ? null : describe(node, document.activeElement);
  return (fresh) => ((what && find(fresh, what)) ?? fresh).focus({ preventScroll: true });
}

/** Takes the focus back to a control of a message, even when the message was drawn anew meanwhile. */
export function focusPlace(control) {
  const message = control.closest("[data-message]");
  const what = describe(message, control);
  const id = message.dataset.message;
  return () => {
    const fresh = document.querySelector(`[data-message="${CSS.escape(id)}"]`);
    if (fresh) (find(fresh, what) ?? fresh).focus({ preventScroll: true });
  };
}
