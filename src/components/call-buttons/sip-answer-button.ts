/** `<sip-answer-button>`: answers the call that rings. */

import type { CallState } from '../../phone/state.js';
import { ActionButton, type ActionView } from './action-button.js';
import { ringingCall } from '../shared/commands/phone-access.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';

/**
 * Answers.
 *
 * @tag sip-answer-button
 * @slot - The word.
 * @slot icon - The icon.
 * @csspart base - The button.
 * @csspart face - Its face.
 * @csspart label - Its word.
 * @cssstate disabled
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
