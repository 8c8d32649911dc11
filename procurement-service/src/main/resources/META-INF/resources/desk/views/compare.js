// View 6: two runs with the same random seed beside each other, what policy does, what made them part, and what if.
import { html, nothing, render } from 'lit-html';
import { get, passing, withQuery } from '../api.js';
import { titleOf } from '../arms.js';
import { BEHIND, Figure, axes, restOf } from '../chart.js';
import { parting } from '../divergence.js';
import { effectsCard, firstInForce, monthsOfPolicy, summary, summaryText } from '../effects.js';
import { change, currencyOf, millions, moneyChange, months, name, percentagePoints, runName, when } from '../format.js';
import { ForkPanel } from '../fork.js';
import { lineNames } from '../line-names.js';
import { Loader } from '../loader.js';
import { markLine, markPixels, marksOf } from '../marks.js';
import { monthAwards } from '../month-awards.js';
import { Multiples } from '../multiples.js';
import { PairPanel } from '../pair-panel.js';
import { REST, paletteOf } from '../palette.js';
import { hasPolicies, orderBaseline, pairOf, unlikeIn } from '../partner.js';
import { BY, COMPARED_MEASURES, PLACES, requireInRun } from '../parameters.js';
import { problem } from '../problem.js';
import { address, adjust, adjusted, current } from '../route.js';
import { ended } from '../run-feed.js';
import { RunList, changesText, pathText } from '../run-list.js';
import { shareFigure, sizeOfShares } from '../share-figure.js';
import { choose, sliceOf, slicePicker, sliceText } from '../slice.js';
import { auditChip, auditProblem, stalledChip } from '../soundness.js';
import { ofRuns } from '../source.js';

const ASK_EVERY_MS = 1_500;
const MOST_BANDS = 3;
const MOST_NAMED = 6;
const SIDES = [['baseline', 'Baseline'], ['treatment', 'Treatment']];

const MEASURES = {
  'share': { title: 'share of running spend', unit: 'percentage points', of: (value) => value * 100 },
  'running-fen': { title: 'running spend', unit: '{currency} million a year', per: ' a year', of: millions },
  'awarded-fen': { title: 'spend awarded in the month', unit: '{currency} million a year', per: ' a year', of: millions },
  'awards': { title: 'awards in the month', unit: 'awards', of: (value) => value, whole: true },
  'migrated-to': { title: 'contracts won from another', unit: 'contracts', of: (value) => value, whole: true },
  'porting-fen': { title: 'cost of moves in the month', unit: '{currency} million once', per: ' once', of: millions },
  'complaints': { title: 'complaints', unit: 'complaints', of: (value) => value, whole: true },
  'failed': { title: 'failed tenders', unit: 'tenders', of: (value) => value, whole: true },
};

