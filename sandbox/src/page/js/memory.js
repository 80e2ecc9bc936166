// What this tab remembers, also when the page loads anew. A browser may deny storage, or have no room left: then it
// lasts as long as the page does.

/** A list remembers so many entries, the last ones. */
const LONGEST = 500;

/** What was kept since the page came, as it is stored. */
const since = new Map();

/** What was kept under a name; null for nothing. */
export function kept(name) {
  try {
    return JSON.parse(since.get(name) ?? sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

/** Keeps something under a name; null forgets it. */
export function keep(name, value) {
  const text = JSON.stringify(value);
  since.set(name, text);
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, text);
  } catch {
    // It is in `since`.
  }
}

/** The list kept under a name. */
export function keptList(name) {
  const list = kept(name);
  return Array.isArray(list) ? list : [];
}

/** Keeps the end of a list that grows. */
export const keepList = (name, list) => keep(name, list.slice(-LONGEST));
