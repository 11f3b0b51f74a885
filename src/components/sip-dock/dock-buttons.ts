/**
 * The buttons in the header of the open phone of a dock: to a window of its own and back, to another corner, closed.
 * Subjects: buttons in the header of a dock; pop-out button.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../shared/icons/icons.js';
import { dockIcon } from '../shared/icons/dock-icons.js';
import type { PageLocalizer } from '../shared/text/page.js';
import { hasWindows } from './window-support.js';

/** Loads the code of the window. */
export const loadWindow = (): Promise<typeof import('./phone-window.js')> => import('./phone-window.js');

/** The icons in the header, by the names of their slots and of the parts of their buttons. */
const ICONS = { 'pop-out': 'picture-in-picture', move: 'move', close: 'chevron-down' } as const;
export const PANEL_SLOTS = Object.keys(ICONS);

interface PanelButtons {
  readonly popOut: false | (() => void);
  readonly move: (event: KeyboardEvent | MouseEvent) => void;
  readonly close: () => void;
}

/** Renders the buttons of the phone in the page. */
export function panelButtons({ popOut, move, close }: PanelButtons, words: PageLocalizer): TemplateResult {
  return html`${popOut && hasWindows() ? windowButton(words.term('popOut'), popOut) : nothing}
  ${headerButton('move', words.term('movePhone'), move)} ${headerButton('close', words.term('closePhone'), close)}`;
}

/** Renders the button that moves the phone into its window, or back. */
export const windowButton = (label: string, press: () => void): TemplateResult => headerButton('pop-out', label, press);

function headerButton(
  name: keyof typeof ICONS,
  label: string,
  press: (event: KeyboardEvent | MouseEvent) => void,
): TemplateResult {
  const moves = name === 'move';
  // The code of the window comes with the pointer, as a gesture counts for seconds only.
  const enter = name === 'pop-out' ? () => void loadWindow().catch(() => {}) : nothing;
  return html`<button
    slot="header-end"
    class="icon-button ${name}"
    part=${name}
    data-place=${name}
    type="button"
    aria-label=${label}
    aria-keyshortcuts=${moves ? 'ArrowUp ArrowDown ArrowLeft ArrowRight' : nothing}
    @click=${press}
    @keydown=${moves ? press : nothing}
    @pointerenter=${enter}
  >
    <slot name=${name}>${icon(dockIcon(ICONS[name]), { size: 'm' })}</slot>
  </button>`;
}
