// How a run goes just now: its month, how fast awards come, how far the database is behind the log, and what has come since
// the page was opened.
import { html, nothing } from 'lit-html';
import { explained } from './facts.js';
import { count, many, monthNumber, sentence } from './format.js';
import { ended } from './run-feed.js';

const RATE = 'Awards a second that came into the database in the last seconds. A month comes all at once, so the number jumps.';
const LAG = 'The charts show whole months of the database. The list of awards comes from the log as soon as it is written. The number says how many months the list is ahead of the charts.';
const SINCE = 'What has come into the database since this page first heard of the run.';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const time = (date) => clock.format(date);

/**
 * @param feed of the run
 * @param newest the newest month of which an award has come over the live stream; empty where none has
 */
export function liveLine(feed, newest) {
  const { run, opened } = feed;
  if (!run || !opened) return nothing;
  const over = ended(run);
  const rate = feed.awardsPerSecond();
  const parts = [
    html`<span data-live-month>${sentence(over ? `${run.status}${run.month ? ` with ${run.month}` : ''}` : run.month ? `${run.status}, month ${run.month}` : `${run.status}, no month yet`)}</span>`,
    rate === null ? null : html`<span data-rate>${explained(`${count(rate)} awards/s`, RATE)}</span>`,
    over || !run.month ? null : html`<span data-lag>${explained(lag(run.month, newest), LAG)}</span>`,
    html`<span data-since-opened>${explained(`since ${time(opened.at)}`, SINCE)}: ${since(run, opened.run)}</span>`,
  ];
  return html`<p class="live" data-live=${over ? 'over' : 'on'}>${parts.filter(Boolean).map((part, i) => html`${i ? ' · ' : ''}${part}`)}</p>`;
}

function lag(month, newest) {
  const ahead = newest ? monthNumber(newest) - monthNumber(month) : 0;
  return ahead > 0 ? `database ${many(ahead, 'month')} behind the log` : 'database up with the log';
}

function since(now, then) {
  const [is, was] = [now.headline, then.headline];
  const awards = (is?.awards ?? 0) - (was?.awards ?? 0);
  const months = monthsOf(now) - monthsOf(then);
  if (awards === 0 && months === 0) return 'nothing new';
  return `${many(months, 'month')}, ${many(awards, 'award')}, ${count((is?.displaced ?? 0) - (was?.displaced ?? 0))} displaced`;
}

/** Each whole month has its digest. */
const monthsOf = ({ digests }) => digests.length;
