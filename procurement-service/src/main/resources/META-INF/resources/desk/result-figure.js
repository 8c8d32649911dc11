// Both markets as two lines over months: with policy and without. Where many pairs are known, the means of all, each in the
// band that holds nine in ten of its runs.
import { axes } from './chart.js';
import { percent } from './format.js';
import { dot, lines, markup, tooltip } from './markup.js';

/** Where the plot begins and ends, in pixels from the sides of the figure: what stands below it lies under the same months. */
export const SIDES = { left: 44, right: 108 };

const BOTTOM_PIXELS = 28;
const ABOVE_PIXELS = 10;
const [LOW_PART, HIGH_PART] = [0.05, 0.95];

/** The value below which a part of all lies, between the two nearest. */
function quantile(sorted, part) {
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at));
}

/**
 * By month the range of nine in ten runs.
 *
 * @param runs {values} each, by month
 */
export function bandOf(runs) {
  const months = runs[0]?.values.length ?? 0;
  const sorted = Array.from({ length: months }, (_, t) => runs.map(({ values }) => values[t]).filter((value) => value !== null).sort((a, b) => a - b));
  const of = (part) => sorted.map((values) => (values.length ? quantile(values, part) : null));
  return { low: of(LOW_PART), high: of(HIGH_PART) };
}

/**
 * What a figure shows.
 *
 * @param axis all months of the run
 * @param months of the values
 * @param within the share with policy by month, a fraction; without likewise
 * @param bands {within, without}, {low, high} each; null where no other runs are known
 * @param spans of the policy that is pointed at: {from, to}
 */
export function resultFigure({ title, axis, months, within, without, bands, spans = [], says }) {
  const sides = [{ id: 'without', name: 'without', values: without, band: bands?.without }, { id: 'with', name: 'with', values: within, band: bands?.within }];
  const on = (values) => axis.map((month) => (months.includes(month) ? values[months.indexOf(month)] : null));
  const inAxis = (month) => (month < axis[0] ? axis[0] : month > axis.at(-1) ? axis.at(-1) : month);
  return {
    title,
    says,
    table: {
      columns: ['month', 'with policy (fraction)', 'without policy (fraction)', ...(bands ? sides.toReversed().flatMap(({ name }) => [`${name}: low`, `${name}: high`]) : [])],
      rows: months.map((month, t) => [month, within[t], without[t], ...(bands ? sides.toReversed().flatMap(({ band }) => [band.low[t], band.high[t]]) : [])]),
    },
    option: (colors, width) => {
      const main = axes(colors, axis, { names: [], width, above: ABOVE_PIXELS, scale: true, label: (value) => `${Math.round(value * 100)}%` });
      const tints = { without: colors.soft, with: colors.accent };
      const band = ({ id, band: range }) => (range ? [
        { ...behind(id, colors, tints), id: `~low-${id}`, data: on(range.low) },
        { ...behind(id, colors, tints), id: `~band-${id}`, areaStyle: { opacity: 0.16 }, data: on(range.high.map((high, t) => (high === null ? null : high - range.low[t]))) }] : []);
      return {
        ...main,
        grid: { ...main.grid, ...SIDES, containLabel: false, bottom: BOTTOM_PIXELS },
        legend: { show: false },
        tooltip: { ...main.tooltip, formatter: tooltip((parts) => lines([markup`<b>${parts[0].axisValue}</b>`,
          ...parts.filter(({ seriesId, value }) => ['with', 'without'].includes(seriesId) && value != null).map((part) => markup`${dot(part)} ${part.seriesName} policy <b>${percent(part.value)}</b>`)])) },
        series: [...sides.flatMap(band), ...sides.map(({ id, name, values }) => ({
          id, name, type: 'line', symbol: months.length === 1 ? 'circle' : 'none', z: 3, color: tints[id], connectNulls: false,
          lineStyle: { width: id === 'with' ? 2.5 : 2, type: id === 'with' ? 'solid' : 'dashed' }, data: on(values),
          endLabel: { show: true, color: tints[id], fontWeight: 600, distance: 6, formatter: ({ value }) => `${name} ${percent(value)}` },
          labelLayout: { moveOverlap: 'shiftY' },
          ...(id === 'with' && spans.length && { markArea: { silent: true, animation: false, itemStyle: { color: colors.accent, opacity: 0.12 },
            data: spans.map(({ from, to }) => [{ xAxis: inAxis(from) }, { xAxis: inAxis(to) }]) } }),
        }))],
      };
    },
  };
}

const behind = (id, colors, tints) => ({ name: id, type: 'line', stack: `~${id}`, stackStrategy: 'all', symbol: 'none', silent: true, z: 1, color: tints[id], lineStyle: { opacity: 0 } });
