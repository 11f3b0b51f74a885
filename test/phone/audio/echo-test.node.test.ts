/** The echo test tells its pattern from other sounds, at any delay. */

import { expect } from 'chai';
import { PatternSearch, type HeardSample } from '../../../src/phone/audio/echo-test.js';

const PATTERN = [1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1];
const STEP = 0.2;

/** What is heard in `seconds`, sampled each 0.04 s. */
function heard(tone: (seconds: number) => number, seconds = 6): HeardSample[] {
  const interval = 0.04;
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

/** Whether the pattern is found in samples that are read five at a time, as a page does. */
function isFound(samples: readonly HeardSample[]): boolean {
  const search = new PatternSearch();
  let found = false;
  for (let index = 0; index < samples.length; index += 5) found = search.add(samples.slice(index, index + 5));
  return found;
}

/** Sound that begins and ends like syllables. */
function syllables(seed: number): () => number {
  const random = numbers(seed * 977);
  let [level, left] = [0, 0];
  return () => {
    left -= 1;
    if (left <= 0) [level, left] = [random() > 0.45 ? random() : 0, 2 + Math.floor(random() * 8)];
    return level;
  };
}

describe('The pattern of an echo test', () => {
  for (const delay of [0, 0.13, 0.5, 1.9])
    it(`is found after ${delay} s, also weak and beside noise`, () => {
      const random = numbers(7);
      expect(isFound(heard((at) => 0.4 * pattern(at + 10 - delay) + 0.1 * random()))).to.equal(true);
    });

  it('is found where the samples are late and irregular, as on a loaded machine', () => {
    const random = numbers(11);
    expect(isFound(heard(pattern).filter(() => random() > 0.5))).to.equal(true);
  });

  it('is found where sound is lost or repeated each second or two, at a poor network or a machine that plays it late', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = numbers(seed * 31);
      let [shift, next] = [0, random()];
      const sound = heard((at) => {
        if (at > next) {
          shift += 0.3 * (random() - 0.3);
          next = at + 1 + random();
        }
        return pattern(at + shift + 1);
      }, 30);
      expect(isFound(sound), `seed ${seed}`).to.equal(true);
    }
  });

  it('is found in a page that hears two thirds of each second only', () => {
    expect(isFound(heard(pattern, 10).filter(({ at }) => at % 1 < 0.68))).to.equal(true);
  });

  it('is not found in silence, a steady tone, noise, and in a single period', () => {
    const random = numbers(3);
    expect(isFound([])).to.equal(false);
    expect(isFound(heard(() => 0, 30))).to.equal(false);
    expect(isFound(heard(() => 0.9, 30))).to.equal(false);
    expect(isFound(heard(() => random(), 30))).to.equal(false);
    expect(isFound(heard((at) => (at < 2.6 ? pattern(at) : 0), 30))).to.equal(false);
  });

  it('is not found in 30 s of sound that begins and ends like syllables, in 25 tries, also where half of it is lost', () => {
    for (let seed = 1; seed <= 25; seed += 1) {
      const random = numbers(seed);
      const sound = heard(syllables(seed), 30);
      expect(isFound(sound), `seed ${seed}`).to.equal(false);
      expect(isFound(sound.filter(() => random() > 0.5)), `seed ${seed}, half of it`).to.equal(false);
    }
  });
});
