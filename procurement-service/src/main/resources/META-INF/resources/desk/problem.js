import { html, nothing } from 'lit-html';
import { ApiProblem, ConnectionLost } from './api.js';
import { Misread } from './parameters.js';

/**
 * What went wrong and what to do about it: every fault that the service named, at its place.
 *
 * @param over whether what was asked of is over, so that nothing more is to come
 */
export function problem(failure, again, over = false) {
  if (failure instanceof ConnectionLost) {
    return box('The service does not answer.', [], 'See that ./run is still up; what you see here stays.', again);
  }
  if (failure instanceof ApiProblem) {
    const { detail, errors } = failure.problem;
    return box(titleOf(failure), [...(detail ? [{ pointer: '', detail }] : []), ...errors], advice(failure, over), again);
  }
  if (failure instanceof Misread) return misread(failure.faults);
  // A fault of the page itself: say so, and leave its trace where developers look.
  console.error(failure);
  return box('The page made a mistake.', [{ pointer: '', detail: String(failure?.message ?? failure) }], 'Reload the page.', again);
}

/** What a service said against a question, in a few words. */
export const refusal = (service, failure) => (failure instanceof ConnectionLost ? `${service} does not answer just now`
  : failure.message);

/** What is wrong with an input is the reader's to mend: the title says so. */
const titleOf = ({ message, problem: { type } }) => (type?.endsWith(':invalid-input') ? 'Please fix' : message);

function advice(failure, over) {
  if (failure.retryAfterSeconds) return `Try again in ${failure.retryAfterSeconds} s.`;
  if (failure.problem.type?.endsWith(':unknown-tender')) return over ? 'The run is over, so none is to come.' : 'Its month may not be whole yet: try again in a moment.';
  if (failure.status === 404) return 'It may have been deleted; choose another.';
  if (failure.status === 400) return 'Correct what is named, and send it again.';
  return '';
}

/** What of the address cannot be shown, and that nothing else was shown in its place. */
export const misread = (faults, ...ways) => html`
  <div class="problem" role="alert" data-misread>
    <strong>This address cannot be shown as it is</strong>
    <ul>${faults.map((fault) => html`<li>${fault}</li>`)}</ul>
    ${ways.length ? html`<p>${ways}</p>` : nothing}
  </div>`;

const box = (title, errors, what, again) => html`
  <div class="problem" role="alert">
    <strong>${title}</strong>
    ${errors.length
      ? html`<ul>${errors.map(({ pointer, detail }) => html`<li>${pointer ? html`<code>${pointer}</code> ` : nothing}${detail}</li>`)}</ul>`
      : nothing}
    ${what ? html`<p>${what}</p>` : nothing}
    ${again ? html`<button type="button" @click=${again}>Try again</button>` : nothing}
  </div>`;
