// View 4: a policy put in force, changed or ended while the run goes on.
import { html, nothing, render } from 'lit-html';
import { POLICY, get, passing, send } from './api.js';
import { goToFault } from './fields.js';
import { isMonth, monthNumber, monthText, name } from './format.js';
import { isWithdrawn } from './marks.js';
import { PolicyForm, catalogue } from './policy-form.js';
import { problem, refusal } from './problem.js';
import { ended } from './run-feed.js';

const ASK_EVERY_MS = 500;
const RETRY_MS = 3_000;

export class EnactPanel {
  #catalogue = null;
  #failure = null;
  #refused = null;
  #requests = [];
  #form = null;
  /** The terms of the newest policy that was put in force here, as text. */
  #enacted = null;
  #amending = new Map();
  #sending = false;
  #left = false;
  #timer = null;
  #retry = null;

  constructor(root, feed) {
    this.root = root;
    this.feed = feed;
    this.#load();
  }

  async #load() {
    try {
      this.#catalogue = await catalogue();
      this.#failure = null;
    } catch (failure) {
      this.#failure = failure;
      clearTimeout(this.#retry);
      if (!this.#left) this.#retry = setTimeout(() => this.#load(), RETRY_MS);
    }
    this.draw();
  }

  leave() {
    this.#left = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#retry);
  }

  draw() {
    const { run, scenario } = this.feed;
    if (!scenario || this.#left) return;
    render(html`
      <h2>Enact now</h2>
      ${this.#failure && !ended(run) ? problem(this.#failure, () => this.#load()) : nothing}
      ${ended(run)
        ? html`<p class="state">This run has finished. Start another, or ask in <a href="#/compare?treatment=${run.id}">Compare</a>
            what would have come of other policies.</p>`
        : this.#catalogue ? this.#body() : this.#failure ? nothing : html`<p class="state">Loading what government can do …</p>`}`, this.root);
  }

  #body() {
    this.#form ??= this.#formOf(null);
    return html`
      <form class="view" @submit=${(event) => { event.preventDefault(); this.#enact(); }}>
        ${this.#form.fields()}
        ${this.#refusal('')}
        <div class="row middle"><button class="main" ?disabled=${this.#sending}>Put in force</button><span class="soft">From the next month that opens${this.#form.reach ? html`, in <strong data-reach>${this.#form.reach}</strong>` : nothing}.</span></div>
      </form>
      ${this.#standing()}
      ${this.#requests.length ? html`<h3>Requests</h3><ul aria-live="polite">${this.#requests.map((request) => html`
        <li><span class="chip ${request.state === 'refused' ? 'failed' : ''}">${request.state}</span> ${request.kind} ${name(request.policy)}
          ${request.month ? html`from ${request.month}` : nothing}
          ${request.failure ? html`<div class="soft">${refusal('policy-service', request.failure)}</div>` : nothing}
          ${(request.errors ?? []).map(({ pointer, detail }) => html`<div>${pointer} ${detail}</div>`)}</li>`)}</ul>` : nothing}`;
  }

  /** What can be changed or ended now. */
  #standing() {
    const all = this.feed.policies?.policies ?? [];
    const next = monthText(monthNumber(this.feed.run.month ?? this.feed.scenario.start) + 1);
    const lists = [['In force', all.filter(({ standing }) => standing.at(-1) === 'in-force')],
      ['To come', all.filter(({ changes, policy }) => changes.length === 0 && !isWithdrawn(policy) && (policy.enacted === 'by-trigger' || policy.effective > this.feed.run.month))]];
    return lists.map(([title, entries]) => (entries.length === 0 ? nothing : html`
      <h3>${title}</h3>${entries.map(({ id, policy }) => {
        const form = this.#amending.get(id);
        // Repealed already, from the next month on, by whomever: there is nothing left to ask for.
        const ending = title === 'In force' && isMonth(policy.end) && policy.end <= next;
        // What a trigger alone enacts can be taken back, not amended.
        const amendable = !ending && (policy.enacted !== 'by-trigger' || title === 'In force');
        return html`
          <div class="policy" data-standing=${id}>
            <div class="row middle"><strong class="grow">${name(id)}</strong>
              ${amendable ? html`<button type="button" aria-expanded=${form ? 'true' : 'false'} @click=${() => this.#toggle(id, policy)}>${form ? 'Leave' : 'Amend'} ${name(id)}</button>` : nothing}
              ${ending ? html`<span class="soft" data-ending>ends before ${policy.end}</span>`
                : html`<button type="button" ?disabled=${this.#sending} @click=${() => this.#ask('DELETE', `/${id}`)}>Repeal ${name(id)}</button>`}
            </div>
            ${this.#refusal(`/${id}`)}
            ${form ? html`<form class="view" @submit=${(event) => { event.preventDefault(); this.#amend(id, form); }}>
              ${form.fields()}<div class="row middle"><button ?disabled=${this.#sending}>Put the amendment in force</button>
                <span class="soft">In the next month that opens, a policy with the new terms takes the place of ${name(id)}.</span></div></form>` : nothing}
          </div>`;
      })}`));
  }

  /** Where it was asked for, what was said against it. */
  #refusal(path) {
    return this.#refused?.path === path ? problem(this.#refused.failure) : nothing;
  }

  #formOf(policy) {
    const { scenario } = this.feed;
    // The document may not have yet what was asked for a moment ago.
    const taken = [...Object.keys(scenario.policies ?? {}), ...this.#requests.map((request) => request.policy)];
    return new PolicyForm({ entries: this.#catalogue, scenario, taken, policy, redraw: () => {
      // What was said against it may be mended by what was changed.
      this.#refused = null;
      this.draw();
    } });
  }

  #toggle(id, policy) {
    if (!this.#amending.delete(id)) this.#amending.set(id, this.#formOf(policy));
    this.draw();
  }

  async #enact() {
    if (!this.#readable(this.#form)) return;
    const terms = this.#form.value();
    const same = JSON.stringify(terms) === this.#enacted;
    if (same && !confirm('The same policy was put in force before. Put it in force once more, beside the first?')) return;
    const body = { id: this.#form.id, ...terms, legalBasis: 'Enacted by hand on the dashboard' };
    if (await this.#ask('POST', '', body)) {
      this.#enacted = JSON.stringify(terms);
      this.#form = null;
      this.draw();
    }
  }

  async #amend(id, form) {
    if (!this.#readable(form)) return;
    if (await this.#ask('PATCH', `/${id}`, form.changes())) {
      this.#amending.delete(id);
      this.draw();
    }
  }

  /** What was typed and cannot be read has to be mended first. */
  #readable({ sound }) {
    if (!sound) goToFault(this.root);
    return sound;
  }

  /** Whether it was taken; what comes of it is told among the requests. */
  async #ask(method, path, body) {
    if (this.#sending) return false;
    this.#sending = true;
    this.#refused = null;
    this.draw();
    try {
      this.#requests.unshift(await send(method, `${POLICY}/${this.feed.path}/policies${path}`, body));
      this.#follow();
    } catch (failure) {
      this.#refused = { failure, path };
    }
    this.#sending = false;
    this.draw();
    return !this.#refused;
  }

  /** Until government has answered all. */
  #follow() {
    clearTimeout(this.#timer);
    if (this.#left) return;
    this.#timer = setTimeout(async () => {
      const pending = this.#requests.filter(({ state }) => state === 'pending');
      for (const request of pending) {
        try {
          Object.assign(request, await get(`${POLICY}/${this.feed.path}/requests/${request.id}`));
          delete request.failure;
        } catch (failure) {
          // Asked again at the next turn; what is not there any more never comes.
          request.failure = failure;
          if (!passing(failure)) request.state = 'unknown';
        }
      }
      if (pending.some(({ state }) => state !== 'pending')) this.feed.refresh();
      this.draw();
      if (this.#requests.some(({ state }) => state === 'pending') && !ended(this.feed.run)) this.#follow();
    }, ASK_EVERY_MS);
  }
}
