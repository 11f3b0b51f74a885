/** `<sip-hotkeys>`: keys for the phone from anywhere in the page. Only with this element, and never while somebody types. */

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
 * Keys from anywhere in the page, and the list of them. An empty attribute switches its key off.
 *
 * @tag sip-hotkeys
 * @attr {string} for - Id of the provider. Default: the closest provider among the ancestors.
 * @attr {string} answer - Default `Alt+A`.
 * @attr {string} decline - Default `Alt+D`.
 * @attr {string} hang-up - Default `Alt+Shift+H`.
 * @attr {string} mute - Default `Alt+M`.
 * @attr {string} hold - Default `Alt+H`.
 * @csspart base - The list.
 * @csspart key - Each key.
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

/** `alt+shift+h`. The letter of the key counts, not what Alt makes of it (Alt+M is µ on a Mac). */
function chordOf(event: KeyboardEvent): string {
  const key = /^Key([A-Z])$/.exec(event.code)?.[1] ?? event.key;
  const held = [event.ctrlKey && 'ctrl', event.altKey && 'alt', event.shiftKey && 'shift', event.metaKey && 'meta'];
  return [...held.filter((name) => name !== false), key.toLowerCase()].join('+');
}

/** Whether the keys go into a field: then they are not ours, even with Alt (which types letters on some keyboards). */
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
