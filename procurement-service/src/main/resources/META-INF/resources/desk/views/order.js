// View 1: choose a scenario, read it, change what government does, and start it.
import { html, nothing, render } from 'lit-html';
import { all, get, send, withQuery } from '../api.js';
import { PACES } from '../paces.js';
import { problem } from '../problem.js';
import { address, adjust, go } from '../route.js';
import { choose } from '../slice.js';
import { Draft, withoutAnyPolicy } from '../draft.js';
import { WITHOUT, percent, runName, timeOfDay } from '../format.js';

const USUAL_PACE = '250ms';
const RUNS_EVERY_MS = 4_000;
const USUAL_SCENARIO = 'tianjin-mandate';

export function mount(root, { query }) {
  const form = { seed: '1', buyers: '', pace: USUAL_PACE, twin: true };
  let scenarios = null;
  let runs = null;
  let document = null;
  let draft = null;
  let arm = query.get('arm') ?? '';
  let failure = null;
  let refused = null;
  let begun = null;
  let sending = false;
  let reading = false;
  let choices = 0;

  async function begin() {
    failure = null;
    draw();
    try {
      [scenarios, runs] = await Promise.all([all('api/scenarios'), get('api/runs?limit=100').then((page) => page.items)]);
      const usual = scenarios.some(({ name }) => name === USUAL_SCENARIO) ? USUAL_SCENARIO : scenarios[0]?.name;
      try {
        await read(query.get('scenario') ?? usual);
      } catch (fault) {
        // Who mistypes a scenario can choose another.
        await read(usual, '');
        failure = fault;
      }
    } catch (fault) {
      failure = fault;
    }
    draw();
  }

  /** Whether the document came, and nobody has chosen another meanwhile. */
  async function read(name, chosenArm = arm) {
    const choice = ++choices;
    const chosen = await get(withQuery(`api/scenarios/${encodeURIComponent(name)}`, { arm: chosenArm }));
    if (choice !== choices) return false;
    arm = chosenArm;
    document = chosen;
    draft = new Draft(document, draw);
    form.buyers = String(document.population.buyers);
    refused = null;
    failure = null;
    return true;
  }

  async function choosing(name, chosenArm = '') {
    reading = true;
    draw();
    try {
      if (await read(name, chosenArm)) adjust({ scenario: name, arm });
    } catch (fault) {
      failure = fault;
    }
    reading = false;
    draw();
  }

  /** What has become of the runs meanwhile. */
  async function readRuns() {
    try {
      runs = (await get('api/runs?limit=100')).items;
      draw();
    } catch {
      // Asked again at the next turn; what stands here is as of before.
    }
  }

  async function start(event) {
    event.preventDefault();
    if (sending || reading || !draft.complete()) return;
    sending = true;
    refused = null;
    begun = null;
    draw();
    try {
      const base = {
        scenario: document.name, seed: Number(form.seed), pace: form.pace,
        ...(arm && { arm }),
      };
      const size = Number(form.buyers) === document.population.buyers ? {} : { 'population.buyers': form.buyers };
      begun = await send('POST', 'api/runs', { ...base, set: { ...size, ...draft.changes() } });
      // The same market with the same luck, left alone: what the policies' effect is measured against.
      const twin = form.twin && !draft.empty
        ? await send('POST', 'api/runs', { ...base, set: { ...size, ...withoutAnyPolicy(document), title: `${document.title}${WITHOUT}` } })
        : null;
      go(['runs', begun.id], twin ? { beside: twin.id } : {});
    } catch (fault) {
      refused = fault;
      sending = false;
      draw();
    }
  }

  const field = (name) => (event) => {
    form[name] = event.target.type === 'checkbox' ? event.target.checked : event.target.value;
    draw();
  };

  function draw() {
    render(html`
      <h1>Start a run</h1>
      ${failure ? problem(failure, begin) : nothing}
      ${!failure && !document ? html`<p class="state">Loading the scenarios …</p>` : nothing}
      ${document ? page() : nothing}`, root);
  }

  const page = () => html`
    <div class="columns wide-first">
      <form class="card" @submit=${start}>
        <div class="view">
          <div class="row">
            ${choose('Scenario', document.name, scenarios.map(({ name, title }) => [name, `${name} – ${title}`]), (name) => choosing(name))}
            ${armPicker()}
          </div>
          <section aria-label="Story"><h2>${document.title}</h2><p class="story">${document.story}</p></section>
          <section><h2>What government does</h2>
            ${draft.editor(refused?.problem?.errors ?? [])}
          </section>
          <section class="row" aria-label="The run">
            <label>Seed (whole number) <input name="seed" type="number" step="1" min=${Number.MIN_SAFE_INTEGER} max=${Number.MAX_SAFE_INTEGER} required .value=${form.seed} @change=${field('seed')}></label>
            <label>Size (buyers) <input name="buyers" type="number" min="1" max="1000000" required .value=${form.buyers} @change=${field('buyers')}></label>
            ${choose('Pace', form.pace, PACES, (pace) => { form.pace = pace; draw(); })}
            ${draft.empty ? nothing : html`<label class="line"><input type="checkbox" .checked=${form.twin} @change=${field('twin')}>
              beside the same market without any policy</label>`}
          </section>
          ${refused ? problem(refused) : nothing}
          ${begun && refused ? html`<p>That was the market without policy. The run with it has begun: <a href=${address(['runs', begun.id])}>watch ${begun.id}</a>.</p>` : nothing}
          <div class="row"><button class="main" ?disabled=${sending || reading}>${sending ? 'Starting …' : 'Start and watch'}</button></div>
        </div>
      </form>
      <section class="card"><h2>Runs</h2>${runList()}</section>
    </div>`;

  function armPicker() {
    const arms = Object.entries(scenarios.find(({ name }) => name === document.name)?.arms ?? {});
    return arms.length
      ? choose('Arm', arm, [['', 'as written'], ...arms.map(([id, title]) => [id, title || id])], (chosen) => choosing(document.name, chosen))
      : nothing;
  }

  const runList = () => (runs.length === 0
    ? html`<p class="state">None yet. Start one, and it appears here.</p>`
    : html`<ul class="runs">${runs.map((run) => html`
        <li><a href=${address(['runs', run.id])}><strong>${runName(run)}</strong>
          <span class="chip ${run.status}">${run.status}</span>
          <span class="soft">${timeOfDay(run.orderedAt)} · seed ${run.seed} · ${run.month ?? 'not begun'} · ${percent(run.progress)} · ${run.id}</span></a></li>`)}</ul>`);

  begin();
  const timer = setInterval(() => { if (!globalThis.document.hidden) readRuns(); }, RUNS_EVERY_MS);
  return {
    adjusted(now) {
      const name = now.get('scenario');
      const chosen = now.get('arm') ?? '';
      if (name && document && (name !== document.name || chosen !== arm)) choosing(name, chosen);
    },
    leave() {
      clearInterval(timer);
    },
  };
}
