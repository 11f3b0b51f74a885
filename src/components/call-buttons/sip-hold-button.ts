/** `<sip-hold-button>`: puts the far side on hold, and takes it back (RFC 3264 §8.4). */

import { ActionButton, type ActionView } from './action-button.js';

/**
 * Holds and resumes.
 *
 * @tag sip-hold-button
 * @slot - The word.
 * @slot icon - The icon.
 * @csspart base - The button.
 * @csspart face - Its face.
 * @csspart label - Its word.
 * @cssstate pressed - On hold.
 * @cssstate disabled
 */
export class SipHoldButton extends ActionButton {
  static readonly tagName: string = 'sip-hold-button';

  protected override view(): ActionView {
    const call = this.call;
    const held = call?.status === 'active' && call.hold.local;
    return {
      icon: held ? 'play' : 'pause',
      iconOptions: { fill: true },
      label: this.localize.term(held ? 'resume' : 'hold'),
      pressed: held,
      keys: 'h',
      disabled: call?.status !== 'active',
    };
  }

  protected override perform(): unknown {
    return this.access?.hold(undefined, this.call?.id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-hold-button': SipHoldButton;
  }
}
