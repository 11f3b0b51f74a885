/**
 * What all elements share, without texts and styles: custom states (`:state()`, HTML §4.13.7.4), language attributes, the label
 * of the host.
 * Subjects: custom states (:state()); aria-label of an element; slots that only some views have.
 */

import { LitElement } from 'lit';
import { internalsOf } from './internals.js';
import { languageChanged } from '../text/languages.js';
import { VERSION } from './version.js';

// Who imports an element has the types of all events: declarations keep an export, and drop an import whose names they do not need.
export type {} from '../events/events.js';
export type {} from '../events/contact-events.js';
export type {} from '../events/tool-events.js';

/** Maps the name of a custom state to its condition. */
export type StateTable<T> = Readonly<Record<string, (shown: T) => boolean>>;

export abstract class BareElement extends LitElement {
  static readonly version: string = VERSION;

  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', 'dir', 'aria-label'];
  }

  /**
   * The slots that only some views of the element render. A hidden one of the same name at the end of the shadow root takes their content
   * in the other views, as the first slot in tree order has it (DOM §4.2.2.3): no slot comes and goes.
   */
  protected static readonly laterSlots: readonly string[] = [];

  protected readonly internals = internalsOf(this);

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    return this.keepSlots(super.createRenderRoot());
  }

  /** Adds the hidden slots to a new shadow root, behind what the element renders. */
  protected keepSlots<Root extends HTMLElement | DocumentFragment>(root: Root): Root {
    const names = (this.constructor as typeof BareElement).laterSlots;
    if (names.length === 0) return root;
    const hidden = this.ownerDocument.createElement('div');
    hidden.hidden = true;
    for (const name of names) hidden.appendChild(this.ownerDocument.createElement('slot')).name = name;
    root.append(hidden);
    this.renderOptions.renderBefore = hidden;
    return root;
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (old === value) return;
    if (name === 'lang' && this.hasUpdated) languageChanged();
    if (name === 'lang' || name === 'dir' || name === 'aria-label') this.requestUpdate();
  }

  /** The `aria-label` of the host, for the control inside it. */
  protected get hostLabel(): string | undefined {
    return this.getAttribute('aria-label') ?? undefined;
  }

  /** Sets the states of `table` whose condition holds for `shown`, and clears the others. */
  protected reflectStates<T>(table: StateTable<T>, shown: T): void {
    for (const [name, holds] of Object.entries(table)) this.toggleState(name, holds(shown));
  }

  protected toggleState(name: string, on: boolean): void {
    const { states } = this.internals;
    if (on === states.has(name)) return;
    if (on) states.add(name);
    else states.delete(name);
  }
}
