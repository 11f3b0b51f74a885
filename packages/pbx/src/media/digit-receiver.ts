/**
 * Digits of RTP events (RFC 4733 §2.3): one for each key press, which is sent in several packets.
 * Subjects: RTP digits read by the pocket PBX.
 */

const DIGITS = '0123456789*#ABCD';

/** Reads the payloads of one telephone-event stream. */
export class DigitReceiver {
  #last: number | undefined;

  constructor(private readonly onDigit: (digit: string, duration: number) => void) {}

  /**
   * Takes one payload with the RTP timestamp of its packet. All packets of one press carry the same timestamp, and the
   * end is sent three times (§2.5.1.3, §2.5.1.4), so the first packet with the E bit counts.
   */
  receive(payload: Uint8Array, timestamp: number): void {
    if (payload.length < 4) return;
    const digit = DIGITS[payload[0]!];
    const ended = (payload[1]! & 0x80) !== 0;
    if (digit === undefined || !ended || timestamp === this.#last) return;
    this.#last = timestamp;
    this.onDigit(digit, (payload[2]! << 8) | payload[3]!);
  }
}
