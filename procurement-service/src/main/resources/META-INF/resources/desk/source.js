// Where the numbers of a figure are from, in lines that leave the page with it.
import { linkOf, urlOf } from './api.js';
import { many, runName } from './format.js';

/**
 * Of figures that show what the API says of runs.
 *
 * @param paths of the API that gave the numbers
 * @param runs that they are of
 */
export const ofRuns = (paths, ...runs) => [...paths.map((path) => `Source: ${urlOf(path)}`),
  ...runs.map((run) => `Run ${run.id}: ${runName(run)}, seed ${run.seed}, ${run.digest ? `digest ${run.digest} after ${run.month}` : 'no month yet'}`)];

/** Of figures that show what an experiment has found. */
export const ofExperiment = ({ title, name, replications, runs, kind, links }) => [`Source: ${linkOf(links.result ?? links.self)}`,
  `Experiment ${name}: ${title}, ${kind === 'comparison' ? `${many(replications, 'pair')} of runs` : many(runs, 'run')}. Certificate: ${linkOf(links.certificate ?? links.self)}`];
