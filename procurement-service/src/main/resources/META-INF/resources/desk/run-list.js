// Runs to choose from, each told apart by what it is, what was changed in it, and when it was ordered.
import { html, nothing } from 'lit-html';
import { titleOf } from './arms.js';
import { count, many, name, percent, when, words } from './format.js';
import { PagedList } from './paged-list.js';
import { STATUSES } from './parameters.js';
import { address } from './route.js';
import { choose } from './slice.js';
import { auditChip, stalledChip } from './soundness.js';

const ASK_EVERY_MS = 4_000;
const CHANGES_SHOWN = 4;
const LONGEST_VALUE = 60;
const ARMS_SHOWN = 3;
/** What has a name of its own. */
const NAMED = /^(policies|triggers)\.([^.]+)(?:\.(.+))?$/;
// In place of an arm, where numbers are varied.
const VARIED = 'varied';

export class RunList extends PagedList {
  /**
   * @param redraw is called whenever the list is to be drawn again
   * @param href where a run's row leads
   * @param results whether rows of finished runs lead to their results, too
   * @param more what {@link PagedList} takes: limit, asked and told
   */
  constructor(redraw, { href, results = true, ...more }) {
    super(redraw, {
      path: 'api/runs',
      items: 'runs',
      search: 'title, scenario, change, id',
      row: (run) => row(run, href(run), results && run.status === 'finished'),
      filter: ({ status = '' }, from) => choose('Status', status, [['', 'all'], ...STATUSES.map((id) => [id, id])], (chosen) => from({ status: chosen })),
      empty: ({ q, status, after }) => (q || status ? 'No run is like that.' : after ? 'There is no older run.' : 'None yet. Start one, and it appears here.'),
      everyMs: () => ASK_EVERY_MS,
      ...more,
    });
  }
}

const row = (run, href, result) => html`<li data-run-row=${run.id}><a href=${href}>
  <strong>${titleOf(run)}</strong>
  <span><span class="chip ${run.status}">${run.status}</span> ${stalledChip(run)} ${auditChip(run)}</span>
  <span>${run.scenario}${run.arm ? ` / ${run.arm}` : ''} · seed ${run.seed}${changesText(run)}</span>
  <span class="soft"><time datetime=${run.orderedAt}>${when(run.orderedAt)}</time> · ${run.month ?? 'not begun'}${run.status === 'finished' ? '' : ` · ${percent(run.progress)}`} · ${run.id}</span></a>
  ${result ? html`<a class="aside" data-result-of=${run.id} href=${address(['runs', run.id, 'result'])} aria-label="Result of ${titleOf(run)}, ${run.id}">Result</a>` : nothing}</li>`;

/** What its order changed, so that two runs of a scenario can be told apart. */
export function changesText({ changes, moreChanges = 0, fork }) {
  // Its title stands above them.
  const each = Object.entries(changes ?? {}).filter(([path]) => path !== 'title');
  const shown = each.slice(0, CHANGES_SHOWN).map(changeText);
  const more = each.length - shown.length + moreChanges;
  const parts = [fork && `fork of ${fork.run} from ${fork.from}`, ...shown, more > 0 && many(more, 'more change')].filter(Boolean);
  return parts.length ? ` · ${parts.join(', ')}` : '';
}

/** What a number that many orders change is in words. */
const KNOWN = {
  'population.buyers': (value) => `${count(value)} buyers`,
  'months': (value) => many(value, 'month'),
  'start': (value) => `starts in ${value}`,
};

/** Whether it is a policy or a trigger as a whole, whose value is then its instrument. */
const isWhole = (path) => NAMED.test(path) && NAMED.exec(path)[3] === undefined;

const changeText = ([path, value]) => (value === null ? `without ${pathText(path)}` : KNOWN[path] ? KNOWN[path](value)
  : typeof value === 'object' || isWhole(path) ? `with ${pathText(path)}` : `${pathText(path)}: ${valueText(path, value)}`);

const valueText = (path, value) => (path.endsWith('.enforcement') ? percent(value) : typeof value === 'boolean' ? (value ? 'yes' : 'no') : shortened(String(value)));

/** A field in words: graceMonths as grace months. */
const field = (path) => words(path.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('.', ', ')).toLowerCase();

/** What the arms of an experiment change against its baseline, or which numbers it varies. */
export function armChangesText({ changes = {}, moreChanges = 0 }) {
  const arms = Object.entries(changes).map(([arm, each]) => `${words(arm)}: ${Object.entries(each).slice(0, CHANGES_SHOWN).map(arm === VARIED ? ([path, [from, to]]) => `${pathText(path)} from ${from} to ${to}` : changeText).join(', ')}`
    + (Object.keys(each).length > CHANGES_SHOWN ? ` and ${Object.keys(each).length - CHANGES_SHOWN} more` : ''));
  return [...arms.slice(0, ARMS_SHOWN), ...(arms.length > ARMS_SHOWN || moreChanges > 0 ? ['more'] : [])].join(' · ');
}

/** What a path of a scenario leads to: a policy by its name, a trigger by what it is, and what is within them; others as words. */
export function pathText(path) {
  const [, kind, id, within] = NAMED.exec(path) ?? [];
  if (!id) return field(path);
  return `${kind === 'policies' ? name(id) : `the trigger ${words(id).toLowerCase()}`}${within ? `, ${field(within)}` : ''}`;
}

const shortened = (text) => (text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text);
