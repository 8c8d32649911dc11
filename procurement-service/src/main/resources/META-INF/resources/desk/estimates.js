// What experiments have found, as text: values with their intervals of 95 percent, and what is measured in words.
import { moneyScale, name, sentence, words } from './format.js';

const MOST_DIGITS = 6;
/** A thousandth of a point of a market is nothing that anybody could see. */
const MOST_DIGITS_OF_POINTS = 3;
const POINTS = 'points';

/** What the size of a change is in, which has no sign. */
export const unitOfSize = ({ unit }) => ({ unit: unit === 'fraction' ? POINTS : unit });

const FIGURES = {
  'running-share': 'share of running spend', 'awarded-share': 'share of awarded spend', 'running-spend': 'running spend',
  'awarded-spend': 'awarded spend', 'awards': 'number of awards', 'migrations': 'number of contracts that move to another provider',
  'displaced': 'number of awards displaced by policy', 'complaints': 'number of complaints', 'failed': 'number of failed tenders',
  'price-level': 'price of a unit and year', 'porting-cost': 'cost of moves', 'cost-to-buyers': 'cost to buyers',
  'concentration': 'concentration (Herfindahl-Hirschman index)', 'in-force': 'months in force',
};

/**
 * In what values are shown: multiplied by a factor, in a unit behind them, and with a currency before. Titles have the
 * name of both.
 *
 * @param unit as the API writes it
 * @param currency an ISO 4217 code
 * @param largest value that is to be shown
 */
export function scaleOf(unit, currency, largest) {
  if (unit === 'fraction') return { factor: 100, level: '%', change: ' points', before: '', name: '%', changeName: 'points' };
  if (unit === POINTS) return { factor: 100, level: ' points', change: ' points', before: '', name: 'points', changeName: 'points' };
  if (!unit.startsWith('fen')) return { factor: 1, level: unit === 'index' ? '' : ` ${unit}`, change: unit === 'index' ? '' : ` ${unit}`, before: '', name: unit, changeName: unit };
  const { fen, word } = moneyScale(largest);
  const text = word + unit.slice('fen'.length);
  return { factor: 1 / fen, level: text, change: text, before: `${currency} `, name: currency + text, changeName: currency + text };
}

/** So many digits behind the point that an interval shows two that count. */
function digitsOf(half, value) {
  if (half > 0) return Math.min(MOST_DIGITS, Math.max(0, 1 - Math.floor(Math.log10(half))));
  return Number.isInteger(value) ? 0 : 1;
}

function written(value, digits, signed, before = '') {
  const text = Math.abs(value).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const zero = Number(text.replaceAll(',', '')) === 0;
  return (zero ? '' : value < 0 ? '−' : signed ? '+' : '') + before + text;
}

/**
 * An estimate in its parts: {value, low, high, unit}, without units but for the last.
 *
 * @param measure what is estimated
 * @param signed whether it is a change
 */
export function partsOf({ value, low, high }, { unit }, currency, signed) {
  if (value === null) return { value: 'no number', low: 'none', high: 'none', unit: '' };
  const scale = scaleOf(unit, currency, Math.max(Math.abs(value), Math.abs(low), Math.abs(high)));
  const [v, l, h] = [value, low, high].map((each) => each * scale.factor);
  const digits = Math.min(digitsOf((h - l) / 2, v), scale.factor === 100 ? MOST_DIGITS_OF_POINTS : MOST_DIGITS);
  return { value: written(v, digits, signed, scale.before), low: written(l, digits, signed), high: written(h, digits, signed), unit: signed ? scale.change : scale.level };
}

/** +12.3 points (+11.0 to +13.6), +CNY 12.3 million (+11.0 to +13.6) */
export function estimateText(estimate, measure, currency, signed = true) {
  const { value, low, high, unit } = partsOf(estimate, measure, currency, signed);
  return estimate.value === null ? value : `${value}${unit} (${low} to ${high})`;
}

/** Whether an interval leaves out 0, so that the sign is known. */
export const clear = ({ low, high }) => low > 0 || high < 0;

/**
 * What an outcome measures, as a part of a sentence.
 *
 * @param outcome as a resolved document has it
 */
export function measured({ figure, ofProvider, ofOwnership, ofSegment, ofCity, ofPolicy, segments = [], cities = [] }) {
  const who = ofProvider ? name(ofProvider) : ofOwnership ? `${ofOwnership} providers` : ofSegment ? `${words(ofSegment).toLowerCase()} buyers`
    : ofCity ? `buyers in ${name(ofCity)}` : ofPolicy ? name(ofPolicy) : '';
  const among = segments.length ? ` among ${segments.map((id) => words(id).toLowerCase()).join(', ')} buyers` : '';
  const where = cities.length ? `${among ? '' : ' among buyers'} in ${cities.map(name).join(', ')}` : '';
  return `the ${FIGURES[figure] ?? words(figure).toLowerCase()}${who ? ` of ${who}` : ''}${among}${where}`;
}

