/**
 * Context by which elements find their phone and their call in the DOM tree (Context Community Protocol, `@lit/context`).
 * Subjects: context of phone and call; descendants find their phone; for attribute, key; element named by for.
 */

import { ContextRoot, createContext } from '@lit/context';
import type { PhoneAccess } from '../commands/phone-access.js';

/** The phone. A registered symbol, so that two copies of this package on a page share it. */
export const phoneContext = createContext<PhoneAccess | undefined>(Symbol.for('sip-elements/phone'));

/** Id of the call that an element shows; undefined means the active call. */
export const callContext = createContext<string | undefined>(Symbol.for('sip-elements/call'));

/** Property of a provider that an element names by `for`. */
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

/** Provides the context to an element that was upgraded before its provider. */
export function attachContextRoot(): void {
  if (rootIsIn || typeof document === 'undefined' || !document.documentElement) return;
  rootIsIn = true;
  new ContextRoot().attach(document.documentElement);
}
