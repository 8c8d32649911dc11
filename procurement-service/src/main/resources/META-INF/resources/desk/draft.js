// What a reader makes of a scenario's policies before it runs: on or off, other dates, another strength, other terms,
// and policies of their own. Becomes the changes by path that an order takes.
import { html, nothing } from 'lit-html';
import { isId, monthEntry, monthFault } from './fields.js';
import { isMonth, monthNumber, monthText, name, percent, words } from './format.js';
import { deadlineText, scopeText, triggerTexts } from './marks.js';
import { PolicyForm, bindsNobody, catalogue, termsButton } from './policy-form.js';
import { withChanges } from './pair.js';
import { problem } from './problem.js';

const DATES = ['announced', 'effective', 'end'];

// When a policy begins that somebody adds: late enough that the market before it can be seen.
const BEGINS_AFTER_MONTHS = 12;

export class Draft {
  #document;
  #changed;
  #states;
  #adding = null;
  #unfinished = '';
  #entries = null;
  #failure = null;

  /**
   * @param document a scenario as it is written
   * @param changed is called whenever the draft is to be drawn again
   * @param off ids of policies that are switched off to begin with
   */
  constructor(document, changed, off = []) {
    this.#document = document;
    this.#changed = changed;
    this.#states = new Map(Object.entries(document.policies ?? {}).map(([id, policy]) => [id, { ...stateOf(policy, policy), on: !off.includes(id) }]));
    // Says which instruments bind nobody, so that nobody is asked how many comply; without it the service says so.
    catalogue().then((entries) => {
      this.#entries = entries;
      changed();
    }, () => {});
  }

  /** Whether nothing is left half done and all that was typed can be read; says so where it is not. */
  complete() {
    this.#unfinished = this.#adding ? 'Add this policy or leave it out before the run starts.' : '';
    this.#changed();
    return !this.#adding && this.readable;
  }

  /** Whether all that was typed can be read. */
  get readable() {
    return [...this.#states.values()].every((state) => !state.on
      || (fieldsOf(state).every((field) => !faultOf(state, field)) && (state.terms?.sound ?? true)));
  }

