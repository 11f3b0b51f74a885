/**
 * `<sip-call-list>`: all current calls, each with its state and its immediate commands.
 * Subjects: <sip-call-list>; list of current calls.
 */

import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AnswerOptions } from '../../phone/calls/call.js';
import type { CallState, PhoneState } from '../../phone/state.js';
import { avatarStyles } from '../shared/styles/avatar.styles.js';
import { callShape, callWords } from '../shared/text/call-text.js';
import { cardStyles } from '../shared/styles/card.styles.js';
import { avatar, nameOf } from '../shared/text/party.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { icon } from '../shared/icons/icons.js';
import { shape } from '../shared/icons/shapes.js';
import { SipElement } from '../shared/base/sip-element.js';
import { barsStyles, qualityBars } from '../sip-call-quality/quality-bars.js';
import { formatDuration } from '../shared/time/time.js';
import { Since } from '../sip-call/since.js';
import { SipCallTimer } from '../sip-call-timer/sip-call-timer.js';

const styles = css`
  /* Name and time, below them the state, which has the room of both. */
  .card {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto auto;
    align-content: center;
    gap: 0;
    min-block-size: 68px;
  }
  .card .avatar {
    --size: 36px;
    grid-area: 1 / 1 / span 2;
    margin-inline-end: var(--_space-3);
  }
  .card .who {
    display: grid;
    grid: subgrid / subgrid;
    grid-area: 1 / 2 / span 2 / span 2;
  }
  .card .sub {
    grid-column: span 2;
  }
  .card b {
    font-size: var(--_text-m);
    line-height: 20px;
  }
  sip-call-timer {
    font-size: var(--_text-s);
    color: var(--_color-text-muted);
  }
  sip-call-timer,
  time {
    grid-area: 1 / 3;
    margin-inline-start: var(--_space-2);
  }
  .icon-button {
    grid-area: 1 / 4 / span 2;
    margin-inline: var(--_space-1) -8px;
    margin-block: -4px;
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    grid-column: 1 / -1;
    margin-block-start: var(--_space-3);
  }
  .pair .button {
    flex: 1 0 auto;
    padding-inline: 7px;
  }
  .pair .wide {
    flex-basis: 100%;
  }
  .pair .button:not(.call, .end-soft) {
    background: var(--_color-sunken-hover);
  }
  /* In a narrow list beside a call the name of the queue takes another line. */
  @container (480px <= width < 600px) {
    .card {
      padding-inline: var(--_space-2);
    }
    .sub .cut {
      white-space: normal;
      overflow-wrap: anywhere;
    }
  }
`;

/**
 * The list of current calls.
 *
 * @tag sip-call-list
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {boolean} beside-call - The active call has its buttons elsewhere: none for it, fewer for others.
 * @slot empty - Content without a call.
 * @csspart base - The list.
 * @csspart item - Each call.
 * @csspart item-active - The active call.
 * @csspart item-idle - Each other call.
 * @csspart name - The name of the peer.
 * @csspart time - How long it rings or is on hold.
 * @csspart action - Each button.
 * @csspart avatar - The image or initials.
 * @csspart bars - The bars of the quality.
 * @csspart icon - Each icon.
 * @csspart line - The second line.
 * @csspart shape - The shape of a state.
 * @cssstate empty - There is no call.
 */
export class SipCallList extends PhoneElement {
  static readonly tagName: string = 'sip-call-list';
  protected static override readonly laterSlots = ['empty'];
  static readonly dependencies = [SipCallTimer];
  static override styles = [SipElement.styles, avatarStyles, cardStyles, barsStyles, styles];

  @property({ type: Boolean, attribute: 'beside-call' }) accessor besideCall = false;

  /** When each call was put on hold. */
  readonly #held = new Since();

  protected override select(state: PhoneState): unknown {
    return [state.calls, state.activeCallId];
  }

  protected override render(): TemplateResult {
    const calls = this.phoneState?.calls ?? [];
    this.toggleState('empty', calls.length === 0);
    this.#held.watch(calls.filter((call) => call.status === 'active' && call.hold.local).map(({ id }) => id));
    if (calls.length === 0) return html`<slot name="empty"></slot>`;
    return html`<ul class="cards" part="base" aria-label=${this.hostLabel ?? this.localize.term('calls')}>
      ${repeat(
        calls,
        ({ id }) => id,
        (call) => this.#item(call),
      )}
    </ul>`;
  }

