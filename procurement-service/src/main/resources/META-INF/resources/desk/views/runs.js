// All runs, to find one again: the search is in the address.
import { html, render } from 'lit-html';
import { address, adjust, current } from '../route.js';
import { RunList } from '../run-list.js';

const ROWS = 25;

export function mount(root, { query }) {
  const asked = (from) => Object.fromEntries(from);
  const list = new RunList(draw, { href: (run) => address(['runs', run.id]), limit: ROWS, asked: asked(query), told: ({ q = '', status = '', after = '' }) => adjust({ q, status, after }) });

  function draw() {
    render(html`<h1>Runs</h1><section class="card">${list.template()}</section>`, root);
  }

  draw();
  return {
    adjusted() {
      list.look(asked(current().query));
      draw();
    },
    leave() {
      list.leave();
    },
  };
}
