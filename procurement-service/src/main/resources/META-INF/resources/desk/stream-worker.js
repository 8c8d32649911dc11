// Reads the live stream beside the page, so that no rate of awards can hold the page up. Comes back by itself, behind
// the last outcome that it has, so none is missed and none counted twice.
import { eventReader } from './sse.js';
import { Tally } from './tally.js';

const TELL_EVERY_MS = 250;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
// The service sends a sign of life every ten seconds.
const SILENCE_MS = 30_000;

const OVER = ['ended', 'gone'];

const tally = new Tally();
let address;
let last = '';
let state = 'connecting';
let dirty = true;

onmessage = ({ data }) => {
  address = data;
  follow();
};

setInterval(() => {
  if (!dirty) return;
  dirty = false;
  postMessage({ state, counts: tally.counts, newest: tally.newest() });
}, TELL_EVERY_MS);

async function follow() {
  let wait = FIRST_WAIT_MS;
  while (!OVER.includes(state)) {
    const before = last;
    try {
      await read();
    } catch {
      tell('lost');
    }
    if (last !== before) wait = FIRST_WAIT_MS;
    if (OVER.includes(state)) return;
    await new Promise((resume) => setTimeout(resume, wait));
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
  }
}

async function read() {
  const silence = new AbortController();
  let alarm = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const headers = { Accept: 'text/event-stream', ...(last && { 'Last-Event-ID': last }) };
    const response = await fetch(address, { headers, signal: silence.signal, cache: 'no-store' });
    if (!response.ok) {
      tell(response.status === 404 ? 'gone' : response.status === 429 ? 'busy' : 'lost');
      return;
    }
    tell('live');
    const feed = eventReader(take);
    const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await text.read();
      if (done || state === 'ended') break;
      clearTimeout(alarm);
      alarm = setTimeout(() => silence.abort(), SILENCE_MS);
      feed(value);
    }
    if (state !== 'ended') tell('lost');
  } finally {
    clearTimeout(alarm);
  }
}

function take({ type, data, id }) {
  if (type === 'run-ended') {
    tell('ended');
  } else if (type !== 'cut-off') {
    tally.add(type, JSON.parse(data));
    last = id ?? last;
    dirty = true;
  }
}

function tell(now) {
  dirty ||= now !== state;
  state = now;
}
