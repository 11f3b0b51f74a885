/** How elements find their phone and their call in the tree: the community's context protocol, by `@lit/context`. */

import { ContextRoot, createContext } from '@lit/context';
import type { PhoneAccess } from '../commands/phone-access.js';

/** Registered symbols, so that two copies of this package on a page meet. */
export const phoneContext = createContext<PhoneAccess | undefined>(Symbol.for('sip-elements/phone'));

/** The id of the call that an element is about; undefined means the phone's active call. */
export const callContext = createContext<string | undefined>(Symbol.for('sip-elements/call'));

/** A provider that is not around the element but named by `for`. */
export const providerKey = Symbol.for('sip-elements/provider');

export interface PhoneProvider {
  readonly [providerKey]: {
    readonly access: PhoneAccess | undefined;
    subscribe(listener: () => void): () => void;
  };
}

export function isProvider(value: unknown): value is PhoneProvider {
  return typeof value === 'object' && value !== null && providerKey in value;
}

let rootIsIn = false;

/** Lets an element that was upgraded before its provider get the context when the provider comes. */
export function attachContextRoot(): void {
  if (rootIsIn || typeof document === 'undefined' || !document.documentElement) return;
  rootIsIn = true;
  new ContextRoot().attach(document.documentElement);
}
