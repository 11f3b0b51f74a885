/**
 * Replacements of the peer in the body of a call: the keypad, or the dialpad for a second call.
 * Subjects: keypad in a call; dialpad for a second call; Resume button; number of digits shown.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { CallState } from '../../phone/state.js';
import { icon } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';
import { avatar, nameOf, plainNameOf } from '../shared/text/party.js';
import { callWords } from '../shared/text/call-text.js';
import { digitEcho } from '../shared/commands/digit-echo.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';
import { recordingMark } from './call-hero.js';

/** How many of the sent digits are shown. */
const ECHO = 16;

/** Renders the party and the state of a call in one row, above what takes the place of the middle. */
function callerRow(
  call: CallState,
  words: Localizer,
  line: string | TemplateResult,
  end: TemplateResult | typeof nothing,
): TemplateResult {
  return html`<div class="caller-row">
    ${avatar(call.peer)}
    <div class="who">
      <b class="cut" part="name">${nameOf(call.peer, words.term('privateNumber'))}</b>
      <span class="small muted cut" part="line">${line}</span>
    </div>
    ${end}
  </div>`;
}

const timerChip = html`<span class="chip" part="chip"
  ><sip-call-quality></sip-call-quality><sip-call-timer></sip-call-timer
></span>`;

/**
 * Renders the body below the open More panel, which covers neither the name nor the duration then. Returns undefined where the body
 * shows several parties, or videos.
 */
export function rowBody(call: CallState, access: PhoneAccess, words: Localizer): TemplateResult | undefined {
  const up = call.status === 'active';
  const others = access.phone.state.calls.some(({ id, status }) => id !== call.id && status === 'active');
  if (others || (up && (call.merged || call.video))) return undefined;
  const line = html`${callWords(call, words, 'connected')} ${recordingMark(call, words)}`;
  return html`${callerRow(call, words, line, up ? timerChip : nothing)}
    <div class="grow"></div>`;
}

export function keypadBody(call: CallState, access: PhoneAccess, words: Localizer): TemplateResult {
  const up = call.status === 'active';
  const sending = up ? call.sending : undefined;
  const line = sending
    ? `${words.term(sending.waiting ? 'waitingForYou' : 'sendingDigits')} · ${words.term('digitsProgress', sending.sent, sending.total)}`
    : callWords(call, words, 'connected');
  const real = access.phone.getCall(call.id);
  const button = sending
    ? html`<button
        class="button low"
        part="button"
        type="button"
        @click=${() => (sending.waiting ? real?.proceed() : real?.stopDigits())}
      >
        ${words.term(sending.waiting ? 'goOn' : 'stopTest')}
      </button>`
    : up
      ? timerChip
      : nothing;
  const echo = digitEcho(real, call.digits).slice(-ECHO);
  return html`
    ${callerRow(call, words, line, button)}
    <div class="echo"><output part="digits" aria-label=${words.term('digitsSent')}>${echo}</output></div>
    <sip-dialpad class="pad" mode="dtmf" ?disabled=${!up && call.status !== 'early'} part="keypad"></sip-dialpad>
  `;
}

/** Renders the dialpad of a second call. Dialling it holds the active call. */
export function addBody(call: CallState, access: PhoneAccess, words: Localizer): TemplateResult {
  const name = plainNameOf(call.peer, words.term('privateNumber'));
  const { dialString } = access.phone.state;
  return html`
    <div class="caller-row">
      ${avatar(call.peer)}
      <div class="who">
        <b class="cut" part="name">${words.term('addCall')}</b>
        <span class="small muted cut" part="line">${words.term('waitsOnHold', name)}</span>
      </div>
      <span class="chip" part="chip"><sip-call-timer></sip-call-timer></span>
    </div>
    <div class="add">
      <sip-dial-input aria-label=${words.term('numberToCall')}></sip-dial-input>
      <button
        class="round"
        type="button"
        part="add-call"
        aria-label=${words.term('call')}
        ?disabled=${dialString.trim() === ''}
        @click=${() => access.dial(dialString)}
      >
        ${icon('phone', { size: 'm', fill: true })}
      </button>
    </div>
    <sip-dialpad class="pad" mode="dial" part="keypad"></sip-dialpad>
  `;
}

/** Renders the button that takes a call off hold, in the place of a notice. */
export function resumeButton(words: Localizer, resume: () => void): TemplateResult {
  return html`<button class="button tall wide primary" type="button" part="resume" data-place="notice" @click=${resume}>
    ${icon('play', { size: 'm', fill: true })}${words.term('resume')}
  </button>`;
}
