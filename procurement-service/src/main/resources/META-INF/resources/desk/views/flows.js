// View 3: whose contracts became whose, before a policy and after it, and where policy displaced awards.
import { html, render } from 'lit-html';
import { get, withQuery } from '../api.js';
import { Figure, fail } from '../chart.js';
import { monthEntry, monthFault } from '../fields.js';
import { currencyOf, millions, money, monthNumber, monthText, name, noMonth } from '../format.js';
import { Loader } from '../loader.js';
import { marksOf } from '../marks.js';
import { markup, tooltip } from '../markup.js';
import { paletteOf, scale } from '../palette.js';
import { SPANS, requireInRun } from '../parameters.js';
import { problem } from '../problem.js';
import { adjust, current } from '../route.js';
import { runLine } from '../run-bar.js';
import { choose, sliceOf, slicePicker, sliceText } from '../slice.js';

const NOBODY = 'new buyer';
const REDRAW_MS = 1_000;
const MOST_CITIES = 25;
const USUAL_SPAN = 12;

export function mount(root, { feed, query: firstQuery }) {
  let query = firstQuery;
  let typed = null;
  root.innerHTML = `<h1>Flows</h1><div data-run></div><div data-controls class="card row"></div>
    <div class="columns"><figure data-before></figure><figure data-after></figure></div><figure data-heat></figure>`;
  const part = (where) => root.querySelector(`[data-${where}]`);
  const before = new Figure(part('before'), { id: 'flows-before', title: 'Before', tall: true });
  const after = new Figure(part('after'), { id: 'flows-after', title: 'After', tall: true });
  const heat = new Figure(part('heat'), { id: 'displaced-by-city-and-segment', title: 'Displaced awards', tall: true });
  const figures = [before, after, heat];

  const pivot = () => {
    if (query.has('pivot')) return query.get('pivot');
    return feed.run.policies[0]?.month ?? marksOf(feed)[0]?.month ?? monthText(monthNumber(feed.scenario.start) + 12);
  };
  const span = () => Number(query.get('span') ?? USUAL_SPAN);
  const currency = () => currencyOf(feed.scenario);
  const staying = () => query.get('staying') === 'yes';

  const loader = new Loader({
    question: () => query.toString(),
    load: async (wanted) => {
      if (!feed.run) return;
      render(runLine(feed.run), part('run'));
      drawControls();
      requireInRun(query, feed.scenario);
      if (!feed.run.month) {
        figures.forEach((figure) => figure.say(noMonth(feed.run)));
        return;
      }
      const slice = sliceOf(query, feed.scenario);
      const at = monthNumber(pivot());
      const ranges = [within(at - span(), at - 1), within(at, at + span() - 1)];
      const [past, present, displaced] = await Promise.all([
        ...ranges.map((range) => (range ? get(withQuery(`${feed.path}/flows`, { ...range, ...slice })) : { flows: [] })),
        get(`${feed.path}/places?displaced=true`)]);
      if (!wanted()) return;
      sankey(before, 'Before', past.flows, ranges[0], slice);
      sankey(after, 'After', present.flows, ranges[1], slice);
      heatmap(heat, displaced.places);
    },
    failed: (failure, again) => fail(figures, failure, again),
  });

  /** Months that are whole, in words; null where there are none. */
  function within(from, to) {
    const start = monthNumber(feed.scenario.start);
    const [first, last] = [Math.max(from, start), Math.min(to, monthNumber(feed.run.month))];
    return first > last ? null : { from: monthText(first), to: monthText(last) };
  }

  function sankey(figure, when, flows, range, slice) {
    const shown = flows.filter((flow) => staying() || flow.from !== flow.to).sort((a, b) => b.annualValueFen - a.annualValueFen);
    const title = `${when}: contracts from old to new provider, ${sliceText(slice)}, ${range ? `${range.from} to ${range.to}` : 'no month'} (${currency()} million, a year's price of each)`;
    if (shown.length === 0) {
      figure.say(`${title}: no contract moved in these months. Choose a longer span, another part of the market, or include renewals.`);
      return;
    }
    const ids = [...new Set(shown.flatMap((flow) => [flow.from, flow.to]))].filter(Boolean);
    const sizes = Map.groupBy(shown.flatMap(({ from, to, annualValueFen }) => [[from, annualValueFen], [to, annualValueFen]]), ([id]) => id);
    const sizeOf = (id) => sizes.get(id).reduce((sum, [, fen]) => sum + fen, 0);
    const colorOf = paletteOf('provider', ids, feed.scenario.providers, sizeOf);
    const node = (side, id) => ({ name: `${side} ${id || NOBODY}`, itemStyle: { color: colorOf.get(id) ?? '#8c8c8c' },
      label: { formatter: id ? name(id) : 'New buyers' }, depth: side === 'from' ? 0 : 1 });
    const sources = [...new Set(shown.map((flow) => flow.from))];
    const targets = [...new Set(shown.map((flow) => flow.to))];
    const top = shown[0];
    figure.show({
      title,
      of: [feed.id],
      table: { columns: ['from', 'to', 'contracts', `annual value (hundredths of ${currency()})`, 'displaced contracts', `displaced annual value (hundredths of ${currency()})`],
        rows: shown.map((flow) => [flow.from || NOBODY, flow.to, flow.awards, flow.annualValueFen, flow.displaced, flow.displacedFen]) },
      says: `The largest: ${top.from ? name(top.from) : 'new buyers'} to ${name(top.to)}, ${money(top.annualValueFen, currency())} at a year's price each.`,
      option: (colors) => ({
        tooltip: { trigger: 'item', confine: true, backgroundColor: colors.paper, textStyle: { color: colors.ink }, borderColor: colors.line,
          formatter: tooltip(({ dataType, data, name: text, value }) => (dataType === 'edge'
            ? markup`${data.say}<br><b>${money(data.fen, currency())}</b> at a year's price each, ${data.awards} contracts, ${data.displaced} of them displaced`
            : `${text.replace(/^(from|to) /, '')}: ${currency()} ${value.toFixed(1)} million at a year's price each`)) },
        series: [{
          id: 'flows', type: 'sankey', animation: false, left: 8, right: 130, top: 12, bottom: 12, nodeWidth: 14, nodeGap: 7, draggable: false, emphasis: { focus: 'adjacency' },
          label: { color: colors.ink, fontSize: 12 }, lineStyle: { color: 'source', opacity: 0.4 },
          data: [...sources.map((id) => node('from', id)), ...targets.map((id) => node('to', id))],
          links: shown.map((flow) => ({
            source: `from ${flow.from || NOBODY}`, target: `to ${flow.to}`, value: millions(flow.annualValueFen), fen: flow.annualValueFen, awards: flow.awards,
            displaced: flow.displaced, say: `${flow.from ? name(flow.from) : 'New buyers'} → ${name(flow.to)}`,
            ...(flow.displaced && { lineStyle: { opacity: 0.75 } }),
          })),
        }],
      }),
    });
  }

  function heatmap(figure, places) {
    const title = `Displaced awards by city and segment, all months so far (${currency()} million, a year's price of each)`;
    if (places.length === 0) {
      figure.say('Displaced awards by city and segment: policy has displaced no award so far.');
      return;
    }
    const sums = new Map();
    places.forEach(({ city, displacedFen }) => sums.set(city, (sums.get(city) ?? 0) + displacedFen));
    const ranked = [...sums].sort((a, b) => b[1] - a[1]).map(([city]) => city);
    const cities = ranked.slice(0, MOST_CITIES);
    const segments = Object.keys(feed.scenario.population.segments);
    const most = Math.max(...places.map(({ displacedFen }) => millions(displacedFen)));
    figure.show({
      of: [feed.id],
      title: ranked.length > cities.length ? `${title}, the ${MOST_CITIES} cities with most of ${ranked.length}` : title,
      table: { columns: ['city', 'segment', 'displaced contracts', `annual value (hundredths of ${currency()})`],
        rows: places.map(({ city, segment, displaced, displacedFen }) => [city, segment, displaced, displacedFen]) },
      says: `Most in ${name(cities[0])}: ${money(sums.get(cities[0]), currency())} at a year's price each.`,
      option: (colors, width) => ({
        grid: { left: 8, right: 90, top: 12, bottom: 8, containLabel: true },
        xAxis: { type: 'category', data: segments.map(name), axisLabel: { color: colors.soft, interval: 0, rotate: width < 700 ? 90 : 30 } },
        yAxis: { type: 'category', data: [...cities].reverse().map(name), axisLabel: { color: colors.soft } },
        tooltip: { confine: true, backgroundColor: colors.paper, borderColor: colors.line, textStyle: { color: colors.ink },
          formatter: tooltip(({ data }) => markup`${name(cities.at(-1 - data[1]))}, ${name(segments[data[0]])}: <b>${currency()} ${data[2].toFixed(1)} million</b> at a year's price each, ${data[3]} contracts`) },
        visualMap: { dimension: 2, min: 0, max: most, calculable: false, right: 8, top: 'middle', textStyle: { color: colors.ink }, text: [`${most.toFixed(0)} million`, '0'],
          inRange: { color: scale(colors) } },
        series: [{ id: 'heat', type: 'heatmap', itemStyle: { borderColor: colors.paper, borderWidth: 2 },
          data: places.filter(({ city }) => cities.includes(city)).map(({ city, segment, displaced, displacedFen }) =>
            [segments.indexOf(segment), cities.length - 1 - cities.indexOf(city), millions(displacedFen), displaced]) }],
      }),
    });
  }

  function drawControls() {
    const marks = marksOf(feed);
    const [first, last] = [feed.scenario.start, monthText(monthNumber(feed.scenario.start) + feed.scenario.months - 1)];
    render(html`
      ${monthEntry({ label: 'Before and after', text: typed ?? pivot(), title: `From ${first} to ${last}`,
        fault: typed === null ? null : monthFault(typed, { first, last }), change: (text) => {
          // What is no month of the run stays as it was typed, and moves nothing.
          typed = monthFault(text, { first, last }) ? text : null;
          if (typed === null) adjust({ pivot: text });
          drawControls();
        } })}
      ${marks.length ? choose('at a policy', '', [['', 'choose'], ...marks.map((mark) => [mark.month, `${mark.month} ${name(mark.policy)} ${mark.text}`])],
        (month) => {
          typed = null;
          adjust({ pivot: month });
        }) : ''}
      ${choose('Span', String(span()), [...SPANS.map((months) => [months, `${months} months`])], (value) => adjust({ span: value }))}
      ${slicePicker(feed.scenario, sliceOf(query, feed.scenario))}
      <label class="line"><input type="checkbox" .checked=${staying()} @change=${(event) => adjust({ staying: event.target.checked ? 'yes' : '' })}> Include renewals</label>
      <span class="soft number" data-through=${feed.run.month ?? ''}>${feed.run.month ? `to ${feed.run.month}` : ''}</span>`,
    part('controls'));
  }

  let seen = null;
  const told = () => {
    if (feed.failure && !feed.run) {
      render(problem(feed.failure, () => feed.refresh()), part('controls'));
      figures.forEach((figure) => figure.say('Nothing to show.'));
      return;
    }
    // A Sankey that jumps with each month cannot be read.
    if (feed.version !== seen) loader.ask(seen === null ? 0 : REDRAW_MS);
    if (feed.run) seen = feed.version;
  };
  const unlisten = feed.listen(told);
  told();

  return {
    adjusted() {
      query = current().query;
      loader.ask();
    },
    leave() {
      unlisten();
      loader.stop();
      figures.forEach((figure) => figure.dispose());
    },
  };
}
