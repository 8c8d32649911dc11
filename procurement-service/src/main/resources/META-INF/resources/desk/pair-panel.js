// What stands beside a pair of runs in Compare: that it is one draw among many, and what the mean of many is.
import { html, nothing, render } from 'lit-html';
import { titleOf } from './arms.js';
import { clear, estimateText } from './estimates.js';
import { currencyOf, many, monthText, monthNumber, name } from './format.js';
import { Pairs, outcomeOfMeasure, pairDocument, tellingOutcomes } from './pairs.js';
import { address } from './route.js';
import { ofExperiment } from './source.js';

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
    return this.#found(id)?.effect ?? null;
  }

  /** Where the effects of many pairs on some ids are from. */
  sources(ids) {
    return [...new Set(ids.map((id) => this.#found(id)?.experiment).filter(Boolean))].flatMap(ofExperiment);
  }

  #found(id) {
    const { measure, by, slice } = this.#shown;
    return this.#pairs.effectOf(outcomeOfMeasure(measure, by, id, slice));
  }

  #document() {
    const { baseline, treated, slice, by, measure, ids } = this.#shown;
    const { start, months } = treated.scenario;
    const more = ids.slice(0, 2 * MOST_ROWS).map((id) => outcomeOfMeasure(measure, by, id, slice));
    return pairDocument({ name: treated.scenario.name, title: `${titleOf(treated.run)}, against: ${titleOf(baseline.run)}`, baseline: baseline.scenario, treatment: treated.scenario,
      outcomes: tellingOutcomes(treated, slice, monthText(monthNumber(start) + months - 1), more) });
  }

  #draw() {
    if (!this.#shown) {
      render(nothing, this.#root);
      return;
    }
    const { baseline, treated, by, months, ids, raw, write } = this.#shown;
    const currency = currencyOf(treated.scenario);
    const rows = ids.slice(0, MOST_ROWS).map((id) => ({ id, found: this.#found(id) }));
    const known = rows.filter(({ found }) => found);
    const experiment = known[0]?.found.experiment;
    render(html`
      <section class="card view" aria-label="One pair among many">
        <p class="banner" data-one-draw><strong>This pair is one draw among many.</strong> Both runs have seed ${baseline.run.seed}. Another seed gives other buyers, other bids and another difference.</p>
        ${experiment ? html`
          <p>On average over <a href=${address(['experiments', experiment.id])}>${many(experiment.replications, 'pair')}</a> of the same two markets: where the mean is largest, over the period that was measured, and at the end.
            The interval holds the mean of all seeds with 95% confidence; single pairs, such as this one, lie further apart.</p>
          <div class="scroll" tabindex="0" role="region" aria-label="This pair and the mean of many"><table data-many>
            <thead><tr><th scope="col" class="text">${name(by)}</th><th scope="col" class="text">When</th><th scope="col">This pair</th><th scope="col">Mean, 95% interval</th><th scope="col">Is it clear?</th></tr></thead>
            ${rows.map(({ id, found }) => this.#rows(id, raw[id], found, months, write, currency))}</table></div>` : nothing}
        ${this.#pairs.known && (known.length < rows.length || rows.length === 0 || this.#pairs.live)
          ? this.#pairs.offer(() => this.#document(), experiment ? 'Some of these differences were not measured in those pairs.' : 'How large is the difference on average, and how sure is that?')
          : nothing}
      </section>`, this.#root);
  }

  /** One id at the peak of the mean, on average and at the end; where many pairs say nothing of it, at the end alone. */
  #rows(id, values, found, months, write, currency) {
    const last = months.length - 1;
    if (!found) return html`<tbody><tr data-many-of=${id}><th scope="row">${name(id)}</th><td class="text">end, ${months[last]}</td><td>${write(values[last])}</td><td class="soft">not measured</td><td></td></tr></tbody>`;
    const { measure, months: of, effect, low, high, period } = found.effect;
    const at = (t) => ({ value: effect[t], low: low[t], high: high[t] });
    const moments = momentsOf(found.effect, months).map(({ when, t }) => ({ when, mine: values[months.indexOf(of[t])], mean: at(t) }));
    const inPeriod = months.map((month, t) => ({ month, value: values[t] })).filter(({ month }) => month >= measure.from && month <= measure.to);
    // A ratio of sums is nothing that this pair's months tell, and while the runs go on they do not have all months yet.
    if (measure.reduced !== 'ratio' && months[last] >= measure.to && inPeriod.length) {
      const sum = inPeriod.reduce((all, { value }) => all + value, 0);
      moments.splice(1, 0, { when: `${measure.reduced}, ${measure.from} to ${measure.to}`, mine: measure.reduced === 'sum' ? sum : sum / inPeriod.length, mean: period });
    }
    return html`<tbody>${moments.map(({ when, mine, mean }, row) => html`<tr data-many-of=${id}>${row === 0 ? html`<th scope="rowgroup" class="text" rowspan=${moments.length}>${name(id)}</th>` : nothing}
      <td class="text">${when}</td><td>${write(mine)}</td><td data-interval>${estimateText(mean, measure, currency)}</td><td>${clear(mean) ? 'yes' : 'no: 0 is in it'}</td></tr>`)}</tbody>`;
  }
}

/** The months to look at: where the mean of many pairs is largest, and the last; {when, t}, where t is an index of the effect's. */
function momentsOf({ months: of, effect }, months) {
  const known = of.map((_, t) => t).filter((t) => months.includes(of[t]) && effect[t] !== null);
  if (known.length === 0) return [];
  const peak = known.reduce((most, t) => (Math.abs(effect[t]) > Math.abs(effect[most]) ? t : most));
  const end = known.at(-1);
  return [{ when: `peak, ${of[peak]}`, t: peak }, ...(end === peak ? [] : [{ when: `end, ${of[end]}`, t: end }])];
}
