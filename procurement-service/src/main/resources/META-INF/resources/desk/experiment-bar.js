// How far an experiment is, and what can be done about it.
import { html, nothing } from 'lit-html';
import { count, duration, percent } from './format.js';

export const KINDS = { comparison: 'Comparison', attribution: 'Attribution', sensitivity: 'Sensitivity' };

/** How far it is, in words. */
export function progressText({ status, progress, runs, planned, etaSeconds }) {
  if (status === 'ordered') return `waiting to begin · ${count(planned)} runs to make`;
  if (status !== 'running') return `${count(runs)} runs`;
  return `${count(runs)} of ${count(planned)} runs · ${percent(progress)}${etaSeconds === null ? '' : ` · about ${duration(etaSeconds)} left`}`;
}

/** The bar of an experiment that goes on. */
export const progressBar = (experiment, cancel) => html`
  <div class="row middle" data-experiment-progress>
    <progress class="grow" max="1" .value=${experiment.progress} aria-label="Progress of the experiment"></progress>
    <span class="number">${progressText(experiment)}</span>
    ${cancel ? html`<button type="button" @click=${cancel}>Cancel</button>` : nothing}
  </div>`;
