/**
 * Renders one period of a tone as samples that repeat without a discontinuity (ITU-T E.180).
 * Subjects: tone samples; ringtone samples; fade of a tone; loudness of tones; notes of the ringtone.
 */

import type { RingPattern, Tone } from './plans.js';

/** The fade-in and fade-out of a tone, seconds, which prevents clicks. */
const RAMP = 0.005;
/** The peak level of every tone: 0.25 of full scale, -12 dB. */
const TONE_PEAK = 0.25;

/** Returns one period of `tone`; one second of a continuous tone, as its frequencies are integers. */
export function renderTone(tone: Tone, sampleRate: number): Float32Array<ArrayBuffer> {
  if (tone.cadence.length === 0) return renderBurst(tone, sampleRate, 1, 0);
  const parts = tone.cadence.map((seconds, index) =>
    index % 2 === 0 ? renderBurst(tone, sampleRate, seconds, RAMP) : new Float32Array(Math.round(seconds * sampleRate)),
  );
  return join(parts);
}

/** The length of one note of a ringer, seconds. */
const NOTE = 0.04;

/** Returns one period of a ringer: notes of 40 ms that alternate while it sounds. */
export function renderRing({ hertz, cadence }: RingPattern, sampleRate: number): Float32Array<ArrayBuffer> {
  const parts = cadence.flatMap((seconds, index) => {
    if (index % 2 === 1) return [new Float32Array(Math.round(seconds * sampleRate))];
    const notes = Math.max(1, Math.round(seconds / NOTE));
    return Array.from({ length: notes }, (_, at) =>
      renderBurst({ hertz: [hertz[at % hertz.length]!], cadence: [] }, sampleRate, NOTE, 0.002),
    );
  });
  return join(parts);
}

/** Returns a burst of `seconds`, faded in and out during `ramp` seconds; 0: without fading. */
export function renderBurst(tone: Tone, sampleRate: number, seconds: number, ramp: number): Float32Array<ArrayBuffer> {
  const length = Math.round(seconds * sampleRate);
  const samples = new Float32Array(length);
  const edge = ramp * sampleRate;
  const share = TONE_PEAK / tone.hertz.length;
  for (let index = 0; index < length; index += 1) {
    const time = index / sampleRate;
    let sum = 0;
    for (const hertz of tone.hertz) sum += Math.sin(2 * Math.PI * hertz * time);
    const swell = tone.modulation ? (1 + Math.sin(2 * Math.PI * tone.modulation * time)) / 2 : 1;
    const fade = edge > 0 ? Math.min(1, index / edge, (length - 1 - index) / edge) : 1;
    samples[index] = sum * share * swell * fade;
  }
  return samples;
}

/** Concatenates samples. */
export function join(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    samples.set(part, offset);
    offset += part.length;
  }
  return samples;
}
