// The newest awards, as they come. It holds still while somebody points at it or tabs through it: a line that moves
// away cannot be read or chosen.
import { html, nothing, render } from 'lit-html';
import { count, money, name } from '/desk/format.js';
import { ownershipColor } from '/desk/palette.js';
import { address, adjust, current } from '/desk/route.js';

const STATES = {
  connecting: 'connecting …', live: 'live', lost: 'broke off; coming back', ended: 'the run has ended',
};

export class Ticker {
  #held = false;

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

  draw() {
    const { state, counts, ticker } = this.feed.stream;
    const onlyDisplaced = current().query.get('ticker') === 'displaced';
    if (!this.#held || !this.lines) this.lines = ticker;
    const lines = onlyDisplaced ? this.lines.displaced : this.lines.all;
    render(html`
      <div class="row middle"><h2 class="grow">Awards</h2>
        <label class="line"><input type="checkbox" .checked=${onlyDisplaced}
          @change=${(event) => { adjust({ ticker: event.target.checked ? 'displaced' : '' }); this.draw(); }}> displaced only</label></div>
      <p class="soft number" data-stream=${state}>${STATES[state]}${counts ? html` · <span data-awards>${count(counts.awards)}</span> awards,
        <span data-displaced>${count(counts.displaced)}</span> displaced` : nothing}${this.#held ? ' · held still' : ''}</p>
      ${lines.length === 0 ? html`<p class="state">${onlyDisplaced ? 'Policy has displaced no award so far.' : 'No award yet.'}</p>` : nothing}
      <ol class="ticker" aria-label="The newest awards">${lines.map((award) => this.#line(award))}</ol>`, this.root);
  }

  #line(award) {
    const displaced = award.displacedBy.length > 0;
    return html`<li class=${displaced ? 'displaced' : ''}>
      <a href=${address(['runs', this.feed.id, 'awards', award.tender])}>
        <span class="month">${award.month}</span>
        <span>${award.from && award.from !== award.to ? `${name(award.from)} → ` : ''}<span class="swatch"
          style="background:${ownershipColor(award.ownership)}"></span><b>${name(award.to)}</b> ${money(award.annualValueFen)} a year</span>
        ${displaced ? html`<span class="chip displaced" title="Without policy: ${award.otherwise ? name(award.otherwise) : 'nobody'}; displaced by ${award.displacedBy.join(', ')}">displaced</span>` : nothing}
        <span class="place">${name(award.segment)}, ${name(award.city)}</span>
      </a></li>`;
  }
}
