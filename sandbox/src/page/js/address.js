// The place one looks at in the page's address, `#server/channel` or `#dm`, and with it the browser's back and forward.

import { go, guildsOf, on, store } from "./store.js";

/** Anything else is no place, whoever wrote it. */
const PLACE = /^#(\d{1,20})\/(\d{1,20})$/;

const DIRECT = "#dm";

const written = ({ guild, channel }) => (guild === null ? DIRECT : `#${guild}/${channel}`);

/** The place that the address names, as long as the person one plays can see it; else null. */
function named() {
  if (location.hash === DIRECT) return { guild: null, channel: "dm" };
  const [, id, channel] = PLACE.exec(location.hash) ?? [];
  const guild = guildsOf(store.me).find((one) => one.id === id);
  const seen = guild?.channels.some((one) => one.id === channel && one.visible_to.includes(store.me.id));
  return seen ? { guild: id, channel } : null;
}

/** Goes where the address leads; false where it leads nowhere. */
export function followAddress() {
  const place = named();
  if (place) go(place.guild, place.channel);
  return place !== null;
}

let isFirst = true;

function write() {
  const address = written(store.here);
  if (location.hash !== address) history[isFirst ? "replaceState" : "pushState"](null, "", address);
  isFirst = false;
}

export function startAddress() {
  on("here", write);
  addEventListener("popstate", () => {
    if (store.here === null || location.hash === written(store.here)) return;
    if (!followAddress()) history.replaceState(null, "", written(store.here));
  });
}
