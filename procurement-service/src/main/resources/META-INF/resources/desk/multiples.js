// The same difference in many places: a small chart for each segment or city, all on one scale.
import { html, nothing, render } from 'lit-html';
import { get, withQuery } from './api.js';
import { Figure, fail, legend, pixels } from './chart.js';
import { name, sentence, words } from './format.js';
import { Loader } from './loader.js';
import { dot, lines, markup, tooltip } from './markup.js';
import { awardsAddress } from './month-awards.js';
import { REST, paletteOf } from './palette.js';
import { adjust } from './route.js';
import { ofRuns } from './source.js';

const TITLE = 'The effect in many places';
const MOST_CITIES = 12;
const MOST_LINES = 3;
const PANEL_PIXELS = 124;
const HEAD_PIXELS = 22;
const BELOW_LEGEND_PIXELS = 12;
const LABEL_GAP = 12;
const LEAST_PANEL_PIXELS = 150;
const MOST_COLUMNS = 4;
const TICKS = 2;

export class Multiples {
  #root;
  #figure = null;
  #asked = null;
  #shownFor = null;
  #loader;

  constructor(root) {
    this.#root = root;
    this.#loader = new Loader({
      question: () => this.#question(),
      load: async (wanted) => {
        if (!this.#asked) return;
        const asked = this.#asked;
        const found = await load(asked);
        if (!wanted()) return;
        this.#shownFor = this.#question();
        this.#draw(asked, found);
      },
      failed: (failure, again) => {
        if (this.#figure) fail([this.#figure], failure, again);
      },
    });
  }

  #question() {
    if (!this.#asked) return '';
    const { baseline, treated, slice, places, by, measure, largest } = this.#asked;
    return JSON.stringify([baseline.id, treated.id, slice, places, by, measure, largest]);
  }

  leave() {
    this.clear();
    this.#loader.stop();
  }

  clear() {
    this.#asked = null;
    this.#shownFor = null;
    this.#figure?.dispose();
    this.#figure = null;
    render(nothing, this.#root);
  }

  /** Says why there is nothing yet. */
  say(text) {
    this.#begin().say(text, TITLE);
  }

  /**
   * Shows the difference between two runs place by place.
   *
   * @param asked what Compare shows: baseline, treated, slice, places (segment or city), by, measure, chosen, unit, largest, …
   */
  show(asked) {
    this.#asked = asked;
    this.#begin();
    this.#drawControls();
    if (this.#question() === this.#shownFor) return;
    // What stands there is of other places.
    this.#figure.say('Loading …', TITLE);
    this.#loader.ask();
  }

  #begin() {
    if (!this.#figure) {
      render(html`<div class="card row" data-places></div><figure></figure>`, this.#root);
      this.#figure = new Figure(this.#root.querySelector('figure'), { id: 'difference-by-place', title: TITLE });
    }
    return this.#figure;
  }

  #drawControls() {
    const { places, slice } = this.#asked;
    const button = (id, text) => html`<button type="button" aria-pressed=${places === id} @click=${() => adjust({ places: id })}>${text}</button>`;
    render(html`<span class="group" role="group" aria-label=${TITLE}>${button('segment', 'By segment')}${button('city', 'By city')}</span>
      <span class="soft says">${places === 'segment' ? slice.city ? `Segments in ${name(slice.city)}` : 'Segments in all cities' : slice.segment ? `Cities, ${words(slice.segment).toLowerCase()} buyers` : 'Cities, all buyers'}</span>`,
    this.#root.querySelector('[data-places]'));
  }

  #draw(asked, { panels, months, source, left }) {
    const { baseline, treated, slice, places, by, chosen, unit, title, minus, largest, palette, providers, axis, write } = asked;
    const split = splitOf(by);
    const found = linesOf(split, largest, panels);
    if (found.length === 0) {
      this.#figure.say('No difference in any of these places.', TITLE);
      return;
    }
    // A provider has the colour that it has in the view.
    const colorOf = split === 'provider' ? palette : paletteOf(split, found, providers, () => 0);
    const ids = [...colorOf.keys()].filter((id) => found.includes(id));
    const values = (panel, id) => panel.raw[id] ?? months.map(() => 0);
    const all = panels.flatMap((panel) => ids.flatMap((id) => values(panel, id)));
    const peak = panels.flatMap((panel) => ids.map((id) => ({ panel, id, value: values(panel, id).reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0) })))
      .reduce((most, each) => (Math.abs(each.value) > Math.abs(most.value) ? each : most));
    const scale = stepsOf(all.map(chosen.of));
    this.#figure.show({
      of: [baseline.id, treated.id, asked.measure],
      source: ofRuns([source], baseline.run, treated.run),
      title: `Effect by ${places}: ${title}, ${minus}, by ${split} (${unit})`,
      says: `Largest in ${name(peak.panel.place)}: ${name(peak.id)} ${write(peak.value)}.${left > 0 ? ` The ${panels.length} cities with most displaced contracts; ${left} more have fewer.` : ''} All charts have one scale.`,
      table: { columns: ['month', ...panels.flatMap((panel) => ids.map((id) => `${name(panel.place)}, ${name(id)} (${unit})`))],
        rows: months.map((month, t) => [month, ...panels.flatMap((panel) => ids.map((id) => chosen.of(values(panel, id)[t])))]) },
      monthHref: (month, at) => (month <= treated.run.month ? awardsAddress(treated.id, { month, ...slice, [places]: panels[at].place }) : null),
      heightOf: (width) => heightOf(width, panels.length, ids),
      option: (colors, width) => panelsOption({ colors, width, panels, ids, colorOf, values, of: chosen.of, axis, scale, write }),
    });
  }
}

/** What the lines of a panel are of: providers, or where the view is by place itself, ownerships. */
const splitOf = (by) => (by === 'provider' ? 'provider' : 'ownership');

