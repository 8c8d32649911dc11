// The parts of a result behind its picture: what it cost, who gained and lost, where, and how sure we are.
import { html, nothing } from 'lit-html';
import { linkOf } from './api.js';
import { clear, estimateText } from './estimates.js';
import { factBars, factTable, source } from './facts.js';
import { spendOf, sumIn } from './finding.js';
import { change, count, currencyOf, many, money, moneyChange, name, percentagePoints, within, words } from './format.js';
import { outcomeOf } from './pairs.js';
import { address } from './route.js';
import { scopeOf, sliceText } from './slice.js';
import { auditChip } from './soundness.js';

const MONTHS_OF_A_YEAR = 12;
const SHOWN = 6;
/** Of shares; smaller ones would show as nothing. */
export const VISIBLE = 0.0005;

/** What policy makes the market pay and suffer, all buyers together: figures of experiments, and their measures in comparisons. */
export const COSTS = [
  { id: 'cost-to-buyers', label: 'Cost to all buyers', measures: [['running-fen', 1 / MONTHS_OF_A_YEAR], ['porting-fen', 1]], money: true,
    means: 'What all buyers together pay more with policy than without: a twelfth of a year’s price of what runs, each month, and their moves. Added up over the months.' },
  { id: 'porting-cost', label: 'of that, moves', measures: [['porting-fen', 1]], money: true, means: 'What all buyers pay once to move to another provider, with policy minus without. Added up over the months.' },
  { id: 'displaced', label: 'Contracts displaced', measures: [['displaced-to', 1]], unit: 'contracts',
    means: 'Contracts that policy gives to another provider than would win the same tender without any policy.' },
  { id: 'migrations', label: 'Contracts moved', measures: [['migrated-to', 1]], unit: 'contracts', means: 'Contracts that go to another provider than held them before, with policy minus without.' },
  { id: 'complaints', label: 'Complaints', measures: [['complaints', 1]], unit: 'complaints', means: 'Complaints of bidders whom policy shuts out, with policy minus without.' },
  { id: 'failed', label: 'Failed tenders', measures: [['failed', 1]], unit: 'tenders', means: 'Tenders that bring no contract, with policy minus without.' },
];

/** What is measured of costs beside what every experiment of a pair measures. */
export const COST_FIGURES = ['porting-cost', 'failed'];

/**
 * What a pair of runs comes to in a sum, with policy minus without.
 *
 * @param id of the sum
 * @param compared what a comparison answers: measures by month, which are added up
 * @param period {from, to}: months
 */
export function ownSum(id, { effect, months }, period) {
  const { measures } = COSTS.find((each) => each.id === id);
  return measures.reduce((sum, [measure, factor]) => sum + factor * Object.values(effect).reduce((all, each) => all + sumIn(each[measure] ?? [], months, period), 0), 0);
}

/**
 * What policy makes all buyers pay and suffer, in this pair and on average over many.
 *
 * @param ofTheseMonths whether the mean of many is of the months that the pair is added up over
 */
export function costs({ whole, treated, paths }, { period }, pairs, ofTheseMonths) {
  const currency = currencyOf(treated.scenario);
  const rows = COSTS.map(({ id, label, means, unit, money: isMoney }) => {
    const made = pairs.effectOf(outcomeOf(id));
    const found = made && ofTheseMonths(made.effect.measure) ? made : null;
    const value = ownSum(id, whole, period);
    return { id, label, means, value: isMoney ? moneyChange(value, currency) : `${change(value)} ${unit}`.replace('.0 ', ' '),
      mean: found ? estimateText(found.effect.period, found.effect.measure, currency) : '', path: found ? `api/experiments/${found.experiment.id}` : paths.none };
  });
  const measured = rows.filter(({ mean }) => mean);
  const cost = rows[0];
  return html`<section class="card view" aria-label="What it cost"><h2>What it cost</h2>
    <p>${measured.length ? 'Policy' : 'In this draw policy'} changed what all buyers together pay by <strong>${cost.mean || cost.value}</strong> from ${period.from} to ${period.to}.</p>
    ${factTable(rows, { caption: 'All buyers, with policy minus without', one: 'This pair', many: measured.length ? 'Mean of many pairs, 95% interval' : '' })}</section>`;
}

