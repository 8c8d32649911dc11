// Policies as bars on a time axis, each in a row of its own under its name: hovered, focused and clicked like any button.
import { html, nothing } from 'lit-html';
import { monthNumber, name, sentence, words } from './format.js';
import { deadlineText, details, scopeText } from './marks.js';

const KINDS = { known: 'known', binds: 'in force', coming: 'to be in force' };
const LETTER_PIXELS = 7;

/**
 * The bars.
 *
 * @param rows as lanes have them: {policy, spans}
 * @param months of the axis, and where the plot above begins and ends, in pixels from its sides
 * @param feed of the run
 * @param state {pointed, open}: the policy that is pointed at or has the focus, and the one whose details are open
 * @param change gets what changes in the state
 */
export function policyBars({ rows, months, sides, feed, state, change }) {
  if (rows.length === 0) return nothing;
  const [first, howMany] = [monthNumber(months[0]), Math.max(1, months.length - 1)];
  const at = (month) => Math.max(0, Math.min(1, (monthNumber(month) - first) / howMany)) * 100;
  const pointed = rows.find(({ policy }) => policy === (state.pointed ?? state.open));
  return html`
    <section class="policies" aria-label="Policies on the time axis" style="--left:${sides.left}px;--right:${sides.right}px">
      <ol>${rows.map((row) => {
        const { policy, spans } = row;
        const label = `${name(policy)} · ${spansText(spans)}`;
        const open = state.open === policy;
        return html`<li data-policy-bar=${policy}>
          <button type="button" aria-expanded=${open ? 'true' : 'false'} aria-label="${label}. ${open ? 'Close' : 'Open'} its details"
            @pointerenter=${() => change({ pointed: policy })} @pointerleave=${() => change({ pointed: null })}
            @focus=${() => change({ pointed: policy })} @blur=${() => change({ pointed: null })}
            @click=${() => change({ open: open ? null : policy })}>
            <span class="label" style="margin-left:min(${at(spans[0].from)}%, max(0px, calc(100% - ${label.length * LETTER_PIXELS}px)))">${label}</span>
            <span class="rail">${spans.map(({ kind, from, to }) => html`<span class=${kind} style="left:${at(from)}%;width:max(3px, ${at(to) - at(from)}%)"></span>`)}</span>
          </button>
          ${open ? html`<div class="marks" data-policy-details>${details(policy, feed)}</div>` : nothing}
        </li>`;
      })}</ol>
      <p class="soft says" data-policy-says>${pointed ? does(pointed.policy, feed) : 'Point at a policy to see its months in the chart; click it for what it does and whom it touched.'}</p>
    </section>`;
}

const spansText = (spans) => spans.map(({ kind, from, to, goesOn }) => `${KINDS[kind]} ${goesOn ? `from ${from} on` : `${from} to ${to}`}`).join(', ');

function does(id, { scenario, policies }) {
  const policy = policies?.policies.find((each) => each.id === id)?.policy ?? scenario.policies?.[id];
  return policy ? `${name(id)}: ${words(policy.instrument).toLowerCase()}; ${sentence(scopeText(policy.scope))}.${deadlineText(policy)}` : name(id);
}
