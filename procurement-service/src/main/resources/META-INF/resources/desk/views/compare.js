// View 6: two runs with the same luck beside each other, what made them part, and what if.
import { html, nothing, render } from 'lit-html';
import { get, passing, withQuery } from '../api.js';
import { BEHIND, Figure, axes, restOf } from '../chart.js';
import { change, currencyOf, many, millions, months, name, percentagePoints, runName, when } from '../format.js';
import { ForkPanel } from '../fork.js';
import { Loader } from '../loader.js';
import { markLine, markPixels, marksOf } from '../marks.js';
import { PairPanel } from '../pair-panel.js';
import { REST, paletteOf } from '../palette.js';
import { BY, COMPARED_MEASURES, requireInRun } from '../parameters.js';
import { problem } from '../problem.js';
import { address, adjust, adjusted, current } from '../route.js';
import { ended } from '../run-feed.js';
import { RunList, changesText } from '../run-list.js';
import { shareFigure, sizeOfShares } from '../share-figure.js';
import { choose, sliceOf, slicePicker, sliceText } from '../slice.js';
import { auditChip, auditProblem, stalledChip } from '../soundness.js';

const ASK_EVERY_MS = 1_500;
const MOST_BANDS = 3;
const SIDES = [['baseline', 'Baseline'], ['treatment', 'Treatment']];

const MEASURES = {
  'share': { title: 'share of running spend', unit: 'percentage points', of: (value) => value * 100 },
  'running-fen': { title: 'running spend', unit: 'million {currency} a year', of: millions },
  'awarded-fen': { title: 'spend awarded in the month', unit: 'million {currency} a year', of: millions },
  'awards': { title: 'awards in the month', unit: 'awards', of: (value) => value },
  'migrated-to': { title: 'contracts won from another', unit: 'contracts', of: (value) => value },
  'porting-fen': { title: 'cost of moves in the month', unit: 'million {currency} once', of: millions },
  'complaints': { title: 'complaints', unit: 'complaints', of: (value) => value },
  'failed': { title: 'failed tenders', unit: 'tenders', of: (value) => value },
};

