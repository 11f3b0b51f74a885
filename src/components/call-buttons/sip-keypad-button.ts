/** `<sip-keypad-button>`: opens and closes the keypad of a call. What it opens is named by the `sip-call` or the page around it. */

import { property } from 'lit/decorators.js';
import { SipKeypadRequestEvent } from '../shared/events/events.js';
import { ActionButton, type ActionView } from './action-button.js';

/**
 * Opens the keypad of a call.
 *
 * @tag sip-keypad-button
 * @fires sip-keypad-request - The keypad is asked for, or asked to go. Does not bubble.
 * @slot - The word.
 * @slot icon - The icon.
 * @csspart base - The button.
 * @csspart face - Its face.
 * @csspart label - Its word.
 * @cssstate disabled
 */
export class SipKeypadButton extends ActionButton {
  static readonly tagName: string = 'sip-keypad-button';

  /** Whether the keypad is open. */
  @property({ type: Boolean, reflect: true }) accessor open = false;

  protected override view(): ActionView {
    const status = this.call?.status;
    return {
      icon: 'grip',
      label: this.localize.term(this.open ? 'hide' : 'keypad'),
      expanded: this.open,
      keys: 'k',
      disabled: status !== 'active' && status !== 'early',
    };
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
