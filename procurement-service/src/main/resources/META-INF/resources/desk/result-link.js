// A result that stands beside the estimate which its run was ordered from: what the address has to say for that.
import { address } from './route.js';

/** Which part of the market, whose share, which months: what a result and an estimate have to have in common. */
export const besideEstimate = ({ slice, share, period }) => ({
  slice: 'chosen', ...slice, share: share ? `${share.by}:${share.id}` : '', estimate: 'yes', ...period });

/** Where the result of a run is; beside its estimate where the address that leads there says so. */
export const resultOf = (run, query) => address(['runs', run, 'result'], query.get('estimate') === 'yes'
  ? Object.fromEntries(['slice', 'city', 'segment', 'share', 'estimate', 'from', 'to'].map((part) => [part, query.get(part)])) : {});
