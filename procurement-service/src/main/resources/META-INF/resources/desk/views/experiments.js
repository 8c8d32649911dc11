// All experiments, and ordering one: a document is pasted or edited, and examined as one types.
import { html, nothing, render } from 'lit-html';
import { get, orderText, sendText } from '../api.js';
import { documentField } from '../document-editor.js';
import { ExperimentList } from '../experiment-list.js';
import { entry, numberOf } from '../fields.js';
import { duration, many } from '../format.js';
import { Loader } from '../loader.js';
import { TEMPLATES } from '../parameters.js';
import { problem } from '../problem.js';
import { adjust, current, go } from '../route.js';
import { choose } from '../slice.js';

const ROWS = 25;
const TYPING_MS = 400;
const SECONDS_OF_A_MINUTE = 60;
/** How many runs of each market a YAML document asks for, where it says a number and no rule. */
const REPLICATIONS = /^replications: *(\d+)(?= *(#.*)?$)/m;
/** What kind takes how many, the examination says. */
const COUNT = { whole: true, min: 1 };

const TITLES = {
  'tianjin-effect': 'Comparison: what Tianjin\'s order moves', 'suspension-effect': 'Comparison: what the suspension moves',
  'classification-effect': 'Comparison: what classification alone moves', 'fine-effect': 'Comparison: what the antitrust fine moves',
  'union-act-effect': 'Comparison: what the proposed act of the Union would move',
  'leader-attribution': 'Attribution: what each policy did to the leader', 'tianjin-sensitivity': 'Sensitivity: what the city cloud\'s share depends on',
};

export function mount(root, { query: firstQuery }) {
  let query = firstQuery;
  let text = '';
  let begunFrom = null;
  let examined = null;
  let refused = null;
  let ordering = false;
  /** What was typed as a number of runs and is none. */
  let misread = null;

  const asked = () => Object.fromEntries(['q', 'after'].filter((part) => query.get(part)).map((part) => [part, query.get(part)]));
  const list = new ExperimentList(draw, { limit: ROWS, asked: asked(), told: ({ q = '', after = '' }) => adjust({ q, after }) });

  const examination = new Loader({
    question: () => text,
    load: async (wanted) => {
      if (text.trim() === '') return;
      const said = await sendText('POST', 'api/experiments/validation', text);
      if (!wanted()) return;
      examined = { of: text, ...said };
      refused = null;
      draw();
    },
    failed: (what) => {
      // A text that is no YAML is refused, and its faults say where.
      const faults = what.problem?.errors ?? [];
      examined = faults.length ? { of: text, valid: false, faults, warnings: [], exceeded: [] } : null;
      refused = faults.length ? null : what;
      draw();
    },
  });

  /** What the address says that the document begins with. */
  async function begin() {
    const [template, again] = [query.get('template'), query.get('again')];
    const from = again ? `again ${again}` : template;
    if (!from || from === begunFrom) return;
    begunFrom = from;
    try {
      const written = again ? await get(`api/experiments/${encodeURIComponent(again)}/document`, { accept: 'application/yaml' }) : await get(`desk/experiments/${template}.yaml`, { accept: '*/*' });
      if (begunFrom === from) write(written);
    } catch (what) {
      if (begunFrom === from) [refused, begunFrom] = [what, null];
      draw();
    }
  }

  function write(written) {
    text = written;
    misread = null;
    refused = null;
    draw();
    // Each letter puts the examination off, so that half a word has no faults.
    clearTimeout(typing);
    typing = setTimeout(() => examination.ask(), TYPING_MS);
  }
  let typing = null;

  async function order() {
    if (ordering) return;
    ordering = true;
    refused = null;
    draw();
    try {
      const ordered = await orderText('api/experiments', text);
      go(['experiments', ordered.id]);
    } catch (what) {
      refused = what;
    }
    ordering = false;
    draw();
  }

  function draw() {
    render(html`
      <h1>Experiments</h1>
      <p class="soft">One run is one draw of luck. An experiment makes many runs with the same seeds in each market, and says what a policy does on average and how sure that is.</p>
      <section class="card" aria-label="All experiments">${list.template()}</section>
      <section class="card view" aria-label="Order an experiment" data-order>
        <h2>Order an experiment</h2>
        <p class="soft">Begin with a document that is shipped, or paste one of your own. It is examined as you type.</p>
        <div class="row">${choose('Begin with', query.get('template') ?? '', [['', query.get('again') ? `the document of ${query.get('again')}` : 'choose one, or write below'], ...TEMPLATES.map((id) => [id, TITLES[id]])],
          (template) => adjust({ template, again: '' }))}${replications()}</div>
        ${documentField({ label: 'Document (YAML or JSON)', text, faults: examined?.of === text ? examined.faults : [], change: write })}
        ${verdict()}
        ${refused ? problem(refused) : nothing}
        <div class="row"><button type="button" class="main" data-order-it ?disabled=${!orderable()} @click=${order}>Order it</button></div>
      </section>`, root);
  }

  /** The one number that most who begin with a shipped document change. */
  function replications() {
    const [, written] = REPLICATIONS.exec(text) ?? [];
    if (written === undefined) return nothing;
    const shown = misread ?? written;
    return entry({ label: 'Runs of each market (replications)', kind: 'number', text: shown, fault: numberOf(shown, COUNT).fault, change: (typed) => {
      // What cannot be read stays as it was typed, and the document as it was.
      const { fault, value } = numberOf(typed, COUNT);
      misread = fault ? typed : null;
      if (fault) draw();
      else write(text.replace(REPLICATIONS, `replications: ${value}`));
    } });
  }

  const orderable = () => !ordering && misread === null && examined?.of === text && examined.valid && examined.exceeded.length === 0;

  /** What the examination says of the document as a whole. */
  function verdict() {
    if (text.trim() === '') return html`<p class="state" data-verdict>Nothing is written yet.</p>`;
    if (examined?.of !== text) return html`<p class="state" data-verdict>Examining …</p>`;
    if (!examined.valid) return html`<p class="fault" data-verdict>It has ${many(examined.faults.length, 'fault')}. Mend what is marked.</p>`;
    const size = `${many(examined.runs, 'run')} at most, about ${duration(examined.minutes * SECONDS_OF_A_MINUTE)}`;
    return examined.exceeded.length
      ? html`<div class="problem" data-verdict><strong>It is too large</strong><ul>${examined.exceeded.map(({ detail }) => html`<li>It ${detail}</li>`)}</ul></div>`
      : html`<p role="status" data-verdict>It can be ordered: ${size}.</p>
        ${examined.warnings.length ? html`<details data-warnings open><summary>${many(examined.warnings.length, 'warning')}</summary>
          <ul>${examined.warnings.map(({ pointer, detail }) => html`<li>${pointer ? html`<code>${pointer}</code> ` : nothing}${detail}</li>`)}</ul></details>` : nothing}`;
  }

  draw();
  begin();
  return {
    adjusted() {
      query = current().query;
      list.look(asked());
      draw();
      begin();
    },
    leave() {
      clearTimeout(typing);
      list.leave();
      examination.stop();
    },
  };
}
