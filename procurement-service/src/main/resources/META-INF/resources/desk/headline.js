import { html, nothing } from 'lit-html';
import { count, name, percent, signedPercent } from './format.js';

const TENDER_BY_TENDER = `Tender by tender: the awards that policy touched, beside what the same tenders would have cost if today's holders had
  been asked without policy. A move back that policy spares counts as saved. What policy makes all buyers pay for moves stands in Compare.`;

/** A run in a few figures, as the API sums it up: of the whole market and all months so far. */
export function headline({ headline: figures }) {
  if (!figures) return html``;
  const { leader } = figures.running;
  const one = (label, value, unit) => html`<div><dt>${label}</dt><dd>${value} <small>${unit}</small></dd></div>`;
  return html`
    <p class="soft says">All buyers, so far</p>
    <dl class="kpis" aria-label="The whole market so far">
      ${one('Awards', count(figures.awards), 'contracts')}
      ${one('Displaced', count(figures.displaced), 'by policy')}
      ${one('Moved', count(figures.migrations), 'to another cloud')}
      ${one('Complaints', count(figures.complaints), 'filed')}
      ${one('Price by policy', figures.pricePremium === null ? '–' : signedPercent(figures.pricePremium), 'tender by tender')}
      ${one('Moves by policy', figures.portingPremium === null ? '–' : signedPercent(figures.portingPremium), 'of a year, tender by tender')}
      ${one('Leader', leader ? name(leader.provider) : '–', leader ? percent(leader.share) : '')}
    </dl>
    ${figures.pricePremium === null ? nothing : html`<p class="soft says">${TENDER_BY_TENDER}</p>`}`;
}
