/**
 * `<sip-camera-button>`: starts and stops sending the video of the camera in a call.
 * Subjects: <sip-camera-button>; camera button.
 */

import type { ActionView } from './action-button.js';
import { CommandButton } from './command-button.js';
import { more } from '../shared/icons/more-icons.js';

/**
 * Sends the video of the camera to the remote party. A toggle button.
 *
 * @tag sip-camera-button
 * @slot - The label.
 * @slot icon - The icon.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @csspart icon - Each icon.
 * @cssstate pressed - The video of the camera is sent.
 * @cssstate disabled - The button has no effect now.
 */
export class SipCameraButton extends CommandButton {
  static readonly tagName: string = 'sip-camera-button';

  get #shows(): boolean {
    const { call } = this;
    return call?.status === 'active' && call.video?.local === 'camera';
  }

  protected override select(): unknown {
    return [this.call, this.phoneState?.devices.cameras];
  }

  protected override readonly command = 'show';

  protected override view(): ActionView {
    const shows = this.#shows;
    return {
      icon: shows ? more('video-off') : 'video',
      label: this.localize.term('camera'),
      pressed: shows,
    };
  }

  protected override get isPossible(): boolean {
    const hasCamera = (this.phoneState?.devices.cameras.length ?? 0) > 0;
    return super.isPossible && (hasCamera || this.#shows);
  }

  protected override perform(): unknown {
    return this.access?.toggleShow('camera', this.call?.id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-camera-button': SipCameraButton;
  }
}
