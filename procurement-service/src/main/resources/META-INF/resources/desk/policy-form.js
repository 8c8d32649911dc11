// A policy as a form, made of its instrument's own schema: a new instrument needs no new page. The same form writes a
// new policy and changes one that is there, before a run, in it, and in a fork of it.
import { html, nothing } from 'lit-html';
import { POLICY, all } from './api.js';
import { entry, numberOf } from './fields.js';
import { currencyOf, money, name, words } from './format.js';
import { scopeText } from './marks.js';
import { OWNERSHIPS } from './palette.js';
import { choose, scopeOf } from './slice.js';

// Fields of every policy. They have a place of their own: scope and enforcement here, dates where the form stands.
const COMMON = ['instrument', 'scope', 'announced', 'effective', 'end', 'enforcement', 'anticipation', 'enacted', 'legalBasis', 'leaked',
  'leakReach', 'yieldsTo'];

// Where a reader begins: values that make an instrument felt.
const USUAL = {
  'score-preference': { ownerships: ['state'], bonusPoints: 20 },
  'exclusion': { ownerships: ['foreign'] },
  'migration-mandate': { leave: ['private', 'foreign'], graceMonths: 2 },
  'set-aside': { ownerships: ['state'], share: 0.5 },
  'subsidy': { ownerships: ['state'], costReduction: 0.2 },
  'data-classification': { raiseTo: 'core', pointsMoved: 10 },
};
const USUAL_INSTRUMENT = 'score-preference';

// Several cities are chosen by their names in the document alone; the form keeps them as they are.
const AS_WRITTEN = '*';

let asked = null;

/** What government can do: every instrument with its schema. Asked for once. */
export function catalogue() {
  asked ??= all(`${POLICY}/api/instruments`);
  asked.catch(() => { asked = null; });
  return asked;
}

/** Whether a policy's instrument acts on no buyer: then there is nobody who could comply. */
export const bindsNobody = (entries, { instrument }) =>
  entries?.find(({ type }) => type === instrument)?.schema.properties.enforcement?.const !== undefined;

/** What the button beside a policy does. It opens the form and closes it; to close it resets what was changed in it. */
export const termsButton = (form) => (!form ? 'Change terms' : Object.keys(form.changes()).length || !form.sound ? 'Reset terms' : 'Close terms');

export class PolicyForm {
  #entries;
  #scenario;
  #was;
  #taken;
  #redraw;
  #values;
  /** What was typed into a field and cannot be read: {text, fault} by field. */
  #unread = new Map();
  #scope;
  #enforcement;

  /**
   * @param entries of the catalogue
   * @param scenario whose cities, segments and providers there are
   * @param taken ids that a new policy cannot have
   * @param policy that is to be changed; none for a new one
   * @param redraw is called after each change
   */
  constructor({ entries, scenario, taken = [], policy = null, redraw }) {
    this.#entries = entries;
    this.#scenario = scenario;
    this.#was = policy;
    this.#taken = taken;
    this.#redraw = redraw;
    if (policy) this.#begin(policy.instrument, policy);
    else this.#choose(USUAL_INSTRUMENT);
  }

  #choose(instrument) {
    const { city, segment } = scopeOf(this.#scenario);
    const usual = fittingIn(this.#scenario, USUAL[instrument]);
    // Who tries one instrument after another keeps the scope, even over one that has none.
    const scope = this.#scope ?? { cities: city ? [city] : 'all', segments: segment ? [segment] : 'all' };
    this.#begin(instrument, { ...usual, scope, enforcement: this.#enforcement ?? 1 });
    this.id = freeId(instrument, this.#taken);
  }

  #begin(instrument, policy) {
    this.instrument = instrument;
    this.#unread.clear();
    const { properties } = this.#entry().schema;
    this.#values = Object.fromEntries(Object.keys(properties).filter((field) => !COMMON.includes(field) && policy[field] !== undefined)
      .map((field) => [field, structuredClone(policy[field])]));
    const { cities = 'all', segments = 'all', dataClasses = 'all' } = policy.scope ?? {};
    this.#scope = { cities, segments: listOf(segments), dataClasses: listOf(dataClasses) };
    this.#enforcement = policy.enforcement ?? 1;
  }

