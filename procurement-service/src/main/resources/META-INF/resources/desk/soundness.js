// What is to be known of a run before its result is believed: whether it moves, and whether what is stored of it still
// gives its digest.
import { html, nothing } from 'lit-html';
import { when } from './format.js';

/** Of a run in a list: that it does not move. */
export const stalledChip = ({ stalled }) => (stalled
  ? html`<span class="chip failed" data-stalled title=${stalledText(stalled)}>stalled</span>` : nothing);

/** Since when a run does not move, and what it waits for. */
export const stalledText = ({ since, waitingFor }) => `The run has not moved since ${when(since)}: it waits for ${waitingFor}.`;

/** What came of adding up anew what is stored of a finished run. */
export function auditChip({ audit }) {
  if (audit?.state === 'different') {
    return html`<span class="chip failed" data-audit="different" title=${auditText(audit)}>audit failed</span>`;
  }
  if (audit?.state === 'equal') {
    return html`<span class="chip" data-audit="equal" title=${auditText(audit)}>audit passed</span>`;
  }
  return audit?.state === 'pending'
    ? html`<span class="chip" data-audit="pending" title="What is stored of the run is added up anew in a moment.">audit pending</span>` : nothing;
}

const auditText = ({ state, at, detail }) => (state === 'different'
  ? `What is stored of the run is not what its digest says${detail ? `: ${detail}` : ''}. Looked at ${when(at)}.`
  : `What is stored of the run gives its digest. Looked at ${when(at)}.`);

/** Says in full that a run's result is not to be believed; nothing where it is. */
export const auditProblem = ({ id, audit }) => (audit?.state === 'different'
  ? html`<div class="problem" role="alert" data-audit-problem><strong>The audit of ${id} found a difference</strong><p>${auditText(audit)} Do not rely on what is shown of it.</p></div>`
  : nothing);
