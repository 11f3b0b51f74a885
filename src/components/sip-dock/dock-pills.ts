/**
 * The closed dock: the round button, and the pills of an incoming call, a call, and a call that has failed.
 * Subjects: pills of the dock; launcher button; failed call in the closed dock; missed calls on the dock.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { CallState } from '../../phone/state.js';
import { endButton, muteButton, pillButton } from '../shared/actions/pill-buttons.js';
import { currentCall, isInCall, ringingCall, type PhoneAccess } from '../shared/commands/phone-access.js';
import { icon } from '../shared/icons/icons.js';
import { dockIcon } from '../shared/icons/dock-icons.js';
import { shape } from '../shared/icons/shapes.js';
import { statusView } from '../shared/text/account-text.js';
import { badgeText } from '../shared/text/badge-text.js';
import type { PageLocalizer } from '../shared/text/page.js';
import { nameOf } from '../shared/text/party.js';
import type { SecondTicker } from '../shared/time/time.js';

interface PillOptions {
  readonly access: PhoneAccess;
  readonly words: PageLocalizer;
  readonly ticker: SecondTicker;
  /** Opens the phone. */
  readonly open: () => void;
}

/** Slots of the closed dock: its icons, and the two lines of a pill. */
export const CLOSED_SLOTS = 'launcher title text decline answer video mute end open dismiss'.split(' ');

/** Renders the closed dock. */
export function closedDock(options: PillOptions): TemplateResult {
  const { phone } = options.access;
  const ringing = ringingCall(phone);
  if (ringing) return ringingPill(ringing, options);
  const call = currentCall(phone);
  if (!call) return launcher(options);
  if (call.status === 'ended') return call.failed ? failedPill(call, options) : launcher(options);
  return callPill(call, options);
}

function launcher({ access, words, ticker, open }: PillOptions): TemplateResult {
  const { state } = access.phone;
  const view = statusView(state, words, ticker);
  const missed = state.missedCount;
  const about = [view?.title, missed > 0 && words.term('missedCalls', missed)].filter(Boolean);
  return html`<button
    class="launcher"
    part="launcher"
    type="button"
    aria-label=${[words.term('openPhone'), ...about].join(', ')}
    @click=${open}
  >
    <slot name="launcher">${icon('phone', { fill: true })}</slot>
    ${missed > 0 ? html`<span class="missed" part="missed" aria-hidden="true">${badgeText(missed)}</span>` : nothing}
    ${view ? html`<span class="presence" part="presence" data-tone=${view.tone}>${shape(view.shape)}</span>` : nothing}
  </button>`;
}

function ringingPill(call: CallState, { access, words }: PillOptions): TemplateResult {
  const busy = access.phone.state.calls.some(({ id, status }) => id !== call.id && status === 'active');
  const answer = words.term(busy ? 'holdAndAnswer' : 'answer');
  return html`<div
    class="pill ringing ${call.offersVideo ? 'with-video' : ''}"
    part="pill"
    role="group"
    aria-label=${words.term('incomingCall')}
  >
    ${lines(nameOf(call.peer, words.term('privateNumber')), incomingText(call, busy, words))}
    ${pillButton({
      icon: 'phone',
      iconOptions: { fill: true, down: true },
      label: words.term('decline'),
      place: 'decline',
      slotted: true,
      press: () => access.decline(call.id),
    })}
    ${pillButton({
      icon: busy ? 'pause' : 'phone',
      iconOptions: { fill: true },
      label: answer,
      place: 'answer',
      slotted: true,
      press: () => access.answer(call.id),
    })}
    ${
      call.offersVideo
        ? pillButton({
            icon: 'video',
            label: `${answer} · ${words.term('camera')}`,
            place: 'video',
            slotted: true,
            press: () => access.answer(call.id, { video: true }),
          })
        : nothing
    }
  </div>`;
}

/** Renders the two lines of a pill. */
function lines(title: unknown, text: unknown): TemplateResult {
  return html`<div class="who">
    <b class="cut" part="title"><slot name="title">${title}</slot></b
    ><span class="cut" part="text"><slot name="text">${text}</slot></span>
  </div>`;
}

function incomingText(call: CallState, busy: boolean, words: PageLocalizer): string {
  if (busy) return words.term('secondCall');
  if (call.peer.suspect) return words.term('possibleSpam');
  const via = call.calledParty && (call.calledParty.name || call.calledParty.number);
  return via ? words.term('incomingOn', via) : words.term('incomingCall');
}

/** Renders the cause of a failed call until the user has seen it. */
function failedPill(call: CallState & { status: 'ended' }, options: PillOptions): TemplateResult {
  const { access, words } = options;
  return html`<div class="pill in-call failed" part="pill" role="group" aria-label=${words.term('callEnded')}>
    ${lines(words.term('cause', call.cause), nameOf(call.peer, words.term('privateNumber')))} ${openButton(options)}
    ${pillButton({ icon: 'x', label: words.term('dismiss'), place: 'dismiss', slotted: true, press: () => access.phone.dismiss(call.id) })}
  </div>`;
}

function callPill(call: CallState, options: PillOptions): TemplateResult {
  const { access, words } = options;
  const up = isInCall(call);
  const course = words.term(up ? 'inCall' : call.status === 'ringing' ? 'ringing' : 'calling');
  const first = up ? html`<sip-call-timer .phone=${access.phone} call-id=${call.id}></sip-call-timer>` : course;
  const second = call.muted ? words.term('muted') : nameOf(call.peer, words.term('privateNumber'));
  return html`<div class="pill in-call ${call.muted ? 'is-muted' : ''}" part="pill" role="group" aria-label=${course}>
    ${lines(first, second)} ${muteButton(call, access, words, true)} ${endButton(call, access, words, true)}
    ${openButton(options)}
  </div>`;
}

function openButton({ words, open }: PillOptions): TemplateResult {
  return pillButton({
    icon: dockIcon('maximize-2'),
    label: words.term('openPhone'),
    place: 'open',
    slotted: true,
    press: open,
  });
}
