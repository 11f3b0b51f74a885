/** A key of the action zone that is no element of its own: a place that waits, or one that belongs to its view only. */

import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { icon, type IconName } from './icons.js';

export interface ActionKey {
  readonly place: string;
  readonly icon: IconName;
  readonly label: string;
  /** A place that cannot act stays where it is, as an outline. */
  readonly disabled?: boolean;
  readonly quiet?: boolean;
  readonly expanded?: boolean;
  readonly press?: () => void;
}

export function actionKey(key: ActionKey): TemplateResult {
  return html`
    <button
      type="button"
      class="action ${key.quiet ? 'quiet' : ''}"
      part=${key.place}
      data-place=${key.place}
      ?disabled=${key.disabled ?? false}
      aria-expanded=${ifDefined(key.expanded === undefined ? undefined : String(key.expanded))}
      @click=${() => key.press?.()}
    >
      <span class="face">${icon(key.icon)}</span><span class="label">${key.label}</span>
    </button>
  `;
}
