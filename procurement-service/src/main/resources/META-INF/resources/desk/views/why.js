// View 5: why a tender came out as it did, beside how it would have without policy.
import { html, nothing, render } from 'lit-html';
import { ApiProblem, get } from '../api.js';
import { Figure } from '../chart.js';
import { currencyOf, many, money, name, percent, points, signedPercent, words } from '../format.js';
import { awardsAddress } from '../month-awards.js';
import { problem } from '../problem.js';
import { address } from '../route.js';
import { ended } from '../run-feed.js';
import { ofRuns } from '../source.js';
import { verdict } from '../verdict.js';

// Repeating the run takes as long as the run took in process.
const PATIENCE_MS = 120_000;

const CRITERIA = { price: '#0072b2', quality: '#56b4e9', security: '#009e73', standing: '#d55e00', continuity: '#e69f00', ecosystem: '#b5a400',
  policy: '#cc79a7', taste: '#8c8c8c' };

const EXPLAINED = {
  price: 'The lower the price beside those of the other bids, the more points.',
  quality: 'How good the provider is at this kind of service.',
  security: 'How well the provider is certified to protect data.',
  standing: 'How well the provider stands with government, from 0 to 1, times how exposed the buyer is to government.',
  continuity: 'For the provider that holds the present contract: the buyer need not move.',
  ecosystem: 'How strongly the provider’s other services pull buyers of this segment.',
  policy: 'Points that a policy gives.',
  taste: 'How much this buyer likes this provider for reasons of its own: a random draw of the two that lasts, and one of the tender. It is the same with and without policy.',
};

/** What bids are scored by, each explained where the pointer or the keyboard is on it. */
const criteria = () => html`<p class="soft says" data-criteria>Points are for: ${Object.keys(CRITERIA).map((id, i) =>
  html`${i > 0 ? ', ' : ''}<abbr tabindex="0" title=${EXPLAINED[id]}>${words(id)}</abbr>`)}.</p>`;