  /** Whether all that was typed can be read. */
  get sound() {
    return this.#unread.size === 0;
  }

  /** Whom it would bind, in words; empty where its instrument binds nobody. */
  get reach() {
    const { cities, segments } = this.#binds();
    return cities || segments ? scopeText(this.#scopeValue()) : '';
  }

  /** A new policy as documents have it, without dates. */
  value() {
    const binds = this.#binds();
    const scope = this.#scopeValue();
    const given = Object.entries(this.#values).filter(([, value]) => bare(value) !== null);
    return { instrument: this.instrument, ...Object.fromEntries(given),
      ...(Object.keys(scope).length && { scope }), ...(binds.enforcement && { enforcement: this.#enforcement }) };
  }

  /** The fields whose values are others than in the policy; null where one was taken away. */
  changes() {
    const changed = {};
    for (const field of new Set([...Object.keys(this.#values), ...this.#ownFields().map(([own]) => own)])) {
      if (!same(this.#values[field], this.#was[field])) changed[field] = this.#values[field] ?? null;
    }
    const { cities = 'all', segments = 'all', dataClasses = 'all' } = this.#was.scope ?? {};
    const is = { cities: 'all', segments: 'all', dataClasses: 'all', ...this.#scopeValue() };
    if (!same(is, { cities, segments, dataClasses })) changed.scope = is;
    if (this.#binds().enforcement && this.#enforcement !== this.#was.enforcement) changed.enforcement = this.#enforcement;
    return changed;
  }

  /** @param strength whether the form says how many comply, or its surroundings do */
  fields({ strength = true } = {}) {
    const entry = this.#entry();
    const binds = this.#binds();
    const { cities, segments } = this.#scenario.population;
    return html`
      ${this.#was ? nothing : html`
        <div class="row">
          ${choose('Instrument', this.instrument, this.#entries.map(({ type, title }) => [type, title]), (type) => { this.#choose(type); this.#redraw(); })}
          <label>Its id <input required pattern="[a-z0-9]+(-[a-z0-9]+)*" .value=${this.id} @change=${this.#set((event) => { this.id = event.target.value; })}></label>
        </div>`}
      <p class="soft">${entry.does}</p>
      <div class="row">
        ${binds.cities ? choose('City', this.#city(), this.#cityOptions(Object.keys(cities ?? {})), (city) => {
          if (city !== AS_WRITTEN) this.#scope.cities = city ? [city] : 'all';
          this.#redraw();
        }) : nothing}
        ${strength && binds.enforcement ? html`<label>Strength: ${Math.round(this.#enforcement * 100)}% of buyers comply
          <input type="range" min="0" max="100" step="1" .value=${String(Math.round(this.#enforcement * 100))}
            @input=${this.#set((event) => { this.#enforcement = Number(event.target.value) / 100; })}></label>` : nothing}
        ${this.#ownFields().filter(([, schema]) => !isWide(schema)).map(([field, schema]) => this.#field(field, schema))}
      </div>
      <div class="columns">
        ${binds.segments ? checks('Segments (none: all)', Object.keys(segments ?? {}), this.#scope.segments, this.#redraw) : nothing}
        ${binds.dataClasses ? checks('Data (none: all)', binds.dataClasses, this.#scope.dataClasses, this.#redraw) : nothing}
        ${this.#ownFields().filter(([, schema]) => isWide(schema)).map(([field, schema]) => this.#field(field, schema))}
      </div>`;
  }

  #entry() {
    return this.#entries.find(({ type }) => type === this.instrument);
  }

  #ownFields() {
    return Object.entries(this.#entry().schema.properties).filter(([field]) => !COMMON.includes(field));
  }

  /** Which of the fields about buyers mean something: of the others the schema leaves one value. */
  #binds() {
    const { scope, enforcement } = this.#entry().schema.properties;
    const free = (schema) => schema !== undefined && schema.const === undefined;
    const parts = scope?.properties ?? {};
    return { cities: free(parts.cities), segments: free(parts.segments), enforcement: free(enforcement),
      dataClasses: free(parts.dataClasses) && parts.dataClasses.anyOf?.find((one) => one.items)?.items.enum };
  }

  #scopeValue() {
    const binds = this.#binds();
    const { cities, segments, dataClasses } = this.#scope;
    return { ...(binds.cities && cities !== 'all' && { cities }), ...(binds.segments && segments.length && { segments: [...segments] }),
      ...(binds.dataClasses && dataClasses.length && { dataClasses: [...dataClasses] }) };
  }

  #city() {
    const { cities } = this.#scope;
    if (!Array.isArray(cities)) return '';
    return cities.length === 1 ? cities[0] : AS_WRITTEN;
  }

  #cityOptions(ids) {
    const several = this.#city() === AS_WRITTEN ? [[AS_WRITTEN, `${this.#scope.cities.length} cities, as written`]] : [];
    return [['', 'all'], ...several, ...ids.sort().map((id) => [id, name(id)])];
  }

  #set(change) {
    return (event) => {
      change(event);
      this.#redraw();
    };
  }

  /** A field, and below it what it means. */
  #field(field, schema) {
    const says = schema.description;
    return html`<div class="helped" data-term=${field}>${this.#control(field, schema)}${says ? html`<p class="soft">${says}</p>` : nothing}</div>`;
  }

  #control(field, schema) {
    const values = this.#values;
    const isMoney = field.endsWith('Fen');
    const label = words(field.replace(/Fen$/, '').replaceAll(/([A-Z])/g, ' $1').toLowerCase())
      + (isMoney ? ` (hundredths of ${currencyOf(this.#scenario)})` : '');
    const set = (value) => {
      if (value === undefined || value === '') delete values[field];
      else values[field] = value;
      this.#redraw();
    };
    if (schema.type === 'boolean') {
      return html`<label class="line"><input type="checkbox" .checked=${values[field] ?? schema.default ?? false}
        @change=${(event) => set(event.target.checked)}>${label}</label>`;
    }
    const known = this.#known(field, schema);
    if (schema.type === 'array' && known) {
      values[field] ??= [];
      return checks(label, known, values[field], this.#redraw);
    }
    if (schema.type === 'array') {
      return html`<label>${label} (ids, with commas between) <input .value=${(values[field] ?? []).join(', ')}
        @change=${(event) => set(event.target.value.split(',').map((id) => id.trim()).filter(Boolean))}></label>`;
    }
    if (known) {
      return choose(label, values[field] ?? '', [['', schema.default ? `as usual (${schema.default})` : 'choose'], ...known.map((id) => [id, name(id)])], set);
    }
    if (schema.type === 'number' || schema.type === 'integer') {
      const range = !isMoney && [schema.minimum, schema.maximum].every((end) => end !== undefined) ? ` (${plain(schema.minimum)} to ${plain(schema.maximum)})` : '';
      return this.#number({ key: field, label: `${label}${range}${isMoney && values[field] ? `: ${money(values[field], currencyOf(this.#scenario))}` : ''}`,
        hint: String(schema.default ?? ''), value: values[field], limits: { whole: schema.type === 'integer', min: schema.minimum, max: schema.maximum }, set });
    }
    if (schema.type === 'object') {
      values[field] ??= {};
      const { type, minimum: min, maximum: max } = schema.additionalProperties ?? {};
      return html`<fieldset><legend>${label}</legend><div class="row">${(schema.propertyNames?.enum ?? []).map((key) => this.#number({
        key: `${field} ${key}`, label: name(key), value: values[field][key], limits: { whole: type === 'integer', min, max }, set: (value) => {
          if (value === '') delete values[field][key];
          else values[field][key] = value;
          this.#redraw();
        } }))}</div></fieldset>`;
    }
    return this.#typed({ key: field, label, hint: String(schema.default ?? ''), value: values[field], set,
      read: (text) => (schema.pattern && !new RegExp(schema.pattern).test(text) ? { fault: misspelt(text, schema.pattern) } : { value: text }) });
  }

  #number({ limits, ...field }) {
    return this.#typed({ ...field, kind: 'number', read: (text) => numberOf(text, limits) });
  }

  /** A field that is typed into: what cannot be read stays beside the value that it would replace. */
  #typed({ key, value, read, set, ...field }) {
    const unread = this.#unread.get(key);
    return entry({ ...field, text: unread?.text ?? String(value ?? ''), fault: unread?.fault, change: (text) => {
      const { fault, value: is } = text === '' ? { value: '' } : read(text);
      if (fault) this.#unread.set(key, { text, fault });
      else this.#unread.delete(key);
      if (fault) this.#redraw();
      else set(is);
    } });
  }

  /** The ids that a field chooses from, where they are known. */
  #known(field, schema) {
    const ids = schema.enum ?? schema.items?.enum;
    if (ids) return ids;
    if (field === 'provider' || field === 'providers') return Object.keys(this.#scenario.providers);
    if (field === 'opensIn') return Object.keys(this.#scenario.population.cities ?? {});
    return null;
  }
}

/** Usual values as far as they mean anything in a market: ownerships of which it has providers, or else the first that it has. */
function fittingIn({ providers }, usual = {}) {
  const there = OWNERSHIPS.filter((ownership) => Object.values(providers).some((provider) => provider.ownership === ownership));
  const fitted = Object.entries(usual).map(([field, value]) => {
    if (!Array.isArray(value)) return [field, value];
    const left = value.filter((ownership) => there.includes(ownership));
    return [field, left.length ? left : there.slice(0, 1)];
  });
  return Object.fromEntries(fitted);
}

/** A name for a policy that is not taken. */
function freeId(instrument, taken) {
  let id = instrument;
  for (let n = 2; taken.includes(id); n++) id = `${instrument}-by-hand-${n}`;
  return id;
}

const FEW = 4;

/** Boxes that fill a list; long lists are folded until they are wanted. */
function checks(label, options, chosen, redraw) {
  const boxes = html`<div class="row">${options.map((id) => html`
    <label class="line"><input type="checkbox" .checked=${chosen.includes(id)} @change=${(event) => {
      if (event.target.checked) chosen.push(id);
      else chosen.splice(chosen.indexOf(id), 1);
      redraw();
    }}>${name(id)}</label>`)}</div>`;
  if (options.length <= FEW) return html`<fieldset><legend>${label}</legend>${boxes}</fieldset>`;
  const said = `${label}: ${chosen.length ? chosen.map(name).join(', ') : 'none'}`;
  return html`<details class="checks"><summary>${said}</summary><div role="group" aria-label=${label}>${boxes}</div></details>`;
}

/** What is wrong with a text that is not as its field's pattern wants it. */
function misspelt(text, pattern) {
  const fits = (example) => new RegExp(pattern).test(example);
  if (fits('2021-09') && !fits('2021-13')) return `“${text}” is no month: write 2021-09 for September 2021${fits('never') ? ', or never' : ''}.`;
  return `“${text}” is not written as it has to be here: ${pattern}.`;
}

const isWide = (schema) => schema.type === 'array' || schema.type === 'object';

const listOf = (ids) => (Array.isArray(ids) ? [...ids] : []);

/** Equal as documents are, where an empty list or object is as good as none. */
const same = (one, other) => JSON.stringify(bare(one)) === JSON.stringify(bare(other));

function bare(value) {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.length ? value.toSorted() : null;
  return Object.keys(value).length ? Object.fromEntries(Object.entries(value).sort()) : null;
}

const plain = (number) => String(number < 1e-5 && number > 0 ? 0 : number);
