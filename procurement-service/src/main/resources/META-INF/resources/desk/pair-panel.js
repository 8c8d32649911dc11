// What stands beside a pair of runs in Compare: that it is one draw among many, and what the mean of many is.
import { html, nothing, render } from 'lit-html';
import { clear, estimateText } from './estimates.js';
import { currencyOf, many, monthText, monthNumber, name } from './format.js';
import { Pairs, outcomeOfMeasure, pairDocument, tellingOutcomes } from './pairs.js';
import { address } from './route.js';

const MOST_ROWS = 6;

export class PairPanel {
  #pairs;
  #root;
  #shown = null;

  /** @param told is called whenever effects of many pairs have come */
  constructor(root, told) {
    this.#root = root;
    this.#pairs = new Pairs(() => {
      this.#draw();
      told();
    });
  }

  leave() {
    this.#pairs.leave();
  }

  /** Nothing is compared. */
  clear() {
    this.#shown = null;
    this.#draw();
  }

  /**
   * Looks for experiments of two runs.
   *
   * @param ids that differ in the pair, the most first
   * @param raw their differences by month
   * @param write a difference as text
   */
  show({ baseline, treated, slice, by, measure, months, ids, raw, write }) {
    this.#shown = { baseline, treated, slice, by, measure, months, ids, raw, write };
    this.#pairs.look({ baseline: baseline.id, treatment: treated.id });
    this.#draw();
  }

  /** The effect of many pairs on one of the ids; null where nobody has measured it. */
  effectOf(id) {
    const { measure, by, slice } = this.#shown;
    return this.#pairs.effectOf(outcomeOfMeasure(measure, by, id, slice))?.effect ?? null;
  }

  #document() {
    const { baseline, treated, slice, by, measure, ids } = this.#shown;
    const { start, months } = treated.scenario;
    const more = ids.slice(0, 2 * MOST_ROWS).map((id) => outcomeOfMeasure(measure, by, id, slice));
    return pairDocument({ name: treated.scenario.name, title: `${treated.run.title}, against: ${baseline.run.title}`, baseline: baseline.scenario, treatment: treated.scenario,
      outcomes: tellingOutcomes(treated, slice, monthText(monthNumber(start) + months - 1), more) });
  }

  #draw() {
    if (!this.#shown) {
      render(nothing, this.#root);
      return;
    }
    const { baseline, treated, slice, by, measure, months, ids, raw, write } = this.#shown;
    const currency = currencyOf(treated.scenario);
    const rows = ids.slice(0, MOST_ROWS).map((id) => ({ id, found: this.#pairs.effectOf(outcomeOfMeasure(measure, by, id, slice)) }));
    const known = rows.filter(({ found }) => found);
    const last = months.length - 1;
    const experiment = known[0]?.found.experiment;
    render(html`
      <section class="card view" aria-label="One pair among many">
        <p class="banner" data-one-draw><strong>This pair is one draw among many.</strong> Both runs have seed ${baseline.run.seed}. Another seed gives other buyers, other bids and another difference.</p>
        ${experiment ? html`
          <p>On average over <a href=${address(['experiments', experiment.id])}>${many(experiment.replications, 'pair')}</a> of the same two markets, in ${months[last]}. The interval holds the mean of all seeds with 95% confidence; single pairs, such as this one, lie further apart.</p>
          <div class="scroll" tabindex="0" role="region" aria-label="This pair and the mean of many"><table data-many>
            <thead><tr><th scope="col" class="text">${name(by)}</th><th scope="col">This pair</th><th scope="col">Mean, 95% interval</th><th scope="col">Is it clear?</th></tr></thead>
            <tbody>${rows.map(({ id, found }) => this.#row(id, write(raw[id][last]), found, months[last], currency))}</tbody></table></div>` : nothing}
        ${this.#pairs.known && (known.length < rows.length || rows.length === 0 || this.#pairs.live)
          ? this.#pairs.offer(() => this.#document(), experiment ? 'Some of these differences were not measured in those pairs.' : 'How large is the difference on average, and how sure is that?')
          : nothing}
      </section>`, this.#root);
  }

  #row(id, value, found, month, currency) {
    const t = found?.effect.months.indexOf(month) ?? -1;
    if (t < 0) return html`<tr><th scope="row">${name(id)}</th><td>${value}</td><td class="soft">not measured</td><td></td></tr>`;
    const { measure, effect, low, high } = found.effect;
    const mean = { value: effect[t], low: low[t], high: high[t] };
    return html`<tr data-many-of=${id}><th scope="row">${name(id)}</th><td>${value}</td><td data-interval>${estimateText(mean, measure, currency)}</td><td>${clear(mean) ? 'yes' : 'no: 0 is in it'}</td></tr>`;
  }
}
