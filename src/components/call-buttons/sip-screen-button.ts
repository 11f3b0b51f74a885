/** `<sip-screen-button>`: sends the picture of the screen in a call (Screen Capture), and stops that. */

import { ActionButton, type ActionView } from './action-button.js';

/**
 * Shows the screen, or a window, to the far side. The browser asks which.
 *
 * @tag sip-screen-button
 * @slot - The word.
 * @slot icon - The icon.
 * @csspart base - The button.
 * @csspart face - Its face.
 * @csspart label - Its word.
 * @cssstate pressed - It is shown.
 * @cssstate disabled
 */
export class SipScreenButton extends ActionButton {
  static readonly tagName: string = 'sip-screen-button';

  get #shows(): boolean {
    const { call } = this;
    return call?.status === 'active' && call.video?.local === 'screen';
  }

  protected override select(): unknown {
    return [this.call, this.phoneState?.devices.cameras];
  }

  protected override view(): ActionView {
    const shows = this.#shows;
    const can = typeof navigator.mediaDevices?.getDisplayMedia === 'function';
    return {
      icon: 'monitor-up',
      label: this.localize.term('shareScreen'),
      pressed: shows,
      disabled: this.call?.status !== 'active' || !(can || shows),
    };
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
