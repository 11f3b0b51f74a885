/**
 * Base class of the buttons that perform one command on a call: a native `<button>` with slots for its icon and label.
 * Subjects: base class of buttons of a call; aria-pressed of a button; slots for icon and label of a button.
 */

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { actionStyles } from '../shared/styles/action.styles.js';
import { icon, type Icon, type IconOptions } from '../shared/icons/icons.js';
import { CallElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';

/** The state in which the button is rendered. */
export interface ActionView {
  readonly icon: Icon;
  readonly iconOptions?: IconOptions;
  readonly label: string;
  /** Value of `aria-pressed`, for a toggle button, whose label stays the same. */
  readonly pressed?: boolean;
  /** Draws the button as pressed where its label says the next command instead: Mute, Unmute (WAI-ARIA APG, button pattern). */
  readonly on?: boolean;
  /** Value of `aria-expanded`, for a button that opens a panel. */
  readonly expanded?: boolean;
  /** `call` places or answers a call, `end` ends one, `quiet` has no background. Default: a plain button. */
  readonly kind?: 'call' | 'end' | 'quiet';
}

const own = css`
  :host {
    inline-size: 64px;
  }
  :host([layout='key']) {
    inline-size: auto;
  }
  :host([layout='icon']) {
    inline-size: 48px;
  }
  :host([layout='icon']) .action {
    --_face-size: 48px;
    --_face-icon: var(--_icon-m);
  }
  :host([layout='icon']) .label {
    display: none;
  }
  :host([layout='row']) {
    inline-size: auto;
  }
  :host([layout='row']) .action {
    flex-direction: row;
    gap: 12px;
    min-block-size: 48px;
    padding-inline: 4px 12px;
    border-radius: var(--_radius-s);
    font-size: var(--_text-m);
    line-height: 20px;
    text-align: start;
  }
  :host([layout='row']) .action:hover:not(:disabled) {
    background: var(--_color-sunken);
  }
  :host([layout='row']) .action:focus-visible {
    outline: var(--_focus-width) solid var(--_color-focus);
    outline-offset: calc(-1 * var(--_focus-width));
  }
  :host([layout='row']) .action:focus-visible .face {
    outline: none;
  }
  :host([layout='row']) .face {
    inline-size: 40px;
    --_face-size: 40px;
    --_face-icon: var(--_icon-m);
    flex: none;
  }
  :host([layout='row']) .action:not([aria-pressed='true'], .is-on, .call, .end) .face {
    background: var(--_other-surface, none);
  }
  @media (forced-colors: active) {
    :host([layout='row']) .action:not([aria-pressed='true'], .is-on, .call, .end) .face {
      border: 0;
    }
  }
`;

export abstract class ActionButton extends CallElement {
  static override styles = [SipElement.styles, actionStyles, own];

  /** Disables the button. */
  @property({ type: Boolean, reflect: true }) accessor disabled = false;

  /** `icon`: the label is only the accessible name. `key`: fills its grid column. `row`: label beside the icon. */
  @property({ reflect: true }) accessor layout: 'icon' | 'key' | 'row' | undefined = undefined;

  protected abstract view(): ActionView;

  /** Whether the command is possible now. */
  protected abstract get isPossible(): boolean;

  /** Value of `aria-keyshortcuts`. */
  protected get keys(): string | undefined {
    return undefined;
  }

  /** Performs the command. An error is discarded here, as the state of the phone shows it. */
  protected abstract perform(): unknown;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { pressed, on = pressed } = this.view();
    this.toggleState('pressed', on === true);
    this.toggleState('disabled', this.disabled || !this.isPossible);
  }

  protected override render(): TemplateResult {
    const view = this.view();
    const classes = { action: true, [view.kind ?? 'plain']: true, 'is-on': view.on === true };
    return html`
      <button
        class=${classMap(classes)}
        part="base"
        type="button"
        ?disabled=${this.disabled || !this.isPossible}
        aria-pressed=${ifDefined(view.pressed === undefined ? undefined : String(view.pressed))}
        aria-expanded=${ifDefined(view.expanded === undefined ? undefined : String(view.expanded))}
        aria-label=${ifDefined(this.hostLabel ?? (this.layout === 'icon' ? view.label : undefined))}
        aria-keyshortcuts=${ifDefined(this.keys)}
        @click=${this.#press}
      >
        <span class="face" part="face"
          ><slot name="icon">${icon(view.icon, view.iconOptions)}</slot>${this.extra()}</span
        >
        <span class="label" part="label"><slot>${view.label}</slot></span>
      </button>
    `;
  }

  /** Returns content to draw over the icon. Default: none. */
  protected extra(): TemplateResult | typeof nothing {
    return nothing;
  }

  #press(): void {
    void (async () => this.perform())().catch(() => {});
  }
}
