/**
 * `<sip-hotkeys>`: page-wide keyboard shortcuts of the phone; they are inactive while the user types in a field.
 * Subjects: <sip-hotkeys>; keyboard shortcuts of the page; chord of a key; shortcuts while typing.
 */

import { css, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { attributeName } from '../../phone/attribute-name.js';
import { COMMAND_NAMES, COMMANDS, rowOf, type CommandName, type HotkeyName } from '../../phone/commands.js';
import { isEditable } from '../shared/dom/nodes.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { PageLocalizer } from '../shared/text/page.js';

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

const isHotkey = (name: CommandName): name is HotkeyName => rowOf(name).hotkey !== undefined;
/** The commands that can have a shortcut. */
const HOTKEYS = COMMAND_NAMES.filter(isHotkey);

/**
 * Page-wide keyboard shortcuts, and the list of them. Each command that needs no argument can have one, in the attribute of its
 * name, such as `hang-up="Alt+E"`; an empty attribute disables it.
 *
 * @tag sip-hotkeys
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @csspart base - The list.
 * @csspart key - Each shortcut.
 * @cssstate ready - There is a phone that the shortcuts command.
 */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the constructor sets the properties
export class SipHotkeys extends PhoneElement {
  static readonly tagName: string = 'sip-hotkeys';
  static override styles = [SipElement.styles, styles];

  protected override readonly localize = new PageLocalizer(this);

  static override properties: PropertyDeclarations = Object.fromEntries(
    HOTKEYS.map((name) => [name, { attribute: attributeName(name) }]),
  );

  constructor() {
    super();
    for (const name of HOTKEYS) this[name] = COMMANDS[name].hotkey;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#handle);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#handle);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.toggleState('ready', this.access !== undefined);
  }

  protected override render(): TemplateResult {
    const row = (name: HotkeyName): TemplateResult | undefined =>
      this[name]
        ? html`<dt><kbd part="key">${this[name]}</kbd></dt>
            <dd>${this.localize.term(name)}</dd>`
        : undefined;
    return html`<dl part="base" aria-label=${this.localize.term('shortcuts')}>${HOTKEYS.map(row)}</dl>`;
  }

  #handle = (event: KeyboardEvent): void => {
    const { access } = this;
    if (!access || event.defaultPrevented || event.isComposing || isTyping(event)) return;
    const pressed = chordOf(event);
    const name = HOTKEYS.find((one) => this[one].toLowerCase() === pressed);
    if (!name) return;
    event.preventDefault();
    void access.runOn(name, undefined).catch(() => {});
  };
}

/** The shortcut of each command, such as `Alt+Shift+H`; empty: none. */
export interface SipHotkeys extends Record<HotkeyName, string> {}

/** Returns a chord such as `alt+shift+h`, from the physical key, as Alt changes the character (Alt+M is µ on macOS). */
function chordOf(event: KeyboardEvent): string {
  const key = /^Key([A-Z])$/.exec(event.code)?.[1] ?? event.key;
  const held = [event.ctrlKey && 'ctrl', event.altKey && 'alt', event.shiftKey && 'shift', event.metaKey && 'meta'];
  return [...held.filter((name) => name !== false), key.toLowerCase()].join('+');
}

/** Whether the keys go to a text field: these are never shortcuts, as Alt types letters on some keyboards. */
const isTyping = (event: KeyboardEvent): boolean => isEditable(event.composedPath()[0]);

declare global {
  interface HTMLElementTagNameMap {
    'sip-hotkeys': SipHotkeys;
  }
}
