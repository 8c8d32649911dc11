/**
 * Cuts a text/event-stream into events. Feed it text as it comes; it keeps what is not whole yet.
 *
 * @param each gets {type, data, id} of each event
 */
export function eventReader(each) {
  let rest = '';
  return function feed(text) {
    rest += text;
    let from = 0;
    for (let end; (end = rest.indexOf('\n\n', from)) >= 0; from = end + 2) {
      const event = parse(rest.slice(from, end));
      if (event) each(event);
    }
    rest = rest.slice(from);
  };
}

function parse(block) {
  let type = 'message';
  let data = '';
  let id = null;
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const field = line.slice(0, colon);
    const value = line[colon + 1] === ' ' ? line.slice(colon + 2) : line.slice(colon + 1);
    if (field === 'event') type = value;
    else if (field === 'data') data += data ? `\n${value}` : value;
    else if (field === 'id') id = value;
  }
  return data ? { type, data, id } : null;
}
