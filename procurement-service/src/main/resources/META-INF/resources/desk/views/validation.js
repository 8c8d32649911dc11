// The back-test: what others have measured, beside what the model gives.
import { html, nothing, render } from 'lit-html';
import { get } from '../api.js';
import { Loader } from '../loader.js';
import { problem } from '../problem.js';
import { adjust, current } from '../route.js';
import { choose } from '../slice.js';

const SHOWN = [['', 'all'], ['outside', 'those outside the range'], ['inside', 'those inside the range']];
/** Ours is a mean, whose last digits say nothing; what others have published stands as it is. */
const ours3 = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });

export function mount(root, { query: firstQuery }) {
  let query = firstQuery;
  let card = null;
  let failure = null;
  const loader = new Loader({
    question: () => '',
    load: async () => {
      [card, failure] = [await get('api/validation'), null];
      draw();
    },
    failed: (what, again) => {
      failure = { what, again };
      draw();
    },
  });

  function draw() {
    const shown = query.get('rows') ?? '';
    render(html`
      <h1 data-finding>${card ? `Back-test: ${card.inside} of ${card.rows.length} published figures come out in their ranges` : 'Back-test'}</h1>
      <p class="soft">Figures that others have published, and beside each what this model gives: the mean over ${card?.seeds ?? 'many'} seeds, with the interval that holds the mean of all seeds with 95% confidence.
        The count is not a mark out of ${card?.rows.length ?? 'all'}: some rows compare the same number of ours with several published ones.</p>
      ${failure ? problem(failure.what, failure.again) : nothing}
      ${card ? html`
        <div class="card row">${choose('Rows', shown, SHOWN, (rows) => adjust({ rows }))}</div>
        <section class="card"><div class="scroll tall-table" tabindex="0" role="region" aria-label="Published figures and ours"><table data-scorecard class="cards">
          <thead><tr><th scope="col" class="text">What</th><th scope="col" class="text">In range?</th><th scope="col">Published</th><th scope="col">Range</th><th scope="col">Ours, 95% interval</th><th scope="col" class="text">Unit</th></tr></thead>
          <tbody>${card.rows.filter(({ inside }) => !shown || inside === (shown === 'inside')).map(row)}</tbody></table></div></section>`
        : failure ? nothing : html`<p class="state">Loading the figures …</p>`}`, root);
  }

  draw();
  loader.ask();
  return {
    adjusted() {
      query = current().query;
      draw();
    },
    leave() {
      loader.stop();
    },
  };
}

const ADDRESS = /(https?:\/\/\S+?)(?=[).;,]*(?:\s|$))/;

/** A source as it is noted, with each address as a link that its host names. */
const sourceText = (source, what) => source.split(ADDRESS).map((part) => (ADDRESS.test(part)
  ? html`<a href=${part} target="_blank" rel="noreferrer" aria-label="${new URL(part).host}: source of ${what}">${new URL(part).host}</a>` : part.replace('NOT VERIFIED', 'not verified').replace('NOT verified', 'not verified')));

const row = ({ id, what, published, derived, comparison, range, ours, unit, inside, reason }) => html`
  <tr data-row=${id}>
    <th scope="row" class="wide">${what}<br><span class="soft">${sourceText(published[0].source, what)} (${published[0].quality} source)</span>${reason ? html`<br><span>Why: ${reason}</span>` : nothing}</th>
    <td class="text"><span class="chip ${inside ? '' : 'displaced'}">${inside ? 'inside' : 'outside'}</span></td>
    <td data-of="Published">${derived ? html`<abbr tabindex="0" title=${`Follows from what was published: ${comparison}`}>derived</abbr>` : published[0].value === undefined || published[0].value === null ? '' : number.format(published[0].value)}</td>
    <td title=${comparison} data-of="Range">${rangeText(range)}</td>
    <td data-of="Ours, 95%"><strong>${ours3.format(ours.mean)}</strong> <span class="soft">${ours3.format(ours.low)} to ${ours3.format(ours.high)}</span></td>
    <td class="text" data-of="Unit">${unit}</td></tr>`;

function rangeText({ low, high }) {
  if (low === undefined || low === null) return `up to ${number.format(high)}`;
  if (high === undefined || high === null) return `above ${number.format(low)}`;
  return `${number.format(low)} to ${number.format(high)}`;
}
