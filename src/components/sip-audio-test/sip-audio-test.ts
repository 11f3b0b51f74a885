/**
 * `<sip-audio-test>`: tests a device before a call: a tone in the speaker or ringer, or the microphone recorded and played.
 * Subjects: <sip-audio-test>; test button of a device.
 */

import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { AudioTest, PhoneState } from '../../phone/state.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { ToolLocalizer } from '../shared/text/tools.js';

const KINDS: readonly AudioTest['kind'][] = ['speaker', 'ringer', 'microphone'];

/**
 * A button that tests one device.
 *
 * @tag sip-audio-test
 * @attr {'speaker' | 'ringer' | 'microphone'} kind - The device to test. Default `speaker`.
 * @attr {boolean} disabled - Disables the button.
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @slot - The label of the button while no test runs.
 * @csspart base - The button.
 * @cssstate testing - The test of this device is running.
 */
export class SipAudioTest extends PhoneElement {
  static readonly tagName: string = 'sip-audio-test';
  protected static override readonly laterSlots = [''];

  protected override readonly localize = new ToolLocalizer(this);

  @property({ reflect: true }) accessor kind: AudioTest['kind'] = 'speaker';
  @property({ type: Boolean, reflect: true }) accessor disabled = false;

  @state() private accessor failed = false;

  get #kind(): AudioTest['kind'] {
    return KINDS.includes(this.kind) ? this.kind : 'speaker';
  }

  protected override select(state: PhoneState): unknown {
    return state.devices.test;
  }

  protected override render(): TemplateResult {
    const test = this.phoneState?.devices.test;
    const running = test?.kind === this.#kind ? test : undefined;
    this.toggleState('testing', running !== undefined);
    const words = this.localize;
    const name = this.hostLabel ?? (running ? undefined : words.term('testOf', this.#kind));
    return html`
      <button
        class="button tall wide"
        part="base"
        type="button"
        ?disabled=${this.disabled || !this.access || (test !== undefined && !running)}
        aria-label=${ifDefined(name)}
        @click=${() => this.#press(running !== undefined)}
      >
        ${running ? this.#progress(running) : html`<slot>${words.term('test')}</slot>`}
      </button>
      <span class="visually-hidden" role="status">${this.failed ? words.term('testFailed') : ''}</span>
    `;
  }

  /** Renders the label of the button while a test runs: Stop, for the microphone with the progress of the test. */
  #progress(test: AudioTest): TemplateResult | string {
    const stop = this.localize.term('stopTest');
    if (test.kind !== 'microphone') return stop;
    const isRecording = test.status === 'recording';
    const words = isRecording
      ? this.localize.term('speakNow', this.ticker.secondsUntil(test.endsAt))
      : this.localize.term('playing');
    return html`<span><span class="visually-hidden">${stop} · </span>${words}</span>`;
  }

  #press(running: boolean): void {
    const devices = this.access?.phone.devices;
    this.failed = false;
    if (running) devices?.stopTest();
    else devices?.test(this.#kind).catch(() => (this.failed = true));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-audio-test': SipAudioTest;
  }
}
