// What an option of a command can be: its choices, true or false, or the people, channels and roles of the server.

import { guildHere, store } from "../store.js";
import { face, nameHere, nameOf, personById } from "../view/people.js";
import { channelSign, sign } from "../view/signs.js";
import { t } from "../words.js";

/** Discord's types of options. */
export const TYPE = {
  text: 3, integer: 4, flag: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, file: 11,
};
const CATEGORY = 4;

/**
 * All that a closed option offers, `{label, detail, icon, value, known}`; null where anything may be typed.
 * @param {Object} option
 */
export function offersOf(option) {
  if (option.choices.length > 0) {
    return option.choices.map((choice) => offer(choice.shown, choice.value, [choice.name, String(choice.value)]));
  }
  switch (option.type) {
    case TYPE.flag:
      return [offer(t("composer.true"), true, ["true"]), offer(t("composer.false"), false, ["false"])];
    case TYPE.user:
      return users();
    case TYPE.channel:
      return channels(option);
    case TYPE.role:
      return roles();
    case TYPE.mentionable:
      return [...users(), ...roles()];
    default:
      return null;
  }
}

function offer(label, value, known, more = {}) {
  const all = [label, ...known].map((name) => name.toLowerCase());
  return { label, value, known: all, detail: null, icon: null, ...more };
}

function users() {
  const all = guildHere()?.members.map((member) => member.user) ?? [store.me, personById(store.state.application_id)];
  return all.map((user) => {
    const name = nameHere(user);
    const known = [name, nameOf(user), user.username, user.id, `<@${user.id}>`];
    return offer(`@${name}`, user.id, known, { detail: user.username, icon: () => face(user, 24) });
  });
}

function channels(option) {
  const all = guildHere()?.channels ?? [];
  const wanted = option.channel_types ?? [];
  const fits = (channel) => (wanted.length > 0 ? wanted.includes(channel.type) : channel.type !== CATEGORY);
  return all.filter((channel) => channel.visible_to.includes(store.me.id) && fits(channel)).map((channel) => {
    const parent = all.find((other) => other.id === channel.parent_id)?.name ?? null;
    const known = [channel.name, channel.id, `<#${channel.id}>`];
    return offer(`#${channel.name}`, channel.id, known, { detail: parent, icon: () => channelSign(channel.type) });
  });
}

function roles() {
  return (guildHere()?.roles ?? []).map((role) => {
    const name = role.name.replace(/^@/, "");
    return offer(`@${name}`, role.id, [name, role.id, `<@&${role.id}>`], { icon: () => sign("direct") });
  });
}

/** Those offers that have the text in them. */
export function fitting(offers, text) {
  const sought = text.trim().toLowerCase();
  const starts = (one) => one.known.some((name) => name.startsWith(sought));
  const holds = offers.filter((one) => one.known.some((name) => name.includes(sought)));
  return [...holds.filter(starts), ...holds.filter((one) => !starts(one))];
}

/** The offer that somebody means who typed this text; undefined where it means none. */
export function meant(offers, text) {
  const sought = text.trim().toLowerCase();
  return offers.find((one) => one.known.includes(sought));
}
