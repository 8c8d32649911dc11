// View 6: two runs with the same luck beside each other, what made them part, and what if.
import { html, nothing, render } from 'lit-html';
import { get, passing, withQuery } from '../api.js';
import { Figure, axes } from '../chart.js';
import { change, currencyOf, many, millions, months, name, percentagePoints, runName, timeOfDay } from '../format.js';
import { ForkPanel } from '../fork.js';
import { Loader } from '../loader.js';
import { markLine, marksOf } from '../marks.js';
import { paletteOf } from '../palette.js';
import { problem } from '../problem.js';
import { address, adjust, current } from '../route.js';
import { ended } from '../run-feed.js';
import { shareFigure } from '../share-figure.js';
import { choose, sliceOf, slicePicker, sliceText } from '../slice.js';

const ASK_EVERY_MS = 1_500;

const MEASURES = {
  'share': { title: 'share of running spend', unit: 'percentage points', of: (value) => value * 100 },
  'running-fen': { title: 'running spend', unit: 'million {currency} a year', of: millions },
  'awarded-fen': { title: 'spend awarded in the month', unit: 'million {currency} a year', of: millions },
  'awards': { title: 'awards in the month', unit: 'awards', of: (value) => value },
  'migrated-to': { title: 'contracts won from another', unit: 'contracts', of: (value) => value },
  'complaints': { title: 'complaints', unit: 'complaints', of: (value) => value },
  'failed': { title: 'failed tenders', unit: 'tenders', of: (value) => value },
};

