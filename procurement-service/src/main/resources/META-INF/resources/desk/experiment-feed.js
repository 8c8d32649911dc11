// One experiment, kept up with the API while it goes on, and what it has found once it is over.
import { get, passing, send, urlOf } from './api.js';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 8_000;

export const over = ({ status }) => ['finished', 'cancelled', 'failed'].includes(status);

export class ExperimentFeed {
  #told;
  #stream = null;
  #timer = null;
  #stopped = false;
  #failures = 0;

  /** @param told is called whenever anything has changed */
  constructor(id, told) {
    this.id = id;
    this.path = `api/experiments/${encodeURIComponent(id)}`;
    this.experiment = null;
    /** As it was resolved; null before it is there. */
    this.document = null;
    this.failure = null;
    this.#told = told;
    this.#load();
    document.addEventListener('visibilitychange', this.#seen);
  }

  stop() {
    this.#stopped = true;
    this.#close();
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#seen);
  }

  refresh() {
    this.#load();
  }

  async cancel() {
    await send('POST', `${this.path}/cancel`);
    await this.#load();
  }

  // A tab that nobody sees takes no place among the streams.
  #seen = () => {
    if (document.hidden) this.#close();
    else if (this.experiment && !over(this.experiment)) this.#load();
  };

  async #load() {
    clearTimeout(this.#timer);
    try {
      const [experiment, resolved] = await Promise.all([get(this.path), this.document ?? get(`${this.path}/document`)]);
      if (this.#stopped) return;
      this.experiment = experiment;
      this.document = resolved;
      this.failure = null;
      this.#failures = 0;
      if (over(experiment)) this.#close();
      else this.#open();
    } catch (failure) {
      if (this.#stopped) return;
      this.failure = failure;
      if (passing(failure)) this.#again();
    }
    this.#told();
  }

  #again() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(), Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++));
  }

  #open() {
    if (this.#stream || document.hidden) return;
    this.#stream = new EventSource(urlOf(this.path));
    this.#stream.addEventListener('progress', ({ data }) => {
      this.experiment = { ...this.experiment, ...JSON.parse(data), links: this.experiment.links };
      this.#told();
    });
    this.#stream.addEventListener('experiment-ended', () => {
      this.#close();
      this.#load();
    });
    this.#stream.addEventListener('error', () => {
      // Where it was refused, it does not come back by itself: then the page asks from time to time.
      if (this.#stream?.readyState !== EventSource.CLOSED) return;
      this.#close();
      this.#again();
    });
  }

  #close() {
    this.#stream?.close();
    this.#stream = null;
  }
}
