// What the stream of outcomes adds up to. Every outcome is counted, few are kept: a page that draws each of ten
// thousand a second would draw nothing else.

const KEPT = 80;

export class Tally {
  constructor() {
    this.counts = { awards: 0, displaced: 0, migrations: 0, failed: 0, extended: 0, complaints: 0 };
    this.newest = [];
    this.newestDisplaced = [];
    this.months = new Map();
  }

  add(type, outcome) {
    if (type === 'contract-awarded') this.#award(outcome);
    else if (type === 'tender-failed') this.counts.failed++;
    else if (type === 'contract-extended') this.counts.extended++;
    else if (type === 'complaint-filed') this.counts.complaints++;
  }

  #award(record) {
    const award = { ...record, incumbent: record.incumbent ?? '', counterfactualWinner: record.counterfactualWinner ?? '' };
    const displaced = award.displacedBy.length > 0;
    this.counts.awards++;
    if (displaced) this.counts.displaced++;
    if (award.incumbent && award.incumbent !== award.winner) this.counts.migrations++;
    this.#cell(award, displaced);
    const line = {
      tender: award.tender, month: award.month, city: award.city, segment: award.segment, from: award.incumbent,
      to: award.winner, ownership: award.ownership, annualValueFen: award.annualValueFen,
      otherwise: award.counterfactualWinner, displacedBy: award.displacedBy,
    };
    keep(line, this.newest);
    if (displaced) keep(line, this.newestDisplaced);
  }

  #cell(award, displaced) {
    let cells = this.months.get(award.month);
    if (!cells) this.months.set(award.month, (cells = new Map()));
    const key = `${award.city}|${award.segment}|${award.incumbent}|${award.winner}`;
    let cell = cells.get(key);
    if (!cell) {
      cell = { city: award.city, segment: award.segment, from: award.incumbent, to: award.winner,
        awards: 0, fen: 0, displaced: 0, displacedFen: 0 };
      cells.set(key, cell);
    }
    cell.awards++;
    cell.fen += award.annualValueFen;
    if (displaced) {
      cell.displaced++;
      cell.displacedFen += award.annualValueFen;
    }
  }

  /** The newest awards and the newest displaced ones, each the newest first. */
  ticker() {
    return { all: this.newest.slice(-KEPT).reverse(), displaced: this.newestDisplaced.slice(-KEPT).reverse() };
  }

  /**
   * Contracts by whose they were and whose they became, and displaced awards by place, in some months.
   *
   * @param from the first month
   * @param to the last
   */
  between({ from, to, city, segment }) {
    const flows = new Map();
    const places = new Map();
    for (const [month, cells] of this.months) {
      if (month < from || month > to) continue;
      for (const cell of cells.values()) {
        if ((city && cell.city !== city) || (segment && cell.segment !== segment)) continue;
        addTo(flows, `${cell.from}|${cell.to}`, { from: cell.from, to: cell.to }, cell);
        if (cell.displaced) addTo(places, `${cell.city}|${cell.segment}`, { city: cell.city, segment: cell.segment }, cell);
      }
    }
    return { flows: [...flows.values()], places: [...places.values()] };
  }
}

function keep(line, lines) {
  lines.push(line);
  if (lines.length > 2 * KEPT) lines.splice(0, KEPT);
}

function addTo(sums, key, ids, cell) {
  let sum = sums.get(key);
  if (!sum) sums.set(key, (sum = { ...ids, awards: 0, fen: 0, displaced: 0, displacedFen: 0 }));
  sum.awards += cell.awards;
  sum.fen += cell.fen;
  sum.displaced += cell.displaced;
  sum.displacedFen += cell.displacedFen;
}
