/** Call progress tones, chosen by the state of the calls alone (ITU-T E.180, E.182). */

import type { Playback, Tone } from '../../media/index.js';
import type { Clock, Timer } from '../../sip/base/clock.js';
import type { CallState, PhoneState } from '../state.js';
import type { Store } from '../store.js';

/** A tone that lasts as long as its state. */
export type CallTone = 'ring' | 'callWaiting' | 'ringback';

/** Plays the tones. */
export interface ToneMaker {
  ring(): Playback;
  play(name: 'callWaiting' | 'ringback' | 'busy' | 'congestion'): Playback;
  /** Plays notes in sequence, once and quietly. */
  cue(notes: readonly Tone[]): void;
}

/** Length of the tone of a failed call, ms. */
const FAILURE = 2000;

/** Returns the tone for the calls: ringing before ringback; during another call, call waiting. */
function callToneOf(calls: readonly CallState[]): CallTone | undefined {
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
  #heard: { tone: CallTone | 'failure'; playback: Playback } | undefined;
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
    const tone = this.#enabled() ? callToneOf(calls) : undefined;
    if (tone) {
      if (this.#heard?.tone !== tone) this.#start(tone, () => this.#make(tone));
      return;
    }
    if (this.#heard && this.#heard.tone !== 'failure') this.#stop();
    const failed = calls.find((call) => call.status === 'ended' && hasJustFailed(call, before));
    if (failed && this.#enabled()) this.#playFailure(failed);
    else if (calls.length === 0) this.#stop();
  }

  #playFailure(call: CallState): void {
    const tone = call.status === 'ended' && call.cause === 'busy' ? 'busy' : 'congestion';
    this.#start('failure', () => this.#tones.play(tone));
    this.#timer = this.#clock.after(FAILURE, () => this.#stop());
  }

  #make(tone: CallTone): Playback {
    return tone === 'ring' ? this.#tones.ring() : this.#tones.play(tone);
  }

  #start(tone: CallTone | 'failure', make: () => Playback): void {
    this.#stop();
    this.#heard = { tone, playback: make() };
  }

  #stop(): void {
    this.#timer?.cancel();
    this.#heard?.playback.stop();
    this.#heard = undefined;
  }
}

/** Whether an outgoing call has just failed unanswered. */
function hasJustFailed(call: CallState & { status: 'ended' }, before: readonly CallState[]): boolean {
  if (!call.failed || call.direction !== 'outgoing' || call.answeredAt !== undefined) return false;
  return before.some(({ id, status }) => id === call.id && status !== 'ended');
}
