/** `<sip-record-button>`: records both parties of a call. Telling the remote party, where the law requires it, is left to the user. */

import type { ActionView } from './action-button.js';
import { CommandButton } from './command-button.js';

/**
 * Starts and stops the recording of the call. `call.recording()` returns the file. A toggle button.
 *
 * @tag sip-record-button
 * @slot - The label, instead of the default text.
 * @slot icon - The icon, instead of the default one.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @cssstate pressed - The call is being recorded.
 * @cssstate disabled - The button has no effect now.
 */
export class SipRecordButton extends CommandButton {
  static readonly tagName: string = 'sip-record-button';

  get #records(): boolean {
    const { call } = this;
    return call?.status === 'active' && call.recording !== undefined && call.recording.status !== 'failed';
  }

  protected override readonly command = 'record';

  protected override view(): ActionView {
    const records = this.#records;
    return {
      icon: records ? 'square' : 'record',
      label: this.localize.term('record'),
      pressed: records,
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-record-button': SipRecordButton;
  }
}
