// Discord's Markdown as elements: the blocks; what stands inside a line is in inline.js.

import { h } from "../dom.js";
import { inline } from "./inline.js";

/** Discord refuses longer texts; what is beyond would only cost time. */
const LONGEST = 8000;
/** Quotes and lists inside each other. */
const DEEPEST = 6;

/** Which marks count where. */
const SURFACES = {
  full: { blocks: true, links: true, mentions: true },
  title: { blocks: false, links: false, mentions: false },
};

const HEADING = /^(#{1,3}) +(\S.*)$/;
const SUBTEXT = /^-# +(\S.*)$/;
const ITEM = /^( {0,40})([-*]|\d{1,9}\.) +(\S.*)$/;
const QUOTE = /^> (.*)$/;

const isOrdered = (item) => /\d/.test(item.sign);

/** Lists whose items may hold lists that are indented deeper; another kind of sign begins another list. */
function lists(items, rules, depth) {
  const found = [];
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i];
    const deeper = [];
    while (items[i + 1]?.indent > item.indent) deeper.push(items[(i += 1)]);
    if (!found.length || isOrdered(item) !== (found.at(-1).tagName === "OL")) found.push(newList(item));
    const element = h("li", {}, inline(item.text, rules));
    element.append(...(depth < DEEPEST ? lists(deeper, rules, depth + 1) : deeper.map((one) => `\n${one.text}`)));
    found.at(-1).append(element);
  }
  return found;
}

function newList(item) {
  const element = h(isOrdered(item) ? "ol" : "ul");
  if (isOrdered(item)) element.start = Number.parseInt(item.sign, 10);
  return element;
}

class Blocks {
  constructor(text, rules, depth) {
    Object.assign(this, { text, rules, depth, at: 0, paragraph: "", out: [], fences: true });
  }

  line(from = this.at) {
    const end = this.text.indexOf("\n", from);
    return this.text.slice(from, end < 0 ? this.text.length : end);
  }

  flush() {
    if (this.paragraph) this.out.push(...inline(this.paragraph, this.rules));
    this.paragraph = "";
  }

  /** Blocks follow: the line break before them is their own. */
  block(nodes, length) {
    this.paragraph = this.paragraph.replace(/\n$/, "");
    this.flush();
    this.out.push(...[nodes].flat());
    this.at += length;
    if (this.text[this.at] === "\n") this.at += 1;
  }

  read() {
    while (this.at < this.text.length) {
      const line = this.line();
      if (!this.special(line) && !this.fence(line)) {
        this.paragraph += line + (this.at + line.length < this.text.length ? "\n" : "");
        this.at += line.length + 1;
      }
    }
    this.flush();
    return this.out;
  }

  special(line) {
    const heading = HEADING.exec(line);
    const small = SUBTEXT.exec(line);
    if (heading) {
      // The page's own headings are above these.
      const level = heading[1].length;
      const element = h("div", { role: "heading", "aria-level": level + 2, class: `heading-${level}` });
      element.append(...inline(heading[2], this.rules));
      this.block(element, line.length);
    } else if (small) {
      this.block(h("small", { class: "subtext" }, inline(small[1], this.rules)), line.length);
    } else if (ITEM.test(line)) {
      this.list();
    } else if (QUOTE.test(line) || line.startsWith(">>> ")) {
      return this.quote(line);
    } else {
      return false;
    }
    return true;
  }

  list() {
    const items = [];
    let at = this.at;
    for (let found; at < this.text.length && (found = ITEM.exec(this.line(at))); at += found[0].length + 1) {
      items.push({ indent: found[1].length, sign: found[2], text: found[3] });
    }
    // An item that stands further left than the first begins nothing of its own.
    const least = items[0].indent;
    const level = items.map((item) => ({ ...item, indent: Math.max(item.indent, least) }));
    this.block(lists(level, this.rules, 0), Math.min(at, this.text.length + 1) - this.at - 1);
  }

  quote(line) {
    if (this.depth >= DEEPEST) return false;
    let inside = [];
    let length = 0;
    if (line.startsWith(">>> ")) {
      inside = [this.text.slice(this.at + 4)];
      length = this.text.length - this.at;
    } else {
      let at = this.at;
      for (let found; at < this.text.length && (found = QUOTE.exec(this.line(at))); at += found[0].length + 1) {
        inside.push(found[1]);
      }
      length = Math.min(at, this.text.length + 1) - this.at - 1;
    }
    const nodes = new Blocks(inside.join("\n"), this.rules, this.depth + 1).read();
    this.block(h("blockquote", {}, nodes), length);
    return true;
  }

  /** Code between three backticks, which may begin in the middle of a line. */
  fence(line) {
    const from = this.fences ? line.indexOf("```") : -1;
    if (from < 0 || line[from - 1] === "\\") return false;
    const start = this.at + from + 3;
    const end = this.text.indexOf("```", start);
    if (end < 0) {
      this.fences = false;
      return false;
    }
    const inside = this.text.slice(start, end);
    if (!inside.trim()) return false;
    this.paragraph += this.text.slice(this.at, this.at + from);
    const named = /^[\w+.-]{0,30}\n(?=[^]*\S)/.exec(inside);
    const code = inside.slice(named?.[0].length ?? 0).replace(/\n$/, "");
    this.block(h("pre", { tabindex: "0" }, h("code", {}, code)), end + 3 - this.at);
    return true;
  }
}

/**
 * The nodes of a text.
 * @param {string} text
 * @param {"full"|"title"} surface
 * @param {boolean} everyone does the message really mention everyone?
 */
export function markdown(text, surface = "full", everyone = false) {
  const rules = { ...SURFACES[surface], everyone };
  const short = String(text).slice(0, LONGEST);
  return rules.blocks ? new Blocks(short, rules, 0).read() : inline(short.replaceAll("\n", " "), rules);
}
