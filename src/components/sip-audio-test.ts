/** `<sip-audio-test>`: tries a device before a call: a sound in the speaker or ringer, or a few seconds of the microphone played back. */

import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AudioTest, PhoneState } from '../phone/state.js';
import { PhoneElement } from './internal/phone-element.js';

/**
 * A button that tests one device.
 *
 * @tag sip-audio-test
 * @attr {'speaker' | 'ringer' | 'microphone'} kind - What is tested. Default `speaker`.
 * @attr {boolean} disabled
 * @attr {string} for - Id of the provider, where the element stands outside of it.
 * @slot - The word on the button while nothing is tested.
 * @csspart base - The button.
 * @cssstate testing
 */
export class SipAudioTest extends PhoneElement {
  static readonly tagName: string = 'sip-audio-test';

  @property({ reflect: true }) accessor kind: AudioTest['kind'] = 'speaker';
  @property({ type: Boolean, reflect: true }) accessor disabled = false;

  @state() private accessor failed = false;

  protected override select(state: PhoneState): unknown {
    return state.devices.test;
  }

  protected override render(): TemplateResult {
    const test = this.phoneState?.devices.test;
    const running = test?.kind === this.kind ? test : undefined;
    this.toggleState('testing', running !== undefined);
    const words = this.localize;
    const label = running ? words.term('stopTest') : words.term('testOf', this.kind);
    return html`
      <button
        class="button tall wide"
        part="base"
        type="button"
        ?disabled=${this.disabled || !this.access?.phone.devices || (test !== undefined && !running)}
        aria-label=${this.hostLabel ?? label}
        @click=${() => this.#press(running !== undefined)}
      >
        ${running ? this.#progress(running) : html`<slot>${words.term('test')}</slot>`}
      </button>
      <span class="visually-hidden" role="status">${this.failed ? words.term('testFailed') : ''}</span>
    `;
  }

  #progress(test: AudioTest): string {
    if (test.kind === 'microphone' && test.status === 'recording')
      return this.localize.term('speakNow', this.ticker.secondsUntil(test.endsAt));
    return this.localize.term(test.kind === 'microphone' ? 'playingTest' : 'stopTest');
  }

  #press(running: boolean): void {
    const devices = this.access?.phone.devices;
    this.failed = false;
    if (running) devices?.stopTest();
    else devices?.test(this.kind).catch(() => (this.failed = true));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-audio-test': SipAudioTest;
  }
}
