/**
 * `<sip-keypad-button>`: requests the keypad of a call. The enclosing `<sip-call>` or the page shows it.
 * Subjects: <sip-keypad-button>; keypad button.
 */

import { property } from 'lit/decorators.js';
import { SipKeypadRequestEvent } from '../shared/events/events.js';
import { ActionButton, type ActionView } from './action-button.js';

/**
 * Opens and closes the keypad of a call.
 *
 * @tag sip-keypad-button
 * @fires sip-keypad-request - The user asks to open or close the keypad. Does not bubble.
 * @slot - The label.
 * @slot icon - The icon.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @csspart icon - Each icon.
 * @cssstate disabled - The button has no effect now.
 */
export class SipKeypadButton extends ActionButton {
  static readonly tagName: string = 'sip-keypad-button';

  /** Whether the keypad is open. */
  @property({ type: Boolean, reflect: true }) accessor open = false;

  protected override view(): ActionView {
    return {
      icon: 'grip',
      label: this.localize.term(this.open ? 'hide' : 'keypad'),
      expanded: this.open,
    };
  }

  protected override get isPossible(): boolean {
    const status = this.call?.status;
    return status === 'active' || status === 'early' || status === 'ringing' || status === 'dialing';
  }

  protected override get keys(): string {
    return 'k';
  }

  protected override perform(): void {
    this.dispatchEvent(new SipKeypadRequestEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-keypad-button': SipKeypadButton;
  }
}
