// A figure: a heading, a chart, the same data as a table, and ways to take it away. What the chart shows and what the
// table and the CSV say is the same array. A month in either leads to what it is made of, where the view says so.
import { html, nothing, render } from 'lit-html';
import { ConnectionLost, passing } from './api.js';
import { Misread } from './parameters.js';
import { name } from './format.js';
import { dot, lines, markup, tooltip } from './markup.js';
import { problem } from './problem.js';
import { REST, lightColors, pageColors } from './palette.js';
import { current, remember } from './route.js';
import { csv, pngOf, save, svgOf, titled } from './take-away.js';

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

let turns = Promise.resolve();

/** The next task in which a chart may be drawn: several in one would keep the page from answering meanwhile. */
function turn() {
  turns = turns.then(() => new Promise((resume) => setTimeout(resume)));
  return turns;
}

const figures = new Set();
addEventListener('themechange', () => figures.forEach((figure) => figure.redraw()));
// A canvas is as wide as the screen and as dark; paper is neither.
addEventListener('beforeprint', () => figures.forEach((figure) => figure.print()));
addEventListener('afterprint', () => figures.forEach((figure) => figure.print(false)));

/** How wide a chart is drawn for paper, in pixels. */
const PAPER_PIXELS = 900;
// One row of names and one of marks; what needs more makes the figure higher, and leaves the plot as it is.
const USUAL_TOP_PIXELS = 44;

/** The figure that a canvas belongs to. */
export const figureOf = (canvas) => [...figures].find(({ root }) => root.contains(canvas));

/** Which figures the address says are read as tables. */
const asTables = () => (current().query.get('tables') ?? '').split(',').filter(Boolean);

export class Figure {
  #shown = null;
  #key = null;
  #state = { text: 'Loading …' };
  #asTable;
  #busy = false;
  #echarts = null;
  #tapped = null;
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
    this.#asTable = asTables().includes(id);
    root.classList.add('figure');
    if (tall) root.classList.add('tall');
    this.#render();
    this.observer = new ResizeObserver(() => this.#resized());
    figures.add(this);
  }

  /**
   * Shows data.
   *
   * @param option draws it: gets the page's colours, the chart's width in pixels, what says which value the pointer is at, and
   *     the chart's height; answers with ECharts's option
   * @param table {columns: [text], rows: [[value]]}
   * @param says what it shows, in a sentence
   * @param of ids of the runs that it is of
   * @param source where the numbers are from, a line each
   * @param monthHref where a month leads, which is in the first column of the table; gets the month and the number of the grid
   *     in which it was clicked, and answers null where it leads nowhere
   * @param rowHref where a row of the table leads that is no month; gets what is in its first column
   * @param pick does what a click on a value of the chart asks for; gets its datum
   * @param extraPixels that it needs in height beyond the usual
   * @param heightOf its height, in pixels, where that depends on its width alone; gets the width
   * @param key tells what is drawn: while it is the same, nothing is drawn anew
   */
  show({ option, table, says, title, of = [], source = [], monthHref = null, rowHref = null, pick = null, extraPixels = 0, heightOf = null, key = null }) {
    const same = key !== null && key === this.#key && this.#shown !== null && this.#state === null && this.title === (title ?? this.title);
    this.#key = key;
    this.#shown = { option, table, says, of, source, monthHref, rowHref, pick, extraPixels, heightOf };
    this.title = title ?? this.title;
    this.#state = null;
    if (same) this.#render();
    else this.redraw();
  }

