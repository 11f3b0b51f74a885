/** `<sip-call-button>`: calls what has been typed, or a number of its own; with nothing typed it redials. */

import { property } from 'lit/decorators.js';
import type { PhoneState } from '../../phone/state.js';
import { ActionButton, type ActionView } from './action-button.js';

/**
 * Calls.
 *
 * @tag sip-call-button
 * @attr {string} number - What to call; without it what has been typed into the phone, else the last number.
 * @slot - The word.
 * @slot icon - The icon.
 * @csspart base - The button.
 * @csspart face - Its face.
 * @csspart label - Its word.
 * @cssstate disabled
 */
export class SipCallButton extends ActionButton {
  static readonly tagName: string = 'sip-call-button';

  /** What to call. */
  @property() accessor number: string | undefined = undefined;

  /** The word instead of "Call", such as "Call back". */
  @property() accessor label: string | undefined = undefined;

  protected override select(): unknown {
    return this.phoneState;
  }

  #target(state: PhoneState | undefined): { number: string; redial: boolean } {
    if (this.number) return { number: this.number, redial: false };
    if (state?.dialString.trim()) return { number: state.dialString, redial: false };
    return { number: state?.lastDialled ?? '', redial: true };
  }

  protected override view(): ActionView {
    const state = this.phoneState;
    const { number, redial } = this.#target(state);
    const status = state?.account.status;
    const cannot = !state || status === 'refused' || status === 'unconfigured' || status === 'stopped' || !number;
    const word = redial && number ? `${this.localize.term('redial')} ${number}` : this.localize.term('call');
    return { icon: 'phone', iconOptions: { fill: true }, label: this.label ?? word, kind: 'call', disabled: cannot };
  }

  protected override perform(): unknown {
    const { number } = this.#target(this.phoneState);
    return number ? this.access?.dial(number) : undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-call-button': SipCallButton;
  }
}
