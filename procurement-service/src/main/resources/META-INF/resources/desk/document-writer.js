// A scenario as people write it: what it extends, and over that what is other in it. Policies and triggers stand in it as a
// whole, to be read and changed.
import { changesBetween, isMap } from './changes.js';

const WHOLE = ['policies', 'triggers'];
const PLAIN = /^[A-Za-z][A-Za-z0-9 ]*[A-Za-z0-9]$|^[a-z]+(-[a-z0-9]+)*$|^\d{4}-\d{2}$/;
// Words that a reader of YAML takes for something else than text.
const OTHERWISE_READ = /^(true|false|yes|no|on|off|y|n|null|~)$/i;

/**
 * The document over another.
 *
 * @param base the scenario that it extends, resolved
 * @param scenario resolved
 * @param arms whether what it extends has any
 */
export function overlay(base, scenario, { name, title, arms = false }) {
  const document = { name, title, extends: base.name };
  const plain = (one) => Object.fromEntries(Object.entries(one).filter(([field]) => !WHOLE.includes(field) && field !== 'title'));
  for (const [path, value] of Object.entries(changesBetween(plain(base), plain(scenario)))) put(document, path.split('.'), value);
  for (const field of WHOLE) {
    const [was, is] = [base[field] ?? {}, scenario[field] ?? {}];
    const entries = Object.fromEntries([...new Set([...Object.keys(was), ...Object.keys(is)])].map((id) => [id, is[id] ? withoutMissing(was[id], is[id]) : null]));
    if (Object.keys(entries).length) document[field] = entries;
    // Its arms may name what is gone.
    if (arms && Object.values(entries).includes(null)) document.arms = null;
  }
  return document;
}

/** An entry as a whole; what it has not, though the entry below it has, is null. */
const withoutMissing = (was, is) => ({ ...is, ...Object.fromEntries(Object.keys(was ?? {}).filter((field) => !Object.hasOwn(is, field)).map((field) => [field, null])) });

function put(map, [first, ...rest], value) {
  if (rest.length === 0) map[first] = value;
  else put(map[first] ??= {}, rest, value);
}

/** Writes maps line by line, and lists on one. */
export const yaml = (document) => `${lines(document, 0).join('\n')}\n`;

const lines = (map, indent) => Object.entries(map).flatMap(([key, value]) => {
  const begin = `${' '.repeat(indent)}${key}:`;
  const nested = isMap(value);
  // What may be short stays on one line: a scope, an action.
  const flow = nested && !Object.values(value).some(isMap) && scalar(value).length <= 70 && indent >= 4;
  return nested && Object.keys(value).length && !flow ? [begin, ...lines(value, indent + 2)] : [`${begin} ${scalar(value)}`];
});

function scalar(value) {
  if (Array.isArray(value)) return `[${value.map(scalar).join(', ')}]`;
  if (value !== null && typeof value === 'object') return `{${Object.entries(value).map(([key, each]) => `${key}: ${scalar(each)}`).join(', ')}}`;
  if (typeof value === 'string' && PLAIN.test(value) && !OTHERWISE_READ.test(value)) return value;
  return JSON.stringify(value);
}
