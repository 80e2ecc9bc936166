// Mentions of people, roles, channels and commands.

import * as composer from "../composer/composer.js";
import { h } from "../dom.js";
import { go, guildHere, store } from "../store.js";
import { t } from "../words.js";
import { nameHere, personById } from "./people.js";
import { channelSign } from "./signs.js";

const plain = (text) => h("span", { class: "mention", dir: "auto" }, text);

function channel(id) {
  const guild = store.state.guilds.find((one) => one.channels.some((other) => other.id === id));
  const found = guild?.channels.find((one) => one.id === id);
  if (!found) return plain(`#${t("text.unknown")}`);
  if (!found.visible_to.includes(store.me.id)) return plain(`🔒 ${t("text.no-access")}`);
  const press = () => go(guild.id, id);
  return h("button", { type: "button", class: "mention", dir: "auto", onclick: press },
    channelSign(found.type), found.name);
}

function command(name) {
  const press = () => composer.begin(name);
  return h("button", { type: "button", class: "mention", dir: "auto", onclick: press }, `/${name}`);
}

/** The element for a mark such as `<@12>`; null where it mentions nobody and stays text. */
export function mention(mark, everyone) {
  if (mark === "@everyone" || mark === "@here") return everyone ? plain(mark) : null;
  const id = /\d+/.exec(mark)[0];
  if (mark.startsWith("</")) return command(mark.slice(2, mark.lastIndexOf(":")));
  if (mark.startsWith("<#")) return channel(id);
  if (mark.startsWith("<@&")) {
    const role = guildHere()?.roles.find((one) => one.id === id);
    return plain(`@${role?.name ?? t("text.unknown-role")}`);
  }
  const person = personById(id);
  return plain(`@${person ? nameHere(person) : t("text.unknown-user")}`);
}
