/** `<sip-mute-button>`: stops sending the microphone, and sends it again. Works before the call is answered. */

import { ActionButton, type ActionView } from './internal/action-button.js';

/**
 * Mutes.
 *
 * @tag sip-mute-button
 * @slot - The word.
 * @slot icon - The icon.
 * @csspart base - The button.
 * @csspart face - Its face.
 * @csspart label - Its word.
 * @cssstate pressed - Muted.
 * @cssstate disabled
 */
export class SipMuteButton extends ActionButton {
  static readonly tagName: string = 'sip-mute-button';

  protected override view(): ActionView {
    const call = this.call;
    const muted = call?.muted ?? false;
    return {
      icon: muted ? 'mic-off' : 'mic',
      label: this.localize.term(muted ? 'unmute' : 'mute'),
      pressed: muted,
      keys: 'm',
      disabled: !call || call.status === 'ended' || call.status === 'ending' || call.status === 'incoming',
    };
  }

  protected override perform(): unknown {
    return this.access?.mute(undefined, this.call?.id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-mute-button': SipMuteButton;
  }
}
