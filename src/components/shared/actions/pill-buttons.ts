/**
 * The small round buttons of a compact call: mute, hang up, and others of the same shape.
 * Subjects: buttons of a compact call; round buttons.
 */

import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { CallState } from '../../../phone/state.js';
import { isInCall, type PhoneAccess } from '../commands/phone-access.js';
import { icon, type Icon, type IconOptions } from '../icons/icons.js';
import type { Localizer } from '../text/localize.js';

const CLASSES = {
  mute: 'hit face',
  pad: 'hit face',
  end: 'hit end',
  open: 'hit',
  dismiss: 'hit',
  decline: 'round end',
  answer: 'round call',
  video: 'round call',
} as const;

interface PillButton {
  readonly icon: Icon;
  readonly iconOptions?: IconOptions;
  readonly label: string;
  readonly place: keyof typeof CLASSES;
  /** Draws the button as pressed; its label says the next command (WAI-ARIA APG, button pattern). */
  readonly on?: boolean;
  /** Value of `aria-expanded`, for a button that opens a panel. */
  readonly expanded?: boolean;
  /** Whether a slot named for the place replaces the icon. */
  readonly slotted?: boolean;
  /** Performs the command. An error is discarded, as the state of the phone shows it. */
  readonly press: () => unknown;
}

export function pillButton(button: PillButton): TemplateResult {
  const { icon: sign, iconOptions, label, place, on, expanded, slotted, press } = button;
  const drawn = icon(sign, { size: 'm', ...iconOptions });
  return html`<button
    class=${`${CLASSES[place]} ${on ? 'is-on' : ''}`}
    part="button ${place}"
    type="button"
    data-place=${place}
    aria-label=${label}
    aria-expanded=${ifDefined(expanded === undefined ? undefined : String(expanded))}
    @click=${() => void (async () => press())().catch(() => {})}
  >
    <span part="face">${slotted ? html`<slot name=${place}>${drawn}</slot>` : drawn}</span>
  </button>`;
}

export function muteButton(
  call: CallState,
  access: PhoneAccess | undefined,
  words: Localizer,
  slotted = false,
): TemplateResult {
  return pillButton({
    icon: call.muted ? 'mic-off' : 'mic',
    label: words.term(call.muted ? 'unmute' : 'mute'),
    place: 'mute',
    on: call.muted,
    slotted,
    press: () => access?.mute(undefined, call.id),
  });
}

/** Hangs up, or cancels a call that is not answered. */
export function endButton(
  call: CallState,
  access: PhoneAccess | undefined,
  words: Localizer,
  slotted = false,
): TemplateResult {
  return pillButton({
    icon: 'phone',
    iconOptions: { fill: true, down: true },
    label: words.term(isInCall(call) ? 'hangUp' : 'cancel'),
    place: 'end',
    slotted,
    press: () => access?.hangUp(call.id),
  });
}
