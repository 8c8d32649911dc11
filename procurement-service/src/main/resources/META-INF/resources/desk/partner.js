// The other run of a pair: the same market with the same luck, but for what government does. Which run is compared with
// which stands in an order at best; here it is found again from either side.
import { all, get, newKey, send, withQuery } from './api.js';
import { isMonth } from './format.js';
import { titleWithout } from './pair.js';

const LOOKED_THROUGH = 200;
const EXAMINED = 12;
const NOT_THE_MARKET = ['policies', 'triggers', 'title', 'story', 'name'];

/** A path in a scenario's document that is no part of the market itself: what government does, and what it is called. */
const besideTheMarket = (pointer) => NOT_THE_MARKET.includes(pointer.split('/')[1]);

/** A resolved scenario without what government does. Documents are canonical: equal markets have equal text. */
const marketOf = (scenario) => JSON.stringify(Object.entries(scenario).filter(([field]) => !NOT_THE_MARKET.includes(field)));

export const hasPolicies = ({ policies }) => Object.keys(policies ?? {}).length > 0;

const scenarioOf = (id) => get(`api/runs/${encodeURIComponent(id)}/scenario`);

/**
 * The pair that a run belongs to: {baseline, treatment}, ids. Null where no run is its partner.
 *
 * @param side {id, run, scenario}
 * @param not the id of a run that is no partner
 */
export async function pairOf({ id, run, scenario }, not = null) {
  const treated = hasPolicies(scenario);
  const pair = (other) => (treated ? { baseline: other, treatment: id } : { baseline: id, treatment: other });
  const named = run.baseline ?? run.fork?.run;
  const lines = (await candidates(run)).filter((line) => line.id !== not);
  if (named && named !== not && (lines.some((line) => line.id === named) || await get(`api/runs/${encodeURIComponent(named)}`).catch(() => null))) return { baseline: named, treatment: id };
  // A fork is compared with the run that it is a fork of, and is nobody's twin.
  const whole = lines.filter(({ fork }) => !fork);
  const ordered = treated ? null : whole.find(({ baseline }) => baseline === id);
  if (ordered) return { baseline: id, treatment: ordered.id };
  const market = marketOf(scenario);
  const examined = whole.slice(0, EXAMINED);
  const others = await Promise.all(examined.map((line) => scenarioOf(line.id).catch(() => null)));
  const at = others.findIndex((other) => other && hasPolicies(other) !== treated && marketOf(other) === market);
  return at < 0 ? null : pair(examined[at].id);
}

/** Runs with the same seed, the newest first: those of the same scenario before the others. */
async function candidates({ id, scenario, seed }) {
  const [same, any] = await Promise.all([all(withQuery('api/runs', { scenario }), LOOKED_THROUGH), get('api/runs?limit=100')]);
  const lines = new Map([...same, ...any.items].map((line) => [line.id, line]));
  lines.delete(id);
  return [...lines.values()].filter((line) => line.seed === seed && !['cancelled', 'failed'].includes(line.status));
}

/** Orders the market of a run without any policy, with the same seed: what its policies' effect is measured against. */
export const orderBaseline = ({ run, scenario }, key = newKey()) => send('POST', 'api/runs', {
  scenario: { ...scenario, title: titleWithout(scenario.title), policies: {}, triggers: {} }, seed: run.seed, shards: run.shards }, key);

/**
 * Why the difference between two runs is no effect of policy: {others, early}. Null where it is one.
 *
 * @returns others: paths in which the markets differ; early: the month of a difference that begins before any policy
 */
export function unlikeIn({ changes, firstDivergence: first }, ...sides) {
  const others = changes.map(({ pointer }) => pointer).filter((pointer) => !besideTheMarket(pointer));
  const begins = sides.flatMap(({ run, scenario }) => [...run.policies.map(({ month }) => month),
    ...Object.values(scenario.policies ?? {}).flatMap(({ announced, effective, leaked }) => [announced, effective, leaked].filter(isMonth))]).sort()[0];
  const early = first && (!begins || first.month < begins) ? first.month : null;
  return others.length || early ? { others, early, begins } : null;
}
