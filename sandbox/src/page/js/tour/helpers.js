// What the buttons of the tour do.

import { begin, canBegin } from "../composer/composer.js";
import { goSomewhere } from "../servers.js";
import { goToTomorrow } from "../side/clock.js";
import { seen, watched } from "../side/creators.js";
import { make } from "../side/jump.js";
import { showSwitch } from "../side/side.js";
import { DISCORD, SOURCE, isOn, turn } from "../side/switches.js";
import { become, guildHere, guildsOf, store } from "../store.js";
import { nameOf } from "../view/people.js";
import { language, t } from "../words.js";

/** Regions to ask for. */
const REGIONS = ["FR", "DE", "IT", "ES", "GB", "BR", "JP"];

/** By how much a creator jumps. */
const TIMES = 5;

export const down = SOURCE.find((one) => one.name === "source-down");
export const failing = DISCORD.find((one) => one.name === "discord-posts");

/** Puts a command where it can be sent. */
export function put(command, text) {
  if (!canBegin(command)) goSomewhere();
  begin(command, text);
}

export const ask = (text) => put("ranking", text);

/** Somebody who may set up boards where one looks, and reads the language of the page; null for oneself. */
function manager() {
  const guild = guildHere() ?? guildsOf(store.me)[0];
  const managers = (guild?.members ?? []).filter((member) => member.manager).map((member) => member.user.id);
  if (managers.includes(store.me.id)) return null;
  const people = store.state.people.filter((one) => managers.includes(one.id) && one.locale === store.me.locale);
  return people.at(-1) ?? null;
}

/** What managers alone may do: first of all one becomes one. */
export function asManager(action) {
  const other = manager();
  if (other === null) return action;
  return { label: t("tour.be-manager", { name: nameOf(other) }), deed: () => become(other.id) };
}

/** Puts a command for a creator into the box, if the messages here name one. */
export function watchSomebody() {
  const [creator] = seen();
  put("watch add", creator ? `creator:@${creator}` : "");
}

/** Makes the first watched creator jump; null where the bot shows none. */
export function jump() {
  const [creator] = watched();
  if (creator === undefined) return null;
  return { label: t("tour.jump-button", { creator }), deed: () => make(creator, TIMES) };
}

/** Was it asked for in this world, or before it, by what the bot's ledger says? */
function wasAsked(code) {
  const ledger = store.panels.find((panel) => panel.name === "ledger")?.rows ?? [];
  return store.keyapi?.requests.some(({ params }) => params.region === code)
    || ledger.some((row) => row.some((cell) => String(cell).startsWith(`${code} `)));
}

let region = null;

/** A region that the bot has nothing of, as far as the page can tell; the same one as long as the source is down. */
export function newRegion() {
  if (region === null || !isOn(down)) region = REGIONS.find((one) => !wasAsked(one)) ?? REGIONS[0];
  return region;
}

export async function breakOne(one) {
  await turn(one, true);
  showSwitch(one.name);
}

export const tomorrow = () => ({ key: "tomorrow", label: t("side.clock-tomorrow"), deed: goToTomorrow });

/** Was the source brought back by the button of the tour? */
let mended = false;

async function mend() {
  // Before it is back: the button must not go away in between.
  mended = true;
  await turn(down, false);
}

/** Brings the source back; says so when it was done. False where it wasn't broken. */
export function repair() {
  const isDown = isOn(down);
  if (!isDown && !mended) return false;
  return { key: "mend", spent: !isDown, label: t(isDown ? "tour.break-off" : "tour.break-over"), deed: mend };
}

/** Becomes somebody; who reads another language finds the command in it in the box. */
export function be(person) {
  const before = language();
  become(person.id);
  if (language() !== before) ask("");
}

