// A variant of a scenario that somebody designs: a draft of its policies, and the steps back.
import { changesBetween, same } from './changes.js';
import { Draft } from './draft.js';
import { name } from './format.js';
import { withChanges } from './pair.js';

// A slider that is drawn along is one step.
const ONE_STEP_MS = 700;
const MOST_STEPS = 50;
const MOST_NAMES = 2;
const UNCHANGED = 'unchanged';

export class Variant {
  #base;
  #told;
  #past = [];
  #now;
  #changedAt = 0;
  #named;

  /**
   * @param base the scenario that all variants are of, resolved
   * @param title for people; null where it is called after what is changed in it
   * @param kept what its draft begins with: {document, off}
   * @param told is called whenever anything has changed or is to be drawn again
   */
  constructor({ base, title, kept, told }) {
    this.#base = base;
    this.#told = told;
    this.#named = title;
    /** The document as somebody has typed it; null where it is written from the draft. */
    this.text = null;
    this.#begin(kept);
  }

  #begin(kept) {
    this.#now = structuredClone(kept);
    this.draft = new Draft(this.#now.document, () => this.#noticed(), this.#now.off);
  }

  #noticed() {
    const kept = this.draft.kept();
    const before = this.#last ?? this.#now;
    if (JSON.stringify(kept) !== JSON.stringify(before)) {
      if (performance.now() - this.#changedAt > ONE_STEP_MS) this.#remember(before);
      this.#changedAt = performance.now();
      this.#last = kept;
      this.text = null;
    }
    this.#told();
  }

  /** As it was when it was looked at last; null where nothing has changed since its draft began. */
  #last = null;

  #remember(kept) {
    this.#past.push(structuredClone(kept));
    if (this.#past.length > MOST_STEPS) this.#past.shift();
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  undo() {
    const kept = this.#past.pop();
    if (!kept) return;
    this.#last = null;
    this.#changedAt = 0;
    this.text = null;
    this.#begin(kept);
    this.#told();
  }

  /** Takes the scenario of a document that somebody has typed. */
  rewrite(document, text) {
    this.#remember(this.draft.kept());
    this.#last = null;
    this.#changedAt = 0;
    this.#begin({ document, off: [] });
    this.text = text;
    this.#told();
  }

  get title() {
    return this.#named ?? this.#described();
  }

  set title(title) {
    this.#named = title;
  }

  /** What is changed in it, in a few words. */
  #described() {
    const [before, now] = [this.#base, this.scenario()].map(({ policies }) => Object.keys(policies ?? {}));
    const parts = [['with', now, before], ['without', before, now]].map(([word, some, others]) => [word, some.filter((id) => !others.includes(id))])
      .filter(([, ids]) => ids.length > 0).map(([word, ids]) => `${word} ${ids.length > MOST_NAMES ? `${ids.length} policies` : ids.map(name).join(' and ')}`);
    return parts.join(', ') || (Object.keys(this.changes()).length ? 'with other terms' : UNCHANGED);
  }

  copy(title) {
    return new Variant({ base: this.#base, title, kept: this.draft.kept(), told: this.#told });
  }

  /** The scenario that it comes to. */
  scenario() {
    return this.draft.result();
  }

  /** Its changes against the scenario that all variants are of. */
  changes() {
    const { title, ...changes } = changesBetween(this.#base, this.scenario());
    return changes;
  }
}

/**
 * The variant that has these changes against the scenario that all are of.
 *
 * @param title null where it is called after what is changed in it
 */
export function variantWith({ base, title, changes, told }) {
  const begin = (kept) => {
    const variant = new Variant({ base, title: null, kept, told });
    if (title !== null && title !== variant.title) variant.title = title;
    return variant;
  };
  // Policies that are taken away stay in the draft, with the triggers that go with them, so that they can be switched on again.
  const off = Object.keys(base.policies ?? {}).filter((id) => changes[`policies.${id}`] === null);
  const gone = off.map((id) => `policies.${id}`);
  const rest = Object.entries(changes).filter(([path]) => !path.startsWith('triggers.') && !gone.includes(path));
  const variant = begin({ document: withChanges(base, Object.fromEntries(rest)), off });
  return same(variant.changes(), changes) ? variant : begin({ document: withChanges(base, changes), off: [] });
}
