/**
 * The sheet of call waiting: the active call stays visible, with one button for each choice, the safest first, and a further
 * one for a caller who offers video.
 * Subjects: call waiting, choices; second incoming call; Hold and answer; End and answer.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { CallState } from '../../phone/state.js';
import { calledPartyLine } from '../sip-call/call-hero.js';
import { icon } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';
import { avatar, nameOf } from '../shared/text/party.js';
import { currentCall, type PhoneAccess } from '../shared/commands/phone-access.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';

/** Returns the call that rings while another one is active. */
export function callWaitingOf(phone: PhoneLike): CallState | undefined {
  const shown = currentCall(phone);
  if (!shown || shown.status === 'incoming' || shown.status === 'ended') return undefined;
  return phone.state.calls.find((call) => call.status === 'incoming');
}

export function callWaitingSheet(call: CallState, access: PhoneAccess, words: Localizer): TemplateResult {
  const answer =
    (others: 'hold' | 'end', video = false) =>
    (): void =>
      void access.answer(call.id, { others, video }).catch(() => {});
  const number = call.peer.name
    ? html`<p class="muted cut" part="number"><bdi dir="ltr">${call.peer.number}</bdi></p>`
    : nothing;
  const { calledParty, peer } = call;
  const about = peer.suspect
    ? html` · <span part="spam" data-tone="warn">${words.term('possibleSpam')}</span>`
    : calledParty
      ? html` · ${calledPartyLine(calledParty, words)}`
      : nothing;
  return html`
    <div class="sheet" part="sheet" role="alertdialog" aria-labelledby="second-call" data-place="sheet">
      <div class="second">
        ${avatar(call.peer, { size: 'l' })}
        <div class="who">
          <p class="small muted cut" part="kind">${words.term('secondCall')}${about}</p>
          <h2 class="cut" part="name" id="second-call">${nameOf(call.peer, words.term('privateNumber'))}</h2>
          ${number}
        </div>
      </div>
      <div class="choices">
        <div>
          <button part="button" class="button tall call" @click=${answer('hold')}>
            ${icon('phone', { size: 'm', fill: true })}${words.term('holdAndAnswer')}
          </button>
          ${
            call.offersVideo
              ? html`<button
                  part="button"
                  class="button tall"
                  aria-label=${`${words.term('holdAndAnswer')} · ${words.term('camera')}`}
                  @click=${answer('hold', true)}
                >
                  ${icon('video', { size: 'm' })}
                </button>`
              : nothing
          }
        </div>
        <button part="button" class="button tall" @click=${answer('end')}>${words.term('endAndAnswer')}</button>
        <button part="button" class="button tall end-soft" @click=${() => void access.decline(call.id).catch(() => {})}>
          ${words.term('decline')}
        </button>
      </div>
    </div>
  `;
}
