// What the stream of outcomes adds up to. Every award is counted, few are kept: a page that draws each of ten thousand a
// second would draw nothing else.
import { name } from './format.js';

const KEPT = 80;

export class Tally {
  #months = new Map();
  #words;

  /** @param words that an award has, in capitals or not; all awards where there are none */
  constructor(words = '') {
    this.#words = words.toLowerCase().split(/\s+/).filter(Boolean);
    this.kept = [];
  }

  add(type, outcome) {
    if (type !== 'contract-awarded' || !this.#has(outcome)) return;
    const counts = this.#months.get(outcome.month) ?? { awards: 0, displaced: 0 };
    counts.awards++;
    if (outcome.displacedBy.length > 0) counts.displaced++;
    this.#months.set(outcome.month, counts);
    this.kept.push(outcome);
    if (this.kept.length > 2 * KEPT) this.kept = this.#byMonth().slice(KEPT);
  }

  /** Whether each word stands in what people see of an award, or in its ids. */
  #has(award) {
    if (this.#words.length === 0) return true;
    const ids = [award.winner, award.incumbent, award.counterfactualWinner, award.city, award.segment, award.buyer, award.tender, award.month, ...award.displacedBy];
    const text = ids.filter(Boolean).flatMap((id) => [id, name(id)]).join(' ').toLowerCase();
    return this.#words.every((word) => text.includes(word));
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
