/** `<sip-answer-button>`: answers an incoming call (RFC 3261 §13.3.1.4). */

import type { CallState } from '../../phone/state.js';
import { ActionButton, type ActionView } from './action-button.js';
import { ringingCall } from '../shared/commands/phone-access.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';

/**
 * Answers the incoming call. Disabled while no call rings.
 *
 * @tag sip-answer-button
 * @slot - The label, instead of the default text.
 * @slot icon - The icon, instead of the default one.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @cssstate disabled - The button has no effect now.
 */
export class SipAnswerButton extends ActionButton {
  static readonly tagName: string = 'sip-answer-button';

  protected override impliedCall(phone: PhoneLike): CallState | undefined {
    return ringingCall(phone);
  }

  protected override view(): ActionView {
    return {
      icon: 'phone',
      iconOptions: { fill: true },
      label: this.localize.term('answer'),
      kind: 'call',
      keys: 'Enter',
      disabled: this.call?.status !== 'incoming',
    };
  }

  protected override perform(): unknown {
    return this.access?.answer(this.call?.id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-answer-button': SipAnswerButton;
  }
}
