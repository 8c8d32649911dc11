// What a pair of markets comes to, in a sentence made of its numbers: whose share moved most, by how much, and how sure
// that is.
import { clear, partsOf } from './estimates.js';
import { name, within, words } from './format.js';

// A provider is a better answer than its ownership, unless it has the smaller part of what moved.
const MOST_OF_IT = 0.8;
const FEW_POLICIES = 2;
const SHARE = { unit: 'fraction' };

/**
 * The mean of values in a period.
 *
 * @param values by month; one that is no number does not count
 */
export function meanIn(values, months, { from, to }) {
  const inside = values.filter((value, t) => value !== null && months[t] >= from && months[t] <= to);
  return inside.length ? inside.reduce((sum, value) => sum + value, 0) / inside.length : null;
}

/** The sum of values in a period. */
export const sumIn = (values, months, { from, to }) => values.reduce((sum, value, t) => (months[t] >= from && months[t] <= to ? sum + (value ?? 0) : sum), 0);

/**
 * The share that tells most.
 *
 * @param effects {by, id, size}: of providers and of ownerships; size is of the mean effect, without its sign
 * @returns one of them; null where there is none
 */
export function telling(effects) {
  const largest = (by) => effects.filter((each) => each.by === by).reduce((most, each) => (!most || each.size > most.size ? each : most), null);
  const [provider, ownership] = [largest('provider'), largest('ownership')];
  if (!provider || !ownership) return provider ?? ownership;
  return provider.size >= MOST_OF_IT * ownership.size ? provider : ownership;
}

/** Whose share it is, in a sentence. */
export const holder = ({ by, id }) => (by === 'ownership' ? `${id === 'in-house' ? 'buyers’ own' : id} clouds` : name(id));

/** Whose spend it is of, in a sentence. */
export const spendOf = ({ city, segment }) => (city || segment
  ? `the cloud spend of ${segment ? `${words(segment).toLowerCase()} buyers` : 'all buyers'}${city ? ` in ${name(city)}` : ''}` : 'all cloud spend');

/** Who moved it: policies by their names where they are few. */
export function actors(policies) {
  if (policies.length <= FEW_POLICIES) return policies.map(name).join(' and ');
  return `The ${policies.length} policies together`;
}

const bare = (text) => text.replace(/^[+−]/, '');

/** A change of a share without its sign, with its interval where it has one. */
function size(estimate) {
  if (estimate.low === estimate.high) return `${(Math.abs(estimate.value) * 100).toFixed(1)} points`;
  const up = estimate.value > 0;
  const sized = up ? estimate : { value: -estimate.value, low: -estimate.high, high: -estimate.low };
  const { value, low, high, unit } = partsOf(sized, SHARE, '', true);
  return `${bare(value)}${unit} [${low.replace('+', '')}, ${high.replace('+', '')}]`;
}

const signedText = (estimate) => {
  const { value, low, high, unit } = partsOf(estimate, SHARE, '', true);
  return `${value}${unit} [${low}, ${high}]`;
};

const nothing = ({ value }) => Math.abs(value) < 0.0005;

/** What is left at the end. */
function atTheEnd(period, end, last) {
  if (nothing(end)) return `; in ${last} nothing of that is left`;
  if (end.low !== end.high && !clear(end)) return `; whether anything of that is left in ${last} is not clear`;
  return end.value > 0 === period.value > 0 ? `; in ${last} it is ${size(end)}` : `; in ${last} it is ${size(end)} the other way`;
}

/**
 * The finding.
 *
 * @param what {by, id} whose share it is
 * @param period its mean in the period: {value, low, high}; low and high are the value where one pair alone is known
 * @param end its value in the last month, likewise
 * @param policies that one market has and the other has not
 * @param to the last month of the mean, where that is not the last of all
 * @param deed what they do: they moved it, or would move it
 * @param pairs of which it is the mean
 */
export function findingText({ what, period, end, policies, slice, from, to = null, last, deed = 'moved', pairs = 1 }) {
  // Where nothing scatters, many pairs have no interval either.
  const same = period.low === period.high;
  const one = same && pairs === 1;
  const who = actors(policies);
  const spend = spendOf(slice);
  const inside = policies.length > FEW_POLICIES ? within(who) : who;
  const begins = one ? `In one draw, ${inside}` : who;
  if (same && nothing(period) && nothing(end)) return `${begins} ${deed} less than a tenth of a point of ${spend}`;
  if (!same && !clear(period)) return `Whether ${inside} ${deed} any of ${spend} to ${holder(what)} or away is not clear: ${signedText(period)}`;
  return `${begins} ${deed} ${size(period)} of ${spend} ${period.value > 0 ? 'to' : 'away from'} ${holder(what)}, on average from ${from} ${to && to !== last ? `to ${to}` : 'on'}${atTheEnd(period, end, last)}`;
}
