/**
 * `<sip-record-button>`: records both parties of a call. Telling the remote party, where the law requires it, is left to the
 * user.
 * Subjects: <sip-record-button>; record button.
 */

import type { ActionView } from './action-button.js';
import { CommandButton } from './command-button.js';
import { more } from '../shared/icons/more-icons.js';

/**
 * Starts and stops the recording of the call. `call.recording()` returns the file. A toggle button.
 *
 * @tag sip-record-button
 * @slot - The label.
 * @slot icon - The icon.
 * @csspart base - The native `<button>`.
 * @csspart face - The surface that holds the icon.
 * @csspart label - The label.
 * @csspart icon - Each icon.
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
      icon: records ? more('square') : 'record',
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
