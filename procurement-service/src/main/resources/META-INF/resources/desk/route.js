// Where the reader is. The address holds the whole view, so that a link restores it: #/runs/ID/flows?by=provider

export function current() {
  const [path, query] = location.hash.replace(/^#/, '').split('?');
  return { path: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(query ?? '') };
}

// Whoever mistypes an address gets a view that says so.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
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

/** Changes parameters of the view: the reader stays where they are, and Back leaves the view. */
export function adjust(changes) {
  const { path, query } = current();
  for (const [key, value] of Object.entries(changes)) {
    if (value) query.set(key, value);
    else query.delete(key);
  }
  history.replaceState(null, '', address(path, Object.fromEntries(query)));
  dispatchEvent(new Event('adjusted'));
}
