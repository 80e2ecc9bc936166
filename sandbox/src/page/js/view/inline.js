// Discord's Markdown inside a line: emphasis, code, spoilers, links, mentions, moments.
//
// Every mark is looked for at most once from where it stands, and a mark that has no end is remembered, so hostile
// text costs no more than its length times the depth of nesting.

import { h } from "../dom.js";
import { t } from "../words.js";
import { guard } from "./leaving.js";
import { mention } from "./mentions.js";
import { timestamp } from "./times.js";

const DEEPEST = 8;
/** Code up to this long never wraps: cells of a table stay in line. */
const CELL = 40;
/** The text of a link is searched for its end so far. */
const LABEL = 1000;

/** Marks that stand on both sides of what they change, the longer first. */
const PAIRS = [
  ["**", "strong"], ["__", "u"], ["~~", "s"], ["||", "spoiler"], ["*", "em"], ["_", "em"],
];

const ADDRESS = /https?:\/\/[^\s<]+/y;
const ANGLE = /<(https?:\/\/[^\s<>]+)>/y;
const MOMENT = /<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y;
const EMOJI = /<a?:(\w{2,32}):\d{1,20}>/y;
const MENTION = /<(?:@[!&]?|#)\d{1,20}>|<\/[^<>\n:]{1,100}:\d{1,20}>|@everyone|@here/y;
const SPECIAL = /[\\`*_~|[<@h]/g;

function sticky(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** What a link looks like and may do. */
export const link = (href, title, ...children) =>
  guard(h("a", { href, title, rel: "noopener noreferrer nofollow", target: "_blank", dir: "auto" }, children));

/** Where the mark that opens before `from` closes, or -1; an escaped sign closes nothing. */
function closing(text, mark, from) {
  for (let i = from; i < text.length; i += 1) {
    if (text[i] === "\\") {
      i += 1;
    } else if (text.startsWith(mark, i) && i > from) {
      if (closes(text, mark, i)) return i;
      if (mark.length === 1 && text[i + 1] === mark) i += 1;
    }
  }
  return -1;
}

function closes(text, mark, at) {
  const next = text[at + mark.length] ?? "";
  if (mark === "*") return next !== "*" && !/\s/.test(text[at - 1]);
  if (mark === "_") return !/\w/.test(next);
  if (mark === "**" || mark === "__") return next !== mark[0];
  return true;
}

function spoiler(children) {
  const hidden = h("span", { class: "spoiler-text", "aria-hidden": "true" }, children);
  // Until it is revealed nothing in it can be reached, by Tab either.
  hidden.inert = true;
  const button = h("button", { type: "button", class: "spoiler-cover", "aria-label": t("text.spoiler") });
  const box = h("span", { class: "spoiler" }, hidden, button);
  button.addEventListener("click", () => {
    hidden.inert = false;
    hidden.removeAttribute("aria-hidden");
    box.classList.add("revealed");
    button.remove();
  });
  return box;
}

class Reader {
  constructor(text, rules, depth) {
    Object.assign(this, { text, rules, depth, at: 0, plain: "", out: [], dead: new Set() });
  }

  read() {
    while (this.at < this.text.length) {
      if (!this.one()) this.text_();
    }
    this.flush();
    return this.out;
  }

  flush() {
    if (this.plain) this.out.push(this.plain);
    this.plain = "";
  }

  put(node, to) {
    this.flush();
    this.out.push(node);
    this.at = to;
    return true;
  }

  /** Everything up to the next sign that may mean something. */
  text_() {
    SPECIAL.lastIndex = this.at + 1;
    const next = SPECIAL.exec(this.text)?.index ?? this.text.length;
    this.plain += this.text.slice(this.at, next);
    this.at = next;
  }

  one() {
    switch (this.text[this.at]) {
      case "\\": return this.escape();
      case "`": return this.code();
      case "[": return this.masked();
      case "<": return this.angle();
      case "@": return this.mention();
      case "h": return this.address();
      default: return this.pair();
    }
  }

  escape() {
    const next = this.text[this.at + 1];
    if (next === undefined || /[0-9A-Za-z\s]/.test(next)) return false;
    this.plain += next;
    this.at += 2;
    return true;
  }

  code() {
    const ticks = /`+/y;
    ticks.lastIndex = this.at;
    const mark = ticks.exec(this.text)[0];
    const from = this.at + mark.length;
    let end = this.dead.has(mark) ? -1 : this.text.indexOf(mark, from);
    while (end >= 0 && this.text[end + mark.length] === "`") {
      let after = end;
      while (this.text[after] === "`") after += 1;
      end = this.text.indexOf(mark, after);
    }
    if (end < 0) {
      this.dead.add(mark);
      this.plain += mark;
      this.at = from;
      return true;
    }
    const inside = this.text.slice(from, end);
    return this.put(h("code", { class: inside.length <= CELL ? "cell" : "long" }, inside), end + mark.length);
  }

  pair() {
    for (const [mark, tag] of PAIRS) {
      if (!this.text.startsWith(mark, this.at) || this.dead.has(mark) || this.depth >= DEEPEST) continue;
      const from = this.at + mark.length;
      if (mark === "*" && /\s/.test(this.text[from] ?? " ")) continue;
      const end = closing(this.text, mark, from);
      if (end < 0) {
        this.dead.add(mark);
        continue;
      }
      const inside = inline(this.text.slice(from, end), this.rules, this.depth + 1);
      return this.put(tag === "spoiler" ? spoiler(inside) : h(tag, {}, inside), end + mark.length);
    }
    return false;
  }

  /** `[text](address "title")`: the text can't hold a line break, nor a link of its own. */
  masked() {
    if (!this.rules.links || this.dead.has("[")) return false;
    const end = this.bracket();
    if (end < 0 || this.text[end + 1] !== "(") return false;
    const rest = /\(<?(https?:\/\/[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*){0,8})>?(?: +"([^"\n]{0,300})")? *\)/y;
    const found = sticky(rest, this.text, end + 1);
    const inside = this.text.slice(this.at + 1, end);
    if (!found || !inside.trim()) return false;
    const children = inline(inside, { ...this.rules, links: false }, this.depth + 1);
    return this.put(link(found[1], found[2] ?? found[1], children), end + 1 + found[0].length);
  }

  bracket() {
    let open = 0;
    const last = Math.min(this.text.length, this.at + LABEL);
    for (let i = this.at; i < last; i += 1) {
      const sign = this.text[i];
      if (sign === "\\") i += 1;
      else if (sign === "\n") return -1;
      else if (sign === "[") open += 1;
      else if (sign === "]") open -= 1;
      if (open === 0) return i;
    }
    if (last === this.text.length) this.dead.add("[");
    return -1;
  }

  angle() {
    const address = this.rules.links && sticky(ANGLE, this.text, this.at);
    if (address) return this.put(link(address[1], null, address[1]), this.at + address[0].length);
    const moment = sticky(MOMENT, this.text, this.at);
    const node = moment && timestamp(Number(moment[1]), moment[2] ?? "f");
    if (node) return this.put(node, this.at + moment[0].length);
    const emoji = sticky(EMOJI, this.text, this.at);
    if (emoji) return this.put(h("span", { class: "emoji" }, `:${emoji[1]}:`), this.at + emoji[0].length);
    return this.mention();
  }

  mention() {
    const found = this.rules.mentions && sticky(MENTION, this.text, this.at);
    const node = found && mention(found[0], this.rules.everyone);
    return Boolean(node) && this.put(node, this.at + found[0].length);
  }

  address() {
    if (!this.rules.links || /[\w]/.test(this.text[this.at - 1] ?? " ")) return false;
    const found = sticky(ADDRESS, this.text, this.at);
    if (!found) return false;
    let address = found[0].replace(/[.,:;"'!?\]]{1,40}$/, "");
    // A bracket that the address didn't open belongs to the sentence around it.
    let extra = address.split(")").length - address.split("(").length;
    for (; extra > 0 && address.endsWith(")"); extra -= 1) address = address.slice(0, -1);
    if (!/^https?:\/\/./.test(address)) return false;
    return this.put(link(address, null, address), this.at + address.length);
  }
}

/** The nodes of a text; `rules` say which marks count here. */
export function inline(text, rules, depth = 0) {
  return new Reader(text, rules, depth).read();
}
