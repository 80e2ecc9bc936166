// One message, as Discord's client shows it.

import { shownName } from "../composer/commands.js";
import { dots, freshId, h, warning } from "../dom.js";
import { go, guildHere, now, store } from "../store.js";
import { pieces, t } from "../words.js";
import { attachments } from "./attachments.js";
import { components } from "./components.js";
import { embed, filesInEmbeds } from "./embed.js";
import { markdown } from "./markdown.js";
import { appTag, face, nameHere } from "./people.js";
import { pressState } from "./press.js";
import { timeElement, timeOnly, written } from "./times.js";

export const FLAGS = { crossposted: 1, ephemeral: 64, loading: 128, v2: 32_768 };

/** An answer that is still awaited after so long never comes: the bot can't give it any more. */
const PATIENCE = 15 * 60_000;

/** Is it awaited? */
export const isLoading = (message) => Boolean(message.flags & FLAGS.loading);

/** Is it awaited in vain? */
export const isSilent = (message) => isLoading(message) && now() - Date.parse(message.timestamp) > PATIENCE;

/** The parts of a reply's line are cut to so many signs. */
const SNIPPET = 120;

const name = (user) => h("bdi", { class: "name" }, nameHere(user));

/** Does the message mention the person one plays? */
function mentionsMe(message) {
  const mine = guildHere()?.members.find((member) => member.user.id === store.me.id)?.roles ?? [];
  return message.mention_everyone || message.mentions.some((user) => user.id === store.me.id)
    || message.mention_roles.some((role) => mine.includes(role));
}

/** The message that this one answers: a reply, or the message whose button was pressed. */
function answered(message) {
  const id = message.interaction_metadata?.interacted_message_id;
  return message.referenced_message ?? (id && store.messages?.find((one) => one.id === id));
}

function replyLine(to) {
  const text = to.content || to.embeds[0]?.title || t("message.attachment");
  return h("div", { class: "context" }, face(to.author, 16), name(to.author),
    h("span", { class: "snippet", dir: "auto" }, markdown(text.slice(0, SNIPPET), "title")));
}

/** Who used which command; its name isn't always known. */
function used(user, path) {
  const line = path
    ? pieces("message.used", { name: name(user), command: h("bdi", { class: "used-command" }, `/${shownName(path)}`) })
    : pieces("message.used-some", { name: name(user) });
  return h("div", { class: "context" }, face(user, 16), h("span", {}, line));
}

/** What a message is about: the command used, or the message answered. */
function context(message) {
  const of = message.interaction_metadata;
  if (of?.type === 2) {
    return used(of.user, message.interaction?.name);
  }
  const to = answered(message);
  if (to && message.type !== 21) return replyLine(to);
  if (message.type === 19) return h("div", { class: "context" }, h("i", {}, t("message.deleted")));
  return null;
}

function thinking(author) {
  return h("div", { class: "thinking" },
    dots(),
    h("span", {}, pieces("message.thinking", { name: name(author) })));
}

const failure = (sentence) => h("div", { class: "error-text" }, warning(), sentence);

function thread(of) {
  const press = () => go(of.guild_id, of.id);
  return h("button", { type: "button", class: "thread-card", onclick: press },
    h("bdi", { class: "name" }, of.name),
    h("small", { class: "soft" }, t("message.thread", { count: of.message_count ?? 0 })));
}

/** The line that says that nobody else sees it. */
function privateFoot(dismiss) {
  return h("div", { class: "message-foot" },
    h("span", { "aria-hidden": "true" }, "👁 "), t("message.private"), " · ",
    h("button", { type: "button", class: "as-link", onclick: dismiss }, t("message.dismiss")));
}

/** Says that a message isn't as it was written first; a message that is still awaited hasn't been written yet. */
function edited(message) {
  if (!message.edited_timestamp || isLoading(message)) return null;
  const title = written(Date.parse(message.edited_timestamp));
  return h("small", { class: "edited soft", title }, ` ${t("message.edited")}`);
}

function body(message, first, dismiss) {
  const failed = pressState(message.id)?.failed;
  const inEmbeds = filesInEmbeds(message);
  const others = message.attachments.filter((file) => !inEmbeds.includes(file));
  return [
    isSilent(message) ? failure(t("message.silent")) : isLoading(message) && thinking(message.author),
    message.content && h("div", { class: "text content" },
      h("bdi", {}, markdown(message.content, "full", message.mention_everyone)), !first && edited(message)),
    message.embeds.map((one) => embed(one, message)),
    // The newer kind of components says where its files stand.
    message.flags & FLAGS.v2 ? null : attachments(others),
    message.components.length > 0 && h("div", { class: "components" }, components(message.components, message)),
    failed && h("div", { class: "press-failed", role: "alert" }, warning(),
      failed === true ? t("press.failed") : failed),
    message.thread && thread(message.thread),
    message.flags & FLAGS.crossposted ? h("div", { class: "message-foot" }, t("message.crossposted")) : null,
    message.flags & FLAGS.ephemeral ? privateFoot(dismiss) : null,
  ];
}

function head(author, moment, id, more) {
  return h("div", { class: "message-head", id },
    name(author), author.bot && appTag(), " ", timeElement(moment, written(moment)), more);
}

/** A line that the place itself says, such as who began a thread. */
function system(message, moment) {
  return h("article", { class: "message system", tabindex: "-1", "data-message": message.id },
    h("span", { class: "system-sign", "aria-hidden": "true" }, "🧵"),
    h("div", {}, pieces("message.began", {
      name: name(message.author), thread: h("bdi", { class: "name" }, message.content),
    }), " ", timeElement(moment, written(moment))));
}

/**
 * The element of a message.
 * @param {Object} message as the world has it
 * @param {boolean} first does it begin a group of its author?
 * @param {() => void} dismiss hides it from this person
 */
export function messageElement(message, first, dismiss) {
  const moment = Date.parse(message.timestamp);
  if (message.type === 18) return system(message, moment);
  const of = message.type === 21 && message.referenced_message ? message.referenced_message : message;
  const about = first ? context(message) : null;
  const headId = freshId("head");
  const kinds = ["message", first ? "first" : "", message.flags & FLAGS.ephemeral ? "private" : "",
    mentionsMe(message) ? "mentioned" : "", about ? "with-context" : ""];
  return h("article", {
    class: kinds.filter(Boolean).join(" "), tabindex: "-1", "data-message": message.id,
    "aria-labelledby": first ? headId : null, "aria-label": first ? null : `${nameHere(of.author)} ${timeOnly(moment)}`,
  },
  about,
  first ? face(of.author) : h("span", { class: "message-time" }, timeElement(moment, timeOnly(moment))),
  h("div", { class: "message-body" },
    first && head(of.author, moment, headId, edited(of)), body(of, first, dismiss)));
}

/** An entry of one's own that waits for its answer, or failed. */
export function pendingElement(entry, dismiss) {
  const bot = store.state.people.find((person) => person.id === store.state.application_id);
  const headId = freshId("head");
  const state = entry.sentence
    ? failure(entry.sentence)
    : h("div", { class: "thinking" }, dots(),
      t("message.sending"));
  return h("article", {
    class: `message first with-context ${entry.sentence ? "private failed" : ""}`, tabindex: "-1",
    "data-message": entry.id, "aria-labelledby": headId,
  },
  used(store.me, entry.command),
  face(bot),
  h("div", { class: "message-body" },
    head(bot, entry.at, headId), state, entry.sentence && privateFoot(dismiss)));
}
