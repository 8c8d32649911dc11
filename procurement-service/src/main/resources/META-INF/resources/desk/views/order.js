// Choose a scenario, read it, change what government does, and start it.
import { html, nothing, render } from 'lit-html';
import { all, get, send, withQuery } from '../api.js';
import { entry, goToFault, numberOf } from '../fields.js';
import { words } from '../format.js';
import { PACES } from '../paces.js';
import { problem } from '../problem.js';
import { orderPair } from '../pair.js';
import { RunList } from '../run-list.js';
import { address, adjust, go } from '../route.js';
import { choose } from '../slice.js';
import { Draft, withoutAnyPolicy } from '../draft.js';

const USUAL_PACE = '250ms';
const RUNS_SHOWN = 8;
const SIZE = { whole: true, min: 1, max: 1_000_000 };
const SEED = { whole: true };
const USUAL_SCENARIO = 'tianjin-mandate';

export function mount(root, { query }) {
  const form = { seed: '1', buyers: '', pace: USUAL_PACE, twin: true };
  let scenarios = null;
  let document = null;
  let draft = null;
  let asked = query.get('scenario');
  let arm = query.get('arm') ?? '';
  let failure = null;
  let refused = null;
  let sending = false;
  let reading = false;
  let choices = 0;
  const runs = new RunList(draw, { href: (run) => address(['runs', run.id]), limit: RUNS_SHOWN });

  async function begin() {
    failure = null;
    draw();
    try {
      scenarios = await all('api/scenarios');
      const usual = scenarios.some(({ name }) => name === USUAL_SCENARIO) ? USUAL_SCENARIO : scenarios[0]?.name;
      await read(asked ?? usual);
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
    asked = name;
    return true;
  }

  /** Another scenario or variant, where the reader gives up what they changed in this one. */
  function instead(name, chosenArm) {
    if (draft?.touched && !confirm('Another scenario or variant discards your changes to the policies. Discard them?')) draw();
    else choosing(name, chosenArm);
  }

  async function choosing(name, chosenArm = '') {
    reading = true;
    asked = name;
    draw();
    try {
      if (await read(name, chosenArm)) adjust({ scenario: name, arm });
    } catch (fault) {
      // Another one in its place would be started by who follows the link.
      document = null;
      arm = chosenArm;
      failure = fault;
    }
    reading = false;
    draw();
  }

  async function start(event) {
    event.preventDefault();
    if (sending || reading) return;
    if (!draft.complete() || numberOf(form.seed, SEED).fault || numberOf(form.buyers, SIZE).fault) {
      goToFault(root);
      return;
    }
    sending = true;
    refused = null;
    draw();
    try {
      const buyers = Number(form.buyers);
      const size = buyers === document.population.buyers ? {} : { 'population.buyers': buyers };
      const base = { scenario: document.name, seed: Number(form.seed), pace: form.pace, ...(arm && { arm }) };
      const order = { ...base, set: { ...size, ...draft.changes() } };
      const run = form.twin && !draft.empty
        // The same market with the same seed, left alone: what the policies' effect is measured against.
        ? await orderPair(document, order, { ...base, set: { ...size, ...withoutAnyPolicy(document) } })
        : await send('POST', 'api/runs', order);
      go(['runs', run.id]);
    } catch (fault) {
      refused = fault;
      sending = false;
      draw();
    }
  }

  const number = (name, label, limits) => entry({ label, kind: 'number', text: form[name], fault: numberOf(form[name], limits).fault, change: (text) => {
    form[name] = text;
    draw();
  } });

  function draw() {
    render(html`
      <h1>Start a run</h1>
      ${failure ? problem(failure, begin) : nothing}
      ${!failure && !document ? html`<p class="state">Loading the scenarios …</p>` : nothing}
      <div class="columns wide-first">
        <div class="view">${document ? page() : scenarios ? html`<div class="card row">${scenarioPicker('')}</div>` : nothing}</div>
        <section class="card view"><div class="row middle"><h2 class="grow">Runs</h2><a href="#/runs">All runs</a></div>${runs.template()}</section>
      </div>`, root);
  }

  const scenarioPicker = (chosen) => choose('Scenario', chosen, [...(chosen ? [] : [['', 'choose']]), ...scenarios.map(({ name, title }) => [name, `${title} · ${name}`])],
    (name) => name && instead(name));

  const page = () => html`
      <form class="card" @submit=${start}>
        <div class="view">
          <div class="row">
            ${scenarioPicker(document.name)}
            ${armPicker()}
            <a class="button" data-to-design href=${address(['design'], { scenario: document.name, arm })}>Design it by its effect</a>
          </div>
          <section aria-label="Story">${arm ? html`<h2>${armsOf()[arm] || words(arm)}</h2><p class="soft">A variant of “${document.title}”, whose story is:</p>` : html`<h2>${document.title}</h2>`}
            <p class="story">${document.story}</p></section>
          <section><h2>What government does</h2>
            ${draft.editor(refused?.problem?.errors ?? [])}
          </section>
          <section class="row" aria-label="The run">
            ${number('seed', 'Seed (whole number)', SEED)}
            ${number('buyers', 'Size (buyers)', SIZE)}
            ${choose('Pace', form.pace, PACES, (pace) => { form.pace = pace; draw(); })}
            ${draft.empty ? nothing : html`<label class="line"><input type="checkbox" .checked=${form.twin} @change=${(event) => { form.twin = event.target.checked; draw(); }}>
              beside the same market without any policy</label>`}
          </section>
          ${refused ? problem(refused) : nothing}
          <div class="row"><button class="main" ?disabled=${sending || reading}>${sending ? 'Starting …' : 'Start and watch'}</button></div>
        </div>
      </form>`;

  const armsOf = () => scenarios.find(({ name }) => name === document.name)?.arms ?? {};

  function armPicker() {
    const arms = Object.entries(armsOf());
    return arms.length
      ? choose('Variant', arm, [['', 'full scenario'], ...arms.map(([id, title]) => [id, title || id])], (chosen) => instead(document.name, chosen))
      : nothing;
  }

  begin();
  return {
    adjusted(now) {
      const name = now.get('scenario');
      const chosen = now.get('arm') ?? '';
      if (name && (name !== asked || chosen !== arm)) choosing(name, chosen);
    },
    leave() {
      runs.leave();
    },
  };
}
