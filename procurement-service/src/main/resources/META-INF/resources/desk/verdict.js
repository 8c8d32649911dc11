// Why an award came out as it did, in a sentence: who would have won without policy, by how much, and what stood against it.
import { name, points } from './format.js';

const total = (bid) => bid?.points?.total ?? 0;

/** By how many points the winner is ahead of the next; null where nobody else was scored. */
function margin({ bids, winner }) {
  const first = bids.find(({ provider, points: scored }) => provider === winner && scored);
  const others = bids.filter(({ provider, answer, points: scored }) => scored && provider !== winner && answer === 'bid').map(total);
  return first && others.length ? total(first) - Math.max(...others) : null;
}

/** Policies by their names. */
const listed = (ids) => ids.map(name).join(' and ');

/** How somebody wins: by so many points, or without a rival. */
function how(contest) {
  if (contest.procedure === 'single-source') return ' in a negotiation';
  const ahead = margin(contest);
  return ahead === null ? ' without a rival' : ` by ${points(ahead)} points`;
}

/**
 * The sentence.
 *
 * @param why as GET /api/runs/{id}/awards/{tender} answers
 */
export function verdict({ actual, counterfactual, rules, incumbent, forced }) {
  const applied = rules.filter(({ conduct }) => conduct === 'applies');
  const [is, would] = [actual.winner, counterfactual.winner];
  if (counterfactual.ending === 'stays') {
    const ends = applied.filter((rule) => rule.ends).map(({ policy }) => policy);
    return `${name(incumbent)} would have kept its contract; ${ends.length ? `${listed(ends)} ended it` : 'policy ended it'} before its time${is ? `, and ${is === incumbent ? 'it won the tender again' : `${name(is)} won the tender`}${how(actual)}` : ''}.`;
  }
  if (actual.ending === 'bridged') return `${name(incumbent)} keeps its contract for a while: ${listed(applied.filter((rule) => rule.bridges).map(({ policy }) => policy)) || 'a mandate'} lets the buyer wait.`;
  if (is === would) return same(actual, counterfactual, applied, forced);
  if (!would) return `Without policy nobody would have won; with ${listed(applied.map(({ policy }) => policy)) || 'policy'}, ${name(is)} won${how(actual)}.`;
  return `${name(would)} would have won${how(counterfactual)}; ${against(actual, would, applied)}.`;
}

function same(actual, counterfactual, applied, forced) {
  if (!actual.winner) return `Nobody won${counterfactual.ending === 'failed' ? ', and without policy nobody would have' : ''}.`;
  const won = `${name(actual.winner)} won${how(actual)}`;
  if (applied.length === 0) return `${won}; no policy reaches this buyer.`;
  return `${won}${forced ? ' a tender that policy had brought forward' : ''}; without policy it would have won${how(counterfactual)}.`;
}

/** Fewer, in millionths, would be written as 0.00. */
const LEAST_POINTS = 5_000;

/** What kept from winning whoever would have won without policy. */
function against({ bids, winner, ending }, would, applied) {
  const bid = bids.find(({ provider }) => provider === would);
  const direct = applied.filter((rule) => rule.direct === winner && winner).map(({ policy }) => policy);
  const names = listed(applied.map(({ policy }) => policy)) || 'policy';
  const after = winner ? `, and ${name(winner)} won` : '';
  if (bid?.answer === 'not-eligible') return `${bid.because ? name(bid.because) : names} shut it out${after}`;
  if (direct.length) return `${listed(direct)} gave the contract to ${name(winner)} without competition`;
  if (ending === 'failed') return `with ${names} the tender failed`;
  if (bid?.answer === 'not-certified') return `${names} asks for a certificate that it has not${after}`;
  if (bid?.answer === 'below-cost') return `with ${names} the budget is below its cost${after}`;
  if (bid?.answer === 'bid' && bid.points && winner) {
    const behind = total(bids.find(({ provider }) => provider === winner)) - total(bid);
    return behind > 0 ? `with ${names}, ${name(winner)} is ahead of it by ${behind < LEAST_POINTS ? 'less than 0.01' : points(behind)} points` : `with ${names}, ${name(winner)} won`;
  }
  return `with ${names} it did not bid${after}`;
}

