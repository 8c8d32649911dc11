// The front page: questions that are answered already, and below them what its reader has made.
import { html, nothing, render } from 'lit-html';
import { all, get } from '../api.js';
import { card } from '../evidence-card.js';
import { ExperimentList } from '../experiment-list.js';
import { many, when } from '../format.js';
import { Loader } from '../loader.js';
import { problem } from '../problem.js';
import { address } from '../route.js';
import { RunList } from '../run-list.js';

const NEWEST = 5;
const OF_THE_LEADER = 'leader-attribution';
const FALL = ['share-alibaba-2019', 'share-alibaba-2021'];

/** The whole fall of which policy is a part, from the scorecard. */
function fallOf({ rows }) {
  const [first, last] = FALL.map((id) => rows.find((row) => row.id === id));
  if (!first || !last) return null;
  const share = (value) => `${Number(value.toFixed(1))}%`;
  return `The whole fall from 2019 to 2021 is ${(first.ours.mean - last.ours.mean).toFixed(1)} points in the model, from ${share(first.ours.mean)} to ${share(last.ours.mean)}. `
    + `Published is a fall from ${share(first.published[0].value)} to ${share(last.published[0].value)}.`;
}

export function mount(root) {
  let answers = null;
  let scenarios = null;
  /** How far the leader fell in the model and as published; null where the scorecard is not there. */
  let fall = null;
  let failure = null;
  let sought = '';
  const runs = new RunList(draw, { href: (run) => address(['runs', run.id]), limit: NEWEST });
  const experiments = new ExperimentList(draw, { limit: NEWEST });
  const loader = new Loader({
    question: () => '',
    load: async (wanted) => {
      const [evidence, kept, found] = await Promise.all([get('api/evidence'), all('api/scenarios'), get('api/validation').then(fallOf, () => null)]);
      if (!wanted()) return;
      answers = evidence.items;
      fall = found;
      scenarios = kept.filter(({ origin }) => origin === 'stored').sort((a, b) => (a.storedAt < b.storedAt ? 1 : -1));
      failure = null;
      draw();
    },
    failed: (what, again) => {
      failure = { what, again };
      draw();
    },
  });

  function draw() {
    render(html`
      <h1>What does policy move in a cloud market?</h1>
      <p>This simulates a cloud market where buyers tender, providers bid and government makes rules; each answer compares the same market with a policy and without it.</p>
      ${failure ? problem(failure.what, failure.again) : nothing}
      ${answers ? html`<section class="answers" aria-label="Questions and answers">${answers.map((answer) => card(answer, answer.name === OF_THE_LEADER ? fall : null))}</section>
        <p class="soft says">Square brackets hold the 95% interval of the mean over all random seeds: how exactly the model’s own number is known.
          The <a href="#/validation">back-test</a> says how near the model is to the world.</p>`
        : failure ? nothing : html`<p class="state">Loading the answers …</p>`}
      <div class="columns">
        ${section('Your runs', html`<a href="#/order">Start a run</a> <a href="#/runs">All runs</a>`, runs.template())}
        ${section('Your experiments', html`<a href="#/experiments">Order one, or see all</a>`, experiments.template())}
        ${section('Your scenarios', html`<a href="#/order">All scenarios</a>`, scenarios ? kept() : nothing)}
      </div>`, root);
  }

  const section = (title, links, content) => html`<section class="card view" aria-label=${title}>
    <div class="row middle"><h2 class="grow">${title}</h2>${links}</div>${content}</section>`;

  function kept() {
    const found = scenarios.filter(({ name, title, base }) => `${name} ${title} ${base ?? ''}`.toLowerCase().includes(sought.toLowerCase()));
    return html`
      <div class="row" role="search" aria-label="Find scenarios"><label class="grow">Search scenarios (title, name, what it extends)
        <input type="search" maxlength="200" .value=${sought} @input=${(event) => { sought = event.target.value.trim(); draw(); }}></label></div>
      ${found.length ? html`<ul class="runs">${found.slice(0, NEWEST).map(row)}</ul>`
        : html`<p class="state">${sought ? 'No scenario is like that.' : 'None yet. Store one from Design, and it appears here.'}</p>`}
      ${found.length > NEWEST ? html`<p class="soft">The newest ${NEWEST} of ${many(found.length, 'scenario')}.</p>` : nothing}`;
  }

  const row = ({ name, title, base, arms, storedAt }) => html`<li data-scenario-row=${name}><a href=${address(['order'], { scenario: name })}>
    <strong>${title}</strong>
    <span>${name}${base ? ` · changes ${base}` : ''}${Object.keys(arms).length ? ` · ${many(Object.keys(arms).length, 'arm')}` : ''}</span>
    <span class="soft"><time datetime=${storedAt}>${when(storedAt)}</time></span></a></li>`;

  draw();
  loader.ask();
  return {
    leave() {
      [runs, experiments].forEach((list) => list.leave());
      loader.stop();
    },
  };
}
