/**
 * Calls as cards, where several are shown: a held call, a consultation, the participants of a conference.
 * Subjects: cards of calls; participants of a conference, shown.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallState } from '../../phone/state.js';
import { callShape, callWords } from '../shared/text/call-text.js';
import { icon } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';
import { avatar, nameOf, plainNameOf } from '../shared/text/party.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';
import { nameOrNumber } from '../shared/text/known-name.js';
import { qualityBars } from '../sip-call-quality/quality-bars.js';
import { shape } from '../shared/icons/shapes.js';
import type { MergedCall } from '../shared/phone/conference.js';
import type { Since } from './since.js';
import type { ActiveSpeaker } from './active-speaker.js';
import { formatDuration, type SecondTicker } from '../shared/time/time.js';

export interface CardsContext {
  readonly access: PhoneAccess;
  readonly words: Localizer;
  readonly ticker: SecondTicker;
  readonly talking: ActiveSpeaker;
  /** The start of each hold, by id of the call. */
  readonly held: Since;
}

/** Renders two or more calls; the active one is marked. */
export function callCards(calls: readonly CallState[], shownId: string, context: CardsContext): TemplateResult {
  return html`<ul class="cards" aria-label=${context.words.term('calls')}>
    ${repeat(
      calls,
      ({ id }) => id,
      (call) => callCard(call, call.id === shownId, context),
    )}
  </ul>`;
}

function callCard(call: CallState, shown: boolean, context: CardsContext): TemplateResult {
  const { access, words } = context;
  const waits = call.status === 'active' && !shown;
  const name = plainNameOf(call.peer, words.term('privateNumber'));
  return html`<li class="card ${shown ? 'is-active' : ''}" part="call" aria-current=${shown ? 'true' : 'false'}>
    ${avatar(call.peer)}
    <div class="who">
      <b class="cut" part="name">${nameOf(call.peer, words.term('privateNumber'))}</b>
      <span class="sub" part="line">${cardLine(call, context)}</span>
    </div>
    ${
      waits
        ? html`<button
            class="icon-button"
            part="button"
            type="button"
            data-place="cards"
            aria-label=${words.term('swapWith', name)}
            @click=${() => void access.swap(call.id).catch(() => {})}
          >
            ${icon('play', { size: 'm', fill: true })}
          </button>`
        : nothing
    }
  </li>`;
}

function cardLine(call: CallState, { access, words, ticker, held }: CardsContext): TemplateResult {
  const since = held.of(call.id);
  if (call.status === 'active' && call.transfer && call.transfer.status !== 'refused') {
    const term = call.transfer.status === 'trying' ? 'transferringTo' : 'transferRings';
    return html`<span class="cut">${words.term(term, nameOrNumber(access.phone.state, call.transfer.target))}</span>`;
  }
  if (since !== undefined)
    return html`${shape('held')}<span
        >${words.term('onHold')} · <time dir="ltr">${formatDuration(ticker.secondsSince(since))}</time></span
      >`;
  if (call.status === 'active' && !call.hold.remote && call.media !== 'interrupted')
    return html`${call.quality ? qualityBars(call.quality.bars) : shape('busy')}<time dir="ltr"
        >${formatDuration(ticker.secondsSince(call.answeredAt))}</time
      >`;
  return html`${shape(callShape(call))}<span class="cut">${callWords(call, words)}</span>`;
}

/** Renders a conference: number of participants, duration, and buttons to mute or remove each participant. */
export function conferenceView(calls: readonly MergedCall[], context: CardsContext): TemplateResult {
  const { words, ticker } = context;
  const since = Math.min(...calls.map(({ answeredAt }) => answeredAt));
  const worst = calls.map(({ quality }) => quality?.bars).reduce((a, b) => ((b ?? 4) < (a ?? 4) ? b : a));
  return html`<div class="people">
      <h2 class="strong" part="name">${words.term('people', calls.length + 1)}</h2>
      <span class="chip" part="state"
        >${worst === undefined ? nothing : qualityBars(worst)}<time dir="ltr" part="timer"
          >${formatDuration(ticker.secondsSince(since))}</time
        ></span
      >
    </div>
    <ul class="cards" aria-label=${words.term('calls')}>
      ${repeat(
        calls,
        ({ id }) => id,
        (call) => participant(call, context),
      )}
    </ul>`;
}

function participant(call: MergedCall, { access, words, talking }: CardsContext): TemplateResult {
  const name = plainNameOf(call.peer, words.term('privateNumber'));
  const silenced = call.participantMuted === true;
  const talks = !silenced && talking.talks(call.id);
  const line = silenced ? words.term('mutedByYou') : talks ? words.term('talking') : callWords(call, words);
  const mute = (): void => void access.muteParticipant(!silenced, call.id).catch(() => {});
  const remove = (): void => void access.hangUp(call.id).catch(() => {});
  return html`<li class="card ${talks ? 'is-active' : ''}" part="participant">
    ${avatar(call.peer)}
    <div class="who">
      <b class="cut" part="name">${nameOf(call.peer, words.term('privateNumber'))}</b>
      <span class="sub" part="line">${line}</span>
    </div>
    <button
      part="button"
      class="icon-button ${silenced ? 'is-on' : ''}"
      type="button"
      data-place="cards"
      aria-label=${words.term(silenced ? 'unmuteName' : 'muteName', name)}
      @click=${mute}
    >
      ${icon(silenced ? 'mic-off' : 'mic', { size: 'm' })}
    </button>
    <button
      part="button"
      class="icon-button"
      type="button"
      data-place="cards"
      aria-label=${words.term('removeName', name)}
      @click=${remove}
    >
      ${icon('x', { size: 'm' })}
    </button>
  </li>`;
}
