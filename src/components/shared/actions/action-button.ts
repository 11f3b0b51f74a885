/** A key of the action zone that is no element of its own: a place that waits, or one that belongs to its view only. */

import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { icon, type IconName, type IconOptions } from '../icons/icons.js';

export interface ActionKey {
  readonly place: string;
  readonly icon: IconName;
  readonly iconOptions?: IconOptions;
  readonly label: string;
  /** A place that cannot act stays where it is, as an outline. */
  readonly disabled?: boolean;
  readonly quiet?: boolean;
  /** `end` ends calls, `primary` is the one main action. */
  readonly kind?: 'end' | 'primary';
  /** For a toggle: whether it is on. */
  readonly pressed?: boolean;
  /** In the notation of `aria-keyshortcuts`. */
  readonly keys?: string;
  readonly expanded?: boolean;
  /** The id of what it opens. */
  readonly controls?: string;
  /** What fails shows in the state of the phone. */
  readonly press?: () => unknown;
}

export function actionKey(key: ActionKey): TemplateResult {
  return html`
    <button
      type="button"
      class="action ${key.quiet ? 'quiet' : ''} ${key.kind ?? ''}"
      part=${key.place}
      data-place=${key.place}
      ?disabled=${key.disabled ?? false}
      aria-expanded=${ifDefined(key.expanded === undefined ? undefined : String(key.expanded))}
      aria-pressed=${ifDefined(key.pressed === undefined ? undefined : String(key.pressed))}
      aria-controls=${ifDefined(key.expanded === true ? key.controls : undefined)}
      aria-keyshortcuts=${ifDefined(key.keys)}
      @click=${() => void (async () => key.press?.())().catch(() => {})}
    >
      <span class="face">${icon(key.icon, key.iconOptions)}</span><span class="label">${key.label}</span>
    </button>
  `;
}
