// Which view stands on the page, and the frame around it.
import { html, nothing, render } from 'lit-html';
import { ConnectionLost, passing } from './api.js';
import { armsKnown } from './arms.js';
import { readAddress } from './parameters.js';
import { misread, problem } from './problem.js';
import { resultOf } from './result-link.js';
import { address, current, followOldLinks } from './route.js';
import { RunFeed } from './run-feed.js';
import { stalledText } from './soundness.js';

const content = document.getElementById('content');
const nav = document.getElementById('nav');
const menu = document.getElementById('menu');
const connection = document.getElementById('connection');

const VIEWS = {
  home: { title: 'Questions', load: () => import('./views/home.js') },
  order: { title: 'Start a run', load: () => import('./views/order.js') },
  design: { title: 'Design a policy', load: () => import('./views/design.js') },
  runs: { title: 'Runs', load: () => import('./views/runs.js') },
  watch: { title: 'Watch', load: () => import('./views/watch.js') },
  result: { title: 'Result', load: () => import('./views/result.js') },
  awards: { title: 'Awards', load: () => import('./views/awards.js') },
  flows: { title: 'Flows', load: () => import('./views/flows.js') },
  providers: { title: 'Providers', load: () => import('./views/providers.js') },
  why: { title: 'Why', load: () => import('./views/why.js') },
  compare: { title: 'Compare', load: () => import('./views/compare.js') },
  experiments: { title: 'Experiments', load: () => import('./views/experiments.js') },
  validation: { title: 'Back-test', load: () => import('./views/validation.js') },
  experiment: { title: 'Experiment', load: () => import('./views/experiment.js') },
};

let shown = { key: null, view: null };
let feed = null;
let lastRun = null;
let arrived = false;
/** How a run was watched last, with its filters: {run, href}. */
let watched = null;

async function arrive() {
  open(false);
  followOldLinks();
  const { place, query, faults } = readAddress();
  const key = JSON.stringify([place.view, place.run, place.tender, place.experiment, faults]);
  if (faults.length === 0) lastRun = place.run ?? lastRun;
  drawNav(place);
  if (faults.length === 0 && place.view === 'watch') watched = { run: place.run, href: location.hash };
  if (key === shown.key) {
    shown.view?.adjusted?.(query);
    return;
  }
  shown.view?.leave?.();
  shown = { key, view: null };
  follow(faults.length ? null : place.run);
  if (faults.length) {
    document.title = 'Policy dashboard';
    render(misread(faults, html`Nothing is shown in its place. Mend it, or go to `, html`<a href="#/">the front page</a>, `,
      html`<a href="#/runs">Runs</a>`, place.run ? html`, <a href=${address(['runs', place.run])}>the run ${place.run}</a>` : '', html` or <a href="#/compare">Compare</a>.`), stage(''));
    return;
  }
  render(html`<p class="state">Loading …</p>`, stage(''));
  let module;
  try {
    [module] = await Promise.all([VIEWS[place.view].load(), armsKnown]);
  } catch {
    // A module that does not come is a service that does not answer.
    if (shown.key === key) render(problem(new ConnectionLost(), () => location.reload()), stage(''));
    return;
  }
  if (shown.key !== key) return;
  document.title = `${VIEWS[place.view].title} · Policy dashboard`;
  try {
    shown.view = module.mount(stage(place.view), { ...place, feed, query, back: watched?.run === place.run ? watched.href : null });
  } catch (fault) {
    render(problem(fault, () => location.reload()), stage(''));
  }
  // Who goes to another view by keyboard or ear is at its beginning.
  if (arrived) content.focus({ preventScroll: true });
  arrived = true;
}

/** An empty place for a view: none finds what another left. */
function stage(view) {
  const root = document.createElement('div');
  root.className = `view ${view}`;
  content.replaceChildren(root);
  return root;
}

/** One run at a time is followed; its views share what is known of it. */
function follow(run) {
  if (feed?.id === run) return;
  feed?.stop();
  feed = run ? new RunFeed(run) : null;
  feed?.listen(drawConnection);
  drawConnection();
}

