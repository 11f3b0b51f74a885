/**
 * What happens to the phone of an element that leaves the page: a move keeps it, an element that takes the place of the former one
 * continues with it, and else it ends.
 * Subjects: removed element; moved element; keep-alive attribute; phone handed over to another element; new element in the place of a removed one; element removed and
 * inserted again.
 */

import type { PhoneLike } from '../shared/phone/phone-like.js';
import type { ProviderOptions } from './provider-options.js';

/** A hidden page gets no animation frames: the wait in ms instead. */
const WITHOUT_FRAMES = 500;
/** How long the phone of an element with `keep-alive` waits, ms. */
const KEPT = 1000;

/** What another element needs to continue with a phone. */
export interface HandedPhone {
  readonly phone: PhoneLike;
  readonly options: ProviderOptions;
  /** Secrets are in no attribute, so that markup that was written again has none. */
  readonly secrets: { readonly password: string | undefined; readonly credentials: object | undefined };
}

/** An element that has left the page, and may be back or replaced. */
interface LeavingElement {
  /** What the element is: its name, id and account; with a former id, too. Empty: nothing can take its place. */
  readonly identities: readonly string[];
  /** Gives its phone away. */
  hand(): HandedPhone | undefined;
}

const leaving = new Set<LeavingElement>();

/**
 * Calls `gone` when `element` is still out of the page after two frames, or after a second where it is `kept`. Until the end of this
 * task, or for that second, an element of the same identity can take its phone.
 */
export function whenGone(
  element: Element,
  offer: LeavingElement,
  { kept, gone }: { kept: boolean; gone(): void },
): void {
  leaving.add(offer);
  if (!kept) setTimeout(() => leaving.delete(offer));
  let settled = false;
  const check = (): void => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    leaving.delete(offer);
    if (!element.isConnected) gone();
  };
  const timer = setTimeout(check, kept ? KEPT : WITHOUT_FRAMES);
  if (!kept) requestAnimationFrame(() => requestAnimationFrame(check));
}

/** Returns the phone of an element of this identity that has just left the page, for the element that takes its place. */
export function takePhone(identity: string | undefined): HandedPhone | undefined {
  if (identity === undefined) return undefined;
  for (const offer of leaving) {
    if (!offer.identities.includes(identity)) continue;
    leaving.delete(offer);
    const handed = offer.hand();
    if (handed) return handed;
  }
  return undefined;
}
