// A lane for each policy under a time axis: when it was known, when it was in force, and when it is to be.
import { fitting } from './chart.js';
import { currencyOf, isMonth, monthNumber, monthText, name, words } from './format.js';
import { costOf, scopeText } from './marks.js';
import { lines, markup, tooltip } from './markup.js';
import { ended } from './run-feed.js';

export const LANE_PIXELS = 20;
const BAR_PIXELS = 14;
const PIXELS_PER_LETTER = 6.4;
// A lane's name stands at its first bar alone; there the value is where the last one ends.
const NO_NAME = -1;
const KINDS = { known: 0, binds: 1, coming: 2 };

/**
 * The lanes of a run, in the order in which policies begin: {policy, says, spans: [{kind, from, to, goesOn}]}. A span ends
 * before the month in which it ends, as policies do.
 *
 * @param feed of the run
 * @param last month of the run's plan
 */
export function lanesOf({ run, scenario, policies }, last) {
  const ids = new Set([...Object.keys(scenario.policies ?? {}), ...run.policies.map(({ policy }) => policy)]);
  const now = run.month ?? scenario.start;
  const over = ended(run);
  return [...ids].map((id) => {
    const policy = scenario.policies?.[id];
    const spans = [];
    for (const { month, event } of run.policies.filter((each) => each.policy === id)) {
      if (event === 'enacted') spans.push({ kind: 'binds', from: month, to: null });
      else if (spans.length) spans.at(-1).to ??= month;
    }
    const open = spans.at(-1);
    if (open && open.to === null) {
      open.to = monthText(monthNumber(now) + 1);
      open.goesOn = true;
      if (open.to < last && !over) spans.push({ kind: 'coming', from: open.to, to: earlier(policy?.end, last) });
    }
    const byDate = policy && policy.enacted !== 'by-trigger';
    if (!open && !over && byDate && policy.effective > now && policy.end > policy.effective) {
      spans.push({ kind: 'coming', from: policy.effective, to: earlier(policy.end, last) });
    }
    if (byDate && policy.announced < policy.effective) {
      spans.unshift({ kind: 'known', from: policy.announced, to: earlier(policy.effective, policy.end) });
    }
    return { policy: id, says: saying(id, policy, policies, currencyOf(scenario)), spans: spans.filter(({ from, to }) => from < to) };
  }).filter(({ spans }) => spans.length > 0).sort((one, other) => one.spans[0].from.localeCompare(other.spans[0].from));
}

/** An end as documents write it, or the last month where that comes first. */
const earlier = (end, last) => (isMonth(end) && end < last ? end : last);

function saying(id, policy, policies, currency) {
  const total = policies?.policies.find((each) => each.id === id)?.total;
  return lines([markup`<b>${name(id)}</b>`, policy ? `${words(policy.instrument)}; ${scopeText(policy.scope)}` : '',
    total ? `touched ${total.applied} of ${total.tenders} tenders in its scope, displaced ${total.displaced} awards` : '',
    total ? `cost ${costOf(total, currency)}` : ''].filter(Boolean));
}

/** What ECharts draws of them, in a grid of their own at the foot of the chart. */
export function lanes(rows, months, colors, { left, right }) {
  const at = (month) => Math.max(0, month < months[0] ? 0 : months.includes(month) ? months.indexOf(month) : months.length - 1);
  const data = rows.flatMap(({ policy, spans }, row) => spans.map(({ kind, from, to, goesOn }, i) => ({
    name: policy, kind, from, to, goesOn, value: [at(from), at(to), row, KINDS[kind], i === 0 ? at(spans.at(-1).to) : NO_NAME, at(spans.at(-1).from)] })));
  const fills = [{ fill: colors.accent, opacity: 0.35 }, { fill: colors.accent, opacity: 1 }, { fill: 'transparent', stroke: colors.accent, lineDash: [3, 3] }];
  return {
    grid: { left, right, bottom: 4, height: rows.length * LANE_PIXELS, tooltip: { trigger: 'item', formatter: tooltip(({ data: span }) =>
      markup`${rows[span.value[2]].says}<br>${{ known: 'known', binds: 'in force', coming: 'to be in force' }[span.kind]} from ${span.from} ${span.goesOn ? 'on' : `until ${span.to}`}`) } },
    xAxis: { gridIndex: 1, type: 'category', data: months, boundaryGap: false, show: false },
    yAxis: { gridIndex: 1, type: 'value', min: 0, max: rows.length, inverse: true, show: false },
    series: {
      id: 'policies', type: 'custom', xAxisIndex: 1, yAxisIndex: 1, clip: true, silent: false, data,
      renderItem: (params, api) => bar(params, api, rows, fills, colors),
    },
  };
}

/** A name on a bar that is dark all the way, or on what may be light or nothing: then it has an edge. */
const on = (dark, colors) => (dark ? { fill: colors.paper } : { fill: colors.ink, stroke: colors.paper, lineWidth: 3 });

function bar(params, api, rows, fills, colors) {
  const row = api.value(2);
  const [x, y] = api.coord([api.value(0), row]);
  const [end] = api.coord([api.value(1), row]);
  const box = params.coordSys;
  const top = y + (LANE_PIXELS - BAR_PIXELS) / 2;
  const width = Math.max(3, end - x);
  const shape = { type: 'rect', shape: { x, y: top, width, height: BAR_PIXELS, r: 3 }, style: fills[api.value(3)] };
  if (api.value(4) === NO_NAME) return { type: 'group', children: [shape] };
  // The name stands before its first bar, behind its last, or where there is no room on it.
  const text = name(rows[row].policy);
  const room = text.length * PIXELS_PER_LETTER + 8;
  const [behind] = api.coord([api.value(4), row]);
  const [beginning] = api.coord([api.value(5), row]);
  const place = x - box.x > room ? { x: x - 6, align: 'right', fill: colors.ink }
    : box.x + box.width - behind > room ? { x: behind + 6, align: 'left', fill: colors.ink }
      : { x: behind - 6, align: 'right', ...on(rows[row].spans.at(-1).kind === 'binds' && behind - beginning > room, colors), text: fitting(text, behind - box.x - 8) };
  return { type: 'group', children: [shape, { type: 'text', silent: true, z2: 10,
    style: { text, y: top + BAR_PIXELS / 2, verticalAlign: 'middle', font: '11px system-ui, sans-serif', ...place } }] };
}
