// A number that stands by itself: its unit, what it means where the pointer or the keyboard is on its name, and where it
// is from.
import { html } from 'lit-html';
import { urlOf } from './api.js';

/** A name that says what it means. */
export const explained = (text, means) => html`<abbr tabindex="0" title=${means}>${text}</abbr>`;

/** Where a number is from: the address of the API that answers with it. */
export const source = (path, of) => html`<a class="source-link" href=${urlOf(path)} aria-label="Source of ${of}: ${path}" title=${path}>source</a>`;

/**
 * Numbers as a table: of this pair of runs, and of many pairs where those are known.
 *
 * @param rows {id, label, means, value, mean, path}: value and mean are text with their units; mean is empty where nobody has
 *     measured it
 * @param many what the column of many pairs is called; empty where there is none
 */
export const factTable = (rows, { caption, one, many }) => html`
  <div class="scroll" tabindex="0" role="region" aria-label=${caption}><table data-facts class="cards">
    <thead><tr><th scope="col" class="text">${caption}</th><th scope="col">${one}</th>${many ? html`<th scope="col">${many}</th>` : ''}<th scope="col">Where from</th></tr></thead>
    <tbody>${rows.map(({ id, label, means, value, mean, path }) => html`<tr data-fact=${id}><th scope="row">${explained(label, means)}</th>
      <td data-value data-of=${one}>${value}</td>${many ? html`<td data-mean data-of=${many}>${mean || html`<span class="soft">not measured</span>`}</td>` : ''}
      <td>${source(path, label)}</td></tr>`)}</tbody>
  </table></div>`;

/**
 * Numbers as bars on one scale, to both sides of nothing.
 *
 * @param rows {id, label, value, text, note}: value draws the bar, text says it
 */
export function factBars(rows, title) {
  const most = Math.max(1e-12, ...rows.map(({ value }) => Math.abs(value)));
  const signed = rows.some(({ value }) => value < 0);
  const part = (value) => (Math.abs(value) / most) * (signed ? 50 : 100);
  const start = (value) => (signed ? (value < 0 ? 50 - part(value) : 50) : 0);
  return html`<ul class="bars" aria-label=${title}>${rows.map(({ id, label, value, text, note = '' }) => html`<li data-bar-of=${id}>
    <span class="named">${label}</span>
    <span class="drawn" aria-hidden="true"><span class=${value < 0 ? 'loses' : 'gains'} style="left:${start(value)}%;width:${part(value)}%"></span></span>
    <span class="number">${text}${note ? html` <span class="soft">${note}</span>` : ''}</span></li>`)}</ul>`;
}
