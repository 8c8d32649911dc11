// What a run is doing, and what can be asked of it.
import { html, nothing } from 'lit-html';
import { get } from './api.js';
import { titleOf } from './arms.js';
import { duration, percent, sentence } from './format.js';
import { resultOf } from './result-link.js';
import { address, current } from './route.js';
import { auditChip, auditProblem, stalledText } from './soundness.js';
import { save } from './take-away.js';

/** What a run is, in a line. */
export const runWords = (run) => html`<a href=${address(['runs', run.id])}>${titleOf(run)}</a> · ${run.scenario}${run.arm ? ` / ${run.arm}` : ''} · seed ${run.seed} · ${run.id} · ${run.status} ${run.month ?? ''} ${auditChip(run)}`;

/** Which run a view is of. */
export const runLine = (run) => html`<p class="soft">${runWords(run)}</p>${auditProblem(run)}`;

/**
 * @param feed of the run
 * @param control what can be asked of it
 * @param told gets the failure of a request, and null before each
 */
export function runBar(feed, control, told) {
  const { run } = feed;
  const takeScenario = async () => {
    told(null);
    try {
      const text = await get(`${feed.path}/scenario`, { accept: 'application/yaml' });
      save(`${run.id}.yaml`, new Blob([text], { type: 'application/yaml' }));
    } catch (failure) {
      told(failure);
    }
  };
  const left = feed.secondsLeft();
  return html`
    <div class="card view">
      <div class="row middle">
        <div class="grow"><h1>${titleOf(run)}</h1>
          <div class="soft">${run.scenario}${run.arm ? ` / ${run.arm}` : ''} · seed ${run.seed} · ${run.shards} shards · ${run.id}
            ${run.fork ? html` · fork of <a href=${address(['runs', run.fork.run])}>${run.fork.run}</a> from ${run.fork.from}` : nothing}
            ${run.digest ? html` · digest <code title=${run.digest}>${run.digest.slice(0, 8)}</code> ${auditChip(run)}` : nothing}
            <button type="button" class="quiet" @click=${takeScenario}>Scenario as YAML</button></div>
        </div>
        ${run.status === 'finished' ? html`<a class="button" data-to-result href=${resultOf(run.id, current().query)}>Read the result</a>` : nothing}
        <span class="chip ${run.status}" data-status=${run.status}>${run.status}</span>
      </div>
      <div class="row middle">
        <progress class="grow" max="1" .value=${run.progress} aria-label="Progress of the run"></progress>
        <span class="number" data-progress>${run.month ?? 'not begun'}${run.status === 'finished' ? '' : ` · ${percent(run.progress)}`}${left === null ? '' : ` · about ${duration(left)} left`}</span>
      </div>
      ${auditProblem(run)}
      ${run.stalled ? html`<p class="problem" role="status" data-stalled>${stalledText(run.stalled)}</p>` : nothing}
      ${run.error ? html`<div class="problem" role="alert">${run.status === 'cancelled' ? html`<strong>${sentence(run.error)}</strong>` : html`<strong>Failed</strong> ${run.error}`}</div>` : nothing}
      ${control.template()}
    </div>`;
}
