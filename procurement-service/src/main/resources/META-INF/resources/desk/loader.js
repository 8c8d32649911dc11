// What a view loads of the API.
import { passing } from './api.js';

const FIRST_WAIT_MS = 700;
const LONGEST_WAIT_MS = 8_000;

/**
 * Loads what a view shows, one load at a time: whoever asks meanwhile gets one more at the end, not one for each. What
 * failed for a reason that passes is tried again by itself, less and less often.
 */
export class Loader {
  #question;
  #load;
  #failed;
  #running = false;
  #again = false;
  #stopped = false;
  #failures = 0;
  #timer = null;
  #due = Infinity;
  #stale;
  #answered = null;

  /**
   * @param question what is asked just now, as text: an answer to another question is not shown
   * @param load asks and shows; gets a function that says whether its answer is still wanted
   * @param failed shows a failure; gets it, and what asks again
   * @param stale the element that is pale while what it shows answers another question than the one that is asked; may be
   *     missing
   */
  constructor({ question, load, failed, stale = null }) {
    this.#question = question;
    this.#load = load;
    this.#failed = failed;
    this.#stale = stale;
  }

  /** Asks now, or in so many milliseconds; of several times that are to come the first counts. */
  ask(inMs = 0) {
    const due = performance.now() + inMs;
    if (this.#stopped || (inMs > 0 && due >= this.#due)) return;
    clearTimeout(this.#timer);
    this.#due = Infinity;
    if (inMs > 0) {
      this.#due = due;
      this.#timer = setTimeout(() => this.ask(), inMs);
      return;
    }
    this.#again = true;
    if (!this.#running) this.#run();
  }

  /** The view is left: nothing is asked or shown any more. */
  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #run() {
    this.#running = true;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      const asked = this.#question();
      this.#stale?.toggleAttribute('data-stale', this.#answered !== null && this.#answered !== asked);
      const wanted = () => !this.#stopped && this.#question() === asked;
      try {
        await this.#load(wanted);
        this.#failures = 0;
        this.#answered = asked;
      } catch (failure) {
        if (!wanted()) continue;
        this.#failed(failure, () => this.ask());
        if (passing(failure)) this.ask(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++));
      }
    }
    this.#running = false;
    this.#stale?.removeAttribute('data-stale');
  }
}
