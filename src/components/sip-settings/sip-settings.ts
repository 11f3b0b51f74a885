/** `<sip-settings>`: settings of the user: devices, volume, noise suppression, do not disturb; and a button for the connection check. */

import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PhoneState } from '../../phone/state.js';
import { SipDiagnosticsRequestEvent } from '../shared/events/events.js';
import { icon } from '../shared/icons/icons.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { switchStyles } from '../shared/styles/switch.styles.js';
import { SipAudioTest } from '../sip-audio-test/sip-audio-test.js';
import { SipDeviceSelect } from '../sip-device-select/sip-device-select.js';
import { SipDndToggle } from '../sip-dnd-toggle/sip-dnd-toggle.js';
import { SipLevel } from '../sip-level/sip-level.js';
import { styles } from './sip-settings.styles.js';
import { SipVolume } from '../sip-volume/sip-volume.js';
import { ToolLocalizer } from '../shared/text/tools.js';

/**
 * The settings of a phone.
 *
 * @tag sip-settings
 * @attr {boolean} can-check - Shows the connection check button: the page handles `sip-diagnostics-request`.
 * @attr {string} for - Id of the provider. Default: the closest provider among the ancestors.
 * @fires sip-diagnostics-request - The user asks for the connection check. Does not bubble.
 * @slot - More settings, at the end.
 * @csspart base - The list.
 * @csspart check - The row of the connection check.
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
    return [state.devices.processing, state.microphone];
  }

  protected override render(): TemplateResult {
    const state = this.phoneState;
    const words = this.localize;
    const noise = state?.devices.processing.noiseSuppression ?? false;
    return html`
      <div class="settings" part="base">
        <div>
          <sip-device-select use="microphone"></sip-device-select>
          <sip-level ?open=${state?.microphone === 'granted'}></sip-level>
          <sip-audio-test kind="microphone">${words.term('testOf', 'microphone')}</sip-audio-test>
        </div>
        ${this.#output('speaker')} ${this.#output('ringer')}
        <div class="rule">
          <button
            class="toggle"
            type="button"
            role="switch"
            aria-checked=${noise}
            ?disabled=${!this.access}
            @click=${() => void this.#reduceNoise(!noise)}
          >
            <span class="grow">${words.term('reduceNoise')}</span><span class="switch"></span>
          </button>
          <sip-dnd-toggle
            >${words.term('doNotDisturb')}<small class="small muted"
              >${words.term('callersHearBusy')}</small
            ></sip-dnd-toggle
          >
        </div>
        ${this.canCheck ? this.#check() : nothing}
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

  #check(): TemplateResult {
    return html`<div class="rule">
      <button
        class="toggle"
        part="check"
        type="button"
        @click=${() => this.dispatchEvent(new SipDiagnosticsRequestEvent())}
      >
        <span class="grow"
          >${this.localize.term('connectionCheck')}<small>${this.localize.term('connectionCheckOf')}</small></span
        >
        ${icon('chevron-right', { size: 'm' })}
      </button>
    </div>`;
  }

  async #reduceNoise(noiseSuppression: boolean): Promise<void> {
    try {
      await this.access?.phone.devices.setProcessing({ noiseSuppression });
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