/** A period, and how its number is made of its months. */
export const periodOf = ({ from, to, reduced }) => `${from} to ${to}, ${reduced === 'ratio' ? 'all awards' : reduced}`;

/** What an outcome measures, as a heading. */
export function heading(outcome) {
  return sentence(measured(outcome).replace(/^the /, ''));
}

/** An arm's title where that tells it from the others, else its id in words. */
export function armName(document, id) {
  const arms = document.arms ?? {};
  const title = arms[id]?.title;
  const alone = title && Object.values(arms).filter((arm) => arm.title === title).length === 1;
  return alone ? title : words(id);
}

const size = ({ value }) => Math.abs(value);

/** How sure the sign of an estimate is; above 1 it is clear. Where nothing scatters it is no more than that: rare events may come out alike in few runs. */
const clarity = (estimate) => (size(estimate) === 0 ? 0 : estimate.high === estimate.low ? 1 : (2 * size(estimate)) / (estimate.high - estimate.low));

/** The effect to begin with: of shares, which compare, the largest clear one; else the clearest of all. */
export function mainEffect(effects) {
  const shares = effects.filter(({ measure, period }) => measure.unit === 'fraction' && clear(period));
  const best = (some, of) => some.reduce((most, each) => (of(each.period) > of(most.period) ? each : most));
  return shares.length ? best(shares, size) : best(effects, clarity);
}

/** Policies by the size of their parts, the largest first. */
export const byPart = ({ policies }) => [...policies].sort((a, b) => size(b.effect) - size(a.effect));

/** By Sobol' the part of the variance that a number explains, by Morris the mean size of what it does. */
export const strength = ({ total, meanSize }) => total ?? meanSize;

/** Numbers by how much they matter, the most first. */
export const byStrength = ({ parameters }) => [...parameters].filter(strength).sort((a, b) => strength(b).value - strength(a).value);

/** What a comparison has found of an outcome, in a sentence. */
export function effectFinding({ arm, baseline, measure, period }, document, currency, replications) {
  const what = measured(document.outcomes[measure.name]);
  const [one, other] = [armName(document, arm), armName(document, baseline)];
  if (!clear(period)) {
    return period.low === period.high && period.value === 0
      ? `“${one}” and “${other}” have the same: ${what} does not differ at all`
      : `${replications} pairs cannot tell whether ${what} differs between “${one}” and “${other}”: ${estimateText(period, measure, currency)}`;
  }
  const more = period.value > 0;
  const amount = more ? period : { value: -period.value, low: -period.high, high: -period.low };
  const { value, low, high, unit } = partsOf(amount, { unit: measure.unit }, currency, true);
  const bare = (text) => text.replace('+', '');
  return `Under “${one}”, ${what} is ${bare(value)}${unit} ${more ? 'higher' : 'lower'} than under “${other}” (95%: ${bare(low)} to ${bare(high)})`;
}

/** What an attribution has found of an outcome, in a sentence. */
export function attributionFinding(attributed, document, currency) {
  const { measure, whole } = attributed;
  const [largest] = byPart(attributed);
  const what = measured(document.outcomes[measure.name]);
  if (!largest) return `No policy acts on ${what}`;
  if (!clear(largest.effect)) {
    return `No policy moves ${what} clearly; the largest part is that of ${name(largest.policy)}: ${estimateText(largest.effect, measure, currency)}`;
  }
  return `Of all policies, ${name(largest.policy)} moves ${what} most: ${estimateText(largest.effect, measure, currency)}, of ${estimateText(whole, measure, currency)} by all together`;
}

/** What a sensitivity has found of an outcome, in a sentence. */
export function sensitivityFinding(influences, document, currency) {
  const what = sentence(measured(document.outcomes[influences.measure.name]));
  const [strongest] = byStrength(influences);
  if (influences.reason || !strongest) return `${what} depends on none of the numbers clearly`;
  const how = strongest.total ? `${estimateText(strongest.total, { unit: 'fraction' }, currency, false)} of its variance`
    : `${estimateText(strongest.meanSize, unitOfSize(influences.measure), currency, false)} over its range`;
  return `${what} depends most on ${strongest.parameter}: ${how}`;
}
