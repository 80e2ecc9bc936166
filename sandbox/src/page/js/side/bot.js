// The panel "Bot": stops and starts the bot where the host can.

import { post } from "../api.js";
import { fill, h } from "../dom.js";
import { refresh, store } from "../store.js";
import { t } from "../words.js";
import { hold, isHeld, results } from "./parts.js";

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
  body.append(state, h("p", { class: "side-buttons" }, toggle), element, hint);
  return () => {
    const { running } = store.bot;
    fill(state, t(running ? "side.bot-running" : "side.bot-stopped"));
    fill(toggle, t(running ? "side.bot-stop" : "side.bot-start"));
  };
}

export const bot = { name: "bot", parts: ["bot"], shown: () => store.bot.managed, build };
