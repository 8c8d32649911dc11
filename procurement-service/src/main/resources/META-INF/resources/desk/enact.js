// View 4: a policy put in force, changed or ended while the run goes on. The form is made of the instrument's own
// schema, so that a new instrument needs no new page.
import { html, nothing, render } from 'lit-html';
import { POLICY, all, get, send } from '/desk/api.js';
import { name, words } from '/desk/format.js';
import { problem } from '/desk/problem.js';
import { ended } from '/desk/run-feed.js';
import { choose, scopeOf } from '/desk/slice.js';

const ASK_EVERY_MS = 500;

// Of every policy, and with a place of their own in the form; or no use where a person acts now.
const COMMON = ['instrument', 'scope', 'announced', 'effective', 'end', 'enforcement', 'anticipation', 'enacted', 'legalBasis', 'leaked',
  'leakReach', 'yieldsTo'];

export class EnactPanel {
  #catalogue = null;
  #failure = null;
  #refused = null;
  #requests = [];
  #form = null;
  #timer = null;

  constructor(root, feed) {
    this.root = root;
    this.feed = feed;
    this.#load();
  }

  async #load() {
    try {
      this.#catalogue = await all(`${POLICY}/api/instruments`);
      this.#failure = null;
    } catch (failure) {
      this.#failure = failure;
    }
    this.draw();
  }

  leave() {
    clearTimeout(this.#timer);
  }

  draw() {
    const { run, scenario } = this.feed;
    if (!scenario) return;
    render(html`
      <h2>Enact now</h2>
      ${this.#failure ? problem(this.#failure, () => this.#load()) : nothing}
      ${ended(run)
        ? html`<p class="state">The run has ended, and with it government. Start another, or ask in <a href="#/compare?treatment=${run.id}">Compare</a>
            what would have come of other policies.</p>`
        : this.#catalogue ? this.#body(scenario) : html`<p class="state">Loading what government can do …</p>`}`, this.root);
  }

  #body(scenario) {
    this.#form ??= this.#newForm('score-preference');
    const form = this.#form;
    const entry = this.#catalogue.find(({ type }) => type === form.instrument);
    const cities = Object.keys(scenario.population.cities);
    const segments = Object.keys(scenario.population.segments);
    const binds = bindsOf(entry.schema);
    const set = (field) => (value) => {
      form[field] = value;
      this.draw();
    };
    return html`
      <form class="view" @submit=${(event) => { event.preventDefault(); this.#enact(); }}>
        <div class="row">
          ${choose('Instrument', form.instrument, this.#catalogue.map(({ type, title }) => [type, title]), (type) => {
            this.#form = { ...this.#newForm(type), city: form.city, segment: form.segment };
            this.draw();
          })}
          <label>Its id <input required pattern="[a-z0-9]+(-[a-z0-9]+)*" .value=${form.id} @change=${(event) => set('id')(event.target.value)}></label>
          ${binds.cities ? choose('City', form.city, [['', 'all'], ...cities.sort().map((id) => [id, name(id)])], set('city')) : nothing}
          ${binds.segments ? choose('Segment', form.segment, [['', 'all'], ...segments.map((id) => [id, name(id)])], set('segment')) : nothing}
          ${binds.enforcement ? html`<label>Strength: ${form.enforcement}% of buyers comply
            <input type="range" min="0" max="100" step="5" .value=${String(form.enforcement)} @input=${(event) => set('enforcement')(Number(event.target.value))}></label>` : nothing}
        </div>
        <p class="soft">${entry.does}</p>
        <div class="row">${Object.entries(entry.schema.properties).filter(([field]) => !COMMON.includes(field))
          .map(([field, schema]) => this.#field(field, schema, scenario))}</div>
        ${this.#refused ? problem(this.#refused) : nothing}
        <div class="row"><button class="main">Put in force</button><span class="soft">It binds from the next month that opens.</span></div>
      </form>
      ${this.#standing()}
      ${this.#requests.length ? html`<h3>Requests</h3><ul aria-live="polite">${this.#requests.map((request) => html`
        <li><span class="chip ${request.state === 'refused' ? 'failed' : ''}">${request.state}</span> ${request.kind} ${request.policy}
          ${request.month ? html`from ${request.month}` : nothing}
          ${(request.errors ?? []).map(({ pointer, detail }) => html`<div>${pointer} ${detail}</div>`)}</li>`)}</ul>` : nothing}`;
  }

  /** What can be changed or ended now. */
  #standing() {
    const entries = (this.feed.policies?.policies ?? []).filter((entry) => entry.standing.at(-1) === 'in-force');
    return entries.length === 0 ? nothing : html`
      <h3>In force</h3>${entries.map(({ id, policy }) => html`
        <form class="row" @submit=${(event) => {
          event.preventDefault();
          this.#ask('PATCH', `/${id}`, { enforcement: Number(event.target.elements.enforcement.value) / 100 });
        }}>
          <strong>${id}</strong>
          ${policy.enforcement === undefined ? nothing : html`
            <label>Strength of ${id} (% of buyers) <input name="enforcement" type="number" min="0" max="100" required value=${Math.round(policy.enforcement * 100)}></label>
            <button>Amend</button>`}
          <button type="button" @click=${() => this.#ask('DELETE', `/${id}`)}>Repeal ${id}</button>
        </form>`)}`;
  }

  #field(field, schema, scenario) {
    const values = this.#form.values;
    const label = words(field.replaceAll(/([A-Z])/g, ' $1').toLowerCase());
    const set = (value) => {
      if (value === undefined || value === '') delete values[field];
      else values[field] = value;
      this.draw();
    };
    if (schema.type === 'boolean') {
      return html`<label class="line" title=${schema.description}><input type="checkbox" .checked=${values[field] ?? schema.default ?? false}
        @change=${(event) => set(event.target.checked)}>${label}</label>`;
    }
    if (schema.type === 'array') {
      const options = schema.items?.enum ?? Object.keys(scenario.providers);
      return html`<fieldset><legend title=${schema.description}>${label}</legend><div class="row">${options.map((id) => html`
        <label class="line"><input type="checkbox" .checked=${(values[field] ?? []).includes(id)} @change=${(event) =>
          set(event.target.checked ? [...(values[field] ?? []), id] : values[field].filter((each) => each !== id))}>${name(id)}</label>`)}</div></fieldset>`;
    }
    if (schema.enum || field === 'provider') {
      const options = schema.enum ?? Object.keys(scenario.providers);
      return choose(label, values[field] ?? '', [['', 'choose'], ...options.map((id) => [id, name(id)])], set);
    }
    if (schema.type === 'number' || schema.type === 'integer') {
      return html`<label title=${schema.description}>${label} (${schema.minimum ?? schema.exclusiveMinimum ?? 0} to ${schema.maximum ?? ''})
        <input type="number" step=${schema.type === 'integer' ? 1 : 'any'} min=${schema.minimum ?? nothing} max=${schema.maximum ?? nothing}
          .value=${String(values[field] ?? '')} @change=${(event) => set(event.target.value === '' ? '' : Number(event.target.value))}></label>`;
    }
    if (schema.type === 'object') {
      return html`<label title=${schema.description}>${label} (as {"id": number}) <input .value=${JSON.stringify(values[field] ?? {})}
        @change=${(event) => set(objectOf(event.target.value))}></label>`;
    }
    return html`<label title=${schema.description}>${label} <input .value=${values[field] ?? ''} placeholder=${schema.default ?? ''}
      @change=${(event) => set(event.target.value)}></label>`;
  }

  #newForm(instrument) {
    const { city, segment } = scopeOf(this.feed.scenario);
    const usual = {
      'score-preference': { ownerships: ['state'], bonusPoints: 20 },
      'exclusion': { ownerships: ['foreign'] },
      'migration-mandate': { leave: ['private', 'foreign'], graceMonths: 2 },
      'set-aside': { ownerships: ['state'], share: 0.5 },
      'subsidy': { ownerships: ['state'], costReduction: 0.2 },
      'data-classification': { raiseTo: 'core', pointsMoved: 10 },
    };
    const taken = Object.keys(this.feed.scenario.policies ?? {});
    let id = instrument;
    for (let n = 2; taken.includes(id); n++) id = `${instrument}-by-hand-${n}`;
    return { instrument, id, city, segment, enforcement: 100, values: { ...usual[instrument] } };
  }

  #enact() {
    const { id, instrument, city, segment, enforcement, values } = this.#form;
    const binds = bindsOf(this.#catalogue.find(({ type }) => type === instrument).schema);
    const scope = { ...(city && binds.cities && { cities: [city] }), ...(segment && binds.segments && { segments: [segment] }) };
    this.#ask('POST', '', { id, instrument, ...values, ...(Object.keys(scope).length && { scope }),
      ...(binds.enforcement && { enforcement: enforcement / 100 }),
      legalBasis: 'Enacted by hand at the policy desk' });
  }

  async #ask(method, path, body) {
    this.#refused = null;
    try {
      const request = await send(method, `${POLICY}${this.feed.path}/policies${path}`, body);
      this.#requests.unshift(request);
      if (method === 'POST') this.#form = null;
      this.#follow();
    } catch (failure) {
      this.#refused = failure;
    }
    this.draw();
  }

  /** Until government has answered all. */
  #follow() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const pending = this.#requests.filter(({ state }) => state === 'pending');
      for (const request of pending) {
        try {
          Object.assign(request, await get(`${POLICY}${this.feed.path}/requests/${request.id}`));
        } catch {
          // Asked again at the next turn.
        }
      }
      if (pending.some(({ state }) => state !== 'pending')) this.feed.refresh();
      this.draw();
      if (this.#requests.some(({ state }) => state === 'pending') && !ended(this.feed.run)) this.#follow();
    }, ASK_EVERY_MS);
  }
}

/** Which of the fields about buyers mean something for an instrument: of the others its schema leaves one value. */
function bindsOf({ properties: { scope, enforcement } }) {
  const free = (schema) => schema !== undefined && schema.const === undefined;
  return { cities: free(scope?.properties?.cities), segments: free(scope?.properties?.segments), enforcement: free(enforcement) };
}

/** What somebody wrote, or its text as it is: the service says what is wrong with it. */
function objectOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
