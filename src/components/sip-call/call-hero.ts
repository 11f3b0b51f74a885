/**
 * The middle of a call card: peer, number and line of state; after the end, the cause as a sentence.
 * Subjects: peer and state of a call, shown; cause of an ended call, shown; spam warning, shown; recording mark; technical cause;
 * number and name of the peer, shown; quality as words; link to the page of a caller.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { CallState, Cause, Party } from '../../phone/state.js';
import { icon, type Icon } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';
import { avatar, isLongName, nameOf, plainNameOf } from '../shared/text/party.js';
import { qualityBars, toneOf } from '../sip-call-quality/quality-bars.js';
import { shape } from '../shared/icons/shapes.js';
import { refusedTransferWords } from '../shared/text/call-text.js';
import { formatDuration } from '../shared/time/time.js';

type Live = Exclude<CallState, { status: 'ended' }>;
type Ended = Extract<CallState, { status: 'ended' }>;

/** Values of the middle that are not in the state of the call. */
interface HeroExtras {
  /** Seconds since this phone put the call on hold. */
  readonly heldFor?: number | undefined;
  /** Whether the remote party is speaking. */
  readonly talks?: boolean;
  /** Returns the name of a transfer target, else the target. */
  readonly nameFor?: (target: string) => string;
}

export function hero(
  call: Live,
  words: Localizer,
  { heldFor, talks = false, nameFor = (target) => target }: HeroExtras = {},
): TemplateResult {
  const rings = call.status === 'ringing' || (call.status === 'incoming' && !call.ignored);
  const incoming = call.status === 'incoming';
  const name = { name: true, big: incoming, 'is-long': isLongName(call.peer) };
  return html`
    <div class="hero ${heldFor === undefined ? '' : 'is-dim'}" part="hero">
      ${incoming ? html`<p class="kind" part="kind">${words.term('incomingCall')}</p>` : nothing}
      ${avatar(call.peer, { size: 'xl', waves: rings, talks })}
      <h2 class=${classMap(name)} part="name">${nameOf(call.peer, words.term('privateNumber'))}</h2>
      ${numberLine(call, words, nameFor)} ${incoming ? lookUpLines(call, words) : nothing}
      <slot name="after-caller"></slot>
      ${incoming ? nothing : html`<p class="state" part="state">${stateLine(call, words, heldFor)}</p>`}
    </div>
  `;
}

function numberLine(
  call: Live,
  words: Localizer,
  nameFor: (target: string) => string,
): TemplateResult | typeof nothing {
  if (call.status === 'resuming') return html`<p class="number note" part="number">${words.term('resuming')}</p>`;
  if (call.status === 'active' && call.transfer && call.transfer.status !== 'refused')
    return html`<p class="number note" part="number">
      ${words.term(call.transfer.status === 'trying' ? 'transferringTo' : 'transferRings', nameFor(call.transfer.target))}
    </p>`;
  if (call.status === 'active' && call.hold.remote)
    return html`<p class="number note" part="number">${shape('held')}${words.term('remoteHold')}</p>`;
  if (call.status === 'early') return html`<p class="number" part="number">${words.term('audioFromNetwork')}</p>`;
  // Without a name the number is already shown in place of the name.
  const number = call.peer.name ? html`<bdi dir="ltr">${call.peer.number}</bdi>` : nothing;
  // The note stands before the number when it has no line of its own.
  const note = call.status !== 'incoming' && call.peer.note ? html`<bdi>${call.peer.note}</bdi>` : nothing;
  const both = number !== nothing && note !== nothing ? ' · ' : nothing;
  // After a redirect the called target differs from the one that the user dialled.
  const called = call.redirectTarget ? calledPartyLine({ ...call.redirectTarget, name: '' }, words) : nothing;
  const and = called !== nothing && (number !== nothing || note !== nothing) ? ' · ' : nothing;
  if (call.status === 'incoming' && number === nothing) return nothing;
  return html`<p class="number cut" part="number">${note}${both}${number}${and}${called}</p>`;
}

