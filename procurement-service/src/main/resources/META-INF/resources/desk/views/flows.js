// View 3: whose contracts became whose, before a policy and after it, and where policy displaced awards.
import { html, render } from 'lit-html';
import { get, withQuery } from '../api.js';
import { Figure, fail, pixels } from '../chart.js';
import { monthEntry, monthFault } from '../fields.js';
import { currencyOf, many, millions, money, monthNumber, monthText, name, noMonth } from '../format.js';
import { Loader } from '../loader.js';
import { mapFigure } from '../map-figure.js';
import { marksOf } from '../marks.js';
import { markup, tooltip } from '../markup.js';
import { awardsAddress } from '../month-awards.js';
import { paletteOf, scale } from '../palette.js';
import { SPANS, requireInRun } from '../parameters.js';
import { problem } from '../problem.js';
import { mapOf } from '../places.js';
import { adjust, adjusted, current } from '../route.js';
import { runLine } from '../run-bar.js';
import { choose, sliceOf, slicePicker, sliceText } from '../slice.js';
import { ofRuns } from '../source.js';

const NOBODY = 'new buyer';
const REDRAW_MS = 1_000;
const MOST_CITIES = 25;
const USUAL_SPAN = 12;
const ROW_PIXELS = 17;
const LEAST_ROWS = 6;
const LABEL_GAP = 16;
const TURNED = Math.sin(Math.PI / 6);

