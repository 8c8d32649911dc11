// One experiment: what it has found, in a sentence, in pictures and in numbers; while it goes on, how far it is.
import { html, nothing, render } from 'lit-html';
import { get, linkOf, withQuery } from '../api.js';
import { Figure } from '../chart.js';
import { armName, attributionFinding, byPart, byStrength, clear, effectFinding, estimateText, heading, mainEffect, measured, partsOf, periodOf, sensitivityFinding, unitOfSize } from '../estimates.js';
import { KINDS, progressBar, progressText } from '../experiment-bar.js';
import { ExperimentFeed, over } from '../experiment-feed.js';
import { MOST_FAINT, effectFigure, marketsFigure, tornado, waterfall } from '../experiment-figures.js';
import { currencyOf, many, name, when } from '../format.js';
import { Misread } from '../parameters.js';
import { problem } from '../problem.js';
import { address, adjust, adjusted, current } from '../route.js';
import { choose } from '../slice.js';
import { ofExperiment } from '../source.js';
import { save } from '../take-away.js';

export function mount(root, { experiment: id, query: firstQuery }) {
  let query = firstQuery;
  let requestFailure = null;
  let figures = [];
  let drawn = '';
  const replications = new Map();
  root.innerHTML = '<div data-head class="card view"></div><div data-controls></div><div data-figures class="view"></div><div data-numbers></div>';
  const part = (where) => root.querySelector(`[data-${where}]`);
  const feed = new ExperimentFeed(id, draw);

  /** Does what was clicked, and says what went wrong with it. */
  async function attempt(what) {
    requestFailure = null;
    try {
      await what();
    } catch (failure) {
      requestFailure = failure;
    }
    draw();
  }

  function draw() {
    const { experiment, document: resolved, failure } = feed;
    if (!experiment) {
      render(failure ? problem(failure, () => feed.refresh()) : html`<p class="state">Loading the experiment …</p>`, part('head'));
      return;
    }
    let found = null;
    try {
      found = chosen(experiment, resolved);
    } catch (fault) {
      if (!(fault instanceof Misread)) throw fault;
      render(problem(fault), part('head'));
      clearFigures();
      [part('controls'), part('numbers')].forEach((place) => render(nothing, place));
      return;
    }
    render(head(experiment, resolved, found, failure), part('head'));
    if (!found) {
      render(waiting(experiment), part('numbers'));
      return;
    }
    render(controls(experiment, resolved, found), part('controls'));
    drawFigures(experiment, resolved, found);
    render(numbers(experiment, resolved, found.found), part('numbers'));
  }

  /** Which outcome and arm the address asks for; where it says none, those that tell most. Null where nothing is found yet. */
  function chosen(experiment, resolved) {
    const all = [...experiment.outcomes, ...experiment.attributions, ...experiment.sensitivities];
    if (all.length === 0) return null;
    const [outcome, arm] = [query.get('outcome'), query.get('arm')];
    const faults = [];
    if (outcome && !all.some(({ measure }) => measure.name === outcome)) faults.push(`The experiment has no outcome “${outcome}”.`);
    if (arm && !all.some((each) => each.arm === arm)) faults.push(`The experiment has no arm “${arm}” beside its baseline.`);
    if (faults.length) throw new Misread(faults);
    const fitting = all.filter((each) => (!outcome || each.measure.name === outcome) && (!arm || each.arm === arm));
    const found = experiment.outcomes.length ? mainEffect(fitting) : fitting[0];
    return { found, outcome: resolved.outcomes[found.measure.name], currency: currencyOf(market(resolved)) };
  }

  function head(experiment, resolved, found, failure) {
    const goesOn = !over(experiment);
    return html`
      <h1 data-finding>${found ? sentenceOf(experiment, resolved, found) : experiment.title}</h1>
      <p class="soft"><span class="chip ${experiment.status}" data-experiment-status=${experiment.status}>${experiment.status}</span>
        ${found ? html`${experiment.title} · ` : nothing}${KINDS[experiment.kind] ?? experiment.kind}
        ${experiment.replications ? html` · ${effort(experiment)}` : goesOn ? nothing : html` · ${progressText(experiment)}`}
        · ordered ${when(experiment.orderedAt)} · ${experiment.id}</p>
      ${experiment.stopped ? html`<p class="soft says">${many(experiment.replications, 'seed')}: ${experiment.stopped}.
        ${experiment.replicationsForHalf ? `Intervals of half the width take about ${many(experiment.replicationsForHalf, 'replication')}.` : nothing}</p>` : nothing}
      ${goesOn ? progressBar(experiment, () => attempt(() => feed.cancel())) : nothing}
      ${experiment.error ? html`<div class="problem" role="alert"><strong>Failed</strong> ${experiment.error}</div>` : nothing}
      ${failure ? problem(failure, () => feed.refresh()) : nothing}
      ${requestFailure ? problem(requestFailure) : nothing}
      <div class="row middle" role="group" aria-label="Take away">
        ${experiment.links.report ? html`<a href=${linkOf(experiment.links.report)} target="_blank" data-report>Report</a>` : nothing}
        ${experiment.links.certificate ? html`<a href=${linkOf(experiment.links.certificate)} download="${experiment.name}-certificate.json">Certificate</a>` : nothing}
        ${experiment.links.result ? html`<button type="button" class="link" @click=${() => attempt(takeResult)}>Numbers as CSV</button>` : nothing}
        <a href=${linkOf(experiment.links.document)} download="${experiment.name}.json">Document</a>
        <a href=${address(['experiments'], { again: experiment.id })}>Order it again</a>
      </div>`;
  }

  async function takeResult() {
    const text = await get(`${feed.path}/result`, { accept: 'text/csv' });
    save(`${feed.experiment.name}.csv`, new Blob([text], { type: 'text/csv' }));
  }

  function controls(experiment, resolved, { found }) {
    const outcomes = Object.entries(resolved.outcomes).map(([outcome, each]) => [outcome, heading(each)]);
    const arms = [...new Set(experiment.outcomes.map(({ arm }) => arm))];
    if (outcomes.length < 2 && arms.length < 2) return nothing;
    return html`<div class="card row">
      ${outcomes.length > 1 ? choose('Outcome', found.measure.name, outcomes, (outcome) => adjust({ outcome, arm: found.arm })) : nothing}
      ${arms.length > 1 ? choose('Beside the baseline', found.arm, arms.map((arm) => [arm, armName(resolved, arm)]), (arm) => adjust({ arm, outcome: found.measure.name })) : nothing}
    </div>`;
  }

  function drawFigures(experiment, resolved, { found, outcome, currency }) {
    const key = `${found.measure.name} ${found.arm ?? ''}`;
    if (key === drawn) return;
    clearFigures();
    drawn = key;
    const shows = experiment.kind === 'comparison'
      ? [['effect', 'Effect', () => effectFigure({ effect: found, outcome, currency })], ['markets', 'Both markets', null]]
      : experiment.kind === 'attribution' ? [['waterfall', 'Parts of policies', () => waterfall({ attributed: found, outcome, currency })]]
        : [['tornado', 'What it depends on', () => tornado({ influences: found, outcome, currency })]];
    render(html`<div class=${shows.length > 1 ? 'columns' : ''}>${shows.map(([name]) => html`<figure data-show=${name}></figure>`)}</div>`, part('figures'));
    figures = shows.map(([name, title, show]) => {
      const place = root.querySelector(`[data-show=${name}]`);
      place.setAttribute(`data-${name}`, '');
      const figure = new Figure(place, { id: name, title });
      if (name === 'tornado' && (found.reason || byStrength(found).length === 0)) figure.say(found.reason || 'It depends on none of the numbers.');
      else if (show) figure.show({ of: [id, found.measure.name], source: ofExperiment(experiment), ...show() });
      return figure;
    });
    if (experiment.kind === 'comparison') drawMarkets(key, resolved, found, { outcome, currency });
  }

  /** The single runs are many: they are asked for by outcome and arm, and the means do not wait for them. */
  async function drawMarkets(key, resolved, found, { outcome, currency }) {
    const names = [found.baseline, found.arm].map((arm) => armName(resolved, arm));
    const [, figure] = figures;
    const show = (runs) => figure.show({ of: [id, found.measure.name, found.arm], source: ofExperiment(feed.experiment), ...marketsFigure({ effect: found, outcome, currency, names, replications: runs }) });
    show(null);
    try {
      const runs = await Promise.all([found.baseline, found.arm].map((arm) => runsOf(found.measure.name, arm)));
      if (drawn === key && figures[1] === figure) show(runs);
    } catch (failure) {
      if (drawn === key && figures[1] === figure) figure.fail(failure, () => drawMarkets(key, resolved, found, { outcome, currency }));
    }
  }

  async function runsOf(outcome, arm) {
    const key = `${outcome} ${arm}`;
    if (!replications.has(key)) replications.set(key, await get(withQuery(`${feed.path}/replications`, { outcome, arm, limit: String(MOST_FAINT) })));
    return replications.get(key);
  }

  function clearFigures() {
    figures.forEach((figure) => figure.dispose());
    figures = [];
    drawn = '';
    render(nothing, part('figures'));
  }

  return {
    adjusted() {
      query = current().query;
      draw();
    },
    leave() {
      feed.stop();
      figures.forEach((figure) => figure.dispose());
    },
  };
}

