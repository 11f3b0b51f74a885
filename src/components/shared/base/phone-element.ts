/**
 * Base classes of elements of a phone, which is found by the `phone` property, by `for="id"`, or from an enclosing provider.
 * Subjects: element finds its phone; elements outside of a provider (for="id"); rendering when the state changes; base class of
 * elements of a call; element without a phone.
 */

import { ContextConsumer, ContextProvider } from '@lit/context';
import { property } from 'lit/decorators.js';
import type { CallState, PhoneState } from '../../../phone/state.js';
import {
  attachContextRoot,
  callContext,
  isProvider,
  phoneContext,
  providerKey,
  type PhoneProvider,
} from './context.js';
import { currentCall, PhoneAccess } from '../commands/phone-access.js';
import type { PhoneLike } from '../phone/phone-like.js';
import { SipElement } from './sip-element.js';

export abstract class PhoneElement extends SipElement {
  /** Id of the provider. */
  @property({ attribute: 'for' }) accessor htmlFor: string | undefined = undefined;

  /** The phone; overrides `for`. */
  @property({ attribute: false }) accessor phone: PhoneLike | undefined = undefined;

  #context: PhoneAccess | undefined;
  #own: PhoneAccess | undefined;
  #named: PhoneAccess | undefined;
  #stopNamed: (() => void) | undefined;
  #shared: ContextProvider<typeof phoneContext> | undefined;
  #followed: PhoneLike | undefined;
  #stopFollowing: (() => void) | undefined;
  #slice: unknown;

  constructor() {
    super();
    attachContextRoot();
    new ContextConsumer(this, {
      context: phoneContext,
      subscribe: true,
      callback: (access) => {
        this.#context = access;
        this.#follow();
      },
    });
  }

  /** Access to the phone; undefined while there is none. */
  protected get access(): PhoneAccess | undefined {
    if (this.phone) return (this.#own ??= new PhoneAccess(this.phone, this));
    return this.htmlFor ? this.#named : (this.#context ?? this.#named);
  }

  /** Provides the phone of this element to the elements that it renders. Call it in the constructor. */
  protected shareAccess(): void {
    this.#shared = new ContextProvider(this, { context: phoneContext });
  }

  /** The element whose place in the page decides about its phone. */
  protected get place(): Element {
    return this;
  }

  protected get phoneState(): PhoneState | undefined {
    return this.access?.phone.state;
  }

  /** Returns the parts of the state that the element renders: a change of identity of one of them requests an update. */
  protected select(state: PhoneState): unknown {
    return state;
  }

  /** Called for each new state of the phone, whatever `select` returns. */
  protected phoneStateChanged?(state: PhoneState, previous: PhoneState): void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#findNamed();
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopNamed?.();
    this.#stopNamed = undefined;
    this.#stopFollowing?.();
    this.#stopFollowing = this.#followed = undefined;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('phone')) this.#own = undefined;
    if (changed.has('htmlFor')) this.#findNamed();
    if (changed.has('phone') || changed.has('htmlFor')) this.#follow();
    this.#shared?.setValue(this.access);
  }

  /** Subscribes to the element named by `for`, or waits until it exists; without `for` to a provider that a paragraph has closed. */
  #findNamed(): void {
    this.#stopNamed?.();
    this.#stopNamed = this.#named = undefined;
    if (!this.isConnected) return;
    const root = this.place.getRootNode() as Document | ShadowRoot;
    const found = this.htmlFor ? root.getElementById(this.htmlFor) : providerClosedByParagraph(this.place);
    if (isProvider(found)) return this.#followNamed(found);
    if (found) void customElements.whenDefined(found.localName).then(() => this.#retryNamed());
    else if (this.htmlFor) {
      const observer = new MutationObserver(() => root.getElementById(this.htmlFor ?? '') && this.#retryNamed());
      observer.observe(root, { childList: true, subtree: true, attributeFilter: ['id'] });
      this.#stopNamed = () => observer.disconnect();
    }
  }

  #retryNamed(): void {
    this.#findNamed();
    this.#follow();
  }

  #followNamed(provider: PhoneProvider): void {
    const read = (): void => {
      this.#named = provider[providerKey].access;
      this.#follow();
    };
    this.#stopNamed = provider[providerKey].subscribe(read);
    this.#named = provider[providerKey].access;
  }

  #follow(): void {
    const phone = this.isConnected ? this.access?.phone : undefined;
    if (phone === this.#followed) return;
    this.#stopFollowing?.();
    this.#followed = phone;
    this.#stopFollowing = phone?.subscribe((state, previous) => {
      this.phoneStateChanged?.(state, previous);
      const slice = this.select(state);
      if (isSame(slice, this.#slice)) return;
      this.#slice = slice;
      this.requestUpdate();
    });
    this.#slice = phone ? this.select(phone.state) : undefined;
    this.requestUpdate();
  }
}

/**
 * Editors of paragraphs write `<p><sip-provider></p><p>…</p>`, and the end tag of the paragraph ends the provider before its content (HTML
 * §13.2.6.4.7, end tag "p"). Returns the only such provider of the page for an element that is in none.
 */
function providerClosedByParagraph(element: Element): Element | null {
  if (element.getRootNode() !== document || element.closest('sip-provider, sip-phone, sip-dock')) return null;
  const closed = [...document.querySelectorAll('p > sip-provider')].filter((one) => one.childElementCount === 0);
  return closed.length === 1 ? closed[0]! : null;
}

function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

/** Base class of elements of one call: the one in the context, the one named by `call-id`, or the active one. */
export abstract class CallElement extends PhoneElement {
  /** Id of the call. Default: that of the `<sip-call>` around, else the active one. */
  @property({ attribute: 'call-id' }) accessor callId: string | undefined = undefined;

  #around: string | undefined;

  constructor() {
    super();
    new ContextConsumer(this, {
      context: callContext,
      subscribe: true,
      callback: (id) => {
        if (id === this.#around) return;
        this.#around = id;
        this.requestUpdate();
      },
    });
  }

  /** The shown call, if any. */
  get call(): CallState | undefined {
    const phone = this.access?.phone;
    if (!phone) return undefined;
    const id = this.callId ?? this.#around;
    return id === undefined ? this.impliedCall(phone) : phone.state.calls.find((call) => call.id === id);
  }

  protected impliedCall(phone: PhoneLike): CallState | undefined {
    return currentCall(phone);
  }

  protected override select(): unknown {
    return this.call;
  }
}
