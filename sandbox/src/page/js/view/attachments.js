// Files that came with a message: pictures, texts with their first lines, anything else as a card.

import { h, ownAddress } from "../dom.js";
import { t } from "../words.js";
import { isPicture, picture } from "./pictures.js";

/** Of a text no more than this is fetched, and so many lines are shown. */
const PREVIEW_BYTES = 4096;
const PREVIEW_LINES = 6;
const TEXT = /\.(csv|tsv|txt|log|json|md)$/i;

/** First lines that were fetched before, by address: a message that is drawn again needn't ask again. */
const previews = new Map();

/** 1.2 KB, as Discord counts. */
export function size(bytes) {
  const units = ["bytes", "KB", "MB", "GB"];
  let unit = 0;
  let count = bytes;
  while (count >= 1024 && unit < units.length - 1) {
    count /= 1024;
    unit += 1;
  }
  return `${Number(count.toFixed(2))} ${units[unit]}`;
}

async function firstBytes(address) {
  const response = await fetch(address);
  if (!response.ok || !response.body) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let taken = 0;
  while (taken < PREVIEW_BYTES) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    taken += value.length;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text.slice(0, PREVIEW_BYTES);
}

function preview(address, name) {
  const label = t("file.preview", { name });
  const box = h("div", { class: "file-preview", tabindex: "0", role: "group", "aria-label": label });
  if (!previews.has(address)) previews.set(address, firstBytes(address).catch(() => ""));
  previews.get(address).then((text) => {
    const lines = text.split(/\r?\n/).filter((line) => line !== "");
    if (lines.length === 0) box.remove();
    // Each line its own element: what turns the direction of one can't turn the next.
    else box.append(...lines.slice(0, PREVIEW_LINES).map((line) => h("div", {}, h("bdi", {}, line))));
    if (lines.length > PREVIEW_LINES) box.append(h("div", { class: "soft" }, "…"));
  });
  return box;
}

/** A file as a card. */
export function fileCard(file) {
  const address = ownAddress(file.url);
  const isText = TEXT.test(file.filename) || /^text\//.test(file.content_type ?? "");
  return h("div", { class: "file", role: "group", "aria-label": file.filename },
    h("div", { class: "file-head" },
      h("span", { class: "file-sign", "aria-hidden": "true" }, isText ? "📄" : "📦"),
      h("div", { class: "file-name" },
        address ? h("a", { href: address, download: file.filename }, h("bdi", {}, file.filename))
          : h("bdi", {}, file.filename),
        Number.isFinite(file.size) && h("small", { class: "soft" }, size(file.size))),
      address && h("a", { href: address, download: file.filename, class: "button secondary" },
        t("file.download"), h("bdi", { class: "hidden-text" }, ` ${file.filename}`))),
    address && isText && preview(address, file.filename));
}

/** All files of a message that no embed shows. */
export function attachments(list) {
  return list.map((file) => {
    if (!isPicture(file)) return fileCard(file);
    return picture({
      url: file.url, alt: file.description ?? file.filename, name: file.filename, width: file.width,
      height: file.height, kind: "attached",
    });
  });
}
