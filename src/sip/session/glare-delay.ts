/**
 * The wait before a change of the session is tried again after a 491 (RFC 3261 §14.1).
 * Subjects: retry after 491, when.
 */

/** Milliseconds: 2.1 to 4 s for the owner of the Call-ID, which is the caller, 0 to 2 s for the other party; in steps of 10 ms. */
export function glareDelay({ direction }: { readonly direction: 'incoming' | 'outgoing' }): number {
  const steps = direction === 'outgoing' ? 210 + Math.random() * 190 : Math.random() * 200;
  return Math.round(steps) * 10;
}
