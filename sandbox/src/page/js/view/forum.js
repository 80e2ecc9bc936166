// A forum: its threads as cards.

import { h } from "../dom.js";
import { go, store } from "../store.js";
import { t } from "../words.js";
import { nameHere, personById } from "./people.js";

function card(thread, forum) {
  const owner = personById(thread.owner_id);
  const tags = (forum.available_tags ?? []).filter((tag) => thread.applied_tags?.includes(tag.id));
  return h("li", {}, h("button", { type: "button", class: "forum-card", onclick: () => go(forum.guild_id, thread.id) },
    tags.length > 0 && h("span", { class: "tags" }, tags.map((tag) => h("bdi", { class: "tag" }, tag.name))),
    h("bdi", { class: "name" }, thread.name),
    h("small", { class: "soft" }, owner && [h("bdi", {}, nameHere(owner)), " · "],
      t("message.thread", { count: thread.message_count ?? 0 }),
      thread.thread_metadata.archived && ` · ${t("forum.archived")}`)));
}

/** The threads of a forum that this person sees, newest first. */
export function forum(channel, guild) {
  const about = h("p", { class: "soft forum-about" }, t("forum.about"));
  const threads = guild.channels.filter((one) => one.parent_id === channel.id && one.visible_to.includes(store.me.id));
  if (threads.length === 0) return [about, h("p", { class: "soft forum-about" }, t("forum.empty"))];
  const cards = threads.reverse().map((one) => card(one, channel));
  return [about, h("ul", { class: "forum", "aria-label": t("forum.posts") }, cards)];
}
