/**
 * Unlocks audio output at the first user gesture, as browsers block it before (HTML §6.4, autoplay policies).
 * Subjects: audio unlocked by a click; first gesture.
 */

import type { PhoneLike } from '../shared/phone/phone-like.js';

/** Unlocks the ringer at the first gesture in the page. Returns a function that removes the listeners. */
export function unlockOnGesture(phone: PhoneLike): () => void {
  const unlock = (): void => {
    if (phone.state.audioLocked) void phone.unlockAudio();
  };
  const kinds = ['pointerup', 'keydown'] as const;
  for (const kind of kinds) document.addEventListener(kind, unlock, { capture: true, passive: true });
  return () => kinds.forEach((kind) => document.removeEventListener(kind, unlock, { capture: true }));
}