export function mount(root, { query: firstQuery }) {
  let query = firstQuery;
  let runs = [];
  let shownFor = null;
  root.innerHTML = `<h1>Compare</h1><div data-controls class="card row"></div><div data-state></div>
    <figure data-difference></figure><div class="columns"><figure data-one></figure><figure data-other></figure></div>
    <div data-divergence></div><section data-fork class="card"></section>`;
  const part = (where) => root.querySelector(`[data-${where}]`);
  const difference = new Figure(part('difference'), { id: 'difference', title: 'Difference', tall: true });
  const one = new Figure(part('one'), { id: 'baseline', title: 'Baseline' });
  const other = new Figure(part('other'), { id: 'treatment', title: 'Treatment' });
  const figures = [difference, one, other];
  const fork = new ForkPanel(part('fork'));

  const by = () => query.get('by') || 'provider';
  const measure = () => (MEASURES[query.get('measure')] ? query.get('measure') : 'share');

  const loader = new Loader({
    question: () => query.toString(),
    load: async (wanted) => {
      runs = (await get('api/runs?limit=100')).items;
      if (!wanted()) return;
      const treatment = query.get('treatment') || runs.find((run) => run.scenario !== 'no-policy')?.id || '';
      drawControls(query.get('baseline') || '', treatment);
      const treated = treatment && await side(treatment);
      const base = query.get('baseline') || (treated && guess(treated.run));
      if (!wanted()) return;
      drawControls(base, treatment, treated.scenario);
      if (treated) fork.show(treated);
      if (!treated || !base) {
        figures.forEach((figure) => figure.say('Choose two runs with the same seed. Start one with "beside the same market without any policy", and both are there.'));
        return;
      }
      const baseline = await side(base);
      const both = [baseline, treated];
      const over = both.every(({ run }) => ended(run));
      if (!wanted()) return;
      if (!both.every(({ run }) => run.month)) {
        const stuck = both.find(({ run }) => !run.month && ended(run));
        figures.forEach((figure) => figure.say(stuck ? `${stuck.id} ended before its first month was whole. Choose another.`
          : 'No month is whole in both runs yet. The difference begins with the first.'));
        if (!stuck) loader.ask(ASK_EVERY_MS);
        return;
      }
      // Where policies act is where they differ: the baseline may have none.
      const slice = sliceOf(query, treated.scenario);
      const [comparison, ...shares] = await Promise.all([
        get(withQuery('api/comparisons', { baseline: base, treatment, by: by(), ...slice })),
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
      if (shownFor === query.toString()) return;
      // What stands there is of another question.
      figures.forEach((figure) => figure.say(passing(failure) ? 'Waiting for the service.' : 'Nothing to compare.'));
      render(nothing, part('divergence'));
    },
  });

  async function side(id) {
    const path = `api/runs/${encodeURIComponent(id)}`;
    const [run, scenario] = await Promise.all([get(path), get(`${path}/scenario`)]);
    return { id, path, run, scenario };
  }

  /** The parent of a fork, or the newest other run of the same scenario, or without policy, with the same seed. */
  function guess(treatment) {
    const others = runs.filter((each) => each.id !== treatment.id && each.seed === treatment.seed);
    return treatment.fork?.run ?? (others.find((each) => each.scenario === treatment.scenario) ?? others.find((each) => each.scenario === 'no-policy'))?.id ?? '';
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
    const title = `Difference, treatment less baseline: ${chosen.title} by ${by()}, ${where} (${unit})`;
    if (moved.length === 0) {
      difference.say(`${title}: none, in ${comparison.months.length} months.`);
    } else {
      const colorOf = paletteOf(by(), moved, providers);
      const last = comparison.months.length - 1;
      const write = (value) => (measure() === 'share' ? percentagePoints(value) : `${change(chosen.of(value))} ${unit}`);
      const largest = [...moved].sort((a, b) => Math.abs(raw[b][last]) - Math.abs(raw[a][last])).slice(0, 3);
      difference.show({
        of: [baseline.id, treated.id, measure()],
        title,
        table: { columns: ['month', ...moved.map((id) => `${id} (${measure() === 'share' ? 'fraction' : measured.includes('currency') ? `hundredths of ${currencyOf(treated.scenario)} a year` : unit})`)],
          rows: comparison.months.map((month, t) => [month, ...moved.map((id) => raw[id][t])]) },
        says: `${comparison.months[last]}: ${largest.map((id) => `${name(id)} ${write(raw[id][last])}`).join(', ')}.`,
        option: (colors, width) => ({
          ...axes(colors, axis, { names: [...colorOf.keys()].map(name), width, value: (value) => (value == null ? '–' : `${value.toFixed(2)} ${unit}`) }),
          series: [...colorOf].map(([id, color], i) => ({ id, name: name(id), type: 'line', symbol: last === 0 ? 'circle' : 'none', color, lineStyle: { width: 2 },
            data: raw[id].map(chosen.of), ...(i === 0 && { markLine: markLine(marks, axis, colors) }) })),
        }),
      });
    }
    [[one, baseline, 'Baseline'], [other, treated, 'Treatment']].forEach(([figure, { run, ...rest }, which], i) => figure.show({ of: [run.id], ...shareFigure({
      shares: shares[i], axis, marks: marksOf({ run, ...rest }), providers,
      title: `${which}: ${runName(run)}, shares of running spend by ${by()}, ${where}` }) }));
    render(parting(comparison), part('divergence'));
  }

  const label = (run) => `${runName(run)}, seed ${run.seed}, ${run.status} ${run.month ?? ''}, ${timeOfDay(run.orderedAt)} (${run.id})`;

  function drawControls(base, treatment, scenario = null) {
    const options = [['', 'choose a run'], ...runs.map((run) => [run.id, label(run)])];
    render(html`
      ${choose('Baseline', base, options, (value) => adjust({ baseline: value, treatment }))}
      ${choose('Treatment', treatment, options, (value) => adjust({ baseline: base, treatment: value }))}
      ${choose('By', by(), ['provider', 'ownership', 'segment', 'city'].map((id) => [id, id]), (value) => adjust({ by: value }))}
      ${choose('Difference of', measure(), Object.entries(MEASURES).map(([id, { title }]) => [id, title]), (value) => adjust({ measure: value }))}
      ${scenario ? slicePicker(scenario, sliceOf(query, scenario)) : nothing}`, part('controls'));
  }

  loader.ask();
  return {
    adjusted() {
      query = current().query;
      loader.ask();
    },
    leave() {
      loader.stop();
      figures.forEach((figure) => figure.dispose());
    },
  };
}

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
