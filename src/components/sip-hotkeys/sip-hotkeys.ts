/** `<sip-hotkeys>`: page-wide keyboard shortcuts of the phone; they are inactive while the user types in a field. */

import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ringingCall, type PhoneAccess } from '../shared/commands/phone-access.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';

const styles = css`
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 8px 16px;
    align-items: baseline;
  }
  kbd {
    padding: 2px 8px;
    border-radius: var(--_radius-s);
    background: var(--_color-sunken);
    font: inherit;
    font-size: var(--_text-s);
  }
  dd {
    color: var(--_color-text-muted);
  }
`;

const ACTIONS = {
  answer: (access: PhoneAccess) => (ringingCall(access.phone) ? access.answer() : undefined),
  decline: (access: PhoneAccess) => (ringingCall(access.phone) ? access.decline() : undefined),
  hangUp: (access: PhoneAccess) => access.hangUp(),
  mute: (access: PhoneAccess) => access.mute(),
  hold: (access: PhoneAccess) => access.hold(),
} as const;

type Action = keyof typeof ACTIONS;

/**
 * Page-wide keyboard shortcuts, and the list of them. An empty attribute disables its shortcut.
 *
 * @tag sip-hotkeys
 * @attr {string} for - Id of the provider. Default: the closest provider among the ancestors.
 * @attr {string} answer - Shortcut of Answer. Default `Alt+A`.
 * @attr {string} decline - Shortcut of Decline. Default `Alt+D`.
 * @attr {string} hang-up - Shortcut of Hang up. Default `Alt+Shift+H`.
 * @attr {string} mute - Shortcut of Mute. Default `Alt+M`.
 * @attr {string} hold - Shortcut of Hold. Default `Alt+H`.
 * @csspart base - The list.
 * @csspart key - Each shortcut.
 */
export class SipHotkeys extends PhoneElement {
  static readonly tagName: string = 'sip-hotkeys';
  static override styles = [SipElement.styles, styles];

  @property() accessor answer = 'Alt+A';
  @property() accessor decline = 'Alt+D';
  @property({ attribute: 'hang-up' }) accessor hangUp = 'Alt+Shift+H';
  @property() accessor mute = 'Alt+M';
  @property() accessor hold = 'Alt+H';

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#handle);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#handle);
  }

  protected override render(): TemplateResult {
    const row = (action: Action): TemplateResult | undefined =>
      this[action]
        ? html`<dt><kbd part="key">${this[action]}</kbd></dt>
            <dd>${this.localize.term(action)}</dd>`
        : undefined;
    return html`<dl part="base" aria-label=${this.localize.term('shortcuts')}>
      ${(Object.keys(ACTIONS) as Action[]).map(row)}
    </dl>`;
  }

  #handle = (event: KeyboardEvent): void => {
    const { access } = this;
    if (!access || event.defaultPrevented || event.isComposing || isTyping(event)) return;
    const pressed = chordOf(event);
    const action = (Object.keys(ACTIONS) as Action[]).find((name) => this[name].toLowerCase() === pressed);
    if (!action) return;
    event.preventDefault();
    void (async () => ACTIONS[action](access))().catch(() => {});
  };
}

/** Returns a chord such as `alt+shift+h`, from the physical key, as Alt changes the character (Alt+M is µ on macOS). */
function chordOf(event: KeyboardEvent): string {
  const key = /^Key([A-Z])$/.exec(event.code)?.[1] ?? event.key;
  const held = [event.ctrlKey && 'ctrl', event.altKey && 'alt', event.shiftKey && 'shift', event.metaKey && 'meta'];
  return [...held.filter((name) => name !== false), key.toLowerCase()].join('+');
}

/** Whether the keys go to a text field: these are never shortcuts, as Alt types letters on some keyboards. */
const isTyping = (event: KeyboardEvent): boolean => {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
};

declare global {
  interface HTMLElementTagNameMap {
    'sip-hotkeys': SipHotkeys;
  }
}
