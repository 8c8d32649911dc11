// Shares of spend as stacked areas over months. What is drawn is what the API's shares say, number by number.
import { axes, restOf } from './chart.js';
import { name, percent } from './format.js';
import { LANE_PIXELS, lanes } from './lanes.js';
import { markLine, markPixels, marksAt } from './marks.js';
import { REST, paletteOf } from './palette.js';

// What the labels of the axes take, so that the lanes stand under the same months.
const PERCENT_PIXELS = 44;
const MONTHS_PIXELS = 28;

/**
 * What a figure shows.
 *
 * @param shares as GET /api/runs/{id}/shares answers
 * @param axis all months of the run, those to come too
 * @param marks of policies
 * @param rows a lane for each policy, where they are to stand below
 * @param providers of the run's scenario
 * @param palette of ids, where a figure beside it has them too
 */
export function shareFigure({ shares, axis, marks, rows = [], providers, title, palette = null }) {
  const there = Object.keys(shares.series).filter((id) => shares.series[id].some((share) => share > 0));
  const all = palette ?? paletteOf(shares.by, there, providers, (id) => sizeOfShares(shares, id));
  const colorOf = new Map([...all].filter(([id]) => there.includes(id)));
  const ids = [...colorOf.keys()];
  const rest = restOf(colorOf);
  const called = (id) => (colorOf.get(id) === REST ? rest : name(id));
  const last = shares.months.length - 1;
  const leading = [...ids].sort((a, b) => shares.series[b][last] - shares.series[a][last]).slice(0, 3);
  return {
    title,
    extraPixels: rows.length * LANE_PIXELS,
    table: {
      columns: ['month', ...ids.map((id) => `${name(id)} (fraction)`)],
      rows: shares.months.map((month, t) => [month, ...ids.map((id) => shares.series[id][t])]),
    },
    says: `${shares.months[last]}: `
      + `${leading.map((id) => `${name(id)} ${percent(shares.series[id][last])}`).join(', ')}.`,
    option: (colors, width, pointer) => {
      const main = axes(colors, axis, { names: ids.map(called), width, rest, pointer, above: markPixels(marks, axis, width), stacked: true, max: 1, min: 0, label: (value) => `${Math.round(value * 100)}%`,
        value: percent, notes: (month) => marksAt(marks, month).map((text) => `▍${text}`) });
      const series = ids.map((id, i) => ({
        id, name: called(id), type: 'line', stack: 'shares', symbol: last === 0 ? 'circle' : 'none', data: shares.series[id],
        color: colorOf.get(id), lineStyle: { width: 1, color: colors.paper }, areaStyle: { opacity: 0.92 },
        ...(i === ids.length - 1 && { markLine: markLine(marks, axis, colors, width) }),
      }));
      if (rows.length === 0) return { ...main, series };
      const sides = { left: PERCENT_PIXELS, right: main.grid.right };
      const below = lanes(rows, axis, colors, sides);
      return { ...main, series: [...series, below.series],
        grid: [{ ...main.grid, ...sides, containLabel: false, bottom: rows.length * LANE_PIXELS + MONTHS_PIXELS }, below.grid],
        xAxis: [main.xAxis, below.xAxis], yAxis: [main.yAxis, below.yAxis] };
    },
  };
}

/** The largest share that an id has had. */
export const sizeOfShares = ({ series }, id) => Math.max(0, ...(series[id] ?? []));
