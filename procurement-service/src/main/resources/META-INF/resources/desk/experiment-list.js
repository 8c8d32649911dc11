// Experiments to choose from, each told apart by what it asks, how far it is, and when it was ordered.
import { html, nothing } from 'lit-html';
import { KINDS, progressText } from './experiment-bar.js';
import { over } from './experiment-feed.js';
import { when } from './format.js';
import { PagedList } from './paged-list.js';
import { address } from './route.js';
import { armChangesText } from './run-list.js';

const ASK_EVERY_MS = 2_000;
const ASK_OVER_EVERY_MS = 8_000;

export class ExperimentList extends PagedList {
  /**
   * @param redraw is called whenever the list is to be drawn again
   * @param more what {@link PagedList} takes: limit, asked and told
   */
  constructor(redraw, more) {
    super(redraw, {
      path: 'api/experiments',
      items: 'experiments',
      search: 'title, name, kind, change, id',
      row,
      empty: ({ q, after }) => (q ? 'No experiment is like that.' : after ? 'There is no older experiment.' : 'None yet. Order one, and it appears here.'),
      everyMs: ({ items }) => (items.every(over) ? ASK_OVER_EVERY_MS : ASK_EVERY_MS),
      ...more,
    });
  }
}

const row = (each) => html`<li data-experiment-row=${each.id}><a href=${address(['experiments', each.id])}>
  <strong>${each.title}</strong>
  <span><span class="chip">${KINDS[each.kind] ?? each.kind}</span> <span class="chip ${each.status}">${each.status}</span>
    <span class="number">${progressText(each)}</span></span>
  ${over(each) ? nothing : html`<progress max="1" .value=${each.progress} aria-label="Progress of ${each.title}"></progress>`}
  ${armChangesText(each) ? html`<span data-changes>${armChangesText(each)}</span>` : nothing}
  ${each.error ? html`<span class="fault">${each.error}</span>` : nothing}
  <span class="soft"><time datetime=${each.orderedAt}>${when(each.orderedAt)}</time> · ${each.name} · ${each.id}</span></a></li>`;
