// A figure: a heading, a chart, the same data as a table, and ways to take it away. What the chart shows and what the
// table and the CSV say is the same array.
import { html, nothing, render } from 'lit-html';
import { ConnectionLost } from './api.js';
import { problem } from './problem.js';
import { pageColors } from './palette.js';
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
   * @param option draws it: gets the page's colours and the chart's width in pixels, and answers with ECharts's option
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
      this.chart.setOption({ ...common(colors, `${this.title}. ${this.#shown.says}`), ...this.#shown.option(colors, this.chart.getWidth()) },
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
    this.observer.observe(canvas);
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

const LEGEND_ROW = 22;

/** How high a legend is: as many rows as its names need. */
const legendHeight = (names, width) =>
  LEGEND_ROW * Math.max(1, Math.ceil(names.reduce((sum, text) => sum + 7 * text.length + 32, 0) / Math.max(200, width - 16)));

/**
 * A time axis of months and what belongs beside it, in the page's colours.
 *
 * @param names in the legend
 * @param width of the chart, in pixels
 */
export function axes(colors, months, { names, width, ...more }) {
  return {
    grid: { left: 8, right: 28, top: 22 + legendHeight(names, width), bottom: 8, containLabel: true },
    xAxis: {
      type: 'category', data: months, boundaryGap: more.bars ?? false,
      axisLabel: { color: colors.soft, hideOverlap: true }, axisLine: { lineStyle: { color: colors.line } }, axisTick: { show: false },
    },
    yAxis: {
      type: 'value', max: more.max, min: more.min, scale: more.scale ?? false,
      axisLabel: { color: colors.soft, formatter: more.label }, splitLine: { lineStyle: { color: colors.line } },
    },
    tooltip: { trigger: 'axis', confine: true, backgroundColor: colors.paper, borderColor: colors.line, textStyle: { color: colors.ink },
      valueFormatter: more.value, formatter: more.tooltip },
    legend: { top: 0, left: 8, right: 8, itemWidth: 14, itemHeight: 14, textStyle: { color: colors.ink } },
  };
}
