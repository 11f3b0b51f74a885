/** Sound after a gesture: browsers let nothing be heard before one (HTML §6.4, autoplay policies). */

import type { PhoneLike } from '../shared/phone/phone-like.js';

/** Lets the phone ring after the first gesture anywhere in the page. Returns what stops it. */
export function unlockOnGesture(phone: PhoneLike): () => void {
  const unlock = (): void => {
    if (phone.state.audioLocked) void phone.unlockAudio();
  };
  const kinds = ['pointerup', 'keydown'] as const;
  for (const kind of kinds) document.addEventListener(kind, unlock, { capture: true, passive: true });
  return () => kinds.forEach((kind) => document.removeEventListener(kind, unlock, { capture: true }));
}
