// What the address of each view can say. An address that says anything else is shown to its reader, and never guessed at.
import { isMonth, monthNumber, monthText } from './format.js';
import { current } from './route.js';
import { variantsFault } from './variant-link.js';

const anything = () => null;
const oneOf = (...values) => (value) => (values.includes(value) ? null : `is “${value}”, which is none of ${values.join(', ')}`);
const month = (value) => (isMonth(value) ? null : `is “${value}”, which is no month: write 2021-09 for September 2021`);

export const BY = ['ownership', 'provider', 'segment', 'city'];
export const OF = ['running', 'awarded'];
export const SPANS = ['6', '12', '24', '48'];
export const PROVIDER_MEASURES = ['running', 'win-rate', 'bids', 'cost', 'quality', 'markup', 'complaints'];
export const COMPARED_MEASURES = ['share', 'running-fen', 'awarded-fen', 'awards', 'migrated-to', 'porting-fen', 'complaints', 'failed'];
export const PLACES = ['segment', 'city'];
export const STATUSES = ['ordered', 'running', 'paused', 'finished', 'cancelled', 'failed'];
export const TEMPLATES = ['tianjin-effect', 'suspension-effect', 'classification-effect', 'fine-effect', 'union-act-effect', 'leader-attribution', 'tianjin-sensitivity'];

/** Whose share a view tells of. */
const WHOSE = (value) => (/^(provider|ownership):[a-z0-9-]+$/.test(value) ? null : `is “${value}”, which is neither provider:ID nor ownership:ID`);

/** What a view is drawn of: city and segment have to be there in the run's scenario. */
const SLICE = { slice: oneOf('chosen'), city: anything, segment: anything };

/** Whose share a result tells of, and with its estimate beside it that of which months. */
const ESTIMATE = { share: WHOSE, estimate: oneOf('yes'), from: month, to: month };

/** What the list of awards shows: of whom, where, and with which words. */
const TICKER = { ticker: oneOf('displaced'), 'ticker-provider': anything, 'ticker-city': anything, 'ticker-segment': anything, 'ticker-words': anything };

const PARAMETERS = {
  home: {},
  order: { scenario: anything, arm: anything },
  design: { scenario: anything, arm: anything, variants: variantsFault, shown: oneOf('1', '2', '3', '4'), ...SLICE, share: WHOSE },
  runs: { q: anything, status: oneOf(...STATUSES), after: anything },
  watch: { by: oneOf(...BY), of: oneOf(...OF), ...SLICE, since: month, ...TICKER, beside: anything, ...ESTIMATE },
  result: { ...SLICE, ...ESTIMATE, beside: anything },
  awards: { month, from: month, to: month, provider: anything, displaced: oneOf('yes'), ...SLICE },
  flows: { pivot: month, span: oneOf(...SPANS), staying: oneOf('yes'), ...SLICE },
  providers: { measure: oneOf(...PROVIDER_MEASURES) },
  why: {},
  experiments: { q: anything, after: anything, template: oneOf(...TEMPLATES), again: anything },
  validation: { rows: oneOf('inside', 'outside') },
  experiment: { outcome: anything, arm: anything },
  compare: { baseline: anything, treatment: anything, by: oneOf(...BY), measure: oneOf(...COMPARED_MEASURES), places: oneOf(...PLACES), ...SLICE },
};

/** Which figures are read as tables; every view can have some. */
const EVERYWHERE = { tables: anything };

/** What an address says that the view does not know, in a sentence each. */
function faultsOf(view, query) {
  const known = { ...PARAMETERS[view], ...EVERYWHERE };
  const faults = [];
  for (const [name, value] of query) {
    if (!Object.hasOwn(known, name)) faults.push(unknown(name, Object.keys(PARAMETERS[view])));
    else if (value !== '' && known[name](value)) faults.push(`“${name}” ${known[name](value)}.`);
  }
  if (view === 'awards' && query.has('month') && (query.has('from') || query.has('to'))) {
    faults.push('“month” does not go with “from” or “to”.');
  }
  if (query.has('from') && query.has('to') && query.get('from') > query.get('to')) {
    faults.push(`“from” is ${query.get('from')}, after “to”, ${query.get('to')}.`);
  }
  if (view === 'compare' && query.has('baseline') && query.get('baseline') === query.get('treatment')) {
    faults.push('“baseline” and “treatment” are the same run.');
  }
  return faults;
}

function unknown(name, known) {
  const meant = name.startsWith('amp;') ? ' Somewhere on its way “&” became “&amp;”.' : '';
  return `“${name}” is no part of this view's address; ${known.length ? `it can have ${known.join(', ')}` : 'it has none'}.${meant}`;
}

/** #/ answers and lists; #/order orders; #/runs lists; #/runs/ID watches, and what follows it chooses another view of the run; #/compare;
 * #/experiments lists, and #/experiments/ID shows one; #/validation. */
function placeOf(path) {
  const [first, run = null, what, tender] = path;
  const is = (length, ...start) => path.length === length && start.every((part, i) => path[i] === part);
  if (is(0)) return { view: 'home', run };
  if (is(1, 'order')) return { view: 'order', run };
  if (is(1, 'design')) return { view: 'design', run };
  if (is(1, 'runs')) return { view: 'runs', run };
  if (is(1, 'compare')) return { view: 'compare', run };
  if (is(1, 'validation')) return { view: 'validation', run };
  if (is(1, 'experiments')) return { view: 'experiments', run };
  if (is(2, 'experiments')) return { view: 'experiment', run: null, experiment: run };
  if (is(2, 'runs')) return { view: 'watch', run };
  if (first === 'runs' && is(3) && ['result', 'awards', 'flows', 'providers'].includes(what)) return { view: what, run };
  if (first === 'runs' && is(4) && what === 'awards') return { view: 'why', run, tender };
  return { view: null, run: null };
}

/** An address that says what no view knows is not shown as something else. */
export function readAddress() {
  const { path, query, faults } = current();
  const place = placeOf(path);
  if (!place.view) faults.push(`There is no view “${path.join('/')}”.`);
  else faults.push(...faultsOf(place.view, query));
  return { place, query, faults };
}

/** What an address says that the run has not, in a sentence each. */
export function faultsInRun(query, { start, months, population, providers }) {
  const faults = [];
  for (const [kind, there] of [['city', population.cities], ['segment', population.segments], ['provider', providers]]) {
    for (const id of [query.get(kind), query.get(`ticker-${kind}`)]) {
      if (id && !Object.hasOwn(there ?? {}, id)) faults.push(`There is no ${kind} “${id}” in the run's scenario.`);
    }
  }
  const [first, end] = [monthNumber(start), monthNumber(start) + months];
  for (const name of ['pivot', 'since', 'month', 'from', 'to']) {
    const at = query.get(name);
    if (isMonth(at) && (monthNumber(at) < first || monthNumber(at) >= end)) {
      faults.push(`“${name}” is ${at}, and the run has the months ${start} to ${monthText(end - 1)}.`);
    }
  }
  return faults;
}

/** An address that cannot be shown as it is. */
export class Misread extends Error {
  constructor(faults) {
    super(faults.join(' '));
    this.faults = faults;
  }
}

/** Throws where the run has not what the address says. */
export function requireInRun(query, scenario) {
  const faults = faultsInRun(query, scenario);
  if (faults.length) throw new Misread(faults);
}
