// Fields for months and numbers. Browsers' own differ: some show a month as plain text, and drop or change what they
// cannot read. Here what is typed stays as it was typed, and where it cannot be read, the field says so.
import { html, nothing } from 'lit-html';
import { isMonth } from './format.js';

/** What is wrong with a month as it was typed; null for nothing. From the first to the last, where those are given. */
export function monthFault(text, { first, last, optional = false } = {}) {
  if (text === '' && optional) return null;
  const how = `write 2021-09 for September 2021.${first ? ` The run has ${first} to ${last}.` : ''}`;
  if (text === '') return `A month is missing: ${how}`;
  if (!isMonth(text)) return `“${text}” is no month: ${how}`;
  if (first && (text < first || text > last)) return `${text} is outside the run, which has ${first} to ${last}.`;
  return null;
}

/** Whether a text can be the id of something new. */
export const isId = (text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

const WHOLE = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads a number as it was typed. Whole ones are written in digits alone, so that none is rounded on its way.
 *
 * @returns {{value: number}|{fault: string}}
 */
export function numberOf(text, { whole = false, min, max } = {}) {
  if (text === '') return { fault: 'A number is missing.' };
  if (whole && !WHOLE.test(text)) return { fault: `“${text}” is no whole number: write it in digits alone, such as 42.` };
  if (!DECIMAL.test(text)) return { fault: `“${text}” is no number: write it with digits and a point, such as 0.5.` };
  const value = Number(text);
  const [least, most] = [min ?? (whole ? Number.MIN_SAFE_INTEGER : -Infinity), max ?? (whole ? Number.MAX_SAFE_INTEGER : Infinity)];
  const inside = whole ? BigInt(text.replace('+', '')) >= BigInt(least) && BigInt(text.replace('+', '')) <= BigInt(most)
    : Number.isFinite(value) && value >= least && value <= most;
  if (!inside) return { fault: `${text} is not from ${least} to ${most}.` };
  return { value };
}

/**
 * A field with its label, and below it what is wrong with what was typed.
 *
 * @param text what stands in it
 * @param fault what is wrong with that, or null
 * @param note what else is to be known of it
 * @param change gets what was typed, without blanks around it
 */
export const entry = ({ label, text, fault = null, note = null, change, disabled = false, kind = 'text', hint = '', title = '', data = '' }) => {
  const told = (event) => change(event.target.value.trim());
  // What is being mended is looked at with each letter: nothing moves away under the next click.
  return html`
  <span class="entry ${kind}">
    <label title=${title || nothing}>${label}
      <input type="text" inputmode=${kind === 'number' ? 'decimal' : 'text'} autocomplete="off" spellcheck="false" placeholder=${hint || nothing} .value=${text}
        ?disabled=${disabled} aria-invalid=${fault ? 'true' : 'false'} data-field=${data || nothing} @change=${told} @input=${fault ? told : nothing}></label>
    ${fault ? html`<span class="fault" role="alert">${fault}</span>` : note ? html`<span class="soft">${note}</span>` : nothing}
  </span>`;
};

/** A field for a month. */
export const monthEntry = (field) => entry({ kind: 'month', hint: 'YYYY-MM', data: 'month', ...field });

/** Puts the cursor into the first field with a fault. */
export const goToFault = (root) => root.querySelector('input[aria-invalid="true"]')?.focus();
