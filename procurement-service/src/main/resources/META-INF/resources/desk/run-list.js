// Runs to choose from: searched, in pages, each told apart by what it is, what was changed in it, and when it was ordered.
import { html, nothing } from 'lit-html';
import { get, withQuery } from './api.js';
import { name, percent, when } from './format.js';
import { Loader } from './loader.js';
import { STATUSES } from './parameters.js';
import { problem } from './problem.js';
import { choose } from './slice.js';
import { auditChip, stalledChip } from './soundness.js';

const ASK_EVERY_MS = 4_000;
const TYPING_MS = 300;
const CHANGES_SHOWN = 4;
const LONGEST_VALUE = 60;

export class RunList {
  #asked;
  #page = null;
  #failure = null;
  #before = [];
  #loader;
  #options;

  /**
   * @param redraw is called whenever the list is to be drawn again
   * @param href where a run's row leads
   * @param limit rows of a page
   * @param asked what is looked for to begin with: {q, status, after}
   * @param told gets what is looked for whenever it changes
   */
  constructor(redraw, { href, limit, asked = {}, told = () => {} }) {
    this.#options = { redraw, href, limit, told };
    this.#asked = asked;
    this.#loader = new Loader({
      question: () => JSON.stringify(this.#asked),
      load: async (wanted) => {
        if (!document.hidden || !this.#page) {
          const page = await get(withQuery('api/runs', { limit: String(limit), ...this.#asked }));
          if (!wanted()) return;
          this.#page = page;
          this.#failure = null;
          redraw();
        }
        this.#loader.ask(ASK_EVERY_MS);
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
    const { q = '', status = '' } = this.#asked;
    const from = (changes, inMs) => {
      this.#before = [];
      this.#change({ ...changes, after: '' }, inMs);
    };
    return html`
      <div class="row" role="search">
        <label class="grow">Search (title, scenario, change, id)
          <input type="search" maxlength="200" .value=${q} @input=${(event) => from({ q: event.target.value.trim() }, TYPING_MS)}></label>
        ${choose('Status', status, [['', 'all'], ...STATUSES.map((id) => [id, id])], (chosen) => from({ status: chosen }))}
      </div>
      ${this.#failure ? problem(this.#failure.failure, this.#failure.again) : nothing}
      ${this.#page ? this.#rows() : this.#failure ? nothing : html`<p class="state">Loading the runs …</p>`}
      ${this.#pages()}`;
  }

  #rows() {
    const { items } = this.#page;
    const { q, status, after } = this.#asked;
    if (items.length === 0) {
      return html`<p class="state">${q || status ? 'No run is like that.' : after ? 'There is no older run.' : 'None yet. Start one, and it appears here.'}</p>`;
    }
    return html`<ul class="runs">${items.map((run) => html`<li data-run-row=${run.id}><a href=${this.#options.href(run)}>
      <strong>${run.title}</strong>
      <span><span class="chip ${run.status}">${run.status}</span> ${stalledChip(run)} ${auditChip(run)}</span>
      <span>${run.scenario}${run.arm ? ` / ${run.arm}` : ''} · seed ${run.seed}${changesText(run)}</span>
      <span class="soft"><time datetime=${run.orderedAt}>${when(run.orderedAt)}</time> · ${run.month ?? 'not begun'} · ${percent(run.progress)} · ${run.id}</span></a></li>`)}</ul>`;
  }

  #pages() {
    const { after } = this.#asked;
    const next = this.#page?.next;
    if (!after && !next) return nothing;
    return html`<div class="row middle" role="group" aria-label="Pages of runs">
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

/** What its order changed, so that two runs of a scenario can be told apart. */
export function changesText({ changes, moreChanges = 0, fork }) {
  const each = Object.entries(changes ?? {});
  const shown = each.slice(0, CHANGES_SHOWN).map(([path, value]) => (value === null ? `without ${called(path)}` : `${path} ${shortened(value)}`));
  const more = each.length - shown.length + moreChanges;
  const parts = [fork && `fork of ${fork.run} from ${fork.from}`, ...shown, more > 0 && `${more} more changes`].filter(Boolean);
  return parts.length ? ` · ${parts.join(', ')}` : '';
}

/** A policy by its name; other paths as they are. */
const called = (path) => (/^policies\.[^.]+$/.test(path) ? name(path.slice('policies.'.length)) : path);

function shortened(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
