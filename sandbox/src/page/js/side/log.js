// The panel "Log": the bot's log lines, newest at the bottom.

import { fill, h } from "../dom.js";
import { store } from "../store.js";
import { t } from "../words.js";
import { time } from "./format.js";
import { dropGone, filter, scroller } from "./parts.js";

const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"];
/** This near to the bottom counts as at the bottom. */
const NEAR = 24;

const row = (line) => h("li", { class: `side-log ${LEVELS.includes(line.level) ? line.level.toLowerCase() : ""}` },
  h("time", { class: "side-at" }, time(Date.parse(line.at))), h("b", {}, line.level), h("bdi", {}, line.text));

function build(body) {
  const list = h("ol", { class: "side-lines" });
  const none = h("p", { class: "side-hint" });
  const box = scroller(t("side.log"), {}, list);
  const rows = new Map();
  let seen = 0;
  const above = LEVELS.slice(1).map((level) => [level, t(`side.log-${level.toLowerCase()}`)]);
  const choice = filter([["TRACE", t("side.everything")], ...above], () => {
    rows.clear();
    seen = 0;
    fill(list);
    update();
    box.scrollTop = box.scrollHeight;
  });
  const update = () => {
    const least = LEVELS.indexOf(choice.select.value);
    const stuck = rows.size === 0 || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    dropGone(rows, store.log);
    for (const line of store.log.filter((one) => one.n > seen)) {
      seen = line.n;
      if (LEVELS.indexOf(line.level) < least) continue;
      rows.set(line.n, row(line));
      list.append(rows.get(line.n));
    }
    none.hidden = rows.size > 0;
    fill(none, t(store.log.length > 0 ? "side.none-fits" : "side.none"));
    if (stuck) box.scrollTop = box.scrollHeight;
  };
  body.append(choice.element, none, box);
  return update;
}

export const log = { name: "log", parts: ["log"], build };
