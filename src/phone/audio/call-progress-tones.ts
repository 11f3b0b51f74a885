/**
 * Call progress tones, chosen by the state of the calls alone (ITU-T E.180, E.182).
 * Subjects: busy tone, when; ringback, when; ringing, when; call-waiting tone, when; tone of a failed call; which tone is heard;
 * tone length of a failed call; congestion or busy, which.
 */

import type { Playback, Tone } from '../../media/index.js';
import type { Clock, Timer } from '../../sip/base/clock.js';
import type { CallState, PhoneState } from '../state.js';
import type { Store } from '../store.js';

/** A tone that lasts as long as its state. */
type CallTone = 'ring' | 'callWaiting' | 'ringback';

/** Plays the tones. */
export interface ToneMaker {
  /** @param ringer the name of a built-in ringer or a URL; undefined for the ringtone of the phone */
  ring(ringer?: string): Playback;
  play(name: 'callWaiting' | 'ringback' | 'busy' | 'congestion'): Playback;
  /** Plays notes in sequence, once and quietly. */
  cue(notes: readonly Tone[]): void;
}

/** Length of the tone of a failed call, ms. */
const FAILURE = 2000;

/** A tone of the calls; a ringing one has its ringer. */
interface Wanted<T = CallTone | 'failure'> {
  readonly tone: T;
  readonly ringer?: string | undefined;
}

/** Returns the tone for the calls: ringing before ringback; during another call, call waiting, unless the call is silent by a rule. */
function callToneOf(calls: readonly CallState[]): Wanted<CallTone> | undefined {
  const has = (...statuses: CallState['status'][]): boolean => calls.some(({ status }) => statuses.includes(status));
  const ringing = calls.filter((call) => call.status === 'incoming' && !call.ignored);
  const audible = ringing.find(({ ringer }) => ringer !== 'silent');
  if (audible)
    return has('active', 'answering', 'early') ? { tone: 'callWaiting' } : { tone: 'ring', ringer: audible.ringer };
  return has('ringing') && !has('active', 'early') ? { tone: 'ringback' } : undefined;
}

export class CallProgressTones {
  readonly #tones: Pick<ToneMaker, 'ring' | 'play'>;
  readonly #clock: Clock;
  readonly #enabled: () => boolean;
  readonly #leave: () => void;
  #playing: (Wanted & { playback: Playback }) | undefined;
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
    const wanted = this.#enabled() ? callToneOf(calls) : undefined;
    if (wanted) {
      const same = this.#playing?.tone === wanted.tone && this.#playing.ringer === wanted.ringer;
      if (!same) this.#start(wanted, () => this.#make(wanted));
      return;
    }
    if (this.#playing && this.#playing.tone !== 'failure') this.#stop();
    const failed = calls.find((call) => call.status === 'ended' && hasJustFailed(call, before));
    if (failed && this.#enabled()) this.#playFailure(failed);
    else if (calls.length === 0) this.#stop();
  }

  #playFailure(call: CallState): void {
    const tone = call.status === 'ended' && call.cause === 'busy' ? 'busy' : 'congestion';
    this.#start({ tone: 'failure' }, () => this.#tones.play(tone));
    this.#timer = this.#clock.after(FAILURE, () => this.#stop());
  }

  #make({ tone, ringer }: Wanted<CallTone>): Playback {
    return tone === 'ring' ? this.#tones.ring(ringer) : this.#tones.play(tone);
  }

  #start(wanted: Wanted, make: () => Playback): void {
    this.#stop();
    this.#playing = { ...wanted, playback: make() };
  }

  #stop(): void {
    this.#timer?.cancel();
    this.#playing?.playback.stop();
    this.#playing = undefined;
  }
}

/** Whether an outgoing call has just failed unanswered. */
function hasJustFailed(call: CallState & { status: 'ended' }, before: readonly CallState[]): boolean {
  if (!call.failed || call.direction !== 'outgoing' || call.answeredAt !== undefined) return false;
  return before.some(({ id, status }) => id === call.id && status !== 'ended');
}
