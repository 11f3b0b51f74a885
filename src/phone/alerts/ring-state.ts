/**
 * `state.ring`: how a call rings in the page, as long as one rings that is not ignored.
 * Subjects: state.ring; visual ringing, flash; ringer blocked by the browser; visualRing, effect.
 */

import type { Clock } from '../../sip/base/clock.js';
import { isRinging } from '../calls/call-state.js';
import type { PhoneState } from '../state.js';
import type { Store } from '../store.js';

interface RingStateOptions {
  readonly clock: Clock;
  /** Whether elements flash even where the ringer is audible. */
  readonly isVisual: () => boolean;
  /** Whether the phone plays the ringer. */
  readonly sounds: () => boolean;
  /** The browser blocks the ringer of a call; called once for each. */
  readonly blocked: (callId: string) => void;
}

/** Follows the calls of the store, for the life of the phone. */
export function showRing(store: Store<PhoneState>, { clock, isVisual, sounds, blocked }: RingStateOptions): void {
  const reported = new Set<string>();
  store.subscribe(({ calls, ring, audioLocked }) => {
    const ringing = calls.filter(isRinging);
    for (const id of reported) if (!ringing.some((call) => call.id === id)) reported.delete(id);
    if (ringing.length === 0) return store.update({ ring: undefined });
    const isBlocked = sounds() && audioLocked;
    const visual = isBlocked || isVisual();
    if (ring?.blocked !== isBlocked || ring.visual !== visual)
      store.update({ ring: { since: ring?.since ?? clock.now(), blocked: isBlocked, visual } });
    if (!isBlocked) return;
    for (const { id } of ringing) {
      if (reported.has(id)) continue;
      reported.add(id);
      blocked(id);
    }
  });
}
