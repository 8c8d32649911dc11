// The page as one file: it opens anywhere, needs no network and runs no script. Charts are drawings in it, with their numbers
// below them; what only works here is left out.
import { html, render } from 'lit-html';
import { figureOf } from './chart.js';
import { when } from './format.js';
import { save } from './take-away.js';

const FORMS = 'button, input, textarea, select, progress, .live-only, .on-screen, .printed, [role="search"], .tools';

/** Saves what a part of the page shows. */
export function savePage(root) {
  const file = `${location.hash.replace(/[?].*$/, '').replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'questions'}.html`;
  save(file, new Blob([pageOf(root)], { type: 'text/html' }));
}

/** A part of the page as a whole document. */
export function pageOf(root) {
  const copy = root.cloneNode(true);
  const parts = (selector) => [...copy.querySelectorAll(selector)];
  // Fields say what is chosen in them, and charts are drawn, while each still stands at the place of its original.
  drawCharts(root, parts('.canvas'));
  writeFields(root, copy);
  parts(FORMS).forEach((part) => part.remove());
  parts('a[href]').forEach((link) => link.setAttribute('href', link.href));
  parts('[tabindex]').forEach((part) => part.removeAttribute('tabindex'));
  comments(copy).forEach((comment) => comment.remove());
  return `<!doctype html>
<html lang="en" data-theme="light" class="saved">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.title)}</title>
<style>${styles().replaceAll('</', '<\\/')}</style></head>
<body><main>${copy.innerHTML}
<footer class="soft"><p>Saved on ${escaped(when(new Date()))} from <a href="${escaped(location.href)}">${escaped(location.href)}</a>.</p></footer></main></body></html>
`;
}

function drawCharts(root, copies) {
  [...root.querySelectorAll('.canvas')].forEach((canvas, i) => {
    // What is read as a table stays one.
    const shown = canvas.hidden ? null : figureOf(canvas)?.onPaper();
    const place = document.createElement('div');
    if (shown) {
      place.className = 'picture';
      render(html`<details><summary>Numbers</summary>${shown.table}</details>`, place);
      place.insertAdjacentHTML('afterbegin', shown.svg);
      place.firstElementChild.setAttribute('role', 'img');
      place.firstElementChild.setAttribute('aria-label', canvas.getAttribute('aria-label'));
    }
    copies[i].replaceWith(place);
  });
}

/** What is chosen or typed, beside its label. */
function writeFields(root, copy) {
  const fields = (of) => [...of.querySelectorAll('label :is(input, select)')];
  const copies = fields(copy);
  fields(root).forEach((field, i) => {
    const text = field.type === 'checkbox' ? (field.checked ? 'yes: ' : 'no: ') : field.selectedOptions?.[0]?.text ?? field.value;
    copies[i].before(Object.assign(document.createElement('strong'), { textContent: text }));
  });
}

function comments(part) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

const styles = () => [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]).map(({ cssText }) => cssText).join('\n');

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
