// The panel "Credits": the account at the data source, what was asked of it, and the bot's own books about that.

import { fill, h } from "../dom.js";
import { store } from "../store.js";
import { count, t } from "../words.js";
import { time } from "./format.js";
import { concernsCredits, tables } from "./host.js";
import { scroller, table, unbroken } from "./parts.js";

/** Requests that are listed. */
const LISTED = 50;
const PERIODS = { 1: "day", 2: "week", 3: "month" };

/** What a request asked for, in words: each part stays on a line where it can. */
const askedShown = (request) => h("span", {}, asked(request).filter(Boolean).map((part, at, all) =>
  [h("span", { class: "side-part" }, h("bdi", {}, unbroken(String(part))), at < all.length - 1 && " ·"), " "]));

/** The parts of what a request asked for; some may be missing. */
function asked({ path, params }) {
  if (path.includes("/detail/")) {
    const ids = String(params.user_ids ?? params.unique_ids ?? "");
    return [t("side.credits-details", { count: ids.split(",").filter(Boolean).length })];
  }
  const page = params.page_num && t("side.credits-page", { number: params.page_num });
  if (path.includes("/trends/")) {
    const creator = params.user_id ?? params.unique_id ?? "?";
    return [t("side.credits-history", { creator }), page];
  }
  const period = PERIODS[params.rank_type];
  return [
    params.region,
    { 1: t("side.credits-followers"), 2: t("side.credits-units") }[params.influencer_rank_field],
    period && t(`side.credits-${period}`, { date: params.date ?? "?" }),
    params.influencer_category_name,
    params.product_category_id && t("side.credits-product", { id: params.product_category_id }),
    page,
  ];
}

/** The status, the code in the body where it says something else, and the fault. */
function outcome({ status, code, fault }) {
  const said = status === null ? t("side.credits-no-answer") : String(status);
  const codes = code !== null && code !== 0 && code !== status ? ` (${code})` : "";
  return said + codes + (fault ? ` · ${t("side.fault", { name: fault })}` : "");
}

function build(body) {
  const [balance, used] = [h("dd"), h("dd")];
  const requests = scroller(t("side.credits-requests"));
  const books = tables();
  const fold = (key, kind, inside) => h("details", { class: `side-fold ${kind}` }, h("summary", {}, t(key)), inside);
  const ownBooks = fold("side.credits-books", "", books.element);
  body.append(
    h("dl", { class: "side-facts" }, h("div", {}, h("dt", {}, t("side.credits-balance")), balance),
      h("div", {}, h("dt", {}, t("side.credits-used")), used)),
    fold("side.credits-requests", "side-requests", requests), ownBooks);
  let shown = null;
  return () => {
    const panels = store.panels.filter(concernsCredits);
    books.update(panels);
    ownBooks.hidden = panels.length === 0;
    if (store.keyapi === null || store.keyapi === shown) return;
    shown = store.keyapi;
    fill(balance, count(shown.balance));
    fill(used, count(shown.credits_used));
    const columns = ["time", "asked", "answer", "cost"].map((name) => t(`side.credits-${name}`));
    const rows = shown.requests.slice(-LISTED).reverse().map((one) =>
      [time(Date.parse(one.at)), askedShown(one), outcome(one), count(one.credits)]);
    fill(requests, table(t("side.credits-requests"), columns, rows));
  };
}

export const credits = { name: "credits", parts: ["keyapi", "panels"], open: true, build };
