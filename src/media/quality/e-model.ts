/** How good a call sounds, estimated from what the network does to it: the E-model (ITU-T G.107, 06/2015). */

export interface Impairments {
  /** Share of packets that did not come or came too late, 0 to 1. */
  loss: number;
  /** From mouth to ear one way, seconds: network, jitter buffer and packets together. */
  delay: number;
  /** Name of the codec as in SDP. */
  codec?: string | undefined;
}

/** R without any impairment and all other parameters at their defaults (G.107 §7.7, table 3). */
const BEST = 93.2;

/**
 * Equipment impairment factor `ie` and packet-loss robustness `bpl` (ITU-T G.113 appendix I, tables I.1 and I.3). Opus and
 * G.722 have no values on this narrow-band scale; they are taken as G.711 with loss concealment, which they are not worse than.
 */
const CODECS: Record<string, { ie: number; bpl: number }> = {
  pcmu: { ie: 0, bpl: 25.1 },
  pcma: { ie: 0, bpl: 25.1 },
  opus: { ie: 0, bpl: 25.1 },
  g722: { ie: 0, bpl: 25.1 },
  g729: { ie: 11, bpl: 19 },
  ilbc: { ie: 11, bpl: 32 },
};

/** The rating factor R, 0 to 100: R = Ro - Is - Id - Ie,eff + A (G.107 §7.1), with echo cancelled and no advantage factor. */
export function ratingOf({ loss, delay, codec }: Impairments): number {
  const { ie, bpl } = CODECS[(codec ?? '').toLowerCase()] ?? CODECS['opus']!;
  const percent = 100 * Math.min(1, Math.max(0, loss));
  // §7.5, equation 7-29, with BurstR 1: random loss.
  const equipment = ie + (95 - ie) * (percent / (percent + bpl));
  return Math.min(100, Math.max(0, BEST - delayImpairment(delay * 1000) - equipment));
}

/** Idd of §7.4, equations 7-27 and 7-28: what absolute delay spoils although there is no echo. `ms` one way. */
function delayImpairment(ms: number): number {
  if (ms <= 100) return 0;
  const x = Math.log2(ms / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}

/** The mean opinion score of a rating, 1 to 4.5 (G.107 annex B, equation B-4). */
export function opinionOf(rating: number): number {
  if (rating <= 0) return 1;
  if (rating >= 100) return 4.5;
  // Below 6.5 the polynomial falls under 1, which no scale has.
  return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}
