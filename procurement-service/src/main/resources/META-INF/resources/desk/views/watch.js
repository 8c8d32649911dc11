// View 2: the run as it goes: shares bending, marks of policies, awards as they come, and what it costs.
import { html, nothing, render } from 'lit-html';
import { get, passing, withQuery } from '../api.js';
import { Figure, fail } from '../chart.js';
import { currencyOf, months, noMonth } from '../format.js';
import { costFigure, incidentFigure, priceFigure } from '../figures.js';
import { Headline } from '../headline.js';
import { lanesOf } from '../lanes.js';
import { liveLine } from '../live.js';
import { Loader } from '../loader.js';
import { markList, marksOf } from '../marks.js';
import { monthAwards } from '../month-awards.js';
import { pairOf } from '../partner.js';
import { BY, OF, faultsInRun, requireInRun } from '../parameters.js';
import { problem } from '../problem.js';
import { address, adjust, current } from '../route.js';
import { runBar } from '../run-bar.js';
import { RunControl } from '../run-control.js';
import { shareFigure } from '../share-figure.js';
import { choose, sliceOf, slicePicker, sliceText } from '../slice.js';
import { ofRuns } from '../source.js';
import { Ticker } from '../ticker.js';
import { EnactPanel } from '../enact.js';

export function mount(root, { feed, query: firstQuery }) {
  let query = firstQuery;
  let requestFailure = null;
  let pair = null;
  let lookedForPair = false;
  root.innerHTML = `<div data-bar></div><div data-now></div><div data-controls class="card row"></div><div data-headline></div>
    <div class="columns wide-first">
      <div class="view"><figure data-shares></figure><div data-marks class="card"></div></div>
      <section data-ticker class="card"></section>
    </div>
    <div class="columns"><figure data-price></figure><figure data-cost></figure><figure data-incidents></figure></div>
    <section data-enact class="card live-only"></section>`;
  const part = (name) => root.querySelector(`[data-${name}]`);
  const shares = new Figure(part('shares'), { id: 'shares', title: 'Shares of running spend', tall: true });
  const price = new Figure(part('price'), { id: 'price-level', title: 'Price level of new contracts' });
  const cost = new Figure(part('cost'), { id: 'cost-of-policy', title: 'Extra cost on affected contracts' });
  const incidents = new Figure(part('incidents'), { id: 'displaced-and-complaints', title: 'Displaced awards, complaints, failed tenders (a month)' });
  const figures = [shares, price, cost, incidents];
  const ticker = new Ticker(part('ticker'), feed, drawLive);
  const headline = new Headline(feed, draw);
  const control = new RunControl(feed, draw);
  const enact = new EnactPanel(part('enact'), feed);

  /** After a design of a provider's share, providers are drawn. */
  const by = () => query.get('by') ?? (query.get('share')?.startsWith('provider:') ? 'provider' : BY[0]);
  const of = () => query.get('of') ?? OF[0];

  const loader = new Loader({
    stale: root,
    question: () => query.toString(),
    load: async (wanted) => {
      if (!feed.run) {
        if (feed.failure) figures.forEach((figure) => figure.say(passing(feed.failure) ? 'Waiting for the service.' : 'Nothing to show.'));
        return;
      }
      requireInRun(query, feed.scenario);
      if (!feed.run.month) {
        figures.forEach((figure) => figure.say(noMonth(feed.run)));
        return;
      }
      const slice = sliceOf(query, feed.scenario);
      const paths = [withQuery(`${feed.path}/shares`, { by: by(), of: of(), ...slice }), withQuery(`${feed.path}/figures`, { by: 'none', ...slice })];
      const [shown, table] = await Promise.all(paths.map((path) => get(path)));
      if (!wanted()) return;
      const axis = months(feed.scenario.start, feed.scenario.months);
      const marks = marksOf(feed);
      const where = sliceText(slice);
      const currency = currencyOf(feed.scenario);
      const monthHref = monthAwards(feed.run, slice);
      const rows = lanesOf(feed, axis.at(-1));
      // What policies have touched comes later than the shares, and is in the lanes alone.
      const [ofShares, ofFigures] = [[shown, rows], [table]].map((drawn, i) => ({ of: [feed.id], source: ofRuns([paths[i]], feed.run), monthHref, key: JSON.stringify([drawn, marks]) }));
      shares.show({ ...ofShares, ...shareFigure({ shares: shown, axis, marks, rows, providers: feed.scenario.providers,
        title: `Shares of ${of()} spend by ${by()}, ${where}` }) });
      price.show({ ...ofFigures, ...priceFigure(table, axis, marks, where, currency) });
      cost.show({ ...ofFigures, ...costFigure(table, axis, marks, where, currency) });
      incidents.show({ ...ofFigures, ...incidentFigure(table, axis, marks, where) });
    },
    failed: (failure, again) => fail(figures, failure, again),
  });

  function drawControls() {
    if (!feed.scenario) return;
    lookForPair();
    const baseline = query.get('beside') ?? feed.run.baseline;
    const compared = baseline ? { baseline, treatment: feed.id } : pair;
    if (compared) control.beside(compared.baseline === feed.id ? compared.treatment : compared.baseline);
    render(html`
      ${choose('Group by', by(), BY.map((id) => [id, id]), (value) => adjust({ by: value }))}
      ${choose('Measure', of(), [['running', 'running spend'], ['awarded', 'spend awarded in the month']], (value) => adjust({ of: value }))}
      ${slicePicker(feed.scenario, sliceOf(query, feed.scenario))}
      ${compared ? html`<a data-compare href=${address(['compare'], compared)}>Compare with ${compared.baseline === feed.id ? 'the same market with policy' : feed.run.fork ? 'the run that it is a fork of' : 'the same market without policy'}</a>` : nothing}`,
      part('controls'));
  }

  /** A run that was opened from the list may have a partner that its own order does not name. */
  async function lookForPair() {
    if (lookedForPair || feed.run.baseline) return;
    lookedForPair = true;
    // Without it the view is whole but for a link.
    pair = await pairOf(feed).catch(() => null);
    if (pair) drawControls();
  }

  function draw() {
    if (feed.failure && !feed.run) {
      render(problem(feed.failure, () => feed.refresh()), part('bar'));
      return;
    }
    if (!feed.run) {
      render(html`<p class="state">Loading the run …</p>`, part('bar'));
      return;
    }
    render(html`${runBar(feed, control, (failure) => { requestFailure = failure; draw(); })}
      ${requestFailure ? problem(requestFailure) : nothing}`, part('bar'));
    render(headline.template(), part('headline'));
    render(html`<h2>Policies</h2>${markList(marksOf(feed), feed)}`, part('marks'));
    enact.draw();
  }

  function drawLive() {
    if (feed.scenario) render(liveLine(feed, ticker.newestMonth), part('now'));
  }

  function drawTicker() {
    if (!feed.scenario) return;
    if (faultsInRun(query, feed.scenario).length === 0) ticker.draw();
    else render(html`<h2>Awards, all buyers</h2><p class="state">Nothing to show.</p>`, part('ticker'));
  }

  let seen = null;
  const told = () => {
    draw();
    drawControls();
    drawTicker();
    drawLive();
    if (feed.version !== seen || !feed.run) loader.ask();
    seen = feed.version;
  };
  const unlisten = feed.listen(told);
  told();

  return {
    adjusted() {
      query = current().query;
      drawControls();
      drawTicker();
      loader.ask();
    },
    leave() {
      unlisten();
      loader.stop();
      control.leave();
      headline.leave();
      enact.leave();
      ticker.leave();
      figures.forEach((figure) => figure.dispose());
    },
  };
}
