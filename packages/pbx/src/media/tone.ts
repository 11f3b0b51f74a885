/**
 * Tones of sine waves with a cadence, as telephone exchanges play them (ITU-T E.180, and Q.23 for the digits).
 * Subjects: tones of the pocket PBX.
 */

/** The sample rate of this folder, Hz (RFC 3551 §4.5.14). */
export const SAMPLE_RATE = 8000;
/** Samples in a packet of 20 ms (RFC 3551 §4.2). */
export const FRAME = 160;

/** Gives frames of 160 samples, one after the other; undefined at its end. */
export type AudioSource = () => Int16Array | undefined;

export interface Tone {
  /** Hertz; the waves are added. */
  readonly frequencies: readonly number[];
  /** Milliseconds on, off, on, off, …, repeated. Without it the tone does not stop. */
  readonly cadence?: readonly number[];
  /** Milliseconds after which it ends. Without it never. */
  readonly length?: number;
  /** Peak of the sum, 0 to 1. Default 0.25. */
  readonly level?: number;
}

/** Europe's busy tone (E.180 supplement 2). */
export const BUSY_TONE: Tone = { frequencies: [425], cadence: [500, 500] };
/** Europe's ring-back tone. */
export const RINGING_TONE: Tone = { frequencies: [425], cadence: [1000, 4000] };
/** The reference tone of level measurements: just beside 1000 Hz, which divides the sample rate (ITU-T O.6). */
export const TEST_TONE: Tone = { frequencies: [1004] };

const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477, 1633];
const KEYS = '123A456B789C*0#D';

/** The two frequencies of a key (ITU-T Q.23); undefined for another character. */
function keyFrequencies(key: string): readonly [low: number, high: number] | undefined {
  const at = KEYS.indexOf(key);
  return key.length !== 1 || at < 0 ? undefined : [ROWS[at >> 2]!, COLUMNS[at & 3]!];
}

/** Whether the tone sounds at this time. */
function sounds(cadence: readonly number[] | undefined, milliseconds: number): boolean {
  if (!cadence || cadence.length === 0) return true;
  const period = cadence.reduce((sum, part) => sum + part, 0);
  let rest = milliseconds % period;
  for (let i = 0; i < cadence.length; i++) {
    if (rest < cadence[i]!) return i % 2 === 0;
    rest -= cadence[i]!;
  }
  return false;
}

/** Makes a source of one tone. The phase runs on from frame to frame, so that nothing clicks. */
export function toneSource(tone: Tone): AudioSource {
  const { frequencies, cadence, length = Infinity, level = 0.25 } = tone;
  const peak = (level * 32_767) / Math.max(1, frequencies.length);
  let at = 0;
  return () => {
    if ((at * 1000) / SAMPLE_RATE >= length) return undefined;
    const frame = new Int16Array(FRAME);
    for (let i = 0; i < FRAME; i++, at++) {
      if (!sounds(cadence, (at * 1000) / SAMPLE_RATE)) continue;
      let sum = 0;
      for (const frequency of frequencies) sum += Math.sin((2 * Math.PI * frequency * at) / SAMPLE_RATE);
      frame[i] = Math.round(peak * sum);
    }
    return frame;
  };
}

/** One source after the other. */
export function sequence(sources: readonly AudioSource[]): AudioSource {
  let at = 0;
  return () => {
    for (; at < sources.length; at++) {
      const frame = sources[at]!();
      if (frame) return frame;
    }
    return undefined;
  };
}

/** The keys of a telephone one after the other, 100 ms each with 100 ms between them; other characters are left out. */
export function keySource(keys: string): AudioSource {
  const parts = [...keys].flatMap((key) => {
    const frequencies = keyFrequencies(key);
    if (!frequencies) return [];
    return [toneSource({ frequencies, length: 100, level: 0.4 }), toneSource({ frequencies: [], length: 100 })];
  });
  return sequence(parts);
}
