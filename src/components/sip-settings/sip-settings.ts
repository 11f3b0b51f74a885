/**
 * `<sip-settings>`: settings of the user: devices, volume, ringtone, audio processing, do not disturb; and a button for the
 * connection check.
 * Subjects: <sip-settings>; settings of the user; ringtone choice; groups of settings; echo test button; sip-diagnostics-request
 * event.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { isRinger, RINGERS } from '../../media/tones/plans.js';
import type { AudioProcessing, PhoneState, Ringer } from '../../phone/state.js';
import { SipDiagnosticsRequestEvent } from '../shared/events/events.js';
import { icon } from '../shared/icons/icons.js';
import { shape } from '../shared/icons/shapes.js';
import { more } from '../shared/icons/more-icons.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { switchStyles } from '../shared/styles/switch.styles.js';
import { SipAudioTest } from '../sip-audio-test/sip-audio-test.js';
import { relayOf, VERDICT_LOOK, worstOf } from '../sip-diagnostics/diagnostic-checks.js';
import { SipDeviceSelect } from '../sip-device-select/sip-device-select.js';
import { SipDndToggle } from '../sip-dnd-toggle/sip-dnd-toggle.js';
import { SipLevel } from '../sip-level/sip-level.js';
import { styles } from './sip-settings.styles.js';
import { SipVolume } from '../sip-volume/sip-volume.js';
import { ToolLocalizer } from '../shared/text/tools.js';

const RINGER_NAMES: readonly Ringer[] = Object.keys(RINGERS).filter(isRinger);

/**
 * The settings of a phone.
 *
 * @tag sip-settings
 * @attr {boolean} can-check - Shows the connection check button: the page handles `sip-diagnostics-request`.
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @fires sip-diagnostics-request - The user asks for the connection check. Does not bubble.
 * @slot - More settings, at the end.
 * @csspart base - The list.
 * @csspart ringtone - The choice of the ringtone.
 * @csspart processing - Each switch of the audio processing.
 * @csspart echo-test - The button that calls the echo service (option `echoUri`).
 * @csspart check - The row of the connection check.
 * @csspart icon - Each icon.
 * @csspart note - The explanation of a setting.
 * @csspart section - Each section.
 * @csspart shape - The result of the connection check.
 * @csspart select - The list of choices.
 * @csspart switch - Each switch.
 * @cssstate ready - There is a phone whose settings are shown.
 * @cssstate signed-in - The account is registered, or connected with `no-register`.
 */
export class SipSettings extends PhoneElement {
  static readonly tagName: string = 'sip-settings';
  static readonly dependencies = [SipDeviceSelect, SipLevel, SipAudioTest, SipVolume, SipDndToggle];
  static override styles = [SipElement.styles, switchStyles, styles];

  protected override readonly localize = new ToolLocalizer(this);

  @property({ type: Boolean, attribute: 'can-check' }) accessor canCheck = false;

  constructor() {
    super();
    this.shareAccess();
  }

  protected override select(state: PhoneState): unknown {
    const { processing, ringer } = state.devices;
    return [processing, ringer, state.microphone, state.account.status];
  }

  protected override render(): TemplateResult {
    const state = this.phoneState;
    const words = this.localize;
    this.toggleState('ready', state !== undefined);
    this.toggleState('signed-in', state?.account.status === 'ready');
    return html`
      <div class="settings" part="base">
        <div>
          <div class="line">
            <sip-device-select use="microphone"></sip-device-select>
            <sip-audio-test kind="microphone"></sip-audio-test>
          </div>
          <sip-level ?open=${state?.microphone === 'granted'}></sip-level>
          ${this.#echoTest()}
        </div>
        ${this.#output('speaker')} ${this.#output('ringer')} ${this.#ringtone()}
        <div class="rule" part="section">
          <sip-dnd-toggle
            >${words.term('doNotDisturb')}<small class="small muted" part="note"
              >${words.term('callersHearBusy')}</small
            ></sip-dnd-toggle
          >
          ${this.canCheck ? this.#check() : nothing}
        </div>
        <div class="rule" part="section">
          ${this.#processing('noiseSuppression', words.term('reduceNoise'))}
          ${this.#processing('echoCancellation', words.term('removeEcho'))}
          ${this.#processing('autoGainControl', words.term('adjustLevel'))}
        </div>
        <slot></slot>
      </div>
    `;
  }

