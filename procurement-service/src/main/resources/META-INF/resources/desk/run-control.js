// What people ask of a run: while it goes on to pause, to go on, to step, another pace, to end; once it is over, to be deleted.
// A request is pending until government has heard it, and it may be refused. Two runs that are looked at together are held
// together, unless the reader wants otherwise.
import { html, nothing } from 'lit-html';
import { get, passing, send } from './api.js';
import { PACES } from './paces.js';
import { problem } from './problem.js';
import { address, go } from './route.js';
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
  delete: { doing: 'Deleting …' },
};

/** What is asked of both runs of a pair: to end one is asked of it alone. */
const OF_BOTH = ['pause', 'resume', 'step', 'pace'];

export class RunControl {
  #feed;
  #draw;
  #pending = null;
  #refused = null;
  #failure = null;
  /** What is asked before it is done, as it cannot be undone: cancel, delete or nothing. */
  #sure = null;
  /** The other run of the pair: {id, status}; null where there is none. */
  #twin = null;
  #together = true;
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

  /** Says which run is looked at beside this one. */
  async beside(id) {
    if (id === this.#twin?.id) return;
    this.#twin = { id, status: null };
    await this.#lookAtTwin();
  }

  /** Without an answer it is taken as over: then it is not held, and nobody is told that it were. */
  async #lookAtTwin() {
    if (!this.#twin) return;
    this.#twin.status = await get(`api/runs/${encodeURIComponent(this.#twin.id)}`).then(({ status }) => status, () => null);
    if (!this.#left) this.#draw();
  }

  get #twinGoesOn() {
    return this.#twin?.status && !ended(this.#twin);
  }

  async #ask(kind, body) {
    if (this.#pending) return;
    this.#change({ pending: kind });
    const before = this.#feed.run;
    const both = OF_BOTH.includes(kind) && this.#together && this.#twinGoesOn;
    try {
      const asked = [send('POST', `${this.#feed.path}/${kind}`, body), ...(both ? [this.#askTwin(kind, body)] : [])];
      const [request] = await Promise.all(asked);
      await this.#heard(kind, request, before);
    } catch (failure) {
      this.#failure = failure;
    }
    if (this.#left) return;
    this.#pending = null;
    this.#draw();
    await this.#lookAtTwin();
  }

  /** That it ended meanwhile is seen from its state. */
  async #askTwin(kind, body) {
    try {
      await send('POST', `api/runs/${encodeURIComponent(this.#twin.id)}/${kind}`, body);
    } catch (failure) {
      if (failure.status !== 409) this.#failure = failure;
    }
  }

  async #delete() {
    this.#change({ pending: 'delete' });
    try {
      await send('DELETE', this.#feed.path);
      if (!this.#left) go(['runs']);
    } catch (failure) {
      this.#change({});
      this.#failure = failure;
      this.#draw();
    }
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

  #change({ pending = null, sure = null }) {
    [this.#pending, this.#sure, this.#refused, this.#failure] = [pending, sure, null, null];
    this.#draw();
  }

  template() {
    const { run } = this.#feed;
    return html`
      ${this.#failure ? problem(this.#failure) : nothing}
      ${this.#refused ? html`<div class="problem" role="alert" data-refused=${this.#refused.kind}><strong>${KINDS[this.#refused.kind].refused}</strong>${this.#refused.because ? `: ${this.#refused.because}` : ''}.</div>` : nothing}
      ${ended(run) ? html`<div class="row middle live-only" role="group" aria-label="Delete the run">${this.#sure === 'delete' ? this.#deleteQuestion()
        : html`<button type="button" class="quiet apart" data-delete ?disabled=${this.#pending !== null} @click=${() => this.#askFirst('delete')}>${this.#pending === 'delete' ? KINDS.delete.doing : 'Delete the run'}</button>`}</div>` : html`
        <div class="row" role="group" aria-label="Control the run" aria-busy=${this.#pending ? 'true' : 'false'}>
          ${run.status === 'paused' && this.#pending !== 'pause' ? this.#button('resume', 'Resume', { main: true }) : this.#button('pause', 'Pause')}
          ${this.#button('step', 'Step a month', { disabled: run.status !== 'paused', body: { months: 1 } })}
          ${choose('Pace', run.pace, paces(run.pace), (pace) => this.#ask('pace', { pace }))}
          ${this.#twinGoesOn ? html`<label class="line" data-together><input type="checkbox" .checked=${this.#together} @change=${({ target }) => { this.#together = target.checked; this.#draw(); }}>
            <span>together with <a href=${address(['runs', this.#twin.id])}>the run beside it</a> (${this.#twin.status})</span></label>` : nothing}
          <span class="row middle apart">${this.#sure === 'cancel' ? this.#cancelQuestion() : this.#pending === 'cancel' ? this.#button('cancel', '')
            : html`<button type="button" ?disabled=${this.#pending !== null} @click=${() => this.#askFirst('cancel')}>Cancel the run</button>`}</span>
        </div>`}`;
  }

  #button(kind, text, { main = false, disabled = false, body } = {}) {
    return html`<button type="button" class=${main ? 'main' : ''} ?disabled=${disabled || this.#pending !== null} @click=${() => this.#ask(kind, body)}>${this.#pending === kind ? KINDS[kind].doing : text}</button>`;
  }

  #cancelQuestion() {
    return html`<span>A cancelled run cannot go on.${this.#twinGoesOn ? ' The run beside it is not cancelled.' : ''}</span>
      <button type="button" data-keep @click=${() => this.#change({})}>Keep it running</button>
      <button type="button" data-cancel-it @click=${() => this.#ask('cancel')}>Yes, cancel it</button>`;
  }

  #deleteQuestion() {
    return html`<span>Its awards, figures and digests are deleted for good.${this.#twin?.status ? ' The run beside it stays, and cannot be compared with it any more.' : ''}</span>
      <button type="button" data-keep @click=${() => this.#change({})}>Keep it</button>
      <button type="button" data-delete-it @click=${() => this.#delete()}>Yes, delete it</button>`;
  }

  /** Asks first. The keyboard is at the answer that does no harm. */
  #askFirst(sure) {
    this.#change({ sure });
    document.querySelector('[data-keep]')?.focus();
  }
}

const paces = (pace) => (PACES.some(([id]) => id === pace) ? PACES : [[pace, pace], ...PACES]);
