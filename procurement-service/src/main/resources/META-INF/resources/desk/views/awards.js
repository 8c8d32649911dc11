// The awards behind a point of a chart: those of a month and of a part of the market, displaced ones first.
import { html, nothing, render } from 'lit-html';
import { get, withQuery } from '../api.js';
import { monthEntry, monthFault } from '../fields.js';
import { count, currencyOf, many, money, monthNumber, monthText, name, noMonth } from '../format.js';
import { Loader } from '../loader.js';
import { ownershipColor } from '../palette.js';
import { requireInRun } from '../parameters.js';
import { problem } from '../problem.js';
import { address, adjust, current } from '../route.js';
import { runLine } from '../run-bar.js';
import { choose, sliceOf, slicePicker, sliceText } from '../slice.js';
import { save } from '../take-away.js';

const MOST = 500;

export function mount(root, { feed, query: firstQuery }) {
  let query = firstQuery;
  let typed = null;
  let shown = null;
  let failure = null;
  let requestFailure = null;

  const last = () => monthText(monthNumber(feed.scenario.start) + feed.scenario.months - 1);

  /** The months that are asked for; where the address says none, the first in which a policy acts. */
  const span = () => {
    if (query.has('from') || query.has('to')) return { from: query.get('from') ?? feed.scenario.start, to: query.get('to') ?? last() };
    const month = query.get('month') ?? feed.run.policies[0]?.month ?? feed.run.month ?? feed.scenario.start;
    return { from: month, to: month };
  };
  const asked = () => ({ type: 'contract-awarded', ...span(), ...sliceOf(query, feed.scenario), provider: query.get('provider') ?? '' });
  const displacedOnly = () => query.get('displaced') === 'yes';

  const loader = new Loader({
    stale: root,
    question: () => query.toString(),
    load: async (wanted) => {
      if (!feed.run) return;
      requireInRun(query, feed.scenario);
      failure = null;
      if (!feed.run.month) {
        draw();
        return;
      }
      const { type, ...filter } = asked();
      const through = feed.run.month;
      const page = (displaced) => get(withQuery(`${feed.path}/awards`, { type, ...filter, displaced, limit: String(MOST) }));
      const [displaced, others, { places }] = await Promise.all([page('true'), displacedOnly() ? { items: [] } : page('false'), get(withQuery(`${feed.path}/places`, filter))]);
      if (!wanted()) return;
      const total = (field) => places.reduce((sum, place) => sum + place[field], 0);
      shown = { through, awards: [...byValue(displaced.items), ...byValue(others.items)], displaced: total('displaced'), all: total('awards') };
      draw();
    },
    failed: (fault, again) => {
      failure = { fault, again };
      draw();
    },
  });

  const byValue = (items) => items.toSorted((a, b) => b.annualValueFen - a.annualValueFen);

  function draw() {
    if (!feed.run) {
      render(feed.failure ? problem(feed.failure, () => feed.refresh()) : html`<p class="state">Loading the run …</p>`, root);
      return;
    }
    const { from, to } = span();
    const when = from === to ? from : `${from} to ${to}`;
    render(html`
      <p><a href=${address(['runs', feed.id])}>← back to the run</a></p>
      <h1>Awards of ${when}, ${sliceText(sliceOf(query, feed.scenario))}</h1>
      ${runLine(feed.run)}
      <div class="card row">${controls(from, to)}</div>
      ${failure ? problem(failure.fault, failure.again) : nothing}
      ${requestFailure ? problem(requestFailure) : nothing}
      ${failure ? nothing : feed.run.month ? list() : html`<p class="state">${noMonth(feed.run)}</p>`}`, root);
  }

  function controls(from, to) {
    const { start } = feed.scenario;
    const run = { first: start, last: last() };
    const providers = Object.keys(feed.scenario.providers);
    const step = (months, text) => {
      const month = monthText(monthNumber(from) + months);
      return html`<button type="button" ?disabled=${month < run.first || month > run.last} @click=${() => adjust({ month, from: '', to: '' })}>${text}</button>`;
    };
    return html`
      ${monthEntry({ label: from === to ? 'Month' : `One month instead of ${from} to ${to}`, text: typed ?? (from === to ? from : ''), title: `From ${run.first} to ${run.last}`,
        fault: typed === null ? null : monthFault(typed, run), change: (text) => {
          typed = monthFault(text, run) ? text : null;
          if (typed === null) adjust({ month: text, from: '', to: '' });
          else draw();
        } })}
      ${from === to ? html`<span class="group">${step(-1, 'Month before')}${step(1, 'Month after')}</span>` : nothing}
      ${choose('Won by', query.get('provider') ?? '', [['', 'anybody'], ...providers.map((id) => [id, name(id)])], (provider) => adjust({ provider }))}
      <label class="line"><input type="checkbox" .checked=${displacedOnly()} @change=${(event) => adjust({ displaced: event.target.checked ? 'yes' : '' })}> Displaced only</label>
      ${slicePicker(feed.scenario, sliceOf(query, feed.scenario))}`;
  }

  function list() {
    if (!shown) return html`<p class="state">Loading the awards …</p>`;
    const { awards, displaced, all } = shown;
    const expected = displacedOnly() ? displaced : all;
    return html`<section class="card">
      <div class="row middle"><p class="grow" data-found><strong>${many(all, 'award')}</strong>; policy displaced <strong>${count(displaced)}</strong> of them${displaced ? ', which stand first' : ''}.
        ${awards.length < expected ? html`The ${count(awards.length)} that were made first are listed.` : nothing} Choose one to see why it was made.</p>
        <button type="button" class="quiet apart" @click=${takeCsv}>CSV</button></div>
      ${awards.length === 0 ? html`<p class="state">None. Choose another month or part of the market.</p>` : nothing}
      <ol class="ticker whole" aria-label="Awards, displaced ones first">${awards.map(line)}</ol></section>`;
  }

  function line(award) {
    const { tender, month, incumbent, winner, ownership, displacedBy, counterfactualWinner, annualValueFen, segment, city } = award;
    const displaced = displacedBy.length > 0;
    return html`<li class=${displaced ? 'displaced' : ''} data-award=${tender}>
      <a href=${address(['runs', feed.id, 'awards', tender])}>
        <span class="month">${month}</span>
        <span>${incumbent && incumbent !== winner ? `${name(incumbent)} → ` : ''}<span class="swatch" style="background:${ownershipColor(ownership)}"></span><b>${name(winner)}</b>
          ${money(annualValueFen, currencyOf(feed.scenario))} a year</span>
        ${displaced ? html`<span class="chip displaced">displaced</span>` : nothing}
        <span class="place">${name(segment)}, ${name(city)}${displaced
          ? html`<br>Without policy: ${counterfactualWinner ? name(counterfactualWinner) : 'nobody'}. Displaced by ${displacedBy.map(name).join(', ')}.` : nothing}</span>
      </a></li>`;
  }

  async function takeCsv() {
    requestFailure = null;
    try {
      const text = await get(withQuery(`${feed.path}/awards`, { ...asked(), displaced: displacedOnly() ? 'true' : '' }), { accept: 'text/csv' });
      const { from, to } = span();
      save(['awards', feed.id, from, ...(from === to ? [] : [to])].join('-').concat('.csv'), new Blob([text], { type: 'text/csv' }));
    } catch (fault) {
      requestFailure = fault;
    }
    draw();
  }

  const told = () => {
    // Months that are whole do not change any more.
    if (!shown || (feed.run && shown.through < span().to && shown.through !== feed.run.month)) loader.ask();
    draw();
  };
  const unlisten = feed.listen(told);
  told();

  return {
    adjusted() {
      query = current().query;
      shown = null;
      draw();
      loader.ask();
    },
    leave() {
      unlisten();
      loader.stop();
    },
  };
}