/** A market of the experiment, for what all of them have in common. */
const market = ({ document: whole, arms }) => whole ?? Object.values(arms)[0].document;

const effort = ({ replications, runs, kind }) => (kind === 'comparison' ? `${many(replications, 'pair')}, ${many(runs, 'run')}` : many(runs, 'run'));

const waiting = (experiment) => html`<p class="state" data-waiting>${over(experiment)
  ? `It was ${experiment.status === 'failed' ? 'not finished' : experiment.status} after ${many(experiment.runs, 'run')}, and has no result.`
  : 'What it has found stands here as soon as all runs are made.'}</p>`;

function sentenceOf(experiment, resolved, { found, currency }) {
  if (experiment.kind === 'comparison') return effectFinding(found, resolved, currency, experiment.replications);
  if (experiment.kind === 'attribution') return attributionFinding(found, resolved, currency);
  return sensitivityFinding(found, resolved, currency);
}

const region = (title, table) => html`<section class="card"><h2>${title}</h2><div class="scroll" tabindex="0" role="region" aria-label=${title}>${table}</div></section>`;

/** All that was found, with intervals of 95 percent; first of the arm that is looked at. */
function numbers(experiment, resolved, { arm }) {
  const currency = currencyOf(market(resolved));
  if (experiment.kind === 'comparison') return region('All outcomes in their periods', effectTable([...experiment.outcomes].sort((a, b) => (b.arm === arm) - (a.arm === arm)), resolved, currency));
  if (experiment.kind === 'attribution') return html`<div class="view">${experiment.attributions.map((each) => attributionTables(each, resolved, currency))}</div>`;
  return html`<div class="view">${experiment.sensitivities.filter((each) => byStrength(each).length).map((each) => sensitivityTable(each, resolved, currency))}</div>`;
}