function drawConnection() {
  render(trouble(), connection);
}

/** Whose part a service has in the market. */
const PLAYS = { 'policy-service': 'government', 'provider-service': 'the providers' };

/** What stands between the page and the newest month; what it shows is true as far as it goes. */
function trouble() {
  if (feed?.failure instanceof ConnectionLost) {
    return html`<p class="banner">Lost the connection to the service. The page tries again by itself; nothing will be missed.
      <button type="button" @click=${() => feed.refresh()}>Try now</button></p>`;
  }
  if (feed?.failure?.status === 404 && feed.run) {
    return html`<p class="banner">The run was deleted. What stands here is the last that was known of it. <a href="#/order">Start another</a></p>`;
  }
  if (feed?.failure && feed.run) {
    return html`<p class="banner">${feed.failure.message}. ${passing(feed.failure) ? 'The page tries again by itself.' : html`<button type="button" @click=${() => feed.refresh()}>Try again</button>`}
      What it shows is as of ${feed.run.month ?? 'the order'}.</p>`;
  }
  if (feed?.away.length) {
    const services = feed.away.map((service) => `${service}, which plays ${PLAYS[service]}, does not answer`).join('; ');
    return html`<p class="banner">The run ${feed.run.month ? 'stands still' : 'has not begun yet'}: ${services}. It ${feed.run.month ? 'goes on' : 'begins'} by itself when ${feed.away.length > 1 ? 'they answer' : 'it answers'}.</p>`;
  }
  if (feed?.run?.stalled) return html`<p class="banner" data-stalled-banner>${stalledText(feed.run.stalled)}</p>`;
  return nothing;
}

function drawNav({ view, run }) {
  const at = run ?? lastRun;
  const link = (id, text, to) => html`<a href=${to} aria-current=${view === id ? 'page' : 'false'}>${text}</a>`;
  render(html`
    ${link('home', 'Questions', '#/')}
    ${link('order', 'Start a run', '#/order')}
    ${link('design', 'Design', '#/design')}
    ${link('runs', 'Runs', '#/runs')}
    ${at ? html`${link('watch', 'Watch', address(['runs', at]))}${link('result', 'Result', run ? resultOf(at, current().query) : address(['runs', at, 'result']))}${link('flows', 'Flows', address(['runs', at, 'flows']))}${link('providers', 'Providers', address(['runs', at, 'providers']))}` : ''}
    ${link('compare', 'Compare', at ? address(['compare'], { treatment: at }) : '#/compare')}
    <a href="#/experiments" aria-current=${['experiments', 'experiment'].includes(view) ? 'page' : 'false'}>Experiments</a>
    ${link('validation', 'Back-test', '#/validation')}`, nav);
}

/** On a narrow page the views are in a menu, which closes when one was chosen. */
function open(wide) {
  menu.setAttribute('aria-expanded', String(wide));
}

menu.addEventListener('click', () => open(menu.getAttribute('aria-expanded') === 'false'));

// The system's comes first: who chooses nothing has it.
const THEMES = ['system', 'light', 'dark'];
const themeButton = document.getElementById('theme');
const theme = () => document.documentElement.dataset.theme ?? 'system';

function drawTheme() {
  themeButton.textContent = `Theme: ${theme()}`;
}

themeButton.addEventListener('click', () => {
  const next = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length];
  if (next === 'system') {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem('theme');
  } else {
    document.documentElement.dataset.theme = next;
    localStorage.setItem('theme', next);
  }
  drawTheme();
  dispatchEvent(new Event('themechange'));
});
drawTheme();
document.getElementById('save').addEventListener('click', async () => (await import('./saved-page.js')).savePage(content));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('themechange')));
// The address after # is the view's, so a jump within the page is made by hand.
document.querySelector('[data-skip]').addEventListener('click', (event) => {
  event.preventDefault();
  content.focus();
});
addEventListener('hashchange', arrive);
addEventListener('adjusted', arrive);
arrive();
