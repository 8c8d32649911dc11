// Where the reader is. The address holds the whole view, so that a link restores it: #/runs/ID/flows?by=provider

/**
 * The address as it is written.
 *
 * @returns {{path: string[], query: URLSearchParams, faults: string[]}} what cannot be read is among the faults, in a
 *     sentence each, and nowhere else
 */
export function current() {
  const faults = [];
  const written = location.hash.replace(/^#/, '');
  // All behind the first question mark belongs to the query: another one is a part of a value.
  const at = written.includes('?') ? written.indexOf('?') : written.length;
  if (location.search) faults.push(`“${location.search}” stands before the #: what a view is to show stands behind it.`);
  if (written && !written.startsWith('/')) faults.push(`It begins with “#${written.slice(0, 20)}”, not with “#/”.`);
  const parts = written.slice(0, at).replace(/^\//, '').replace(/\/$/, '').split('/');
  const path = written.slice(0, at).replaceAll('/', '') === '' ? [] : parts.map((part) => decoded(part, faults));
  if (path.includes('')) faults.push('It has two slashes with nothing between them.');
  return { path, query: queryOf(written.slice(at + 1), faults), faults };
}

/** Links of before there was a front page led to the order of a run. */
export function followOldLinks() {
  const old = /^#\/?\?(?=(scenario|arm)=)/;
  if (old.test(location.hash)) history.replaceState(null, '', location.hash.replace(old, '#/order?'));
}

function queryOf(text, faults) {
  const query = new URLSearchParams();
  for (const pair of text.split('&').filter(Boolean)) {
    const equals = pair.includes('=') ? pair.indexOf('=') : pair.length;
    const name = decoded(pair.slice(0, equals).replaceAll('+', ' '), faults);
    const value = decoded(pair.slice(equals + 1).replaceAll('+', ' '), faults);
    if (value === '') faults.push(`“${name}” has no value.`);
    if (query.has(name)) faults.push(`“${name}” is there twice.`);
    query.append(name, value);
  }
  return query;
}

function decoded(part, faults) {
  try {
    return decodeURIComponent(part);
  } catch {
    faults.push(`“${part}” has a % that is not followed by the two digits of a character.`);
    return part;
  }
}

export function address(path, query = {}) {
  const given = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  return `#/${path.map(encodeURIComponent).join('/')}${given.size ? `?${given}` : ''}`;
}

export function go(path, query) {
  location.hash = address(path, query);
}

/** The address of this view with other parameters; an empty value takes one away. */
export function adjusted(changes) {
  const { path, query } = current();
  for (const [key, value] of Object.entries(changes)) {
    if (value) query.set(key, value);
    else query.delete(key);
  }
  return address(path, Object.fromEntries(query));
}

/** Keeps in the address what the view shows already. */
export const remember = (changes) => history.replaceState(null, '', adjusted(changes));

/** Changes parameters of the view: the reader stays where they are, and Back leaves the view. */
export function adjust(changes) {
  remember(changes);
  dispatchEvent(new Event('adjusted'));
}