function interval(estimate, measure, currency, signed) {
  const { value, low, high, unit } = partsOf(estimate, measure, currency, signed);
  return html`<strong>${value}${unit}</strong> <span class="soft">${low} to ${high}</span>`;
}

const effectTable = (outcomes, resolved, currency) => {
  const several = new Set(outcomes.map(({ arm }) => arm)).size > 1;
  const [base, treated] = [armName(resolved, outcomes[0].baseline), several ? 'In the variant' : armName(resolved, outcomes[0].arm)];
  return html`<table data-effects class="cards">
    <thead><tr><th scope="col" class="text">Outcome</th>${several ? html`<th scope="col" class="text">Variant</th>` : nothing}<th scope="col">${base}</th><th scope="col">${treated}</th><th scope="col">Effect, 95% interval</th>
      <th scope="col">Is it clear?</th><th scope="col" title="The variance of paired effects over that of independent ones">Variance ratio</th><th scope="col">Months to half</th></tr></thead>
    <tbody>${outcomes.map(({ measure, arm, baselinePeriod, armPeriod, period, varianceRatio, monthsToHalf }) => html`<tr data-outcome=${measure.name} data-arm=${arm}>
      <th scope="row"><a href=${adjusted({ outcome: measure.name, arm })}>${heading(resolved.outcomes[measure.name])}</a><br>
        <span class="soft">${periodOf(measure)}</span></th>
      ${several ? html`<td class="text" data-of="Variant">${armName(resolved, arm)}</td>` : nothing}
      <td data-of=${base}>${level(baselinePeriod, measure, currency)}</td><td data-of=${treated}>${level(armPeriod, measure, currency)}</td>
      <td data-of="Effect, 95%">${interval(period, measure, currency, true)}</td><td data-of="Is it clear?">${clear(period) ? 'yes' : 'no: 0 is in it'}</td><td data-of="Variance ratio">${varianceRatio.toFixed(2)}</td>
      ${monthsToHalf ? html`<td data-of="Months to half">${interval(monthsToHalf, { unit: 'index' }, currency, false)}</td>` : html`<td></td>`}</tr>`)}</tbody>
  </table>`;
};

