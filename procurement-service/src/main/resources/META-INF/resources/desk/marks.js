// When policies came, went, or are to come: the lines on every time axis, and what is said of them.
import { html, nothing } from 'lit-html';
import { count, currencyOf, isMonth, many, money, name, words } from './format.js';
import { refusal } from './problem.js';
import { ended } from './run-feed.js';

/**
 * The marks of a run, in the order of their months: {number, month, policy, text, certain}.
 *
 * @param feed of the run
 */
export function marksOf({ run, scenario }) {
  const enacted = new Set();
  const happened = run.policies.map(({ month, policy, event, cause }) => {
    if (event === 'enacted') enacted.add(policy);
    const what = event === 'enacted' ? 'in force' : enacted.has(policy) ? 'ends' : 'withdrawn';
    return { month, policy, text: `${what}${cause === 'date' ? '' : ` (${cause})`}`, certain: true };
  });
  const known = new Set(run.policies.map(({ policy }) => policy));
  const announced = Object.entries(scenario.policies ?? {})
    .filter(([, policy]) => policy.enacted !== 'by-trigger' && policy.announced && policy.announced < policy.effective && !(isMonth(policy.end) && policy.end <= policy.announced))
    .map(([id, policy]) => ({ month: policy.announced, policy: id, text: 'announced', certain: policy.announced <= (run.month ?? '') }));
  const coming = Object.entries(scenario.policies ?? {})
    .filter(([id, policy]) => policy.enacted !== 'by-trigger' && !known.has(id) && !isWithdrawn(policy) && policy.effective > (run.month ?? ''))
    .map(([id, policy]) => ({ month: policy.effective, policy: id, text: 'to come', certain: false }));
  return [...happened, ...announced, ...coming]
    .sort((a, b) => a.month.localeCompare(b.month))
    .map((mark, i) => ({ ...mark, number: i + 1 }));
}

/** Whether a policy was taken back before it came into force. */
export const isWithdrawn = ({ effective, end }) => isMonth(end) && end <= effective;

const MARK_PIXELS = 16;
const MARK_LETTER_PIXELS = 7;
const MARK_PADDING_PIXELS = 14;
// Beside the plot are the labels of its axis.
const BESIDE_PLOT_PIXELS = 80;
// More rows would leave too little of a small plot: then marks that lie close share one label.
const MOST_MARK_ROWS = 4;

const halfOf = (text) => (text.length * MARK_LETTER_PIXELS + MARK_PADDING_PIXELS) / 2;

/**
 * The marks of each month with their label, and its row above the plot: one that would lie over another is higher. Only the
 * first of several months that share a label has it.
 */
function placed(marks, months, width) {
  const step = Math.max(1, width - BESIDE_PLOT_PIXELS) / Math.max(1, months.length - 1);
  const byMonth = [...Map.groupBy(marks.filter((mark) => months.includes(mark.month)), (mark) => mark.month)].sort(([a], [b]) => a.localeCompare(b))
    .map(([month, here]) => ({ month, here, text: here.map((mark) => mark.number).join(' '), at: months.indexOf(month) * step }));
  const ends = [];
  const stacked = byMonth.map((each) => {
    const free = ends.findIndex((end) => end <= each.at - halfOf(each.text));
    const row = free < 0 ? ends.length : free;
    ends[row] = each.at + halfOf(each.text);
    return { ...each, row };
  });
  return ends.length <= MOST_MARK_ROWS ? stacked : shared(byMonth);
}

/** Months with one label for all that lie too close for one each: from the first number to the last. */
function shared(byMonth) {
  const groups = [];
  for (const each of byMonth) {
    const group = groups.at(-1);
    if (group && each.at - halfOf(each.text) < group.end) group.months.push(each);
    else groups.push({ months: [each] });
    const { months: [first], months } = groups.at(-1);
    const numbers = months.flatMap(({ here }) => here.map(({ number }) => number));
    const text = months.length === 1 ? first.text : `${numbers[0]}–${numbers.at(-1)}`;
    Object.assign(groups.at(-1), { text, end: Math.max(first.at + halfOf(text), each.at + halfOf('')) });
  }
  return groups.flatMap(({ months, text }) => months.map((each, i) => ({ ...each, row: 0, text: i === 0 ? text : '' })));
}

/** How much the labels of marks need above the plot, in pixels. */
export const markPixels = (marks, months, width) => MARK_PIXELS * Math.max(1, ...placed(marks, months, width).map(({ row }) => row + 1));

/**
 * Lines for a series, one a month: several marks of a month share theirs.
 *
 * @param width of the chart, in pixels
 */
export function markLine(marks, months, colors, width) {
  return {
    silent: true, symbol: 'none', animation: false,
    lineStyle: { color: colors.ink, width: 1.5 },
    label: { color: colors.paper, backgroundColor: colors.ink, padding: [2, 5], borderRadius: 8, fontSize: 11, distance: 2 },
    data: placed(marks, months, width).map(({ month, here, text, row }) => ({
      xAxis: month,
      name: here.map((mark) => name(mark.policy)).join(', '),
      label: { show: text !== '', formatter: text, distance: 2 + row * MARK_PIXELS },
      lineStyle: { type: here.some((mark) => mark.certain) ? 'solid' : 'dashed' },
    })),
  };
}

/** What the axis' tooltip says of a month's marks. */
export const marksAt = (marks, month) =>
  marks.filter((mark) => mark.month === month).map((mark) => `${mark.number} ${name(mark.policy)} ${mark.text}`);