/** Whose shares grew and shrank. */
export function winners({ slice, paths, pair }, all) {
  const moved = all.filter(({ by, size }) => by === 'provider' && size >= VISIBLE).sort((a, b) => b.estimate.value - a.estimate.value);
  const [gained, lost] = [moved.filter(({ estimate }) => estimate.value > 0), moved.filter(({ estimate }) => estimate.value < 0)];
  const shown = [...gained.slice(0, SHOWN), ...lost.slice(-SHOWN)];
  const rows = shown.map(({ id, estimate, found }) => ({ id, label: name(id), value: estimate.value, text: found ? estimateText(estimate, found.effect.measure, '') : percentagePoints(estimate.value),
    note: found ? (clear(estimate) ? '' : 'not clear') : shown.some((each) => each.found) ? 'this pair alone' : '' }));
  return html`<section class="card view" aria-label="Who gained and who lost"><h2>Who gained and who lost</h2>
    <p>${gained.length && lost.length ? html`${name(gained[0].id)} gained most of ${spendOf(slice)}, ${name(lost.at(-1).id)} lost most.` : 'No provider’s share moved by a tenth of a point.'}
      <span class="soft">Points of ${spendOf(slice)}, mean of the months from ${(moved[0] ?? all[0]).period.from} on.</span> ${source(paths.provider, 'who gained and lost')}</p>
    ${rows.length ? factBars(rows, 'Points gained and lost by provider') : nothing}
    ${moved.length > shown.length ? html`<p class="soft says">And ${moved.length - shown.length} more, in <a href=${address(['compare'], pair)}>Compare</a>.</p>` : nothing}</section>`;
}

/** Where contracts were displaced. */
export function where({ places, treated, paths }) {
  const currency = currencyOf(treated.scenario);
  const total = places.reduce((sum, { displaced }) => sum + displaced, 0);
  const by = (field) => [...Map.groupBy(places, (place) => place[field])].map(([id, some]) => ({ id, label: name(id), value: some.reduce((sum, { displaced }) => sum + displaced, 0),
    fen: some.reduce((sum, { displacedFen }) => sum + displacedFen, 0) })).sort((a, b) => b.value - a.value).map((row) => ({ ...row, text: count(row.value), note: `${money(row.fen, currency)} a year` }));
  const [cities, segments] = [by('city'), by('segment')];
  return html`<section class="card view" aria-label="Where"><h2>Where</h2>
    ${total === 0 ? html`<p>Policy displaced no contract in this run.</p>` : html`
      <p>Of ${many(total, 'displaced contract')} of this run, ${count(cities[0].value)} ${cities[0].value === 1 ? 'is' : 'are'} in ${name(cities[0].id)} and ${count(segments[0].value)} of ${words(segments[0].id).toLowerCase()} buyers.
        <span class="soft">After each number: what these contracts cost in a year.</span> ${source(paths.places, 'where')}</p>
      <h3>Cities</h3>${factBars(cities.slice(0, SHOWN), 'Displaced contracts by city')}
      ${cities.length > SHOWN ? html`<p class="soft says">And ${count(cities.length - SHOWN)} more ${cities.length - SHOWN === 1 ? 'city' : 'cities'}, in <a href=${address(['runs', treated.id, 'flows'])}>Flows</a>.</p>` : nothing}
      <h3>Kinds of buyers</h3>${factBars(segments.slice(0, SHOWN), 'Displaced contracts by kind of buyer')}`}</section>`;
}

/** How much of it is to be believed. */
export function sure({ treated, baseline, slice, pair }, what, all, estimated) {
  const { found } = what;
  const scope = scopeOf(treated.scenario);
  const experiment = found?.experiment;
  return html`<section class="card view" aria-label="How sure we are"><h2>How sure we are</h2>
    <ul>
      ${found ? html`<li>${many(experiment.replications, 'pair')} of runs of these two markets were made. This run’s own pair shows ${percentagePoints(what.mean)}, one of many.
          ${clear(what.estimate) ? 'The interval leaves out 0, so the direction is clear.' : 'The interval holds 0, so even the direction is not clear.'}
          ${experiment.links.report ? html`<a href=${linkOf(experiment.links.report)} target="_blank">Report</a>` : nothing} ${experiment.links.certificate ? html`<a href=${linkOf(experiment.links.certificate)} download="${experiment.name}-certificate.json">Certificate</a>` : nothing}</li>`
        : html`<li>One pair of runs is one draw. Buyers, bids and luck are the same in both, so the difference is the policies’ doing; ${estimated ? 'how much it differs from seed to seed, the estimate above says.' : 'how much it differs from seed to seed is not known yet.'}</li>`}
      <li>The shares are those of ${within(sliceText(slice))}${slice.city === scope.city && slice.segment === scope.segment ? ', where the policies act' : ''}; what it cost is of all buyers. The title tells the share that is chosen above, at first the one that moved most; ${all.filter(({ size }) => size >= VISIBLE).length} shares moved by a tenth of a point or more.</li>
      <li>Audit of what is stored of the runs: with policy ${auditChip(treated.run)} without ${auditChip(baseline.run)}</li>
      <li>An interval says how exactly the model’s own number is known. The <a href="#/validation">back-test</a> says how near the model is to the world.</li>
    </ul>
    <p><a href=${address(['compare'], pair)}>Compare the two runs month by month</a> · <a href=${address(['runs', treated.id])}>Watch the run</a> · <a href=${address(['runs', treated.id, 'flows'])}>See its flows</a></p></section>`;
}
