/** The pills of the closed dock: an incoming call, a call, and a call that has failed. */

import { html, type TemplateResult } from 'lit';
import type { CallState } from '../../phone/state.js';
import { endButton, muteButton, pillButton } from '../shared/actions/pill-buttons.js';
import { isInCall, type PhoneAccess } from '../shared/commands/phone-access.js';
import { icon } from '../shared/icons/icons.js';
import type { PageLocalizer } from '../shared/text/page.js';
import { nameOf } from '../shared/text/party.js';

export interface PillOptions {
  readonly access: PhoneAccess;
  readonly words: PageLocalizer;
  /** Opens the phone. */
  readonly open: () => void;
}

export function ringingPill(call: CallState, { access, words }: PillOptions): TemplateResult {
  const busy = access.phone.state.calls.some(({ id, status }) => id !== call.id && status === 'active');
  return html`<div class="pill ringing" part="pill" role="group" aria-label=${words.term('incomingCall')}>
    <div class="who">
      <b class="cut">${nameOf(call.peer, words.term('privateNumber'))}</b>
      <span class="cut">${incomingText(call, busy, words)}</span>
    </div>
    ${round('end', words.term('decline'), 'decline', () => access.decline(call.id))}
    ${round('call', words.term(busy ? 'holdAndAnswer' : 'answer'), 'answer', () => access.answer(call.id), busy)}
  </div>`;
}

function incomingText(call: CallState, busy: boolean, words: PageLocalizer): string {
  if (busy) return words.term('secondCall');
  if (call.peer.suspect) return words.term('possibleSpam');
  const via = call.calledParty && (call.calledParty.name || call.calledParty.number);
  return via ? words.term('incomingOn', via) : words.term('incomingCall');
}

function round(
  kind: 'call' | 'end',
  label: string,
  place: string,
  press: () => Promise<void>,
  holds = false,
): TemplateResult {
  const sign = icon(holds ? 'pause' : 'phone', { size: 'm', fill: true, down: kind === 'end' });
  return html`<button
    class="round ${kind}"
    type="button"
    data-place=${place}
    aria-label=${label}
    @click=${() => void press().catch(() => {})}
  >
    ${sign}
  </button>`;
}

/** Renders the cause of a failed call until the user has seen it. */
export function failedPill(call: CallState & { status: 'ended' }, options: PillOptions): TemplateResult {
  const { access, words } = options;
  return html`<div class="pill in-call failed" part="pill" role="group" aria-label=${words.term('callEnded')}>
    <div class="who">
      <b class="cut">${words.term('cause', call.cause)}</b
      ><span class="cut">${nameOf(call.peer, words.term('privateNumber'))}</span>
    </div>
    ${openButton(options)}
    ${pillButton({ icon: 'x', label: words.term('dismiss'), press: () => access.phone.dismiss(call.id) })}
  </div>`;
}

export function callPill(call: CallState, options: PillOptions): TemplateResult {
  const { access, words } = options;
  const first = isInCall(call)
    ? html`<sip-call-timer .phone=${access.phone} call-id=${call.id}></sip-call-timer>`
    : words.term(call.status === 'ringing' ? 'ringing' : 'calling');
  const second = call.muted ? words.term('muted') : nameOf(call.peer, words.term('privateNumber'));
  return html`<div
    class="pill in-call ${call.muted ? 'is-muted' : ''}"
    part="pill"
    role="group"
    aria-label=${words.term('inCall')}
  >
    <div class="who"><b>${first}</b><span class="cut">${second}</span></div>
    ${muteButton(call, access, words)} ${endButton(call, access, words)} ${openButton(options)}
  </div>`;
}

function openButton({ words, open }: PillOptions): TemplateResult {
  return pillButton({ icon: 'maximize-2', label: words.term('openPhone'), press: open });
}
