// Where a month of a chart leads: the awards that it is made of.
import { address } from './route.js';

/**
 * What a figure of a run takes as {@code monthHref}: the awards of the month in the part of the market that is shown. Months
 * that are not whole lead nowhere, nor does what lies below the chart itself.
 *
 * @param run as the API has it
 * @param slice {city, segment}
 */
export const monthAwards = (run, slice) => (month, grid) => (grid === 0 && run.month && month <= run.month ? awardsAddress(run.id, { month, ...slice }) : null);

/** The address of the awards of a part of the market, of a month or of several. */
export const awardsAddress = (run, { city, segment, ...asked }) => address(['runs', run, 'awards'], { ...asked, slice: city || segment ? '' : 'chosen', city, segment });
