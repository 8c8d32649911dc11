// A list to choose from, the newest first: searched, in pages, and kept up with the API.
import { html, nothing } from 'lit-html';
import { get, withQuery } from './api.js';
import { Loader } from './loader.js';
import { problem } from './problem.js';

const TYPING_MS = 300;

export class PagedList {
  #asked;
  #page = null;
  #failure = null;
  #before = [];
  #loader;
  #options;

  /**
   * @param redraw is called whenever the list is to be drawn again
   * @param path of the API that gives pages
   * @param items what they are called, such as runs
   * @param search what is searched, in words
   * @param limit rows of a page
   * @param row draws one of them
   * @param filter draws what narrows the list down beside the search; gets what is asked, and what changes it
   * @param empty says why there is nothing; gets what is asked
   * @param everyMs when to ask again; gets the page
   * @param asked what is looked for to begin with: {q, after} and what the filter adds
   * @param told gets what is looked for whenever it changes
   */
  constructor(redraw, { path, items, search, limit, row, filter = () => nothing, empty, everyMs, asked = {}, told = () => {} }) {
    this.#options = { redraw, items, search, row, filter, empty, told };
    this.#asked = asked;
    this.#loader = new Loader({
      question: () => JSON.stringify(this.#asked),
      load: async (wanted) => {
        if (!document.hidden || !this.#page) {
          const page = await get(withQuery(path, { limit: String(limit), ...this.#asked }));
          if (!wanted()) return;
          this.#page = page;
          this.#failure = null;
          redraw();
        }
        this.#loader.ask(everyMs(this.#page));
      },
      failed: (failure, again) => {
        this.#failure = { failure, again };
        redraw();
      },
    });
    this.#loader.ask();
  }

  leave() {
    this.#loader.stop();
  }

  /** Looks for what the address says now. */
  look(asked) {
    if (JSON.stringify(asked) === JSON.stringify(this.#asked)) return;
    this.#asked = asked;
    this.#loader.ask();
  }

  #change(changes, inMs = 0) {
    this.#asked = Object.fromEntries(Object.entries({ ...this.#asked, ...changes }).filter(([, value]) => value));
    this.#options.told(this.#asked);
    this.#loader.ask(inMs);
    this.#options.redraw();
  }

  template() {
    const { items, search, filter } = this.#options;
    const from = (changes, inMs) => {
      this.#before = [];
      this.#change({ ...changes, after: '' }, inMs);
    };
    return html`
      <div class="row" role="search" aria-label="Find ${items}">
        <label class="grow">Search ${items} (${search})
          <input type="search" maxlength="200" .value=${this.#asked.q ?? ''} @input=${(event) => from({ q: event.target.value.trim() }, TYPING_MS)}></label>
        ${filter(this.#asked, from)}
      </div>
      ${this.#failure ? problem(this.#failure.failure, this.#failure.again) : nothing}
      ${this.#page ? this.#rows() : this.#failure ? nothing : html`<p class="state">Loading the ${items} …</p>`}
      ${this.#pages()}`;
  }

  #rows() {
    return this.#page.items.length
      ? html`<ul class="runs">${this.#page.items.map(this.#options.row)}</ul>`
      : html`<p class="state">${this.#options.empty(this.#asked)}</p>`;
  }

  #pages() {
    const { after } = this.#asked;
    const next = this.#page?.next;
    if (!after && !next) return nothing;
    return html`<div class="row middle" role="group" aria-label="Pages of ${this.#options.items}">
      <button type="button" ?disabled=${!after} @click=${() => this.#change({ after: this.#before.pop() ?? '' })}>Newer</button>
      <button type="button" ?disabled=${!next} @click=${() => {
        this.#before.push(after ?? '');
        this.#change({ after: next });
      }}>Older</button>
      ${after ? html`<button type="button" class="quiet" @click=${() => {
        this.#before = [];
        this.#change({ after: '' });
      }}>The newest</button>` : nothing}
    </div>`;
  }
}
