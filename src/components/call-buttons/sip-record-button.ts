/** `<sip-record-button>`: records a call, both sides of it. The far side has to be told where the law asks for that. */

import { ActionButton, type ActionView } from './action-button.js';

/**
 * Records, and ends the recording. What was recorded is to be had by `call.recording()`.
 *
 * @tag sip-record-button
 * @slot - The word.
 * @slot icon - The icon.
 * @csspart base - The button.
 * @csspart face - Its face.
 * @csspart label - Its word.
 * @cssstate pressed - It is being recorded.
 * @cssstate disabled
 */
export class SipRecordButton extends ActionButton {
  static readonly tagName: string = 'sip-record-button';

  get #records(): boolean {
    const { call } = this;
    return call?.status === 'active' && call.recording !== undefined && call.recording.status !== 'failed';
  }

  protected override view(): ActionView {
    const records = this.#records;
    return {
      icon: records ? 'square' : 'record',
      label: this.localize.term('record'),
      pressed: records,
      disabled: this.call?.status !== 'active',
    };
  }

  protected override perform(): unknown {
    return this.access?.record(undefined, this.call?.id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-record-button': SipRecordButton;
  }
}
