// The list of messages: which entries it has, and drawing only those that changed.

import { shownName } from "../composer/commands.js";
import { h } from "../dom.js";
import { keepList, keptList } from "../memory.js";
import { now, store } from "../store.js";
import { language } from "../words.js";
import { holdFocus } from "./focus.js";
import { FLAGS, isSilent, messageElement, pendingElement } from "./message.js";
import { dismiss as dismissPending, pendingHere } from "./pending.js";
import { pressState } from "./press.js";
import { dayOf, longDate } from "./times.js";

/** Messages of one author stand together when no more than this lies between two. */
const GROUP = 7 * 60_000;

/** Private messages that their reader put away. */
const dismissed = new Set(keptList("dismissed"));

/** Does a message begin a group of its own? */
function beginsGroup(message, before) {
  if (!before || before.author.id !== message.author.id || before.type !== message.type) return true;
  if (message.interaction_metadata || message.message_reference) return true;
  if ((before.flags & FLAGS.ephemeral) !== (message.flags & FLAGS.ephemeral)) return true;
  return Date.parse(message.timestamp) - Date.parse(before.timestamp) > GROUP;
}

/** An entry gives way to the placeholder or the answer, also when it failed: that says the same in its own place. */
function isAwaited({ interaction }) {
  return interaction === undefined
    || !(store.messages ?? []).some(({ interaction_metadata: of }) => of?.id === interaction);
}

/** Did a message come after an entry began? Ids rise with time. */
const isLater = (message, entry) => entry.after !== null && BigInt(message.id) > BigInt(entry.after);

function divider(moment) {
  const text = longDate(moment);
  const make = () => h("div", { class: "day", role: "separator", "aria-label": text }, h("span", {}, text));
  return { key: `day-${dayOf(moment)}`, print: text, make };
}

/** All entries: `{key, print, make}`; an entry is drawn again when its print is another one. */
function entries(redraw) {
  const list = [];
  const shared = [language(), store.me.id, dayOf(now())];
  const own = pendingHere().filter(isAwaited);
  const pending = (entry) => {
    const make = () => pendingElement(entry, () => dismissPending(entry.id));
    list.push({ key: entry.id, print: JSON.stringify([entry, shared]), make });
  };
  let before = null;
  for (const message of (store.messages ?? []).filter((one) => !dismissed.has(one.id))) {
    const moment = Date.parse(message.timestamp);
    const parted = own.length > 0 && isLater(message, own[0]);
    while (own.length > 0 && isLater(message, own[0])) pending(own.shift());
    const newDay = !before || dayOf(Date.parse(before.timestamp)) !== dayOf(moment);
    if (newDay) list.push(divider(moment));
    const first = newDay || parted || beginsGroup(message, before);
    const dismiss = () => {
      dismissed.add(message.id);
      keepList("dismissed", [...dismissed]);
      redraw();
    };
    const command = shownName(message.interaction?.name);
    const print = JSON.stringify([message, first, pressState(message.id), isSilent(message), command, shared]);
    list.push({ key: message.id, print, make: () => messageElement(message, first, dismiss) });
    before = message;
  }
  own.forEach(pending);
  return list;
}

/** What is drawn: `{print, node}` by key. */
let drawn = new Map();

/** Draws what changed; everything else keeps its element, and with it focus and open lists. */
export function drawList(box, redraw) {
  const wanted = store.me && store.state ? entries(redraw) : [];
  const keys = new Set(wanted.map((entry) => entry.key));
  const hadFocus = box.contains(document.activeElement);
  for (const [key, { node }] of drawn) if (!keys.has(key)) node.remove();
  let spot = box.firstElementChild;
  const next = new Map();
  for (const { key, print, make } of wanted) {
    const old = drawn.get(key);
    let node = old?.node;
    if (!old) {
      node = make();
      box.insertBefore(node, spot);
    } else {
      const fresh = old.print === print ? null : make();
      if (spot === node) spot = node.nextElementSibling;
      else box.insertBefore(node, spot);
      if (fresh) {
        const restore = holdFocus(node);
        node.replaceWith(fresh);
        restore(fresh);
        node = fresh;
      }
    }
    next.set(key, { print, node });
  }
  drawn = next;
  // The message with the focus is gone: the newest one is the closest thing to it.
  if (hadFocus && !box.contains(document.activeElement)) box.lastElementChild?.focus({ preventScroll: true });
}
