// What a reader makes of a scenario's policies before it runs: on or off, other dates, another strength. Becomes the
// changes by path that an order takes.
import { html, nothing } from 'lit-html';
import { isMonth, monthNumber, monthText, percent, words } from '/desk/format.js';
import { scopeText } from '/desk/marks.js';

const DATES = ['announced', 'effective', 'end'];

export function draftOf(document) {
  return Object.fromEntries(Object.entries(document.policies ?? {}).map(([id, policy]) => [id, {
    on: true, announced: policy.announced, effective: policy.effective, end: policy.end, enforcement: policy.enforcement,
  }]));
}

/** The paths whose values are others than in the document. What a trigger would do to a policy goes with the policy. */
export function changesOf(document, draft) {
  const changes = {};
  const off = new Set(Object.keys(draft).filter((id) => !draft[id].on));
  for (const id of off) changes[`policies.${id}`] = null;
  const triggers = Object.entries(document.triggers ?? {});
  for (const [name, trigger] of triggers) {
    const left = (trigger.actions ?? []).filter((action) => !Object.values(action).some((id) => off.has(id)));
    if (off.has(trigger.ofPolicy) || left.length === 0) changes[`triggers.${name}`] = null;
    else if (left.length < trigger.actions.length) changes[`triggers.${name}.actions`] = JSON.stringify(left);
  }
  const gone = (name) => `triggers.${name}` in changes;
  for (const [id, policy] of Object.entries(document.policies ?? {})) {
    const orphaned = policy.enacted === 'by-trigger' && triggers.some(([name, trigger]) => gone(name) && enacts(trigger, id));
    if (off.has(id)) continue;
    // Nobody would ever enact it: who wants it all the same gets it on its date.
    if (orphaned) changes[`policies.${id}.enacted`] = 'by-date';
    for (const field of [...DATES, 'enforcement']) {
      if (draft[id][field] !== policy[field]) changes[`policies.${id}.${field}`] = String(draft[id][field]);
    }
  }
  return changes;
}

export function withoutAnyPolicy(document) {
  const paths = [...Object.keys(document.policies ?? {}).map((id) => `policies.${id}`),
    ...Object.keys(document.triggers ?? {}).map((id) => `triggers.${id}`)];
  return Object.fromEntries(paths.map((path) => [path, null]));
}

const targets = (trigger, kinds) => (trigger.actions ?? []).flatMap((action) => kinds.map((kind) => action[kind])).filter(Boolean);
const enacts = (trigger, id) => targets(trigger, ['enact', 'to']).includes(id);

/** Every policy with its bar on the run's months. */
export function policyEditor(document, draft, changed) {
  const first = monthNumber(document.start);
  const last = first + document.months;
  return html`<div class="timeline">${Object.entries(document.policies).map(([id, policy]) => {
    const state = draft[id];
    const byTrigger = policy.enacted === 'by-trigger';
    const set = (field) => (event) => {
      const { value } = event.target;
      if (field === 'on') state.on = event.target.checked;
      else if (field === 'enforcement') state.enforcement = Number(value) / 100;
      else state[field] = isMonth(value) ? value : field === 'end' ? 'never' : state[field];
      changed();
    };
    return html`
      <div class="policy ${state.on ? '' : 'off'}" data-policy=${id}>
        <div class="row middle">
          <label class="line grow"><input type="checkbox" .checked=${state.on} @change=${set('on')}><strong>${id}</strong></label>
          <span class="chip">${words(policy.instrument)}</span>
          ${byTrigger ? html`<span class="chip">enacted by a trigger</span>` : nothing}
        </div>
        <div class="soft">${scopeText(policy.scope)}${policy.legalBasis ? html`. ${policy.legalBasis}` : nothing}</div>
        ${track(state, byTrigger, first, last, changed)}
        <div class="row">
          ${byTrigger ? nothing : html`
            <label>Announced <input type="month" .value=${state.announced} ?disabled=${!state.on} @change=${set('announced')}></label>
            <label>In force from <input type="month" .value=${state.effective} ?disabled=${!state.on} @change=${set('effective')}></label>`}
          <label>Ends (empty: never) <input type="month" .value=${isMonth(state.end) ? state.end : ''} ?disabled=${!state.on} @change=${set('end')}></label>
          ${policy.enforcement === undefined ? nothing : html`<label>Strength: ${percent(state.enforcement)} of buyers comply
            <input type="range" min="0" max="100" step="5" .value=${String(Math.round(state.enforcement * 100))} ?disabled=${!state.on}
              @input=${set('enforcement')}></label>`}
        </div>
      </div>`;
  })}</div>`;
}

function track(state, byTrigger, first, last, changed) {
  const part = (month) => Math.max(0, Math.min(1, (monthNumber(month) - first) / (last - first)));
  const place = (from, to) => `left:${part(from) * 100}%;width:${Math.max(0, part(to) - part(from)) * 100}%`;
  const end = isMonth(state.end) ? state.end : monthText(last);
  const years = Array.from({ length: Math.ceil((last - first) / 12) }, (_, i) => monthText(first + i * 12)).slice(0, 30);
  const text = byTrigger
    ? 'In force from when its trigger fires'
    : `Announced ${state.announced}, in force from ${state.effective} to ${isMonth(state.end) ? state.end : 'the end of the run'}`;
  return html`<div class="track" role="img" aria-label=${state.on ? text : 'Switched off'}>
    ${years.map((year) => html`<span class="year" style="left:${part(year) * 100}%">${year.slice(0, 4)}</span>`)}
    ${state.on && isMonth(state.effective) && !byTrigger ? html`
      <span class="known" style=${place(state.announced < state.effective ? state.announced : state.effective, state.effective)}></span>
      <span class="binds" style=${place(state.effective, end)} title="Drag to move its dates"
        @pointerdown=${(event) => drag(event, state, first, last, changed)}></span>` : nothing}
    ${state.on && byTrigger ? html`<span class="known" style=${place(state.effective, end)}></span>` : nothing}
  </div>`;
}

/** Moves all dates of a policy with the pointer, by whole months. Who has none changes the dates in their fields. */
function drag(down, state, first, last, changed) {
  const bar = down.currentTarget;
  const was = { ...state };
  const pixelsPerMonth = bar.parentElement.clientWidth / (last - first);
  const move = (event) => {
    const wanted = Math.round((event.clientX - down.clientX) / pixelsPerMonth);
    const start = monthNumber(was.effective);
    const months = Math.max(first, Math.min(last - 1, start + wanted)) - start;
    for (const field of DATES) {
      if (isMonth(was[field])) state[field] = monthText(monthNumber(was[field]) + months);
    }
    changed();
  };
  bar.setPointerCapture(down.pointerId);
  bar.addEventListener('pointermove', move);
  bar.addEventListener('lostpointercapture', () => bar.removeEventListener('pointermove', move), { once: true });
}
