// Names at the ends of lines, where a chart is wide enough: then nobody has to match shades of one colour with a legend.
import { pixels } from './chart.js';
import { REST } from './palette.js';

const FROM_PIXELS = 700;
const BESIDE_LINE_PIXELS = 12;
const LINE_PIXELS = 15;

/**
 * @param grid of the chart
 * @param last value of an id: lines are drawn in this order, the highest first, so that names lie below each other
 * @param width of the chart, in pixels
 * @param height likewise
 * @param colorOf colours by id; those that share one have no name
 * @param called what an id is called
 * @returns {grid, of, sorted}: the grid with room for the names, what the series of an id needs for its own, and the ids with
 *     their colours in the order in which they are drawn
 */
export function lineNames({ grid, width, height, colorOf, called, colors, last }) {
  if (width < FROM_PIXELS) return { grid, of: () => ({}), sorted: [...colorOf] };
  const named = [...colorOf].filter(([, color]) => color !== REST).map(([id]) => id);
  const longest = Math.max(0, ...named.map((id) => pixels(called(id))));
  const label = { endLabel: { show: true, formatter: '{a}', color: colors.ink, distance: 6 }, labelLayout: below(named.length, height) };
  return { grid: { ...grid, right: BESIDE_LINE_PIXELS + longest }, of: (id) => (named.includes(id) ? label : {}),
    sorted: [...colorOf].sort(([a], [b]) => (last(b) ?? 0) - (last(a) ?? 0)) };
}

/**
 * Moves each name below the one before, and leaves room for those to come. They are laid out one after another, and all anew
 * each time.
 */
function below(names, height) {
  let [before, end, left] = [Infinity, -Infinity, names];
  return ({ seriesIndex, labelRect: { y } }) => {
    if (seriesIndex <= before) [end, left] = [-Infinity, names];
    const place = Math.min(Math.max(y, end), height - left * LINE_PIXELS);
    [before, end, left] = [seriesIndex, place + LINE_PIXELS, left - 1];
    return { dy: place - y };
  };
}
