// The steps of the tour, in their order: `{name, done(deed), action(), values?()}`, with the words `tour.NAME` and
// `tour.NAME-text`, which `values` fills in. `action` is the button that helps at present: `{label, deed}`.

import { begin, canBegin } from "../composer/composer.js";
import { goSomewhere } from "../servers.js";
import { goToTomorrow } from "../side/clock.js";
import { showSwitch } from "../side/side.js";
import { SOURCE, isOn, sourceIsBroken, turn } from "../side/switches.js";
import { become, store } from "../store.js";
import { nameOf } from "../view/people.js";
import { t } from "../words.js";

const COMMAND = 2;
const COMPONENT = 3;
const MODAL = 5;
const BUTTON = 2;
const MENU = 3;

/** Regions to ask for. */
const REGIONS = ["FR", "DE", "IT", "ES", "GB", "BR", "JP"];

const down = SOURCE.find((one) => one.name === "source-down");

const isRanking = (deed) => deed.embeds > 0 && deed.components > 0;

/** Puts the command where it can be sent. */
function ask(text) {
  if (!canBegin("ranking")) goSomewhere();
  begin("ranking", text);
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

async function breakSource() {
  await turn(down, true);
  showSwitch(down.name);
}

export const STEPS = [
  {
    name: "ask",
    done: (deed) => deed.type === COMMAND && deed.command === "ranking" && isRanking(deed),
    action: () => ({ label: t("tour.ask-button"), deed: () => ask("") }),
  },
  {
    name: "page",
    done: (deed) => isRanking(deed) && (deed.type === MODAL || (deed.type === COMPONENT && deed.component === BUTTON)),
    action: () => ({ label: t("tour.page-button"), deed: () => ask("top:30") }),
  },
  {
    name: "creator",
    done: (deed) => deed.type === COMPONENT && deed.component === MENU && deed.embeds > 0,
    action: () => null,
  },
  {
    name: "break",
    done: (deed) => deed.type === COMMAND && deed.note.broken && deed.hidden && !isRanking(deed),
    values: () => ({ region: newRegion() }),
    action: () => {
      if (!isOn(down)) return { label: t("tour.break-button"), deed: breakSource };
      const asked = newRegion();
      return { label: t("tour.break-ask", { region: asked }), deed: () => ask(`region:${asked}`) };
    },
  },
];

/** What a step wants to know of the moment in which something was asked. */
export const note = () => ({ broken: sourceIsBroken() });

/** What to press when all is done: putting right what is broken, and what else there is to see. */
export function afterwards() {
  const repair = isOn(down) && { label: t("tour.break-off"), deed: () => turn(down, false) };
  const others = [["lilei", "tour.be-chinese"], ["maya", "tour.be-manager"]].map(([username, key]) => {
    const person = store.state.people.find((one) => one.username === username && one.id !== store.me.id);
    return person && { label: t(key, { name: nameOf(person) }), deed: () => become(person.id) };
  });
  return [repair, { label: t("side.clock-tomorrow"), deed: goToTomorrow }, ...others].filter(Boolean);
}
