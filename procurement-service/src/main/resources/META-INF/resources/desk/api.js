// The public API, and nothing else. What is refused comes as ApiProblem, with every fault that the service named;
// a service that does not answer as ConnectionLost.

export const POLICY = 'policy-service';
export const PROVIDER = 'provider-service';

// The page may stand below a path of its own, behind a proxy: every address is relative to where it stands.
const ROOT = new URL('..', import.meta.url);

/** Where a path of the API is; paths begin without a slash. */
export const urlOf = (path) => new URL(path, ROOT).href;

/** Where a link of the API leads, which begins with a slash. */
export const linkOf = (link) => urlOf(link.replace(/^\//, ''));

const PATIENCE_MS = 20_000;

export class ApiProblem extends Error {
  constructor(problem, retryAfterSeconds) {
    super(problem.title);
    this.problem = problem;
    this.status = problem.status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export class ConnectionLost extends Error {
  constructor() {
    super('The service does not answer');
  }
}

/** Whether a failure may pass by itself: nobody answered, too many asked, or something behind the service is away. */
export const passing = (failure) => failure instanceof ConnectionLost || failure.status >= 429;

export const get = (path, { accept = 'application/json', patienceMs } = {}) =>
  ask(path, { headers: { Accept: accept } }, patienceMs);

/** Orders what a document says, YAML or JSON, once: an answer that was lost is asked for again under the same key. */
export const orderText = (path, text, key = newKey()) =>
  once(path, { method: 'POST', headers: { 'Content-Type': 'application/yaml', 'Idempotency-Key': key }, body: text });

/** A document as people write it, YAML or JSON. Where its answer is lost, it is not sent again. */
export const sendText = (method, path, text) => ask(path, { method, headers: { 'Content-Type': 'application/yaml', 'Accept': 'application/json' }, body: text });

/** Sends once, whatever happens on the way: an answer that was lost is asked for again under the same key. */
export function send(method, path, body, key = newKey(), patienceMs = undefined) {
  const request = {
    method,
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: body === undefined ? undefined : JSON.stringify(body),
  };
  return once(path, request, patienceMs);
}

async function once(path, request, patienceMs) {
  try {
    return await ask(path, request, patienceMs);
  } catch (failure) {
    if (failure instanceof ConnectionLost) {
      return ask(path, request, patienceMs);
    }
    throw failure;
  }
}

/** Every item of a list that comes in pages, at most so many. */
export async function all(path, most = 1_000) {
  const items = [];
  let after = '';
  do {
    const query = new URLSearchParams({ limit: '500', ...(after && { after }) });
    const page = await get(`${path}${path.includes('?') ? '&' : '?'}${query}`);
    items.push(...page.items);
    after = page.next;
  } while (after && items.length < most);
  return items;
}

/** A path with those parameters that have a value. */
export function withQuery(path, parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return query.size ? `${path}?${query}` : path;
}

async function ask(path, request, patienceMs = PATIENCE_MS) {
  let response;
  try {
    response = await fetch(urlOf(path), { ...request, signal: AbortSignal.timeout(patienceMs) });
  } catch {
    throw new ConnectionLost();
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  if (response.status === 204) {
    return null;
  }
  const json = response.headers.get('Content-Type')?.includes('json');
  try {
    return json ? await response.json() : await response.text();
  } catch {
    throw new ConnectionLost();
  }
}

async function problemOf(response) {
  const retryAfter = Number(response.headers.get('Retry-After')) || null;
  try {
    const { title, errors, ...problem } = await response.json();
    return new ApiProblem(
      { ...problem, title: title ?? `The service answered ${response.status}`, status: response.status, errors: errors ?? [] }, retryAfter);
  } catch {
    return new ApiProblem(
      { title: `The service answered ${response.status}`, status: response.status, errors: [] }, retryAfter);
  }
}

// randomUUID is there on https and on loopback only, and the desk may be read over a plain network.
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
