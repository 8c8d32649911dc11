// Colours. Hue says the ownership, lightness the provider: the four hues are Okabe and Ito's, which people with any
// colour blindness tell apart, and every area has an edge besides.

const SHADES = {
  state: ['#d55e00', '#f08a3c', '#a84300', '#f7b27a', '#7d3200', '#ffcf9e', '#b8860b'],
  private: ['#0072b2', '#4fa3d9', '#00507d', '#8cc6ea', '#b9d3e4', '#1c8ac9', '#003554', '#6f9fbe', '#d8e6ef'],
  foreign: ['#cc79a7', '#a34f80', '#e3a8c9', '#7a335c', '#f0cfe1'],
  'in-house': ['#009e73', '#4cc9a4', '#00694c'],
};

export const OWNERSHIPS = ['state', 'in-house', 'private', 'foreign'];

// For what is no provider: segments and cities.
const OTHERS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#7a6fd0', '#8c8c8c', '#b5a400', '#5b3a1e'];

export const ownershipColor = (ownership) => SHADES[ownership]?.[0] ?? '#8c8c8c';

/**
 * A colour for every id, in the order in which they are stacked. A provider has the same one in every chart of a run.
 *
 * @param by provider, ownership, segment or city
 * @param providers of the run's scenario
 */
export function paletteOf(by, ids, providers) {
  if (by === 'ownership') {
    return new Map([...ids].sort((a, b) => rank(a) - rank(b)).map((id) => [id, ownershipColor(id)]));
  }
  if (by === 'provider') {
    const known = colorsOf(providers);
    const order = [...known.keys()];
    return new Map([...ids].sort((a, b) => order.indexOf(a) - order.indexOf(b)).map((id) => [id, known.get(id) ?? '#8c8c8c']));
  }
  return new Map([...ids].map((id, i) => [id, OTHERS[i % OTHERS.length]]));
}

/** Providers by ownership, each of an ownership in a shade of its own; first a city's own, which policies are about. */
function colorsOf(providers) {
  const colors = new Map();
  const everywhere = (id) => (Array.isArray(providers[id].cities) ? 0 : 1);
  for (const ownership of OWNERSHIPS) {
    Object.keys(providers).filter((id) => providers[id].ownership === ownership)
      .sort((a, b) => everywhere(a) - everywhere(b))
      .forEach((id, i) => colors.set(id, SHADES[ownership][i % SHADES[ownership].length]));
  }
  return colors;
}

const rank = (ownership) => {
  const at = OWNERSHIPS.indexOf(ownership);
  return at < 0 ? OWNERSHIPS.length : at;
};

// Viridis: even steps in every kind of sight.
const STEPS = ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'];

/** From little to much: much is what stands out from the page. */
export const scale = ({ dark }) => (dark ? STEPS : STEPS.toReversed());

/** The colours of the page as they are now, for what is drawn on a canvas. */
export function pageColors() {
  const style = getComputedStyle(document.documentElement);
  const of = (property) => style.getPropertyValue(property).trim();
  const dark = style.colorScheme === 'dark';
  return { dark, ink: of('--ink'), soft: of('--ink-soft'), line: of('--line'), paper: of('--paper'), accent: of('--accent') };
}
