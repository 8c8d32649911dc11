// Many pairs instead of one: comparisons of the same markets as those of runs, found where they are there and ordered
// where they are not.
import { html, nothing } from 'lit-html';
import { get, orderText, withQuery } from './api.js';
import { progressBar } from './experiment-bar.js';
import { over } from './experiment-feed.js';
import { many } from './format.js';
import { Loader } from './loader.js';
import { problem } from './problem.js';
import { address } from './route.js';

const ASK_EVERY_MS = 1_500;
const LOOKED_AT = 5;
const PAIRS = 40;
const MOST_OUTCOMES = 200;
const LONGEST_ID = 64;
const LONGEST_TITLE = 200;

const WHOSE = { provider: 'ofProvider', ownership: 'ofOwnership', segment: 'ofSegment', city: 'ofCity', policy: 'ofPolicy' };

/** Which figure of an experiment is which measure of Compare. */
const FIGURES = {
  'share': 'running-share', 'running-fen': 'running-spend', 'awarded-fen': 'awarded-spend', 'awards': 'awards', 'migrated-to': 'migrations',
  'porting-fen': 'porting-cost', 'complaints': 'complaints', 'failed': 'failed',
};

/** An outcome of a part of the market, as documents write it. */
export function outcomeOf(figure, { by, id, slice = {}, from, to } = {}) {
  return { figure, ...(by && { [WHOSE[by]]: id }), ...(slice.city && { cities: [slice.city] }), ...(slice.segment && { segments: [slice.segment] }), ...(from && { from, to }) };
}

/** The outcome of a measure of Compare. */
export const outcomeOfMeasure = (measure, by, id, slice) => outcomeOf(FIGURES[measure], { by, id, slice });

const same = (one, other) => ['figure', ...Object.values(WHOSE), 'cities', 'segments'].every((field) => String(one[field] ?? '') === String(other[field] ?? ''))
  && (!other.from || (one.from === other.from && one.to === other.to));

/**
 * What tells about a run or a pair: the headline figures over the whole run, and everybody's shares, in the whole market
 * and in a part of it.
 *
 * @param side {run, scenario} of the treatment
 * @param more outcomes that are looked at just now
 */
export function tellingOutcomes({ run, scenario }, slice, last, more = []) {
  const whole = { from: scenario.start, to: last };
  const leader = run.headline?.running.leader?.provider;
  const ownerships = new Set(Object.values(scenario.providers).map(({ ownership }) => ownership));
  const shares = (part) => [...[...ownerships].map((id) => outcomeOf('running-share', { by: 'ownership', id, slice: part })),
    ...Object.keys(scenario.providers).map((id) => outcomeOf('running-share', { by: 'provider', id, slice: part }))];
  const all = [
    ...['awards', 'displaced', 'migrations', 'complaints'].map((figure) => outcomeOf(figure, whole)),
    ...(leader ? [outcomeOf('running-share', { by: 'provider', id: leader, from: last, to: last })] : []),
    outcomeOf('cost-to-buyers'), ...more, ...(slice.city || slice.segment ? shares(slice) : []), ...shares({}),
  ];
  const outcomes = {};
  for (const each of all.slice(0, MOST_OUTCOMES)) outcomes[idOf(each, outcomes)] = each;
  return outcomes;
}

function idOf(outcome, taken) {
  const { figure, cities = [], segments = [], from, to } = outcome;
  const whose = Object.values(WHOSE).map((field) => outcome[field]).find(Boolean);
  const id = [figure.replace('running-share', 'share'), whose && `of-${whose}`, ...cities, ...segments, from && from === to && `in-${from}`].filter(Boolean).join('-');
  if (id.length <= LONGEST_ID && (!taken[id] || same(taken[id], outcome))) return id;
  return `${figure}-${Object.keys(taken).length + 1}`;
}

/** A title may be no longer than any. */
const titled = (scenario) => ({ ...scenario, title: scenario.title.slice(0, LONGEST_TITLE) });

const arm = (scenario) => ({ title: titled(scenario).title, document: titled(scenario) });