  #item(call: CallState): TemplateResult {
    const active = call.id === this.phoneState?.activeCallId;
    return html`
      <li
        part="item ${active ? 'item-active' : 'item-idle'}"
        class="card ${active ? 'is-active' : ''}"
        aria-current=${active ? 'true' : 'false'}
      >
        ${avatar(call.peer)}
        <div class="who">
          <b class="cut" part="name">${nameOf(call.peer, this.localize.term('privateNumber'))}</b>
          <span class="sub" part="line" data-tone=${call.status === 'incoming' ? 'info' : nothing}
            >${this.#sign(call)}<span class="cut">${this.#words(call)}</span></span
          >
        </div>
        ${this.#time(call)} ${this.#actions(call)}
      </li>
    `;
  }

  #sign(call: CallState): TemplateResult {
    const quality = call.status === 'active' && !call.hold.local ? call.quality : undefined;
    return quality ? qualityBars(quality.bars) : shape(callShape(call));
  }

  /** Returns the state; of an incoming call also the number or queue that was called. */
  #words(call: CallState): string {
    if (call.status === 'incoming' && call.peer.suspect) return this.localize.term('possibleSpam');
    const via = call.status === 'incoming' && call.calledParty && (call.calledParty.name || call.calledParty.number);
    return via ? this.localize.term('incomingOn', via) : callWords(call, this.localize);
  }

  /** Renders how long the call rings, is on hold or lasts. */
  #time(call: CallState): TemplateResult {
    const since = call.status === 'incoming' ? call.createdAt : this.#held.of(call.id);
    return since === undefined
      ? html`<sip-call-timer call-id=${call.id} .phone=${this.access?.phone}></sip-call-timer>`
      : html`<time class="small muted" dir="ltr" part="time">${formatDuration(this.ticker.secondsSince(since))}</time>`;
  }

  #actions(call: CallState): TemplateResult | typeof nothing {
    const { access } = this;
    if (!access) return nothing;
    const word = this.localize;
    const shown = call.id === access.phone.state.activeCallId;
    if (shown && this.besideCall) return nothing;
    const others = access.phone.state.calls.some(({ id, status }) => id !== call.id && status === 'active');
    if (call.status === 'incoming') {
      const decline = this.#button(word.term('decline'), 'end-soft', () => access.decline(call.id));
      const answer = (label: string, kind: string, options?: AnswerOptions): TemplateResult =>
        this.#button(label, kind, () => access.answer(call.id, options));
      const label = word.term('answer');
      const video = call.offersVideo ? answer(`${label} · ${word.term('camera')}`, 'wide', { video: true }) : nothing;
      // Hang up of the other call is beside the list; Answer holds that call.
      if (!others || this.besideCall)
        return html`<span class="pair">${decline} ${answer(label, 'call')} ${video}</span>`;
      return html`<span class="pair">
        ${answer(word.term('holdAndAnswer'), 'wide call', { others: 'hold' })} ${video}
        ${answer(word.term('endAndAnswer'), '', { others: 'end' })} ${decline}
      </span>`;
    }
    if (call.status !== 'active' || (shown && !call.hold.local) || (this.besideCall && call.merged)) return nothing;
    const swap = (): Promise<void> => access.swap(call.id);
    if (this.besideCall)
      return html`<button
        type="button"
        part="action"
        class="icon-button"
        aria-label=${word.term('resume')}
        @click=${() => void swap().catch(() => {})}
      >
        ${icon('play', { size: 'm', fill: true })}
      </button>`;
    return html`<span class="pair">
      ${this.#button(word.term('hangUp'), 'end-soft', () => access.hangUp(call.id))}
      ${this.#button(word.term('resume'), '', swap)}
    </span>`;
  }

  #button(label: string, kind: string, press: () => Promise<void>): TemplateResult {
    return html`<button
      type="button"
      part="action"
      class="button low ${kind}"
      @click=${() => void press().catch(() => {})}
    >
      ${label}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-call-list': SipCallList;
  }
}