/** Renders the note of the caller lookup, and the called party. */
function lookUpLines(call: Live, words: Localizer): TemplateResult {
  const { note, url } = call.peer;
  const link = url && isWebPage(url) ? url : undefined;
  const line = link
    ? html`<a href=${link} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer"
        ><bdi>${note || words.term('aboutCaller')}</bdi></a
      >`
    : note && html`<bdi>${note}</bdi>`;
  return html`
    ${line ? html`<p class="${call.peer.name ? 'lookup small' : 'number'} cut" part="note">${line}</p>` : nothing}
    ${call.peer.suspect ? html`<p class="lookup">${spamChip(words)}</p>` : nothing}
    ${
      call.calledParty
        ? html`<p class="lookup" part="called-party">
            <span class="chip" part="chip" data-tone="info"
              ><span class="cut">${calledPartyLine(call.calledParty, words)}</span></span
            >
          </p>`
        : nothing
    }
  `;
}

/** Renders the warning about a caller. */
const spamChip = (words: Localizer): TemplateResult =>
  html`<span class="chip" part="spam" data-tone="warn"
    >${icon('triangle-alert', { size: 's' })}${words.term('possibleSpam')}</span
  >`;

/** Renders the called party and the quality of an active call; visible in the agent panel. */
export function callChips(call: Live, words: Localizer): TemplateResult | typeof nothing {
  if (call.status !== 'active' || (!call.calledParty && !call.quality)) return nothing;
  const { calledParty, quality } = call;
  return html`<div class="chips" part="chips">
    ${
      calledParty
        ? html`<span class="chip" part="chip" data-tone="info"
            ><span class="cut">${calledPartyLine(calledParty, words)}</span></span
          >`
        : nothing
    }
    ${
      quality
        ? html`<span class="chip last" part="chip" data-tone=${toneOf(quality.bars)}
            >${qualityBars(quality.bars)}${words.term('qualityWord', quality.bars)}</span
          >`
        : nothing
    }
  </div>`;
}

