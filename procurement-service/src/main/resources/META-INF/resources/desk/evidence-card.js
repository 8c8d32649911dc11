// A question with its answer: a small chart, the finding with its interval, and ways to doubt and to change it.
import { html, nothing, svg } from 'lit-html';
import { linkOf } from './api.js';
import { byPart } from './estimates.js';
import { foundIn, takeCard } from './evidence-take-away.js';
import { many, percent, words } from './format.js';
import { address } from './route.js';

const WIDTH = 320;
const HEIGHT = 150;
const PLOT = { left: 36, right: WIDTH - 92, top: 12, bottom: HEIGHT - 22 };
const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
const MOST_STEPS = 4;
const LABEL_PIXELS = 14;
const PARTS = 4;
const NAMES_PIXELS = 140;
const VALUE_PIXELS = 46;

/**
 * @param answer as the API has it
 * @param whole what the finding is a part of, in a sentence or two; null where that is not known
 */
export function card(answer, whole = null) {
  const { name, question, share, scenario, arm, links } = answer;
  const id = `question-${name}`;
  return html`<article class="card answer" data-answer=${name} aria-labelledby=${id}>
    <h2 id=${id}>${question}</h2>
    <div class="row middle"><p class="soft says grow">${share}${answer.outcomes.length ? '' : ', in points'}</p>
      <span class="tools" role="group" aria-label="Take away: ${question}">${['CSV', 'PNG', 'SVG'].map((kind) => html`<button type="button" class="quiet"
        @click=${({ target }) => takeCard(kind.toLowerCase(), answer, target.closest('article').querySelector('svg'))}>${kind}</button>`)}</span></div>
    ${answer.outcomes.length ? lines(answer.outcomes[0], question) : bars(answer.attributions[0], question)}
    <div class="found"><p data-finding>${foundIn(answer)}</p>
      ${whole ? html`<p class="says" data-whole>${whole} <a href="#/validation">Back-test</a></p>` : nothing}</div>
    <p class="soft says">${basis(answer)}</p>
    <div class="row middle">
      <a href=${linkOf(links.report)} target="_blank" aria-describedby=${id}>How sure is this?</a>
      <a href=${linkOf(links.certificate)} download="${name}-certificate.json" aria-describedby=${id}>Certificate</a>
      <a class="apart" href=${address(['order'], { scenario, arm })} data-change aria-describedby=${id}>Change it</a>
    </div>
  </article>`;
}

/** How many markets it is the mean of. */
const basis = ({ outcomes, replications, runs }) => (outcomes.length ? `Mean of ${many(replications, 'pair')} of runs. Grey: the months of the answer.` : `Mean of ${many(runs, 'run')}. Left of the line: points lost. Right of it: points gained.`);

/** Steps that people count in, so that a share moves over most of the chart. */
function scaleOf(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = STEPS.find((each) => Math.ceil(most / each) - Math.floor(least / each) <= MOST_STEPS) ?? 1;
  const low = Math.floor(least / step) * step;
  const high = Math.max(Math.ceil(most / step) * step, low + step);
  return { low, high, step };
}

const tick = (value, step) => `${(value * 100).toFixed(step < 0.01 ? 1 : 0)}%`;

/** Both markets, each with its name and its last value beside its line. */
function lines({ measure, months, baselineMean, mean }, question) {
  const { low, high, step } = scaleOf([...baselineMean, ...mean].filter((value) => value !== null));
  const x = (t) => PLOT.left + (t / Math.max(1, months.length - 1)) * (PLOT.right - PLOT.left);
  const y = (value) => PLOT.bottom - ((value - low) / (high - low)) * (PLOT.bottom - PLOT.top);
  const path = (values) => values.map((value, t) => (value === null ? '' : `${t === 0 || values[t - 1] === null ? 'M' : 'L'}${x(t).toFixed(2)} ${y(value).toFixed(3)}`)).join('');
  const [from, to] = [measure.from, measure.to].map((month) => x(Math.max(0, months.indexOf(month))));
  const [other, one] = [baselineMean, mean].map((values) => values.at(-1));
  const [otherY, oneY] = apart(y(other), y(one));
  const says = `${question} ${months.at(-1)}: ${percent(one)} with it, ${percent(other)} without. ${months[0]}: ${percent(mean[0])} and ${percent(baselineMean[0])}.`;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${says}>
    ${svg`
    <rect class="period" x=${from} y=${PLOT.top} width=${Math.max(1, to - from)} height=${PLOT.bottom - PLOT.top}></rect>
    ${[low, high].map((value) => svg`<line class="axis" x1=${PLOT.left} x2=${PLOT.right} y1=${y(value)} y2=${y(value)}></line>
      <text x=${PLOT.left - 5} y=${y(value) + 4} text-anchor="end">${tick(value, step)}</text>`)}
    <text x=${PLOT.left} y=${HEIGHT - 6}>${months[0].slice(0, 4)}</text>
    <text x=${PLOT.right} y=${HEIGHT - 6} text-anchor="end">${months.at(-1).slice(0, 4)}</text>
    <path class="without" data-line="without" d=${path(baselineMean)}></path>
    <path class="with" data-line="with" d=${path(mean)}></path>
    <text class="without" x=${PLOT.right + 5} y=${otherY + 4}>without ${percent(other)}</text>
    <text class="with" x=${PLOT.right + 5} y=${oneY + 4}>with ${percent(one)}</text>`}
  </svg>`;
}

/** Two labels that do not lie on each other, the higher one above. */
function apart(one, other) {
  const missing = LABEL_PIXELS - Math.abs(one - other);
  const sign = one > other ? 1 : -1;
  const shifted = missing > 0 ? [one + (sign * missing) / 2, other - (sign * missing) / 2] : [one, other];
  const over = Math.max(0, Math.max(...shifted) - PLOT.bottom) - Math.max(0, PLOT.top - Math.min(...shifted));
  return shifted.map((each) => each - over);
}

const points = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value * 100).toFixed(2)}`;

/** What each policy did, the largest first, and the others together. */
function bars(attributed, question) {
  const all = byPart(attributed);
  const parts = all.slice(0, PARTS).map(({ policy, effect }) => ({ label: words(policy), value: effect.value }));
  const others = all.slice(PARTS);
  if (others.length) parts.push({ label: `${others.length} others`, value: others.reduce((sum, { effect }) => sum + effect.value, 0) });
  const values = parts.map(({ value }) => value);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const height = HEIGHT / parts.length;
  // From nothing to the left what it took, to the right what it gave.
  const x = (value) => NAMES_PIXELS + ((value - least) / (most - least || 1)) * (WIDTH - NAMES_PIXELS - VALUE_PIXELS);
  const says = `${question} Points of each policy: ${parts.map(({ label, value }) => `${label} ${points(value)}`).join(', ')}.`;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${says}>
    ${svg`<line class="axis" x1=${x(0)} x2=${x(0)} y1="0" y2=${HEIGHT}></line>`}
    ${parts.map(({ label, value }, row) => svg`
      <text x=${NAMES_PIXELS - 6} y=${(row + 0.5) * height + 4} text-anchor="end">${label}</text>
      <rect class="with" data-bar=${label} x=${x(Math.min(0, value))} y=${row * height + height * 0.2} width=${Math.max(1, Math.abs(x(value) - x(0)))} height=${height * 0.6}></rect>
      <text class="with" x=${WIDTH} y=${(row + 0.5) * height + 4} text-anchor="end">${points(value)}</text>`)}
  </svg>`;
}
