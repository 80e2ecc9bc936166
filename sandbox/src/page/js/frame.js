// The frame around everything: words of the landmarks, who one is, the head of the chat, drawers, the lost line.

import { fill, h } from "./dom.js";
import { keep, kept } from "./memory.js";
import { become, channelHere, guildHere, guildsOf, on, store } from "./store.js";
import { face, isolated, nameOf } from "./view/people.js";
import { channelSign } from "./view/signs.js";
import { t } from "./words.js";

const part = (id) => document.getElementById(id);

/** What somebody is where they are most: owner, manager or member. */
function standing(person) {
  const ranks = guildsOf(person).map((guild) => {
    if (guild.owner === person.id) return "owner";
    return guild.members.find((member) => member.user.id === person.id).manager ? "manager" : "member";
  });
  return ["owner", "manager", "member"].find((rank) => ranks.includes(rank)) ?? "guest";
}

/** The people one can be by server, each once: `[name, [[id, text]]]`. */
function peopleByServer() {
  const groups = new Map();
  for (const person of store.state.people.filter((one) => !one.bot)) {
    const guild = guildsOf(person)[0];
    const group = groups.get(guild?.id) ?? [guild ? isolated(guild.name) : t("frame.nowhere"), []];
    groups.set(guild?.id, group);
    group[1].push([person.id, `${isolated(nameOf(person))} · ${t(`standing.${standing(person)}`)}`]);
  }
  return [...groups.values()];
}

/** The people one can be; the list is made anew only when something in it changed. */
function showPeople() {
  if (!store.state) return;
  const select = part("me");
  const groups = peopleByServer();
  const print = JSON.stringify(groups);
  if (select.dataset.print !== print) {
    select.dataset.print = print;
    fill(select, groups.map(([label, people]) =>
      h("optgroup", { label }, people.map(([id, text]) => h("option", { value: id }, text)))));
  }
  if (store.me) {
    select.value = store.me.id;
    fill(part("person-face"), face(store.me, 32));
  }
}

function showWords() {
  part("servers").setAttribute("aria-label", t("frame.servers"));
  part("channels").setAttribute("aria-label", t("frame.channels"));
  part("side").setAttribute("aria-label", t("frame.side"));
  part("tour").setAttribute("aria-label", t("frame.tour"));
  fill(part("skip"), t("frame.skip"));
  fill(part("skip-side"), t("frame.skip-side"));
  fill(part("me-label"), t("frame.me"));
  fill(part("open-places"), t("frame.channels"));
  fill(part("open-side"), t("frame.side"));
  fill(part("close-side"), t("frame.close"));
}

function showHead() {
  if (!store.here) return;
  const channel = channelHere();
  const isDirect = store.here.channel === "dm";
  // A channel that was deleted stays the place one looks at until one goes elsewhere.
  const name = isDirect ? "rankwatch" : (channel?.name ?? t("text.unknown"));
  fill(part("chat-name"), channelSign(channel?.type ?? (isDirect ? 1 : 0)), h("bdi", {}, name));
  fill(part("chat-topic"), channel?.topic ?? "");
  part("chat-topic").title = channel?.topic ?? "";
  const where = isDirect ? t("servers.direct") : guildHere()?.name;
  document.title = [name, where, "rankwatch demo"].filter(Boolean).join(" · ");
}

function showLine() {
  fill(part("line"), store.line === "lost" ? t("frame.lost") : "");
}

/** Says once that everything of before is gone. */
function showNews() {
  const isNew = kept("began-anew") !== null;
  const dismiss = () => {
    keep("began-anew", null);
    showNews();
    part("chat").focus();
  };
  fill(part("news"), isNew && [h("span", {}, t("frame.began-anew")),
    h("button", { type: "button", class: "quiet", onclick: dismiss }, t("frame.dismiss"))]);
}

/** Leads past everything before a part; the address, which names the place, stays. */
function skip(id, act) {
  part(id).addEventListener("click", (event) => {
    event.preventDefault();
    act();
  });
}

function skipToSide() {
  // Narrow screens have it in a drawer.
  if (part("open-side").checkVisibility()) part("open-side").click();
  else part("side").querySelector("button:not([hidden])")?.focus();
}

const closers = [];

/** A part that narrow screens slide in: focus goes in, and back to the opener unless it went on elsewhere. */
function drawer(id, opener, ...closing) {
  const box = part(id);
  const button = part(opener);
  const veil = h("div", { class: "veil", hidden: true, onclick: () => close() });
  box.before(veil);
  const open = () => {
    box.classList.add("open");
    veil.hidden = false;
    button.setAttribute("aria-expanded", "true");
    box.querySelector("a[href], button:not(:disabled), select, input, summary")?.focus();
  };
  const close = () => {
    if (!box.classList.contains("open")) return;
    const inside = box.contains(document.activeElement) || document.activeElement === document.body;
    box.classList.remove("open");
    veil.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (inside) button.focus();
  };
  button.addEventListener("click", open);
  for (const other of closing) part(other).addEventListener("click", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  });
  document.addEventListener("focusin", (event) => {
    // Tab leads out of an open drawer: it would lie over what has the focus now.
    if (!box.contains(event.target)) close();
  });
  closers.push(close);
  return close;
}

export function startFrame() {
  showWords();
  part("me").addEventListener("change", (event) => become(event.target.value));
  const closePlaces = drawer("places", "open-places");
  // Another person may look at another place, too, but only who chooses one is done here.
  part("places").addEventListener("click", (event) => {
    if (event.target.closest(".server, .channel")) closePlaces();
  });
  drawer("behind", "open-side", "close-side");
  skip("skip", () => (part("composer").querySelector("textarea:not(:disabled), input") ?? part("chat")).focus());
  skip("skip-side", skipToSide);
  matchMedia("(width <= 900px)").addEventListener("change", () => closers.forEach((close) => close()));
  on("me", () => {
    showWords();
    showPeople();
    showHead();
    showLine();
    showNews();
  });
  on("state", () => {
    showPeople();
    showHead();
  });
  on("here", showHead);
  on("line", showLine);
}
