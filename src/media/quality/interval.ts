/** What happened between two readings of a connection, in the units that people compare (RFC 3550 §6.4, RFC 7002). */

import type { MediaSample } from '../stats-sample.js';
import { opinionOf, ratingOf } from './e-model.js';

export interface QualitySample {
  /** When it ended, ms of the wall clock. */
  readonly at: number;
  /** Share of the far side's packets that did not reach us, 0 to 1. */
  readonly lossIn: number;
  /** Share of our packets that did not reach the far side by its last report; absent before it. */
  readonly lossOut: number | undefined;
  /** Seconds. */
  readonly jitterIn: number;
  readonly jitterOut: number | undefined;
  /** Seconds there and back. */
  readonly roundTrip: number | undefined;
  /** Bits per second of packets' payload. */
  readonly bitrateIn: number;
  readonly bitrateOut: number;
  readonly packetsIn: number;
  readonly packetsOut: number;
  /** Levels 0 to 1 at its end. */
  readonly input: number | undefined;
  readonly output: number | undefined;
  readonly codec: string | undefined;
  readonly path: MediaSample['path'];
  /** Estimated mean opinion score of what we hear, 1 to 4.5; absent while nothing comes. */
  readonly mos: number | undefined;
}

/** Seconds of sound in a packet, and as much again for capture and playing. */
const FRAMING = 0.04;

/** Undefined when the two are not of one connection: its counters begin anew after it was replaced. */
export function intervalBetween(before: MediaSample, now: MediaSample): QualitySample | undefined {
  const seconds = (now.at - before.at) / 1000;
  const packetsIn = now.received.packets - before.received.packets;
  const packetsOut = now.sent.packets - before.sent.packets;
  if (seconds <= 0 || packetsIn < 0 || packetsOut < 0) return undefined;
  // Late packets that arrive after all make the counter go back.
  const lost = Math.max(0, now.received.lost - before.received.lost);
  const lossIn = lost === 0 ? 0 : lost / (lost + packetsIn);
  const { jitter, played } = now.received;
  const samples = played.samples - before.received.played.samples;
  const buffered = samples > 0 ? (played.waited - before.received.played.waited) / samples : 2 * jitter;
  const delay = (now.roundTrip ?? 0) / 2 + buffered + FRAMING;
  return {
    at: now.at,
    lossIn,
    lossOut: now.reported?.fractionLost,
    jitterIn: jitter,
    jitterOut: now.reported?.jitter,
    roundTrip: now.roundTrip,
    bitrateIn: (8 * (now.received.bytes - before.received.bytes)) / seconds,
    bitrateOut: (8 * (now.sent.bytes - before.sent.bytes)) / seconds,
    packetsIn,
    packetsOut,
    input: now.input,
    output: now.output,
    codec: now.codec,
    path: now.path,
    mos: packetsIn + lost > 0 ? opinionOf(ratingOf({ loss: lossIn, delay, codec: now.codec })) : undefined,
  };
}
