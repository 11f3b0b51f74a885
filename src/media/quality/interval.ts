/**
 * The quality between two readings of a connection (RFC 3550 §6.4, RFC 7002).
 * Subjects: packet loss; jitter; round-trip time between samples.
 */

import type { MediaSample } from '../stats-sample.js';
import { opinionOf, ratingOf } from './e-model.js';

export interface QualitySample {
  /** The end of the interval, milliseconds since 1970. */
  readonly at: number;
  /** The fraction of received packets that were lost, 0 to 1. */
  readonly lossIn: number;
  /** The fraction of sent packets that were lost, by the last report of the remote party; undefined before it. */
  readonly lossOut: number | undefined;
  /** Seconds. */
  readonly jitterIn: number;
  readonly jitterOut: number | undefined;
  /** Round-trip time, seconds. */
  readonly roundTrip: number | undefined;
  /** Payload bits per second. */
  readonly bitrateIn: number;
  readonly bitrateOut: number;
  readonly packetsIn: number;
  readonly packetsOut: number;
  /** Levels at the end of the interval, 0 to 1. */
  readonly input: number | undefined;
  readonly output: number | undefined;
  readonly codec: string | undefined;
  readonly path: MediaSample['path'];
  /** Estimated mean opinion score of the received audio, 1 to 4.5; undefined without packets. */
  readonly mos: number | undefined;
}

/** The audio of one packet, and as much for capture and playback, seconds. */
const FRAMING = 0.04;

/** Returns the quality between two readings; undefined when the connection was replaced, which resets the counters. */
export function intervalBetween(before: MediaSample, now: MediaSample): QualitySample | undefined {
  const seconds = (now.at - before.at) / 1000;
  const packetsIn = now.received.packets - before.received.packets;
  const packetsOut = now.sent.packets - before.sent.packets;
  if (seconds <= 0 || packetsIn < 0 || packetsOut < 0) return undefined;
  // Late packets decrease the counter.
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
