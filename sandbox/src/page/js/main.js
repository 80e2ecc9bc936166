// Wires the parts of the page.

import * as api from "./api.js";
import { followAddress, startAddress } from "./address.js";
import { become, changed, on, refreshAll, store, tell } from "./store.js";
import { language } from "./words.js";
import { startFrame } from "./frame.js";
import { goSomewhere, startServers } from "./servers.js";
import { startMessages } from "./messages.js";
import { startComposer } from "./composer/composer.js";
import { startSide } from "./side/side.js";
import { startTour } from "./tour.js";

function line(state) {
  store.line = state;
  tell("line");
}

async function opened(newBoot) {
  if (store.boot !== null && store.boot !== newBoot) {
    // Another world, and maybe another version of this page: nothing shown here exists any more.
    sessionStorage.setItem("began-anew", "yes");
    location.reload();
    return;
  }
  store.boot = newBoot;
  await refreshAll();
  line("open");
  if (store.me === null) begin();
}

/** The person and the place of before, or a member in the channel where rankings are asked for. */
function begin() {
  const people = store.state.people.filter((person) => !person.bot);
  const known = people.find((person) => person.id === sessionStorage.getItem("me"));
  const member = people.find((person) => person.username === "mason");
  become((known ?? member ?? people[0]).id);
  if (!followAddress()) goSomewhere();
}

on("me", () => {
  document.documentElement.lang = language();
});
startAddress();
startFrame();
startServers();
startMessages();
startComposer();
startSide();
startTour();
api.listen({ opened, changed, lost: () => line("lost") });
