/**
 * Makes the tones of the phone: a ringer with rising volume, two quiet beeps for call waiting.
 * Subjects: rising ring volume; call-waiting beeps, pattern.
 */

import type { Playback, Ringer, Speaker, Tone, Tones } from '../../media/index.js';
import { tonePlanOf } from '../../media/tones/plans.js';
import type { Clock, Timer } from '../../sip/base/clock.js';
import type { ToneMaker } from './call-progress-tones.js';

/** ms until the ringer has its full volume, the number of steps, and the part of the volume that it begins with. */
const RISE = 3000;
const STEPS = 30;
const SOFTEST = 0.2;
/** Two beeps every eight seconds. */
const WAITING = [0.2, 0.2, 0.2, 7.4];

interface ToneMakerOptions {
  readonly tones: Pick<Tones, 'ring' | 'play' | 'sequence'>;
  readonly ringer: Pick<Speaker, 'volume'>;
  readonly clock: Clock;
  /** The full volume of the ringer, 0 to 1; read at each step. */
  readonly volume: () => number;
  readonly country: () => string | undefined;
  /** The ringer that the user has chosen. Default: none. */
  readonly chosen?: () => Ringer | undefined;
}

export function toneMaker({ tones, ringer, clock, volume, country, chosen }: ToneMakerOptions): ToneMaker {
  return {
    ring: (name = chosen?.()) => rising(tones.ring(name), ringer, volume, clock),
    play: (name) => {
      if (name !== 'callWaiting') return tones.play(name);
      const beeps: Tone = { hertz: tonePlanOf(country()).callWaiting.hertz, cadence: WAITING };
      return tones.sequence([beeps], { repeat: true, gain: 0.5 });
    },
    cue: (notes) => void tones.sequence(notes, { gain: 0.5 }),
  };
}

/** Raises the volume of a playback step by step, and restores it when stopped. */
function rising(playback: Playback, speaker: Pick<Speaker, 'volume'>, volume: () => number, clock: Clock): Playback {
  let timer: Timer | undefined;
  const step = (count: number): void => {
    speaker.volume = volume() * (SOFTEST + ((1 - SOFTEST) * count) / STEPS);
    timer = count < STEPS ? clock.after(RISE / STEPS, () => step(count + 1)) : undefined;
  };
  step(0);
  return {
    stop: () => {
      timer?.cancel();
      speaker.volume = volume();
      playback.stop();
    },
  };
}
