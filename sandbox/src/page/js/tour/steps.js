// The steps of the tour, in their order: `{name, done(deed), action()}`, with the words `tour.NAME` and
// `tour.NAME-text`. `action` is the button that helps at present: `[key of its words, what it does]`.

import { begin } from "../composer/composer.js";
import { SOURCE, isOn, sourceIsBroken, turn } from "../side/switches.js";

const COMMAND = 2;
const COMPONENT = 3;
const MODAL = 5;
const BUTTON = 2;
const MENU = 3;

const down = SOURCE.find((one) => one.name === "source-down");

const isRanking = (deed) => deed.embeds > 0 && deed.components > 0;

export const STEPS = [
  {
    name: "ask",
    done: (deed) => deed.type === COMMAND && deed.command === "ranking" && isRanking(deed),
    action: () => ["tour.ask-button", () => begin("ranking")],
  },
  {
    name: "page",
    done: (deed) => isRanking(deed) && (deed.type === MODAL || (deed.type === COMPONENT && deed.component === BUTTON)),
    action: () => ["tour.ask-button", () => begin("ranking")],
  },
  {
    name: "creator",
    done: (deed) => deed.type === COMPONENT && deed.component === MENU && deed.embeds > 0,
    action: () => null,
  },
  {
    name: "break",
    done: (deed) => deed.type === COMMAND && deed.note.broken && deed.hidden && !isRanking(deed),
    action: () => (isOn(down)
      ? ["tour.break-ask", () => begin("ranking")]
      : ["tour.break-button", () => turn(down, true)]),
  },
];

/** What a step wants to know of the moment in which something was asked. */
export const note = () => ({ broken: sourceIsBroken() });

/** What is left to put right when all is done; null for nothing. */
export const repair = () => (isOn(down) ? ["tour.break-off", () => turn(down, false)] : null);
