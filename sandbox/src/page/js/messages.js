// The messages of the place one looks at: scrolling, earlier ones, what stands in their place.

import { fill, h, warning } from "./dom.js";
import { channelHere, guildHere, on, showEarlier, store } from "./store.js";
import { t } from "./words.js";
import { forum } from "./view/forum.js";
import { drawList } from "./view/list.js";
import { isLoading } from "./view/message.js";
import { isolated } from "./view/people.js";
import { rove, startRoving } from "./view/rove.js";
import { channelSign } from "./view/signs.js";

/** So often it is looked whether the time is over in which something awaited can come. */
const LOOK_MS = 5000;

/** So near to the end counts as being there. */
const NEAR = 60;

const list = h("div", { id: "messages", role: "log" });
const earlier = h("button", { type: "button", class: "button secondary earlier", hidden: true });
const intro = h("div", { class: "intro" });
const instead = h("div", { class: "instead", hidden: true });
const scroller = h("div", { id: "scroller" }, intro, earlier, list);
const present = h("button", { type: "button", class: "button to-present", hidden: true });

const toEnd = () => scroller.scrollTo({ top: scroller.scrollHeight });

/** How high the list was when that was last looked at. */
let height = 0;

function scrolled() {
  // A preview that grew since then isn't the reader's doing.
  if (store.atEnd && scroller.scrollHeight > height) toEnd();
  height = scroller.scrollHeight;
  store.atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  present.hidden = store.atEnd;
}

/** Can the bot be asked something here? */
const mayAsk = (channel) => channel === null || (guildHere().bot && channel.writable_by.includes(store.me.id));

function showIntro() {
  const channel = channelHere();
  const name = store.here.channel === "dm" ? "rankwatch" : (channel?.name ?? "");
  const key = store.here.channel === "dm" ? "intro.direct" : "intro.channel";
  intro.hidden = store.earlier || store.messages === null;
  fill(intro,
    h("span", { class: "intro-sign" }, channelSign(channel?.type ?? 1)),
    h("h2", { dir: "auto" }, t(`${key}-title`, { name: isolated(name) })),
    h("p", { class: "soft", dir: "auto" }, t(key, { name: isolated(name) })),
    mayAsk(channel) && h("p", { class: "soft" }, t("intro.hint")));
}

/** A forum, or a reason why there is nothing to read. */
function showInstead() {
  const guild = guildHere();
  const channel = channelHere();
  let nodes = null;
  if (guild?.outage) nodes = [h("p", { class: "notice" }, warning(), t("place.outage"))];
  else if (store.here.guild && !channel) nodes = [h("p", { class: "notice" }, t("place.gone"))];
  else if (channel?.type === 15) nodes = forum(channel, guild);
  else if (store.messages === null && store.line === "lost") nodes = [h("p", { class: "notice" }, t("place.unseen"))];
  instead.hidden = nodes === null;
  scroller.hidden = nodes !== null;
  const print = JSON.stringify([channel?.id, store.me.id, nodes?.map((node) => node.textContent)]);
  if (instead.dataset.print === print) return;
  instead.dataset.print = print;
  fill(instead, nodes ?? []);
}

/** Remembers what is being read; the answer takes it back to where it stood. */
function holdPlace() {
  const top = scroller.getBoundingClientRect().top;
  const seen = [...list.querySelectorAll("[data-message]")].find((one) => one.getBoundingClientRect().bottom > top);
  if (!seen) return () => {};
  const before = seen.getBoundingClientRect().top;
  return () => {
    const now = seen.isConnected ? seen : list.querySelector(`[data-message="${CSS.escape(seen.dataset.message)}"]`);
    if (now) scroller.scrollTop += now.getBoundingClientRect().top - before;
  };
}

function draw() {
  if (!store.here || !store.state) return;
  showInstead();
  list.setAttribute("aria-busy", String(store.messages === null));
  const backToPlace = holdPlace();
  drawList(list, draw);
  rove(list);
  earlier.hidden = !store.earlier;
  showIntro();
  if (store.atEnd) toEnd();
  // What came in above must not move what is being read.
  else backToPlace();
  scrolled();
}

/** What is awaited fails when its time is over. */
function drawAwaited() {
  if (store.messages?.some(isLoading)) draw();
}

function showWords() {
  list.setAttribute("aria-label", t("messages"));
  fill(earlier, t("messages.earlier"));
  fill(present, t("messages.present"), h("span", { "aria-hidden": "true" }, " ↓"));
}

export function startMessages() {
  document.getElementById("chat-body").append(scroller, instead, present);
  showWords();
  startRoving(list);
  scroller.addEventListener("scroll", scrolled, { passive: true });
  // Pictures and previews grow after they are drawn.
  new ResizeObserver(() => {
    if (store.atEnd) toEnd();
  }).observe(list);
  new ResizeObserver(() => {
    if (store.atEnd) toEnd();
  }).observe(scroller);
  earlier.addEventListener("click", async () => {
    store.atEnd = false;
    await showEarlier();
    if (earlier.hidden) list.querySelector("[data-message]")?.focus({ preventScroll: true });
  });
  present.addEventListener("click", () => {
    toEnd();
    list.lastElementChild?.focus({ preventScroll: true });
  });
  on("me", showWords);
  on("here", () => {
    store.atEnd = true;
  });
  on("to-end", () => {
    store.atEnd = true;
    toEnd();
  });
  on(["messages", "state", "me", "pressed", "pending", "line"], draw);
  on("clock", drawAwaited);
  setInterval(drawAwaited, LOOK_MS);
}