  #output(use: 'speaker' | 'ringer'): TemplateResult {
    return html`<div>
      <div class="line">
        <sip-device-select use=${use}></sip-device-select>
        <sip-audio-test kind=${use}></sip-audio-test>
      </div>
      <sip-volume use=${use}></sip-volume>
    </div>`;
  }

  /** The built-in ringers by number; the first one is the ringtone of the page, where it has one. */
  #ringtone(): TemplateResult {
    const words = this.localize;
    const chosen = this.phoneState?.devices.ringer ?? 'standard';
    const name = (ringer: Ringer, index: number): string =>
      ringer === 'silent' ? words.term('silent') : `${words.term('ringtone')} ${index + 1}`;
    return html`<label class="choice" part="ringtone">
      <span class="grow">${words.term('ringtone')}</span>
      <span class="select">
        <select part="select" ?disabled=${!this.access} @change=${this.#chooseRinger}>
          ${RINGER_NAMES.map(
            (ringer, index) =>
              html`<option value=${ringer} ?selected=${ringer === chosen}>${name(ringer, index)}</option>`,
          )}
        </select>
        ${icon(more('chevrons-up-down'), { size: 'm' })}
      </span>
    </label>`;
  }

  /** Calls the echo service of the server, where the page names one. */
  #echoTest(): TemplateResult | typeof nothing {
    const { access } = this;
    if (!access?.phone.configuration.echoUri) return nothing;
    return html`<button
      class="button low"
      part="echo-test"
      type="button"
      ?disabled=${this.phoneState?.account.status !== 'ready'}
      @click=${() => void access.callEcho().catch(() => undefined)}
    >
      ${this.localize.term('echoTest')}
    </button>`;
  }

  #processing(name: keyof AudioProcessing, label: string): TemplateResult {
    const on = this.phoneState?.devices.processing[name] ?? false;
    return html`<button
      class="toggle"
      part="processing"
      type="button"
      role="switch"
      aria-checked=${on}
      ?disabled=${!this.access}
      @click=${() => void this.#process({ [name]: !on })}
    >
      <span class="grow">${label}</span><span class="switch" part="switch"></span>
    </button>`;
  }

  /** The row of the connection check, with its result once it has been made; what the phone knows itself is that of now. */
  #check(): TemplateResult {
    const { access, phoneState, localize } = this;
    const relay = access && relayOf.get(access.phone);
    const verdict = phoneState && relay && worstOf(phoneState, relay);
    const [look, tone] = verdict ? VERDICT_LOOK[verdict] : [];
    const of = localize.term('connectionCheckOf');
    return html`<button
      class="toggle"
      part="check"
      type="button"
      data-tone=${tone ?? nothing}
      @click=${() => this.dispatchEvent(new SipDiagnosticsRequestEvent())}
    >
      ${look ? shape(look) : nothing}
      <span class="grow"
        >${localize.term('connectionCheck')}<small part="note"
          >${verdict && verdict !== 'waiting' ? `${of}: ${localize.term(verdict)}` : of}</small
        ></span
      >
      ${icon(more('chevron-right'), { size: 'm' })}
    </button>`;
  }

  /** Chooses the ringer and plays it. */
  #chooseRinger({ target }: Event): void {
    const { value } = target as HTMLSelectElement;
    const { devices } = this.access?.phone ?? {};
    devices?.setRinger(isRinger(value) && value !== 'standard' ? value : undefined);
    if (value === 'silent') devices?.stopTest();
    else devices?.test('ringer').catch(() => undefined);
  }

  async #process(changes: Partial<AudioProcessing>): Promise<void> {
    try {
      await this.access?.phone.devices.setProcessing(changes);
    } catch {
      // The switch keeps showing the state of the device.
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-settings': SipSettings;
  }
}
