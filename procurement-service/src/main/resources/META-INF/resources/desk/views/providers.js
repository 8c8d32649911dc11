// What the providers become: each measure of theirs over the months, beside the marks of policies.
import { html, render } from 'lit-html';
import { PROVIDER, get } from '../api.js';
import { Figure, axes, fail, restOf } from '../chart.js';
import { currencyOf, millions, months, name, noMonth } from '../format.js';
import { lineNames } from '../line-names.js';
import { Loader } from '../loader.js';
import { markLine, markPixels, marksOf } from '../marks.js';
import { monthAwards } from '../month-awards.js';
import { REST, paletteOf } from '../palette.js';
import { PROVIDER_MEASURES } from '../parameters.js';
import { problem } from '../problem.js';
import { adjust, current } from '../route.js';
import { runLine } from '../run-bar.js';
import { choose } from '../slice.js';
import { ofRuns } from '../source.js';

const REDRAW_MS = 1_000;

// A million milli-fen are ten units of the currency.
const MILLI_FEN_PER_UNIT = 100_000;

const same = (value) => value;

const MEASURES = {
  'running': { title: 'running spend', unit: '{currency} million a year', of: ({ did }) => did.runningFen, as: millions },
  'win-rate': { title: 'wins for each bid', unit: 'fraction', of: ({ did }) => did.winRate, as: same },
  'bids': { title: 'bids', unit: 'a month', of: ({ did }) => did.bids, as: same, whole: true },
  'cost': { title: 'cost of a unit', unit: '{currency} a month', of: ({ was }) => was.unitCostMilliFen, as: (value) => value / MILLI_FEN_PER_UNIT },
  'quality': { title: 'quality', unit: 'fraction', of: ({ was }) => was.quality, as: same },
  'markup': { title: 'what wins and losses add to the markup', unit: 'fraction of cost', of: ({ was }) => was.adaptiveMarkup, as: same },
  'complaints': { title: 'complaints', unit: 'a month', of: ({ did }) => did.complaints, as: same, whole: true },
};
const USUAL = 'cost';

export function mount(root, { feed, query: firstQuery }) {
  let query = firstQuery;
  root.innerHTML = '<h1>Providers</h1><div data-run></div><div data-controls class="card row"></div><figure data-providers></figure>';
  const part = (where) => root.querySelector(`[data-${where}]`);
  const figure = new Figure(part('providers'), { id: 'providers', title: 'Providers', tall: true });
  const measure = () => query.get('measure') ?? USUAL;

  const loader = new Loader({
    stale: root,
    question: () => query.toString(),
    load: async (wanted) => {
      if (!feed.run) return;
      render(runLine(feed.run), part('run'));
      render(choose('Measure', measure(), PROVIDER_MEASURES.map((id) => [id, MEASURES[id].title]), (value) => adjust({ measure: value })),
        part('controls'));
      if (!feed.run.month) {
        figure.say(noMonth(feed.run));
        return;
      }
      const answer = await get(`${PROVIDER}/${feed.path}/providers`);
      if (wanted()) show(answer);
    },
    failed: (failure, again) => fail([figure], failure, again),
  });

  function show({ months: open, providers }) {
    const { title, unit, of, as, whole = false } = MEASURES[measure()];
    const said = unit.replace('{currency}', currencyOf(feed.scenario));
    const axis = months(feed.scenario.start, feed.scenario.months);
    const marks = marksOf(feed);
    const byId = new Map(providers.map((provider) => [provider.id, of(provider).map((value) => (value === null ? null : as(value)))]));
    const spends = new Map(providers.map(({ id, did }) => [id, Math.max(0, ...did.runningFen)]));
    const colorOf = paletteOf('provider', [...byId.keys()], feed.scenario.providers, (id) => spends.get(id));
    const rest = restOf(colorOf);
    const called = (id) => (colorOf.get(id) === REST ? rest : name(id));
    const last = open.indexOf(feed.run.month);
    const write = (value) => (value == null ? '–' : `${Number(value.toPrecision(4))} ${said}`);
    const ranked = [...byId].filter(([, values]) => values[last] != null).sort((a, b) => b[1][last] - a[1][last]).slice(0, 3);
    figure.show({
      of: [feed.id, measure()],
      source: ofRuns([`${PROVIDER}/${feed.path}/providers`], feed.run),
      monthHref: monthAwards(feed.run, {}),
      title: `Providers: ${title} (${said})`,
      table: { columns: ['month', ...[...byId.keys()].map((id) => `${name(id)} (${said})`)],
        rows: open.map((month, t) => [month, ...[...byId.values()].map((values) => values[t])]) },
      says: `${feed.run.month}: ${ranked.map(([id, values]) => `${name(id)} ${write(values[last])}`).join(', ')}.`,
      option: (colors, width, pointer, height) => {
        const main = axes(colors, axis, { names: [...colorOf.keys()].map(called), width, rest, pointer, scale: true, whole, above: markPixels(marks, axis, width), value: write });
        const names = lineNames({ grid: main.grid, width, height, colorOf, called, colors, last: (id) => byId.get(id).at(-1) });
        return { ...main, grid: names.grid, legend: { ...main.legend, data: [...new Set([...colorOf.keys()].map(called))] }, series: names.sorted.map(([id, color], i) => ({ id, name: called(id), type: 'line', symbol: feed.run.month === feed.scenario.start ? 'circle' : 'none', color, lineStyle: { width: 2 },
          ...names.of(id), data: byId.get(id), ...(i === 0 && { markLine: markLine(marks, axis, colors, width) }) })) };
      },
    });
  }

  let seen = null;
  const told = () => {
    if (feed.failure && !feed.run) {
      render(problem(feed.failure, () => feed.refresh()), part('controls'));
      figure.say('Nothing to show.');
      return;
    }
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
      figure.dispose();
    },
  };
}