export function mount(root, { feed, query: firstQuery }) {
  let query = firstQuery;
  let typed = null;
  root.innerHTML = `<h1>Flows</h1><div data-run></div><div data-controls class="card row"></div>
    <div class="columns"><figure data-before></figure><figure data-after></figure></div><div class="columns"><div class="view"><figure data-map></figure><div data-cities></div></div><figure data-heat></figure></div>`;
  const part = (where) => root.querySelector(`[data-${where}]`);
  const before = new Figure(part('before'), { id: 'flows-before', title: 'Before', tall: true });
  const after = new Figure(part('after'), { id: 'flows-after', title: 'After', tall: true });
  const heat = new Figure(part('heat'), { id: 'displaced-by-city-and-segment', title: 'Displaced awards', tall: true });
  const map = new Figure(part('map'), { id: 'displaced-by-region', title: 'Map' });
  const figures = [before, after, map, heat];

  const pivot = () => {
    if (query.has('pivot')) return query.get('pivot');
    return feed.run.policies[0]?.month ?? marksOf(feed)[0]?.month ?? monthText(monthNumber(feed.scenario.start) + 12);
  };
  const span = () => Number(query.get('span') ?? USUAL_SPAN);
  const currency = () => currencyOf(feed.scenario);
  const staying = () => query.get('staying') === 'yes';

  const loader = new Loader({
    stale: root,
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
      const asked = ranges.map((range) => range && withQuery(`${feed.path}/flows`, { ...range, ...slice }));
      const [past, present, { places }] = await Promise.all([...asked.map((path) => (path ? get(path) : { flows: [] })), get(`${feed.path}/places`)]);
      if (!wanted()) return;
      sankey(before, 'Before', past.flows, ranges[0], slice, asked[0]);
      sankey(after, 'After', present.flows, ranges[1], slice, asked[1]);
      showMap(places, slice);
      heatmap(heat, places.filter(({ displaced }) => displaced > 0));
    },
    failed: (failure, again) => fail(figures, failure, again),
  });

  /** Months that are whole, in words; null where there are none. */
  function within(from, to) {
    const start = monthNumber(feed.scenario.start);
    const [first, last] = [Math.max(from, start), Math.min(to, monthNumber(feed.run.month))];
    return first > last ? null : { from: monthText(first), to: monthText(last) };
  }

  function sankey(figure, when, flows, range, slice, path) {
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
      label: { formatter: id ? name(id) : 'New buyers' }, depth: side === 'from' ? 0 : 1, winner: side === 'to' ? id : null });
    const sources = [...new Set(shown.map((flow) => flow.from))];
    const targets = [...new Set(shown.map((flow) => flow.to))];
    const top = shown[0];
    figure.show({
      title,
      of: [feed.id],
      source: ofRuns([path], feed.run),
      table: { columns: ['from', 'to', 'contracts', `annual value (hundredths of ${currency()})`, 'displaced contracts', `displaced annual value (hundredths of ${currency()})`],
        rows: shown.map((flow) => [flow.from ? name(flow.from) : NOBODY, name(flow.to), flow.awards, flow.annualValueFen, flow.displaced, flow.displacedFen]) },
      says: `The largest: ${top.from ? name(top.from) : 'new buyers'} to ${name(top.to)}, ${money(top.annualValueFen, currency())} at a year's price each. Click a flow for the awards of its winner.`,
      pick: ({ winner }) => { if (winner) location.hash = awardsAddress(feed.id, { ...range, provider: winner, ...slice }); },
      option: (colors) => ({
        tooltip: { trigger: 'item', confine: true, backgroundColor: colors.paper, textStyle: { color: colors.ink }, borderColor: colors.line,
          formatter: tooltip(({ dataType, data, name: text, value }) => (dataType === 'edge'
            ? markup`${data.say}<br><b>${money(data.fen, currency())}</b> at a year's price each, ${data.awards} contracts, ${data.displaced} of them displaced`
            : `${text.replace(/^(from|to) /, '')}: ${currency()} ${value.toFixed(1)} million at a year's price each`)) },
        series: [{
          id: 'flows', type: 'sankey', animation: false, left: 8, right: 130, top: 12, bottom: 12, nodeWidth: 14, nodeGap: 7, draggable: false, emphasis: { focus: 'adjacency' },
          // Names lie on ribbons of any colour, and small ones side by side.
          label: { color: colors.ink, fontSize: 12, textBorderColor: colors.paper, textBorderWidth: 3 }, labelLayout: { hideOverlap: true }, lineStyle: { color: 'source', opacity: 0.4 },
          data: [...sources.map((id) => node('from', id)), ...targets.map((id) => node('to', id))],
          links: shown.map((flow) => ({
            source: `from ${flow.from || NOBODY}`, target: `to ${flow.to}`, value: millions(flow.annualValueFen), fen: flow.annualValueFen, awards: flow.awards,
            displaced: flow.displaced, winner: flow.to, say: `${flow.from ? name(flow.from) : 'New buyers'} → ${name(flow.to)}`,
            ...(flow.displaced && { lineStyle: { opacity: 0.75 } }),
          })),
        }],
      }),
    });
  }

  /** The cities on their map; a province with several shows them below, to choose from. */
  function showMap(places, slice) {
    const cities = Object.keys(feed.scenario.population.cities);
    const known = mapOf(cities);
    if (!known) {
      map.say('There is no map of these cities. Choose one above.');
      return;
    }
    const to = (city) => adjusted({ slice: 'chosen', city, segment: slice.segment });
    const buttons = (title, these) => render(html`<section class="card view" aria-label=${title}><h2>${title}</h2>
      <div class="group">${these.map((city) => html`<a class="button" data-city=${city} href=${to(city)}>${name(city)}</a>`)}</div></section>`, part('cities'));
    if (known.elsewhere.length) buttons('Cities that are not on the map', known.elsewhere);
    map.show({ of: [feed.id], source: ofRuns([`${feed.path}/places`], feed.run), ...mapFigure({ map: known, places, scenario: feed.scenario, chosen: slice.city,
      months: `${feed.scenario.start} to ${feed.run.month}`, hrefOf: to, pick: (region) => {
        if (region.cities.length === 1) location.hash = to(region.cities[0]);
        else if (region.cities.length > 1) buttons(`Cities in ${region.name}`, region.cities);
      } }) });
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
    if (cities.length === 1) {
      const each = [...places].sort((a, b) => b.displacedFen - a.displacedFen)
        .map(({ segment, displaced, displacedFen }) => `${name(segment)} ${money(displacedFen, currency())} (${many(displaced, 'contract')})`);
      figure.say(`${title}: all are in ${name(cities[0])}. ${each.join(', ')}.`);
      return;
    }
    const segments = Object.keys(feed.scenario.population.segments);
    const most = Math.max(...places.map(({ displacedFen }) => millions(displacedFen)));
    const longest = (ids) => Math.max(...ids.map((id) => pixels(name(id)))) + LABEL_GAP;
    const narrow = (width) => width < 700;
    const below = (width) => Math.ceil(longest(segments) * (narrow(width) ? 1 : TURNED)) + LABEL_GAP;
    figure.show({
      heightOf: (width) => Math.max(LEAST_ROWS, cities.length) * ROW_PIXELS + below(width),
      of: [feed.id],
      source: ofRuns([`${feed.path}/places`], feed.run),
      pick: ([segment, row]) => { location.hash = awardsAddress(feed.id, { from: feed.scenario.start, to: feed.run.month, city: cities.at(-1 - row), segment: segments[segment], displaced: 'yes' }); },
      title: ranked.length > cities.length ? `${title}, the ${MOST_CITIES} cities with most of ${ranked.length}` : title,
      table: { columns: ['city', 'segment', 'displaced contracts', `annual value (hundredths of ${currency()})`],
        rows: places.map(({ city, segment, displaced, displacedFen }) => [name(city), name(segment), displaced, displacedFen]) },
      says: `Most in ${name(cities[0])}: ${money(sums.get(cities[0]), currency())} at a year's price each.`,
      option: (colors, width) => ({
        grid: { left: longest(cities), right: 90, top: 4, bottom: below(width), containLabel: false },
        xAxis: { type: 'category', data: segments.map(name), axisLabel: { color: colors.soft, interval: 0, rotate: narrow(width) ? 90 : 30 } },
        yAxis: { type: 'category', data: [...cities].reverse().map(name), axisLabel: { color: colors.soft, interval: 0 } },
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
