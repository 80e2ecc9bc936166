// The panel "Traffic": what goes between bot and Discord, newest first; details are made when they are asked for.

import { fill, freshId, h } from "../dom.js";
import { store } from "../store.js";
import { t } from "../words.js";
import { pretty, shortPath, time } from "./format.js";
import { dropGone, filter, scroller } from "./parts.js";

const isError = ({ rest }) => rest !== undefined && (rest.fault != null || !rest.status || rest.status >= 400);

const KINDS = {
  everything: () => true,
  rest: (entry) => entry.rest !== undefined,
  gateway: (entry) => entry.gateway !== undefined,
  errors: isError,
};

/** One text in a bounded box. */
function part(key, value) {
  if (value === null || value === undefined || value === "") return null;
  const text = typeof value === "string" ? value : pretty(value);
  return [h("p", { class: "side-hint" }, t(key)),
    h("pre", { class: "side-code", tabindex: "0", role: "group", "aria-label": t(key) }, text)];
}

function details({ rest, d }) {
  if (rest === undefined) return part("side.traffic-event", d);
  const files = (rest.files ?? []).map(([name, size]) => `${name} (${size} B)`).join("\n");
  return [part("side.traffic-body", rest.body), part("side.traffic-files", files),
    part("side.traffic-response", rest.response)];
}

function summary(entry) {
  const { rest } = entry;
  if (rest === undefined) return [h("b", { class: "side-method" }, "GW"), h("span", {}, entry.gateway)];
  const status = rest.status ? String(rest.status) : t("side.traffic-no-answer");
  const outcome = rest.fault ? `${status} · ${t("side.fault", { name: rest.fault })}` : status;
  return [h("b", { class: "side-method" }, rest.method), h("span", { class: "side-path" }, shortPath(rest.path)),
    h("span", { class: isError(entry) ? "side-bad" : "side-fine" }, outcome)];
}

function row(entry) {
  const box = h("div", { id: freshId("side-traffic"), class: "side-details", hidden: true });
  const toggle = h("button", { type: "button", class: "side-line", "aria-expanded": "false", "aria-controls": box.id,
    onclick: () => {
      box.hidden = !box.hidden;
      toggle.setAttribute("aria-expanded", String(!box.hidden));
      fill(box, !box.hidden && details(entry));
    } }, h("time", { class: "side-at" }, time(Date.parse(entry.at))), summary(entry));
  return h("li", {}, toggle, box);
}

function build(body) {
  const list = h("ol", { class: "side-lines" });
  const none = h("p", { class: "side-hint" });
  /** Rows on the page by number, oldest first. */
  const rows = new Map();
  let seen = 0;
  const clear = () => {
    rows.clear();
    seen = 0;
    fill(list);
  };
  const choice = filter(Object.keys(KINDS).map((kind) =>
    [kind, t(kind === "everything" ? "side.everything" : `side.traffic-${kind}`)]), () => {
    clear();
    update();
  });
  const update = () => {
    const fits = KINDS[choice.select.value];
    dropGone(rows, store.traffic);
    for (const entry of store.traffic.filter((one) => one.n > seen)) {
      seen = entry.n;
      if (!fits(entry)) continue;
      const element = row(entry);
      rows.set(entry.n, element);
      list.prepend(element);
    }
    none.hidden = rows.size > 0;
    fill(none, t(store.traffic.length > 0 ? "side.none-fits" : "side.none"));
  };
  body.append(choice.element, none, scroller(t("side.traffic"), {}, list));
  return update;
}

export const traffic = { name: "traffic", parts: ["traffic"], build };
