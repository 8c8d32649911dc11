import { html } from 'lit-html';
import { count, name, percent, signedPercent } from './format.js';

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
      ${one('Price of policy', figures.pricePremium === null ? '–' : signedPercent(figures.pricePremium), 'where it acted')}
      ${one('Moves by policy', figures.portingPremium === null ? '–' : signedPercent(figures.portingPremium), 'of a year, once')}
      ${one('Leader', leader ? name(leader.provider) : '–', leader ? percent(leader.share) : '')}
    </dl>`;
}
