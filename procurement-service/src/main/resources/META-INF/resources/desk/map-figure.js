// A map of equal tiles, a province or a state each, and in it how much of what was awarded there policy displaced.
import { currencyOf, money, name, percent } from './format.js';
import { markup, tooltip } from './markup.js';
import { scale } from './palette.js';

const GAP_PIXELS = 3;
const LETTER_PIXELS = 6.4;
const MOST_TILE_PIXELS = 64;
const BELOW_PIXELS = 44;

/**
 * What a figure shows.
 *
 * @param map as {@link mapOf} answers
 * @param places as GET /api/runs/{id}/places answers
 * @param hrefOf where a city leads
 * @param chosen the city whose flows are shown; empty for none
 */
export function mapFigure({ map, places, scenario, months, hrefOf, chosen, pick }) {
  const currency = currencyOf(scenario);
  const sums = new Map(Map.groupBy(places, ({ city }) => city).entries().map(([city, all]) => [city, added(all)]));
  const regions = map.regions.map((region) => ({ ...region, ...added(region.cities.map((city) => sums.get(city) ?? NOTHING)) }));
  const rows = Object.keys(scenario.population.cities).map((city) => ({ city, region: regions.find(({ cities }) => cities.includes(city)), ...(sums.get(city) ?? NOTHING) }))
    .sort((a, b) => b.displacedFen - a.displacedFen || b.annualValueFen - a.annualValueFen);
  const ids = new Map(rows.map(({ city }) => [name(city), city]));
  const most = Math.max(...regions.map(part));
  const top = regions.reduce((one, other) => (part(other) > part(one) ? other : one));
  const [columns, lines] = ['column', 'row'].map((field) => Math.max(...map.regions.map((region) => region[field])) + 1);
  const lies = regions.find(({ cities }) => cities.includes(chosen));
  return {
    title: `Part of awarded spend that policy displaced, by ${map.region}, ${months} (%)`,
    says: `${most > 0 ? `Most in ${top.name}: ${percent(part(top))}, ${money(top.displacedFen, currency)} at a year's price each.` : 'Policy displaced no award.'} Click a tile to see the flows of a city there.`,
    table: { columns: ['city', map.region, 'awards', `annual value (hundredths of ${currency})`, 'displaced awards', `displaced annual value (hundredths of ${currency})`],
      rows: rows.map(({ city, region, awards, annualValueFen, displaced, displacedFen }) => [name(city), region?.name ?? '', awards, annualValueFen, displaced, displacedFen]) },
    rowHref: (text) => hrefOf(ids.get(text)),
    pick: (tile) => pick(regions.find(({ code }) => code === tile.name)),
    heightOf: (width) => lines * tileOf(width, columns) + BELOW_PIXELS,
    option: (colors, width) => {
      const tile = tileOf(width, columns);
      const left = Math.max(0, (width - tile * columns) / 2);
      return {
        grid: { left, width: tile * columns, top: 4, height: tile * lines },
        xAxis: { type: 'value', min: 0, max: columns, show: false },
        yAxis: { type: 'value', min: 0, max: lines, inverse: true, show: false },
        tooltip: { trigger: 'item', confine: true, backgroundColor: colors.paper, borderColor: colors.line, textStyle: { color: colors.ink },
          formatter: tooltip(({ name: code }) => tileText(regions.find((region) => region.code === code), currency)) },
        visualMap: { show: most > 0, type: 'continuous', dimension: 2, min: 0, max: most || 1, calculable: false, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 160, itemWidth: 12,
          textStyle: { color: colors.ink }, text: [percent(most), '0%'], inRange: { color: scale(colors) } },
        series: [{ id: 'map', type: 'custom', renderItem: (params, api) => tileShape(api, regions[params.dataIndex], { colors, tile, chosen: regions[params.dataIndex] === lies, most }),
          data: regions.map((region) => ({ name: region.code, value: [region.column, region.row, part(region)] })) }],
      };
    },
  };
}

const NOTHING = { awards: 0, annualValueFen: 0, displaced: 0, displacedFen: 0 };

const added = (all) => Object.fromEntries(Object.keys(NOTHING).map((field) => [field, all.reduce((sum, each) => sum + each[field], 0)]));

const part = ({ displacedFen, annualValueFen }) => (annualValueFen > 0 ? displacedFen / annualValueFen : 0);

const tileOf = (width, columns) => Math.min(MOST_TILE_PIXELS, Math.floor(width / columns));

const tileText = (region, currency) => (region.cities.length === 0 ? markup`<b>${region.name}</b><br>no buyers here`
  : markup`<b>${region.name}</b> (${region.cities.map(name).join(', ')})<br>${percent(part(region))} displaced: ${region.displaced} of ${region.awards} awards, ${money(region.displacedFen, currency)} of ${money(region.annualValueFen, currency)} at a year's price each`);

/** Dark letters on light colours and light ones on dark. ECharts gives a colour as #rrggbb or as rgba(…). */
function inkOn(color) {
  const [red, green, blue] = color.startsWith('#') ? [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) : color.match(/\d+(\.\d+)?/g).map(Number);
  return red * 0.3 + green * 0.59 + blue * 0.11 > 130 ? '#000000' : '#ffffff';
}

function tileShape(api, region, { colors, tile, chosen, most }) {
  const [x, y] = api.coord([region.column, region.row]);
  const there = region.cities.length > 0;
  const fill = there && most > 0 ? api.visual('color') : colors.paper;
  const text = region.name.length * LETTER_PIXELS < tile - GAP_PIXELS ? region.name : region.code;
  const ink = there && most > 0 ? inkOn(fill) : there ? colors.ink : colors.soft;
  return { type: 'group', children: [
    { type: 'rect', shape: { x: x + GAP_PIXELS / 2, y: y + GAP_PIXELS / 2, width: tile - GAP_PIXELS, height: tile - GAP_PIXELS, r: 4 },
      style: { fill, stroke: chosen ? colors.ink : colors.line, lineWidth: chosen ? 3 : 1, lineDash: there ? null : [3, 3] } },
    { type: 'text', silent: true, z2: 10, style: { text, x: x + tile / 2, y: y + tile / 2, align: 'center', verticalAlign: 'middle', fill: ink, font: '11px system-ui, sans-serif' } },
  ] };
}