export function mount(root, { query: firstQuery }) {
  let query = firstQuery;
  let shownFor = null;
  let chooser = null;
  let sides = {};
  /** The pair of a run whose partner the address does not name, once it was looked for: {of, pair}. */
  let looked = null;
  let ordering = false;
  let refused = null;
  root.innerHTML = `<h1>Compare</h1><div data-runs class="card view"></div><div data-controls class="card row"></div><div data-state></div>
    <div data-effects></div><div data-pairs></div><figure data-difference></figure><div data-multiples class="view"></div><div class="columns"><figure data-one></figure><figure data-other></figure></div>
    <div data-divergence></div><section data-fork class="card live-only"></section>`;
  const part = (where) => root.querySelector(`[data-${where}]`);
  const difference = new Figure(part('difference'), { id: 'difference', title: 'Difference', tall: true });
  const one = new Figure(part('one'), { id: 'baseline', title: 'Baseline' });
  const other = new Figure(part('other'), { id: 'treatment', title: 'Treatment' });
  const figures = [difference, one, other];
  const multiples = new Multiples(part('multiples'));
  const fork = new ForkPanel(part('fork'));
  let compared = null;
  // What many pairs come to arrives after the pair itself.
  const pairs = new PairPanel(part('pairs'), () => {
    if (compared) showDifference(compared);
  });

  const by = () => query.get('by') ?? 'provider';
  const measure = () => query.get('measure') ?? COMPARED_MEASURES[0];

  const loader = new Loader({
    stale: root,
    question: () => query.toString(),
    load: async (wanted) => {
      const asked = SIDES.map(([which]) => query.get(which));
      // Each that is there is shown as what it is, though the other may be missing.
      const found = await Promise.allSettled(asked.map((id) => (id ? side(id) : null)));
      if (!wanted()) return;
      sides = Object.fromEntries(SIDES.map(([which], i) => [which, found[i].value]));
      drawRuns();
      const { baseline, treatment: treated } = sides;
      drawControls(treated?.scenario);
      if (treated) fork.show(treated);
      const refused = found.find(({ status }) => status === 'rejected');
      if (refused) throw refused.reason;
      if (!treated || !baseline) {
        figures.forEach((figure) => figure.say('Nothing to compare yet.'));
        nothingCompared();
        drawMissing();
        render(nothing, part('divergence'));
        await lookForPair(treated ?? baseline, wanted);
        return;
      }
      requireInRun(query, treated.scenario);
      const both = [baseline, treated];
      const over = both.every(({ run }) => ended(run));
      if (!both.every(({ run }) => run.month)) {
        const stuck = both.find(({ run }) => !run.month && ended(run));
        figures.forEach((figure) => figure.say(stuck ? `${stuck.id} ended before its first month was complete. Choose another.`
          : 'The first month is not complete in both runs yet. The difference appears with it.'));
        nothingCompared();
        if (!stuck) loader.ask(ASK_EVERY_MS);
        return;
      }
      // Where policies act is where they differ: the baseline may have none.
      const slice = sliceOf(query, treated.scenario);
      const paths = [withQuery('api/comparisons', { baseline: baseline.id, treatment: treated.id, by: by(), ...slice }),
        ...both.map(({ path }) => withQuery(`${path}/shares`, { by: by(), of: 'running', ...slice }))];
      const [comparison, ...shares] = await Promise.all(paths.map((path) => get(path)));
      if (!wanted()) return;
      show(comparison, shares, both, slice, paths);
      if (!over && !compared.unlike) multiples.say('Segments and cities are drawn one by one when both runs have ended.');
      shownFor = query.toString();
      if (compared.unlike) await lookForPair(treated, wanted, baseline.id);
      if (!over) loader.ask(ASK_EVERY_MS);
    },
    failed: (failure, again) => {
      render(problem(failure, again), part('state'));
      if (shownFor === query.toString() && passing(failure)) return;
      // What stands there is of another question.
      nothingCompared();
      figures.forEach((figure) => figure.say(passing(failure) ? 'Waiting for the service.' : 'Nothing to compare.'));
      render(nothing, part('divergence'));
    },
  });

  async function side(id) {
    const path = `api/runs/${encodeURIComponent(id)}`;
    const [run, scenario] = await Promise.all([get(path), get(`${path}/scenario`)]);
    return { id, path, run, scenario };
  }

  /** Looks for the partner of a run; another than the one with which it cannot be compared. */
  async function lookForPair(side, wanted, not = null) {
    const of = side && `${side.id} ${not}`;
    if (!side || looked?.of === of) return;
    looked = { of, pair: await pairOf(side, not) };
    if (wanted()) redrawState();
  }

  const drawMissing = () => render(missing(), part('state'));

  /** Which run the address does not name, and which one it may be: to choose is for the reader. */
  function missing() {
    const { baseline, treatment } = sides;
    const named = baseline ?? treatment;
    const other = baseline ? 'treatment' : 'baseline';
    if (!named) return html`<p class="banner">Choose two runs with the same seed: the treatment, with a policy, and the baseline, such as the same market without any policy.</p>`;
    return html`<p class="banner" data-missing=${other}>The address names no ${other}: choose a run with the same seed, ${named.run.seed}.
      ${partnerOf(named)}</p>`;
  }

  /** The pair that a run belongs to, or what orders the run that is missing in it. */
  function partnerOf(side, not = null) {
    if (looked?.of !== `${side.id} ${not}`) return nothing;
    const { pair } = looked;
    if (pair) return html`There is such a pair: <a data-pair href=${address(['compare'], pair)}>compare ${pair.treatment}, with policy, with ${pair.baseline}, the same market without</a>.`;
    return hasPolicies(side.scenario) ? baselineOffer(side) : nothing;
  }

  /** Orders the run that shows what the treatment's policies do. */
  function baselineOffer(treated) {
    return html`<button type="button" data-order-baseline ?disabled=${ordering} @click=${() => orderTheBaseline(treated)}>${ordering ? 'Ordering …' : 'Run the same market without policies'}</button>
      ${refused ? problem(refused) : nothing}`;
  }

  async function orderTheBaseline(treated) {
    [ordering, refused] = [true, null];
    redrawState();
    try {
      const { id } = await orderBaseline(treated);
      ordering = false;
      looked = null;
      adjust({ baseline: id, treatment: treated.id });
    } catch (failure) {
      [ordering, refused] = [false, failure];
      redrawState();
    }
  }

  function redrawState() {
    if (compared) render(unlikeText(compared), part('state'));
    else drawMissing();
  }

  function show(comparison, shares, [baseline, treated], slice, paths) {
    const where = sliceText(slice);
    const providers = { ...baseline.scenario.providers, ...treated.scenario.providers };
    const axis = months(treated.scenario.start, Math.max(baseline.scenario.months, treated.scenario.months));
    const marks = marksOf(treated);
    const { unit: measured, ...chosen } = MEASURES[measure()];
    const unit = measured.replace('{currency}', currencyOf(treated.scenario));
    const raw = measure() === 'share' ? comparison.shareEffect
      : Object.fromEntries(Object.entries(comparison.effect).map(([id, measures]) => [id, measures[measure()]]));
    const moved = Object.keys(raw).filter((id) => raw[id].some((value) => value !== 0));
    const largestShare = (id) => Math.max(...shares.map((each) => sizeOfShares(each, id)));
    // One colour for one id in all three figures: first those that differ most, then those with the largest shares.
    const most = Math.max(1e-9, ...moved.flatMap((id) => raw[id].map(Math.abs)));
    const ids = [...new Set([...Object.keys(raw), ...shares.flatMap(({ series }) => Object.keys(series))])]
      .filter((id) => moved.includes(id) || largestShare(id) > 0);
    const sizeOf = (id) => Math.max(0, ...(raw[id] ?? []).map(Math.abs)) / most + largestShare(id) / 1e6;
    const palette = paletteOf(by(), ids, providers, sizeOf);
    const during = monthsOfPolicy(baseline, treated, comparison.months);
    const from = firstInForce(treated);
    const summaries = new Map(moved.map((id) => [id, summary(raw[id], comparison.months, during, from)]));
    const weight = (id) => Math.abs(summaries.get(id).mean ?? summaries.get(id).end);
    const largest = [...moved].sort((a, b) => weight(b) - weight(a));
    const write = (value) => (measure() === 'share' ? percentagePoints(value)
      : chosen.per ? moneyChange(value, currencyOf(treated.scenario)) + chosen.per : `${change(value)} ${unit}`);
    const unlike = unlikeIn(comparison, baseline, treated);
    compared = { comparison, path: paths[0], slice, baseline, treated, where, axis, marks, measured, chosen, unit, raw, moved, palette, largest, summaries, write, unlike };
    render(unlikeText(compared), part('state'));
    if (unlike) {
      pairs.clear();
      multiples.clear();
      render(nothing, part('effects'));
    } else {
      if ([baseline, treated].every(({ run }) => ended(run))) {
        multiples.show({ baseline, treated, slice, places: query.get('places') ?? PLACES[0], by: by(), measure: measure(), chosen, unit, title: chosen.title, minus: minus(baseline), largest, palette, providers, axis, write });
      }
      pairs.show({ baseline, treated, slice, by: by(), measure: measure(), months: comparison.months, ids: largest, raw, write });
      render(effectsCard({ summaries: new Map(largest.map((id) => [id, summaries.get(id)])), effect: comparison.effect, months: comparison.months, during, by: by(),
        title: chosen.title, minus: minus(baseline), where, write, currency: currencyOf(treated.scenario), from, resultHref: address(['runs', treated.id, 'result'], { beside: baseline.id, ...(query.has('slice') && { slice: 'chosen', ...slice }) }) }), part('effects'));
    }
    showDifference(compared);
    [[one, baseline, 'Baseline'], [other, treated, 'Treatment']].forEach(([figure, { run, ...rest }, which], i) => figure.show({ of: [run.id],
      source: ofRuns([paths[i + 1]], run), monthHref: monthAwards(run, slice), ...shareFigure({
      shares: shares[i], axis, marks: marksOf({ run, ...rest }), providers, palette,
      title: `${which}: ${runName(run)}, shares of running spend by ${by()}, ${where}` }) }));
    render(parting(comparison, currencyOf(treated.scenario)), part('divergence'));
  }

  /** That the difference is no effect of policy, why, and what shows that effect. */
  function unlikeText({ unlike, baseline, treated }) {
    if (!unlike) return nothing;
    const { others, early, begins } = unlike;
    return html`<div class="banner" data-unlike><strong>These runs do not show what policy does.</strong>
      ${others.length ? html`Their markets differ in more than policy: ${[...others.slice(0, MOST_NAMED).map((pointer) => pathText(pointer.slice(1).replaceAll('/', '.'))), ...(others.length > MOST_NAMED ? [`${others.length - MOST_NAMED} more`] : [])].join('; ')}.` : nothing}
      ${early ? html`Their difference begins in ${early}, before ${begins ? `the first policy is known or in force (${begins})` : 'any policy'}.` : nothing}
      The difference is not drawn as an effect. Both runs stand below as they are.
      ${hasPolicies(treated.scenario) ? html`To see what the policies do, compare the treatment with its own market without them. ${partnerOf(treated, baseline.id)}` : nothing}</div>`;
  }

  function nothingCompared() {
    compared = null;
    pairs.clear();
    multiples.clear();
    render(nothing, part('effects'));
  }

  /** The difference of the pair; behind the largest, what many pairs come to. */
  function showDifference({ comparison, path, slice, baseline, treated, where, axis, marks, measured, chosen, unit, raw, moved, palette, largest, summaries, write, unlike }) {
    const title = `Effect: ${chosen.title}, ${minus(baseline)}, by ${by()}, ${where} (${unit})`;
    if (unlike) {
      difference.say('Not drawn: the difference between these runs is not the effect of policy.');
    } else if (moved.length === 0) {
      difference.say(`${title}: none, in ${comparison.months.length} months.`);
    } else {
      const colorOf = new Map([...palette].filter(([id]) => moved.includes(id)));
      const rest = restOf(colorOf);
      const called = (id) => (colorOf.get(id) === REST ? rest : name(id));
      const last = comparison.months.length - 1;
      const banded = largest.slice(0, MOST_BANDS).map((id) => ({ id, effect: pairs.effectOf(id) })).filter(({ effect }) => effect);
      difference.show({
        of: [baseline.id, treated.id, measure()],
        source: [...ofRuns([path], baseline.run, treated.run), ...pairs.sources(banded.map(({ id }) => id))],
        monthHref: monthAwards(treated.run, slice),
        title,
        table: { columns: ['month', ...moved.map((id) => `${name(id)} (${measure() === 'share' ? 'fraction' : measured.includes('currency') ? unit.replace(/(\S+) million/, 'hundredths of $1') : unit})`)],
          rows: comparison.months.map((month, t) => [month, ...moved.map((id) => raw[id][t])]) },
        says: `${largest.slice(0, 2).map((id) => summaryText(id, summaries.get(id), write)).join('; ')}.${banded.length ? ' The bands are the means of many pairs, with 95% confidence.' : ''}`,
        option: (colors, width, pointer, height) => {
          const main = axes(colors, axis, { names: [...colorOf.keys()].map(called), width, rest, pointer, whole: Boolean(chosen.whole), above: markPixels(marks, axis, width), value: (value) => `${chosen.whole ? change(value) : value.toFixed(2)} ${unit}` });
          const names = lineNames({ grid: main.grid, width, height, colorOf, called, colors, last: (id) => raw[id].at(-1) });
          return {
            ...main,
            grid: names.grid,
            legend: { ...main.legend, data: [...new Set([...colorOf.keys()].map(called))] },
            series: [...names.sorted.map(([id, color], i) => ({ id, name: called(id), type: 'line', symbol: last === 0 ? 'circle' : 'none', color, ...lineOf(color),
              ...names.of(id), data: raw[id].map(chosen.of), ...(i === 0 && { markLine: markLine(marks, axis, colors, width) }) })),
            ...banded.flatMap(({ id, effect }) => bandOf(id, effect, { color: colorOf.get(id), name: called(id), axis, of: chosen.of }))],
          };
        },
      });
    }
  }

  function drawRuns() {
    render(html`${SIDES.map(([which, title]) => {
      const there = sides[which];
      const id = query.get(which);
      const open = chooser?.which === which;
      return html`
        <div data-side=${which}>
          <div class="row middle"><span class="grow"><span class="soft">${title}:</span>
            ${there ? html`<a href=${address(['runs', id])}><strong>${titleOf(there.run)}</strong></a> <span class="soft">${there.run.scenario}${there.run.arm ? ` / ${there.run.arm}` : ''} ·
              seed ${there.run.seed}${changesText(there.run)} · ${when(there.run.orderedAt)} · ${id} · ${there.run.month ?? 'not begun'}</span>
              <span class="chip ${there.run.status}">${there.run.status}</span> ${stalledChip(there.run)} ${auditChip(there.run)}`
              : id ? html`<strong>${id}</strong>` : html`<strong>none chosen</strong>`}</span>
            <button type="button" aria-expanded=${open ? 'true' : 'false'} @click=${() => toggle(which)}>${open ? 'Close' : `Choose the ${which}`}</button></div>
          ${there ? auditProblem(there.run) : nothing}
          ${open ? chooser.list.template() : nothing}
        </div>`;
    })}`, part('runs'));
  }

  /** Opens or closes the list of runs for a side. */
  function toggle(which) {
    const wasOpen = chooser?.which === which;
    chooser?.list.leave();
    chooser = wasOpen || !which ? null : { which, list: new RunList(drawRuns, { href: (run) => adjusted({ [which]: run.id }), results: false, limit: 10 }) };
    drawRuns();
  }

  function drawControls(scenario) {
    render(html`
      ${choose('Group by', by(), BY.map((id) => [id, id]), (value) => adjust({ by: value }))}
      ${choose('Measure', measure(), COMPARED_MEASURES.map((id) => [id, MEASURES[id].title]), (value) => adjust({ measure: value }))}
      ${scenario ? slicePicker(scenario, sliceOf(query, scenario)) : nothing}`, part('controls'));
  }

  drawRuns();
  loader.ask();
  return {
    adjusted() {
      query = current().query;
      if (chooser) toggle(null);
      loader.ask();
    },
    leave() {
      loader.stop();
      pairs.leave();
      multiples.leave();
      chooser?.list.leave();
      figures.forEach((figure) => figure.dispose());
    },
  };
}

/** The interval of the mean of many pairs, by month. */
function bandOf(id, { months: known, low, high }, { color, name: called, axis, of }) {
  const at = (values) => axis.map((month) => (known.includes(month) ? of(values[known.indexOf(month)]) : null));
  const [lows, highs] = [at(low), at(high)];
  const side = { name: called, type: 'line', stack: `${BEHIND}${id}`, stackStrategy: 'all', symbol: 'none', silent: true, color, lineStyle: { opacity: 0 }, z: 1 };
  return [{ ...side, id: `${BEHIND}low-${id}`, data: lows },
    { ...side, id: `${BEHIND}band-${id}`, areaStyle: { opacity: 0.22 }, data: highs.map((value, t) => (value === null ? null : value - lows[t])) }];
}

/** Those without a colour of their own lie thin, below the others. */
const lineOf = (color) => (color === REST ? { lineStyle: { width: 1 }, z: 1 } : { lineStyle: { width: 2 }, z: 2 });

/** What is subtracted from what. */
const minus = ({ scenario }) => (hasPolicies(scenario) ? 'treatment minus baseline' : 'with policy minus without');
