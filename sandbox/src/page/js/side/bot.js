// The panel "Bot": stops and starts the bot where the host can.

import { post } from "../api.js";
import { fill, h } from "../dom.js";
import { botIsOnline, refresh, store } from "../store.js";
import { t } from "../words.js";
import { hold, isHeld, results } from "./parts.js";

/** Without a line for so long, and it is time for advice. */
const LONG_MS = 10_000;

/** Since when it runs without a line to Discord, by the reader's time; null while all is well. */
let awaySince = null;

function build(body) {
  const state = h("p", { class: "side-strong" });
  const { element, attempt } = results();
  const press = async () => {
    if (isHeld(toggle)) return;
    hold([toggle], true);
    await attempt(async () => {
      await post("bot", { running: !store.bot.running });
      await refresh("bot");
    }).finally(() => hold([toggle], false));
  };
  const toggle = h("button", { type: "button", class: "button secondary", onclick: press });
  const hint = h("p", { class: "side-hint" }, t("side.bot-hint"));
  const advice = h("p", {}, t("side.bot-away-long"));
  body.append(state, advice, h("p", { class: "side-buttons" }, toggle), element, hint);
  return () => {
    const { running } = store.bot;
    awaySince = running && store.state && !botIsOnline() ? (awaySince ?? Date.now()) : null;
    const key = awaySince !== null ? "side.bot-away" : running ? "side.bot-running" : "side.bot-stopped";
    if (state.textContent !== t(key)) fill(state, t(key));
    advice.hidden = awaySince === null || Date.now() - awaySince < LONG_MS;
    fill(toggle, t(running ? "side.bot-stop" : "side.bot-start"));
  };
}

export const bot = { name: "bot", parts: ["bot", "state"], ticks: true, shown: () => store.bot.managed, build };
