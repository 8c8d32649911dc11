// What a pair of runs comes to, in a few numbers: how large the effect was at its peak, while policy was in force and at the
// end, how many contracts were displaced, and what it cost.
import { html, nothing } from 'lit-html';
import { meanIn } from './finding.js';
import { count, moneyChange, name } from './format.js';

const MONTHS_OF_A_YEAR = 12;
const SHOWN = 6;

/** The policies in force in each month. */
function inForce({ policies }, months) {
  return months.map((month) => {
    const on = new Set();
    for (const { month: at, policy, event } of policies) {
      if (at > month) continue;
      if (event === 'enacted') on.add(policy);
      else on.delete(policy);
    }
    return on;
  });
}

/** The month in which the first policy of a run came into force; null where none has. */
export const firstInForce = ({ run }) => run.policies.find(({ event }) => event === 'enacted')?.month ?? null;

/** The months in which the policies in force differ between two runs: one has another, or the same with other terms. */
export function monthsOfPolicy(baseline, treated, months) {
  const [without, within] = [inForce(baseline.run, months), inForce(treated.run, months)];
  const terms = ({ scenario }, id) => JSON.stringify(scenario.policies?.[id] ?? null);
  const unlike = (id, t) => without[t].has(id) !== within[t].has(id) || terms(baseline, id) !== terms(treated, id);
  return months.map((_, t) => t).filter((t) => [...without[t].union(within[t])].some((id) => unlike(id, t)));
}

/**
 * An effect in its peak, its mean while policy is in force, its mean from then on, whether it is still in force or not, and
 * its end: {peak, peakMonth, mean, since, end}; both means are null where no policy has been in force.
 *
 * @param values the difference, by month
 * @param months
 * @param during indices of the months in which policy is in force
 * @param from the month in which the first policy came into force
 */
export function summary(values, months, during, from) {
  const at = values.reduce((most, value, t) => (Math.abs(value) > Math.abs(values[most]) ? t : most), 0);
  return { peak: values[at], peakMonth: months[at], end: values.at(-1),
    mean: during.length ? during.reduce((sum, t) => sum + values[t], 0) / during.length : null,
    since: from ? meanIn(values, months, { from, to: months.at(-1) }) : null };
}

/** One effect in a sentence. */
export const summaryText = (id, { peak, peakMonth, mean, end }, write) =>
  `${name(id)}: peak ${write(peak)} in ${peakMonth}${mean === null ? '' : `, on average ${write(mean)} while in force`}, ${write(end)} at the end`;

const total = (effect, measure, of = (value) => value) =>
  Object.values(effect).reduce((sum, measures) => sum + (measures[measure] ?? []).reduce((months, value) => months + of(value), 0), 0);

/**
 * The effects as a table, and what policy displaced and cost.
 *
 * @param summaries by id, the largest first
 * @param effect of the comparison: all measures, by id and month
 * @param by what the ids are
 * @param title of the measure that is summed up
 * @param minus what is subtracted from what
 * @param from the month in which the first policy came into force; null where none has
 * @param resultHref where the result of the pair is
 */
export function effectsCard({ summaries, effect, months, during, by, title, minus, where, write, currency, from, resultHref }) {
  const shown = [...summaries].slice(0, SHOWN);
  const cost = total(effect, 'running-fen', (fen) => fen / MONTHS_OF_A_YEAR) + total(effect, 'porting-fen');
  const displaced = total(effect, 'displaced-to');
  // Where policy stays in force to the end, both means are of the same months.
  const wholeSpan = !from || (months[during[0]] === from && during.length === months.length - during[0]);
  return html`<section class="card view" aria-label="The effect in short">
    <h2>The effect in short, ${where}</h2>
    <dl class="kpis">
      <div><dt>Contracts displaced</dt><dd data-displaced-contracts>${count(displaced)} <small>${minus}, ${months[0]} to ${months.at(-1)}</small></dd></div>
      <div><dt>Cost to buyers</dt><dd data-cost-to-buyers>${moneyChange(cost, currency)} <small>${where}, ${minus}</small></dd></div>
      <div><dt>Months with other policies</dt><dd>${during.length} <small>of ${months.length} months</small></dd></div>
    </dl>
    <p class="soft says">All numbers here are of ${where}. The cost is what running contracts cost each month, and moves, added up over all months.
      ${from ? html`The <a href=${resultHref}>result</a> tells the mean ${wholeSpan ? 'while in force' : `from ${from} on`}.` : nothing}</p>
    ${shown.length === 0 ? html`<p class="state">No difference so far.</p>` : html`
      <div class="scroll" tabindex="0" role="region" aria-label="Peak, mean and end of the effect"><table data-summary class="cards">
        <thead><tr><th scope="col" class="text">${name(by)}, ${title}</th><th scope="col">Peak</th><th scope="col">Mean while in force</th>${wholeSpan ? nothing : html`<th scope="col">Mean from ${from} on</th>`}<th scope="col">End, ${months.at(-1)}</th></tr></thead>
        <tbody>${shown.map(([id, { peak, peakMonth, mean, since, end }]) => html`<tr data-summary-of=${id}><th scope="row">${name(id)}</th>
          <td data-of="Peak">${write(peak)} <span class="soft">${peakMonth}</span></td><td data-of="Mean while in force">${mean === null ? '–' : write(mean)}</td>${wholeSpan ? nothing : html`<td data-of="Mean from ${from} on">${write(since)}</td>`}<td data-of="End">${write(end)}</td></tr>`)}</tbody></table></div>
      ${summaries.size > shown.length ? html`<p class="soft says">And ${summaries.size - shown.length} more, in the figure.</p>` : nothing}`}
  </section>`;
}
