/**
 * `<sip-device-select>`: selects the microphone, speaker, ringer or camera, also in a call. Form-associated (HTML §4.13.7.3).
 * Subjects: <sip-device-select>; microphone select; camera and speaker select.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Device, DevicesState, DeviceUse, PhoneState } from '../../phone/state.js';
import { icon, type Icon } from '../shared/icons/icons.js';
import { more } from '../shared/icons/more-icons.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import type { DevicesLike } from '../shared/phone/phone-like.js';
import { SipElement } from '../shared/base/sip-element.js';
import { styles } from './sip-device-select.styles.js';
import { ToolLocalizer } from '../shared/text/tools.js';

const USES: readonly DeviceUse[] = ['microphone', 'speaker', 'ringer', 'camera'];

const ICONS: Record<DeviceUse, Icon> = {
  microphone: 'mic',
  speaker: more('headphones'),
  ringer: more('volume-2'),
  camera: 'video',
};

const LISTS = { microphone: 'microphones', speaker: 'speakers', ringer: 'speakers', camera: 'cameras' } as const;

/**
 * Selects a device for one use. Its form value is the `deviceId`, empty for the system default.
 *
 * @tag sip-device-select
 * @attr {'microphone' | 'speaker' | 'ringer' | 'camera'} use - The use of the device. Default `microphone`.
 * @attr {string} name - Name of the value in a form.
 * @attr {boolean} disabled - Disables the field.
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @fires change - The user selected another device. Bubbles.
 * @slot label - The label above the field.
 * @slot icon - The icon in the field.
 * @csspart base - The field with its label.
 * @csspart label - The label.
 * @csspart field - The field around the native control.
 * @csspart select - The native `<select>`.
 * @csspart message - The error of a failed selection.
 * @csspart icon - Each icon.
 * @cssstate lost - The selected device is not connected.
 */
export class SipDeviceSelect extends PhoneElement {
  static readonly tagName: string = 'sip-device-select';
  static readonly formAssociated: boolean = true;
  static override styles = [SipElement.styles, styles];

  protected override readonly localize = new ToolLocalizer(this);

  @property({ reflect: true }) accessor use: DeviceUse = 'microphone';
  @property({ reflect: true }) accessor name: string | undefined = undefined;
  @property({ type: Boolean, reflect: true }) accessor disabled = false;

  @state() private accessor offByForm = false;
  @state() private accessor refused = false;

  #asked: DevicesLike | undefined;

  /** The selected `deviceId`; empty for the system default. */
  get value(): string {
    return this.phoneState?.devices.chosen[this.#use] ?? '';
  }

  set value(deviceId: string) {
    void this.#choose(deviceId);
  }

  /** The form that the element belongs to. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  formDisabledCallback(disabled: boolean): void {
    this.offByForm = disabled;
  }

  formResetCallback(): void {
    this.value = '';
  }

  get #use(): DeviceUse {
    return USES.includes(this.use) ? this.use : 'microphone';
  }

  protected override select(state: PhoneState): unknown {
    return state.devices;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const devices = this.access?.phone.devices;
    if (devices && devices !== this.#asked) void devices.refresh().catch(() => {}); // the present list stays
    this.#asked = devices;
    this.internals.setFormValue(this.value);
    this.toggleState('lost', this.#lost(this.phoneState?.devices));
  }

  #lost(devices: DevicesState | undefined): boolean {
    return this.value !== '' && !devices?.[LISTS[this.#use]].some(({ deviceId }) => deviceId === this.value);
  }

  protected override render(): TemplateResult {
    const use = this.#use;
    const words = this.localize;
    const devices = this.phoneState?.devices;
    const fixed = (use === 'speaker' || use === 'ringer') && devices?.canChooseSpeaker === false;
    const off = this.disabled || this.offByForm || !devices || fixed;
    return html`
      <label class="setting" part="base">
        <span class="label" part="label"><slot name="label">${words.term('deviceUse', use)}</slot></span>
        <span class="field" part="field">
          <slot name="icon">${icon(ICONS[use], { size: 'm' })}</slot>
          <select
            part="select"
            aria-label=${this.hostLabel ?? nothing}
            aria-describedby="message"
            ?disabled=${off}
            .value=${this.value}
            @change=${this.#changed}
          >
            ${this.#options(devices)}
          </select>
          ${icon(more('chevrons-up-down'), { size: 'm' })}
        </span>
      </label>
      <p class="message" id="message" part="message" role="status">
        ${fixed ? words.term('browserChoosesOutput') : this.refused ? words.term('deviceRefused') : nothing}
      </p>
    `;
  }

  #options(devices: DevicesState | undefined): unknown {
    const words = this.localize;
    const option = (id: string, label: string): TemplateResult =>
      html`<option value=${id} ?selected=${id === this.value}>${label}</option>`;
    const list = devices?.[LISTS[this.#use]] ?? [];
    const label = (device: Device, index: number): string =>
      device.label || words.term('deviceNumber', this.#use, index + 1);
    const lost = this.#lost(devices) ? option(this.value, words.term('notConnected')) : nothing;
    // The system default is also listed as a device with this id (Media Capture §10.2.1).
    const named = list.filter(({ deviceId }) => deviceId !== 'default' && deviceId !== '');
    return [
      option('', words.term('systemDefault')),
      lost,
      ...named.map((device, index) => option(device.deviceId, label(device, index))),
    ];
  }

  async #changed(event: Event): Promise<void> {
    const select = event.target as HTMLSelectElement;
    if (!(await this.#choose(select.value))) select.value = this.value;
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Resolves with whether the device could be selected. */
  async #choose(deviceId: string): Promise<boolean> {
    this.refused = false;
    try {
      await this.access?.phone.devices.choose(this.#use, deviceId || undefined);
      return true;
    } catch {
      this.refused = true;
      return false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-device-select': SipDeviceSelect;
  }
}
