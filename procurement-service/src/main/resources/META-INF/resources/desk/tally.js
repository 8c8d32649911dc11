// What the stream of outcomes adds up to. Every award is counted, few are kept: a page that draws each of ten thousand a
// second would draw nothing else.

const KEPT = 80;

export class Tally {
  constructor() {
    this.counts = { awards: 0, displaced: 0 };
    this.kept = [];
  }

  add(type, outcome) {
    if (type !== 'contract-awarded') return;
    this.counts.awards++;
    if (outcome.displacedBy.length > 0) this.counts.displaced++;
    this.kept.push(outcome);
    if (this.kept.length > 2 * KEPT) this.kept = this.#byMonth().slice(KEPT);
  }

  // Shards come as they are read, each in the order of its months.
  #byMonth() {
    return this.kept.toSorted((one, other) => one.month.localeCompare(other.month));
  }

  /** The newest awards, the newest first. */
  newest() {
    return this.#byMonth().slice(-KEPT).reverse();
  }
}
