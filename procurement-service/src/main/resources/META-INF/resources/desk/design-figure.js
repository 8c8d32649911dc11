// What variants of a scenario would do to one share, by month: the market that government leaves alone, and each variant.
import { BEHIND, axes } from './chart.js';
import { percent } from './format.js';
import { dot, lines, markup, tooltip } from './markup.js';

/** One for each variant that can stand beside others; told apart in every kind of sight, and by their names. */
export const TINTS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];

/**
 * What a figure shows.
 *
 * @param effects of the share, one for each variant, as the API has them
 * @param titles of the variants
 * @param shown which of them has its interval drawn
 */
export function designFigure({ effects, titles, shown, title, says }) {
  const { months, baselineMean } = effects[0];
  return {
    title,
    says,
    table: { columns: ['month', 'without policy (fraction)', ...titles.map((each) => `${each} (fraction)`)],
      rows: months.map((month, t) => [month, baselineMean[t], ...effects.map(({ mean }) => mean[t])]) },
    option: (colors, width, pointer) => {
      const main = axes(colors, months, { names: ['without policy', ...titles], width, pointer, scale: true, label: (value) => `${Math.round(value * 100)}%`, value: percent });
      const { low, high } = effects[shown];
      const at = (bound) => baselineMean.map((value, t) => (value === null || bound[t] === null ? null : value + bound[t]));
      const [from, to] = [at(low), at(high)];
      const side = { name: titles[shown], type: 'line', stack: `${BEHIND}band`, stackStrategy: 'all', symbol: 'none', silent: true, z: 1, color: TINTS[shown], lineStyle: { opacity: 0 } };
      return {
        ...main,
        legend: { ...main.legend, data: ['without policy', ...titles] },
        tooltip: { ...main.tooltip, formatter: tooltip((parts) => lines([markup`<b>${parts[0].axisValue}</b>`,
          ...parts.filter(({ seriesId }) => !seriesId.startsWith(BEHIND)).map((part) => markup`${dot(part)} ${part.seriesName} <b>${percent(part.value)}</b>`)])) },
        series: [
          { ...side, id: `${BEHIND}low`, data: from },
          { ...side, id: `${BEHIND}high`, areaStyle: { opacity: 0.2 }, data: to.map((value, t) => (value === null ? null : value - from[t])) },
          { id: 'without', name: 'without policy', type: 'line', symbol: 'none', z: 2, color: colors.soft, lineStyle: { width: 2, type: 'dashed' }, data: baselineMean },
          // The one that is looked at is broad and lies behind the others: where two are alike, both are seen.
          ...effects.map(({ arm, mean }, i) => ({ id: arm, name: titles[i], type: 'line', symbol: 'none', z: i === shown ? 3 : 4, color: TINTS[i], lineStyle: { width: i === shown ? 4 : 1.5 }, data: mean })),
        ],
      };
    },
  };
}
