// What variants of a scenario would do, estimated by pairs of runs in the service's own process: again whenever they change,
// and with more pairs for as long as nobody changes them.
import { send } from './api.js';
import { Loader } from './loader.js';
import { drivenPolicies } from './marks.js';
import { outcomeOf } from './pairs.js';

const TYPING_MS = 350;
/** As many pairs as are made of an estimate; their seeds are 1, 2, 3 … */
export const PAIRS = 20;
const PATIENCE_MS = 30_000;

/** The market that government leaves alone, beside all variants. */
export const WITHOUT = 'without';

export const armOf = (place) => `variant-${place + 1}`;

/** Sums of all buyers. */
export const SUMS = ['cost-to-buyers', 'porting-cost', 'displaced', 'migrations', 'complaints', 'failed'];

/** What the buyers of the part of the market pay whose shares are shown. */
export const COST_HERE = 'cost-here';

const isPart = ({ city, segment }) => Boolean(city || segment);

/** The sums that are estimated. */
export const sumsOf = (slice) => [...(isPart(slice) ? [COST_HERE] : []), ...SUMS];

/**
 * What is estimated of any two markets of a scenario: everybody's share of a part of the market, sums, and when policies are in
 * force that triggers begin or end.
 */
function outcomesOf({ providers }, slice, treated) {
  const driven = [...new Set(treated.flatMap(drivenPolicies))].sort();
  const ownerships = [...new Set(Object.values(providers).map(({ ownership }) => ownership))];
  return Object.fromEntries([
    ...(isPart(slice) ? [[COST_HERE, outcomeOf('cost-to-buyers', { slice })]] : []),
    ...SUMS.map((figure) => [figure, outcomeOf(figure)]),
    ...ownerships.map((id) => [`ownership-${id}`, outcomeOf('running-share', { by: 'ownership', id, slice })]),
    ...Object.keys(providers).map((id) => [`provider-${id}`, outcomeOf('running-share', { by: 'provider', id, slice })]),
    ...driven.map((id, place) => [`in-force-${place + 1}`, outcomeOf('in-force', { by: 'policy', id })]),
  ]);
}

/**
 * The comparison that is estimated.
 *
 * @param base {scenario, arm}: names
 * @param changes of each variant, by path
 * @param scenario resolved, for who there is
 * @param treated the market of each variant
 * @param among whether the first variant is what the others are compared with, and not the market that government leaves alone.
 *     The service remembers the runs of the one comparison for the other.
 */
export function comparison({ base, changes, scenario, treated, slice, period, among = false }) {
  return {
    name: 'design', kind: 'comparison', scenario: base.scenario, ...(base.arm && { arm: base.arm }), period,
    arms: { ...(!among && { [WITHOUT]: { without: 'all' } }), ...Object.fromEntries(changes.map((set, place) => [armOf(place), { set }])) },
    baseline: among ? armOf(0) : WITHOUT, replications: PAIRS, outcomes: outcomesOf(scenario, slice, treated),
  };
}

/**
 * The comparison of two markets that were run. Where the variants of its design had the same policies on which triggers act, it is
 * the same as that of the design, and its runs are remembered.
 *
 * @param without resolved, and so is treated
 */
export const comparisonOfPair = ({ without, treated, slice, period }) => ({
  name: 'pair', kind: 'comparison', period, arms: { [WITHOUT]: { document: without }, [armOf(0)]: { document: treated } },
  baseline: WITHOUT, replications: PAIRS, outcomes: outcomesOf(treated, slice, [treated]),
});

/** Whether as many pairs were made as are made at all. */
const all = ({ pairs, most }) => pairs >= most;

export class Estimator {
  #asked;
  #loader;
  #timer = null;
  /** The newest estimate, and what it is of; it stays to be seen while the next is made. */
  estimate = null;
  failure = null;
  faults = [];
  #of = '';

  /**
   * @param asked gives the comparison that is wanted now; null where nothing can be estimated
   * @param told is called whenever anything has changed
   */
  constructor(asked, told) {
    this.#asked = asked;
    this.#loader = new Loader({
      question: () => this.#question(),
      load: async (wanted) => {
        const question = this.#question();
        if (question === 'null') return;
        const estimate = await send('POST', 'api/experiments/estimate', JSON.parse(question), undefined, PATIENCE_MS);
        if (!wanted()) return;
        [this.estimate, this.failure, this.faults, this.#of] = [estimate, null, [], question];
        told();
        if (!all(estimate) && !document.hidden) this.#loader.ask(20);
      },
      failed: (failure) => {
        this.faults = failure.status === 400 ? failure.problem.errors : [];
        this.failure = failure.status === 400 && this.faults.length ? null : failure;
        told();
      },
    });
    document.addEventListener('visibilitychange', this.#seen);
  }

  #seen = () => {
    if (!document.hidden && this.estimate && !all(this.estimate)) this.#loader.ask();
  };

  #question() {
    return JSON.stringify(this.#asked());
  }

  /** Whether what stands there is of what is wanted now. */
  get current() {
    return this.estimate !== null && this.#of === this.#question();
  }

  /** Whether all pairs were made of what is wanted now. */
  get complete() {
    return this.current && all(this.estimate);
  }

  /** Something may have changed: it is estimated as soon as nothing has for a moment. */
  changed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.current) this.#loader.ask();
    }, TYPING_MS);
  }

  leave() {
    clearTimeout(this.#timer);
    this.#loader.stop();
    document.removeEventListener('visibilitychange', this.#seen);
  }
}
