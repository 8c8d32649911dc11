// A policy designed by its effect: what government does as a form and as a document, and beside it what that would do, from
// pairs of runs that are made while one looks.
import { html, nothing, render } from 'lit-html';
import { all, get, send, sendText, withQuery } from '../api.js';
import { Figure } from '../chart.js';
import { DesignPanel } from '../design-panel.js';
import { documentField } from '../document-editor.js';
import { overlay, yaml } from '../document-writer.js';
import { Estimator, PAIRS, comparison } from '../estimator.js';
import { entry, goToFault, isId, monthEntry, monthFault, numberOf } from '../fields.js';
import { isMonth, monthNumber, monthText, words } from '../format.js';
import { Loader } from '../loader.js';
import { PACES } from '../paces.js';
import { orderPair, withChanges } from '../pair.js';
import { Misread, faultsInRun } from '../parameters.js';
import { problem } from '../problem.js';
import { address, adjust, go, remember } from '../route.js';
import { besideEstimate } from '../result-link.js';
import { schemaHelp } from '../schema-help.js';
import { choose, sliceOf, slicePicker } from '../slice.js';
import { MOST_VARIANTS, linkOf, variantsOf } from '../variant-link.js';
import { variantWith } from '../variant.js';
import { withoutAnyPolicy } from '../draft.js';

const USUAL_SCENARIO = 'tianjin-mandate';
const USUAL_PACE = '250ms';
const TYPING_MS = 400;
const LONGEST_TITLE = 200;
const SEED = { whole: true };
/** The first that no pair of an estimate has: a run with it is a new draw. */
const NEW_SEED = String(PAIRS + 1);
/** How long before the first policy the mean begins where there is none. */
const YEAR = 12;

