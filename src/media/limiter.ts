/**
 * A limiter for sums of several sounds (Web Audio §1.19).
 * Subjects: limiter against clipping.
 */

/**
 * Prevents clipping when several parties speak, with an attack short enough for four at the same moment. Levels below -4 dB of full
 * scale are unchanged.
 */
const LIMIT: DynamicsCompressorOptions = { threshold: -4, knee: 0, ratio: 20, attack: 0.001, release: 0.25 };
/** Compensates the makeup gain of the node, 0.6 of its reduction at full scale (§1.19.4). */
const WITHOUT_MAKEUP = 10 ** ((LIMIT.threshold! * (1 - 1 / LIMIT.ratio!) * 0.6) / 20);

/** Creates a limiter before `destination`. Returns the node that the sounds are connected to. */
export function limiter(context: BaseAudioContext, destination: AudioNode): AudioNode {
  const limit = new DynamicsCompressorNode(context, LIMIT);
  limit.connect(new GainNode(context, { gain: WITHOUT_MAKEUP })).connect(destination);
  return limit;
}
