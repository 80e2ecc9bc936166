// Wires the parts of the page.

import * as api from "./api.js";
import { become, changed, go, guildsOf, on, refreshAll, store, tell } from "./store.js";
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
  const before = JSON.parse(sessionStorage.getItem("here") ?? "null");
  const guild = guildsOf(store.me).find((one) => one.id === before?.guild) ?? null;
  const seen = guild?.channels.filter((channel) => channel.visible_to.includes(store.me.id)) ?? [];
  if (before?.channel === "dm" || seen.some((channel) => channel.id === before.channel)) {
    go(guild?.id ?? null, before.channel);
  } else {
    goSomewhere();
  }
}

on("me", () => {
  document.documentElement.lang = language();
});
startFrame();
startServers();
startMessages();
startComposer();
startSide();
startTour();
api.listen({ opened, changed, lost: () => line("lost") });
