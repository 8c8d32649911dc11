// All that the page knows of one run, kept up with the API while the run goes on: what it is doing, its scenario and
// its policies.
import { POLICY, PROVIDER, get, passing } from './api.js';

const ASK_EVERY_MS = 700;
const ASK_PAUSED_EVERY_MS = 2_000;
const ASK_POLICIES_EVERY_MS = 2_000;
const LONGEST_WAIT_MS = 8_000;
const REMEMBERED_PROGRESS = 12;

// How much longer than its pace a run may stand before the page looks who keeps it.
const STANDSTILL_MS = 5_000;

// Who a run cannot go on without, and what it answers at once where it is there.
const NEIGHBOURS = { 'policy-service': `${POLICY}/api/instruments?limit=1`, 'provider-service': `${PROVIDER}/api/providers?limit=1` };
const NEIGHBOURS_PATIENCE_MS = 3_000;

export const ended = (run) => ['finished', 'cancelled', 'failed'].includes(run?.status);

export class RunFeed {
  #listeners = new Set();
  #progress = [];
  #failures = 0;
  #timer = null;
  #stopped = false;
  #asking = false;
  #stale = false;
  #moved = performance.now();
  #besides = false;
  #policiesTo = null;
  #policiesDue = 0;
  #policiesFailures = 0;

  constructor(id) {
    this.id = id;
    this.path = `api/runs/${encodeURIComponent(id)}`;
    this.run = null;
    this.scenario = null;
    this.policies = null;
    this.policiesFailure = null;
    this.failure = null;
    /** The run as it was when the page first heard of it, and when that was. */
    this.opened = null;
    /** Services that do not answer while the run stands still. */
    this.away = [];
    /** Another one whenever there is something new to load. */
    this.version = 0;
    this.#ask();
  }

  /** Calls back whenever anything has changed or could be told anew. */
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
    this.#stale = true;
    this.#failures = 0;
    this.#policiesDue = 0;
    if (!this.#asking) this.#ask();
  }

  /** Seconds until the run ends at the rate of the last seconds; null where that cannot be told. */
  secondsLeft() {
    const [first, newest] = [this.#progress[0], this.#progress.at(-1)];
    if (this.run?.status !== 'running' || !first || newest.progress <= first.progress) return null;
    return ((1 - newest.progress) * (newest.at - first.at)) / (newest.progress - first.progress) / 1_000;
  }

  /** Awards a second that came into the database in the last seconds; null where that cannot be told. */
  awardsPerSecond() {
    const [first, newest] = [this.#progress[0], this.#progress.at(-1)];
    if (this.run?.status !== 'running' || !first || newest.at <= first.at) return null;
    return (newest.awards - first.awards) / ((newest.at - first.at) / 1_000);
  }

  async #ask() {
    clearTimeout(this.#timer);
    this.#asking = true;
    try {
      const stale = this.#stale;
      this.#stale = false;
      const run = await get(this.path);
      // It changes only where policies do.
      const scenario = this.scenario && !stale && run.policies.length === this.run.policies.length
        ? this.scenario
        : await get(`${this.path}/scenario`);
      if (this.#stopped) return;
      const news = this.failure || scenario !== this.scenario || run.month !== this.run?.month || run.status !== this.run?.status;
      if (run.month !== this.run?.month || run.status === 'paused' || ended(run)) this.#moved = performance.now();
      if (news) this.version++;
      this.run = run;
      this.opened ??= { run, at: new Date() };
      this.scenario = scenario;
      this.failure = null;
      this.#failures = 0;
      this.#remember(run);
      this.#askBesides();
    } catch (failure) {
      this.failure = failure;
      this.#failures++;
      // The rates of before say nothing about now.
      this.#progress = [];
    } finally {
      this.#asking = false;
    }
    this.#tell();
    this.#schedule();
  }

  // The neighbours can be slow or away while the rest goes on: nobody waits for them, and they are asked less and less.
  async #askBesides() {
    if (this.#besides) return;
    this.#besides = true;
    const policies = await this.#askPolicies();
    const neighbours = await this.#lookForNeighbours();
    this.#besides = false;
    if (this.#stopped || !(policies || neighbours)) return;
    this.version++;
    this.#tell();
    this.#schedule();
  }

  async #askPolicies() {
    const to = `${this.run.month} ${this.run.status}`;
    // Before the first month is whole, government may not know the run yet.
    if (!this.run.month || this.#policiesTo === to || performance.now() < this.#policiesDue) return false;
    try {
      this.policies = await get(`${POLICY}/${this.path}/policies`, { patienceMs: NEIGHBOURS_PATIENCE_MS });
      this.policiesFailure = null;
      this.#policiesTo = to;
      this.#policiesFailures = 0;
      this.#policiesDue = performance.now() + (ended(this.run) ? 0 : ASK_POLICIES_EVERY_MS);
    } catch (failure) {
      this.policiesFailure = failure;
      this.#policiesDue = performance.now() + Math.min(LONGEST_WAIT_MS, ASK_EVERY_MS * 2 ** ++this.#policiesFailures);
    }
    return true;
  }

  async #lookForNeighbours() {
    const paceMs = parseInt(this.run.pace, 10) || 0;
    const before = this.away.join();
    const still = performance.now() - this.#moved > paceMs + STANDSTILL_MS;
    const answers = still
      ? await Promise.allSettled(Object.values(NEIGHBOURS).map((path) => get(path, { patienceMs: NEIGHBOURS_PATIENCE_MS })))
      : [];
    this.away = Object.keys(NEIGHBOURS).filter((_, i) => answers[i]?.status === 'rejected');
    return this.away.join() !== before;
  }

  #schedule() {
    clearTimeout(this.#timer);
    if (this.#stopped || (this.failure && !passing(this.failure))) return;
    const complete = !this.run?.month || this.#policiesTo === `${this.run.month} ${this.run.status}`;
    if (!this.failure && ended(this.run) && complete) return;
    const wait = this.failure
      ? Math.min(LONGEST_WAIT_MS, ASK_EVERY_MS * 2 ** this.#failures)
      : this.run.status === 'paused' ? ASK_PAUSED_EVERY_MS : ASK_EVERY_MS;
    this.#timer = setTimeout(() => this.#ask(), wait);
  }

  #remember(run) {
    if (run.status !== 'running') this.#progress = [];
    else this.#progress.push({ at: performance.now(), progress: run.progress, awards: run.headline?.awards ?? 0 });
    if (this.#progress.length > REMEMBERED_PROGRESS) this.#progress.shift();
  }

  // What goes wrong in drawing must not keep the page from the next month.
  #tell() {
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch (fault) {
        console.error(fault);
      }
    }
  }
}
