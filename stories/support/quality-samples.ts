/** Samples of the quality of a call, for the course of its figures. */

import type { QualitySample } from '../../src/media/index.js';
import { opinionOf, ratingOf } from '../../src/media/quality/e-model.js';
import { elementClock } from '../../src/components/shared/time/time.js';

/**
 * Samples with these round-trip times, each for four seconds; loss and jitter follow them. Before the last half of them the call is on hold
 * for `held` ms.
 */
export function samplesOf(roundTrips: readonly number[], held = 0): readonly QualitySample[] {
  const each = roundTrips.flatMap((time) => [time, time * 1.05, time * 0.95, time]);
  const end = elementClock().now();
  return each.map((time, index) => {
    const left = each.length - 1 - index;
    const roundTrip = time / 1000;
    const lossIn = time > 100 ? (time - 100) / 4000 : 0;
    return {
      at: end - left * 1000 - (left >= each.length / 2 ? held : 0),
      lossIn,
      lossOut: lossIn / 2,
      jitterIn: roundTrip / 8,
      jitterOut: undefined,
      roundTrip,
      bitrateIn: 32_000,
      bitrateOut: 32_000,
      packetsIn: 50,
      packetsOut: 50,
      input: 0.1,
      output: 0.1,
      codec: 'opus',
      path: 'host',
      mos: opinionOf(ratingOf({ loss: lossIn, delay: roundTrip / 2 + 0.06, codec: 'opus' })),
    };
  });
}
