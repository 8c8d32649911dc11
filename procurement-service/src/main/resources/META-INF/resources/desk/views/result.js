// A run that is over, read like an article: the finding in a sentence, the picture that shows it, what it cost, who lost and
// gained, where, and how sure we are.
import { html, nothing, render } from 'lit-html';
import { get, withQuery } from '../api.js';
import { titleOf } from '../arms.js';
import { Figure } from '../chart.js';
import { firstInForce } from '../effects.js';
import { EstimateCard } from '../estimate-card.js';
import { source } from '../facts.js';
import { findingText, holder, meanIn, spendOf, telling } from '../finding.js';
import { many, months, name, noMonth, sentence } from '../format.js';
import { lanesOf } from '../lanes.js';
import { Loader } from '../loader.js';
import { Pairs, outcomeOf, pairDocument, tellingOutcomes } from '../pairs.js';
import { Misread, requireInRun } from '../parameters.js';
import { hasPolicies, orderBaseline, pairOf, unlikeIn } from '../partner.js';
import { policyBars } from '../policy-bars.js';
import { problem } from '../problem.js';
import { SIDES, bandOf, resultFigure } from '../result-figure.js';
import { COST_FIGURES, VISIBLE, costs, sure, where, winners } from '../result-sections.js';
import { besideEstimate } from '../result-link.js';
import { address, adjust, adjusted, current } from '../route.js';
import { runWords } from '../run-bar.js';
import { ended } from '../run-feed.js';
import { choose, sliceOf, slicePicker } from '../slice.js';
import { auditProblem } from '../soundness.js';
import { ofExperiment, ofRuns } from '../source.js';

const ASK_EVERY_MS = 1_500;
const MOST_RUNS_OF_A_BAND = 60;