/** The marks in words: each policy's text, scope and what it has touched. */
export const markList = (marks, feed) => html`
  <section class="marks" aria-label="Policies on the time axis">
    ${marks.length === 0 ? html`<p class="state">No policy${ended(feed.run) ? '.' : ' yet. Put one in force below, and watch its mark appear.'}</p>` : nothing}
    ${feed.policiesFailure ? html`<p class="soft">What they touched is missing: ${refusal('policy-service', feed.policiesFailure)}. The page asks again by itself.</p>` : nothing}
    <ol>${marks.map((mark) => html`
      <li class=${mark.certain ? '' : 'coming'}>
        <details>
          <summary><b class="badge">${mark.number}</b> <span class="month">${mark.month}</span> ${name(mark.policy)}
            <span class="soft">${mark.text}</span></summary>
          ${details(mark.policy, feed)}
        </details>
      </li>`)}
    </ol>
  </section>`;

/** What a policy does, whom it binds and what it touched. */
export function details(id, { scenario, policies, policiesFailure }) {
  const entry = policies?.policies.find((each) => each.id === id);
  const policy = entry?.policy ?? scenario.policies?.[id];
  if (!policy) return html`<p class="soft">It is not in the run's document.</p>`;
  const currency = currencyOf(scenario);
  const { tenders, applied, awards, displaced, displacedFen, costFen, portingFen, complaints } = entry?.total ?? {};
  return html`
    <dl>
      <dt>Does</dt><dd>${words(policy.instrument)}${strength(policy)}.${deadlineText(policy)}</dd>
      ${policy.legalBasis ? html`<dt>Basis</dt><dd>${policy.legalBasis}</dd>` : nothing}
      <dt>Scope</dt><dd>${scopeText(policy.scope)}</dd>
      ${entry ? html`<dt>Touched</dt><dd>${count(applied)} of ${count(tenders)} tenders in its scope, ${count(awards)} awards;
        displaced ${count(displaced)} (${money(displacedFen, currency)} at a year's price each); ${count(complaints)} complaints; cost ${costOf({ costFen, portingFen }, currency)}</dd>` : nothing}
      ${policiesFailure ? html`<dt>Touched</dt><dd>${refusal('policy-service', policiesFailure)}</dd>` : nothing}
    </dl>`;
}

/** What a policy costs the buyers that apply it, beside the same tenders without policy: in price, and for moves. */
export const costOf = ({ costFen, portingFen }, currency) =>
  `${money(costFen, currency)} in a year's price of each award and ${money(portingFen, currency)} once for moves, beside the same tenders without policy`;

/** When buyers move under a policy that has a deadline; empty where it has none. The words in brackets are those of its form. */
export function deadlineText({ deadline, graceMonths = 0 }) {
  if (!deadline) return '';
  const within = graceMonths === 0 ? 'at once' : `within ${many(graceMonths, 'month')}`;
  const early = graceMonths === 0 ? '' : `, some up to ${many(graceMonths, 'month')} before`;
  return ` A buyer whose contract ends has to move ${within} (grace months).`
    + (isMonth(deadline) ? ` Contracts that run longer are ended by ${deadline} (deadline)${early}.` : ' Contracts that run longer are left alone (deadline: never).');
}

/** The policies that a trigger of a scenario may begin or end. */
export const drivenPolicies = ({ triggers = {}, policies = {} }) => [...new Set(Object.values(triggers)
  .flatMap(({ actions = [] }) => actions.flatMap(({ enact, repeal, amend, to }) => [enact, repeal, amend, to])))].filter((id) => policies[id]).sort();

/** What triggers of a scenario do to a policy, a sentence each: what is due only later may then never come. */
export function triggerTexts(id, { triggers = {} }) {
  return Object.entries(triggers).flatMap(([trigger, { figure, ofPolicy, ofProvider, ofOwnership, above, below, windowMonths = 1, heldMonths = 1, actions = [] }]) => {
    const done = actions.map(({ enact, repeal, amend, to }) => (repeal === id || amend === id ? 'ends it' : enact === id || to === id ? 'puts it in force' : '')).find(Boolean);
    if (!done) return [];
    const whose = ofPolicy ?? ofProvider ?? ofOwnership;
    const level = above === undefined ? `below ${below}` : `above ${above}`;
    const early = done === 'ends it' ? ' Whatever is due later, such as a deadline, then never comes.' : '';
    const mean = windowMonths > 1 ? ` (mean of ${windowMonths} months)` : '';
    return [`The trigger “${words(trigger)}” ${done} when “${words(figure).toLowerCase()}”${whose ? ` of ${name(whose)}` : ''}${mean} stays ${level} for ${many(heldMonths, 'month')}.${early}`];
  });
}

/** Whom a policy binds. What is not a list is all. */
export function scopeText(scope = {}) {
  const part = (ids, all) => {
    if (!Array.isArray(ids)) return `all ${all}`;
    return ids.length > 6 ? `${ids.length} ${all}` : ids.map(name).join(', ');
  };
  const data = Array.isArray(scope.dataClasses) ? `; data ${scope.dataClasses.join(', ')}` : '';
  return `${part(scope.cities, 'cities')}; ${part(scope.segments, 'segments')}${data}`;
}

const strength = (policy) => (policy.enforcement === undefined || policy.enforcement === 1 ? '' : `, enforced on ${Math.round(policy.enforcement * 100)}% of buyers`);
