/** The buttons in the header of the open phone of a dock: to a window of its own and back, to another corner, closed. */

import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../shared/icons/icons.js';
import type { PageLocalizer } from '../shared/text/page.js';
import { hasWindows } from './window-support.js';

/** Loads the code of the window. */
export const loadWindow = (): Promise<typeof import('./phone-window.js')> => import('./phone-window.js');

export interface PanelButtons {
  readonly popOut: false | (() => void);
  readonly move: (event: KeyboardEvent | MouseEvent) => void;
  readonly close: () => void;
}

/** Renders the buttons of the phone in the page. */
export function panelButtons({ popOut, move, close }: PanelButtons, words: PageLocalizer): TemplateResult {
  return html`${popOut && hasWindows() ? windowButton(words.term('popOut'), popOut) : nothing}
    <button
      slot="header-end"
      class="icon-button move"
      type="button"
      aria-label=${words.term('movePhone')}
      aria-keyshortcuts="ArrowUp ArrowDown ArrowLeft ArrowRight"
      @click=${move}
      @keydown=${move}
    >
      ${icon('move', { size: 'm' })}
    </button>
    <button slot="header-end" class="icon-button" type="button" aria-label=${words.term('closePhone')} @click=${close}>
      ${icon('chevron-down', { size: 'm' })}
    </button>`;
}

/** Renders the button that moves the phone into its window, or back. The code comes with the pointer: a gesture counts for seconds only. */
export function windowButton(label: string, press: () => void): TemplateResult {
  return html`<button
    slot="header-end"
    class="icon-button"
    part="pop-out"
    data-place="window"
    type="button"
    aria-label=${label}
    @pointerenter=${() => void loadWindow().catch(() => {})}
    @click=${press}
  >
    ${icon('picture-in-picture', { size: 'm' })}
  </button>`;
}
