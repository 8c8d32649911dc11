// What variants would do, beside each other: the finding of the one that is looked at, and all outcomes of all.
import { html, nothing, render } from 'lit-html';
import { TINTS, designFigure } from './design-figure.js';
import { clear, partsOf } from './estimates.js';
import { COST_HERE, armOf, sumsOf } from './estimator.js';
import { explained } from './facts.js';
import { findingText, holder, spendOf, telling } from './finding.js';
import { currencyOf, many, sentence } from './format.js';
import { inForceTexts } from './in-force.js';
import { problem } from './problem.js';
import { COSTS } from './result-sections.js';
import { choose, sliceText } from './slice.js';

const LABELS = Object.fromEntries(COSTS.map(({ id, label, means }) => [id, [label, means]]));

/** What a sum is called, and what it means. */
export const labelOf = (name, slice) => (name === COST_HERE
  ? [`Cost to ${sliceText(slice)}`, `What ${sliceText(slice)} together pay more with policy than without: a twelfth of a year’s price of what runs, each month, and their moves. Added up over the months.`]
  : LABELS[name]);

/** Whether an estimate is asked for again by itself, as soon as another is made. */
export const waiting = (failure) => failure?.status === 429;

const found = (estimate, name, place) => estimate?.outcomes.find(({ measure, arm }) => measure.name === name && arm === armOf(place));

export class DesignPanel {
  #root;
  #figure;
  #numbers;
  /** The newest finding; it stays, pale, while the next is made: old numbers say nothing of a new policy. */
  #said = null;
  /** Whose share is told, {by, id}; null before there is an estimate. */
  what = null;

  /**
   * @param root of the finding
   * @param figure below it
   * @param numbers root of what is below that
   */
  constructor(root, figure, numbers) {
    this.#root = root;
    this.#figure = figure;
    this.#numbers = numbers;
  }

