/**
 * `<sip-mute-button>`: mutes and unmutes the microphone, also before the call is answered.
 * Subjects: <sip-mute-button>; mute button; microphone off, button; ring around the mute icon.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { ActionView } from './action-button.js';
import { CommandButton } from './command-button.js';

/**
 * Mutes and unmutes the microphone. A toggle button.
 *
 * @tag sip-mute-button
 * @slot - The label.
 * @slot icon - The icon.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @csspart attention - The ring around the icon while the user speaks and is muted.
 * @csspart icon - Each icon.
 * @cssstate pressed - The microphone is muted.
 * @cssstate disabled - The button has no effect now.
 */
export class SipMuteButton extends CommandButton {
  static readonly tagName: string = 'sip-mute-button';

  protected override readonly command = 'mute';

  protected override view(): ActionView {
    const call = this.call;
    const muted = call?.muted ?? false;
    return {
      icon: muted ? 'mic-off' : 'mic',
      label: this.localize.term(muted ? 'unmute' : 'mute'),
      on: muted,
    };
  }

  /** A call that rings, or that comes back after a reload, has no microphone to mute yet. */
  protected override get isPossible(): boolean {
    const status = this.call?.status;
    return super.isPossible && status !== 'incoming' && status !== 'resuming';
  }

  /** Draws a ring around the icon while the user speaks and is muted. */
  protected override extra(): TemplateResult | typeof nothing {
    const { call } = this;
    const isTalking = call?.status === 'active' && call.muted && call.quality?.warnings.includes('talking-while-muted');
    return isTalking ? html`<span class="attention" part="attention"></span>` : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-mute-button': SipMuteButton;
  }
}
