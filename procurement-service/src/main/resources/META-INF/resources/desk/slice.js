// Which part of the market a view shows. The policies' own scope is where a reader wants to begin: the effect of a
// city's order on a whole country is a hair's breadth.
import { html } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { adjust } from './route.js';
import { name, sentence } from './format.js';

/** The part of the market in the address; where it says none, the one where the policies act. */
export function sliceOf(query, scenario) {
  if (query.has('slice') || query.has('city') || query.has('segment')) {
    return { city: query.get('city') ?? '', segment: query.get('segment') ?? '' };
  }
  return scopeOf(scenario);
}

/**
 * Where the policies act, if that is one place: the city that all of them name alone, and the segment. Policies of many
 * scopes act in the whole market: there is no place of one that tells of the others.
 */
export function scopeOf(scenario) {
  const all = scopes(scenario);
  const shared = (field) => (all.length > 0 && all.every((scope) => onlyOf(scope, field) && onlyOf(scope, field) === onlyOf(all[0], field)) ? onlyOf(all[0], field) : '');
  return { city: shared('cities'), segment: shared('segments') };
}

const scopes = (scenario) => Object.values(scenario.policies ?? {}).map(({ scope = {} }) => scope);

/** The one city or segment that a scope names. */
const onlyOf = (scope, field) => (Array.isArray(scope[field]) && scope[field].length === 1 ? scope[field][0] : '');

/** The places of single policies, each once. */
function placesOf(scenario) {
  const places = scopes(scenario).map((scope) => ({ city: onlyOf(scope, 'cities'), segment: onlyOf(scope, 'segments') }));
  return places.filter((place, i) => (place.city || place.segment) && places.findIndex((other) => same(place, other)) === i);
}

export const sliceText = ({ city, segment }) =>
  city || segment ? [segment ? `${name(segment)} buyers` : 'all buyers', city && `in ${name(city)}`].filter(Boolean).join(' ') : 'the whole market';

export const choose = (label, value, options, change) => html`
  <label>${label}
    <select .value=${live(value)} @change=${(event) => change(event.target.value)}>
      ${offered(value, options).map(([id, text]) => html`<option value=${id} ?selected=${id === value}>${text}</option>`)}
    </select>
  </label>`;

/** What is chosen stays to be seen, though it be none of what there is. */
const offered = (value, options) => (options.some(([id]) => id === value) ? options : [[value, `“${value}”, which is not there`], ...options]);

const MOST_PLACES = 4;

/** City and segment, and with one click the whole market and the places where policies act. */
export function slicePicker(scenario, slice) {
  const cities = Object.keys(scenario.population.cities ?? {}).sort();
  const segments = Object.keys(scenario.population.segments ?? {});
  const set = (changes) => adjust({ slice: 'chosen', ...slice, ...changes });
  const whole = { city: '', segment: '' };
  const place = (where, text) => html`<button type="button" aria-pressed=${same(slice, where)} @click=${() => set(where)}>${text}</button>`;
  return html`
    ${choose('City', slice.city, [['', 'all'], ...cities.map((id) => [id, name(id)])], (city) => set({ city }))}
    ${choose('Segment', slice.segment, [['', 'all'], ...segments.map((id) => [id, name(id)])], (segment) => set({ segment }))}
    <span class="group" role="group" aria-label="Part of the market">
      ${place(whole, 'Whole market')}
      ${placesOf(scenario).slice(0, MOST_PLACES).map((where) => place(where, sentence(sliceText(where))))}
    </span>
    <span class="soft says" data-slice-says>${sliceSays(scenario, slice)}</span>`;
}

/** Why this part of the market is shown, in words. */
function sliceSays(scenario, slice) {
  const policies = Object.keys(scenario.policies ?? {}).length;
  const [they, act] = policies === 1 ? ['the policy', 'acts'] : [`the ${policies} policies`, 'act'];
  const scope = scopeOf(scenario);
  const shown = `Shown: ${sliceText(slice)}`;
  if (policies === 0) return `${shown}.`;
  if (scope.city || scope.segment) return same(slice, scope) ? `${shown}, where ${they} ${act}.` : `${shown}. ${sentence(they)} ${act} on ${sliceText(scope)}.`;
  if (slice.city || slice.segment) return `${shown}.`;
  return placed(scenario) ? `${shown}, because ${they} ${act} on different parts of it.` : `${shown}, where ${they} ${act}.`;
}

/** Whether any policy is for a part of the market alone. */
const placed = (scenario) => scopes(scenario).some(({ cities, segments }) => Array.isArray(cities) || Array.isArray(segments));

const same = (one, other) => one.city === other.city && one.segment === other.segment;
