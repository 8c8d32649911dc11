// Names at the ends of lines, where a chart is wide enough: then nobody has to match shades of one colour with a legend.
import { pixels } from './chart.js';
import { REST } from './palette.js';

const FROM_PIXELS = 700;
const BESIDE_LINE_PIXELS = 12;

/**
 * @param grid of the chart
 * @param width of the chart, in pixels
 * @param colorOf colours by id; those that share one have no name
 * @param called what an id is called
 * @returns {grid, of}: the grid with room for the names, and what the series of an id needs for its own
 */
export function lineNames({ grid, width, colorOf, called, colors }) {
  if (width < FROM_PIXELS) return { grid, of: () => ({}) };
  const named = [...colorOf].filter(([, color]) => color !== REST).map(([id]) => id);
  const longest = Math.max(0, ...named.map((id) => pixels(called(id))));
  const label = { endLabel: { show: true, formatter: '{a}', color: colors.ink, distance: 6 }, labelLayout: { moveOverlap: 'shiftY' } };
  return { grid: { ...grid, right: BESIDE_LINE_PIXELS + longest }, of: (id) => (named.includes(id) ? label : {}) };
}