export function mount(root, { feed, query: firstQuery }) {
  let query = firstQuery;
  let data = null;
  let failure = null;
  let ordering = false;
  let refused = null;
  let bars = { pointed: null, open: null };
  let shownSpans = null;
  const runsOf = new Map();
  root.innerHTML = '<div data-head class="card view"></div><div data-controls class="card row"></div><div data-chart hidden class="card view"><figure data-result></figure><div data-bars></div></div><div data-rest class="view"></div>';
  const part = (where) => root.querySelector(`[data-${where}]`);
  const figure = new Figure(part('result'), { id: 'result', title: 'With policy and without', tall: true });
  const pairs = new Pairs(() => {
    draw();
    loadBand();
  });

  const beside = new EstimateCard(draw);

  const loader = new Loader({
    stale: root,
    question: () => query.toString(),
    load: async (wanted) => {
      if (!feed.run) return;
      requireInRun(query, feed.scenario);
      const pair = query.get('beside') ? { baseline: query.get('beside'), treatment: feed.id } : await pairOf(feed);
      const loaded = pair ? await compared(pair) : null;
      if (!wanted()) return;
      [data, failure] = [{ pair, ...loaded }, null];
      if (loaded?.comparison) pairs.look({ baseline: pair.baseline, treatment: pair.treatment });
      if (loaded?.comparison && !loaded.unlike && estimated()) beside.look({ without: loaded.baseline.scenario, treated: loaded.treated.scenario, slice: loaded.slice, period: period() });
      draw();
      loadBand();
      if (pair && !loaded) loader.ask(ASK_EVERY_MS);
    },
    failed: (what, again) => {
      failure = { what, again };
      if (what instanceof Misread) data = null;
      draw();
    },
  });

  async function side(id) {
    const path = `api/runs/${encodeURIComponent(id)}`;
    const [run, scenario] = await Promise.all([get(path), get(`${path}/scenario`)]);
    return { id, path, run, scenario };
  }

  /** The effect of the run on shares and sums; null where either run has no month yet. */
  async function compared(pair) {
    const of = ({ id, path, run, scenario }) => ({ id, path, run, scenario });
    const [baseline, treated] = await Promise.all([pair.baseline, pair.treatment].map((id) => (id === feed.id ? of(feed) : side(id))));
    if (treated.id !== feed.id) return { baseline, treated };
    if (!baseline.run.month || !treated.run.month || !ended(baseline.run)) return null;
    const slice = sliceOf(query, treated.scenario);
    const asked = { baseline: baseline.id, treatment: treated.id };
    const paths = Object.fromEntries([...['provider', 'ownership'].map((by) => [by, withQuery('api/comparisons', { ...asked, by, ...slice })]),
      ['none', withQuery('api/comparisons', { ...asked, by: 'none' })], ['places', withQuery(`${treated.path}/places`, { displaced: 'true' })]]);
    const [comparison, ownership, whole, { places }] = await Promise.all(['provider', 'ownership', 'none', 'places'].map((each) => get(paths[each])));
    const shares = {};
    for (const by of ['provider', 'ownership']) {
      shares[by] = await Promise.all([baseline, treated].map(({ path }) => get(sharesOf(path, by, slice))));
    }
    return { baseline, treated, slice, paths, comparison, ownership, whole, places, shares, unlike: unlikeIn(comparison, baseline, treated) };
  }

  /** Whether the result stands beside its estimate. */
  const estimated = () => query.get('estimate') === 'yes';

  /** The months that numbers are of: those in the address, or from the first month of policy on. */
  function period() {
    const { comparison, treated } = data;
    return { from: query.get('from') ?? firstInForce(treated) ?? comparison.months[0], to: query.get('to') ?? comparison.months.at(-1) };
  }

  const isOf = ({ from, to }, span) => from === span.from && to === span.to;

  /** Every share of the part of the market, with its effect in this pair and in many. */
  function effects() {
    const { comparison, ownership, slice } = data;
    const span = period();
    return [['provider', comparison], ['ownership', ownership]].flatMap(([by, { shareEffect, months: at }]) => Object.entries(shareEffect).map(([id, values]) => {
      const made = pairs.effectOf(outcomeOf('running-share', { by, id, slice }));
      // Beside an estimate the title tells of the same months as it does.
      const found = made && (!estimated() || isOf(made.effect.measure, span)) ? made : null;
      const mean = meanIn(values, at, span) ?? 0;
      const estimate = found?.effect.period ?? { value: mean, low: mean, high: mean };
      return { by, id, values, found, mean, estimate, size: Math.abs(estimate.value), period: found ? found.effect.measure : span };
    }));
  }

  /** The share that the article is about: the one in the address, or the one that tells most. */
  function chosen(all) {
    const [by, id] = (query.get('share') ?? '').split(':');
    return all.find((each) => each.by === by && each.id === id) ?? telling(all);
  }

  /** Runs of both markets, for the bands; without them the chart is whole but for these. */
  async function loadBand() {
    const found = data?.comparison ? chosen(effects())?.found : null;
    if (!found) return;
    const { experiment, effect } = found;
    const key = keyOf(found);
    if (runsOf.has(key)) return;
    runsOf.set(key, null);
    const of = (arm) => get(withQuery(`api/experiments/${encodeURIComponent(experiment.id)}/replications`, { outcome: effect.measure.name, arm, limit: String(MOST_RUNS_OF_A_BAND) }));
    try {
      const [without, within] = await Promise.all([of(effect.baseline), of(effect.arm)]);
      runsOf.set(key, { without: bandOf(without.replications), within: bandOf(within.replications), runs: within.replications.length });
      draw();
    } catch {
      runsOf.delete(key);
    }
  }

  async function orderTheBaseline() {
    [ordering, refused] = [true, null];
    draw();
    try {
      const { id } = await orderBaseline(feed);
      ordering = false;
      adjust({ beside: id });
    } catch (what) {
      [ordering, refused] = [false, what];
      draw();
    }
  }

  function draw() {
    const { run, scenario } = feed;
    const told = failure?.what ?? (run ? null : feed.failure);
    if (told) {
      bare(html`${run ? html`<h1>${titleOf(run)}</h1>` : nothing}${problem(told, failure?.again ?? (() => feed.refresh()))}`);
      return;
    }
    if (!run || !data) {
      bare(html`<p class="state">${run && !run.month ? noMonth(run) : 'Loading the result …'}</p>`);
      return;
    }
    if (!data.comparison) {
      bare(alone(run, scenario));
      return;
    }
    if (data.unlike) {
      bare(html`<h1>${titleOf(run)}</h1><div class="banner" data-unlike><strong>This run and ${data.baseline.id} do not show what policy does.</strong>
        They differ in more than policy. ${baselineOffer()} <a href=${address(['compare'], data.pair)}>Look at both in Compare</a></div>`);
      return;
    }
    article();
  }

  /** What stands there where there is no article. */
  function bare(what) {
    render(what, part('head'));
    part('chart').hidden = true;
    part('controls').hidden = true;
    render(nothing, part('rest'));
  }

  /** A run of which nothing can be said but what it is. */
  function alone(run, scenario) {
    const { leader } = run.headline?.running ?? {};
    const leads = leader ? `${name(leader.provider)} leads with ${(leader.share * 100).toFixed(1)}% of all running spend in ${run.month}` : titleOf(run);
    if (!hasPolicies(scenario)) {
      return html`<h1 data-finding>Nobody intervenes: ${leads}</h1><p class="soft">${runWords(run)}</p>
        <p>This is a market without policy, so there is no effect to read.
          ${data.pair ? html`<a data-other href=${address(['runs', data.pair.treatment, 'result'])}>Read what policy does in the same market</a>, or ` : nothing}
          <a href=${address(['runs', run.id])}>watch the run</a>.</p>`;
    }
    if (data.pair) return html`<h1>${titleOf(run)}</h1><p class="state" data-waits>The result stands here as soon as the same market without policy, <a href=${address(['runs', data.pair.baseline])}>${data.pair.baseline}</a>, is made.</p>`;
    return html`<h1 data-finding>${leads}</h1><p class="soft">${runWords(run)}</p>
      <p class="banner" data-no-baseline>This run alone does not show what policy did. For that, the same market is needed, with the same seed and without policy. ${baselineOffer()}</p>`;
  }

  const baselineOffer = () => html`<button type="button" data-order-baseline ?disabled=${ordering} @click=${orderTheBaseline}>${ordering ? 'Ordering …' : 'Run the same market without policies'}</button>
    ${refused ? problem(refused) : nothing}`;

  function article() {
    const { comparison, baseline, treated, slice, paths, shares } = data;
    const all = effects();
    const what = chosen(all);
    const last = comparison.months.at(-1);
    const policies = [...new Set(treated.run.policies.map(({ policy }) => policy))].filter((id) => !baseline.scenario.policies?.[id]);
    const acting = policies.length ? policies : Object.keys(treated.scenario.policies ?? {});
    part('chart').hidden = false;
    part('controls').hidden = false;
    const { found } = what;
    const at = found?.effect.months.indexOf(last) ?? -1;
    const drawn = what.values.at(-1);
    const end = at < 0 ? { value: drawn, low: drawn, high: drawn } : { value: found.effect.effect[at], low: found.effect.low[at], high: found.effect.high[at] };
    render(html`
      <h1 data-finding>${findingText({ what, period: what.estimate, end, policies: acting, slice, from: what.period.from, to: what.period.to, last })}</h1>
      <p class="soft">${runWords(treated.run)}</p>
      ${auditProblem(treated.run)}${auditProblem(baseline.run)}
      ${ended(treated.run) ? nothing : html`<p class="banner">The run goes on. What stands here is as of ${last}.</p>`}
      <p data-standing>${found
        ? html`Mean of <a href=${address(['experiments', found.experiment.id])}>${many(found.experiment.replications, 'pair')}</a> of runs of these two markets, each pair with its own seed. Square brackets hold the mean of all seeds with 95% confidence.`
        : html`<strong>This is one draw.</strong> Two runs with seed ${treated.run.seed}: one with the policies, one without. Another seed gives another number.`}
        ${acting.length > 2 ? html`The policies are ${acting.map(name).join(', ')}.` : nothing}
        ${found ? source(`api/experiments/${found.experiment.id}`, 'the finding') : source(paths[what.by], 'the finding')}</p>
      ${found && !pairs.live ? nothing : html`<div data-offer>${pairs.offer(() => experimentDocument(), 'How large is it on average over many seeds, and how sure is that?')}</div>`}`, part('head'));
    render(html`${choose('Share of', `${what.by}:${what.id}`, [...all].filter(({ size }) => size >= VISIBLE).sort((a, b) => b.size - a.size).slice(0, 20)
      .concat(all.filter((each) => each === what && what.size < VISIBLE)).map((each) => [`${each.by}:${each.id}`, sentence(holder(each))]), (share) => adjust({ share }))}
      ${slicePicker(treated.scenario, slice)}`, part('controls'));
    chart({ what, shares: shares[what.by], baseline, treated, slice });
    render(html`${estimated() ? beside.template(data, what, period()) : nothing}${costs(data, what, pairs, (measure) => !estimated() || isOf(measure, period()))}<div class="columns">${winners(data, all)}${where(data)}</div>${sure(data, what, all, estimated())}
      ${estimated() ? nothing : html`<section class="card view live-only" aria-label="Beside its estimate"><h2>Does this run lie within its estimate?</h2>
        <p><a data-to-estimate href=${adjusted(besideEstimate({ slice, share: what, period: period() }))}>Put an estimate of 20 pairs of runs beside this run</a>, made in a few seconds.</p></section>`}`, part('rest'));
  }

  /** When the policy binds that is pointed at, or else the one whose details are open. */
  const spansShown = (rows) => rows.find(({ policy }) => policy === (bars.pointed ?? bars.open))?.spans.filter(({ kind }) => kind !== 'known') ?? [];

  function chart({ what, shares: [without, within], baseline, treated, slice }) {
    const axis = months(treated.scenario.start, treated.scenario.months);
    const rows = lanesOf(feed, axis.at(-1));
    const spans = spansShown(rows);
    const { found } = what;
    const band = found ? runsOf.get(keyOf(found)) : null;
    const known = within.months;
    const series = found
      ? { months: found.effect.months, within: found.effect.mean, without: found.effect.baselineMean }
      : { months: known, within: within.series[what.id] ?? known.map(() => 0), without: known.map((_, t) => without.series[what.id]?.[t] ?? 0) };
    shownSpans = JSON.stringify(spans);
    const origin = found ? ofExperiment(found.experiment) : ofRuns([baseline, treated].map(({ path }) => sharesOf(path, what.by, slice)), baseline.run, treated.run);
    figure.show({ of: [feed.id], source: origin, ...resultFigure({ axis, ...series, bands: band, spans,
      title: `${sentence(holder(what))}: share of ${spendOf(slice)} (%)`,
      says: `${found ? `Means of ${many(found.experiment.replications, 'pair')} of runs.` : 'One pair of runs.'}${band ? ` The bands hold nine in ten of ${band.runs} runs of each market.` : ''} Solid: with policy. Dashed: the same market without.` }) });
    drawBars(rows, axis);
  }

  function drawBars(rows, axis) {
    const changed = (changes) => {
      bars = { ...bars, ...changes };
      drawBars(rows, axis);
      if (JSON.stringify(spansShown(rows)) !== shownSpans) draw();
    };
    render(policyBars({ rows, months: axis, sides: SIDES, feed, state: bars, change: changed }), part('bars'));
  }

  function experimentDocument() {
    const { baseline, treated, slice, comparison } = data;
    return pairDocument({ name: treated.scenario.name, title: `${titleOf(treated.run)}, against: ${titleOf(baseline.run)}`, baseline: baseline.scenario, treatment: treated.scenario,
      outcomes: tellingOutcomes(treated, slice, comparison.months.at(-1), COST_FIGURES.map((id) => outcomeOf(id))) });
  }

  let seen = null;
  const told = () => {
    if (feed.version !== seen || !feed.run) loader.ask();
    seen = feed.version;
    draw();
  };
  const unlisten = feed.listen(told);
  told();

  return {
    adjusted() {
      query = current().query;
      loader.ask();
    },
    leave() {
      unlisten();
      loader.stop();
      pairs.leave();
      beside.leave();
      figure.dispose();
    },
  };
}

const sharesOf = (path, by, slice) => withQuery(`${path}/shares`, { by, of: 'running', ...slice });

const keyOf = ({ experiment, effect }) => `${experiment.id} ${effect.measure.name} ${effect.arm}`;
