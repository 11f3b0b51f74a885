/**
 * Notification tones for events of a call: connected, muted, still on hold, connection lost, ended.
 * Subjects: short signals; reminder of a call on hold; tone for mute and unmute; sound of a lost connection; notes of the short
 * signals.
 */

import type { Tone } from '../../media/index.js';
import type { Clock, Timer } from '../../sip/base/clock.js';
import type { CallState, PhoneState } from '../state.js';
import type { Store } from '../store.js';

const note = (hertz: number, ...cadence: number[]): Tone => ({ hertz: [hertz], cadence });

/** Low for muted, high for unmuted; falling for ended. */
export const CUES = {
  connected: [note(1000, 0.06)],
  muted: [note(300, 0.06)],
  unmuted: [note(900, 0.06)],
  held: [note(600, 0.2)],
  lost: [note(500, 0.04, 0.08), note(500, 0.04)],
  ended: [note(600, 0.06), note(400, 0.06)],
} as const satisfies Record<string, readonly Tone[]>;

type Cue = keyof typeof CUES;

/** Interval of the reminder for a call on hold, ms. */
const REMINDER = 60_000;
/** Shorter interruptions have no tone, ms. */
const LOST = 2000;

export class NotificationTones {
  readonly #clock: Clock;
  readonly #play: (cue: Cue) => void;
  readonly #leave: () => void;
  /** Tones that are due if the state of a call lasts. */
  readonly #timers = new Map<string, { about: 'held' | 'lost'; timer: Timer }>();

  constructor(store: Store<PhoneState>, clock: Clock, play: (cue: Cue) => void) {
    this.#clock = clock;
    this.#play = play;
    this.#leave = store.subscribe((state, previous) => {
      if (state.calls !== previous.calls) this.#follow(state.calls, previous.calls);
    });
  }

  close(): void {
    this.#leave();
    for (const { timer } of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }

  #follow(calls: readonly CallState[], before: readonly CallState[]): void {
    const cues = new Set<Cue>();
    for (const call of calls) {
      const old = before.find(({ id }) => id === call.id);
      if (!old || old === call) continue;
      for (const cue of cuesOf(call, old)) cues.add(cue);
    }
    // A conference is muted as a whole: one tone for all of its calls.
    for (const cue of cues) this.#play(cue);
    const isTalking = calls.some((call) => call.status === 'active' && !call.hold.local);
    for (const call of calls) this.#await(call, isTalking);
    for (const id of this.#timers.keys()) if (!calls.some((call) => call.id === id)) this.#forget(id);
  }

  #await(call: CallState, isTalking: boolean): void {
    const about = lastingOf(call, isTalking);
    if (this.#timers.get(call.id)?.about === about) return;
    this.#forget(call.id);
    if (about) this.#plan(call.id, about);
  }

  #plan(id: string, about: 'held' | 'lost'): void {
    const timer = this.#clock.after(about === 'held' ? REMINDER : LOST, () => {
      this.#play(about);
      // The loss has one tone; the entry stays in the map so that it is not repeated.
      if (about === 'held') this.#plan(id, about);
    });
    this.#timers.set(id, { about, timer });
  }

  #forget(id: string): void {
    this.#timers.get(id)?.timer.cancel();
    this.#timers.delete(id);
  }
}

/** Returns the tones for the change between two states of a call. */
function cuesOf(call: CallState, old: CallState): Cue[] {
  const answered = 'answeredAt' in old && old.answeredAt !== undefined;
  if (call.status === 'active' && old.status !== 'active') return ['connected'];
  if (call.status === 'ended' && old.status !== 'ended' && answered) return ['ended'];
  if (call.status === 'active' && call.muted !== old.muted) return [call.muted ? 'muted' : 'unmuted'];
  return [];
}

/** Returns the lasting state that has a tone. During another conversation, a call on hold has no reminder. */
function lastingOf(call: CallState, isTalking: boolean): 'held' | 'lost' | undefined {
  if (call.status !== 'active') return undefined;
  if (call.media === 'interrupted') return 'lost';
  return call.hold.local && !isTalking ? 'held' : undefined;
}
