// How long policies hold that triggers begin or end, in words: whether a deadline comes at all decides what it costs.
import { armOf } from './estimator.js';
import { isMonth, many, monthNumber, monthText, name } from './format.js';
import { drivenPolicies } from './marks.js';

/** So many of all pairs, in words. */
const ofPairs = (some, all) => (some === 0 ? `none of ${many(all, 'pair')}` : some === all ? `all ${many(all, 'pair')}` : `${some} of ${many(all, 'pair')}`);

/**
 * In how many pairs a trigger begins or ends a policy of a variant, when, and in how many its deadline comes: a sentence or two for
 * each policy that a trigger drives.
 *
 * @param estimate of the variants, with the figure in-force of each of these policies
 * @param place of the variant
 * @param scenario of the variant, resolved
 */
export function inForceTexts({ outcomes, pairs }, place, scenario) {
  return drivenPolicies(scenario).flatMap((id) => {
    const effect = outcomes.find(({ measure, arm }) => measure.figure === 'in-force' && measure.of === id && arm === armOf(place));
    if (!effect) return [];
    const { deadline, graceMonths = 0, enacted, effective, end } = scenario.policies[id];
    const byTrigger = enacted === 'by-trigger';
    // Those in which it holds that begin with it, and not after an end by date.
    const held = effect.months.map((month, t) => ({ month, pairs: Math.round(effect.mean[t] * pairs) }))
      .filter(({ month }) => (byTrigger || month >= effective) && !(isMonth(end) && month >= end));
    if (held.length === 0) return [];
    const at = (month) => held.find((each) => each.month === month)?.pairs;
    const final = byTrigger ? Math.max(...held.map((each) => each.pairs)) : held.at(-1).pairs;
    const moved = byTrigger ? final : pairs - final;
    const [first, last] = [held.find((each) => (byTrigger ? each.pairs > 0 : each.pairs < pairs)), held.find((each) => each.pairs === final)];
    const when = moved === 0 ? '' : first.month === last.month ? `, in ${last.month}` : `, from ${first.month} to ${last.month}`;
    const does = byTrigger ? `A trigger puts “${name(id)}” in force in ${ofPairs(moved, pairs)}${when}.` : `A trigger ends “${name(id)}” in ${ofPairs(moved, pairs)}${when}.`;
    const reached = isMonth(deadline) ? at(deadline) : undefined;
    if (reached === undefined) return [does];
    // Contracts are ended for it some months before.
    const early = monthText(Math.max(monthNumber(deadline) - graceMonths, monthNumber(held[0].month)));
    const comes = `${does} Its deadline, ${deadline}, comes in ${ofPairs(reached, pairs)}`;
    if (reached === pairs) return [`${comes}.`];
    const meanwhile = Math.max(...held.filter(({ month }) => month >= early && month <= deadline).map((each) => each.pairs));
    return [meanwhile === 0 ? `${comes}, and nobody is moved for it: from ${early} on, when contracts would be ended for it, the policy is not in force.`
      : `${comes}. Contracts are ended for it from ${early} on, where the policy is in force then: in ${ofPairs(meanwhile, pairs)}.`];
  });
}
