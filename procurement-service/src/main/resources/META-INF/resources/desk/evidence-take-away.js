// A card's chart taken away: as CSV, SVG and PNG, with its question, its answer and its certificate.
import { byPart } from './estimates.js';
import { name, sentence } from './format.js';
import { pageColors } from './palette.js';
import { ofExperiment } from './source.js';
import { csv, pngOf, save, svgOf, titled } from './take-away.js';

const STYLES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-family', 'font-size', 'font-weight', 'text-anchor'];

// Labels may stand out of the chart on the page; in a picture of its own there is nothing beside it.
const SIDE = 8;

/** What was found, and of which months it is the mean: the last values of the chart are of one month. */
export function foundIn({ finding, outcomes, attributions }) {
  const { measure: { from, to } } = outcomes[0] ?? attributions[0];
  return `${finding}, on average from ${from} to ${to}.`;
}

/** The numbers of an answer. */
function tableOf({ outcomes: [effect], attributions: [attributed] }) {
  if (!effect) return { columns: ['policy', 'effect (fraction)', 'low', 'high'], rows: byPart(attributed).map(({ policy, effect: { value, low, high } }) => [name(policy), value, low, high]) };
  const { months, baselineMean, mean, effect: values, low, high } = effect;
  return { columns: ['month', 'without, mean (fraction)', 'with, mean (fraction)', 'effect (fraction)', 'low', 'high'],
    rows: months.map((month, t) => [month, baselineMean[t], mean[t], values[t], low[t], high[t]]) };
}

/** The chart as it looks, without the page's style sheet. */
function drawing(svg) {
  const copy = svg.cloneNode(true);
  const parts = (of) => [...of.querySelectorAll('*')];
  const copies = parts(copy);
  parts(svg).forEach((part, i) => {
    const style = getComputedStyle(part);
    STYLES.forEach((property) => copies[i].style.setProperty(property, style.getPropertyValue(property)));
  });
  const { width: inner, height } = svg.viewBox.baseVal;
  const width = inner + 2 * SIDE;
  copy.setAttribute('viewBox', `${-SIDE} 0 ${width} ${height}`);
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  return { svg: new XMLSerializer().serializeToString(copy), width, height };
}

/**
 * Saves what a card shows.
 *
 * @param kind csv, svg or png
 * @param answer as the API has it
 * @param svg the chart
 */
export async function takeCard(kind, answer, svg) {
  const { name: file, question, share } = answer;
  const [says, source] = [`${sentence(share)}. ${foundIn(answer)}`, ofExperiment(answer)];
  if (kind === 'csv') {
    save(`${file}.csv`, csv(tableOf(answer), [question, says, ...source]));
    return;
  }
  const picture = titled(drawing(svg), { title: question, says, source, colors: pageColors() });
  save(`${file}.${kind}`, kind === 'svg' ? svgOf(picture) : await pngOf(picture));
}
