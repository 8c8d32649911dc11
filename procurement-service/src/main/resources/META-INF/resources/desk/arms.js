// What runs are called. An arm is another market than its scenario, and runs have its id alone.
import { all } from './api.js';
import { WITHOUT, words } from './format.js';

const PATIENCE_MS = 1_500;

const scenarios = new Map();

/** Resolves as soon as the titles of arms are known, or soon after: without them arms are called by their ids. */
export const armsKnown = Promise.race([
  all('api/scenarios').then((known) => known.forEach((each) => scenarios.set(each.name, each)), () => {}),
  new Promise((passed) => { setTimeout(passed, PATIENCE_MS); }),
]);

/** The title of a run's arm; null where it has none, or the run was ordered under a title of its own. */
function armTitleOf({ scenario, arm, title }) {
  const known = scenarios.get(scenario);
  return (arm && known?.title === title && known.arms[arm]) || null;
}

/** A run's title: that of its arm, which is another market than its scenario. Where that is not known, the arm is said. */
export const titleOf = (run) => armTitleOf(run) ?? (run.arm && !run.title.endsWith(WITHOUT) ? `${run.title} (variant: ${words(run.arm).toLowerCase()})` : run.title);
