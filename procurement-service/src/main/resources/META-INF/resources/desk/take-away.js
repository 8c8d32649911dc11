/** The data of a figure as CSV after RFC 4180: a header, then a row a line. */
export function csv({ columns, rows }) {
  const text = [columns, ...rows].map((row) => row.map(field).join(',')).join('\r\n');
  return new Blob([text, '\r\n'], { type: 'text/csv' });
}

const field = (value) => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Saves a file as a download would. */
export function save(file, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file;
  link.click();
  // A browser may read it a moment later.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