export function mount(root, { query: firstQuery }) {
  let query = firstQuery;
  let scenarios = null;
  /** What all variants are of: resolved with its arm, and without, which is what a document can extend. */
  let base = null;
  let whole = null;
  let asked = { scenario: query.get('scenario'), arm: query.get('arm') ?? '' };
  let variants = [];
  let shown = 0;
  let failure = null;
  let refused = null;
  /** What is being sent: run, store or nothing. */
  let sending = null;
  let stored = null;
  let period = null;
  let help = null;
  /** What the service says of the variant that is looked at: {of, faults, notices}. */
  let examined = null;
  const run = { seed: NEW_SEED, pace: USUAL_PACE };
  const keep = { name: '' };
  root.innerHTML = `<div data-head></div><div class="columns wide-first design"><div class="view" data-form></div><div class="view"><div data-panel class="view"></div><figure data-design></figure><div data-numbers></div><div data-do class="view"></div></div></div>`;
  const part = (where) => root.querySelector(`[data-${where}]`);
  const figure = new Figure(part('design'), { id: 'design', title: 'What it would do' });
  const panel = new DesignPanel(part('panel'), figure, part('numbers'));
  const estimator = new Estimator(() => wantedComparison(), () => { among.changed(); drawPanel(); });
  /** The variants among each other, from the same runs, as soon as all of those are made. */
  const among = new Estimator(() => (variants.length > 1 && estimator.complete ? wantedComparison(true) : null), drawPanel);

  const slice = () => sliceOf(query, base);
  const variant = () => variants[shown];

  /** Nothing is estimated of what cannot be read. */
  function wantedComparison(ofVariants = false) {
    if (!base || !periodSound() || !variants.every(({ draft }) => draft.readable) || faultsInRun(query, base).length) return null;
    return comparison({ base: asked, changes: variants.map((each) => each.changes()), scenario: base, treated: variants.map((each) => each.scenario()), slice: slice(), period, among: ofVariants });
  }

  const periodSound = () => period && ['from', 'to'].every((field) => !periodFault(field)) && period.from <= period.to;

  const span = () => ({ first: base.start, last: monthText(monthNumber(base.start) + base.months - 1) });

  const periodFault = (field) => monthFault(period[field], span()) ?? (field === 'to' && period.to < period.from ? 'It ends before it begins.' : null);

  const examination = new Loader({
    question: () => question(),
    load: async (wanted) => {
      const text = question();
      const { faults, notices } = await sendText('POST', 'api/scenarios/validation', text);
      if (!wanted()) return;
      examined = { of: text, faults, notices };
      // What was typed becomes the form as soon as it can be run.
      if (variant().text === text && faults.length === 0 && typed !== text) {
        typed = text;
        const document = await sendText('POST', 'api/scenarios/resolution', text);
        if (wanted()) variant().rewrite(document, text);
      }
      draw();
    },
    failed: (what) => {
      const faults = what.problem?.errors ?? [];
      examined = { of: question(), faults, notices: [] };
      if (faults.length === 0) failure = { what, again: () => examination.ask() };
      draw();
    },
  });
  let typed = null;
  let typing = null;

  /** The variant that is looked at, as a document. */
  const question = () => (variant() ? variant().text ?? documentOf(variant()) : '');

  const documentOf = (each) => yaml(overlay(whole, each.scenario(), { name: nameOf(), title: titleOf(each), arms: Object.keys(armsOf()).length > 0 }));
  const armsOf = () => scenarios.find(({ name }) => name === asked.scenario)?.arms ?? {};
  const nameOf = () => keep.name || `my-${base.name}`.slice(0, 64).replace(/-$/, '');
  const titleOf = ({ title }) => `${whole.title} – ${title}`.slice(0, LONGEST_TITLE);

  /** Reads what the address asks for. */
  async function begin() {
    failure = null;
    draw();
    try {
      scenarios ??= await all('api/scenarios');
      const usual = scenarios.some(({ name }) => name === USUAL_SCENARIO) ? USUAL_SCENARIO : scenarios[0]?.name;
      await read(asked.scenario ?? usual, asked.arm, query.get('variants'));
    } catch (what) {
      failure = { what, again: begin };
    }
    draw();
  }

  /** @param link the variants to begin with, as the address has them; empty for the scenario as it stands */
  async function read(scenario, arm, link = '') {
    asked = { scenario, arm };
    const path = `api/scenarios/${encodeURIComponent(scenario)}`;
    const [resolved, plain] = await Promise.all([get(withQuery(path, { arm })), arm ? get(path) : null]);
    if (asked.scenario !== scenario || asked.arm !== arm) return;
    [base, whole] = [resolved, plain ?? resolved];
    const begins = Object.values(base.policies ?? {}).map(({ effective }) => effective).filter(isMonth).sort()[0];
    const { first, last } = span();
    period = { from: begins && begins >= first && begins <= last ? begins : monthText(Math.min(monthNumber(first) + YEAR, monthNumber(last))), to: last };
    [variants, shown, examined, refused, stored, failure] = [[variantWith({ base, title: null, changes: {}, told: changed })], 0, null, null, null, null];
    if (link) await restore(link);
    changed();
  }

  /** The variants of a link, where all of them can be run; else it is said why not, and the scenario stays as it stands. */
  async function restore(link) {
    const wanted = variantsOf(link);
    failure = null;
    try {
      await Promise.all(wanted.map(({ changes }) => send('POST', 'api/scenarios/resolution', withChanges(base, changes))));
      variants = wanted.map(({ title, changes }) => variantWith({ base, title, changes, told: changed }));
      shown = Math.min(Number(query.get('shown') ?? 1), variants.length) - 1;
    } catch (what) {
      failure = { what, again: () => restore(link).then(changed) };
    }
  }

  /** Another scenario, where the reader gives up what they changed in this one. */
  async function instead(scenario, arm) {
    if (variants.some((each) => Object.keys(each.changes()).length) && !confirm('Another scenario discards your variants. Discard them?')) {
      draw();
      return;
    }
    try {
      await read(scenario, arm);
      adjust({ city: '', segment: '', slice: '', share: '' });
    } catch (what) {
      failure = { what, again: () => instead(scenario, arm) };
    }
    draw();
  }

  function changed() {
    stored = null;
    clearTimeout(typing);
    typing = setTimeout(() => examination.ask(), TYPING_MS);
    estimator.changed();
    among.changed();
    remember({ scenario: asked.scenario, arm: asked.arm, variants: linkOf(variants), shown: shown === 0 ? '' : String(shown + 1) });
    draw();
  }

  function write(text) {
    variant().text = text;
    typed = null;
    changed();
  }

  async function runIt(event) {
    event.preventDefault();
    if (sending) return;
    if (!variant().draft.complete() || numberOf(run.seed, SEED).fault) {
      goToFault(root);
      return;
    }
    await doing('run', async () => {
      const order = { scenario: asked.scenario, ...(asked.arm && { arm: asked.arm }), seed: Number(run.seed), pace: run.pace };
      const changes = variant().changes();
      const title = Object.keys(changes).length ? { title: `${base.title} – ${variant().title}`.slice(0, LONGEST_TITLE) } : {};
      const treated = { ...order, set: { ...changes, ...title } };
      const ordered = variant().draft.empty ? await send('POST', 'api/runs', treated) : await orderPair(base, treated, { ...order, set: withoutAnyPolicy(base) });
      go(['runs', ordered.id], besideEstimate({ slice: slice(), share: panel.what, period }));
    });
  }

  async function store(event) {
    event.preventDefault();
    await doing('store', async () => {
      const line = await sendText('PUT', `api/scenarios/${encodeURIComponent(nameOf())}`, question().replace(/^name:.*$/m, `name: ${nameOf()}`));
      stored = line.name;
    });
  }

  async function doing(kind, what) {
    [sending, refused, stored] = [kind, null, null];
    draw();
    try {
      await what();
    } catch (fault) {
      refused = fault;
    }
    sending = null;
    draw();
  }

  /** What is wrong with the variant that is looked at, wherever it was said. */
  function faults() {
    const arm = `/arms/variant-${shown + 1}`;
    const said = examined?.of === question() ? examined.faults : [];
    const found = estimator.faults.filter(({ pointer }) => pointer.startsWith(arm)).map((each) => ({ ...each, pointer: each.pointer.slice(arm.length) }));
    return [...(said.length ? said : found), ...(refused?.problem?.errors ?? [])];
  }

  function draw() {
    render(html`<h1>Design a policy by its effect</h1>
      <p class="soft">Change what government does. Beside it stands what that would do: the mean of pairs of runs of the whole market, made while you look, with 95% intervals. A real run goes over Kafka.</p>
      ${failure ? problem(failure.what, failure.again) : nothing}
      ${!failure && !base ? html`<p class="state">Loading the scenarios …</p>` : nothing}`, part('head'));
    if (!base) return;
    render(form(), part('form'));
    render(actions(), part('do'));
    drawPanel();
  }

  function drawPanel() {
    if (!base) return;
    const misread = faultsInRun(query, base);
    if (misread.length) {
      panel.fail(new Misread(misread));
      return;
    }
    panel.show({ estimator, among, variants, shown, base, slice: slice(), period, share: query.get('share'), sound: wantedComparison() !== null, choose: (share) => adjust({ share }),
      periodFields: () => html`<div class="row">${['from', 'to'].map((field) => monthEntry({ label: field === 'from' ? 'Mean of the months from' : 'to', text: period[field], fault: periodFault(field),
        change: (text) => { period = { ...period, [field]: text }; changed(); } }))}</div>`,
      pick: slicePicker(variant().scenario(), slice()) });
  }

  function form() {
    const arms = Object.entries(armsOf());
    const found = faults();
    const elsewhere = found.filter(({ pointer }) => !/^(\/set)?\/policies[./]/.test(pointer));
    return html`<section class="card view">
      <div class="row">
        ${choose('Scenario', asked.scenario, scenarios.map(({ name, title }) => [name, `${title} · ${name}`]), (name) => instead(name, ''))}
        ${arms.length ? choose('Begin with', asked.arm, [['', 'full scenario'], ...arms.map(([id, title]) => [id, title || id])], (arm) => instead(asked.scenario, arm)) : nothing}
      </div>
      <p class="soft says" data-scenario-title>${asked.arm ? `${armsOf()[asked.arm] || words(asked.arm)}: a variant of “${whole.title}”` : whole.title}</p>
      <div class="row middle" role="group" aria-label="Variants">${variants.map((each, place) => html`
        <button type="button" aria-pressed=${place === shown} data-variant=${place} @click=${() => { shown = place; typed = each.text; changed(); }}>${place + 1}: ${each.title}</button>`)}
        <button type="button" class="quiet" data-copy ?disabled=${variants.length >= MOST_VARIANTS} title="At most ${MOST_VARIANTS} stand beside each other" @click=${copy}>Copy</button>
        <button type="button" class="quiet" data-undo ?disabled=${!variant().canUndo} @click=${() => { typed = null; variant().undo(); }}>Undo</button>
        ${variants.length > 1 ? html`<button type="button" class="quiet" data-drop @click=${drop}>Remove</button>` : nothing}
      </div>
      ${entry({ label: 'What this variant is called', text: variant().title, fault: variant().title ? null : 'A name is missing.', change: (text) => { variant().title = text; changed(); } })}
      ${variant().draft.editor(found)}
      ${elsewhere.length ? html`<ul class="fault" role="alert" data-faults-of-variant>${elsewhere.map(({ pointer, detail }) => html`<li><code>${pointer || 'document'}</code> ${detail}</li>`)}</ul>` : nothing}
      ${examined?.of === question() && examined.notices?.length ? html`<ul class="soft" data-notices>${examined.notices.map(({ pointer, detail }) => html`<li><code>${pointer}</code> ${detail}</li>`)}</ul>` : nothing}
      <details data-yaml @click=${helpAt} @keyup=${helpAt}><summary>The same as a document (YAML)</summary>
        <p class="soft">Change it here or above: each follows the other as soon as what is typed can be run.</p>
        ${documentField({ label: 'Document', text: question(), faults: examined?.of === question() ? examined.faults : [], change: write })}
        <p class="soft says" data-schema-help>${help ?? 'Put the cursor on a line to read what its field means.'}</p>
      </details>
    </section>`;
  }

  /** What the field means whose line the cursor is on. */
  async function helpAt({ target }) {
    if (target.id !== 'document') return;
    const said = await schemaHelp(target.value, target.selectionStart).catch(() => null);
    if (said === help) return;
    help = said;
    draw();
  }

  function copy() {
    variants.push(variant().copy(`variant ${variants.length + 1}`));
    shown = variants.length - 1;
    typed = null;
    changed();
  }

  function drop() {
    variants.splice(shown, 1);
    shown = Math.max(0, shown - 1);
    typed = null;
    changed();
  }

  function actions() {
    const sound = faults().length === 0 && variant().draft.readable;
    return html`
      <section class="card view" aria-label="Run it for real"><h2>Run it for real</h2>
        <p class="soft">The variant “${variant().title}” and the same market without policy, as two real runs over Kafka. The result stands beside this estimate: the same share, part of the market and months.</p>
        <form class="view" @submit=${runIt}><div class="row">
          ${entry({ label: 'Seed (whole number)', kind: 'number', text: run.seed, fault: numberOf(run.seed, SEED).fault, note: seedNote(run.seed), change: (text) => { run.seed = text; draw(); } })}
          ${choose('Pace', run.pace, PACES, (pace) => { run.pace = pace; draw(); })}
          <button class="main" data-run-it ?disabled=${sending || !sound}>${sending === 'run' ? 'Starting …' : 'Run it and watch'}</button></div></form></section>
      <section class="card view" aria-label="Store it"><h2>Store it as a scenario</h2>
        <form class="view" @submit=${store}><div class="row">
          ${entry({ label: 'Its name', text: nameOf(), fault: isId(nameOf()) ? null : 'Small letters and digits, in words with - between.', change: (text) => { keep.name = text; changed(); } })}
          <button data-store ?disabled=${sending || !sound}>${sending === 'store' ? 'Storing …' : 'Store'}</button></div></form>
        ${stored ? html`<p role="status" data-stored>Stored: <a href=${address(['order'], { scenario: stored })}>${stored}</a>.</p>` : nothing}</section>
      ${refused ? problem(refused) : nothing}`;
  }

  /** Whether a run with a seed is one of the pairs of the estimate, or a new draw. */
  function seedNote(seed) {
    const is = numberOf(seed, SEED).value;
    return is >= 1 && is <= PAIRS ? `The estimate has seeds 1 to ${PAIRS}: this run is one of its pairs.` : `The estimate has seeds 1 to ${PAIRS}: this run is a new draw.`;
  }

  begin();
  return {
    adjusted(now) {
      query = now;
      const [scenario, arm] = [now.get('scenario'), now.get('arm') ?? ''];
      if (scenario && (scenario !== asked.scenario || arm !== asked.arm)) instead(scenario, arm);
      else if (base && (now.get('variants') ?? '') !== linkOf(variants)) begin();
      else if (base) changed();
    },
    leave() {
      clearTimeout(typing);
      examination.stop();
      estimator.leave();
      among.leave();
      figure.dispose();
    },
  };
}