function level(estimate, measure, currency) {
  const { value, unit } = partsOf(estimate, measure, currency, false);
  return value + unit;
}

const attributionTables = (attributed, resolved, currency) => {
  const { measure, whole, interplays } = attributed;
  const title = heading(resolved.outcomes[measure.name]);
  return html`
    ${region(`${title}: the part of each policy`, html`<table data-parts=${measure.name}>
      <thead><tr><th scope="col" class="text">Policy</th><th scope="col">Effect, 95% interval</th><th scope="col">Part of the whole</th></tr></thead>
      <tbody>${byPart(attributed).map(({ policy, effect }) => html`<tr><th scope="row">${name(policy)}</th><td>${interval(effect, measure, currency, true)}</td>
        <td>${clear(whole) ? `${Math.round((100 * effect.value) / whole.value)}%` : ''}</td></tr>`)}
        <tr class="winner"><th scope="row">All together</th><td>${estimateText(whole, measure, currency)}</td><td>${clear(whole) ? '100%' : ''}</td></tr></tbody></table>`)}
    ${interplays.length ? region(`${title}: what two policies do together beyond what each does alone`, html`<table>
      <thead><tr><th scope="col" class="text">Policies</th><th scope="col">Effect, 95% interval</th></tr></thead>
      <tbody>${interplays.map(({ first, second, effect }) => html`<tr><th scope="row">${name(first)} and ${name(second)}</th><td>${interval(effect, measure, currency, true)}</td></tr>`)}</tbody></table>`) : nothing}`;
};

const sensitivityTable = (influences, resolved, currency) => {
  const { measure } = influences;
  const parameters = byStrength(influences);
  const sobol = parameters.some(({ total }) => total);
  const columns = sobol ? [['total', 'Part of the variance, with others'], ['first', 'Alone']] : [['meanSize', 'Mean size of effects'], ['meanEffect', 'Mean effect'], ['deviation', 'Deviation']];
  const unit = sobol ? { unit: 'fraction' } : unitOfSize(measure);
  return region(`What ${measured(resolved.outcomes[measure.name])} depends on`, html`<table data-influences=${measure.name}>
    <thead><tr><th scope="col" class="text">Number</th><th scope="col">From</th><th scope="col">To</th>${columns.map(([, title]) => html`<th scope="col">${title}</th>`)}</tr></thead>
    <tbody>${parameters.map((each) => html`<tr><th scope="row">${each.parameter}</th><td>${+each.low.toPrecision(6)}</td><td>${+each.high.toPrecision(6)}</td>
      ${columns.map(([field]) => html`<td>${each[field] ? interval(each[field], unit, currency, field === 'meanEffect') : ''}</td>`)}</tr>`)}</tbody></table>`);
};
