// What if: a run like this one, whose policies are others from a month on.
import { html, nothing, render } from 'lit-html';
import { send } from '/desk/api.js';
import { problem } from '/desk/problem.js';
import { go } from '/desk/route.js';

export class ForkPanel {
  #side = null;
  #off = new Set();
  #from = null;
  #refused = null;

  constructor(root) {
    this.root = root;
  }

  /** Offers forks of a run. */
  show(side) {
    if (side.id !== this.#side?.id) {
      this.#off.clear();
      this.#from = side.run.policies[0]?.month ?? null;
    }
    this.#side = side;
    this.#draw();
  }

  #draw() {
    const { run, scenario } = this.#side;
    const policies = Object.keys(scenario.policies ?? {});
    render(html`
      <h2>What if?</h2>
      <p class="soft">A fork of the treatment, ${run.id}: the same up to a month, without the chosen policies from there on.</p>
      ${policies.length === 0 ? html`<p class="state">It has no policies that could be left out.</p>` : html`
        <form class="row" @submit=${(event) => { event.preventDefault(); this.#fork(); }}>
          <label>From <input type="month" required .value=${this.#from ?? ''} @change=${(event) => { this.#from = event.target.value; }}></label>
          ${policies.map((id) => html`<label class="line"><input type="checkbox" .checked=${this.#off.has(id)} @change=${(event) => {
            if (event.target.checked) this.#off.add(id); else this.#off.delete(id);
            this.#draw();
          }}> without ${id}</label>`)}
          <button ?disabled=${this.#off.size === 0}>Fork and compare</button>
        </form>`}
      ${this.#refused ? problem(this.#refused) : nothing}`, this.root);
  }

  async #fork() {
    this.#refused = null;
    try {
      const changes = Object.fromEntries([...this.#off].map((id) => [`policies.${id}`, null]));
      const fork = await send('POST', '/api/runs', { fork: { run: this.#side.id, from: this.#from }, changes });
      go(['compare'], { baseline: this.#side.id, treatment: fork.id });
    } catch (failure) {
      this.#refused = failure;
      this.#draw();
    }
  }
}
