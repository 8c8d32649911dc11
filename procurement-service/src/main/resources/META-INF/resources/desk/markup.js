// What ECharts takes as HTML: tooltips. People wrote the names that stand in them, so nothing is markup but what is
// written here as such.

class Markup {
  constructor(html) {
    this.html = html;
  }
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };

const written = (value) => (value instanceof Markup ? value.html : String(value ?? '').replace(/[&<>"']/g, (letter) => ESCAPES[letter]));

/** HTML with values in it: text, or markup from here. */
export const markup = (strings, ...values) => new Markup(strings.reduce((html, text, i) => html + written(values[i - 1]) + text));

/** The coloured dot that ECharts gives for a series, which is HTML of its own. */
export const dot = ({ marker }) => new Markup(marker);

/** Lines below each other. */
export const lines = (all) => new Markup(all.map(written).join('<br>'));

/** A formatter of a tooltip: what it is given answers with markup or text. */
export const tooltip = (says) => (...args) => written(says(...args));
