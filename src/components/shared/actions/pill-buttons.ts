/** The small round buttons of a compact call: mute, hang up, and others of the same shape. */

import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { CallState } from '../../../phone/state.js';
import { isInCall, type PhoneAccess } from '../commands/phone-access.js';
import { icon, type IconName, type IconOptions } from '../icons/icons.js';
import type { Localizer } from '../text/localize.js';

export interface PillButton {
  readonly icon: IconName;
  readonly iconOptions?: IconOptions;
  readonly label: string;
  readonly place?: 'mute' | 'pad' | 'end';
  /** Draws the button as pressed; its label says the next command (WAI-ARIA APG, button pattern). */
  readonly on?: boolean;
  /** Value of `aria-expanded`, for a button that opens a panel. */
  readonly expanded?: boolean;
  /** Performs the command. An error is discarded, as the state of the phone shows it. */
  readonly press: () => unknown;
}

const CLASSES = { mute: 'hit face', pad: 'hit face', end: 'hit end' } as const;

export function pillButton({ icon: sign, iconOptions, label, place, on, expanded, press }: PillButton): TemplateResult {
  return html`<button
    class=${`${place ? CLASSES[place] : 'hit'} ${on ? 'is-on' : ''}`}
    type="button"
    data-place=${ifDefined(place)}
    aria-label=${label}
    aria-expanded=${ifDefined(expanded === undefined ? undefined : String(expanded))}
    @click=${() => void (async () => press())().catch(() => {})}
  >
    <span>${icon(sign, { size: 'm', ...iconOptions })}</span>
  </button>`;
}

export function muteButton(call: CallState, access: PhoneAccess | undefined, words: Localizer): TemplateResult {
  return pillButton({
    icon: call.muted ? 'mic-off' : 'mic',
    label: words.term(call.muted ? 'unmute' : 'mute'),
    place: 'mute',
    on: call.muted,
    press: () => access?.mute(undefined, call.id),
  });
}

/** Hangs up, or cancels a call that is not answered. */
export function endButton(call: CallState, access: PhoneAccess | undefined, words: Localizer): TemplateResult {
  return pillButton({
    icon: 'phone',
    iconOptions: { fill: true, down: true },
    label: words.term(isInCall(call) ? 'hangUp' : 'cancel'),
    place: 'end',
    press: () => access?.hangUp(call.id),
  });
}
