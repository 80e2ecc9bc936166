// The only place that makes elements. What anybody wrote becomes text, never markup: there is no innerHTML anywhere.

/** Attributes that may be set by name; anything else is a property listed below or a mistake. */
const ATTRIBUTES = new Set([
  "alt", "class", "dir", "disabled", "download", "for", "height", "hidden", "href", "id", "label", "lang",
  "maxlength", "min", "name", "placeholder", "rel", "role", "src", "tabindex", "target", "title", "type", "value",
  "width", "accept", "autocomplete", "inputmode", "minlength", "multiple", "open", "readonly", "required", "rows",
  "size", "spellcheck", "checked", "selected", "datetime", "loading", "enterkeyhint",
]);

/**
 * Makes an element.
 * @param {string} tag
 * @param {Object} props attributes, `aria-…`, `data-…`, `on…` listeners; null, undefined and false leave one out
 * @param {...(Node|string|number|Array|null|false)} children
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) set(element, name, value);
  element.append(...nodes(children));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) {
    if (typeof value !== "function") throw new TypeError(`${name} takes a function`);
    element.addEventListener(name.slice(2), value);
  } else if (name === "href" || name === "src") {
    const address = safeAddress(String(value));
    if (address !== null) element.setAttribute(name, address);
  } else if (ATTRIBUTES.has(name) || name.startsWith("aria-") || name.startsWith("data-")) {
    element.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
  } else {
    throw new TypeError(`dom.js knows no attribute ${name}`);
  }
}

function nodes(children) {
  const given = (child) => child !== null && child !== undefined && child !== false && child !== "";
  return children.flat(Infinity).filter(given)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}

/** An address that can do nothing but open: http(s), or a path of this page; else null. */
function safeAddress(text) {
  let url;
  try {
    url = new URL(text, location.href);
  } catch {
    return null;
  }
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
}

/** Names of the reader's own machine; the world may call itself by another one than the reader typed. */
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The same address when it is served by this page's own server, else null: nothing else is ever fetched. */
export function ownAddress(text) {
  const address = safeAddress(text);
  if (address === null) return null;
  const url = new URL(address);
  const near = LOOPBACK.has(url.hostname) && LOOPBACK.has(location.hostname) && url.port === location.port;
  if (url.protocol === location.protocol && near) return location.origin + url.pathname + url.search;
  return url.origin === location.origin ? address : null;
}

/** Replaces what is in an element. */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

/** Three dots that say that something is under way. */
export const dots = () => h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));

/** Stands before a sentence that says what went wrong. */
export const warning = () => h("span", { "aria-hidden": "true" }, "⚠ ");

let last = 0;
/** An id that no other element has. */
export function freshId(what) {
  last += 1;
  return `${what}-${last}`;
}
