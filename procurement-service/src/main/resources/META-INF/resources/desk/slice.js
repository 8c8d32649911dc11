// Which part of the market a view shows. The policies' own scope is where a reader wants to begin: the effect of a
// city's order on a whole country is a hair's breadth.
import { html } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { adjust } from './route.js';
import { name } from './format.js';

/** The part of the market in the address; where it says none, the one where the first policy acts. */
export function sliceOf(query, scenario) {
  if (query.has('slice') || query.has('city') || query.has('segment')) {
    return { city: query.get('city') ?? '', segment: query.get('segment') ?? '' };
  }
  return scopeOf(scenario);
}

/** Where the first policy acts that does not act everywhere: its one city, and the first of its segments. */
export function scopeOf(scenario) {
  const scopes = Object.values(scenario.policies ?? {}).map((policy) => policy.scope ?? {});
  const city = ({ cities }) => (Array.isArray(cities) && cities.length === 1 ? cities[0] : '');
  const segment = ({ segments }) => (Array.isArray(segments) ? segments[0] ?? '' : '');
  const narrow = scopes.find((scope) => city(scope) || segment(scope)) ?? {};
  return { city: city(narrow), segment: segment(narrow) };
}

export const sliceText = ({ city, segment }) =>
  city || segment ? [segment && `${name(segment)} buyers`, city && `in ${name(city)}`].filter(Boolean).join(' ') : 'the whole market';

export const choose = (label, value, options, change) => html`
  <label>${label}
    <select .value=${live(value)} @change=${(event) => change(event.target.value)}>
      ${offered(value, options).map(([id, text]) => html`<option value=${id} ?selected=${id === value}>${text}</option>`)}
    </select>
  </label>`;

/** What is chosen stays to be seen, though it be none of what there is. */
const offered = (value, options) => (options.some(([id]) => id === value) ? options : [[value, `“${value}”, which is not there`], ...options]);

/** City and segment, and the two places where most readers want to be. */
export function slicePicker(scenario, slice) {
  const cities = Object.keys(scenario.population.cities ?? {}).sort();
  const segments = Object.keys(scenario.population.segments ?? {});
  const scope = scopeOf(scenario);
  const narrow = Boolean(scope.city || scope.segment);
  const set = (changes) => adjust({ slice: 'chosen', ...slice, ...changes });
  return html`
    ${choose('City', slice.city, [['', 'all'], ...cities.map((id) => [id, name(id)])], (city) => set({ city }))}
    ${choose('Segment', slice.segment, [['', 'all'], ...segments.map((id) => [id, name(id)])], (segment) => set({ segment }))}
    <span class="group" role="group" aria-label="Part of the market">
      <button type="button" aria-pressed=${narrow && same(slice, scope)} ?disabled=${!narrow}
        @click=${() => set(scope)}>Where the policy acts</button>
      <button type="button" aria-pressed=${!slice.city && !slice.segment} @click=${() => set({ city: '', segment: '' })}>Whole market</button>
    </span>`;
}

const same = (one, other) => one.city === other.city && one.segment === other.segment;
