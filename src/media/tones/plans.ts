/**
 * The call progress tones of the countries, as data: ITU-T E.180/Q.35 (03/98) and its Supplement 2, "Various tones used in
 * national networks", as of 1 February 2003; for AU ACIF S002:2001, for GB BT SIN 350, for NZ Telecom TNA 102. France has
 * no congestion tone in it and uses the faster busy tone of neighbouring countries. Call waiting tones that a network
 * limits in number (DE, DK, NZ) continue until the call is answered or ends.
 * Subjects: frequencies of tones; tone plan of a country; cadence of busy, ringback and call waiting; ringer patterns; DTMF
 * frequencies of a key; congestion tone.
 */

/** A tone: a sum of sines with a cadence. */
export interface Tone {
  /** The frequencies of the sum, Hz. */
  readonly hertz: readonly number[];
  /** Seconds of tone, silence, tone, silence …, repeated. Empty: continuous. */
  readonly cadence: readonly number[];
  /** The frequency of amplitude modulation, Hz. Default: none. */
  readonly modulation?: number;
}

/** The call progress tones that the phone generates, as the network sends no media in these states. */
export interface TonePlan {
  /** Ringback: the callee is being alerted. */
  readonly ringback: Tone;
  /** The callee is busy. */
  readonly busy: Tone;
  /** The network or server cannot complete the call. */
  readonly congestion: Tone;
  /** Call waiting: another incoming call during this one. */
  readonly callWaiting: Tone;
}

const tone = (hertz: number | readonly number[], ...cadence: readonly number[]): Tone => ({
  hertz: typeof hertz === 'number' ? [hertz] : hertz,
  cadence,
});

const plan = (ringback: Tone, busy: Tone, congestion: Tone, callWaiting: Tone): TonePlan => ({
  ringback,
  busy,
  congestion,
  callWaiting,
});

/** The recommendation of E.180 §3: 425 Hz and these cadences. */
const RECOMMENDED = plan(tone(425, 1, 4), tone(425, 0.5, 0.5), tone(425, 0.25, 0.25), tone(425, 0.2, 0.6, 0.2, 10));

const NORTH_AMERICA = plan(
  tone([440, 480], 2, 4),
  tone([480, 620], 0.5, 0.5),
  tone([480, 620], 0.25, 0.25),
  tone(440, 0.3, 10),
);

