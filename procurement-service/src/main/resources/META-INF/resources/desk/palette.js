// Colours. Hue says the ownership, lightness the provider: the four hues are Okabe and Ito's, which people with any
// colour blindness tell apart, and every area has an edge besides.

const SHADES = {
  state: ['#d55e00', '#f08a3c', '#a84300', '#f7b27a', '#7d3200', '#ffcf9e', '#b8860b'],
  private: ['#0072b2', '#4fa3d9', '#00507d', '#8cc6ea', '#b9d3e4', '#1c8ac9', '#003554', '#6f9fbe', '#d8e6ef'],
  foreign: ['#cc79a7', '#a34f80', '#e3a8c9', '#7a335c', '#f0cfe1'],
  'in-house': ['#009e73', '#4cc9a4', '#00694c'],
};

export const OWNERSHIPS = ['state', 'in-house', 'private', 'foreign'];

// For what is no provider: segments and cities. No two alike, and none of them grey.
const OTHERS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#7a6fd0', '#b5a400'];

/** Of those that have no colour of their own, since there are more of them than colours. */
export const REST = '#8c8c8c';

export const ownershipColor = (ownership) => SHADES[ownership]?.[0] ?? REST;

/**
 * A colour for every id, in the order in which they are stacked. Where there are more ids than colours, the largest have
 * colours of their own, and all others come last, in grey. A provider has the same one in every chart of a view.
 *
 * @param by provider, ownership, segment or city
 * @param providers of the run's scenario
 * @param sizeOf how much an id is to be seen
 */
export function paletteOf(by, ids, providers, sizeOf) {
  if (by === 'ownership') {
    return new Map([...ids].sort((a, b) => rank(a) - rank(b)).map((id) => [id, ownershipColor(id)]));
  }
  const largest = [...ids].sort((a, b) => sizeOf(b) - sizeOf(a));
  if (by !== 'provider') {
    const named = ids.length > OTHERS.length ? largest.slice(0, OTHERS.length) : [...ids];
    return new Map([...named, ...largest.filter((id) => !named.includes(id))].map((id, i) => [id, OTHERS[i] ?? REST]));
  }
  const known = colorsOf(providers, largest);
  const order = [...known.keys()];
  const place = (id) => (known.get(id) ?? REST) === REST ? order.length : order.indexOf(id);
  return new Map([...ids].sort((a, b) => place(a) - place(b)).map((id) => [id, known.get(id) ?? REST]));
}

/** Providers by ownership, each of an ownership in a shade of its own; first a city's own, which policies are about. */
function colorsOf(providers, largest) {
  const colors = new Map();
  const everywhere = (id) => (Array.isArray(providers[id].cities) ? 0 : 1);
  for (const ownership of OWNERSHIPS) {
    const shades = SHADES[ownership];
    const all = Object.keys(providers).filter((id) => providers[id].ownership === ownership).sort((a, b) => everywhere(a) - everywhere(b));
    const named = all.length > shades.length ? all.filter((id) => largest.filter((each) => all.includes(each)).slice(0, shades.length).includes(id)) : all;
    all.forEach((id) => colors.set(id, shades[named.indexOf(id)] ?? REST));
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

/** The colours of the page in daylight, for what is printed or taken away as a page. */
export function lightColors() {
  const root = document.documentElement;
  const chosen = root.dataset.theme;
  root.dataset.theme = 'light';
  const colors = pageColors();
  if (chosen) root.dataset.theme = chosen;
  else delete root.dataset.theme;
  return colors;
}

/** The colours of the page as they are now, for what is drawn on a canvas. */
export function pageColors() {
  const style = getComputedStyle(document.documentElement);
  const of = (property) => style.getPropertyValue(property).trim();
  const dark = style.colorScheme === 'dark';
  return { dark, ink: of('--ink'), soft: of('--ink-soft'), line: of('--line'), paper: of('--paper'), accent: of('--accent') };
}
