// Asks before a link leads out of the page, as Discord does.

import { freshId, h, ownAddress } from "../dom.js";
import { t } from "../words.js";
import { focusPlace } from "./focus.js";

function ask(address, back) {
  const heading = h("h2", { id: freshId("leaving") }, t("leaving.title"));
  const visit = h("button", { type: "button", class: "button" }, t("leaving.visit"));
  const cancel = h("button", { type: "button", class: "quiet" }, t("leaving.cancel"));
  const dialog = h("dialog", { class: "modal", "aria-labelledby": heading.id },
    h("div", { class: "modal-head" }, heading),
    h("div", { class: "leaving" },
      h("p", {}, t("leaving.about")),
      h("p", { class: "leaving-address", tabindex: "0", dir: "ltr" }, address),
      h("div", { class: "modal-foot" }, cancel, visit)));
  cancel.addEventListener("click", () => dialog.close());
  visit.addEventListener("click", () => {
    open(address, "_blank", "noopener,noreferrer");
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    back();
  });
  document.body.append(dialog);
  dialog.showModal();
  visit.focus();
}

/** Lets a link lead out only after the reader said so, whichever button of the mouse presses it. */
export function guard(link) {
  if (!link.href || ownAddress(link.href) !== null) return link;
  const press = (event) => {
    if (event.button > 1) return;
    event.preventDefault();
    ask(link.href, link.closest("[data-message]") ? focusPlace(link) : () => link.focus());
  };
  link.addEventListener("click", press);
  link.addEventListener("auxclick", press);
  return link;
}
