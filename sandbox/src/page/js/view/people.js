// People as the page shows them: faces, names, the mark of an app.

import { h } from "../dom.js";
import { botIsOnline, guildHere, store } from "../store.js";
import { t } from "../words.js";

/** Discord's colours of faces without a picture; each is dark enough for white letters. */
const COLOURS = 6;

/** Signs that turn the direction of text, and letters that are written from right to left. */
const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name for texts that can't hold elements: what turns its direction turns nothing around it. */
export const isolated = (name) => (TURNING.test(name) ? `\u2068${name}\u2069` : name);

/** Blanks of all kinds, and signs that draw nothing. */
const BLANKS = /[\s\p{C}\p{Z}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** A name that can be seen, else null. */
const visible = (name) => (name && name.replace(BLANKS, "") !== "" ? name : null);

/** The name that everybody knows somebody by. */
export const nameOf = (user) => visible(user.global_name) ?? user.username;

/** The name that somebody goes by in the server one looks at. */
export function nameHere(user) {
  const member = guildHere()?.members.find((one) => one.user.id === user.id);
  return visible(member?.nick) ?? nameOf(user);
}

/** A user by id, from the world's people; undefined for a stranger. */
export const personById = (id) => store.state?.people.find((person) => person.id === id);

/** The first letters of at most two words. */
export function initials(name) {
  const words = name.split(/\s+/).filter(Boolean).slice(0, 2);
  return words.map((word) => [...word][0]).join("");
}

/** A face: the initials in a colour of one's own; the bot has its mark. */
export function face(user, size = 40) {
  if (user.id === store.state?.application_id) {
    return h("img", { class: `face size-${size}`, src: "/page/icon.svg", alt: "", "aria-hidden": "true" });
  }
  const colour = Number(BigInt(user.id) % BigInt(COLOURS));
  const props = { class: `face colour-${colour} size-${size}`, "aria-hidden": "true", dir: "auto" };
  return h("span", props, initials(nameOf(user)).slice(0, 4));
}

/** Whether the bot is there: a dot, and the same in words. */
export function presence() {
  const online = botIsOnline();
  const word = t(online ? "people.online" : "people.offline");
  return h("span", { class: `presence ${online ? "online" : ""}` },
    h("i", { "aria-hidden": "true" }), h("small", { class: "soft" }, word));
}

/** The mark of an app beside its name. */
export const appTag = () => h("span", { class: "app-tag" }, t("people.app"));
