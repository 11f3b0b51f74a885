/**
 * The row of keys that the page defines (`<sip-key slot="keys">`), below every view of the phone.
 * Subjects: row of keys of the page.
 */

import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';

export class PhoneKeys {
  /** Whether there are keys: the dialpad then leaves them room. */
  any = false;

  constructor(private readonly host: ReactiveControllerHost) {}

  row(): TemplateResult {
    return html`<div class="keys" part="keys"><slot name="keys" @slotchange=${this.#changed}></slot></div>`;
  }

  readonly #changed = ({ target }: Event): void => {
    const any = (target as HTMLSlotElement).assignedElements().length > 0;
    if (any === this.any) return;
    this.any = any;
    this.host.requestUpdate();
  };
}
