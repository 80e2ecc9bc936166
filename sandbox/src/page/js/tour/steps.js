// The steps of the tour, in their order: `{name, done(deed), action(), values?()}`, with the words `tour.NAME` and
// `tour.NAME-text`, which `values` fills in. `action` is the button that helps at present: `{label, deed}`.

import { begin, canBegin } from "../composer/composer.js";
import { goSomewhere } from "../servers.js";
import { goToTomorrow } from "../side/clock.js";
import { showSwitch } from "../side/side.js";
import { DISCORD, SOURCE, isOn, sourceIsBroken, turn } from "../side/switches.js";
import { become, guildHere, guildsOf, store } from "../store.js";
import { nameOf } from "../view/people.js";
import { language, t } from "../words.js";

const COMMAND = 2;
const COMPONENT = 3;
const MODAL = 5;
const BUTTON = 2;
const MENU = 3;

/** Regions to ask for. */
const REGIONS = ["FR", "DE", "IT", "ES", "GB", "BR", "JP"];

const down = SOURCE.find((one) => one.name === "source-down");
const failing = DISCORD.find((one) => one.name === "discord-posts");

const isRanking = (deed) => deed.embeds > 0 && deed.components > 0;

/** Puts a command where it can be sent. */
function put(command, text) {
  if (!canBegin(command)) goSomewhere();
  begin(command, text);
}

const ask = (text) => put("ranking", text);

/** Somebody who may set up boards where one looks, and reads the language of the page; null for oneself. */
function manager() {
  const guild = guildHere() ?? guildsOf(store.me)[0];
  const managers = (guild?.members ?? []).filter((member) => member.manager).map((member) => member.user.id);
  if (managers.includes(store.me.id)) return null;
  const people = store.state.people.filter((one) => managers.includes(one.id) && one.locale === store.me.locale);
  return people.at(-1) ?? null;
}

/** Was it asked for in this world, or before it, by what the bot's ledger says? */
function wasAsked(code) {
  const ledger = store.panels.find((panel) => panel.name === "ledger")?.rows ?? [];
  return store.keyapi?.requests.some(({ params }) => params.region === code)
    || ledger.some((row) => row.some((cell) => String(cell).startsWith(`${code} `)));
}

let region = null;

/** A region that the bot has nothing of, as far as the page can tell; the same one as long as the source is down. */
function newRegion() {
  if (region === null || !isOn(down)) region = REGIONS.find((one) => !wasAsked(one)) ?? REGIONS[0];
  return region;
}

async function breakOne(one) {
  await turn(one, true);
  showSwitch(one.name);
}

const tomorrow = () => ({ key: "tomorrow", label: t("side.clock-tomorrow"), deed: goToTomorrow });

export const STEPS = [
  {
    name: "ask",
    done: (deed) => deed.type === COMMAND && deed.command === "ranking" && isRanking(deed),
    action: () => ({ label: t("tour.ask-button"), deed: () => ask("") }),
  },
  {
    name: "page",
    done: (deed) => isRanking(deed) && !deed.hidden
      && (deed.type === MODAL || (deed.type === COMPONENT && deed.component === BUTTON)),
    action: () => ({ label: t("tour.page-button"), deed: () => ask("top:30") }),
  },
  {
    name: "creator",
    done: (deed) => deed.type === COMPONENT && deed.component === MENU && deed.embeds > 0,
    action: () => null,
  },
  {
    name: "board",
    done: (deed) => deed.type === COMPONENT && deed.main && deed.embeds === 0 && deed.components > 0,
    action: () => {
      const other = manager();
      return other ? { label: t("tour.be-manager", { name: nameOf(other) }), deed: () => become(other.id) }
        : { label: t("tour.board-button"), deed: () => put("board add", "") };
    },
  },
  {
    name: "arrive",
    done: (deed) => deed.posted && deed.fault === null && deed.embeds > 0,
    action: tomorrow,
  },
  {
    name: "survive",
    done: (deed) => deed.posted && deed.fault === "status_after" && deed.embeds > 0,
    action: () => (isOn(failing) ? tomorrow()
      : { label: t("tour.survive-button"), deed: () => breakOne(failing) }),
  },
  {
    name: "break",
    done: (deed) => deed.type === COMMAND && deed.note.broken && deed.hidden && !isRanking(deed),
    values: () => ({ region: newRegion() }),
    action: () => {
      if (!isOn(down)) return { label: t("tour.break-button"), deed: () => breakOne(down) };
      const asked = newRegion();
      return { label: t("tour.break-ask", { region: asked }), deed: () => ask(`region:${asked}`) };
    },
  },
];

/** What a step wants to know of the moment in which something was asked. */
export const note = () => ({ broken: sourceIsBroken() });

/** Was the source brought back by the button of the tour? */
let mended = false;

async function mend() {
  // Before it is back: the button must not go away in between.
  mended = true;
  await turn(down, false);
}

/** Becomes somebody; who reads another language finds the command in it in the box. */
function be(person) {
  const before = language();
  become(person.id);
  if (language() !== before) ask("");
}

/**
 * What to press when all is done: putting right what is broken, and what else there is to see. What is spent keeps its
 * place and says what came of it: a second click mustn't hit what would move there.
 */
export function afterwards() {
  const isDown = isOn(down);
  const repair = (isDown || mended)
    && { key: "mend", spent: !isDown, label: t(isDown ? "tour.break-off" : "tour.break-over"), deed: mend };
  const others = [["lilei", "tour.be-chinese"], ["maya", "tour.be-manager"]].map(([username, key]) => {
    const person = store.state.people.find((one) => one.username === username);
    const spent = person?.id === store.me.id;
    const label = person && t(spent ? "tour.be-done" : key, { name: nameOf(person) });
    return person && { key: username, spent, label, deed: () => be(person) };
  });
  return [repair, tomorrow(), ...others].filter(Boolean);
}
