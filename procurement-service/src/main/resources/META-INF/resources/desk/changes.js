// What one scenario has that another has not, as the changes by path that an order takes.

/** What only people read, and what a document is taken from. */
const NOT_CHANGED = ['name', 'story'];

export const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

export const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** Maps say the same in whatever order. */
const sorted = (value) => (isMap(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)])) : value);

/**
 * The changes from one resolved scenario to another: values by path, null for what is gone. What is new is one change,
 * however much it holds.
 */
export function changesBetween(base, other) {
  const changes = {};
  compare('', base, other, changes);
  return changes;
}

function compare(path, was, is, into) {
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  for (const name of names) {
    if (path === '' && NOT_CHANGED.includes(name)) continue;
    const here = path ? `${path}.${name}` : name;
    if (!Object.hasOwn(is, name)) into[here] = null;
    else if (same(was[name], is[name])) continue;
    else if (isMap(was[name]) && isMap(is[name])) compare(here, was[name], is[name], into);
    else into[here] = is[name];
  }
}