/** Ownerships all; of providers those that differ most in the view. */
function linesOf(split, largest, panels) {
  const there = [...new Set(panels.flatMap(({ raw }) => Object.keys(raw).filter((id) => raw[id].some((value) => value !== 0))))];
  if (split === 'ownership') return there;
  return largest.filter((id) => there.includes(id)).slice(0, MOST_LINES);
}

async function load({ baseline, treated, slice, places, by, measure }) {
  const runs = { baseline: baseline.id, treatment: treated.id };
  const [where, left] = await placesOf(runs, slice, places, treated.scenario);
  const paths = where.map((place) => withQuery('api/comparisons', { ...runs, by: splitOf(by), ...slice, [places]: place }));
  const answers = await Promise.all(paths.map((path) => get(path)));
  const panels = answers.map(({ effect, shareEffect }, i) => ({ place: where[i],
    raw: measure === 'share' ? shareEffect : Object.fromEntries(Object.entries(effect).map(([id, measures]) => [id, measures[measure]])) }));
  const source = `${withQuery('api/comparisons', { ...runs, by: splitOf(by), ...slice, [places]: '' })}, each with ${places}= one of ${where.join(', ')}`;
  return { panels, months: answers[0].months, source, left };
}

/** The segments, or the cities in which policy displaced most contracts: [ids, how many more have any]. */
async function placesOf(runs, { segment }, places, { population }) {
  if (places === 'segment') return [Object.keys(population.segments), 0];
  const { effect } = await get(withQuery('api/comparisons', { ...runs, by: 'city', segment }));
  const size = (city, measure) => (effect[city]?.[measure] ?? []).reduce((sum, value) => sum + Math.abs(value), 0);
  const ranked = Object.keys(population.cities).sort((a, b) => size(b, 'displaced-to') - size(a, 'displaced-to') || size(b, 'migrated-to') - size(a, 'migrated-to'));
  const differ = ranked.filter((city) => size(city, 'displaced-to') > 0 || size(city, 'migrated-to') > 0);
  const shown = (differ.length ? differ : ranked).slice(0, MOST_CITIES);
  return [shown, Math.max(0, differ.length - shown.length)];
}

const columnsOf = (width) => Math.max(1, Math.min(MOST_COLUMNS, Math.floor(width / LEAST_PANEL_PIXELS)));

const headOf = (width, ids) => legend({}, ids.map(name), width).height + BELOW_LEGEND_PIXELS;

const heightOf = (width, panels, ids) => Math.ceil(panels / columnsOf(width)) * PANEL_PIXELS + headOf(width, ids);

/** A scale for all panels with 0 in it, and few ticks. */
function stepsOf(values) {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const size = Math.max(1e-9, most - least) / TICKS;
  const ten = 10 ** Math.floor(Math.log10(size));
  const step = [1, 2, 5, 10].map((factor) => factor * ten).find((each) => each >= size);
  return { min: Math.floor(least / step) * step, max: Math.ceil(most / step) * step, step };
}

function panelsOption({ colors, width, panels, ids, colorOf, values, of, axis, scale: { min, max, step }, write }) {
  const columns = columnsOf(width);
  const head = headOf(width, ids);
  const labels = Math.ceil(Math.max(...[min, max].map((value) => pixels(axisText(value))))) + LABEL_GAP;
  const room = (width - labels - 8) / columns;
  const place = (i) => ({ left: labels + (i % columns) * room, top: head + Math.floor(i / columns) * PANEL_PIXELS });
  const last = axis.length - 1;
  return {
    title: panels.map((panel, i) => ({ text: sentence(name(panel.place)), left: place(i).left, top: place(i).top, padding: 0, textStyle: { color: colors.ink, fontSize: 12, fontWeight: 600 } })),
    legend: { ...legend(colors, ids.map(name), width).option, data: ids.map(name) },
    tooltip: { trigger: 'axis', confine: true, backgroundColor: colors.paper, borderColor: colors.line, textStyle: { color: colors.ink },
      formatter: tooltip((parts) => lines([markup`<b>${name(panels[parts[0].axisIndex].place)}, ${parts[0].axisValue}</b>`,
        ...parts.map((part) => markup`${dot(part)} ${part.seriesName} <b>${write(values(panels[part.axisIndex], ids[part.seriesIndex % ids.length])[part.dataIndex] ?? 0)}</b>`)])) },
    grid: panels.map((_, i) => ({ left: place(i).left, top: place(i).top + HEAD_PIXELS, width: room - LABEL_GAP, height: PANEL_PIXELS - HEAD_PIXELS - 26, containLabel: false })),
    xAxis: panels.map((_, i) => ({ gridIndex: i, type: 'category', data: axis, boundaryGap: false, axisTick: { show: false }, axisLine: { onZero: true, lineStyle: { color: colors.soft } },
      axisLabel: { color: colors.soft, fontSize: 10, interval: (at) => at === 0 || at === last, alignMinLabel: 'left', alignMaxLabel: 'right', formatter: (month) => month.slice(0, 4) } })),
    yAxis: panels.map((_, i) => ({ gridIndex: i, type: 'value', min, max, interval: step, splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { show: i % columns === 0, color: colors.soft, fontSize: 10, formatter: axisText } })),
    series: panels.flatMap((panel, i) => ids.map((id) => ({ id: `${panel.place} ${id}`, name: name(id), type: 'line', xAxisIndex: i, yAxisIndex: i, symbol: 'none', color: colorOf.get(id) ?? REST,
      lineStyle: { width: 1.5 }, data: values(panel, id).map(of) }))),
  };
}

const axisText = (value) => value.toLocaleString('en', { maximumSignificantDigits: 3, signDisplay: 'negative' });
