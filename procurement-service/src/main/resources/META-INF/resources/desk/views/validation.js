// The back-test: what others have measured, beside what the model gives.
import { html, nothing, render } from 'lit-html';
import { get } from '../api.js';
import { Loader } from '../loader.js';
import { problem } from '../problem.js';
import { adjust, current } from '../route.js';
import { choose } from '../slice.js';

const SHOWN = [['', 'all'], ['outside', 'those outside the range'], ['inside', 'those inside the range']];
const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

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
        How many rows are inside is no grade: some rows hold the same number of ours beside several published ones.</p>
      ${failure ? problem(failure.what, failure.again) : nothing}
      ${card ? html`
        <div class="card row">${choose('Rows', shown, SHOWN, (rows) => adjust({ rows }))}</div>
        <section class="card"><div class="scroll tall-table" tabindex="0" role="region" aria-label="Published figures and ours"><table data-scorecard>
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

const row = ({ id, what, published, derived, comparison, range, ours, unit, inside, reason }) => html`
  <tr data-row=${id}>
    <th scope="row" class="wide">${what}<br><span class="soft">${published[0].source} (${published[0].quality})${reason ? html`. ${reason}` : nothing}</span></th>
    <td class="text"><span class="chip ${inside ? '' : 'displaced'}">${inside ? 'inside' : 'outside'}</span></td>
    <td>${derived || published[0].value === undefined || published[0].value === null ? '' : number.format(published[0].value)}</td>
    <td title=${comparison}>${rangeText(range)}</td>
    <td><strong>${number.format(ours.mean)}</strong> <span class="soft">${number.format(ours.low)} to ${number.format(ours.high)}</span></td>
    <td class="text">${unit}</td></tr>`;

function rangeText({ low, high }) {
  if (low === undefined || low === null) return `up to ${number.format(high)}`;
  if (high === undefined || high === null) return `above ${number.format(low)}`;
  return `${number.format(low)} to ${number.format(high)}`;
}
