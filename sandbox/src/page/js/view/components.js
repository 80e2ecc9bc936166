// Components of a message: rows of buttons and menus, and the newer kind that takes the place of text and embeds.

import { dots, h } from "../dom.js";
import { t } from "../words.js";
import { fileCard } from "./attachments.js";
import { chosenAtFirst, optionsOf, placeholderOf } from "./choices.js";
import { focusPlace } from "./focus.js";
import { link } from "./inline.js";
import { markdown } from "./markdown.js";
import { emojiText, menu } from "./menu.js";
import { picture } from "./pictures.js";
import { choose, chosenIn, press, pressState } from "./press.js";

/** Discord's colours of buttons by style. */
const STYLES = { 1: "primary", 2: "secondary", 3: "good", 4: "danger" };

/** Labels that are signs alone are read out by what they do. */
const SIGNS = new Map([
  ["◀", "sign.previous"], ["⬅", "sign.previous"], ["▶", "sign.next"], ["➡", "sign.next"], ["⏮", "sign.first"],
  ["⏭", "sign.last"], ["✖", "sign.close"], ["❌", "sign.close"], ["🔄", "sign.refresh"],
]);
/** Asks for the coloured form of a sign. */
const COLOURED = "\uFE0F";

function button(of, message) {
  const emoji = of.emoji && emojiText(of.emoji);
  const inside = [emoji && h("span", { class: "button-emoji", "aria-hidden": of.label ? "true" : null }, emoji),
    of.label && h("bdi", {}, of.label)];
  if (of.style === 5) {
    const open = h("span", { "aria-hidden": "true" }, "↗");
    const element = link(of.url, null, inside, open);
    element.className = "button secondary";
    return element;
  }
  const state = pressState(message.id);
  const busy = state?.busy === of.custom_id;
  const sign = SIGNS.get((of.label || emoji || "").replace(COLOURED, "").trim());
  const element = h("button", {
    type: "button", class: `button ${STYLES[of.style] ?? "secondary"}`, disabled: of.disabled,
    "aria-label": sign && t(sign), "aria-busy": busy ? "true" : null,
    "aria-disabled": state?.busy ? "true" : null, "data-custom": of.custom_id,
  }, busy && dots(), h("span", { class: busy ? "under" : "" }, inside));
  element.addEventListener("click", () => press(message.id, of.custom_id, focusPlace(element)));
  return element;
}

function select(of, message) {
  const state = pressState(message.id);
  const chosen = chosenIn(message.id, of.custom_id);
  const element = menu({
    name: of.custom_id, placeholder: placeholderOf(of), options: optionsOf(of),
    chosen: chosen.length > 0 ? chosen : chosenAtFirst(of), least: of.min_values ?? 1, most: of.max_values ?? 1,
    disabled: of.disabled, busy: state?.busy === of.custom_id,
    onchoose: (values) => choose(message.id, of.custom_id, values, focusPlace(element.firstElementChild)),
  });
  return element;
}

const media = (item, kind) => picture({ url: item.media.url, alt: item.description, kind });

function file(of, message) {
  const name = of.name ?? of.file.url.split("/").at(-1);
  const known = message.attachments.find((one) => one.filename === name || one.url === of.file.url);
  return fileCard({ filename: name, size: of.size, url: of.file.url, ...known });
}

/** Hides what it holds until somebody asks for it. */
function veiled(box) {
  const cover = h("button", { type: "button", class: "box-cover" }, t("text.spoiler"));
  const inside = h("div", {}, ...box.childNodes);
  inside.inert = true;
  cover.addEventListener("click", () => {
    inside.inert = false;
    cover.remove();
  });
  box.classList.add("veiled");
  box.append(inside, cover);
  return box;
}

function container(of, message) {
  const box = h("div", { class: "container" }, components(of.components, message));
  if (Number.isInteger(of.accent_color)) {
    box.style.setProperty("--stripe", `#${of.accent_color.toString(16).padStart(6, "0")}`);
  }
  return of.spoiler ? veiled(box) : box;
}

const KINDS = {
  1: (of, message) => h("div", { class: "row" }, components(of.components, message)),
  2: button,
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
  9: (of, message) => h("div", { class: "section" },
    h("div", {}, components(of.components, message)), components([of.accessory], message)),
  10: (of) => h("div", { class: "text" }, markdown(of.content)),
  11: (of) => media(of, "thumbnail"),
  12: (of) => h("div", { class: `gallery of-${Math.min(of.items.length, 3)}` },
    of.items.map((item) => media(item, "large"))),
  13: file,
  14: (of) => h("hr", { class: `${of.divider === false ? "bare" : ""} ${of.spacing === 2 ? "wide" : ""}` }),
  17: container,
};

/** The elements of components; kinds that the page doesn't know are left out, as old clients do. */
export const components = (list, message) => list.map((of) => KINDS[of.type]?.(of, message));
