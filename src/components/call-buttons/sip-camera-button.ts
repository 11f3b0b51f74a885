/** `<sip-camera-button>`: sends the picture of the camera in a call, and stops that. */

import { ActionButton, type ActionView } from './action-button.js';

/**
 * Shows the camera to the far side.
 *
 * @tag sip-camera-button
 * @slot - The word.
 * @slot icon - The icon.
 * @csspart base - The button.
 * @csspart face - Its face.
 * @csspart label - Its word.
 * @cssstate pressed - It is shown.
 * @cssstate disabled
 */
export class SipCameraButton extends ActionButton {
  static readonly tagName: string = 'sip-camera-button';

  get #shows(): boolean {
    const { call } = this;
    return call?.status === 'active' && call.video?.local === 'camera';
  }

  protected override select(): unknown {
    return [this.call, this.phoneState?.devices.cameras];
  }

  protected override view(): ActionView {
    const shows = this.#shows;
    const can = (this.phoneState?.devices.cameras.length ?? 0) > 0;
    return {
      icon: shows ? 'video-off' : 'video',
      label: this.localize.term('camera'),
      pressed: shows,
      disabled: this.call?.status !== 'active' || !(can || shows),
    };
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
