import { html, nothing } from 'lit-html';
import { get } from './api.js';
import { titleOf } from './arms.js';
import { partsOf } from './estimates.js';
import { WITHOUT, count, currencyOf, many, monthNumber, monthText, name, percent, signedPercent } from './format.js';
import { Pairs, outcomeOf, pairDocument, tellingOutcomes } from './pairs.js';
import { address } from './route.js';
import { scopeOf } from './slice.js';

const TENDER_BY_TENDER = `The two extra costs are of the awards that policy touched. Each award is compared with the same tender, asked of today's
  holders without policy. A move back that policy makes needless counts as saved. What all buyers together pay more stands in Result and Compare.`;

/** A run in a few figures, as the API sums it up, of the whole market and all months so far; and what many seeds come to. */
export class Headline {
  #feed;
  #pairs;
  #twin = null;
  #asked = false;

  /** @param told is called whenever there is something new to draw */
  constructor(feed, told) {
    this.#feed = feed;
    this.#pairs = new Pairs(told);
  }

  leave() {
    this.#pairs.leave();
  }

  template() {
    const { run, scenario } = this.#feed;
    const figures = run.headline;
    if (!figures) return html``;
    const { leader } = figures.running;
    const policies = Object.keys(scenario.policies ?? {}).length > 0;
    // Intervals are of whole runs.
    const whole = run.status === 'finished';
    if (whole) {
      this.#pairs.look(policies ? { treatment: run.id } : { baseline: run.id });
      this.#askTwin();
    }
    const last = monthText(monthNumber(scenario.start) + scenario.months - 1);
    const all = { from: scenario.start, to: last };
    const found = [];
    const interval = (outcome) => {
      const many = whole ? this.#pairs.effectOf(outcome) : null;
      if (!many) return nothing;
      found.push(many.experiment);
      const { value, low, high, unit } = partsOf(policies ? many.effect.armPeriod : many.effect.baselinePeriod, many.effect.measure, currencyOf(scenario), false);
      return html`<dd class="interval" data-interval>mean of ${many.experiment.replications} runs: ${value}${unit === '%' ? '%' : ''} (95%: ${low} to ${high})</dd>`;
    };
    const one = (label, value, unit, outcome) => html`<div><dt>${label}</dt><dd>${value} <small>${unit}</small></dd>${outcome ? interval(outcome) : nothing}</div>`;
    const tiles = html`
      <dl class="kpis" aria-label="The whole market so far">
        ${one('Awards', count(figures.awards), 'contracts', outcomeOf('awards', all))}
        ${one('Displaced', count(figures.displaced), 'by policy', outcomeOf('displaced', all))}
        ${one('Moved', count(figures.migrations), 'to another cloud', outcomeOf('migrations', all))}
        ${one('Complaints', count(figures.complaints), 'filed', outcomeOf('complaints', all))}
        ${one('Extra cost on affected contracts', figures.pricePremium === null ? '–' : signedPercent(figures.pricePremium), 'in price')}
        ${one('Extra cost of moves, affected contracts', figures.portingPremium === null ? '–' : signedPercent(figures.portingPremium), 'of a year\'s price')}
        ${one('Leader', leader ? name(leader.provider) : '–', leader ? percent(leader.share) : '', leader && outcomeOf('running-share', { by: 'provider', id: leader.provider, from: last, to: last }))}
      </dl>`;
    return html`
      <p class="soft says">All buyers, so far</p>
      ${tiles}
      ${policies ? html`<p class="soft says">${TENDER_BY_TENDER}</p>` : nothing}
      ${found.length ? html`<p class="soft says" data-many-seeds>This run is one draw among many. Below each number stands the mean with its 95% interval over <a href=${address(['experiments', found[0].id])}>${many(found[0].replications, 'seed')}</a>.</p>` : nothing}
      ${whole && policies && (found.length === 0 || this.#pairs.live) ? html`<div class="card live-only" data-offer>${this.#pairs.offer(() => this.#document(last), 'This run is one draw among many. How do these numbers scatter over other seeds?')}</div>` : nothing}`;
  }

  /** The market beside which the run was ordered, where it was. */
  async #askTwin() {
    const { baseline } = this.#feed.run;
    if (!baseline || this.#asked) return;
    this.#asked = true;
    try {
      this.#twin = await get(`api/runs/${encodeURIComponent(baseline)}/scenario`);
    } catch {
      // It may have been deleted: then the same market without policy stands in its place.
    }
  }

  #document(last) {
    const { run, scenario } = this.#feed;
    const baseline = this.#twin ?? { ...scenario, title: `${scenario.title}${WITHOUT}`, policies: {}, triggers: {} };
    return pairDocument({ name: scenario.name, title: `${titleOf(run)}, against the same market without policy`, baseline, treatment: scenario,
      outcomes: tellingOutcomes(this.#feed, scopeOf(scenario), last) });
  }
}
