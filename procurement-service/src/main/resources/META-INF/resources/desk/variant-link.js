// The variants of a design as its address has them, so that a link brings them back.
import { isMap } from './changes.js';

export const MOST_VARIANTS = 4;
const LONGEST_NAME = 200;
const isVariant = (value) => isMap(value) && typeof value.title === 'string' && value.title.length <= LONGEST_NAME && isMap(value.changes);

/** The variants that an address has, {title, changes} each; null where they cannot be read. */
export function variantsOf(text) {
  let variants;
  try {
    variants = JSON.parse(text);
  } catch {
    return null;
  }
  return Array.isArray(variants) && variants.length >= 1 && variants.length <= MOST_VARIANTS && variants.every(isVariant) ? variants : null;
}

/** What is wrong with the variants that an address has; null where nothing is. */
export const variantsFault = (text) => (variantsOf(text) ? null
  : `cannot be read: it is a JSON list of one to ${MOST_VARIANTS} variants, each {"title": "…", "changes": {"path": value}}`);

/** Variants as an address has them; empty where there is one and nothing is changed in it. */
export function linkOf(variants) {
  const written = variants.map((variant) => ({ title: variant.title, changes: variant.changes() }));
  return written.length === 1 && Object.keys(written[0].changes).length === 0 ? '' : JSON.stringify(written);
}
