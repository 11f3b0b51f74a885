/**
 * `<sip-call-button>`: calls its `number`, else the number typed into the phone, else the last number dialled.
 * Subjects: <sip-call-button>; call button; redial of the last number.
 */

import { nameOrNumber } from '../shared/text/known-name.js';
import { property } from 'lit/decorators.js';
import { COMMANDS } from '../../phone/commands.js';
import { ActionButton, type ActionView } from './action-button.js';

/**
 * Places a call.
 *
 * @tag sip-call-button
 * @attr {string} number - The number or SIP URI to call. Default: the number typed into the phone, else the last number dialled.
 * @slot - The label.
 * @slot icon - The icon.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @csspart icon - Each icon.
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

  get #target(): string | undefined {
    return this.number || (this.phoneState && COMMANDS.call.fallback(this.phoneState));
  }

  protected override get isPossible(): boolean {
    const status = this.phoneState?.account.status;
    return Boolean(this.#target) && status !== 'refused' && status !== 'unconfigured' && status !== 'stopped';
  }

  protected override view(): ActionView {
    const redials = !this.number && !this.phoneState?.dialString.trim();
    const target = this.#target;
    const word =
      redials && target
        ? `${this.localize.term('redial')} ${nameOrNumber(this.phoneState, target)}`
        : this.localize.term('call');
    return { icon: 'phone', iconOptions: { fill: true }, label: this.label ?? word, kind: 'call' };
  }

  protected override perform(): unknown {
    return this.#target && this.access?.dial(this.#target);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-call-button': SipCallButton;
  }
}