export function mount(root, { run, tender, back }) {
  let answer = null;
  let currency = '';
  let ofRun = null;
  let failure = null;
  let over = false;
  let left = false;
  const figures = [];
  root.innerHTML = '<div data-head class="view"></div><div class="columns"><figure data-actual></figure><figure data-counterfactual></figure></div><div data-rest class="view"></div>';
  const part = (where) => root.querySelector(`[data-${where}]`);

  const path = `api/runs/${encodeURIComponent(run)}`;
  const explanation = `${path}/awards/${encodeURIComponent(tender)}`;

  async function load() {
    failure = null;
    over = false;
    draw();
    try {
      const [explained, scenario, known] = await Promise.all([get(explanation, { patienceMs: PATIENCE_MS }), get(`${path}/scenario`), get(path)]);
      if (left) return;
      currency = currencyOf(scenario);
      ofRun = known;
      answer = explained;
    } catch (fault) {
      over = await neverToCome(fault);
      if (left) return;
      failure = fault;
    }
    draw();
  }

  /** Whether the tender is unknown to a run that makes no more of them. */
  async function neverToCome(fault) {
    if (!(fault instanceof ApiProblem && fault.problem.type?.endsWith(':unknown-tender'))) return false;
    return get(path).then(ended, () => false);
  }

  function draw() {
    render(head(), part('head'));
    const why = answer?.why;
    part('actual').hidden = part('counterfactual').hidden = !why;
    if (!why) return;
    if (figures.length === 0) {
      contest('actual', 'With policy', why.actual);
      contest('counterfactual', 'Without any policy', why.counterfactual);
    }
    render(rest(why, currency), part('rest'));
  }

  const head = () => html`
    <p><a href=${back ?? address(['runs', run])}>← back to the run</a>${answer ? html` · <a data-month href=${awardsAddress(run, { month: answer.outcomes.at(-1).month })}>all awards of ${answer.outcomes.at(-1).month}</a>` : nothing}</p>
    <h1>Why was it decided so?</h1>
    <p class="soft says">Tender ${tender} of run ${run}</p>
    ${failure ? problem(failure, over ? undefined : load, over) : nothing}
    ${!answer && !failure ? html`<p class="state">The run is being repeated up to this tender's month; that can take some seconds …</p>` : nothing}
    ${answer?.why ? html`<p class="verdict" data-verdict>${verdict(answer.why)}</p>` : nothing}
    ${answer ? html`${answer.outcomes.map((record) => outcome(record, currency))}
      ${answer.why ? facts(answer.why, currency) : html`<p class="state">There is no explanation of it.</p>`}` : nothing}`;

  function contest(place, title, decision) {
    const { bids, winner, priceFen, portingFen } = decision;
    const figure = new Figure(part(place), { id: `why-${tender}-${place}`, title, tall: true });
    figures.push(figure);
    const scored = bids.filter((bid) => bid.points).sort((a, b) => b.points.total - a.points.total);
    const end = `${title}: ${winner ? `${name(winner)} at ${cost({ priceFen, portingFen }, currency)}` : 'nobody wins'} (points)`;
    const how = decidedText(decision);
    if (scored.length === 0) {
      figure.say(`${how} Nobody was scored.`, end);
      return;
    }
    const rows = [...scored].reverse();
    figure.show({
      title: end,
      of: [run],
      source: ofRuns([explanation], ofRun),
      table: { columns: ['provider', ...Object.keys(CRITERIA).map((id) => `${words(id)} (millionths of a point)`), 'total', `price of the whole term (hundredths of ${currency})`],
        rows: scored.map((bid) => [name(bid.provider), ...Object.keys(CRITERIA).map((id) => bid.points.scores[id]), bid.points.total, bid.priceFen]) },
      says: `${how} ${scored.map((bid) => `${name(bid.provider)} ${points(bid.points.total)} points`).join(', ')}.`,
      option: (colors) => ({
        grid: { left: 24, right: 60, top: 44, bottom: 8, containLabel: true },
        legend: { type: 'scroll', top: 4, textStyle: { color: colors.ink }, itemWidth: 12, itemHeight: 10 },
        tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true, backgroundColor: colors.paper, borderColor: colors.line,
          textStyle: { color: colors.ink }, valueFormatter: (value) => `${value.toFixed(2)} points` },
        xAxis: { type: 'value', axisLabel: { color: colors.soft }, splitLine: { lineStyle: { color: colors.line } } },
        yAxis: { type: 'category', data: rows.map((bid) => bid.provider), axisLabel: { color: colors.ink, formatter: (id) => (id === winner ? `★ ${name(id)}` : name(id)) } },
        series: Object.entries(CRITERIA).map(([id, color]) => ({
          id, name: words(id), type: 'bar', stack: 'points', color, data: rows.map((bid) => bid.points.scores[id] / 1e6),
          itemStyle: { borderColor: colors.paper, borderWidth: 1 },
          ...(id === 'taste' && { label: { show: false } }),
        })),
      }),
    });
  }

  load();
  return {
    leave() {
      left = true;
      figures.forEach((figure) => figure.dispose());
    },
  };
}

/**
 * How it was decided, in a sentence: a tender that gets fewer bids than it needs is called off, and what comes then depends on
 * why there were so few.
 */
export function decidedText({ bids, ending, procedure, bidders, requiredBidders }) {
  const several = bids.filter(({ answer }) => answer === 'bid').length < bidders ? ', where the rest of the market counts as several' : '';
  const came = `${bidders === 0 ? 'no valid bid' : many(bidders, 'valid bid')} came${several}`;
  const needed = `${many(requiredBidders, 'valid bid')} ${requiredBidders === 1 ? 'is' : 'are'} needed`;
  if (ending === 'failed') return `The tender failed: ${needed}, ${came}.`;
  if (ending === 'stays') return 'There is no tender: the present contract goes on.';
  if (ending === 'bridged') return 'There is no tender yet: the present contract goes on for some months.';
  switch (procedure) {
    case 'single-source': return `No competition: ${needed}, ${came}, since policy left too few. So the buyer negotiated with those left.`;
    case 'negotiation': return `No competition: ${needed}, ${came}, and the tender had failed before. So the buyer negotiated with whoever could offer.`;
    case 'competition': return `A competition: ${needed}, ${came}.`;
    case 'last-resort': return `No competition: ${needed}, ${came}. So the buyer’s own centre got the contract.`;
    default: return 'No competition: the contract was given to the buyer’s own centre.';
  }
}

/** A price for the whole term, and what the move there costs. */
const cost = ({ priceFen, portingFen }, currency) =>
  `${money(priceFen, currency)}${portingFen ? ` and ${money(portingFen, currency)} once for the move` : ''}`;

const outcome = (record, currency) => {
  switch (record.type) {
    case 'contract-awarded':
      return html`<p class="card"><strong>${record.month}: awarded to ${name(record.winner)}</strong> for ${record.termMonths} months at
        ${money(record.priceFen, currency)} (${money(record.annualValueFen, currency)} a year)${record.portingFen ? `, and ${money(record.portingFen, currency)} once for the move` : ''}.
        ${record.displacedBy.length
          ? html`<span class="chip displaced">displaced</span> Without policy: <strong>${record.counterfactualWinner ? name(record.counterfactualWinner) : 'nobody'}</strong>${record.counterfactualPriceFen
              ? otherwiseAt(record, currency) : nothing}. Displaced by ${record.displacedBy.map(name).join(', ')}.`
          : html`Without policy it would have been the same provider${record.counterfactualPriceFen && differs(record)
            ? otherwiseAt(record, currency) : nothing}.`}</p>`;
    case 'tender-failed':
      return html`<p class="card"><strong>${record.month}: the tender failed</strong> with ${record.bidders} valid bids.</p>`;
    case 'contract-extended':
      return html`<p class="card"><strong>${record.month}: extended</strong> with ${name(record.incumbent)} by ${many(record.months, 'month')} (${words(record.reason).toLowerCase()}).</p>`;
    default:
      return html`<p class="card"><strong>${record.month}: ${name(record.complainant)} complains</strong> against ${(record.against ?? []).map(name).join(', ')}.</p>`;
  }
};

const differs = (record) => record.counterfactualPriceFen !== record.priceFen || record.counterfactualPortingFen !== record.portingFen;

const otherwiseAt = ({ priceFen, counterfactualPriceFen, counterfactualPortingFen }, currency) =>
  html` at ${cost({ priceFen: counterfactualPriceFen, portingFen: counterfactualPortingFen }, currency)} (policy changes the price by ${signedPercent(priceFen / counterfactualPriceFen - 1)})`;

const facts = (why, currency) => html`
  <dl class="facts card">
    <dt>Buyer</dt><dd>${why.buyer}: ${words(why.segment)} in ${name(why.city)}, ${why.dataClass} data; ${why.publicTender ? 'has to call for a public tender' : 'compares offers without a public tender'}</dd>
    <dt>Before</dt><dd>${why.incumbent ? name(why.incumbent) : 'no contract'}${why.forced ? ', ended by policy before its time' : ''}</dd>
    <dt>Budget</dt><dd>${why.ceilingFen ? `${money(why.ceilingFen, currency)} for ${why.termMonths} months` : 'none could be found'}</dd>
    ${why.portingFen ? html`<dt>Moving</dt><dd>${moving(why, currency)}</dd>` : nothing}
    <dt>Proof</dt><dd>${why.asLogged ? 'Matches the recorded result.' : 'This does not match the recorded result!'}</dd>
  </dl>`;

/** What a move costs the buyer once, with policy and without. */
function moving({ incumbent, portingFen, rules, actual, counterfactual }, currency) {
  const [does, would] = [['pays', 'stays and pays nothing', 'pays nothing'], ['would pay', 'would stay and pay nothing', 'would pay nothing']]
    .map(([pays, stay, nothingPaid]) => (contest) => (contest.portingFen ? `${pays} ${money(contest.portingFen, currency)}`
      : contest.winner === incumbent ? stay : nothingPaid));
  const bearing = rules.filter((rule) => rule.conduct === 'applies' && rule.portingSparedFen > 0);
  return [`To leave ${name(incumbent)} costs ${money(portingFen, currency)} once.`,
    ...bearing.map((rule) => `${name(rule.policy)} bears ${money(rule.portingSparedFen, currency)} of a move.`),
    `The buyer ${does(actual)}; without any policy it ${would(counterfactual)}.`].join(' ');
}

const ENTRY = 'Bidding costs something, so a provider bids more often where it can expect more. Below each answer stand the chance that it bids, and '
  + 'what it expects: its chance to win times the markup in this tender, as a part of its own cost. The chance is drawn like a lot, so a provider '
  + 'may stay away at a high chance and bid at a low one.';

const rest = (why, currency) => html`
  <section class="card"><h2>Bids and reasons</h2>
    ${[...why.actual.bids, ...why.counterfactual.bids].some((bid) => bid.expected !== null) ? html`<p class="soft">${ENTRY}</p>` : nothing}
    ${criteria()}
    ${entrants(why, currency)}</section>
  <section class="card"><h2>Rules that reach this buyer</h2>
    ${why.rules.length === 0 ? html`<p class="state">None.</p>` : html`<ul>${why.rules.map((rule) => html`<li><strong>${name(rule.policy)}</strong>
      <span class="chip">${words(rule.standing)}</span> <span class="chip">${words(rule.conduct)}</span> ${effects(rule, currency)}</li>`)}</ul>`}
    ${why.without.length ? html`<h3>Without one policy alone</h3><ul>${why.without.map((one) => html`<li>without ${name(one.policy)}:
      ${one.winner ? `${name(one.winner)} at ${cost(one, currency)}` : 'nobody'}${one.restores ? ', as without any policy' : ''}</li>`)}</ul>` : nothing}
  </section>`;

/** A policy by its name; other reasons as they are. */
const called = (because) => (/^[a-z0-9-]+$/.test(because) ? name(because) : because);

function entrants(why, currency) {
  const otherwise = new Map(why.counterfactual.bids.map((bid) => [bid.provider, bid]));
  const actual = new Map(why.actual.bids.map((bid) => [bid.provider, bid]));
  const providers = [...new Set([...actual.keys(), ...otherwise.keys()])];
  const total = (bid) => (bid?.points ? points(bid.points.total) : '–');
  const price = (bid) => (bid?.priceFen ? money(bid.priceFen, currency) : '–');
  const said = (bid, { procedure, winner }) => {
    if (!bid) return '–';
    // Who did not think of winning a competition may be who is left to be asked.
    if (procedure === 'single-source' && bid.provider === winner && bid.answer !== 'bid') return 'Did not compete; negotiated with';
    return `${words(bid.answer)}${bid.because ? `: ${called(bid.because)}` : ''}`;
  };
  const chance = (bid) => (bid === undefined || bid.participation === null ? nothing
    : html`<br><span class="soft">${bid.participation === 1 ? 'always bids' : `chance ${percent(bid.participation)}`}${bid.expected === null ? '' : `, expects ${percent(bid.expected)}`}</span>`);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Bids and reasons"><table>
    <thead><tr><th class="text" scope="col">Provider</th><th class="text" scope="col">With policy</th><th scope="col">Price</th><th scope="col">Points</th>
      <th class="text" scope="col">Without policy</th><th scope="col">Price</th><th scope="col">Points</th></tr></thead>
    <tbody>${providers.map((id) => html`<tr class=${id === why.actual.winner ? 'winner' : ''}><th scope="row">${name(id)}${id === why.actual.winner ? ' ★' : ''}${id === why.counterfactual.winner ? ' (☆ without policy)' : ''}</th>
      <td class="text">${said(actual.get(id), why.actual)}${chance(actual.get(id))}</td><td>${price(actual.get(id))}</td><td>${total(actual.get(id))}</td>
      <td class="text">${said(otherwise.get(id), why.counterfactual)}${chance(otherwise.get(id))}</td><td>${price(otherwise.get(id))}</td><td>${total(otherwise.get(id))}</td></tr>`)}</tbody></table></div>`;
}

function effects(rule, currency) {
  const each = (values, write) => Object.entries(values).filter(([, value]) => value !== 0).map(([id, value]) => `${name(id)} ${write(value)}`).join(', ');
  return [
    rule.excludes.length && `shuts out ${rule.excludes.map(name).join(', ')}`,
    rule.ends && 'ends the present contract',
    rule.bridges && 'may bridge the present contract',
    each(rule.bonusMicroPoints, (value) => `+${points(value)} points`),
    each(rule.deductionPpm, (value) => `${percent(value / 1e6)} off the evaluated price`),
    each(rule.costReductionPpm, (value) => `${percent(value / 1e6)} of its cost borne`),
    each(rule.standingFallPpm, (value) => `${percent(value / 1e6)} less standing`),
    rule.continuitySparedMicroPoints > 0 && `takes ${points(rule.continuitySparedMicroPoints)} points for continuity from the present holder`,
    rule.portingSparedFen > 0 && `bears ${money(rule.portingSparedFen, currency)} of what a move costs`,
    rule.direct && `gives it to ${name(rule.direct)} without competition`,
    rule.lastResort && `${name(rule.lastResort)} gets it where the tender fails`,
  ].filter(Boolean).join('; ') || 'changes nothing here';
}