  /** The scenario with all that was changed in it. */
  result() {
    return withChanges(this.#document, this.changes());
  }

  /**
   * What another draft begins with to be like this one: {document, off}. What is switched off is in the document, and so are the
   * triggers that would act on it, so that it can be switched on again.
   */
  kept() {
    const document = structuredClone(this.#document);
    const off = [];
    if (this.#states.size) document.policies = {};
    for (const [id, { on, added, policy, terms, ...dated }] of this.#states) {
      if (added && !on) continue;
      const { enforcement, ...dates } = dated;
      const changed = { ...policy, ...(terms?.changes() ?? {}), ...dates, ...(policy.enforcement !== undefined && { enforcement }) };
      document.policies[id] = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== null && value !== undefined));
      if (!on) off.push(id);
    }
    return { document, off };
  }

  /** Whether anything would be lost with it. */
  get touched() {
    return this.#adding !== null || Object.keys(this.changes()).length > 0;
  }

  /** Whether government does nothing. */
  get empty() {
    return ![...this.#states.values()].some(({ on }) => on);
  }

  /** The paths whose values are others than in the document. What a trigger would do to a policy goes with the policy. */
  changes() {
    const changes = {};
    const off = new Set([...this.#states].filter(([, { on }]) => !on).map(([id]) => id));
    const triggers = Object.entries(this.#document.triggers ?? {});
    for (const [name, trigger] of triggers) {
      const left = (trigger.actions ?? []).filter((action) => !Object.values(action).some((id) => off.has(id)));
      if (off.has(trigger.ofPolicy) || left.length === 0) changes[`triggers.${name}`] = null;
      else if (left.length < trigger.actions.length) changes[`triggers.${name}.actions`] = left;
    }
    const gone = (name) => changes[`triggers.${name}`] === null;
    for (const [id, { on, added, policy, terms, ...dated }] of this.#states) {
      const path = `policies.${id}`;
      const { enforcement, ...dates } = dated;
      if (added) {
        if (on) changes[path] = { ...(terms?.value() ?? policy), ...dates, ...(policy.enforcement !== undefined && { enforcement }) };
        continue;
      }
      if (!on) {
        changes[path] = null;
        continue;
      }
      // Nobody would ever enact it: who wants it all the same gets it on its date.
      const orphaned = policy.enacted === 'by-trigger' && triggers.some(([name, trigger]) => gone(name) && enacts(trigger, id));
      if (orphaned) changes[`${path}.enacted`] = 'by-date';
      for (const [field, value] of Object.entries(dated)) {
        if (value !== policy[field]) changes[`${path}.${field}`] = value;
      }
      for (const [field, value] of Object.entries(terms?.changes() ?? {})) changes[`${path}.${field}`] = value;
    }
    return changes;
  }

  /**
   * Every policy with its bar on the run's months, and a place for one more.
   *
   * @param faults of the order as it was sent, or of the document that it comes to: {pointer, detail}
   */
  editor(faults = []) {
    const first = monthNumber(this.#document.start);
    const last = first + this.#document.months;
    const scenario = this.result();
    return html`
      ${this.#states.size ? nothing : html`<p class="soft">Nothing: the market is left alone. Policies can be put in force while it runs, too.</p>`}
      <div class="timeline">${[...this.#states].map(([id, state]) => this.#policy(id, state, first, last, faults, scenario))}</div>
      ${this.#failure ? problem(this.#failure, () => this.#begin()) : nothing}
      ${this.#adding ? html`
        <section class="policy" data-adding aria-label="One more policy" @keydown=${(event) => {
          // Enter would order the run, without this policy.
          if (event.key !== 'Enter' || event.target.tagName !== 'INPUT') return;
          event.preventDefault();
          event.target.dispatchEvent(new Event('change'));
        }}>
          ${this.#adding.fields({ strength: false })}
          ${this.#unfinished ? html`<p class="fault" role="alert">${this.#unfinished}</p>` : nothing}
          <div class="row middle"><button type="button" @click=${() => this.#add(first, last)}>Add it</button>
            <button type="button" @click=${() => { this.#adding = null; this.#unfinished = ''; this.#changed(); }}>Leave it out</button>
            <span class="soft">Its dates and strength come next.</span></div>
        </section>` : html`<div class="row"><button type="button" @click=${() => this.#begin()}>Add a policy</button></div>`}`;
  }

  #policy(id, state, first, last, faults, scenario) {
    const { policy, terms } = state;
    const now = { ...policy, ...terms?.changes() };
    const byTrigger = policy.enacted === 'by-trigger';
    const paths = [`/set/policies.${id}`, `/policies/${id}`];
    const own = paths.flatMap((path) => faults
      .filter(({ pointer }) => pointer === path || pointer.startsWith(`${path}.`) || pointer.startsWith(`${path}/`))
      .map(({ pointer, detail }) => ({ field: pointer.slice(path.length + 1), detail })));
    const set = (field) => (event) => {
      const { value } = event.target;
      if (field === 'on') state.on = event.target.checked;
      else if (field === 'enforcement') state.enforcement = Number(value) / 100;
      this.#changed();
    };
    const runs = `The run has ${monthText(first)} to ${monthText(last - 1)}.`;
    const date = (field, label) => monthEntry({
      label, text: field === 'end' && state.end === 'never' ? '' : state[field], disabled: !state.on, title: runs,
      fault: state.on && faultOf(state, field) ? `${faultOf(state, field)} ${runs}` : null,
      note: isMonth(state[field]) && monthNumber(state[field]) >= last ? `After the run's last month, ${monthText(last - 1)}.` : null,
      change: (text) => {
        state[field] = field === 'end' && text === '' ? 'never' : text;
        this.#changed();
      },
    });
    return html`
      <div class="policy ${state.on ? '' : 'off'}" data-policy=${id} role="group" aria-label=${name(id)}>
        <div class="row middle">
          <label class="line grow"><input type="checkbox" .checked=${state.on} @change=${set('on')}><strong>${name(id)}</strong></label>
          <span class="chip">${words(policy.instrument)}</span>
          ${byTrigger ? html`<span class="chip">enacted by a trigger</span>` : nothing}
          <button type="button" class="quiet" aria-label="${termsButton(terms)}: ${name(id)}" aria-expanded=${terms ? 'true' : 'false'}
            ?disabled=${!state.on} @click=${() => this.#toggleTerms(state)}>${termsButton(terms)}</button>
          ${state.added ? html`<button type="button" class="quiet" aria-label="Remove ${name(id)}"
            @click=${() => { this.#states.delete(id); this.#changed(); }}>Remove</button>` : nothing}
        </div>
        <div class="soft">${scopeText(now.scope)}${policy.legalBasis ? html`. ${policy.legalBasis}` : nothing}</div>
        ${state.on ? html`<p class="says" data-in-words>${[deadlineText(now).trim(), ...triggerTexts(id, scenario)].filter(Boolean).join(' ')}</p>` : nothing}
        ${track(state, byTrigger, first, last, this.#changed)}
        <div class="row">
          ${byTrigger ? nothing : html`${date('announced', 'Announced')}${date('effective', 'In force from')}`}
          ${date('end', mayEnd(id, scenario) ? 'Ends (empty: when a trigger ends it)' : 'Ends (empty: never)')}
          ${policy.enforcement === undefined || bindsNobody(this.#entries, policy) ? nothing : html`<label>Strength: ${percent(state.enforcement)} of buyers comply
            <input type="range" min="0" max="100" step="1" .value=${String(Math.round(state.enforcement * 100))} ?disabled=${!state.on}
              @input=${set('enforcement')}></label>`}
        </div>
        ${own.map(({ field, detail }) => html`<p class="fault"><strong>${words(field) || name(id)}</strong> ${detail}</p>`)}
        ${terms && state.on ? html`<section aria-label="Terms of ${name(id)}">${terms.fields({ strength: false })}</section>` : nothing}
      </div>`;
  }

  async #toggleTerms(state) {
    state.terms = state.terms ? null : await this.#form(state.policy);
    this.#changed();
  }

  async #begin() {
    this.#adding = await this.#form(null);
    this.#changed();
  }

  async #form(policy) {
    this.#failure = null;
    try {
      return new PolicyForm({ entries: await catalogue(), scenario: this.#document, taken: [...this.#states.keys()], policy, redraw: this.#changed });
    } catch (failure) {
      this.#failure = failure;
      return null;
    }
  }

  #add(first, last) {
    const form = this.#adding;
    this.#unfinished = !form.sound ? 'Not all that was typed can be read: see above.' : !isId(form.id) ? `'${form.id}' is no id: small letters and digits, in words with - between.`
      : this.#states.has(form.id) ? `There is a policy ${form.id} already.` : '';
    if (this.#unfinished) {
      this.#changed();
      return;
    }
    const begins = monthText(Math.min(first + BEGINS_AFTER_MONTHS, last - 1));
    const policy = form.value();
    this.#states.set(form.id, { ...stateOf(policy, { announced: begins, effective: begins, end: 'never', enforcement: policy.enforcement }), added: true });
    this.#adding = null;
    this.#changed();
  }
}

const stateOf = (policy, { announced, effective, end, enforcement }) =>
  ({ on: true, added: false, policy, terms: null, announced, effective, end, enforcement });

/** The dates that a reader can change: what a trigger enacts begins when it fires. */
const fieldsOf = ({ policy }) => (policy.enacted === 'by-trigger' ? ['end'] : DATES);

/** What is wrong with a date as it was typed; null for nothing. */
const faultOf = (state, field) => (state[field] === 'never' && field === 'end' ? null : monthFault(state[field]));

export function withoutAnyPolicy(document) {
  const paths = [...Object.keys(document.policies ?? {}).map((id) => `policies.${id}`),
    ...Object.keys(document.triggers ?? {}).map((id) => `triggers.${id}`)];
  return Object.fromEntries(paths.map((path) => [path, null]));
}

const targets = (trigger, kinds) => (trigger.actions ?? []).flatMap((action) => kinds.map((kind) => action[kind])).filter(Boolean);
/** Whether a trigger may end a policy. */
const mayEnd = (id, { triggers = {} }) => Object.values(triggers).some((trigger) => targets(trigger, ['repeal', 'amend']).includes(id));
const enacts = (trigger, id) => targets(trigger, ['enact', 'to']).includes(id);

function track(state, byTrigger, first, last, changed) {
  const part = (month) => Math.max(0, Math.min(1, (monthNumber(month) - first) / (last - first)));
  const place = (from, to) => `left:${part(from) * 100}%;width:${Math.max(0, part(to) - part(from)) * 100}%`;
  const end = isMonth(state.end) ? state.end : monthText(last);
  const known = isMonth(state.announced) && state.announced < state.effective ? state.announced : state.effective;
  const years = Array.from({ length: Math.ceil((last - first) / 12) }, (_, i) => monthText(first + i * 12)).slice(0, 30);
  const text = byTrigger
    ? 'In force from when its trigger fires'
    : `Announced ${state.announced}, in force from ${state.effective} to ${isMonth(state.end) ? state.end : 'the end of the run'}`;
  return html`<div class="track" role="img" aria-label=${state.on ? text : 'Switched off'}>
    ${years.map((year) => html`<span class="year" style="left:${part(year) * 100}%">${year.slice(0, 4)}</span>`)}
    ${state.on && isMonth(state.effective) && !byTrigger ? html`
      <span class="known" style=${place(known, state.effective)}></span>
      <span class="binds" style=${place(state.effective, end)} title="Drag to move its dates"
        @pointerdown=${(event) => drag(event, state, first, last, changed)}></span>` : nothing}
    ${state.on && byTrigger && isMonth(state.effective) ? html`<span class="known" style=${place(state.effective, end)}></span>` : nothing}
  </div>`;
}

/** Moves all dates of a policy with the pointer, by whole months. Who has none changes the dates in their fields. */
function drag(down, state, first, last, changed) {
  const bar = down.currentTarget;
  const was = { ...state };
  const pixelsPerMonth = bar.parentElement.clientWidth / (last - first);
  const move = (event) => {
    const wanted = Math.round((event.clientX - down.clientX) / pixelsPerMonth);
    const start = monthNumber(was.effective);
    const months = Math.max(first, Math.min(last - 1, start + wanted)) - start;
    for (const field of DATES) {
      if (isMonth(was[field])) state[field] = monthText(monthNumber(was[field]) + months);
    }
    changed();
  };
  bar.setPointerCapture(down.pointerId);
  bar.addEventListener('pointermove', move);
  bar.addEventListener('lostpointercapture', () => bar.removeEventListener('pointermove', move), { once: true });
}
