// Prices, costs and incidents over months, from a run's figures of one part of the market.
import { axes } from './chart.js';
import { count, millions, perUnit } from './format.js';
import { markLine } from './marks.js';

const twoDigits = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const plain = (value) => (value == null ? '–' : twoDigits.format(value));

/** What a unit costs a year in contracts of the month. */
export function priceFigure({ months, series: { all } }, axis, marks, where, currency) {
  const prices = months.map((_, t) => perUnit(all['awarded-fen'][t], all['awarded-units'][t]));
  return lines({ what: `Price level of new contracts, ${where}`, axis, marks, months, unit: `${currency} a unit and year`, scale: true,
    series: [{ name: 'price', values: prices, type: 'line', color: 'accent' }] });
}

/** What contracts that policy touched cost beyond what the same tenders would have without it. */
export function costFigure({ months, series: { all } }, axis, marks, where, currency) {
  const costs = months.map((_, t) => millions(all['touched-fen'][t] - all['touched-counterfactual-fen'][t]));
  let sum = 0;
  const added = costs.map((cost) => (sum += cost));
  return lines({ what: `Cost of policy to buyers, ${where}`, axis, marks, months, unit: `million ${currency} a year`, bars: true,
    series: [{ name: 'awarded in the month', values: costs, type: 'bar', color: '#e69f00' },
      { name: 'added up', values: added, type: 'line', color: 'accent' }] });
}

export function incidentFigure({ months, series: { all } }, axis, marks, where) {
  return lines({ what: `Displaced awards, complaints, failed tenders, ${where}`, axis, marks, months, unit: 'a month', bars: true, format: count,
    series: [{ name: 'displaced', values: all['displaced-to'], type: 'bar', color: '#e69f00' },
      { name: 'complaints', values: all.complaints, type: 'bar', color: '#cc79a7' },
      { name: 'failed', values: all.failed, type: 'bar', color: '#8c8c8c' }] });
}

function lines({ what, axis, marks, months, unit, series, bars = false, scale = false, format = plain }) {
  const last = months.length - 1;
  const title = `${what} (${unit})`;
  return {
    title,
    table: {
      columns: ['month', ...series.map((each) => `${each.name} (${unit})`)],
      rows: months.map((month, t) => [month, ...series.map((each) => each.values[t])]),
    },
    says: `${months[last]}: `
      + `${series.map((each) => `${each.name} ${format(each.values[last])}`).join(', ')}.`,
    option: (colors, width) => ({
      ...axes(colors, axis, { names: series.map((each) => each.name), width, bars, scale, value: (value) => (value == null ? '–' : `${format(value)} ${unit}`) }),
      series: series.map((each, i) => ({
        id: each.name, name: each.name, type: each.type, data: each.values, symbol: last === 0 ? 'circle' : 'none', connectNulls: true, barGap: '0%',
        color: colors[each.color] ?? each.color,
        ...(i === 0 && { markLine: markLine(marks, axis, colors) }),
      })),
    }),
  };
}
