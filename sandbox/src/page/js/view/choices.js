// What can be chosen in menus of any kind: their own options, people, roles, channels.

import { guildHere, store } from "../store.js";
import { t } from "../words.js";
import { nameHere, personById } from "./people.js";

function people() {
  const guild = guildHere();
  const users = guild ? guild.members.map((member) => member.user) : [store.me, personById(store.state.application_id)];
  return users.filter(Boolean).map((user) => ({ value: user.id, label: nameHere(user), description: user.username }));
}

function roles() {
  const guild = guildHere();
  const own = (guild?.roles ?? []).filter((role) => role.id !== guild.id);
  return own.map((role) => ({ value: role.id, label: `@${role.name}` }));
}

function channels(types) {
  const all = (guildHere()?.channels ?? []).filter((channel) => channel.visible_to.includes(store.me.id));
  const fit = all.filter((channel) => (types?.length ? types.includes(channel.type) : channel.type !== 4));
  return fit.map((channel) => ({ value: channel.id, label: `#${channel.name}` }));
}

/** The options of a menu: 3 its own, 5 people, 6 roles, 7 people and roles, 8 channels. */
export function optionsOf(of) {
  if (of.type === 5) return people();
  if (of.type === 6) return roles();
  if (of.type === 7) return [...people(), ...roles()];
  if (of.type === 8) return channels(of.channel_types);
  return of.options ?? [];
}

/** What a menu has chosen before anybody touches it. */
export function chosenAtFirst(of) {
  if (of.type === 3) return (of.options ?? []).filter((option) => option.default).map((option) => option.value);
  return (of.default_values ?? []).map((one) => one.id);
}

/** What a menu says while nothing is chosen. */
export const placeholderOf = (of) => of.placeholder || t("menu.placeholder");