  /** Says why there is nothing to show. */
  say(text, title = this.title) {
    this.#shown = null;
    this.title = title;
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
    // What nobody sees has no size to be drawn in.
    if (!this.#shown || this.#busy || (this.#asTable && !this.chart)) return;
    this.#busy = true;
    try {
      this.#echarts = await library();
      await turn();
      if (this.#gone()) return;
      if (!this.chart) {
        // The first time takes longest: a task for the canvas, one for axes and legend, and one for what they are for.
        this.#makeRoom();
        this.#begin(this.#echarts);
        await turn();
        if (this.#gone()) return;
        const { series, ...frame } = this.#fitted();
        this.chart.setOption(frame);
        await turn();
        if (this.#gone()) return;
      }
      // Series that stay are moved, not drawn anew: a curve grows.
      this.chart.setOption(this.#fitted(), { replaceMerge: ['series', 'grid', 'xAxis', 'yAxis', 'title'] });
    } catch (failure) {
      this.fail(failure, () => this.redraw());
    } finally {
      this.#busy = false;
    }
  }

  /** Whether there is nothing to draw any more. */
  #gone() {
    return !figures.has(this) || !this.#shown;
  }

  /** What is drawn, once the figure has the room that it needs. */
  #fitted() {
    this.#fit();
    const option = this.#option(pageColors(), this.chart.getWidth(), this.chart.getHeight());
    if (!this.#asTable) {
      this.#makeRoom(topOf(option));
      this.#fit();
    }
    return option;
  }

  dispose() {
    figures.delete(this);
    this.observer.disconnect();
    this.chart?.dispose();
  }

  /** @param top how much its plot has above it, in pixels, where that is known */
  #makeRoom(top = USUAL_TOP_PIXELS) {
    const { extraPixels = 0, heightOf = null } = this.#shown ?? {};
    this.root.style.setProperty('--extra', `${extraPixels + Math.max(0, top - USUAL_TOP_PIXELS)}px`);
    if (heightOf) this.root.style.setProperty('--height', `${heightOf(this.root.querySelector('.canvas').clientWidth || this.root.clientWidth)}px`);
  }

  #option(colors, width, height) {
    return { ...common(colors, `${this.title}. ${this.#shown.says}`), ...this.#shown.option(colors, width, () => this.#pointed(), height) };
  }

  /** What a chart shows depends on its width: how many rows its legend needs. */
  #resized() {
    // As a table it has no width, and what is taken away then is as wide as it was.
    if (!this.chart || this.root.querySelector('.canvas').hidden) return;
    const width = this.chart.getWidth();
    this.#fit();
    if (this.chart.getWidth() !== width) this.redraw();
  }

  /** Gives the chart the size of its place. To resize draws all anew, and an observer also tells a size that is known. */
  #fit() {
    const { clientWidth, clientHeight } = this.chart.getDom();
    if (clientWidth > 0 && (clientWidth !== this.chart.getWidth() || clientHeight !== this.chart.getHeight())) this.chart.resize();
  }

  #begin(echarts) {
    const canvas = this.root.querySelector('.canvas');
    this.chart = echarts.init(canvas, null, { renderer: 'canvas' });
    canvas.chart = this.chart;
    const zr = this.chart.getZr();
    zr.on('mousemove', ({ offsetX, offsetY }) => {
      this.#pointer = [offsetX, offsetY];
      if (this.#hrefAt(this.#pointer)) zr.setCursorStyle('pointer');
    });
    zr.on('click', ({ offsetX, offsetY, event }) => this.#clicked([offsetX, offsetY], event?.zrByTouch));
    this.chart.on('click', ({ data }) => this.#shown?.pick?.(data));
    this.observer.observe(canvas);
  }

  /** The value on the vertical axis that the pointer is at; NaN where it is not in the chart. */
  #pointed() {
    return this.#pointer ? this.chart.convertFromPixel({ gridIndex: 0 }, this.#pointer)[1] : NaN;
  }

  /** Where the month leads that is at a place of the chart; null where there is none. */
  #hrefAt(place) {
    const { monthHref } = this.#shown ?? {};
    if (!monthHref) return null;
    const { grid, xAxis } = this.chart.getOption();
    const at = grid.findIndex((_, gridIndex) => this.chart.containPixel({ gridIndex }, place));
    const month = at < 0 ? null : xAxis[at].data?.[Math.round(this.chart.convertFromPixel({ gridIndex: at }, place)[0])];
    return month ? monthHref(month, at) : null;
  }

