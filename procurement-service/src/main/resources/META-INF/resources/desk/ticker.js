// The newest awards, as they come. The list holds still while somebody points at it or tabs through it: a line that moves
// away cannot be read or chosen.
import { html, nothing, render } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { urlOf, withQuery } from './api.js';
import { AwardStream } from './award-stream.js';
import { monthEntry, monthFault } from './fields.js';
import { count, currencyOf, isMonth, money, monthNumber, monthText, name } from './format.js';
import { ownershipColor } from './palette.js';
import { address, adjust, current } from './route.js';
import { ended } from './run-feed.js';
import { choose, sliceText } from './slice.js';

const STATES = {
  connecting: 'connecting …', gone: 'the run was deleted', busy: 'too many are watching; trying again', live: 'live', lost: 'connection lost; trying again',
};

// What the API filters awards by.
const FILTERS = ['provider', 'city', 'segment'];
const LABELS = { provider: 'Provider', city: 'City', segment: 'Segment' };
const TYPING_MS = 400;
// While more come than anybody reads, rows are drawn that can be seen without scrolling.
const ROWS_OF_A_FLOOD = 20;

// A click comes after the finger that made it has left, and after the focus has moved: the lines wait for it.
const LET_GO_MS = 400;
const NOTHING_YET = { state: 'connecting', missing: [], counts: { awards: 0, displaced: 0 }, newest: [] };

