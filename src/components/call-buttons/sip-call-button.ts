/** `<sip-call-button>`: calls its `number`, else the number typed into the phone, else the last number dialled. */

import { property } from 'lit/decorators.js';
import type { PhoneState } from '../../phone/state.js';
import { ActionButton, type ActionView } from './action-button.js';

/**
 * Places a call.
 *
 * @tag sip-call-button
 * @attr {string} number - The number or SIP URI to call. Default: the number typed into the phone, else the last number dialled.
 * @slot - The label, instead of the default text.
 * @slot icon - The icon, instead of the default one.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @cssstate disabled - The button has no effect now.
 */
export class SipCallButton extends ActionButton {
  static readonly tagName: string = 'sip-call-button';

  /** The number or SIP URI to call. Default: the number typed into the phone, else the last number dialled. */
  @property() accessor number: string | undefined = undefined;

  /** The label instead of "Call", such as "Call back". */
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
