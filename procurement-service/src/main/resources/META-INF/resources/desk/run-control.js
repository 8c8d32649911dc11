// What people ask of a run while it goes on: to pause, to go on, to step, another pace, to end. A request is pending until
// government has heard it, and it may be refused.
import { html, nothing } from 'lit-html';
import { get, passing, send } from './api.js';
import { PACES } from './paces.js';
import { problem } from './problem.js';
import { ended } from './run-feed.js';
import { choose } from './slice.js';

const ASK_EVERY_MS = 300;
// What was accepted shows in the run soon after; where somebody has asked for the contrary meanwhile, it never does.
const SHOWS_WITHIN_MS = 10_000;

/** What each request is called while it is pending and when it was refused, and whether the run shows it. */
const KINDS = {
  pause: { doing: 'Pausing …', refused: 'The run was not paused', shows: ({ status }) => status === 'paused' },
  resume: { doing: 'Resuming …', refused: 'The run was not resumed', shows: ({ status }) => status !== 'paused' },
  step: { doing: 'Stepping …', refused: 'The run made no step', shows: ({ month }, before) => month !== before.month },
  pace: { doing: '', refused: 'The pace was not changed', shows: () => true },
  cancel: { doing: 'Cancelling …', refused: 'The run was not cancelled', shows: () => false },
};

export class RunControl {
  #feed;
  #draw;
  #pending = null;
  #refused = null;
  #failure = null;
  #asksToCancel = false;
  #left = false;
  #timer = null;

  /**
   * @param feed of the run
   * @param draw is called whenever it is to be drawn again
   */
  constructor(feed, draw) {
    this.#feed = feed;
    this.#draw = draw;
  }

  leave() {
    this.#left = true;
    clearTimeout(this.#timer);
  }

  async #ask(kind, body) {
    if (this.#pending) return;
    this.#change({ pending: kind });
    const before = this.#feed.run;
    try {
      const request = await send('POST', `${this.#feed.path}/${kind}`, body);
      await this.#heard(kind, request, before);
    } catch (failure) {
      this.#failure = failure;
    }
    if (this.#left) return;
    this.#pending = null;
    this.#draw();
  }

  /** Waits until government has heard it, and until the run shows it. */
  async #heard(kind, request, before) {
    let state = request;
    while (state.state === 'pending' && !this.#left) {
      await this.#wait();
      state = await this.#look(state);
    }
    this.#feed.refresh();
    if (state.state === 'refused') {
      this.#refused = { kind, because: (state.errors ?? []).map(({ detail }) => detail).join('; ') };
      return;
    }
    const until = performance.now() + SHOWS_WITHIN_MS;
    while (!this.#left && !ended(this.#feed.run) && !KINDS[kind].shows(this.#feed.run, before) && performance.now() < until) await this.#wait();
  }

  async #look(request) {
    try {
      return await get(`${this.#feed.path}/requests/${request.id}`);
    } catch (failure) {
      if (passing(failure)) return request;
      throw failure;
    }
  }

  #wait() {
    return new Promise((passed) => { this.#timer = setTimeout(passed, ASK_EVERY_MS); });
  }

  #change({ pending = null, asksToCancel = false }) {
    [this.#pending, this.#asksToCancel, this.#refused, this.#failure] = [pending, asksToCancel, null, null];
    this.#draw();
  }

  template() {
    const { run } = this.#feed;
    return html`
      ${this.#failure ? problem(this.#failure) : nothing}
      ${this.#refused ? html`<div class="problem" role="alert" data-refused=${this.#refused.kind}><strong>${KINDS[this.#refused.kind].refused}</strong>${this.#refused.because ? `: ${this.#refused.because}` : ''}.</div>` : nothing}
      ${ended(run) ? nothing : html`
        <div class="row" role="group" aria-label="Control the run" aria-busy=${this.#pending ? 'true' : 'false'}>
          ${run.status === 'paused' && this.#pending !== 'pause' ? this.#button('resume', 'Resume', { main: true }) : this.#button('pause', 'Pause')}
          ${this.#button('step', 'Step a month', { disabled: run.status !== 'paused', body: { months: 1 } })}
          ${choose('Pace', run.pace, paces(run.pace), (pace) => this.#ask('pace', { pace }))}
          <span class="row middle apart">${this.#asksToCancel ? this.#cancelQuestion() : this.#pending === 'cancel' ? this.#button('cancel', '')
            : html`<button type="button" ?disabled=${this.#pending !== null} @click=${() => this.#askToCancel()}>Cancel the run</button>`}</span>
        </div>`}`;
  }

  #button(kind, text, { main = false, disabled = false, body } = {}) {
    return html`<button type="button" class=${main ? 'main' : ''} ?disabled=${disabled || this.#pending !== null} @click=${() => this.#ask(kind, body)}>${this.#pending === kind ? KINDS[kind].doing : text}</button>`;
  }

  #cancelQuestion() {
    return html`<span>A cancelled run cannot go on.</span>
      <button type="button" data-keep @click=${() => this.#change({})}>Keep it running</button>
      <button type="button" data-cancel-it @click=${() => this.#ask('cancel')}>Yes, cancel it</button>`;
  }

  /** Asks first. The keyboard is at the answer that does no harm. */
  #askToCancel() {
    this.#change({ asksToCancel: true });
    document.querySelector('[data-keep]')?.focus();
  }
}

const paces = (pace) => (PACES.some(([id]) => id === pace) ? PACES : [[pace, pace], ...PACES]);
