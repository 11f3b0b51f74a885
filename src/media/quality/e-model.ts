/**
 * Estimates the audio quality of a call from network impairments: the E-model (ITU-T G.107, 06/2015).
 * Subjects: MOS; E-model; quality score; codecs in the score; delay in the score.
 */

interface Impairments {
  /** The fraction of packets that were lost or late, 0 to 1. */
  loss: number;
  /** One-way mouth-to-ear delay in seconds: network, jitter buffer and packetization. */
  delay: number;
  /** The codec name as in SDP. */
  codec?: string | undefined;
}

/** R without impairments, with default parameters (G.107 §7.7, table 3). */
const BEST = 93.2;

/**
 * Equipment impairment factor `ie` and packet-loss robustness `bpl` (ITU-T G.113 appendix I, tables I.1 and I.3). Opus and
 * G.722 have no values on this narrow-band scale and use those of G.711 with loss concealment, to which they are not inferior.
 */
const CODECS: Record<string, { ie: number; bpl: number }> = {
  pcmu: { ie: 0, bpl: 25.1 },
  pcma: { ie: 0, bpl: 25.1 },
  opus: { ie: 0, bpl: 25.1 },
  g722: { ie: 0, bpl: 25.1 },
  g729: { ie: 11, bpl: 19 },
  ilbc: { ie: 11, bpl: 32 },
};

/** Returns the rating factor R, 0 to 100: R = Ro - Is - Id - Ie,eff + A (G.107 §7.1), without echo and advantage factor. */
export function ratingOf({ loss, delay, codec }: Impairments): number {
  const { ie, bpl } = CODECS[(codec ?? '').toLowerCase()] ?? CODECS['opus']!;
  const percent = 100 * Math.min(1, Math.max(0, loss));
  // §7.5, equation 7-29, with BurstR 1: random loss.
  const equipment = ie + (95 - ie) * (percent / (percent + bpl));
  return Math.min(100, Math.max(0, BEST - delayImpairment(delay * 1000) - equipment));
}

/** Returns Idd, the impairment by absolute delay without echo (§7.4, equations 7-27 and 7-28). `ms`: one way. */
function delayImpairment(ms: number): number {
  if (ms <= 100) return 0;
  const x = Math.log2(ms / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}

/** Returns the mean opinion score of a rating, 1 to 4.5 (G.107 annex B, equation B-4). */
export function opinionOf(rating: number): number {
  if (rating <= 0) return 1;
  if (rating >= 100) return 4.5;
  // Below 6.5 the polynomial is less than 1, the lowest score.
  return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}
