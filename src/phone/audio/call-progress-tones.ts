/** What a phone sounds like: its state decides which tone is heard, and nothing else does (ITU-T E.180, E.182). */

import type { Playback, Tone } from '../../media/index.js';
import type { Clock, Timer } from '../../sip/base/clock.js';
import type { CallState, PhoneState } from '../state.js';
import type { Store } from '../store.js';

/** A tone that goes on for as long as the state does. */
export type Sound = 'ring' | 'callWaiting' | 'ringback';

/** Whoever can make the tones. */
export interface ToneMaker {
  ring(): Playback;
  play(name: 'callWaiting' | 'ringback' | 'busy' | 'congestion'): Playback;
  /** Notes one after another, softly and once. */
  cue(notes: readonly Tone[]): void;
}

/** How long a failed call is heard to have failed, ms. */
const FAILURE = 2000;

/** The sound of a state: a ring comes before a ringback, and beside a call it is only a beep. */
export function soundOf(calls: readonly CallState[]): Sound | undefined {
  const has = (...statuses: CallState['status'][]): boolean => calls.some(({ status }) => statuses.includes(status));
  if (calls.some((call) => call.status === 'incoming' && !call.ignored))
    return has('active', 'answering', 'early') ? 'callWaiting' : 'ring';
  return has('ringing') && !has('active', 'early') ? 'ringback' : undefined;
}

export class CallProgressTones {
  readonly #tones: Pick<ToneMaker, 'ring' | 'play'>;
  readonly #clock: Clock;
  readonly #enabled: () => boolean;
  readonly #leave: () => void;
  #heard: { sound: Sound | 'failure'; playback: Playback } | undefined;
  #timer: Timer | undefined;

  constructor(store: Store<PhoneState>, tones: Pick<ToneMaker, 'ring' | 'play'>, clock: Clock, enabled: () => boolean) {
    this.#tones = tones;
    this.#clock = clock;
    this.#enabled = enabled;
    this.#leave = store.subscribe((state, previous) => {
      if (state.calls !== previous.calls) this.#follow(state.calls, previous.calls);
    });
  }

  close(): void {
    this.#leave();
    this.#stop();
  }

  #follow(calls: readonly CallState[], before: readonly CallState[]): void {
    const sound = this.#enabled() ? soundOf(calls) : undefined;
    if (sound) {
      if (this.#heard?.sound !== sound) this.#start(sound, () => this.#make(sound));
      return;
    }
    if (this.#heard && this.#heard.sound !== 'failure') this.#stop();
    const failed = calls.find((call) => call.status === 'ended' && hasJustFailed(call, before));
    if (failed && this.#enabled()) this.#soundFailure(failed);
    else if (calls.length === 0) this.#stop();
  }

  #soundFailure(call: CallState): void {
    const tone = call.status === 'ended' && call.cause === 'busy' ? 'busy' : 'congestion';
    this.#start('failure', () => this.#tones.play(tone));
    this.#timer = this.#clock.after(FAILURE, () => this.#stop());
  }

  #make(sound: Sound): Playback {
    return sound === 'ring' ? this.#tones.ring() : this.#tones.play(sound);
  }

  #start(sound: Sound | 'failure', make: () => Playback): void {
    this.#stop();
    this.#heard = { sound, playback: make() };
  }

  #stop(): void {
    this.#timer?.cancel();
    this.#heard?.playback.stop();
    this.#heard = undefined;
  }
}

/** A call of ours that was not answered and should have been. */
function hasJustFailed(call: CallState & { status: 'ended' }, before: readonly CallState[]): boolean {
  if (!call.failed || call.direction !== 'outgoing' || call.answeredAt !== undefined) return false;
  return before.some(({ id, status }) => id === call.id && status !== 'ended');
}