  fail(failure) {
    render(problem(failure), this.#root);
    render(nothing, this.#numbers);
    this.#figure.say('Nothing to show.');
  }

  show({ estimator, among, variants, shown, base, slice, period, share, sound, choose: chosen, periodFields, pick }) {
    const { estimate, failure, current } = estimator;
    const of = (name, place) => found(estimate, name, place);
    const whose = (name) => { const [, by, id] = /^(provider|ownership)-(.*)$/.exec(name) ?? []; return by ? { by, id } : null; };
    const shares = (estimate?.outcomes ?? []).filter(({ measure, arm }) => arm === armOf(shown) && whose(measure.name))
      .map((effect) => ({ ...whose(effect.measure.name), effect, size: Math.abs(effect.period.value) }));
    const what = shares.find(({ by, id }) => `${by}:${id}` === share) ?? telling(shares);
    this.what = what;
    render(html`
      <section class="card view" aria-label="What it would do">
        <div class="row">${pick}</div>
        ${periodFields()}
        ${waiting(failure) ? html`<p class="soft says" role="status">The service still makes another estimate; this one is next.</p>` : failure ? problem(failure) : nothing}
        ${what ? this.#finding(what, { estimate, current, sound, variants, shown, slice, period }) : html`<p class="state" data-estimating>${sound ? 'Making pairs of runs …' : 'Mend what is marked, and its effect stands here.'}</p>`}
        ${what ? html`<div class="row">${choose('Share of', `${what.by}:${what.id}`, [...shares].sort((a, b) => b.size - a.size).slice(0, 20).map(({ by, id }) => [`${by}:${id}`, sentence(holder({ by, id }))]), chosen)}</div>` : nothing}
      </section>`, this.#root);
    render(what ? html`<section class="card" aria-label="Variants in numbers">${this.#table(what, variants, of, { base, period, slice })}
      ${variants.length > 1 ? this.#among(what, variants, among, { base, period, slice }) : nothing}</section>` : nothing, this.#numbers);
    this.#draw(what, variants, shown, of, slice, estimate);
  }

  #finding({ effect, by, id }, { estimate, current, sound, variants, shown, slice, period }) {
    const last = effect.months.at(-1);
    const end = { value: effect.effect.at(-1), low: effect.low.at(-1), high: effect.high.at(-1) };
    const { pairs, most, seconds } = estimate;
    const scenario = variants[shown].scenario();
    const policies = Object.keys(scenario.policies ?? {});
    const text = policies.length === 0 ? 'Without any policy nothing moves' : findingText({ what: { by, id }, period: effect.period, end, policies, slice, from: period.from, to: period.to, last, deed: 'would move', pairs });
    if (current) this.#said = text;
    return html`<h2 data-finding aria-live="polite" class=${current ? '' : 'stale'}>${this.#said ?? 'Making pairs of runs …'}</h2>
      <p class="soft says" data-pairs=${pairs} data-current=${current ? 'yes' : 'no'}>${!sound ? 'Mend what is marked: this is still of what was there before.' : !current ? 'Making new pairs; this is still of what was there before …'
        : html`Mean of ${many(pairs, 'pair')} of runs of the whole market, ${pairs < most ? `of ${most} that are made while you look` : 'as many as are made here'}. The newest took ${seconds.toFixed(1)} s. Square brackets: 95%.`}</p>
      ${current ? html`<p class="soft says" data-estimate-of><strong>What is estimated:</strong> the share of ${holder({ by, id })} in ${spendOf(slice)}, as the mean of the months ${period.from} to ${period.to}.
        Compared are “${variants[shown].title}” and the same market without any policy, both with the same seeds, 1 to ${pairs}.</p>
        ${inForceTexts(estimate, shown, scenario).map((each) => html`<p class="soft says" data-in-force>${each}</p>`)}` : nothing}`;
  }

  /** All variants beside each other. */
  #table(what, variants, of, { base, period, slice }) {
    return html`${this.#numbersOf(what, variants.map((_, place) => place), variants, of, { base, slice, id: 'variants', caption: 'Against the same market without policy', over: `${period.from} to ${period.to}, more than without policy` })}
      <p class="soft says">Costs, contracts and complaints are sums of these months, of all buyers where nothing else is said. Pale numbers cannot be told apart from 0 yet. Each interval is of the mean of all seeds: a single run may lie outside it.</p>`;
  }

  /** The others against the first, whose seeds they have, too: what two variants share by chance does not blur what they differ in. */
  #among(what, variants, among, { base, period, slice }) {
    const others = variants.map((_, place) => place).slice(1);
    const first = variants[0].title;
    if (!among.current) return html`<p class="soft says" data-among-state>${among.failure ? 'The variants cannot be compared with each other just now.' : 'The variants are compared with each other as soon as all pairs are made …'}</p>`;
    return this.#numbersOf(what, others, variants, (name, place) => found(among.estimate, name, place), { base, slice, id: 'among', caption: `Against “${first}”`,
      over: `${period.from} to ${period.to}, more than with “${first}”` });
  }

  #numbersOf({ by, id }, places, variants, of, { base, slice, id: table, caption, over }) {
    const currency = currencyOf(base);
    const cell = (name, place) => {
      const effect = of(name, place);
      if (!effect) return html`<td class="soft">…</td>`;
      const { value, low, high, unit } = partsOf(effect.period, effect.measure, currency, true);
      return html`<td class=${clear(effect.period) ? '' : 'soft'} data-cell="${name} ${place}" data-of=${variants[place].title}><strong>${value}${unit}</strong><br>${low} to ${high}</td>`;
    };
    const row = (name, label, means) => html`<tr data-row=${name}><th scope="row">${explained(label, means)}</th>${places.map((place) => cell(name, place))}</tr>`;
    return html`<h3>${caption}</h3><div class="scroll" tabindex="0" role="region" aria-label=${caption}><table data-variants=${table} class="cards">
      <thead><tr><th scope="col" class="text">${over}</th>${places.map((place) => html`<th scope="col"><span class="swatch" style="background:${TINTS[place]}"></span>${variants[place].title}</th>`)}</tr></thead>
      <tbody>${row(`${by}-${id}`, `Share of ${holder({ by, id })}, ${sliceText(slice)}`, `The part of ${spendOf(slice)} that ${holder({ by, id })} have: the difference, as the mean of the months.`)}
        ${sumsOf(slice).map((name) => row(name, ...labelOf(name, slice)))}</tbody></table></div>`;
  }

  #draw(what, variants, shown, of, slice, estimate) {
    const effects = what ? variants.map((_, place) => of(what.effect.measure.name, place)).filter(Boolean) : [];
    if (effects.length === 0 || shown >= effects.length) {
      this.#figure.say('The curves begin with the first pairs.');
      return;
    }
    this.#figure.show({ of: ['design'], ...designFigure({ effects, titles: effects.map((_, place) => variants[place].title), shown,
      title: `${sentence(holder(what))}: share of ${spendOf(slice)} (%)`, says: `Means of ${many(estimate.pairs, 'pair')} of runs; the band holds the mean of all seeds with 95% confidence.` }) });
  }
}
