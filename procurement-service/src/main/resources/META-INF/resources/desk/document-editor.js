// A document that is written in the page: its lines are numbered, and those with faults are marked while one types.
import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

const indentOf = (line) => line.search(/\S/);

/** Whether a line has a key, at its beginning or in braces. */
const keyAt = (line, key) => new RegExp(`(^|[\\s{,"'-])${key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']?\\s*:`).test(line);

/**
 * The line that a JSON pointer means in YAML or JSON as people write it: that of the last of its names that is there.
 *
 * @returns {number} from 0 on; −1 for the document as a whole
 */
export function lineOf(text, pointer) {
  const lines = text.split('\n');
  let [at, indent] = [-1, -1];
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const here = at >= 0 && keyAt(lines[at].slice(lines[at].indexOf(':') + 1), key);
    if (here) continue;
    let found = -1;
    let outermost = Infinity;
    for (let i = at + 1; i < lines.length; i++) {
      const line = lines[i];
      if (line.trim() === '' || line.trim().startsWith('#')) continue;
      if (at >= 0 && indentOf(line) <= indent) break;
      // Of several the one that lies least deep is meant.
      if (keyAt(line, key) && indentOf(line) < outermost) [found, outermost] = [i, indentOf(line)];
    }
    if (found < 0) break;
    [at, indent] = [found, indentOf(lines[found])];
  }
  return at;
}

/**
 * The field.
 *
 * @param faults {pointer, detail} each
 * @param change gets the text whenever it changes
 */
export function documentField({ label, text, faults, change }) {
  const lines = text.split('\n');
  const marked = Map.groupBy(faults, ({ pointer }) => lineOf(text, pointer));
  const scrolled = ({ target }) => { target.previousElementSibling.scrollTop = target.scrollTop; };
  return html`
    <div class="document">
      <label for="document">${label}</label>
      <div class="lines">
        <ol aria-hidden="true">${lines.map((_, i) => html`<li class=${marked.has(i) ? 'faulty' : ''}>${i + 1}</li>`)}</ol>
        <textarea id="document" spellcheck="false" autocomplete="off" autocapitalize="off" wrap="off" rows="18" aria-invalid=${faults.length ? 'true' : 'false'}
          aria-describedby="document-faults" .value=${live(text)} @scroll=${scrolled} @input=${(event) => change(event.target.value)}></textarea>
      </div>
      <div id="document-faults" role="status" data-faults>${faults.length === 0 ? nothing : html`<ul>${faults.map(({ pointer, detail }) => {
        const line = lineOf(text, pointer);
        return html`<li class="fault">${line >= 0 ? html`<button type="button" class="link" @click=${() => goTo(line)}>Line ${line + 1}</button> ` : nothing}<code>${pointer || 'document'}</code> ${detail}</li>`;
      })}</ul>`}</div>
    </div>`;
}

/** Puts the cursor on a line. */
function goTo(line) {
  const field = document.getElementById('document');
  const lines = field.value.split('\n');
  const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + lines[line].length);
  field.scrollTop = (line - 3) * (field.scrollHeight / lines.length);
}
