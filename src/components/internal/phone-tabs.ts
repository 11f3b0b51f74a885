/** The tabs of the phone before a call (WAI-ARIA, tabs pattern): one stop for the Tab key, arrows go from tab to tab. */

import { html, nothing, type TemplateResult } from 'lit';
import type { Localizer } from './localize.js';

const TABS = ['keypad', 'recents'] as const;

export type PhoneTab = (typeof TABS)[number];

export function phoneTabs(
  current: PhoneTab,
  missed: number,
  words: Localizer,
  open: (tab: PhoneTab) => void,
): TemplateResult {
  const keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    open(current === 'keypad' ? 'recents' : 'keypad');
  };
  const tab = (name: PhoneTab): TemplateResult =>
    html`<button
      role="tab"
      type="button"
      id="tab-${name}"
      aria-selected=${current === name}
      aria-controls="panel"
      tabindex=${current === name ? 0 : -1}
      @click=${() => open(name)}
    >
      ${words.term(name)}${
        name === 'recents' && missed > 0
          ? html`<span class="count" part="count"
              >${missed}<span class="visually-hidden"> ${words.term('missed')}</span></span
            >`
          : nothing
      }
    </button>`;
  return html`<div class="tabs" part="tabs" role="tablist" aria-label=${words.term('phone')} @keydown=${keydown}>
    ${TABS.map(tab)}
  </div>`;
}
