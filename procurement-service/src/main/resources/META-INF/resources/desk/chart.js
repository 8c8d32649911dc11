// A figure: a heading, a chart, the same data as a table, and ways to take it away. What the chart shows and what the
// table and the CSV say is the same array.
import { html, nothing, render } from 'lit-html';
import { ConnectionLost, passing } from './api.js';
import { Misread } from './parameters.js';
import { name } from './format.js';
import { dot, lines, markup, tooltip } from './markup.js';
import { problem } from './problem.js';
import { REST, pageColors } from './palette.js';
import { TITLE_PIXELS, csv, pngOf, save, titled } from './take-away.js';

let asked = null;

/** What draws; asked for again where it did not come. */
function library() {
  asked ??= import('echarts/dist/echarts.esm.min.mjs').catch(() => {
    asked = null;
    throw new ConnectionLost();
  });
  return asked;
}

// The first figure need not wait for it then; and whoever draws hears where it did not come.
library().catch(() => {});

const figures = new Set();
addEventListener('themechange', () => figures.forEach((figure) => figure.redraw()));

export class Figure {
  #shown = null;
  #state = { text: 'Loading …' };
  #asTable = false;
  #drawing = false;
  #pointer = null;

  /**
   * @param root an empty element
   * @param id names the figure in files and links
   * @param title what it shows, with its unit
   */
  constructor(root, { id, title, tall = false }) {
    this.root = root;
    this.id = id;
    this.title = title;
    root.classList.add('figure');
    if (tall) root.classList.add('tall');
    this.#render();
    this.observer = new ResizeObserver(() => this.#resized());
    figures.add(this);
  }

  /**
   * Shows data.
   *
   * @param option draws it: gets the page's colours, the chart's width in pixels, and what says which value the pointer
   *     is at; answers with ECharts's option
   * @param table {columns: [text], rows: [[value]]}
   * @param says what it shows, in a sentence
   * @param of ids of the runs that it is of
   * @param extraPixels that it needs in height beyond the usual
   */
  show({ option, table, says, title, of = [], extraPixels = 0 }) {
    this.#shown = { option, table, says, of };
    this.root.style.setProperty('--extra', `${extraPixels}px`);
    this.title = title ?? this.title;
    this.#state = null;
    this.redraw();
  }

  /** Says why there is nothing to show. */
  say(text) {
    this.#shown = null;
    this.#state = { text };
    this.#render();
  }

  /** Says what went wrong. What was shown before stays, since it is still true of its months. */
  fail(failure, again) {
    this.#state = { failure, again };
    this.#render();
  }

  get empty() {
    return !this.#shown;
  }

  async redraw() {
    this.#render();
    if (!this.#shown || this.#drawing) return;
    this.#drawing = true;
    try {
      const echarts = await library();
      if (!figures.has(this) || !this.#shown) return;
      if (!this.chart) this.#begin(echarts);
      const colors = pageColors();
      this.chart.setOption({ ...common(colors, `${this.title}. ${this.#shown.says}`), ...this.#shown.option(colors, this.chart.getWidth(), () => this.#pointed()) },
        // Series that stay are moved, not drawn anew: a curve grows.
        { replaceMerge: ['series', 'grid', 'xAxis', 'yAxis'] });
    } catch (failure) {
      this.fail(failure, () => this.redraw());
    } finally {
      this.#drawing = false;
    }
  }

  dispose() {
    figures.delete(this);
    this.observer.disconnect();
    this.chart?.dispose();
  }

  /** What a chart shows depends on its width: how many rows its legend needs. */
  #resized() {
    // As a table it has no width, and what is taken away then is as wide as it was.
    if (!this.chart || this.root.querySelector('.canvas').hidden) return;
    const width = this.chart.getWidth();
    this.chart.resize();
    if (this.chart.getWidth() !== width) this.redraw();
  }

  #begin(echarts) {
    const canvas = this.root.querySelector('.canvas');
    this.chart = echarts.init(canvas, null, { renderer: 'canvas' });
    canvas.chart = this.chart;
    this.chart.getZr().on('mousemove', ({ offsetX, offsetY }) => { this.#pointer = [offsetX, offsetY]; });
    this.observer.observe(canvas);
  }

  /** The value on the vertical axis that the pointer is at; NaN where it is not in the chart. */
  #pointed() {
    return this.#pointer ? this.chart.convertFromPixel({ gridIndex: 0 }, this.#pointer)[1] : NaN;
  }

  async #image(kind) {
    const echarts = await library();
    const colors = pageColors();
    const [width, height] = [this.chart.getWidth(), this.chart.getHeight()];
    const picture = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
    picture.setOption({ ...this.chart.getOption(), animation: false });
    const drawn = titled(picture.renderToSVGString(), { title: this.title, says: this.#shown.says, width, height, colors });
    picture.dispose();
    save(`${this.#file()}.${kind}`, kind === 'svg' ? drawn : await pngOf(drawn, width, height + TITLE_PIXELS));
  }

  /** Named after what it shows and where it is from, so that those of two runs stand side by side. */
  #file() {
    return [this.id, ...this.#shown.of].join('-');
  }

  #toggleTable() {
    this.#asTable = !this.#asTable;
    this.#render();
  }

  #render() {
    const shown = this.#shown;
    const state = this.#state;
    render(html`
      <figcaption>
        <h2>${this.title}</h2>
        ${shown ? html`<div class="tools" role="group" aria-label="Take away: ${this.title}">
          <button type="button" class="quiet" aria-pressed=${this.#asTable} @click=${() => this.#toggleTable()}>Table</button>
          <button type="button" class="quiet" @click=${() => save(`${this.#file()}.csv`, csv(shown.table))}>CSV</button>
          <button type="button" class="quiet" @click=${() => this.#image('png')}>PNG</button>
          <button type="button" class="quiet" @click=${() => this.#image('svg')}>SVG</button>
        </div>` : nothing}
      </figcaption>
      ${shown ? html`<p class="soft says">${shown.says}</p>` : nothing}
      ${state?.failure ? problem(state.failure, state.again) : nothing}
      ${state?.text ? html`<p class="state">${state.text}</p>` : nothing}
      <div class="canvas" role="img" aria-label=${shown ? `${this.title}. ${shown.says}` : this.title} ?hidden=${!shown || this.#asTable}></div>
      ${shown && this.#asTable ? table(shown.table, this.title) : nothing}`, this.root);
  }
}

/** Says on the first of some figures what went wrong with all. What they show of months before stays; of another address, it goes. */
export function fail(all, failure, again) {
  if (failure instanceof Misread) all.forEach((figure) => figure.say('Nothing to show.'));
  const [first, ...rest] = all;
  first.fail(failure, again);
  rest.filter((figure) => figure.empty).forEach((figure) => figure.say(passing(failure) ? 'Waiting for the service.' : 'Nothing to show.'));
}

const table = ({ columns, rows }, title) => html`
  <div class="scroll" tabindex="0" role="region" aria-label="${title}, as a table">
    <table>
      <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map((value, i) =>
        i === 0 ? html`<th scope="row">${value}</th>` : html`<td>${cell(value)}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;

const cell = (value) => (typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(4) : value ?? '');

const common = (colors, description) => ({
  textStyle: { fontFamily: 'system-ui, sans-serif', color: colors.ink },
  animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  animationDuration: 0,
  animationDurationUpdate: 250,
  aria: { enabled: true, label: { description } },
});

const LEGEND = { item: 14, gap: 10, textGap: 5, top: 4, side: 8, font: '12px system-ui, sans-serif' };
// Where more rows would leave no room for the plot, the legend has pages.
const MOST_LEGEND_ROWS = 5;
const PAGES_PIXELS = 80;
// Above the plot are the numbers of policies, in rows where they lie close to each other.
const MARKS_PIXELS = 6;

const ruler = document.createElement('canvas').getContext('2d');

/** How wide a name is in a chart. */
export function pixels(text) {
  ruler.font = LEGEND.font;
  return ruler.measureText(text).width;
}

/** A name as far as there is room for it, in pixels. */
export function fitting(text, room) {
  if (pixels(text) <= room) return text;
  let letters = text.length;
  while (letters > 1 && pixels(`${text.slice(0, letters)}…`) > room) letters--;
  return `${text.slice(0, letters)}…`;
}

/** A legend that stays in its chart, and how high it is: names stand in rows as ECharts sets them. */
function legend(colors, names, width) {
  const room = width - 2 * LEGEND.side - LEGEND.gap;
  const longest = room - LEGEND.item - LEGEND.textGap;
  let [rows, x] = [1, 0];
  for (const text of new Set(names)) {
    const needed = LEGEND.item + LEGEND.textGap + pixels(fitting(text, longest));
    if (x > 0 && x + needed > room) [rows, x] = [rows + 1, 0];
    x += needed + LEGEND.gap;
  }
  const paged = rows > MOST_LEGEND_ROWS;
  return {
    height: LEGEND.top + (paged ? LEGEND.item : rows * LEGEND.item + (rows - 1) * LEGEND.gap),
    option: {
      type: paged ? 'scroll' : 'plain', top: LEGEND.top, left: LEGEND.side, width: room, padding: 0, itemGap: LEGEND.gap, itemWidth: LEGEND.item,
      itemHeight: LEGEND.item, textStyle: { color: colors.ink }, formatter: (text) => fitting(text, longest - (paged ? PAGES_PIXELS : 0)),
      pageTextStyle: { color: colors.soft }, pageIconColor: colors.accent, pageIconInactiveColor: colors.line,
    },
  };
}

/** What all those together are called that have no colour of their own; empty where each has one. */
export function restOf(colorOf) {
  const grey = [...colorOf.values()].filter((color) => color === REST).length;
  return grey ? `${grey} others` : '';
}

const NEAREST = 4;

/** With what the id of a series begins that is drawn behind others, and not said. */
export const BEHIND = '~';

/**
 * What is said of a month: all that have a colour, and of the others those nearest to the pointer.
 *
 * @param parts as ECharts has them
 * @param rest the name that the others share
 * @param pointer says which value the pointer is at
 * @param stacked whether each stands on the one before
 * @param write a value as text
 * @param notes more lines for the month
 */
export function saidOfMonth({ parts, rest, pointer, stacked = false, write, notes = [] }) {
  let top = 0;
  const placed = parts.filter(({ value, seriesId }) => !seriesId?.startsWith(BEHIND) && value !== null && value !== undefined).map((part) => {
    top += part.value;
    return { part, at: stacked ? top - part.value / 2 : part.value };
  });
  const grey = placed.filter(({ part }) => part.seriesName === rest);
  const value = pointer();
  const distance = ({ part, at }) => (Number.isNaN(value) ? -Math.abs(part.value) : Math.abs(at - value));
  const near = new Set(grey.toSorted((a, b) => distance(a) - distance(b)).slice(0, NEAREST));
  const shown = placed.filter((each) => (each.part.seriesName !== rest || near.has(each)) && !(stacked && each.part.value === 0));
  const said = (stacked ? shown.reverse() : shown).map(({ part }) =>
    markup`${dot(part)} ${part.seriesName === rest ? name(part.seriesId) : part.seriesName} <b>${write(part.value, part.seriesName)}</b>`);
  const left = grey.length - near.size;
  return lines([markup`<b>${parts[0].axisValue}</b>`, ...notes, ...said, ...(left > 0 ? [`and ${left} more, in the table`] : [])]);
}

/**
 * A time axis of months and what belongs beside it, in the page's colours.
 *
 * @param names in the legend
 * @param width of the chart, in pixels
 * @param pointer says which value the pointer is at
 * @param above how much the marks of policies need above the plot, in pixels
 * @param whole whether there are whole numbers alone, so that there are no ticks between them
 */
export function axes(colors, months, { names, width, rest = null, pointer = () => NaN, above = 0, whole = false, ...more }) {
  const { height, option } = legend(colors, names, width);
  return {
    grid: { left: 8, right: 28, top: MARKS_PIXELS + above + height, bottom: 8, containLabel: true },
    xAxis: {
      type: 'category', data: months, boundaryGap: more.bars ?? false,
      axisLabel: { color: colors.soft, hideOverlap: true }, axisLine: { lineStyle: { color: colors.line } }, axisTick: { show: false },
    },
    yAxis: {
      type: 'value', max: more.max, min: more.min, scale: more.scale ?? false, ...(whole && { minInterval: 1 }),
      axisLabel: { color: colors.soft, formatter: more.label }, splitLine: { lineStyle: { color: colors.line } },
    },
    tooltip: { trigger: 'axis', confine: true, backgroundColor: colors.paper, borderColor: colors.line, textStyle: { color: colors.ink },
      formatter: tooltip((parts) => saidOfMonth({ parts, rest, pointer, stacked: more.stacked, write: more.value, notes: more.notes?.(parts[0].axisValue) })) },
    legend: option,
  };
}