/** Plans by ISO 3166-1 alpha-2 code. */
export const TONE_PLANS: Readonly<Record<string, TonePlan>> = {
  AT: plan(tone(420, 1, 5), tone(420, 0.4, 0.4), tone(420, 0.2, 0.2), tone(420, 0.04, 1.96)),
  AU: plan(
    tone([413, 438], 0.4, 0.2, 0.4, 2),
    tone(425, 0.375, 0.375),
    tone(425, 0.375, 0.375),
    tone(425, 0.2, 0.2, 0.2, 4.4),
  ),
  BE: plan(tone(425, 1, 3), tone(425, 0.5, 0.5), tone(425, 0.167, 0.167), tone(1400, 0.175, 0.175, 0.175, 3.5)),
  BR: plan(tone(425, 1, 4), tone(425, 0.25, 0.25), tone(425, 0.25, 0.25, 0.75, 0.25), tone(425, 0.05, 1)),
  CA: NORTH_AMERICA,
  CH: plan(tone(425, 1, 4), tone(425, 0.5, 0.5), tone(425, 0.2, 0.2), tone(425, 0.2, 0.2, 0.2, 4)),
  CN: plan(tone(450, 1, 4), tone(450, 0.35, 0.35), tone(450, 0.7, 0.7), tone(450, 0.4, 4)),
  CZ: plan(tone(425, 1, 4), tone(425, 0.33, 0.33), tone(425, 0.165, 0.165), tone(425, 0.33, 9)),
  DE: plan(tone(425, 1, 4), tone(425, 0.48, 0.48), tone(425, 0.24, 0.24), tone(425, 0.2, 0.2, 0.2, 5)),
  DK: plan(tone(425, 1, 4), tone(425, 0.5, 0.5), tone(425, 0.2, 0.2), tone(425, 0.2, 0.6, 0.2, 3)),
  ES: plan(
    tone(425, 1.5, 3),
    tone(425, 0.2, 0.2),
    tone(425, 0.2, 0.2, 0.2, 0.2, 0.2, 0.6),
    tone(425, 0.175, 0.175, 0.175, 3.5),
  ),
  FI: plan(tone(425, 1, 4), tone(425, 0.3, 0.3), tone(425, 0.2, 0.2), tone(425, 0.15, 0.15, 0.15, 8)),
  FR: plan(tone(440, 1.5, 3.5), tone(440, 0.5, 0.5), tone(440, 0.25, 0.25), tone(440, 0.3, 10)),
  GB: plan(
    tone([400, 450], 0.4, 0.2, 0.4, 2),
    tone(400, 0.375, 0.375),
    tone(400, 0.4, 0.35, 0.225, 0.525),
    tone(400, 0.1, 4),
  ),
  IN: plan(
    { ...tone(400, 0.4, 0.2, 0.4, 2), modulation: 25 },
    tone(400, 0.75, 0.75),
    tone(400, 0.25, 0.25),
    tone(400, 0.2, 0.1, 0.2, 7.5),
  ),
  IT: plan(tone(425, 1, 4), tone(425, 0.5, 0.5), tone(425, 0.2, 0.2), tone(425, 0.4, 0.1, 0.25, 0.1, 0.15, 14)),
  JP: plan({ ...tone(400, 1, 2), modulation: 16 }, tone(400, 0.5, 0.5), tone(400, 0.5, 0.5), {
    ...tone(400, 0.5, 8),
    modulation: 16,
  }),
  MX: plan(tone(425, 1, 4), tone(425, 0.25, 0.25), tone(425, 0.25, 0.25), tone(425, 0.2, 0.6, 0.2, 10)),
  NL: plan(tone(425, 1, 4), tone(425, 0.5, 0.5), tone(425, 0.25, 0.25), tone(425, 0.5, 9.5)),
  NO: plan(tone(425, 1, 4), tone(425, 0.5, 0.5), tone(425, 0.2, 0.2), tone(425, 0.2, 0.6, 0.2, 10)),
  NZ: plan(tone([400, 450], 0.4, 0.2, 0.4, 2), tone(400, 0.5, 0.5), tone(400, 0.25, 0.25), tone(400, 0.2, 3)),
  US: NORTH_AMERICA,
};

/** Returns the plan of a country code in any case; the E.180 recommendation for a country without a plan. */
export function tonePlanOf(country: string | undefined): TonePlan {
  return TONE_PLANS[(country ?? '').toUpperCase()] ?? RECOMMENDED;
}

/** Returns the two DTMF frequencies of a key (ITU-T Q.23 §6); undefined for an invalid key. */
export function keyTone(key: string): Tone | undefined {
  const index = '123A456B789C*0#D'.indexOf(key.toUpperCase());
  if (key.length !== 1 || index < 0) return undefined;
  const [low, high] = [[697, 770, 852, 941][index >> 2]!, [1209, 1336, 1477, 1633][index & 3]!];
  return { hertz: [low, high], cadence: [] };
}

/** The names of the built-in ringers. */
export type Ringer = 'standard' | 'double' | 'triple' | 'rhythm' | 'low' | 'high' | 'silent';

/** A ringer: frequencies that alternate, and seconds of sound, silence, sound, silence …, repeated. */
export interface RingPattern {
  readonly hertz: readonly number[];
  readonly cadence: readonly number[];
}

const WARBLE = [800, 1000];

/** The built-in ringers: the cadences of the distinctive ringing patterns 1 to 4 (Telcordia GR-506-CORE §14), and two pitches. */
export const RINGERS: Readonly<Record<Ringer, RingPattern | undefined>> = {
  standard: { hertz: WARBLE, cadence: [2, 4] },
  double: { hertz: WARBLE, cadence: [0.8, 0.4, 0.8, 4] },
  triple: { hertz: WARBLE, cadence: [0.4, 0.2, 0.4, 0.2, 0.8, 4] },
  rhythm: { hertz: WARBLE, cadence: [0.3, 0.2, 1, 0.2, 0.3, 4] },
  low: { hertz: [400, 500], cadence: [2, 4] },
  high: { hertz: [1200, 1500], cadence: [2, 4] },
  silent: undefined,
};

/** Whether a text names a built-in ringer; another one is the URL of an audio file. */
export const isRinger = (text: string): text is Ringer => Object.hasOwn(RINGERS, text);
