// Embeds: the cards in which a bot says most of what it says.

import { h } from "../dom.js";
import { link } from "./inline.js";
import { markdown } from "./markdown.js";
import { icon, isPicture, picture } from "./pictures.js";
import { timeElement, written } from "./times.js";

/** Inline fields stand in threes; a row of two or one shares its width. */
function rowsOf(fields) {
  const rows = [];
  for (const field of fields) {
    const last = rows.at(-1);
    if (field.inline && last?.[0].inline && last.length < 3) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

function field(of) {
  return h("div", { class: "embed-field" },
    h("div", { class: "embed-field-name", dir: "auto" }, markdown(of.name, "title")),
    h("div", { class: "text" }, markdown(of.value)));
}

function author(of) {
  const name = of.url ? link(of.url, null, of.name) : h("bdi", {}, of.name);
  return h("div", { class: "embed-author" }, icon(of.icon_url), name);
}

function title(of) {
  const text = markdown(of.title, "title");
  return h("div", { class: "embed-title", role: "heading", "aria-level": "3", dir: "auto" },
    of.url ? link(of.url, null, text) : text);
}

function foot(of) {
  const moment = of.timestamp ? Date.parse(of.timestamp) : NaN;
  if (!of.footer && Number.isNaN(moment)) return null;
  return h("div", { class: "embed-foot" },
    icon(of.footer?.icon_url),
    of.footer && h("bdi", {}, of.footer.text),
    of.footer && !Number.isNaN(moment) && " • ",
    !Number.isNaN(moment) && timeElement(moment, written(moment)));
}

/** An address inside an embed may name a file of the message. */
function shown(of, files, kind, alt) {
  if (!of?.url) return null;
  const named = of.url.startsWith("attachment://") ? of.url.slice("attachment://".length) : null;
  const file = files.find((one) => one.filename === named || one.url === of.url);
  // It stands below as a card.
  if (file && !isPicture(file)) return null;
  return picture({
    url: file?.url ?? of.proxy_url ?? of.url, alt: of.description ?? file?.description ?? alt, name: file?.filename,
    width: of.width ?? file?.width, height: of.height ?? file?.height, kind,
  });
}

/** Files that embeds show aren't shown once more below. */
export function filesInEmbeds(message) {
  const used = message.embeds.flatMap((one) => [one.image?.url, one.thumbnail?.url]).filter(Boolean);
  const isUsed = (file) => used.includes(file.url) || used.includes(`attachment://${file.filename}`);
  return message.attachments.filter((file) => isPicture(file) && isUsed(file));
}

/** One embed of a message. */
export function embed(of, message) {
  const box = h("div", { class: "embed" },
    h("div", { class: "embed-text" },
      of.provider?.name && h("div", { class: "embed-provider" }, h("bdi", {}, of.provider.name)),
      of.author?.name && author(of.author),
      of.title && title(of),
      of.description && h("div", { class: "text" }, markdown(of.description)),
      rowsOf(of.fields ?? []).map((row) => h("div", { class: `embed-fields of-${row.length}` }, row.map(field)))),
    shown(of.thumbnail, message.attachments, "thumbnail", of.title),
    shown(of.image, message.attachments, "large", of.title),
    foot(of));
  if (Number.isInteger(of.color)) box.style.setProperty("--stripe", `#${of.color.toString(16).padStart(6, "0")}`);
  return box;
}
