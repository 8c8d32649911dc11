// Prices, costs and incidents over months, from a run's figures of one part of the market.
import { axes } from './chart.js';
import { count, millions, perUnit } from './format.js';
import { markLine, markPixels } from './marks.js';

const twoDigits = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const plain = (value) => (value == null ? '–' : twoDigits.format(value));

/** What a unit costs a year in contracts of the month. */
export function priceFigure({ months, series: { all } }, axis, marks, where, currency) {
  const prices = months.map((_, t) => perUnit(all['awarded-fen'][t], all['awarded-units'][t]));
  return lines({ what: `Price level of new contracts, ${where}`, axis, marks, months, unit: `${currency} a unit and year`, scale: true,
    series: [{ name: 'price', values: prices, type: 'line', color: 'accent' }] });
}

/**
 * What contracts that policy touched cost beyond what the same tenders would have without it, asked of today's holders: a year's
 * price of each, which is no cost a year once months are added up, and moves once.
 */
export function costFigure({ months, series: { all } }, axis, marks, where, currency) {
  const costs = (paid, otherwise) => months.map((_, t) => millions(all[paid][t] - all[otherwise][t]));
  const prices = costs('touched-fen', 'touched-counterfactual-fen');
  const moves = costs('touched-porting-fen', 'touched-counterfactual-porting-fen');
  const [each, once] = [`${currency} million, a year's price of each award`, `${currency} million once`];
  return lines({ what: `Extra cost on affected contracts, tender by tender, ${where}`, axis, marks, months, unit: `${each}, and moves once`, bars: true,
    series: [{ name: 'price', values: prices, type: 'bar', color: '#e69f00', unit: each },
      { name: 'moves', values: moves, type: 'bar', color: '#56b4e9', unit: once },
      { name: 'price so far', values: addedUp(prices), type: 'line', color: '#a06000', unit: each },
      { name: 'moves so far', values: addedUp(moves), type: 'line', color: 'accent', unit: once }] });
}

function addedUp(values) {
  let sum = 0;
  return values.map((value) => (sum += value));
}

export function incidentFigure({ months, series: { all } }, axis, marks, where) {
  return lines({ what: `Displaced awards, complaints, failed tenders, ${where}`, axis, marks, months, unit: 'a month', bars: true, whole: true, format: count,
    series: [{ name: 'displaced', values: all['displaced-to'], type: 'bar', color: '#e69f00' },
      { name: 'complaints', values: all.complaints, type: 'bar', color: '#cc79a7' },
      { name: 'failed', values: all.failed, type: 'bar', color: '#8c8c8c' }] });
}

function lines({ what, axis, marks, months, unit, series, bars = false, scale = false, whole = false, format = plain }) {
  const last = months.length - 1;
  const title = `${what} (${unit})`;
  const units = new Map(series.map((each) => [each.name, each.unit ?? unit]));
  return {
    title,
    table: {
      columns: ['month', ...series.map((each) => `${each.name} (${units.get(each.name)})`)],
      rows: months.map((month, t) => [month, ...series.map((each) => each.values[t])]),
    },
    says: `${months[last]}: `
      + `${series.map((each) => `${each.name} ${format(each.values[last])}`).join(', ')}.`,
    option: (colors, width) => ({
      ...axes(colors, axis, { names: series.map((each) => each.name), width, bars, scale, whole, above: markPixels(marks, axis, width), value: (value, of) => (value == null ? '–' : `${format(value)} ${units.get(of)}`) }),
      series: series.map((each, i) => ({
        id: each.name, name: each.name, type: each.type, data: each.values, symbol: last === 0 ? 'circle' : 'none', connectNulls: true, barGap: '0%',
        color: colors[each.color] ?? each.color,
        ...(i === 0 && { markLine: markLine(marks, axis, colors, width) }),
      })),
    }),
  };
}
