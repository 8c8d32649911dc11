// Numbers and names for people. Money comes in whole hundredths of the scenario's currency, which the API calls fen; shares
// as fractions, points as millionths.

const FEN_PER_UNIT = 100;

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const count = (number) => whole.format(number);

export const percent = (fraction) => `${oneDigit.format(fraction * 100)}%`;

/** A difference, with its sign. */
export const change = (number) => signed(number, Math.abs(number) < 100 ? oneDigit : whole);

/** A difference of shares, with its sign. */
export const percentagePoints = (difference) => `${signed(difference * 100, oneDigit)} points`;

export const signedPercent = (fraction) => `${signed(fraction * 100, oneDigit)}%`;

export const points = (microPoints) => twoDigits.format(microPoints / 1e6);

export const millions = (fen) => fen / FEN_PER_UNIT / 1e6;

export const perUnit = (fen, units) => (units > 0 ? fen / FEN_PER_UNIT / units : null);

/** What a scenario's sums of money are in: an ISO 4217 code. */
export const currencyOf = ({ currency = 'CNY' }) => currency;

/** So many digits behind the point that three count, and two at most. */
const digits = (size) => Math.min(2, Math.max(0, 2 - Math.floor(Math.log10(size))));

/** To make one takes longer than to use it a hundred times. */
const exactly = [0, 1, 2].map((places) => new Intl.NumberFormat('en', { minimumFractionDigits: places, maximumFractionDigits: places }));

const written = (size, places) => exactly[places].format(size);

const SIZES = [[1e9, ' billion'], [1e6, ' million'], [1, '']];

/**
 * In what a sum of money is written: {fen, word}, as many fen as are one of that word.
 *
 * @param fen the sum, or the largest of several
 */
export function moneyScale(fen) {
  const units = Math.abs(fen) / FEN_PER_UNIT;
  const [one, word] = SIZES.find(([least]) => units >= least) ?? SIZES.at(-1);
  return { fen: one * FEN_PER_UNIT, word };
}

/** CNY 15.9 billion, as reports write it. */
export function money(fen, currency) {
  const { fen: one, word } = moneyScale(fen);
  const size = Math.abs(fen / one);
  const minus = fen < 0 && Math.round(size) > 0 ? '−' : '';
  return `${minus}${currency} ${word ? written(size, digits(size)) : whole.format(size)}${word}`;
}

/** A difference of money, with its sign. */
export const moneyChange = (fen, currency) => (fen > 0 ? '+' : '') + money(fen, currency);

// The end of the title that a market without any policy is ordered under, beside the one with them.
export const WITHOUT = ' – without policy';

/** A run by its scenario, so that one without policy is not taken for the one beside it. */
export const runName = ({ scenario, arm, title }) => `${scenario}${arm ? ` / ${arm}` : ''}${title.endsWith(WITHOUT) ? WITHOUT : ''}`;

/** The day and the time on the reader's own clock. */
export const when = (instant) => new Date(instant).toLocaleString('en-GB',
  { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** So many of something: 1 month, 2 months. */
export const many = (number, one) => `${count(number)} ${one}${number === 1 ? '' : 's'}`;

export function duration(seconds) {
  if (seconds < 1) return 'under 1 s';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${oneDigit.format(seconds / 3600)} h`;
}

const KNOWN = {
  'alibaba-cloud': 'Alibaba', 'huawei-cloud': 'Huawei', 'tencent-cloud': 'Tencent', 'baidu-ai-cloud': 'Baidu',
  'china-telecom-tianyi': 'China Telecom', 'china-mobile-cloud': 'China Mobile', 'china-unicom-cloud': 'China Unicom',
  'aws-china': 'AWS China', 'rest-of-market': 'Rest of the market', 'state': 'State', 'private': 'Private',
  'foreign': 'Foreign', 'in-house': 'In-house', 'ovhcloud': 'OVHcloud', 'aws-europe': 'AWS Europe', 'azure-europe': 'Azure Europe',
  'google-europe': 'Google Europe', 'aws-sovereign': 'AWS Sovereign', 'azure-sovereign': 'Azure Sovereign', 'sap-cloud': 'SAP',
  'ionos-cloud': 'IONOS', 'mlps-grading': 'MLPS grading', 'telekom-cloud': 'Deutsche Telekom', 'inspur-cloud': 'Inspur',
  'taizhou-jiangsu': 'Taizhou (Jiangsu)', 'taizhou-zhejiang': 'Taizhou (Zhejiang)',
};

/** What people call an id: its words, unless it is known by a better name. */
export const name = (id) => KNOWN[id] ?? words(id);

/** A phrase as the beginning of a sentence. */
export const sentence = (text) => text[0].toUpperCase() + text.slice(1);

/** A phrase within a sentence. */
export const within = (text) => text[0].toLowerCase() + text.slice(1);

export const words = (id) => (id ? id[0].toUpperCase() + id.slice(1).replaceAll('-', ' ') : '');

/** Why there is no month to show yet, or ever. */
export const noMonth = ({ status }) => (['cancelled', 'failed', 'finished'].includes(status)
  ? 'The run ended before its first month was complete: there is nothing to show. Start another.'
  : 'The first month is not complete yet. The curves appear with it.');

/** Months as the API writes them, from the first on. */
export function months(start, howMany) {
  const first = monthNumber(start);
  return Array.from({ length: howMany }, (_, i) => monthText(first + i));
}

export function monthNumber(text) {
  const [year, month] = text.split('-').map(Number);
  return year * 12 + month - 1;
}

export const monthText = (number) =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

export const isMonth = (text) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '');

function signed(number, format) {
  const text = format.format(Math.abs(number));
  if (Number(text.replaceAll(',', '')) === 0) return text;
  return (number > 0 ? '+' : '−') + text;
}