export function mount(root, { query: firstQuery }) {
  let query = firstQuery;
  let shownFor = null;
  let chooser = null;
  let sides = {};
  root.innerHTML = `<h1>Compare</h1><div data-runs class="card view"></div><div data-controls class="card row"></div><div data-state></div>
    <div data-pairs></div><figure data-difference></figure><div class="columns"><figure data-one></figure><figure data-other></figure></div>
    <div data-divergence></div><section data-fork class="card"></section>`;
  const part = (where) => root.querySelector(`[data-${where}]`);
  const difference = new Figure(part('difference'), { id: 'difference', title: 'Difference', tall: true });
  const one = new Figure(part('one'), { id: 'baseline', title: 'Baseline' });
  const other = new Figure(part('other'), { id: 'treatment', title: 'Treatment' });
  const figures = [difference, one, other];
  const fork = new ForkPanel(part('fork'));
  let compared = null;
  // What many pairs come to arrives after the pair itself.
  const pairs = new PairPanel(part('pairs'), () => {
    if (compared) showDifference(compared);
  });

  const by = () => query.get('by') ?? 'provider';
  const measure = () => query.get('measure') ?? COMPARED_MEASURES[0];

  const loader = new Loader({
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
        render(missing(), part('state'));
        render(nothing, part('divergence'));
        return;
      }
      requireInRun(query, treated.scenario);
      const both = [baseline, treated];
      const over = both.every(({ run }) => ended(run));
      if (!both.every(({ run }) => run.month)) {
        const stuck = both.find(({ run }) => !run.month && ended(run));
        figures.forEach((figure) => figure.say(stuck ? `${stuck.id} ended before its first month was whole. Choose another.`
          : 'No month is whole in both runs yet. The difference begins with the first.'));
        nothingCompared();
        if (!stuck) loader.ask(ASK_EVERY_MS);
        return;
      }
      // Where policies act is where they differ: the baseline may have none.
      const slice = sliceOf(query, treated.scenario);
      const [comparison, ...shares] = await Promise.all([
        get(withQuery('api/comparisons', { baseline: baseline.id, treatment: treated.id, by: by(), ...slice })),
        ...both.map(({ path }) => get(withQuery(`${path}/shares`, { by: by(), of: 'running', ...slice }))),
      ]);
      if (!wanted()) return;
      show(comparison, shares, both, slice);
      shownFor = query.toString();
      render(besidePolicy(comparison), part('state'));
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

  /** Which run the address does not name, and which one it may be: to choose is for the reader. */
  function missing() {
    const { baseline, treatment } = sides;
    const named = baseline ?? treatment;
    const other = baseline ? 'treatment' : 'baseline';
    if (!named) return html`<p class="banner">The address names no runs. Choose both: a pair with the same seed, such as a run and the same market without any policy.</p>`;
    const known = treatment?.run.baseline ?? treatment?.run.fork?.run;
    return html`<p class="banner" data-missing=${other}>The address names no ${other}: choose a run with the same seed, ${named.run.seed}.
      ${known ? html`Its order says which one: <a href=${adjusted({ baseline: known })}>compare it with ${known}</a>.` : nothing}</p>`;
  }

  function show(comparison, shares, [baseline, treated], slice) {
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
    const last = comparison.months.length - 1;
    const largest = [...moved].sort((a, b) => Math.abs(raw[b][last]) - Math.abs(raw[a][last]));
    const write = (value) => (measure() === 'share' ? percentagePoints(value) : `${change(chosen.of(value))} ${unit}`);
    compared = { comparison, baseline, treated, where, axis, marks, measured, chosen, unit, raw, moved, palette, largest, write };
    pairs.show({ baseline, treated, slice, by: by(), measure: measure(), months: comparison.months, ids: largest, raw, write });
    showDifference(compared);
    [[one, baseline, 'Baseline'], [other, treated, 'Treatment']].forEach(([figure, { run, ...rest }, which], i) => figure.show({ of: [run.id], ...shareFigure({
      shares: shares[i], axis, marks: marksOf({ run, ...rest }), providers, palette,
      title: `${which}: ${runName(run)}, shares of running spend by ${by()}, ${where}` }) }));
    render(parting(comparison), part('divergence'));
  }

  function nothingCompared() {
    compared = null;
    pairs.clear();
  }

  /** The difference of the pair; behind the largest, what many pairs come to. */
  function showDifference({ comparison, baseline, treated, where, axis, marks, measured, chosen, unit, raw, moved, palette, largest, write }) {
    const title = `Difference, treatment less baseline: ${chosen.title} by ${by()}, ${where} (${unit})`;
    if (moved.length === 0) {
      difference.say(`${title}: none, in ${comparison.months.length} months.`);
    } else {
      const colorOf = new Map([...palette].filter(([id]) => moved.includes(id)));
      const rest = restOf(colorOf);
      const called = (id) => (colorOf.get(id) === REST ? rest : name(id));
      const last = comparison.months.length - 1;
      const banded = largest.slice(0, MOST_BANDS).map((id) => ({ id, effect: pairs.effectOf(id) })).filter(({ effect }) => effect);
      difference.show({
        of: [baseline.id, treated.id, measure()],
        title,
        table: { columns: ['month', ...moved.map((id) => `${id} (${measure() === 'share' ? 'fraction' : measured.includes('currency') ? unit.replace('million', 'hundredths of') : unit})`)],
          rows: comparison.months.map((month, t) => [month, ...moved.map((id) => raw[id][t])]) },
        says: `${comparison.months[last]}: ${largest.slice(0, 3).map((id) => `${name(id)} ${write(raw[id][last])}`).join(', ')}.${banded.length ? ' The bands are the means of many pairs, with 95% confidence.' : ''}`,
        option: (colors, width, pointer) => ({
          ...axes(colors, axis, { names: [...colorOf.keys()].map(called), width, rest, pointer, whole: Boolean(chosen.whole), above: markPixels(marks, axis, width), value: (value) => `${chosen.whole ? change(value) : value.toFixed(2)} ${unit}` }),
          series: [...[...colorOf].map(([id, color], i) => ({ id, name: called(id), type: 'line', symbol: last === 0 ? 'circle' : 'none', color, ...lineOf(color),
            data: raw[id].map(chosen.of), ...(i === 0 && { markLine: markLine(marks, axis, colors, width) }) })),
          ...banded.flatMap(({ id, effect }) => bandOf(id, effect, { color: colorOf.get(id), name: called(id), axis, of: chosen.of }))],
        }),
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
            ${there ? html`<a href=${address(['runs', id])}><strong>${there.run.title}</strong></a> <span class="soft">${there.run.scenario}${there.run.arm ? ` / ${there.run.arm}` : ''} ·
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
    chooser = wasOpen || !which ? null : { which, list: new RunList(drawRuns, { href: (run) => adjusted({ [which]: run.id }), limit: 10 }) };
    drawRuns();
  }

  function drawControls(scenario) {
    render(html`
      ${choose('By', by(), BY.map((id) => [id, id]), (value) => adjust({ by: value }))}
      ${choose('Difference of', measure(), COMPARED_MEASURES.map((id) => [id, MEASURES[id].title]), (value) => adjust({ measure: value }))}
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

/** Says where two runs differ in more than what government does. */
function besidePolicy({ changes }) {
  const others = changes.map(({ pointer }) => pointer).filter((pointer) => !/^\/(policies|triggers|title|story|name)\b/.test(pointer));
  return others.length === 0 ? nothing : html`<p class="banner">These runs differ in more than policy: ${others.slice(0, 6).map((pointer) => html`<code>${pointer}</code> `)}${others.length > 6 ? `and ${others.length - 6} more` : ''}</p>`;
}

const parting = ({ baseline, treatment, changes, firstDivergence: first }) => html`
  <section class="card">
    <h2>First divergence</h2>
    ${first ? html`
      <p data-first><strong>${first.month}</strong>, tender <code>${first.tender}</code>, ${first.kind}. What differs that can be behind it:
        <strong>${[...first.cause.policies, ...first.cause.inputs.map((pointer) => pointer.split('/').filter(Boolean).join(' '))].join(', ')}</strong>.</p>
      <dl class="facts">
        <dt>Baseline</dt><dd>${came(first.baseline)} <a href=${address(['runs', baseline.run, 'awards', first.tender])}>why?</a></dd>
        <dt>Treatment</dt><dd>${came(first.treatment)} <a href=${address(['runs', treatment.run, 'awards', first.tender])}>why?</a></dd>
      </dl>` : html`<p class="state">Every tender came out the same so far.</p>`}
    <details><summary>${many(changes.length, 'change')} between the scenarios</summary>
      <ul>${changes.map(({ pointer, baseline: was, treatment: is }) => html`<li><code>${pointer}</code>: ${text(was)} → ${text(is)}</li>`)}</ul></details>
  </section>`;

const came = (outcomes) => (outcomes.length === 0 ? 'nothing' : outcomes.map((record) => ({
  'contract-awarded': `awarded to ${name(record.winner)}`,
  'tender-failed': 'the tender failed',
  'contract-extended': `extended with ${name(record.incumbent)} by ${many(record.months, 'month')} (${record.reason})`,
  'complaint-filed': `${name(record.complainant)} complains`,
})[record.type]).join('; '));

const text = (value) => (value === null || value === undefined ? 'nothing' : typeof value === 'object' ? (value.instrument ?? 'an entry') : String(value));