export class Ticker {
  #awards = new AwardStream((stream) => {
    this.#stream = stream;
    this.draw();
    this.#told();
  });
  #told;
  #followed = '';
  #stream = NOTHING_YET;
  #first = null;
  /** What holds the lines, pointer or focus, and where it has left, the timer after which it lets go. */
  #holders = new Map();
  /** How many awards had come when the lines were first held. */
  #seen = 0;
  #lines = [];
  /** How many awards had come at the drawing before, and whether more have come since than there are rows. */
  #drawn = 0;
  #flood = false;
  #typed = null;
  #searching = null;

  /** @param told is called whenever awards have come */
  constructor(root, feed, told = () => {}) {
    this.#told = told;
    this.root = root;
    this.feed = feed;
    const inList = (target) => Boolean(target?.closest?.('.ticker'));
    const hears = (event, holder, holds) => root.addEventListener(event, (what) => (holds(what) ? this.#hold(holder) : this.#release(holder)));
    hears('pointermove', 'pointer', ({ target }) => inList(target));
    hears('pointerdown', 'pointer', ({ target }) => inList(target));
    hears('pointerleave', 'pointer', () => false);
    hears('focusin', 'focus', ({ target }) => inList(target));
    hears('focusout', 'focus', ({ relatedTarget }) => inList(relatedTarget));
  }

  #hold(holder) {
    const held = this.#holders.size > 0;
    clearTimeout(this.#holders.get(holder));
    this.#holders.set(holder, null);
    if (held) return;
    this.#seen = this.#stream.counts.awards;
    this.draw();
  }

  #release(holder) {
    if (!this.#holders.has(holder) || this.#holders.get(holder)) return;
    this.#holders.set(holder, setTimeout(() => {
      this.#holders.delete(holder);
      this.draw();
    }, LET_GO_MS));
  }

  /** Nobody holds lines that nobody has seen yet: the pointer does once it moves. */
  #letGo() {
    this.#holders.forEach((timer) => clearTimeout(timer));
    this.#holders.clear();
  }

  /** The newest month of which an award has come, from the database or from the log; empty where none has. */
  get newestMonth() {
    return this.#stream.newest[0]?.month ?? '';
  }

  leave() {
    clearTimeout(this.#searching);
    this.#letGo();
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
    const filter = Object.fromEntries(FILTERS.map((kind) => [kind, query.get(`ticker-${kind}`)]));
    const words = query.get('ticker-words') ?? '';
    this.#follow(withQuery(`${this.feed.path}/awards`, { displaced: displaced ? 'true' : '', ...filter }), since, words);
    const { state, missing, counts, newest } = this.#stream;
    const held = this.#holders.size > 0 && this.#lines.length > 0;
    if (!held) {
      this.#lines = newest;
      this.#flood = state === 'live' && counts.awards - this.#drawn > newest.length;
    }
    this.#drawn = counts.awards;
    const rows = this.#flood && !held ? this.#lines.slice(0, ROWS_OF_A_FLOOD) : this.#lines;
    const more = counts.awards - this.#seen;
    render(html`
      <div class="row middle"><h2 class="grow">Awards, ${of(filter)}</h2>
        <button type="button" class="quiet" data-hold aria-pressed=${this.#holders.has('button') ? 'true' : 'false'} @click=${() => this.#toggle()}>${this.#holders.has('button') ? 'Go on' : 'Hold'}</button>
        <label class="line"><input type="checkbox" .checked=${displaced}
          @change=${(event) => adjust({ ticker: event.target.checked ? 'displaced' : '' })}> displaced only</label></div>
      <p class="soft number steady" data-stream=${state}>${this.#state(run, state)} · <span data-awards>${count(counts.awards)}</span> awards,
        <span data-displaced>${count(counts.displaced)}</span> displaced</p>
      <p class="soft says steady" data-held=${held ? 'yes' : 'no'}>${held ? `${this.#holders.has('button') ? 'Held' : 'Paused while you point here'}${more > 0 ? ` · ${count(more)} new` : ''}` : 'Newest first; pauses while you point here'}</p>
      ${guard([JSON.stringify(filter), words, scenario], () => this.#filters(filter, words, scenario))}
      <div class="row middle"><span data-since=${since}>${this.#sinceField(since, scenario)}</span></div>
      ${missing.length ? html`<p class="fault" data-missing>Some awards are lost, in ${missing.join(', ')}.</p>` : nothing}
      ${this.#lines.length === 0 ? html`<p class="state">${words || Object.values(filter).some(Boolean) ? noneOf(state) : this.#none(run, state, since, displaced)}</p>` : nothing}
      <ol class="ticker" aria-label="The newest awards">${rows.map((award) => this.#line(award))}</ol>`, this.root);
  }

  /** What the stream does; of a run that has ended there is nothing live, though its awards are still being read. */
  #state({ status }, state) {
    const over = ended({ status });
    if (state === 'ended') return over ? status : 'the run has ended';
    return over && ['connecting', 'live'].includes(state) ? `${status}; reading its awards …` : STATES[state];
  }

  #none(run, state, since, displaced) {
    if (!ended(run)) return displaced ? 'Policy has displaced no award so far.' : 'No award yet.';
    if (state !== 'ended') return 'Reading …';
    return displaced ? `Policy displaced no award from ${since} on.` : `The run made no award from ${since} on.`;
  }

  /** Holds the lines until the reader says otherwise. */
  #toggle() {
    if (!this.#holders.delete('button')) this.#hold('button');
    this.draw();
  }

  /** What narrows the list down. Every award is looked at, not only those that are shown. */
  #filters(filter, words, { providers, population: { cities, segments } }) {
    const there = { provider: Object.keys(providers), city: Object.keys(cities ?? {}).sort(), segment: Object.keys(segments ?? {}) };
    return html`<details class="filters" ?open=${words !== '' || Object.values(filter).some(Boolean)}><summary>Find awards</summary>
      <div class="row" role="search" aria-label="Find awards">
        <label class="grow">Words (provider, city, buyer, month)
          <input type="search" maxlength="200" .value=${words} @input=${({ target }) => {
            clearTimeout(this.#searching);
            this.#searching = setTimeout(() => adjust({ 'ticker-words': target.value.trim() }), TYPING_MS);
          }}></label>
        ${FILTERS.map((kind) => choose(LABELS[kind], filter[kind] ?? '', [['', 'all'], ...there[kind].map((id) => [id, name(id)])], (id) => adjust({ [`ticker-${kind}`]: id })))}
      </div></details>`;
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

  #follow(awards, from, words) {
    const followed = `${awards} ${from} ${words}`;
    if (followed === this.#followed) return;
    this.#followed = followed;
    this.#stream = NOTHING_YET;
    this.#lines = [];
    this.#letGo();
    this.#awards.follow(urlOf(awards), from, words);
  }

  #line(award) {
    const displaced = award.displacedBy.length > 0;
    return html`<li class=${displaced ? 'displaced' : ''}>
      <a href=${address(['runs', this.feed.id, 'awards', award.tender])}>
        <span class="month">${award.month}</span>
        <span>${award.incumbent && award.incumbent !== award.winner ? `${name(award.incumbent)} → ` : ''}<span class="swatch"
          style="background:${ownershipColor(award.ownership)}"></span><b>${name(award.winner)}</b> ${money(award.annualValueFen, currencyOf(this.feed.scenario))} a year</span>
        ${displaced ? html`<span class="chip displaced" title="Without policy: ${award.counterfactualWinner ? name(award.counterfactualWinner) : 'nobody'}; displaced by ${award.displacedBy.map(name).join(', ')}">displaced</span>` : nothing}
        <span class="place">${name(award.segment)}, ${name(award.city)}</span>
      </a></li>`;
  }
}

/** Whose awards they are, in words. */
const of = ({ provider, city, segment }) => [city || segment ? sliceText({ city, segment }) : 'all buyers', provider && `with ${name(provider)}`].filter(Boolean).join(' ');

const noneOf = (state) => (state === 'ended' ? 'No award is like that.' : 'No award like that so far.');

/** A month of the run, where that is what somebody asks for. */
function within(month, { start, months }) {
  if (!isMonth(month)) return null;
  const first = monthNumber(start);
  return monthText(Math.max(first, Math.min(first + months - 1, monthNumber(month))));
}
