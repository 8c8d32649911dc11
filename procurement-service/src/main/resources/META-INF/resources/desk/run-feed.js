// All that the page knows of one run, kept up with the API while the run goes on: what it is doing, its scenario and
// its policies.
import { POLICY, PROVIDER, ConnectionLost, get } from '/desk/api.js';

const ASK_EVERY_MS = 700;
const ASK_PAUSED_EVERY_MS = 2_000;
const LONGEST_WAIT_MS = 8_000;
const REMEMBERED_PROGRESS = 12;

// How much longer than its pace a run may stand before the page looks who keeps it.
const STANDSTILL_MS = 5_000;

// Who a run cannot go on without, and what it answers at once where it is there.
const NEIGHBOURS = { 'policy-service': `${POLICY}/api/instruments?limit=1`, 'provider-service': `${PROVIDER}/api/providers?limit=1` };

export const ended = (run) => ['finished', 'cancelled', 'failed'].includes(run?.status);

export class RunFeed {
  #listeners = new Set();
  #progress = [];
  #failures = 0;
  #timer = null;
  #stopped = false;
  #stale = false;
  #moved = performance.now();
  #policiesFailed = 0;
  #policiesDue = 0;

  constructor(id) {
    this.id = id;
    this.path = `/api/runs/${encodeURIComponent(id)}`;
    this.run = null;
    this.scenario = null;
    this.policies = null;
    this.failure = null;
    /** Services that do not answer while the run stands still. */
    this.away = [];
    this.#ask();
  }

  /** Calls back with {month} when there is a new month, and without when anything else has changed. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Asks for everything at once instead of at the next turn. */
  refresh() {
    clearTimeout(this.#timer);
    this.#stale = true;
    this.#failures = 0;
    this.#ask();
  }

  /** Seconds until the run ends at the rate of the last seconds; null where that cannot be told. */
  secondsLeft() {
    const [first, newest] = [this.#progress[0], this.#progress.at(-1)];
    if (this.run?.status !== 'running' || !first || newest.progress <= first.progress) return null;
    return ((1 - newest.progress) * (newest.at - first.at)) / (newest.progress - first.progress) / 1_000;
  }

  async #ask() {
    try {
      const run = await get(this.path);
      // It changes only where policies do.
      const scenario = this.scenario && !this.#stale && run.policies.length === this.run.policies.length
        ? this.scenario
        : await get(`${this.path}/scenario`);
      if (this.#stopped) return;
      this.#stale = false;
      const grown = run.month !== this.run?.month;
      this.run = run;
      this.scenario = scenario;
      this.#remember(run);
      if (grown || run.status !== 'running') this.#moved = performance.now();
      if (grown || this.failure || !this.policies || this.policiesFailure) await this.#askPolicies();
      await this.#lookForNeighbours();
      this.failure = null;
      this.#failures = 0;
      this.#tell(grown ? { month: run.month } : {});
    } catch (failure) {
      this.failure = failure;
      this.#failures++;
      this.#tell({});
    }
    this.#schedule();
  }

  // Government can be away while the rest goes on: the page does without it, says so, and asks less and less often.
  async #askPolicies() {
    // Before the first month is whole, government may not know the run yet.
    if (!this.run.month || performance.now() < this.#policiesDue) return;
    try {
      this.policies = await get(`${POLICY}${this.path}/policies`);
      this.policiesFailure = null;
      this.#policiesFailed = 0;
    } catch (failure) {
      this.policiesFailure = failure;
      this.#policiesDue = performance.now() + Math.min(LONGEST_WAIT_MS, ASK_EVERY_MS * 2 ** ++this.#policiesFailed);
    }
  }

  async #lookForNeighbours() {
    const paceMs = parseInt(this.run.pace, 10) || 0;
    if (performance.now() - this.#moved < paceMs + STANDSTILL_MS) {
      this.away = [];
      return;
    }
    const answers = await Promise.allSettled(Object.values(NEIGHBOURS).map((path) => get(path)));
    this.away = Object.keys(NEIGHBOURS).filter((_, i) => answers[i].status === 'rejected');
  }

  #schedule() {
    if (this.#stopped) return;
    if (this.failure && !(this.failure instanceof ConnectionLost) && this.failure.status < 429) return;
    if (!this.failure && ended(this.run) && !this.policiesFailure && (this.policies || !this.run.month)) return;
    const wait = this.failure
      ? Math.min(LONGEST_WAIT_MS, ASK_EVERY_MS * 2 ** this.#failures)
      : this.run.status === 'paused' ? ASK_PAUSED_EVERY_MS : ASK_EVERY_MS;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), wait);
  }

  #remember(run) {
    if (run.status !== 'running') this.#progress = [];
    else this.#progress.push({ at: performance.now(), progress: run.progress });
    if (this.#progress.length > REMEMBERED_PROGRESS) this.#progress.shift();
  }

  #tell(what) {
    this.#listeners.forEach((listener) => listener(what));
  }
}
