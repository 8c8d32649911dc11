// What experiments have found, drawn: lines with their bands, a waterfall, a tornado.
import { axes, pixels } from './chart.js';
import { byPart, byStrength, estimateText, heading, measured, partsOf, periodOf, scaleOf, strength, unitOfSize } from './estimates.js';
import { name, sentence } from './format.js';
import { dot, lines, markup, tooltip } from './markup.js';

const ROW_PIXELS = 30;
const USUAL_PIXELS = 230;
/** How many single runs are drawn behind a mean. */
export const MOST_FAINT = 60;
const BETTER = '#0072b2';
const WORSE = '#d55e00';
const WHOLE = '#7a6fd0';
const PALE = '#8cc6ea';
const INNER = '#0072b2';
const LABEL_GAP = 10;
// Of a chart's width at most so much is names.
const MOST_OF_WIDTH = 0.45;

/** How much higher than usual a figure of so many rows is. */
const extra = (rows) => Math.max(0, rows * ROW_PIXELS - USUAL_PIXELS + 60);

const largestOf = (...lists) => lists.flat().reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Months without a number stay without one: a line has a gap there. */
const times = (factor) => (value) => (value === null ? null : value * factor);

const axisNumber = (value) => value.toLocaleString('en', { maximumSignificantDigits: 4 });

/** The months that a period's number is of, as a field behind the curves; nothing where these are all. */
function periodArea({ from, to }, months, colors) {
  if (from === months[0] && to === months.at(-1)) return {};
  return { markArea: { silent: true, itemStyle: { color: colors.soft, opacity: 0.1 }, data: [[{ xAxis: from }, { xAxis: to }]] } };
}

/** The effect by month, in its band. */
export function effectFigure({ effect, outcome, currency }) {
  const { measure, months, effect: values, low, high, period } = effect;
  const { factor, changeName: unit } = scaleOf(measure.unit, currency, largestOf(values, low, high));
  const at = (t) => estimateText({ value: values[t], low: low[t], high: high[t] }, measure, currency);
  const last = months.length - 1;
  return {
    title: `Effect on ${measured(outcome)} (${unit})`,
    says: `${periodOf(measure)}: ${estimateText(period, measure, currency)}. ${months[last]}: ${at(last)}. The band holds the mean of all seeds with 95% confidence.`,
    table: { columns: ['month', `effect (${measure.unit})`, 'low', 'high'], rows: months.map((month, t) => [month, values[t], low[t], high[t]]) },
    option: (colors, width) => {
      const main = axes(colors, months, { names: ['effect', '95% interval'], width });
      const symbol = last === 0 ? 'circle' : 'none';
      return {
        ...main,
        yAxis: { ...main.yAxis, axisLabel: { ...main.yAxis.axisLabel, formatter: axisNumber } },
        tooltip: { ...main.tooltip, formatter: tooltip(([part]) => markup`<b>${part.axisValue}</b><br>${at(part.dataIndex)}`) },
        legend: { ...main.legend, data: ['effect', '95% interval'] },
        series: [
          { id: 'low', name: '95% interval', type: 'line', stack: 'band', stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, color: colors.accent, data: low.map(times(factor)) },
          { id: 'band', name: '95% interval', type: 'line', stack: 'band', stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, color: colors.accent, areaStyle: { opacity: 0.25 },
            data: high.map((value, t) => (value === null ? null : (value - low[t]) * factor)), ...periodArea(measure, months, colors) },
          { id: 'effect', name: 'effect', type: 'line', symbol, color: colors.accent, lineStyle: { width: 2.5 }, data: values.map(times(factor)),
            markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: colors.soft, type: 'solid', width: 1 }, data: [{ yAxis: 0 }] } },
        ],
      };
    },
  };
}

/**
 * Both markets as means, and behind them each replication.
 *
 * @param names of the baseline and of the arm
 * @param replications of both, as the API answers; null where they are not there
 */
