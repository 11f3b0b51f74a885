/** `<sip-mute-button>`: stops sending the microphone, and sends it again. Works before the call is answered. */

import { html, nothing, type TemplateResult } from 'lit';
import { ActionButton, type ActionView } from './action-button.js';

/**
 * Mutes.
 *
 * @tag sip-mute-button
 * @slot - The word.
 * @slot icon - The icon.
 * @csspart base - The button.
 * @csspart face - Its face.
 * @csspart label - Its word.
 * @csspart attention - The ring around the face while somebody talks who is muted.
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

  /** A ring around the key while somebody talks who is not heard. */
  protected override extra(): TemplateResult | typeof nothing {
    const { call } = this;
    const unheard = call?.status === 'active' && call.muted && call.quality?.warnings.includes('talking-while-muted');
    return unheard ? html`<span class="attention" part="attention"></span>` : nothing;
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
