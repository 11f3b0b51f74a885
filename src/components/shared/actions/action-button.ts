/**
 * A button of the action zone that is not a custom element: a placeholder, or a control of one view only.
 * Subjects: button of the action zone, not an element.
 */

import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { LongPress } from './long-press.js';
import { icon, type Icon, type IconOptions } from '../icons/icons.js';

/** The parts of a button element of the zone, under the names that the buttons of `actionKey()` have. */
export const ACTION_PARTS = 'base:action, face:action__face, label:action__label';

/** The parts of a call that keep their short names in the elements around it. */
export const SHORT_CALL_PARTS = 'timer, action, action__face, action__label';

interface ActionKey {
  readonly place: string;
  readonly icon: Icon;
  readonly iconOptions?: IconOptions;
  readonly label: string;
  /** Renders the button disabled, as an outline in its place. */
  readonly disabled?: boolean;
  readonly quiet?: boolean;
  /** `end` ends calls, `primary` is the main action. */
  readonly kind?: 'end' | 'primary';
  /** Value of `aria-keyshortcuts`. */
  readonly keys?: string;
  readonly expanded?: boolean;
  /** Id of the element that the button opens (`aria-controls`). */
  readonly controls?: string;
  /** The command of a long press. */
  readonly hold?: LongPress;
  /** Performs the command. An error is discarded, as the state of the phone shows it. */
  readonly press?: () => unknown;
}

export function actionKey(key: ActionKey): TemplateResult {
  return html`
    <button
      type="button"
      class="action ${key.quiet ? 'quiet' : ''} ${key.kind ?? ''}"
      part="action ${key.place}"
      data-place=${key.place}
      ?disabled=${key.disabled ?? false}
      aria-expanded=${ifDefined(key.expanded === undefined ? undefined : String(key.expanded))}
      aria-controls=${ifDefined(key.expanded === true ? key.controls : undefined)}
      aria-keyshortcuts=${ifDefined(key.keys)}
      @pointerdown=${ifDefined(key.hold?.down)}
      @pointerup=${ifDefined(key.hold?.up)}
      @pointercancel=${ifDefined(key.hold?.up)}
      @pointerleave=${ifDefined(key.hold?.up)}
      @click=${() => key.hold?.isOver() || void (async () => key.press?.())().catch(() => {})}
    >
      <span class="face" part="action__face">${icon(key.icon, key.iconOptions)}</span
      ><span class="label" part="action__label">${key.label}</span>
    </button>
  `;
}