export function marketsFigure({ effect, outcome, currency, names, replications }) {
  const { measure, months, baselineMean, mean, baselinePeriod, armPeriod } = effect;
  const shown = (replications ?? []).map((each) => each.replications);
  const { factor, name: unit } = scaleOf(measure.unit, currency, largestOf(baselineMean, mean));
  const text = (value) => { const { value: v, unit: u } = partsOf({ value, low: value, high: value }, measure, currency, false); return v + u; };
  const many = replications?.[0]?.made ?? 0;
  const behind = many === 0 ? '' : many > shown[0].length ? ` The faint lines are the first ${shown[0].length} of ${many} runs of each.` : ` The faint lines are the ${many} runs of each.`;
  const last = months.length - 1;
  return {
    title: `${heading(outcome)} (${unit})`,
    says: `${periodOf(measure)}: ${names[1]} ${estimateText(armPeriod, measure, currency, false)}, ${names[0]} ${estimateText(baselinePeriod, measure, currency, false)}.${behind}`,
    table: { columns: ['month', `${names[0]}, mean (${measure.unit})`, `${names[1]}, mean (${measure.unit})`], rows: months.map((month, t) => [month, baselineMean[t], mean[t]]) },
    option: (colors, width) => {
      const tints = [colors.soft, colors.accent];
      const main = axes(colors, months, { names, width, scale: true });
      const faint = shown.flatMap((runs, side) => runs.map(({ seed, values }) => ({
        id: `${side === 0 ? 'baseline' : 'arm'}-${seed}`, name: names[side], type: 'line', symbol: 'none', silent: true, animation: false, z: 1, color: tints[side],
        lineStyle: { width: 1, opacity: 0.16 }, data: values.map(times(factor)),
      })));
      const means = [['baseline', baselineMean], ['arm', mean]].map(([id, values], side) => ({
        id, name: names[side], type: 'line', symbol: last === 0 ? 'circle' : 'none', z: 3, color: tints[side], lineStyle: { width: 2.5, type: side === 0 ? 'dashed' : 'solid' },
        data: values.map(times(factor)), ...(side === 1 && periodArea(measure, months, colors)),
      }));
      return {
        ...main,
        yAxis: { ...main.yAxis, axisLabel: { ...main.yAxis.axisLabel, formatter: axisNumber } },
        legend: { ...main.legend, data: names },
        tooltip: { ...main.tooltip, formatter: tooltip((parts) => lines([markup`<b>${parts[0].axisValue}</b>`,
          ...parts.filter(({ seriesId }) => ['baseline', 'arm'].includes(seriesId))
            .map((part) => markup`${dot(part)} ${part.seriesId === 'arm' ? names[1] : names[0]} <b>${text((part.seriesId === 'arm' ? mean : baselineMean)[part.dataIndex])}</b>`)])) },
        series: [...means, ...faint],
      };
    },
  };
}

/** Rows with names at their left, and one value axis below. */
function rowAxes(colors, width, names) {
  const room = Math.min(width * MOST_OF_WIDTH, Math.max(...names.map(pixels)) + LABEL_GAP);
  return {
    grid: { left: room + LABEL_GAP, right: 24, top: 8, bottom: 30, containLabel: false, outerBoundsMode: 'none' },
    xAxis: { type: 'value', scale: false, axisLabel: { color: colors.soft, formatter: axisNumber, hideOverlap: true }, splitLine: { lineStyle: { color: colors.line } } },
    yAxis: { type: 'category', inverse: true, data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.ink, interval: 0, fontSize: 12, lineHeight: 15, width: room, overflow: 'break' } },
    legend: { show: false },
  };
}

/** A bar from one value to another, with a whisker over its interval, and a thinner one where there is a sixth value. */
const barWithWhisker = (colors) => (params, api) => {
  const [row, start, end, low, high, inner] = [0, 1, 2, 3, 4, 5].map((i) => api.value(i));
  const x = (value) => api.coord([value, row])[0];
  const y = api.coord([start, row])[1];
  const height = Math.min(22, api.size([0, 1])[1] * 0.55);
  const bar = (from, to, high, fill) => ({ type: 'rect', shape: { x: Math.min(x(from), x(to)), y: y - high / 2, width: Math.max(1, Math.abs(x(to) - x(from))), height: high }, style: { fill } });
  const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: colors.ink, lineWidth: 1.5 } });
  return { type: 'group', children: [
    bar(start, end, height, api.visual('color')),
    ...(Number.isFinite(inner) ? [bar(start, inner, height / 2.5, INNER)] : []),
    ...(low === high ? [] : [line(x(low), y, x(high), y), line(x(low), y - 5, x(low), y + 5), line(x(high), y - 5, x(high), y + 5)]),
  ] };
};

const itemTooltip = (colors, write) => ({ trigger: 'item', confine: true, backgroundColor: colors.paper, borderColor: colors.line, textStyle: { color: colors.ink },
  formatter: tooltip(({ dataIndex, name }) => markup`<b>${name}</b><br>${write(dataIndex)}`) });