/** Accepts URLs of web pages only: no `javascript:` and no `data:`. */
function isWebPage(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** Renders the number or queue that was called: "Sales · to 2000". */
export function calledPartyLine(via: Party, words: Localizer): TemplateResult {
  const number = words.term('toNumber', `\u2066${via.number}\u2069`);
  return via.name ? html`<bdi>${via.name}</bdi> · ${number}` : html`${number}`;
}

function stateLine(call: Live, words: Localizer, heldFor: number | undefined): TemplateResult {
  const quiet = (text: string): TemplateResult => html`<span class="muted" part="text">${text}</span>`;
  switch (call.status) {
    case 'dialing':
      return quiet(words.term('calling'));
    case 'ringing':
      return quiet(words.term('ringing'));
    case 'early':
    case 'incoming':
    case 'answering':
      return quiet(words.term('connecting'));
    case 'ending':
      return quiet(words.term('ending'));
    case 'resuming':
      return html`<sip-call-quality></sip-call-quality><sip-call-timer exportparts="base:timer"></sip-call-timer>`;
    case 'active':
      if (heldFor !== undefined)
        return html`${shape('held')}<span
            >${words.term('onHold')} · <time dir="ltr">${formatDuration(heldFor)}</time></span
          >`;
      if (call.media === 'connecting') return quiet(words.term('connecting'));
      return html`<sip-call-quality></sip-call-quality
        ><sip-call-timer exportparts="base:timer"></sip-call-timer>${recordingMark(call, words)}`;
  }
}

/** Renders the mark of a recording that runs or is paused. */
export function recordingMark(call: CallState, words: Localizer): TemplateResult | typeof nothing {
  if (call.status !== 'active' || !call.recording || call.recording.status === 'failed') return nothing;
  const paused = call.recording.status === 'paused';
  return html`<span class="recording ${paused ? 'muted' : ''}" part="recording"
    >${icon(paused ? 'pause' : 'record', { size: 's' })}${words.term(paused ? 'recordingPaused' : 'recording')}</span
  >`;
}

const SIGN: Partial<Record<Cause, Icon>> = {
  'server-error': 'cloud-off',
  timeout: 'cloud-off',
  'no-connection': 'wifi-off',
  'no-audio-path': 'wifi-off',
  'connection-lost': 'wifi-off',
  'not-resumed': 'wifi-off',
  'resumed-too-late': 'wifi-off',
  'not-signed-in': 'wifi-off',
  'microphone-denied': 'mic-off',
  'microphone-missing': 'mic-off',
  'microphone-insecure': 'mic-off',
  'microphone-frame': 'mic-off',
  'microphone-sandbox': 'mic-off',
  'microphone-policy': 'mic-off',
};

/** Returns the icon of a failure; undefined for a normal end. */
export function markOf(call: Ended): Icon | undefined {
  return call.failed ? (SIGN[call.cause] ?? 'phone-missed') : undefined;
}

/** Renders an ended call. `retryIn`: seconds until the phone calls again automatically. */
export function endedHero(call: Ended, words: Localizer, details: boolean, retryIn?: number): TemplateResult {
  const sign = markOf(call);
  const technical = details ? html`<p class="technical" part="details">${technicalLine(call, words)}</p>` : nothing;
  return sign ? failed(call, words, sign, technical, retryIn) : ended(call, words, technical);
}

type Extra = TemplateResult | typeof nothing;

function failed(
  call: Ended,
  words: Localizer,
  sign: Icon,
  technical: Extra,
  retryIn: number | undefined,
): TemplateResult {
  // Without a name the sentence has the number.
  const number = call.cause === 'busy' && !call.peer.name ? '' : html`<bdi dir="ltr">${call.peer.number}</bdi>`;
  const sentence =
    call.cause === 'busy'
      ? words.term('busyName', plainNameOf(call.peer, words.term('privateNumber')))
      : words.term('cause', call.cause);
  return html`
    <div class="hero" part="hero">
      <div class="mark" part="mark" data-tone="bad">${icon(sign)}</div>
      <h2 class=${classMap({ name: true, sentence: true, 'is-long': sentence.length > 36 })} part="name">
        ${sentence}
      </h2>
      <p class="number cut" part="number">${retryIn ? words.term('tryingAgainIn', retryIn) : number}</p>
      ${technical}
    </div>
  `;
}

function ended(call: Ended, words: Localizer, technical: Extra): TemplateResult {
  const lasted = call.answeredAt !== undefined;
  const sentence = { local: 'endedByYou', remote: 'endedByRemote', system: 'endedBySystem' } as const;
  const how =
    call.cause === 'transferred' || call.cause === 'ended-meanwhile'
      ? words.term('cause', call.cause)
      : call.transfer
        ? refusedTransferWords(call.transfer, words)
        : words.term(sentence[call.endedBy]);
  const line = lasted ? how : html`<bdi dir="ltr">${call.peer.name ? call.peer.number : ''}</bdi>`;
  const state = lasted
    ? html`${words.term('callEnded')} · <sip-call-timer exportparts="base:timer"></sip-call-timer>`
    : words.term('cause', call.cause);
  return html`
    <div class="hero" part="hero">
      ${avatar(call.peer, { size: 'xl' })}
      <h2 class=${classMap({ name: true, 'is-long': isLongName(call.peer) })} part="name">
        ${nameOf(call.peer, words.term('privateNumber'))}
      </h2>
      <p class="number ${lasted ? '' : 'cut'}" part="number">${line}</p>
      <p class="state" part="state"><span class="ended-words">${state}</span></p>
      ${technical}
    </div>
  `;
}

/** Returns the facts for an administrator: the SIP status code, if there was one, and the time. */
function technicalLine(call: Ended, words: Localizer): TemplateResult {
  const time = words.date(new Date(call.endedAt), { timeStyle: 'medium' });
  const code = call.statusCode === undefined ? call.cause : `${call.statusCode} ${call.reason ?? ''}`.trim();
  return html`<bdi>${code}</bdi> · ${time}`;
}
