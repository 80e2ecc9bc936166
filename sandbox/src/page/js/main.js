// Wires the parts of the page.

import * as api from "./api.js";
import { followAddress, startAddress } from "./address.js";
import { keep, kept } from "./memory.js";
import { become, changed, on, refreshAll, store, tell } from "./store.js";
import { language } from "./words.js";
import { startFrame } from "./frame.js";
import { goSomewhere, startServers } from "./servers.js";
import { startMessages } from "./messages.js";
import { startComposer } from "./composer/composer.js";
import { startSide } from "./side/side.js";
import { startTour } from "./tour.js";
import { startUnread } from "./unread.js";

/** After so long another try where the first answer went missing while the line lives. */
const AGAIN_MS = 1000;

function line(state) {
  store.line = state;
  tell("line");
}

/** How often the line came or went. */
let turns = 0;

async function opened(newBoot) {
  turns += 1;
  const turn = turns;
  if (store.boot !== null && store.boot !== newBoot) {
    // Another world, and maybe another version of this page: nothing shown here exists any more.
    store.boot = newBoot;
    keep("began-anew", true);
    location.reload();
    return;
  }
  store.boot = newBoot;
  await refreshAll();
  while (store.state === null && turn === turns) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    await refreshAll();
  }
  // The line was lost again already.
  if (turn !== turns) return;
  line("open");
  if (store.me === null) begin();
}

function lost() {
  turns += 1;
  line("lost");
}

/** The person and the place of before, or a member in the channel where rankings are asked for. */
function begin() {
  const people = store.state.people.filter((person) => !person.bot);
  const known = people.find((person) => person.id === kept("me"));
  const member = people.find((person) => person.username === "mason");
  become((known ?? member ?? people[0]).id);
  if (!followAddress()) goSomewhere();
}

on("me", () => {
  document.documentElement.lang = language();
});
startAddress();
startFrame();
startUnread();
startServers();
startMessages();
startComposer();
startSide();
startTour();
api.listen({ opened, changed, lost });