/** What each policy has done, one after another, to what all have done together. */
export function waterfall({ attributed, outcome, currency }) {
  const { measure, whole } = attributed;
  const policies = byPart(attributed);
  const rows = [...policies.map(({ policy, effect }) => ({ label: name(policy), effect })), { label: 'All together', effect: whole, whole: true }];
  const { factor, changeName: unit } = scaleOf(measure.unit, currency, largestOf(rows.map(({ effect }) => [effect.value, effect.low, effect.high]).flat()));
  let sum = 0;
  const bars = rows.map((row) => {
    const start = row.whole ? 0 : sum;
    if (!row.whole) sum += row.effect.value;
    return { ...row, values: [start, start + row.effect.value, start + row.effect.low, start + row.effect.high].map((value) => value * factor) };
  });
  return {
    extraPixels: extra(rows.length),
    title: `What each policy does to ${measured(outcome)} (${unit})`,
    says: `${periodOf(measure)}. All policies together: ${estimateText(whole, measure, currency)}. Each bar begins where the one above ends; whiskers are intervals of 95%.`,
    table: { columns: ['policy', `effect (${measure.unit})`, 'low', 'high'], rows: rows.map(({ label, effect }) => [label, effect.value, effect.low, effect.high]) },
    option: (colors, width) => ({
      ...rowAxes(colors, width, rows.map(({ label }) => label)),
      tooltip: itemTooltip(colors, (i) => estimateText(rows[i].effect, measure, currency)),
      series: [{ id: 'parts', type: 'custom', renderItem: barWithWhisker(colors), encode: { x: [1, 2, 3, 4], y: 0 },
        data: bars.map(({ label, effect, whole: all, values }, row) => ({ name: label, value: [row, ...values], itemStyle: { color: all ? WHOLE : effect.value >= 0 ? BETTER : WORSE } })) }],
    }),
  };
}

/** A path without what is first in it, so that there is room for the rest. */
const shortName = (path) => path.split('.').slice(1).join(' ') || path;

/** How much each number matters, the most first. */
export function tornado({ influences, outcome, currency }) {
  const parameters = byStrength(influences);
  const sobol = parameters.some(({ total }) => total);
  const unit = sobol ? { unit: 'fraction' } : unitOfSize(influences.measure);
  const { factor, name: level } = scaleOf(unit.unit, currency, largestOf(parameters.map((each) => strength(each).high)));
  const text = (estimate, signed = false) => estimateText(estimate, unit, currency, signed);
  const of = (each, field) => [each[field]?.value, each[field]?.low, each[field]?.high];
  const fields = sobol ? ['total', 'first'] : ['meanSize', 'meanEffect', 'deviation'];
  const named = { total: 'with others', first: 'alone', meanSize: 'mean size', meanEffect: 'mean effect', deviation: 'deviation' };
  return {
    extraPixels: extra(parameters.length),
    title: `What ${measured(outcome)} depends on (${sobol ? '% of its variance' : level})`,
    says: sobol ? 'The part of the variance that each number explains, with others (pale) and alone (dark); whiskers are intervals of 95%.'
      : 'How much the outcome changes over the range of each number, on average; whiskers are intervals of 95%.',
    table: { columns: ['number', 'from', 'to', ...fields.flatMap((field) => [named[field], 'low', 'high'])],
      rows: parameters.map((each) => [each.parameter, each.low, each.high, ...fields.flatMap((field) => of(each, field))]) },
    option: (colors, width) => {
      const bars = parameters.map((each, row) => {
        const { value, low, high } = strength(each);
        return { name: shortName(each.parameter), value: [row, 0, value * factor, low * factor, high * factor, ...(each.first ? [each.first.value * factor] : [])] };
      });
      return {
        ...rowAxes(colors, width, parameters.map(({ parameter }) => shortName(parameter))),
        tooltip: itemTooltip(colors, (i) => lines(fields.filter((field) => parameters[i][field]).map((field) => `${sentence(named[field])}: ${text(parameters[i][field], field === 'meanEffect')}`))),
        series: [{ id: 'strengths', type: 'custom', renderItem: barWithWhisker(colors), encode: { x: [1, 2, 3, 4, 5], y: 0 }, itemStyle: { color: sobol ? PALE : INNER }, data: bars }],
      };
    },
  };
}
