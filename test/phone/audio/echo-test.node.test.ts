/** The echo test tells its pattern from other sounds, at any delay. */

import { expect } from 'chai';
import { likeness, type HeardSample } from '../../../src/phone/audio/echo-test.js';

const PATTERN = [1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1];
const STEP = 0.2;

/** What is heard in `seconds`, sampled each `interval` seconds. */
function heard(tone: (seconds: number) => number, seconds = 6, interval = 0.04): HeardSample[] {
  return Array.from({ length: Math.floor(seconds / interval) }, (_, index) => ({
    at: 100 + index * interval,
    tone: tone(index * interval),
  }));
}
const pattern = (seconds: number): number => PATTERN[Math.floor((seconds % (PATTERN.length * STEP)) / STEP)]!;
/** Pseudo-random numbers, 0 to 1, so that each run is the same. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('The pattern of an echo test', () => {
  for (const delay of [0, 0.13, 0.5, 1.9])
    it(`is found after ${delay} s, also weak and beside noise`, () => {
      const random = numbers(7);
      const samples = heard((at) => 0.4 * pattern(at + 10 - delay) + 0.1 * random());
      expect(likeness(samples)).to.be.above(0.8);
    });

  it('is found where the samples are late and irregular, as on a loaded machine', () => {
    const random = numbers(11);
    const samples = heard(pattern).filter(() => random() > 0.5);
    expect(likeness(samples)).to.be.above(0.8);
  });

  it('is not found in silence, a steady tone, noise, and in less than the window', () => {
    const random = numbers(3);
    expect(likeness([])).to.equal(0);
    expect(likeness(heard(() => 0))).to.equal(0);
    expect(likeness(heard(() => 0.9))).to.be.closeTo(0, 1e-9);
    expect(likeness(heard(() => random()))).to.be.below(0.6);
    expect(likeness(heard(pattern, 2))).to.equal(0);
  });

  it('is not found in sound that begins and ends like syllables, in 200 tries', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = numbers(seed * 977);
      let [level, left] = [0, 0];
      const speech = heard(() => {
        left -= 1;
        if (left <= 0) [level, left] = [random() > 0.45 ? random() : 0, 2 + Math.floor(random() * 8)];
        return level;
      });
      expect(likeness(speech), `seed ${seed}`).to.be.below(0.75);
    }
  });
});
