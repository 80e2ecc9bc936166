// The steps of the tour, in their order: `{name, done(deed), action(), values?()}`, with the words `tour.NAME` and
// `tour.NAME-text`, which `values` fills in. `action` is the button that helps at present: `{label, deed}`.

import { shownName } from "../composer/commands.js";
import { watched } from "../side/creators.js";
import { isOn, sourceIsBroken } from "../side/switches.js";
import { store } from "../store.js";
import { nameOf } from "../view/people.js";
import { t } from "../words.js";
import {
  ask, asManager, be, breakOne, down, failing, jump, newRegion, put, repair, tomorrow, watchSomebody,
} from "./helpers.js";

const COMMAND = 2;
const COMPONENT = 3;
const MODAL = 5;
const BUTTON = 2;
const MENU = 3;

/** How the `custom_id`s of what is done with watches begin; alerts have such buttons too. */
const WATCH = /^w\d+\|/;

const isRanking = (deed) => deed.embeds > 0 && deed.components > 0;
const isOfWatch = (deed) => deed.ids.some((id) => WATCH.test(id));
const saves = (deed) => deed.type === COMPONENT && deed.main && deed.embeds === 0 && deed.components > 0;
const isPost = (deed) => deed.posted && deed.embeds > 0;

const watchAdd = () => ({ command: `/${shownName("watch add")}` });

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
    done: (deed) => saves(deed) && !isOfWatch(deed),
    action: () => asManager({ label: t("tour.board-button"), deed: () => put("board add", "") }),
  },
  {
    name: "arrive",
    done: (deed) => isPost(deed) && !isOfWatch(deed) && deed.fault === null,
    action: tomorrow,
  },
  {
    name: "survive",
    done: (deed) => isPost(deed) && deed.fault === "status_after",
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
  {
    name: "watch",
    done: (deed) => saves(deed) && isOfWatch(deed),
    values: watchAdd,
    // What is broken would keep the bot from knowing the creator's past.
    action: () => (isOn(down) ? repair()
      : asManager({ label: t("tour.watch-button", watchAdd()), deed: watchSomebody })),
  },
  {
    name: "jump",
    done: (deed) => deed.jumped !== undefined && watched().includes(deed.jumped),
    action: jump,
  },
  {
    name: "alert",
    done: (deed) => isPost(deed) && isOfWatch(deed),
    action: tomorrow,
  },
];

/** What a step wants to know of the moment in which something was asked. */
export const note = () => ({ broken: sourceIsBroken() });

/**
 * What to press when all is done: putting right what is broken, and what else there is to see. What is spent keeps its
 * place and says what came of it: a second click mustn't hit what would move there.
 */
export function afterwards() {
  const others = [["lilei", "tour.be-chinese"], ["maya", "tour.be-manager"]].map(([username, key]) => {
    const person = store.state.people.find((one) => one.username === username);
    const spent = person?.id === store.me.id;
    const label = person && t(spent ? "tour.be-done" : key, { name: nameOf(person) });
    return person && { key: username, spent, label, deed: () => be(person) };
  });
  return [repair(), tomorrow(), ...others].filter(Boolean);
}