/** A comparison of two markets, each with its whole scenario. */
export const pairDocument = ({ name, title, baseline, treatment, outcomes }) => ({
  name: `pairs-of-${name}`.slice(0, LONGEST_ID).replace(/-$/, ''), title: title.slice(0, LONGEST_TITLE), kind: 'comparison',
  arms: { baseline: arm(baseline), treatment: arm(treatment) },
  baseline: 'baseline', replications: PAIRS, outcomes,
});

export class Pairs {
  #runs = null;
  #lines = null;
  #found = new Map();
  #loader;
  #told;
  #ordering = false;
  #refused = null;
  #failure = null;

  /** @param told is called whenever anything has changed */
  constructor(told) {
    this.#told = told;
    this.#loader = new Loader({
      question: () => JSON.stringify(this.#runs),
      load: async (wanted) => {
        if (!this.#runs) return;
        const { items } = await get(withQuery('api/experiments', { ...this.#runs, limit: '50' }));
        const finished = items.filter(({ status }) => status === 'finished').slice(0, LOOKED_AT);
        for (const { id, arm } of finished.filter((each) => !this.#found.has(each.id))) {
          const path = `api/experiments/${encodeURIComponent(id)}`;
          const [experiment, document] = await Promise.all([get(path), get(`${path}/document`)]);
          this.#found.set(id, { experiment, document, arm });
        }
        if (!wanted()) return;
        this.#lines = items;
        this.#failure = null;
        this.#told();
        if (!items.every(over)) this.#loader.ask(ASK_EVERY_MS);
      },
      failed: (failure) => {
        this.#failure = failure;
        this.#told();
      },
    });
  }

  /** Looks for comparisons of the markets of runs: either may be left out. */
  look(runs) {
    if (JSON.stringify(runs) === JSON.stringify(this.#runs)) return;
    [this.#runs, this.#lines, this.#refused] = [runs, null, null];
    this.#found.clear();
    this.#loader.ask();
  }

  leave() {
    this.#loader.stop();
  }

  /**
   * The newest effect of an outcome that was found, and where: {effect, experiment}. Null where there is none.
   *
   * @param outcome as documents write it
   */
  effectOf(outcome) {
    for (const { id } of this.#lines ?? []) {
      const { experiment, document, arm } = this.#found.get(id) ?? {};
      const name = experiment && Object.keys(document.outcomes).find((each) => same(document.outcomes[each], outcome));
      const effect = name && experiment.outcomes.find((each) => each.measure.name === name && (!arm || each.arm === arm));
      if (effect) return { effect, experiment };
    }
    return null;
  }

  /** Whether it is known what there is. */
  get known() {
    return this.#lines !== null;
  }

  /** The newest that goes on. */
  get live() {
    return this.#lines?.find((each) => !over(each)) ?? null;
  }

  async order(document) {
    [this.#ordering, this.#refused] = [true, null];
    this.#told();
    try {
      await orderText('api/experiments', JSON.stringify(document));
      this.#loader.ask();
    } catch (refused) {
      this.#refused = refused;
    }
    this.#ordering = false;
    this.#told();
  }

  /**
   * The one that goes on with its progress, or what orders one.
   *
   * @param make gives the document
   * @param because why one is offered
   */
  offer(make, because) {
    if (this.#failure && !this.known) return problem(this.#failure, () => this.#loader.ask());
    if (!this.known) return nothing;
    if (this.live) {
      return html`<div class="view" data-pairs-made><p>${many(this.live.planned, 'run')} are being made. Their mean and its interval appear here. <a href=${address(['experiments', this.live.id])}>Open the experiment</a></p>${progressBar(this.live)}</div>`;
    }
    return html`${this.#refused ? problem(this.#refused) : nothing}
      <div class="row middle live-only"><span class="grow">${because}</span>
        <button type="button" class="main" data-make-pairs ?disabled=${this.#ordering} @click=${() => this.order(make())}>Make ${PAIRS} pairs</button></div>`;
  }
}
