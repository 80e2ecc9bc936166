// Servers and channels: where one can look.

import { fill, h, warning } from "./dom.js";
import { go, guildHere, guildsOf, on, store } from "./store.js";
import { t } from "./words.js";
import { face, initials, isolated, personById, presence } from "./view/people.js";
import { channelSign, isThread, sign } from "./view/signs.js";
import { isUnread } from "./unread.js";

/** What the channel for rankings is called in the servers of the world. */
const FIRST = ["rankings", "榜单"];

const bar = () => document.getElementById("servers");
const column = () => document.getElementById("channels");

const sees = (channel) => channel.visible_to.includes(store.me.id);
const writable = (channel) => channel.type === 0 || channel.type === 5;

function firstOf(guild) {
  const open = guild.channels.filter((channel) => sees(channel) && writable(channel));
  return open.find((channel) => FIRST.includes(channel.name)) ?? open[0];
}

function enter(id) {
  const guild = store.state.guilds.find((one) => one.id === id);
  const channel = guild.outage ? guild.channels.find(writable) : firstOf(guild);
  if (channel) go(guild.id, channel.id);
}

/** Goes to where somebody new would look first. */
export function goSomewhere() {
  const guild = guildsOf(store.me).find((one) => !one.outage && firstOf(one));
  if (guild) enter(guild.id);
  else go(null, "dm");
}

function serverButton({ name, current, unread, gone, press, sign }) {
  const more = [unread && t("servers.unread"), gone && t("servers.outage")].filter(Boolean);
  return h("button", {
    type: "button", class: `server ${unread ? "unread" : ""} ${gone ? "gone" : ""}`, title: name,
    "aria-label": [name, ...more].join(t("servers.comma")), "aria-current": current ? "true" : null, onclick: press,
  }, sign);
}

function showServers() {
  const guilds = guildsOf(store.me).map((guild) => serverButton({
    name: guild.name, current: guild.id === store.here.guild, gone: guild.outage,
    unread: guild.id !== store.here.guild && guild.channels.some((one) => sees(one) && isUnread(one)),
    press: () => enter(guild.id),
    sign: h("bdi", { "aria-hidden": "true" }, guild.outage ? "⚠" : initials(guild.name)),
  }));
  const home = serverButton({
    name: t("servers.direct"), current: store.here.guild === null, unread: store.unread.has(store.me.dm),
    press: () => go(null, "dm"), sign: sign("home"),
  });
  redraw(bar(), [home, h("hr"), ...guilds]);
}

/** Draws a part anew only when it says something else, and keeps the focus on what it was on. */
function redraw(box, nodes) {
  const [old, fresh] = [[...box.childNodes], nodes.flat(Infinity).filter(Boolean)];
  if (old.length === fresh.length && fresh.every((node, at) => node.isEqualNode(old[at]))) return;
  const focused = [...box.querySelectorAll("button")].indexOf(document.activeElement);
  fill(box, fresh);
  if (focused >= 0) box.querySelectorAll("button")[focused]?.focus();
}

function channelButton(guild, channel) {
  const unread = isUnread(channel);
  const kind = t(`channels.kind-${isThread(channel) ? "thread" : channel.type}`);
  const label = t("channels.named", { name: isolated(channel.name), kind });
  return h("button", {
    type: "button", class: `channel ${unread ? "unread" : ""}`, title: channel.name,
    "aria-label": [label, unread && t("servers.unread")].filter(Boolean).join(t("servers.comma")),
    "aria-current": store.here.channel === channel.id ? "page" : null, onclick: () => go(guild.id, channel.id),
  }, channelSign(channel.type), h("bdi", {}, channel.name));
}

function channelItem(guild, channel) {
  const threads = guild.channels.filter((one) => isThread(one) && one.parent_id === channel.id && sees(one));
  const open = threads.filter((one) => !one.thread_metadata.archived || one.id === store.here.channel);
  return h("li", {}, channelButton(guild, channel),
    open.length > 0 && h("ul", { class: "threads" }, open.map((one) => h("li", {}, channelButton(guild, one)))));
}

const byPosition = (one, other) => one.position - other.position || (BigInt(one.id) < BigInt(other.id) ? -1 : 1);

function channelList(guild) {
  const seen = guild.channels.filter((channel) => sees(channel) && !isThread(channel) && channel.type !== 4);
  seen.sort(byPosition);
  const list = (channels) => h("ul", {}, channels.map((channel) => channelItem(guild, channel)));
  const categories = guild.channels.filter((channel) => channel.type === 4).sort(byPosition);
  const known = new Set(categories.map((one) => one.id));
  const groups = categories.map((category) => {
    const inside = seen.filter((channel) => channel.parent_id === category.id);
    return inside.length > 0 && [h("h3", { class: "category", dir: "auto" }, category.name), list(inside)];
  });
  return [list(seen.filter((channel) => !known.has(channel.parent_id))), ...groups];
}

function directList() {
  const bot = personById(store.state.application_id);
  const unread = store.unread.has(store.me.dm);
  const words = [h("bdi", {}, bot.username), presence(),
    unread && h("span", { class: "hidden-text" }, t("servers.unread"))];
  return h("ul", {}, h("li", {}, h("button", {
    type: "button", class: `channel direct ${unread ? "unread" : ""}`,
    "aria-current": store.here.guild === null ? "page" : null,
    onclick: () => go(null, "dm"),
  }, face(bot, 32), words)));
}

function showChannels() {
  const guild = guildHere();
  const inside = [h("h2", { class: "guild-name", dir: "auto" }, guild?.name ?? t("servers.direct"))];
  if (!guild) inside.push(directList());
  else if (guild.outage) inside.push(h("p", { class: "place-note" }, warning(), t("place.outage")));
  else {
    if (!guild.bot) inside.push(h("p", { class: "place-note" }, t("place.no-bot")));
    inside.push(...channelList(guild).flat().filter(Boolean));
  }
  redraw(column(), inside);
}

function show() {
  if (!store.state || !store.me || !store.here) return;
  showServers();
  showChannels();
}

/** Another person looks at the same place where possible. */
function moved() {
  if (!store.here) return;
  const guild = guildsOf(store.me).find((one) => one.id === store.here.guild);
  const channel = guild?.channels.find((one) => one.id === store.here.channel && sees(one));
  if (store.here.guild === null) go(null, "dm");
  else if (channel) go(guild.id, channel.id);
  else if (guild && firstOf(guild)) enter(guild.id);
  else goSomewhere();
}

export function startServers() {
  on("me", moved);
  on(["state", "here", "unread", "me"], show);
}
