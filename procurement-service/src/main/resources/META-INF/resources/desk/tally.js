// What the stream of outcomes adds up to. Every award is counted, few are kept: a page that draws each of ten thousand a
// second would draw nothing else.

const KEPT = 80;

export class Tally {
  #months = new Map();

  constructor() {
    this.kept = [];
  }

  add(type, outcome) {
    if (type !== 'contract-awarded') return;
    const counts = this.#months.get(outcome.month) ?? { awards: 0, displaced: 0 };
    counts.awards++;
    if (outcome.displacedBy.length > 0) counts.displaced++;
    this.#months.set(outcome.month, counts);
    this.kept.push(outcome);
    if (this.kept.length > 2 * KEPT) this.kept = this.#byMonth().slice(KEPT);
  }

  get counts() {
    return this.since('');
  }

  /** The counts from a month on. */
  since(from) {
    const sum = { awards: 0, displaced: 0 };
    for (const [month, counts] of this.#months) {
      if (month < from) continue;
      sum.awards += counts.awards;
      sum.displaced += counts.displaced;
    }
    return sum;
  }

  // Shards come as they are read, each in the order of its months.
  #byMonth() {
    return this.kept.toSorted((one, other) => one.month.localeCompare(other.month));
  }

  /** The newest awards from a month on, the newest first. */
  newest(from = '') {
    return this.#byMonth().filter(({ month }) => month >= from).slice(-KEPT).reverse();
  }
}
