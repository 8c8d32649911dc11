// The live stream of awards, as a page follows it: not while it is hidden, and on from there when it is seen again.

const SAY_EVERY_MS = 10_000;

// Tabs of before a release share no worker with those of after it where what they say to it has changed.
const DIALECT = 'awards-2';

export class AwardStream {
  #worker;
  #port;
  #wanted = null;
  #timer;
  #say = () => this.#port.postMessage(this.#wanted && { ...this.#wanted, visible: document.visibilityState === 'visible' });
  #sayGone = () => this.#port.postMessage(null);

  /** @param each gets {state, missing, counts, newest} of what is followed, whenever there is anything new */
  constructor(each) {
    const script = new URL('./stream-worker.js', import.meta.url);
    this.#worker = window.SharedWorker
      ? new SharedWorker(script, { type: 'module', name: DIALECT })
      : new Worker(script, { type: 'module' });
    this.#port = this.#worker.port ?? this.#worker;
    this.#port.onmessage = ({ data }) => {
      if (['path', 'words', 'from'].every((part) => data[part] === this.#wanted?.[part])) each(data);
    };
    document.addEventListener('visibilitychange', this.#say);
    addEventListener('pagehide', this.#sayGone);
    addEventListener('pageshow', this.#say);
    this.#timer = setInterval(this.#say, SAY_EVERY_MS);
  }

  /**
   * Follows an address of awards, from a month on.
   *
   * @param words that an award has to have; empty for all
   */
  follow(address, from, words = '') {
    this.#wanted = { path: address, words, from };
    this.#say();
  }

  close() {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#say);
    removeEventListener('pagehide', this.#sayGone);
    removeEventListener('pageshow', this.#say);
    this.#sayGone();
    if (this.#worker === this.#port) this.#worker.terminate();
    else this.#port.close();
  }
}
