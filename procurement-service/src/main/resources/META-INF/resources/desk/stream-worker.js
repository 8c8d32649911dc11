// Reads the live stream beside the pages, so that no rate of awards can hold one up. All tabs share this worker where the
// browser has SharedWorker, and all workers share one connection: a browser opens six to a service, and pages need them.
// Where tabs follow different runs, they take turns. Each comes back behind the last outcome that it has, so none is
// missed and none counted twice.
import { eventReader } from './sse.js';
import { Tally } from './tally.js';

const TELL_EVERY_MS = 250;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
const TURN_MS = 2_000;
// The service sends a sign of life every ten seconds.
const SILENCE_MS = 30_000;
// A tab that is visible says so every ten seconds; one that crashed does not say that it has gone.
const FORGOTTEN_MS = 35_000;

const OVER = ['ended', 'gone'];
const SILENT = 'silent';

const followers = new Map();
let wake = () => {};

/** Awards of one address with the same words are read once, for all tabs that follow them. */
const keyOf = ({ path, words }) => `${path} ${words}`;

/** What one address says, for all tabs that follow it; they may begin with different months. */
class Follower {
  readers = new Set();
  state = 'connecting';
  wait = FIRST_WAIT_MS;
  due = 0;
  #reading = null;
  #dirty = true;

  constructor(path, words, from) {
    this.path = path;
    this.words = words;
    this.#begin(from);
  }

  #begin(from) {
    this.from = from;
    this.tally = new Tally(this.words);
    this.last = '';
    this.missing = [];
    this.tell('connecting');
    this.#reading?.abort();
  }

  join(reader) {
    this.readers.add(reader);
    if (reader.from < this.from) this.#begin(reader.from);
    this.answer(reader);
  }

  leave(reader) {
    this.readers.delete(reader);
    this.look();
  }

  /** Whether it is to be read: not while nobody looks. */
  wanted() {
    return !OVER.includes(this.state) && [...this.readers].some((reader) => reader.visible && performance.now() - reader.heard < FORGOTTEN_MS);
  }

  ready() {
    return this.wanted() && this.due <= performance.now();
  }

  /** Ends the reading where nobody looks any longer. */
  look() {
    if (!this.wanted()) this.#reading?.abort();
  }

  /** Reads until the stream ends, nobody looks, or others wait and its turn is over. */
  async read() {
    const before = this.last;
    const reading = new AbortController();
    // Whoever ends it does so for the others or for nobody; a service that does not answer is another matter.
    const left = () => reading.signal.aborted && reading.signal.reason !== SILENT;
    this.#reading = reading;
    const turn = setInterval(async () => {
      this.look();
      if (await othersWait(this)) reading.abort();
    }, TURN_MS);
    try {
      await this.#readOn(reading);
    } catch {
      if (!left()) this.tell('lost');
    } finally {
      clearInterval(turn);
      if (this.last !== before) this.wait = FIRST_WAIT_MS;
      if (!left()) {
        this.due = performance.now() + this.wait;
        this.wait = Math.min(LONGEST_WAIT_MS, this.wait * 2);
      }
      this.#reading = null;
    }
  }

  async #readOn(reading) {
    let alarm = setTimeout(() => reading.abort(SILENT), SILENCE_MS);
    try {
      const response = await fetch(`${this.path}${this.path.includes('?') ? '&' : '?'}from=${this.from}`, {
        headers: { Accept: 'text/event-stream', ...(this.last && { 'Last-Event-ID': this.last }) },
        signal: reading.signal,
        cache: 'no-store',
      });
      if (response.status === 204) {
        this.tell('ended');
        return;
      }
      if (!response.ok) {
        this.tell(response.status === 404 ? 'gone' : response.status === 429 ? 'busy' : 'lost');
        return;
      }
      this.tell('live');
      const feed = eventReader((event) => this.#take(event, reading));
      const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await text.read();
        if (done || this.state === 'ended') break;
        clearTimeout(alarm);
        alarm = setTimeout(() => reading.abort(SILENT), SILENCE_MS);
        feed(value);
      }
      if (this.state !== 'ended') this.tell('lost');
    } finally {
      clearTimeout(alarm);
    }
  }

  #take({ type, data, id }, reading) {
    // What was asked for before an earlier month was, is not of what is read now.
    if (reading.signal.aborted || type === 'cut-off') return;
    if (type === 'run-ended') this.tell('ended');
    else if (type === 'missing') this.missing.push(JSON.parse(data).month);
    else this.tally.add(type, JSON.parse(data));
    this.last = id ?? this.last;
    this.#dirty = true;
  }

  tell(now) {
    this.#dirty ||= now !== this.state;
    this.state = now;
  }

  tellAll() {
    if (!this.#dirty) return;
    this.#dirty = false;
    for (const reader of this.readers) if (reader.visible) this.answer(reader);
  }

  answer({ port, path, words, from }) {
    port.postMessage({ path, words, from, state: this.state, missing: this.missing, counts: this.tally.since(from), newest: this.tally.newest(from).map(rowOf) });
  }
}

/** What a page shows of an award: all of it is copied for each tab, several times a second. */
const rowOf = ({ tender, month, incumbent, winner, ownership, annualValueFen, segment, city, displacedBy, counterfactualWinner }) =>
  ({ tender, month, incumbent, winner, ownership, annualValueFen, segment, city, displacedBy, counterfactualWinner });

async function othersWait(follower) {
  if ([...followers.values()].some((other) => other !== follower && other.ready())) return true;
  const locks = await navigator.locks?.query();
  return locks?.pending.some(({ name }) => name === 'awards') ?? false;
}

// Tabs without SharedWorker have a worker each, and still one connection, where the browser lets them agree on it.
const alone = (work) => (navigator.locks ? navigator.locks.request('awards', work) : work());

async function readInTurn() {
  for (;;) {
    const next = [...followers.values()].find((follower) => follower.ready());
    if (next) {
      // Whoever has had a turn goes behind the others.
      followers.delete(keyOf(next));
      followers.set(keyOf(next), next);
      await alone(() => (next.ready() ? next.read() : null));
    } else {
      await new Promise((resume) => {
        wake = resume;
        setTimeout(resume, TELL_EVERY_MS);
      });
    }
  }
}

/** A tab says what it follows, and whether it is visible, with every change and every few seconds; nothing when it leaves. */
function listen(port) {
  const reader = { port };
  let follower = null;
  port.onmessage = ({ data }) => {
    const before = { ...reader };
    Object.assign(reader, { path: data?.path, words: data?.words ?? '', from: data?.from, visible: data?.visible, heard: performance.now() });
    if (['path', 'words', 'from', 'visible'].some((part) => reader[part] !== before[part])) {
      if (follower && keyOf(reader) !== keyOf(before)) drop(follower, reader);
      follower = reader.path ? follow(reader) : null;
    }
    wake();
  };
}

function follow(reader) {
  if (!followers.has(keyOf(reader))) followers.set(keyOf(reader), new Follower(reader.path, reader.words, reader.from));
  const follower = followers.get(keyOf(reader));
  follower.join(reader);
  follower.look();
  return follower;
}

function drop(follower, reader) {
  follower.leave(reader);
  if (follower.readers.size === 0) followers.delete(keyOf(follower));
}

setInterval(() => followers.forEach((follower) => follower.tellAll()), TELL_EVERY_MS);

if ('SharedWorkerGlobalScope' in self) self.onconnect = ({ ports: [port] }) => listen(port);
else listen(self);
readInTurn();