  /** A finger that touches a month reads it first, and follows it where it touches it again. */
  #clicked(place, byTouch) {
    const href = this.#hrefAt(place);
    if (href && (!byTouch || this.#tapped === href)) location.hash = href;
    this.#tapped = href;
  }

  /** The chart as SVG with what the reader has switched off in its legend. */
  #drawing(colors, width, height) {
    const picture = this.#echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
    picture.setOption({ ...this.#option(colors, width, height), animation: false });
    const [{ selected } = {}] = this.chart.getOption().legend ?? [];
    if (selected && Object.keys(selected).length) picture.setOption({ legend: { selected } });
    const svg = picture.renderToSVGString();
    picture.dispose();
    return svg;
  }

  /** As it leaves the page on its own. */
  #picture() {
    const [width, height] = [this.chart.getWidth(), this.chart.getHeight()];
    const colors = pageColors();
    return titled({ svg: this.#drawing(colors, width, height), width, height }, { title: this.title, says: this.#shown.says, source: this.#shown.source, colors });
  }

  /** As it stands on a page that is taken away, in light colours: {svg, table}; null where it shows nothing. */
  onPaper(width = this.chart?.getWidth()) {
    if (!this.#shown || !this.chart) return null;
    const svg = this.#drawing(lightColors(), width, this.#shown.heightOf?.(width) ?? this.chart.getHeight());
    return { svg, table: table(this.#shown.table, this.title, null) };
  }

  /** Puts a drawing for paper beside the canvas, or takes it away. */
  print(on = true) {
    const place = this.root.querySelector('.printed');
    const shown = on && !this.#asTable ? this.onPaper(PAPER_PIXELS) : null;
    place.innerHTML = shown?.svg ?? '';
  }

  async #image(kind) {
    const picture = this.#picture();
    save(`${this.#file()}.${kind}`, kind === 'svg' ? svgOf(picture) : await pngOf(picture));
  }

  #takeCsv() {
    const { table: data, says, source } = this.#shown;
    save(`${this.#file()}.csv`, csv(data, [this.title, says, ...source]));
  }

  /** Named after what it shows and where it is from, so that those of two runs stand side by side. */
  #file() {
    return [this.id, ...this.#shown.of].join('-');
  }

  #toggleTable() {
    this.#asTable = !this.#asTable;
    const others = asTables().filter((id) => id !== this.id);
    remember({ tables: [...others, ...(this.#asTable ? [this.id] : [])].join(',') });
    this.redraw();
  }

  #render() {
    const shown = this.#shown;
    const state = this.#state;
    render(html`
      <figcaption>
        <h2>${this.title}</h2>
        ${shown ? html`<div class="tools" role="group" aria-label="Take away: ${this.title}">
          <button type="button" class="quiet" aria-pressed=${this.#asTable} @click=${() => this.#toggleTable()}>Table</button>
          <button type="button" class="quiet" @click=${() => this.#takeCsv()}>CSV</button>
          ${this.#asTable && !this.chart ? nothing : html`<button type="button" class="quiet" @click=${() => this.#image('png')}>PNG</button>
          <button type="button" class="quiet" @click=${() => this.#image('svg')}>SVG</button>`}
        </div>` : nothing}
      </figcaption>
      ${shown ? html`<p class="soft says">${shown.says}${shown.monthHref ? html` <span class="on-screen">Click a month for its awards.</span>` : nothing}</p>` : nothing}
      ${state?.failure ? problem(state.failure, state.again) : nothing}
      ${state?.text ? html`<p class="state">${state.text}</p>` : nothing}
      <div class="canvas" role="img" aria-label=${shown ? `${this.title}. ${shown.says}` : this.title} ?hidden=${!shown || this.#asTable}></div>
      ${shown && this.#asTable ? table(shown.table, this.title, shown.monthHref ?? shown.rowHref) : nothing}
      <div class="printed"></div>
      ${shown?.source.length ? html`<div class="soft source">${shown.source.map((line) => html`<p>${line}</p>`)}</div>` : nothing}`, this.root);
  }
}

const topOf = ({ grid }) => Number([grid ?? []].flat()[0]?.top) || 0;

/** Says on the first of some figures what went wrong with all. What they show of months before stays; of another address, it goes. */
export function fail(all, failure, again) {
  if (failure instanceof Misread) all.forEach((figure) => figure.say('Nothing to show.'));
  const [first, ...rest] = all;
  first.fail(failure, again);
  rest.filter((figure) => figure.empty).forEach((figure) => figure.say(passing(failure) ? 'Waiting for the service.' : 'Nothing to show.'));
}

const table = ({ columns, rows }, title, hrefOf) => html`
  <div class="scroll" tabindex="0" role="region" aria-label="${title}, as a table">
    <table>
      <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map((value, i) =>
        i === 0 ? html`<th scope="row">${linked(value, hrefOf)}</th>` : html`<td>${cell(value)}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;

function linked(value, hrefOf) {
  const href = hrefOf?.(value, 0);
  return href ? html`<a href=${href}>${value}</a>` : value;
}

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
export function legend(colors, names, width) {
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
