/** The data of a figure as CSV after RFC 4180: a header, then a row a line. */
export function csv({ columns, rows }) {
  const text = [columns, ...rows].map((row) => row.map(field).join(',')).join('\r\n');
  return new Blob([text, '\r\n'], { type: 'text/csv' });
}

const field = (value) => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** What stands above a picture that is taken away: it has to be understood where it arrives. */
export const TITLE_PIXELS = 48;

const PIXELS_PER_LETTER = 7.2;

/** A drawing under its title and what it says, as SVG. */
export function titled(svg, { title, says, width, height, colors }) {
  const line = (text, y, style) =>
    `<text x="8" y="${y}" font-family="system-ui, sans-serif" ${style}${text.length * PIXELS_PER_LETTER > width ? ` textLength="${width - 16}" lengthAdjust="spacingAndGlyphs"` : ''}>${escaped(text)}</text>`;
  return new Blob([`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + TITLE_PIXELS}" viewBox="0 0 ${width} ${height + TITLE_PIXELS}">`,
    `<rect width="100%" height="100%" fill="${colors.paper}"/>`,
    line(title, 19, `font-size="14" font-weight="600" fill="${colors.ink}"`), line(says, 38, `font-size="12" fill="${colors.soft}"`),
    `<g transform="translate(0 ${TITLE_PIXELS})">`, svg, '</g></svg>'], { type: 'image/svg+xml' });
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A picture of a drawing, at twice its size. */
export async function pngOf(svg, width, height) {
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((taken) => canvas.toBlob(taken, 'image/png'));
}

/** Saves a file as a download would. */
export function save(file, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file;
  link.click();
  // A browser may read it a moment later.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
