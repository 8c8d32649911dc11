// A run and its twin: the same market with the same luck, without any policy. Both start, or neither does.
import { ApiProblem, ConnectionLost, newKey, send } from './api.js';
import { WITHOUT } from './format.js';

const LONGEST_TITLE = 200;
const ANSWER_MS = 20_000;
const ENDING_MS = 30_000;
const ASK_AGAIN_MS = 300;

/**
 * Orders both.
 *
 * @param document the scenario that both are of, as it is resolved
 * @param treated an order
 * @param untreated an order of its twin, which gets a title of its own
 * @returns the run with the policies
 */
export async function orderPair(document, treated, untreated) {
  const twin = { ...untreated, set: { ...untreated.set, title: titleWithout(document.title) } };
  for (const order of [treated, twin]) await requireValid(document, order);
  const first = await send('POST', 'api/runs', twin);
  try {
    return await ordered({ ...treated, baseline: first.id });
  } catch (failure) {
    throw await neither(first, failure);
  }
}

/** Orders a run under one key for as long as nobody answers: it may have begun, and then it is not ordered twice. */
async function ordered(order) {
  const key = newKey();
  const end = performance.now() + ANSWER_MS;
  for (;;) {
    try {
      return await send('POST', 'api/runs', order, key);
    } catch (failure) {
      if (!(failure instanceof ConnectionLost) || performance.now() > end) throw failure;
      await waiting();
    }
  }
}

/** The twin's title, which may be no longer than any. */
export const titleWithout = (title) => `${title.slice(0, LONGEST_TITLE - WITHOUT.length)}${WITHOUT}`;

/** Examines what an order comes to, so that its faults are known before either run starts. */
async function requireValid(document, { set }) {
  const { valid, faults } = await send('POST', 'api/scenarios/validation', withChanges(document, set));
  if (!valid) throw new ApiProblem({ title: 'The scenario has faults, and neither run was started', status: 400, errors: faults });
}

/** A document with other values by path; null takes away what is there. */
export function withChanges(document, changes) {
  const changed = structuredClone(document);
  for (const [path, value] of Object.entries(changes)) {
    const names = path.split('.');
    const last = names.pop();
    const place = names.reduce((at, name) => (at[name] ??= {}), changed);
    if (value === null) delete place[last];
    else place[last] = value;
  }
  return changed;
}

/** Takes the first run back where the second did not start; what is thrown says what has become of both. */
async function neither(first, failure) {
  const { problem = { status: 503, errors: [] }, message } = failure;
  const because = (what) => new ApiProblem({ ...problem, title: `${message}. ${what}` }, failure.retryAfterSeconds);
  try {
    await send('POST', `api/runs/${first.id}/cancel`);
    await deleted(first.id);
    return because('Neither run was started: the one without policy, which had begun, was cancelled and deleted');
  } catch (fault) {
    return because(`The run with the policies was not started, and the one without, ${first.id}, could not be taken back: ${fault.message}. Cancel it on its own page`);
  }
}

/** A run can be deleted as soon as it has ended. */
async function deleted(id) {
  const end = performance.now() + ENDING_MS;
  for (;;) {
    try {
      return await send('DELETE', `api/runs/${id}`);
    } catch (failure) {
      if (failure.status !== 409 || performance.now() > end) throw failure;
      await waiting();
    }
  }
}

const waiting = () => new Promise((passed) => { setTimeout(passed, ASK_AGAIN_MS); });
