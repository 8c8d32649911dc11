// The newest awards, as they come. It holds still while somebody points at it or tabs through it: a line that moves
// away cannot be read or chosen.
import { html, nothing, render } from 'lit-html';
import { urlOf } from './api.js';
import { AwardStream } from './award-stream.js';
import { monthEntry, monthFault } from './fields.js';
import { count, currencyOf, isMonth, money, monthNumber, monthText, name } from './format.js';
import { ownershipColor } from './palette.js';
import { address, adjust, current } from './route.js';

const STATES = {
  connecting: 'connecting …', gone: 'the run was deleted', busy: 'too many are watching; trying again', live: 'live', lost: 'broke off; coming back behind the last award', ended: 'the run has ended',
};
const NOTHING_YET = { state: 'connecting', missing: [], counts: { awards: 0, displaced: 0 }, newest: [] };

export class Ticker {
  #awards = new AwardStream((stream) => {
    this.#stream = stream;
    this.draw();
  });
  #followed = '';
  #stream = NOTHING_YET;
  #first = null;
  #held = false;
  #lines = [];
  #typed = null;

  constructor(root, feed) {
    this.root = root;
    this.feed = feed;
    for (const [event, held] of [['pointerenter', true], ['focusin', true], ['pointerleave', false], ['focusout', false]]) {
      root.addEventListener(event, () => {
        this.#held = held;
        this.draw();
      });
    }
  }

  leave() {
    this.#awards.close();
  }

  draw() {
    const { run, scenario } = this.feed;
    if (!run) return;
    const { query } = current();
    const displaced = query.get('ticker') === 'displaced';
    // What is past may be millions of awards, and is in the sums beside; of displaced ones there are few.
    this.#first ??= run.month ?? scenario.start;
    const since = within(query.get('since'), scenario) ?? (displaced ? scenario.start : this.#first);
    this.#follow(`${this.feed.path}/awards${displaced ? '?displaced=true' : ''}`, since);
    const { state, missing, counts, newest } = this.#stream;
    if (!this.#held || this.#lines.length === 0) this.#lines = newest;
    render(html`
      <div class="row middle"><h2 class="grow">Awards, all buyers</h2>
        <label class="line"><input type="checkbox" .checked=${displaced}
          @change=${(event) => adjust({ ticker: event.target.checked ? 'displaced' : '' })}> displaced only</label></div>
      <div class="row middle"><span class="soft number" data-stream=${state}>${STATES[state]} · <span data-awards>${count(counts.awards)}</span> awards,
        <span data-displaced>${count(counts.displaced)}</span> displaced${this.#held ? ' · held still' : ''}</span>
        <span data-since=${since}>${this.#sinceField(since, scenario)}</span></div>
      ${missing.length ? html`<p class="fault" data-missing>Some awards are lost, in ${missing.join(', ')}.</p>` : nothing}
      ${this.#lines.length === 0 ? html`<p class="state">${displaced ? 'Policy has displaced no award so far.' : 'No award yet.'}</p>` : nothing}
      <ol class="ticker" aria-label="The newest awards">${this.#lines.map((award) => this.#line(award))}</ol>`, this.root);
  }

  #sinceField(since, { start, months }) {
    const run = { first: start, last: monthText(monthNumber(start) + months - 1) };
    return monthEntry({ label: 'since', text: this.#typed ?? since, title: `From ${run.first} to ${run.last}`,
      fault: this.#typed === null ? null : monthFault(this.#typed, run), change: (text) => {
        // What is no month of the run stays as it was typed, and the stream goes on as it was.
        this.#typed = monthFault(text, run) ? text : null;
        if (this.#typed === null) adjust({ since: text });
        else this.draw();
      } });
  }

  #follow(awards, from) {
    const followed = `${awards} ${from}`;
    if (followed === this.#followed) return;
    this.#followed = followed;
    this.#stream = NOTHING_YET;
    this.#lines = [];
    this.#awards.follow(urlOf(awards), from);
  }

  #line(award) {
    const displaced = award.displacedBy.length > 0;
    return html`<li class=${displaced ? 'displaced' : ''}>
      <a href=${address(['runs', this.feed.id, 'awards', award.tender])}>
        <span class="month">${award.month}</span>
        <span>${award.incumbent && award.incumbent !== award.winner ? `${name(award.incumbent)} → ` : ''}<span class="swatch"
          style="background:${ownershipColor(award.ownership)}"></span><b>${name(award.winner)}</b> ${money(award.annualValueFen, currencyOf(this.feed.scenario))} a year</span>
        ${displaced ? html`<span class="chip displaced" title="Without policy: ${award.counterfactualWinner ? name(award.counterfactualWinner) : 'nobody'}; displaced by ${award.displacedBy.join(', ')}">displaced</span>` : nothing}
        <span class="place">${name(award.segment)}, ${name(award.city)}</span>
      </a></li>`;
  }
}

/** A month of the run, where that is what somebody asks for. */
function within(month, { start, months }) {
  if (!isMonth(month)) return null;
  const first = monthNumber(start);
  return monthText(Math.max(first, Math.min(first + months - 1, monthNumber(month))));
}
