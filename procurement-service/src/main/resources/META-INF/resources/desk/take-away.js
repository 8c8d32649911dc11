// What leaves the page: the data of a figure as CSV, and the figure as SVG and PNG. Each carries its title and where it is
// from, since it has to be understood where it arrives.

/**
 * The data of a figure as CSV after RFC 4180: a header, then a row a line. Before them stand notes, each in a line that
 * begins with #.
 */
export function csv({ columns, rows }, notes = []) {
  const said = notes.map((note) => `# ${note.replaceAll(/\s+/g, ' ')}`);
  const text = [...said, ...[columns, ...rows].map((row) => row.map(field).join(','))].join('\r\n');
  return new Blob([text, '\r\n'], { type: 'text/csv' });
}

const field = (value) => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const FAMILY = 'system-ui, sans-serif';
const SIDE = 8;
const GAP = 6;
const TITLE = { size: 14, weight: 600, line: 19, color: 'ink' };
const SAYS = { size: 12, weight: 400, line: 17, color: 'soft' };
const SOURCE = { size: 10.5, weight: 400, line: 14, color: 'soft' };

const ruler = document.createElement('canvas').getContext('2d');

/** A text in lines that are no wider than the room, in pixels. What has no blank, such as an address, is cut where it must be. */
function wrapped(text, { size, weight }, room) {
  ruler.font = `${weight} ${size}px ${FAMILY}`;
  const fits = (line) => ruler.measureText(line).width <= room;
  const lines = [];
  for (const word of text.split(' ')) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (fits(longer)) {
      lines[Math.max(0, lines.length - 1)] = longer;
      continue;
    }
    let rest = word;
    while (!fits(rest) && rest.length > 1) {
      let letters = rest.length - 1;
      while (letters > 1 && !fits(rest.slice(0, letters))) letters--;
      lines.push(rest.slice(0, letters));
      rest = rest.slice(letters);
    }
    lines.push(rest);
  }
  return lines;
}

/** Paragraphs below each other from a height on: {svg, bottom}. */
function written(paragraphs, from, width, colors) {
  let bottom = from;
  const svg = paragraphs.flatMap(({ text, style }) => wrapped(text, style, width - 2 * SIDE).map((line) => {
    bottom += style.line;
    return `<text x="${SIDE}" y="${bottom - style.line / 4}" font-family="${FAMILY}" font-size="${style.size}" font-weight="${style.weight}" fill="${colors[style.color]}">${escaped(line)}</text>`;
  }));
  return { svg: svg.join(''), bottom };
}

/**
 * A drawing below its title and what it says, and above where it is from: {svg, width, height}.
 *
 * @param drawing {svg, width, height}
 * @param source where it is from, a line each
 */
export function titled({ svg, width, height }, { title, says, source, colors }) {
  const head = written([{ text: title, style: TITLE }, { text: says, style: SAYS }], GAP, width, colors);
  const foot = written(source.map((text) => ({ text, style: SOURCE })), head.bottom + height + 2 * GAP, width, colors);
  const whole = foot.bottom + GAP;
  return { width, height: whole, svg: [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" role="img">`,
    `<title>${escaped(title)}</title><desc>${escaped([says, ...source].join(' '))}</desc>`,
    `<rect width="100%" height="100%" fill="${colors.paper}"/>`, head.svg,
    `<g transform="translate(0 ${head.bottom + GAP})">`, svg, '</g>', foot.svg, '</svg>'].join('') };
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A drawing as a file. */
export const svgOf = ({ svg }) => new Blob([svg], { type: 'image/svg+xml' });

/** A picture of a drawing, at twice its size. */
export async function pngOf({ svg, width, height }) {
  const image = new Image();
  image.src = URL.createObjectURL(svgOf({ svg }));
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
