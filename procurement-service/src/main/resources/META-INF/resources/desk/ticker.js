// The newest awards, as they come. It holds still while somebody points at it or tabs through it: a line that moves
// away cannot be read or chosen.
import { html, nothing, render } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { urlOf } from './api.js';
import { count, currencyOf, isMonth, money, monthNumber, monthText, name } from './format.js';
import { ownershipColor } from './palette.js';
import { address, adjust, current } from './route.js';

const STATES = {
  connecting: 'connecting …', gone: 'the run was deleted', busy: 'too many are watching; trying again', live: 'live', lost: 'broke off; coming back behind the last award', ended: 'the run has ended',
};
const NOTHING_YET = { state: 'connecting', counts: { awards: 0, displaced: 0 }, newest: [] };

export class Ticker {
  #worker = null;
  #followed = '';
  #stream = NOTHING_YET;
  #first = null;
  #held = false;
  #lines = [];

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
    this.#worker?.terminate();
  }

  draw() {
    const { run, scenario } = this.feed;
    if (!run) return;
    const { query } = current();
    const displaced = query.get('ticker') === 'displaced';
    // What is past may be millions of awards, and is in the sums beside; of displaced ones there are few.
    this.#first ??= run.month ?? scenario.start;
    const since = within(query.get('since'), scenario) ?? (displaced ? scenario.start : this.#first);
    this.#follow(`${this.feed.path}/awards?from=${since}${displaced ? '&displaced=true' : ''}`);
    const { state, counts, newest } = this.#stream;
    if (!this.#held || this.#lines.length === 0) this.#lines = newest;
    render(html`
      <div class="row middle"><h2 class="grow">Awards, all buyers</h2>
        <label class="line"><input type="checkbox" .checked=${displaced}
          @change=${(event) => adjust({ ticker: event.target.checked ? 'displaced' : '' })}> displaced only</label></div>
      <div class="row middle"><span class="soft number" data-stream=${state}>${STATES[state]} · <span data-awards>${count(counts.awards)}</span> awards,
        <span data-displaced>${count(counts.displaced)}</span> displaced${this.#held ? ' · held still' : ''}</span>
        <label class="line">since <input type="month" min=${scenario.start} .value=${live(since)} data-since=${since}
          @change=${(event) => adjust({ since: event.target.value })}></label></div>
      ${this.#lines.length === 0 ? html`<p class="state">${displaced ? 'Policy has displaced no award so far.' : 'No award yet.'}</p>` : nothing}
      <ol class="ticker" aria-label="The newest awards">${this.#lines.map((award) => this.#line(award))}</ol>`, this.root);
  }

  #follow(awards) {
    if (awards === this.#followed) return;
    this.#followed = awards;
    this.#stream = NOTHING_YET;
    this.#lines = [];
    this.#worker?.terminate();
    this.#worker = new Worker(new URL('./stream-worker.js', import.meta.url), { type: 'module' });
    this.#worker.onmessage = ({ data }) => {
      this.#stream = data;
      this.draw();
    };
    this.#worker.postMessage(urlOf(awards));
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
