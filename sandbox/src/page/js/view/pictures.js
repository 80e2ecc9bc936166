// Pictures: shown where this page's own server has them, else a placeholder with what they say; large on a click.

import { h, ownAddress } from "../dom.js";
import { t } from "../words.js";
import { link } from "./inline.js";

function enlarge(address, alt) {
  const close = h("button", { type: "button", class: "button secondary" }, t("frame.close"));
  const dialog = h("dialog", { class: "large-picture", "aria-label": alt },
    h("img", { src: address, alt }),
    h("p", {}, alt),
    h("div", { class: "row" }, close, link(address, null, t("picture.open"))));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const missing = (kind, said) =>
  h("span", { class: `picture-missing ${kind}`, role: "img", "aria-label": said, dir: "auto" }, said);

/** Is a file one of the pictures that Discord shows? What is drawn by a text, such as SVG, is none. */
export const isPicture = (file) => /^image\/(png|jpeg|gif|webp)$/.test(file.content_type ?? "");

/**
 * A picture; `name` stands in place of one that can't be had.
 * @param {{url: string, alt?: string, name?: string, width?: number, height?: number, kind: string}} of
 */
export function picture({ url, alt, name, width, height, kind }) {
  const said = alt || t("picture.none");
  const address = ownAddress(url);
  const broken = () => missing(kind, name ?? said);
  if (address === null) return broken();
  const image = h("img", { src: address, alt: said, width, height, loading: "lazy" });
  const button = h("button", {
    type: "button", class: `picture ${kind}`, title: alt ? said : null, onclick: () => enlarge(address, said),
  }, image);
  image.addEventListener("error", () => button.replaceWith(broken()));
  return button;
}

/** A small picture beside a name, which says nothing of its own; left out where it can't be had. */
export function icon(url) {
  const address = url ? ownAddress(url) : null;
  return address && h("img", { src: address, alt: "", class: "icon" });
}
