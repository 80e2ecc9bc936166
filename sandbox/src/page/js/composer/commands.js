// The commands that somebody can run in a place: subcommands flat, names and texts in their language.

import { guildHere, store } from "../store.js";

const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;

/** A name or a text in the language of the person one plays. */
export const said = (of, key) => of[`${key}_localizations`]?.[store.me.locale] ?? of[key];

/** Are there any commands yet? The bot registers them a moment after its start. */
export const anyCommands = () => store.state.commands.some((command) => command.type === 1);

/**
 * What can be run here, in the order in which it was registered.
 * @returns {{path: string, shown: string, about: string, options: Object[]}[]} `path` is the name the world knows
 */
export function commandsHere() {
  const guild = guildHere();
  const botHere = guild === null || guild.bot;
  const all = store.state.commands.filter((command) => command.type === 1);
  const own = all.filter((command) => guild !== null && guild.bot && command.guild_id === guild.id);
  // A server's own command hides the global one of the same name.
  const global = all.filter((command) => !command.guild_id && !own.some((other) => other.name === command.name));
  const allowed = [...own, ...global].filter((command) => isAllowed(command, guild, botHere));
  return allowed.flatMap((command) => flat(command));
}

function isAllowed(command, guild, botHere) {
  if (command.contexts && !command.contexts.includes(guild ? 0 : 1)) return false;
  const types = command.integration_types ?? [0];
  if (!(botHere && types.includes(0)) && !(store.me.installed && types.includes(1))) return false;
  const wanted = command.default_member_permissions;
  if (guild === null || !botHere || wanted === null || wanted === undefined) return true;
  const member = guild.members.find((one) => one.user.id === store.me.id);
  const theirs = BigInt(member?.permissions ?? 0);
  const ADMINISTRATOR = 8n;
  // Needing nothing at all means: nobody but administrators.
  const needed = BigInt(wanted) === 0n ? ADMINISTRATOR : BigInt(wanted);
  return (theirs & needed) === needed;
}

function flat(command, before = { path: "", shown: "" }) {
  const path = `${before.path} ${command.name}`.trim();
  const shown = `${before.shown} ${said(command, "name")}`.trim();
  const options = command.options ?? [];
  const below = options.filter((option) => option.type === SUBCOMMAND || option.type === SUBCOMMAND_GROUP);
  if (below.length > 0) return below.flatMap((option) => flat(option, { path, shown }));
  return [{ path, shown, about: said(command, "description"), options: options.map(readable) }];
}

function readable(option) {
  const choices = (option.choices ?? []).map((choice) => ({ ...choice, shown: said(choice, "name") }));
  return { ...option, shown: said(option, "name"), about: said(option, "description"), choices };
}

/** Those of `named` whose name in either language has the text in it; those that begin with it come first. */
export function matching(named, text, names) {
  const sought = text.trim().toLowerCase();
  const place = (one) => {
    const places = names(one).map((name) => name.toLowerCase().indexOf(sought)).filter((at) => at >= 0);
    return places.length === 0 ? null : Math.min(...places, 1);
  };
  const placed = named.map((one) => [one, place(one)]).filter(([, at]) => at !== null);
  return placed.sort(([, a], [, b]) => a - b).map(([one]) => one);
}

/** A command's name in the reader's language; `path` is the name the world knows, as long as it is known. */
export function shownName(path) {
  const all = store.state.commands.filter((command) => command.type === 1).flatMap((command) => flat(command));
  return all.find((one) => one.path === path)?.shown ?? path;
}

/** The names by which a command is found. */
export const namesOf = (command) => [command.shown, command.path];

/** The names by which an option is found. */
export const optionNames = (option) => [option.shown, option.name];
