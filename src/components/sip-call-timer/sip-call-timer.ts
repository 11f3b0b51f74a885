/**
 * `<sip-call-timer>`: the duration of a call since the answer.
 * Subjects: <sip-call-timer>; timer of a call.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { CallElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { inlineStyles } from '../shared/styles/inline.styles.js';
import { isInCall } from '../shared/commands/phone-access.js';
import { formatDuration } from '../shared/time/time.js';

/**
 * The timer of a call; empty before the answer.
 *
 * @tag sip-call-timer
 * @attr {string} call-id - Id of the call. Default: that of the `<sip-call>` around, else the active one.
 * @csspart base - The `<time>`.
 */
export class SipCallTimer extends CallElement {
  static readonly tagName: string = 'sip-call-timer';
  static override styles = [SipElement.styles, inlineStyles];

  protected override render(): TemplateResult | typeof nothing {
    const call = this.call;
    if (isInCall(call)) return this.#time(this.ticker.secondsSince(call.answeredAt));
    if (call?.status === 'ended' && call.answeredAt !== undefined)
      return this.#time(Math.floor((call.endedAt - call.answeredAt) / 1000));
    return nothing;
  }

  #time(seconds: number): TemplateResult {
    return html`<time part="base" dir="ltr" datetime="PT${seconds}S">${formatDuration(seconds)}</time>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-call-timer': SipCallTimer;
  }
}
