// What a field of a policy means, said by the schema of its instrument.
import { catalogue } from './policy-form.js';

const indentOf = (line) => line.search(/\S/);
const keyOf = (line) => /^\s*["']?([A-Za-z][\w-]*)["']?\s*:/.exec(line)?.[1] ?? null;

/** The lines above one that it lies in, and itself, from the outside. */
function path(lines, at) {
  const keys = [];
  let indent = Infinity;
  for (let i = at; i >= 0; i--) {
    if (lines[i].trim() === '' || lines[i].trim().startsWith('#') || indentOf(lines[i]) >= indent) continue;
    const key = keyOf(lines[i]);
    if (key) keys.unshift({ key, line: i });
    indent = indentOf(lines[i]);
  }
  return keys;
}

/** The instrument of the policy whose line that is. */
function instrumentOf(lines, { line }) {
  for (let i = line + 1; i < lines.length && (lines[i].trim() === '' || indentOf(lines[i]) > indentOf(lines[line])); i++) {
    if (keyOf(lines[i]) === 'instrument') return lines[i].split(':')[1].trim();
  }
  return null;
}

/**
 * What stands in the schema of the field at a place of a document; null where it says nothing.
 *
 * @param text the document
 * @param place of the cursor in it
 */
export async function schemaHelp(text, place) {
  const lines = text.split('\n');
  const at = text.slice(0, place).split('\n').length - 1;
  const keys = path(lines, at);
  if (keys[0]?.key !== 'policies' || keys.length < 2) return null;
  const entry = (await catalogue()).find(({ type }) => type === instrumentOf(lines, keys[1]));
  if (!entry) return null;
  if (keys.length === 2 || keys[2].key === 'instrument') return `${entry.title}: ${entry.does}`;
  const field = entry.schema.properties[keys[2].key];
  if (!field) return `“${keys[2].key}” is no field of ${entry.title}. It has ${Object.keys(entry.schema.properties).join(', ')}.`;
  const { description = '', minimum, maximum, default: usual, enum: words } = field;
  const range = minimum !== undefined && maximum !== undefined ? ` From ${minimum} to ${maximum}.` : '';
  const one = words ? ` One of ${words.join(', ')}.` : '';
  return `${keys[2].key}: ${description}${range}${one}${usual === undefined ? '' : ` Where it is left out: ${JSON.stringify(usual)}.`}`;
}
