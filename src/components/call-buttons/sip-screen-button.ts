/**
 * `<sip-screen-button>`: starts and stops sending the video of the screen in a call (Screen Capture §5.1).
 * Subjects: <sip-screen-button>; share-screen button.
 */

import type { ActionView } from './action-button.js';
import { CommandButton } from './command-button.js';
import { more } from '../shared/icons/more-icons.js';

/**
 * Sends the video of the screen or of a window to the remote party; the browser asks which. A toggle button.
 *
 * @tag sip-screen-button
 * @slot - The label.
 * @slot icon - The icon.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @csspart icon - Each icon.
 * @cssstate pressed - The video of the screen is sent.
 * @cssstate disabled - The button has no effect now.
 */
export class SipScreenButton extends CommandButton {
  static readonly tagName: string = 'sip-screen-button';

  get #shows(): boolean {
    const { call } = this;
    return call?.status === 'active' && call.video?.local === 'screen';
  }

  protected override readonly command = 'show';

  protected override view(): ActionView {
    const shows = this.#shows;
    return {
      icon: more('monitor-up'),
      label: this.localize.term('shareScreen'),
      pressed: shows,
    };
  }

  protected override get isPossible(): boolean {
    const canShare = typeof navigator.mediaDevices?.getDisplayMedia === 'function';
    return super.isPossible && (canShare || this.#shows);
  }

  protected override perform(): unknown {
    return this.access?.toggleShow('screen', this.call?.id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-screen-button': SipScreenButton;
  }
}
