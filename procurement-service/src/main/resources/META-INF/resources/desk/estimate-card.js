// A run beside its estimate: the same shares and sums, of the same part of the market and the same months, as pairs of runs in
// the service's own process come to. What the pairs are is in the address alone, so a link brings them back.
import { html, nothing } from 'lit-html';
import { labelOf, waiting } from './design-panel.js';
import { estimateText, partsOf } from './estimates.js';
import { COST_HERE, Estimator, armOf, comparisonOfPair, sumsOf } from './estimator.js';
import { explained } from './facts.js';
import { holder, meanIn, spendOf } from './finding.js';
import { currencyOf, many, sentence } from './format.js';
import { problem } from './problem.js';
import { ownSum } from './result-sections.js';
import { sliceText } from './slice.js';

/** Sums of numbers in another order differ in their last digits. */
const SAME = 1e-9;

export class EstimateCard {
  #of = null;
  #estimator;

  /** @param told is called whenever there is something new to draw */
  constructor(told) {
    this.#estimator = new Estimator(() => this.#of, told);
  }

  leave() {
    this.#estimator.leave();
  }

  /**
   * Estimates two markets.
   *
   * @param without the scenario of the run without policy, resolved; treated likewise
   * @param period {from, to}: months
   */
  look(asked) {
    this.#of = comparisonOfPair(asked);
    if (!this.#estimator.current) this.#estimator.changed();
  }

  /**
   * @param data of the result: comparisons by month, of the part of the market and of all buyers
   * @param what whose share is told, with its effect by month
   */
  template(data, what, period) {
    const { treated, slice, comparison } = data;
    const { estimate, failure, faults, current } = this.#estimator;
    const span = `${period.from} to ${period.to}`;
    const currency = currencyOf(treated.scenario);
    const own = { [`${what.by}-${what.id}`]: meanIn(what.values, comparison.months, period),
      ...Object.fromEntries(sumsOf(slice).map((name) => [name, ownSum(name === COST_HERE ? 'cost-to-buyers' : name, name === COST_HERE ? comparison : data.whole, period)])) };
    const labels = { [`${what.by}-${what.id}`]: [`Share of ${holder(what)}, ${sliceText(slice)}`, `The part of ${spendOf(slice)} that ${holder(what)} have: the difference, as the mean of the months.`] };
    return html`<section class="card view" aria-label="Beside its estimate" data-estimate=${current ? 'there' : 'made'} data-pairs=${estimate?.pairs ?? 0}><h2>Does this run lie within its estimate?</h2>
      ${failure && !waiting(failure) ? problem(failure) : nothing}
      ${faults.map(({ pointer, detail }) => html`<p class="fault"><code>${pointer}</code> ${detail}</p>`)}
      ${!current ? ((failure && !waiting(failure)) || faults.length ? nothing : html`<p class="state">Making pairs of runs …</p>`) : html`
        ${said(estimate, what, own, treated.run)}
        <div class="scroll" tabindex="0" role="region" aria-label="This run beside its estimate"><table data-facts class="cards">
          <thead><tr><th scope="col" class="text">${span}, with policy minus without</th><th scope="col">This run</th><th scope="col">Mean of ${many(estimate.pairs, 'pair')}, 95%</th><th scope="col">Single pairs, least to most</th><th scope="col" class="text">This run lies</th></tr></thead>
          <tbody>${Object.entries(own).map(([name, value]) => row(name, labels[name] ?? labelOf(name, slice), value, effectOf(estimate, name), currency))}</tbody></table></div>
        <p class="soft says">Run and estimate have the same measure, the same part of the market (${sliceText(slice)} where nothing else is said of a row; other sums are of all buyers) and the same months, ${span}.
          The run went over Kafka; the pairs are made in this service, with seeds 1 to ${estimate.pairs}.</p>`}
    </section>`;
  }
}

const effectOf = (estimate, name) => estimate.outcomes.find(({ measure, arm }) => measure.name === name && arm === armOf(0));

const known = ({ pairs }) => pairs.filter((value) => value !== null);

/** Where the run lies, in plain words. */
function said(estimate, what, own, { seed }) {
  const name = `${what.by}-${what.id}`;
  const effect = effectOf(estimate, name);
  const { low, high } = effect.period;
  const value = own[name];
  const all = known(effect);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const text = (number) => bare(number, effect);
  const inMean = value >= low && value <= high;
  const twin = seed >= 1 && seed <= estimate.pairs ? effect.pairs[seed - 1] : null;
  const place = lies(effect, value);
  return html`<p data-estimate-says><strong>${sentence(place)}: ${text(value)} for ${holder(what)}.</strong>
    ${inMean ? '' : 'That is no contradiction.'} One run may lie outside: the interval, ${text(low)} to ${text(high)}, is of the mean of all seeds, not of single runs.
    The ${many(all.length, 'pair')} themselves lie between ${text(least)} and ${text(most)}; ${twin === null
      ? html`in ${all.length - 1} of ${all.length + 1} cases one more run does, too. This run has seed ${String(seed)}, which no pair has: it is one more.`
      : html`this run has seed ${String(seed)}, so it is one of them${Math.abs(twin - value) < SAME ? ', and shows the same number' : html`. <strong>The pair with this seed shows ${text(twin)}, which is not the same</strong>`}.`}</p>`;
}

/** Where a run's number lies in what pairs of runs came to. */
function lies({ period: { low, high }, ...effect }, value) {
  const all = known(effect);
  if (value >= low && value <= high) return 'within the interval of the mean';
  return value >= Math.min(...all) - SAME && value <= Math.max(...all) + SAME ? 'among the single pairs, though outside the interval of the mean' : 'outside the interval of the mean, and outside all single pairs';
}

/** A number in the unit of its measure, without an interval. */
const bare = (value, { measure }) => {
  const parts = partsOf({ value, low: value, high: value }, measure, '', true);
  return `${parts.value}${parts.unit}`;
};

function row(name, [label, means], value, effect, currency) {
  const all = known(effect);
  const spread = all.length ? partsOf({ value: effect.period.value, low: Math.min(...all), high: Math.max(...all) }, effect.measure, currency, true) : null;
  const one = partsOf({ value, low: value, high: value }, effect.measure, currency, true);
  return html`<tr data-estimated=${name}><th scope="row">${explained(label, means)}</th><td data-own data-of="This run">${one.value}${one.unit}</td>
    <td data-mean data-of="Mean, 95%">${estimateText(effect.period, effect.measure, currency)}</td><td data-spread data-of="Single pairs">${spread ? `${spread.low} to ${spread.high}${spread.unit}` : 'none'}</td><td class="text" data-lies data-of="This run lies">${lies(effect, value)}</td></tr>`;
}
