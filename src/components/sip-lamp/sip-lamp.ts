/**
 * `<sip-lamp>`: a BLF lamp (RFC 4235, RFC 3863) with the state of another extension; a press calls it, or picks up its ringing
 * call.
 * Subjects: <sip-lamp>; press on a lamp; parked call at a lamp; pickup by a lamp.
 */

import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Lamp, LampStatus, PhoneState } from '../../phone/state.js';
import { lampView, switchView } from '../shared/text/lamp-text.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { LampWatch } from '../shared/phone/lamp-watch.js';
import { shape } from '../shared/icons/shapes.js';
import { SipElement, type StateTable } from '../shared/base/sip-element.js';
import { PeopleLocalizer } from '../shared/text/people.js';

const styles = css`
  :host {
    min-inline-size: 0;
  }
  button {
    --ground: var(--_color-surface);
    position: relative;
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    column-gap: 10px;
    align-items: center;
    inline-size: 100%;
    block-size: 100%;
    /* Name, and a state of two lines. */
    min-block-size: 56px;
    padding: 4px 10px;
    border: 1px solid var(--_color-line);
    border-radius: var(--_radius);
  }
  button:hover:not(:disabled) {
    --ground: var(--_color-sunken);
    background: var(--_color-sunken);
  }
  button:disabled {
    cursor: default;
  }
  .shape {
    inline-size: 16px;
    block-size: 16px;
    grid-row: span 2;
  }
  b {
    font-weight: var(--_weight-medium);
    line-height: 18px;
  }
  bdi {
    display: inline-block;
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    vertical-align: top;
  }
  small {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
    font-size: var(--_text-s);
    line-height: 14px;
    color: var(--_color-text-muted);
  }
  button[data-live] {
    --ground: var(--tone-soft);
    background: var(--tone-soft);
    border-color: transparent;
  }
  button[data-live] small {
    color: var(--tone);
  }
  :host([layout='icon']) button {
    display: inline-grid;
    grid-template-columns: auto;
    place-items: center;
    inline-size: 48px;
    min-block-size: 48px;
    padding: 0;
    border: 0;
  }
  :host([layout='icon']) :is(b, small) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @media (forced-colors: active) {
    button[data-live] {
      border: 2px solid Highlight;
    }
  }
`;

const is = (status: LampStatus) => (lamp: Lamp | undefined) => (lamp?.status ?? 'unknown') === status;

const STATES = {
  unknown: is('unknown'),
  available: is('available'),
  ringing: is('ringing'),
  busy: is('busy'),
  held: is('held'),
  away: is('away'),
  offline: is('offline'),
  unavailable: is('unavailable'),
} satisfies StateTable<Lamp | undefined>;

/**
 * The BLF lamp of an extension. The subscription lasts while the element is in the page.
 *
 * @tag sip-lamp
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {string} target - Number or address of the watched extension.
 * @attr {string} name - The displayed name. Default: the name in the contacts or from the server.
 * @attr {'icon'} layout - `icon`: shows the shape only; name and status are the accessible name.
 * @attr {boolean} parking - The target is a place for parked calls: a press takes back the call that is parked there.
 * @attr {boolean} disabled - Shows the state, and ignores presses.
 * @slot - Replaces the name.
 * @slot icon - Replaces the shape of the state.
 * @csspart base - The button.
 * @csspart shape - The shape of the status.
 * @csspart name - The name.
 * @csspart status - The status as text.
 * @cssstate unknown - No state has been received yet.
 * @cssstate available - The extension is available.
 * @cssstate ringing - A call rings there.
 * @cssstate busy - The extension is in a call.
 * @cssstate held - The extension has a call on hold.
 * @cssstate away - The user is away.
 * @cssstate offline - The extension is not reachable (`closed`, RFC 3863).
 * @cssstate unavailable - The subscription was refused, or the address is unknown.
 */
export class SipLamp extends PhoneElement {
  static readonly tagName: string = 'sip-lamp';
  static override styles = [SipElement.styles, styles];

  protected override readonly localize = new PeopleLocalizer(this);

  @property() accessor target: string | undefined = undefined;
  @property() accessor name: string | undefined = undefined;
  @property({ reflect: true }) accessor layout: 'icon' | undefined = undefined;
  @property({ type: Boolean, reflect: true }) accessor disabled = false;
  @property({ type: Boolean }) accessor parking = false;

  /** A lamp in the state of the phone that another element watches: this element then creates no subscription. */
  @property({ attribute: false }) accessor lamp: Lamp | undefined = undefined;

  readonly #watch = new LampWatch(this);

  protected override select(state: PhoneState): unknown {
    return this.#find(state);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#watch.watch(this.lamp ? undefined : this.access?.phone.lamps, this.#address, this.name);
    this.reflectStates(STATES, this.#lamp);
  }

  protected override render(): TemplateResult {
    const lamp = this.#lamp;
    const state = switchView(lamp, this.localize);
    // A parked call is on hold: nobody is on a call at its place.
    const shown = lamp && this.#holdsCall ? { ...lamp, status: 'held' as const } : lamp;
    const view = { ...lampView(shown, this.localize), ...(state && { tone: 'none', words: state.words }) };
    const name = this.name || lamp?.name || lamp?.number || this.#address;
    const label = this.localize.term(view.canPickUp || this.#holdsCall ? 'pickUp' : 'callNumber', name);
    return html`
      <button
        part="base"
        type="button"
        data-tone=${view.tone}
        ?data-live=${lamp?.status === 'ringing'}
        aria-label=${this.hostLabel ?? `${label}. ${view.words}`}
        title=${ifDefined(this.layout === 'icon' ? `\u2068${name}\u2069 · ${view.words}` : undefined)}
        ?disabled=${this.disabled || !this.access || !this.#address || (this.parking && !this.#holdsCall)}
        @click=${this.#press}
      >
        <slot name="icon">${state?.shape ?? shape(view.shape)}</slot>
        <b class="cut" part="name"
          ><slot><bdi>${name}</bdi></slot></b
        >
        <small part="status">${view.words}</small>
      </button>
    `;
  }

  get #lamp(): Lamp | undefined {
    return this.lamp ?? (this.phoneState && this.#find(this.phoneState));
  }

  /** Whether a call is parked at the target: servers report it as a call of that extension (RFC 4235). */
  get #holdsCall(): boolean {
    const { status } = this.#lamp ?? {};
    return this.parking && (status === 'busy' || status === 'held' || status === 'ringing');
  }

  get #address(): string {
    return this.target?.trim() || (this.lamp?.uri ?? '');
  }

  #find({ lamps }: PhoneState): Lamp | undefined {
    const target = this.#address;
    return target ? lamps.find(({ targets, uri }) => targets.includes(target) || uri === target) : undefined;
  }

  #press(): void {
    const { access } = this;
    // The state of the call has the result.
    if (this.parking) access?.retrieve(this.#address).catch(() => {});
    else if (lampView(this.#lamp, this.localize).canPickUp)
      access?.pickUp(this.#address).catch(() => {}); // the state of the call has the result
    else access?.dial(this.#address);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-lamp': SipLamp;
  }
}
