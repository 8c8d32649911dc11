// Where two runs first part: what came of the same tender in each, and in what it differs.
import { html, nothing } from 'lit-html';
import { many, money, name, points, words } from './format.js';
import { address } from './route.js';

const SAID_ELSEWHERE = ['type', 'run', 'shard', 'tender', 'month', 'winner', 'complainant', 'baseFen', 'incumbentBaseFen', 'scores'];
const LABELS = {
  annualValueFen: 'Price of a year', priceFen: 'Price of the whole term', portingFen: 'Cost of the move, once', termMonths: 'Term', ceilingFen: 'Highest price that the buyer accepts',
  bidders: 'Valid bids', displacedBy: 'Displaced by', counterfactualWinner: 'Winner without policy', counterfactualPriceFen: 'Price without policy',
  counterfactualPortingFen: 'Cost of the move without policy', runnerUp: 'Second', runnerUpTotal: 'Points of the second', forced: 'Ended by policy before its time',
  policies: 'Policies that apply', dataClass: 'Data', incumbent: 'Provider before',
};
const POINTS = ['runnerUpTotal'];

const labelOf = (field) => LABELS[field] ?? words(field.replaceAll(/([A-Z])/g, '-$1').toLowerCase());

function said(field, value, currency) {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return 'none';
  if (POINTS.includes(field)) return points(value);
  if (field.endsWith('Fen')) return money(value, currency);
  if (Array.isArray(value)) return value.map(name).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (field === 'termMonths') return many(value, 'month');
  return typeof value === 'number' ? String(value) : name(value);
}

/** The fields of two records that differ: [label, of the one, of the other]. */
function differing(one, other, currency) {
  const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((field) => !SAID_ELSEWHERE.includes(field));
  const rows = fields.map((field) => [labelOf(field), said(field, one[field], currency), said(field, other[field], currency)]);
  const scores = [...new Set([...Object.keys(one.scores ?? {}), ...Object.keys(other.scores ?? {})])]
    .map((field) => [`Points of the winner for ${field}`, ...[one, other].map(({ scores: all }) => (all?.[field] === undefined ? 'none' : points(all[field])))]);
  return [...rows, ...scores].filter(([, was, is]) => was !== is);
}

const came = (outcomes) => (outcomes.length === 0 ? 'no tender' : outcomes.map((record) => ({
  'contract-awarded': `awarded to ${name(record.winner)}`,
  'tender-failed': 'the tender failed',
  'contract-extended': `extended with ${name(record.incumbent)} by ${many(record.months, 'month')} (${words(record.reason).toLowerCase()})`,
  'complaint-filed': `${name(record.complainant)} complains`,
})[record.type]).join('; '));

const KINDS = { missing: 'a tender that the treatment does not have', surplus: 'a tender that the baseline does not have', different: 'a tender that came out differently' };

/**
 * The first tender that came out differently.
 *
 * @param comparison as the API answers
 * @param currency as people say it
 */
export const parting = ({ baseline, treatment, changes, firstDivergence: first }, currency) => html`
  <section class="card">
    <h2>First divergence</h2>
    ${first ? html`
      <p data-first><strong>${first.month}</strong>, ${KINDS[first.kind] ?? first.kind}: <code>${first.tender}</code>. Likely cause:
        <strong>${causes(first.cause).join(', ') || 'unknown'}</strong>.</p>
      ${outcomes(first, { baseline, treatment }, currency)}` : html`<p class="state">Every tender came out the same so far.</p>`}
    <details><summary>${many(changes.length, 'change')} between the scenarios</summary>
      <ul>${changes.map(({ pointer, baseline: was, treatment: is }) => html`<li><code>${pointer}</code>: ${text(was)} → ${text(is)}</li>`)}</ul></details>
  </section>`;

/** The policies; a trigger that was changed with them is one cause with them. */
const causes = ({ policies, inputs }) => [...policies.map(name),
  ...inputs.filter((pointer) => policies.length === 0 || !pointer.startsWith('/triggers/')).map((pointer) => pointer.split('/').filter(Boolean).map(words).join(': '))];

function outcomes(first, { baseline, treatment }, currency) {
  const awarded = [first.baseline, first.treatment].map((records) => records.find(({ type }) => type === 'contract-awarded'));
  const rows = awarded.every(Boolean) ? differing(...awarded, currency) : [];
  const cell = (records, { run }) => html`<td class="text">${came(records)} ${records.length ? html`<a href=${address(['runs', run, 'awards', first.tender])}>why?</a>` : nothing}</td>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="The tender in both runs"><table data-parting>
    <thead><tr><th scope="col" class="text">What differs</th><th scope="col" class="text">Baseline</th><th scope="col" class="text">Treatment</th></tr></thead>
    <tbody>
      <tr><th scope="row">Outcome</th>${cell(first.baseline, baseline)}${cell(first.treatment, treatment)}</tr>
      ${rows.map(([label, was, is]) => html`<tr><th scope="row">${label}</th><td class="text">${was}</td><td class="text">${is}</td></tr>`)}
      ${rows.length === 0 && came(first.baseline) === came(first.treatment) ? html`<tr><th scope="row">Details</th><td class="text" colspan="2">The records differ in nothing that is shown here; see why.</td></tr>` : nothing}
    </tbody></table></div>`;
}

const text = (value) => (value === null || value === undefined ? 'nothing' : typeof value === 'object' ? (value.instrument ? words(value.instrument) : 'an entry') : String(value));
