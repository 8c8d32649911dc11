// What if: a run like this one, whose policies are others from a month on.
import { html, nothing, render } from 'lit-html';
import { send } from './api.js';
import { goToFault, monthEntry, monthFault } from './fields.js';
import { monthNumber, monthText, name } from './format.js';
import { PolicyForm, catalogue, termsButton } from './policy-form.js';
import { problem } from './problem.js';
import { go } from './route.js';

export class ForkPanel {
  #side = null;
  #out = new Set();
  #others = new Map();
  #added = null;
  #from = null;
  #refused = null;
  #sending = false;

  constructor(root) {
    this.root = root;
  }

  /** Offers forks of a run. */
  show(side) {
    if (side.id !== this.#side?.id) {
      this.#out.clear();
      this.#others.clear();
      this.#added = null;
      this.#from = null;
    }
    this.#side = side;
    this.#draw();
  }

  #draw() {
    const { run, scenario } = this.#side;
    const last = this.#lastMonth();
    render(html`
      <h2>What if?</h2>
      <p class="soft">This orders a fork: a new run that equals the treatment, ${run.id}, up to a month, and has other policies from then on.</p>
      <form class="view" @submit=${(event) => { event.preventDefault(); this.#fork(); }}>
        <div class="row">${monthEntry({ label: 'From', text: this.#month(), title: `From ${scenario.start} to ${last}`,
          fault: monthFault(this.#month(), { first: scenario.start, last }), change: (text) => {
            this.#from = text;
            this.#draw();
          } })}</div>
        ${Object.entries(scenario.policies ?? {}).map(([id, policy]) => this.#policy(id, policy))}
        ${this.#added ? html`<section class="policy" aria-label="One more policy">${this.#added.fields()}
          <div class="row"><button type="button" @click=${() => { this.#added = null; this.#draw(); }}>Leave it out</button></div></section>` : nothing}
        ${this.#refused ? problem(this.#refused) : nothing}
        <div class="row">
          ${this.#added ? nothing : html`<button type="button" @click=${() => this.#open(null, (form) => { this.#added = form; })}>Add a policy</button>`}
          <button class="main" ?disabled=${this.#sending || (!this.#added && this.#out.size + this.#others.size === 0)}>Fork and compare</button>
        </div>
      </form>`, this.root);
  }

  /** From which month on: as it was typed, or else the first in which a policy changed something. */
  #month() {
    const { run, scenario } = this.#side;
    return this.#from ?? run.policies[0]?.month ?? run.month ?? scenario.start;
  }

  #lastMonth() {
    const { start, months } = this.#side.scenario;
    return monthText(monthNumber(start) + months - 1);
  }

  /** What was typed and cannot be read has to be mended first. */
  #readable() {
    return !monthFault(this.#month(), { first: this.#side.scenario.start, last: this.#lastMonth() })
      && [...this.#others.values(), ...(this.#added ? [this.#added] : [])].every(({ sound }) => sound);
  }

  #policy(id, policy) {
    const form = this.#others.get(id);
    return html`
      <div class="policy" data-policy=${id}>
        <div class="row middle"><strong class="grow">${name(id)}</strong>
          <label class="line"><input type="checkbox" .checked=${this.#out.has(id)} @change=${(event) => {
            if (event.target.checked) this.#out.add(id); else this.#out.delete(id);
            this.#others.delete(id);
            this.#draw();
          }}> without ${name(id)}</label>
          <button type="button" class="quiet" aria-expanded=${form ? 'true' : 'false'} ?disabled=${this.#out.has(id)}
            aria-label="${termsButton(form)}: ${name(id)}" @click=${() => {
              if (this.#others.delete(id)) this.#draw();
              else this.#open(policy, (other) => this.#others.set(id, other));
            }}>${termsButton(form)}</button>
        </div>
        ${form ? form.fields() : nothing}
      </div>`;
  }

  async #open(policy, keep) {
    this.#refused = null;
    const { scenario } = this.#side;
    try {
      keep(new PolicyForm({ entries: await catalogue(), scenario, taken: Object.keys(scenario.policies ?? {}), policy, redraw: () => this.#draw() }));
    } catch (failure) {
      this.#refused = failure;
    }
    this.#draw();
  }

  async #fork() {
    if (this.#sending) return;
    if (!this.#readable()) {
      this.#draw();
      goToFault(this.root);
      return;
    }
    this.#sending = true;
    this.#refused = null;
    this.#draw();
    const changes = Object.fromEntries([...this.#out].map((id) => [`policies.${id}`, null]));
    for (const [id, form] of this.#others) {
      for (const [field, value] of Object.entries(form.changes())) changes[`policies.${id}.${field}`] = value;
    }
    if (this.#added) changes[`policies.${this.#added.id}`] = this.#added.value();
    try {
      const fork = await send('POST', 'api/runs', { fork: { run: this.#side.id, from: this.#month() }, changes });
      go(['compare'], { baseline: this.#side.id, treatment: fork.id });
    } catch (failure) {
      this.#refused = failure;
    }
    this.#sending = false;
    this.#draw();
  }
}
