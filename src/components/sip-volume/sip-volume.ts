/**
 * `<sip-volume>`: the volume of calls or of the ringer.
 * Subjects: <sip-volume>; volume slider; ringer volume slider.
 */

import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PhoneState } from '../../phone/state.js';
import { icon } from '../shared/icons/icons.js';
import { more } from '../shared/icons/more-icons.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { ToolLocalizer } from '../shared/text/tools.js';

const styles = css`
  .row {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 48px;
  }
  .icon {
    color: var(--_color-text-muted);
  }
  input {
    flex: 1;
    min-inline-size: 0;
    block-size: 48px;
    margin: 0;
    appearance: none;
    /* The end of the filled part is always below the thumb. */
    background: linear-gradient(to var(--to), var(--_color-accent) var(--share), var(--_color-line-control) 0) center /
      100% 4px no-repeat var(--_other-surface,);
    cursor: pointer;
    outline: none;
    --to: right;
  }
  input:dir(rtl) {
    --to: left;
  }
  input::-webkit-slider-thumb {
    appearance: none;
    inline-size: 20px;
    block-size: 20px;
    border-radius: var(--_radius-key);
    background: var(--_color-accent);
  }
  input::-moz-range-thumb {
    inline-size: 20px;
    block-size: 20px;
    border: 0;
    border-radius: var(--_radius-key);
    background: var(--_color-accent);
  }
  input:focus-visible::-webkit-slider-thumb {
    outline: var(--_focus-width) solid var(--_color-focus);
    outline-offset: var(--_focus-offset);
  }
  input:focus-visible::-moz-range-thumb {
    outline: var(--_focus-width) solid var(--_color-focus);
    outline-offset: var(--_focus-offset);
  }
  input:disabled {
    cursor: default;
    opacity: 0.5;
  }
  @media (forced-colors: active) {
    input {
      forced-color-adjust: none;
      /* Highlight may be translucent. */
      --_color-accent: ButtonText;
    }
    input:disabled {
      opacity: 1;
      --_color-accent: GrayText;
      --_color-line-control: GrayText;
    }
  }
`;

/**
 * A slider for the volume of calls or of the ringer.
 *
 * @tag sip-volume
 * @attr {'speaker' | 'ringer'} use - `speaker`: calls (default), `ringer`: the ringtone.
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @slot icon - The icon before the slider.
 * @csspart base - The container.
 * @csspart slider - The slider.
 * @csspart icon - Each icon.
 * @cssstate silent - The volume is 0.
 */
export class SipVolume extends PhoneElement {
  static readonly tagName: string = 'sip-volume';
  static override styles = [SipElement.styles, styles];

  protected override readonly localize = new ToolLocalizer(this);

  @property({ reflect: true }) accessor use: 'speaker' | 'ringer' = 'speaker';

  protected override select(state: PhoneState): unknown {
    return state.devices.volume;
  }

  protected override render(): TemplateResult {
    const use = this.use === 'ringer' ? 'ringer' : 'speaker';
    const volume = this.phoneState?.devices.volume[use] ?? 1;
    this.toggleState('silent', volume === 0);
    return html`
      <div class="row" part="base">
        <slot name="icon">${icon(more('volume-2'), { size: 'm' })}</slot>
        <input
          part="slider"
          type="range"
          min="0"
          max="100"
          step="5"
          .value=${String(Math.round(volume * 100))}
          .style=${`--share: ${volume * 100}%`}
          ?disabled=${!this.access}
          aria-label=${this.hostLabel ?? this.localize.term('volume', use)}
          @input=${(event: Event) =>
            this.access?.phone.devices.setVolume(use, Number((event.target as HTMLInputElement).value) / 100)}
        />
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-volume': SipVolume;
  }
}
