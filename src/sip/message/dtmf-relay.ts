/**
 * DTMF in INFO bodies: `application/dtmf-relay` and `application/dtmf`, widely supported but not defined by an RFC.
 * Subjects: DTMF bodies of INFO; application/dtmf-relay.
 */

export const DTMF_RELAY = 'application/dtmf-relay';

export interface DtmfSignal {
  /** One of `0` to `9`, `*`, `#`, `A` to `D`, or `R` for flash. */
  readonly tone: string;
  /** Milliseconds; undefined where the body has none. */
  readonly duration: number | undefined;
}

const TONE = /^[0-9*#A-DR]$/;

/** Parses either body; undefined where it has no valid signal. */
export function parseDtmf(contentType: string, body: string): DtmfSignal | undefined {
  if (contentType === 'application/dtmf') return signal(body.trim(), undefined);
  if (contentType !== DTMF_RELAY) return undefined;
  const tone = /^[ \t]*Signal[ \t]*=[ \t]*(\S{1,2})[ \t]*$/im.exec(body);
  const duration = /^[ \t]*Duration[ \t]*=[ \t]*(\d{1,6})[ \t]*$/im.exec(body);
  return tone === null ? undefined : signal(tone[1]!, duration === null ? undefined : Number(duration[1]));
}

/** Some senders write the event codes of RFC 4733 §3.2, `10` to `15`. */
function signal(text: string, duration: number | undefined): DtmfSignal | undefined {
  const tone = /^1[0-5]$/.test(text) ? '*#ABCD'[Number(text) - 10]! : text.toUpperCase();
  return TONE.test(tone) ? { tone, duration } : undefined;
}

/** Returns an `application/dtmf-relay` body; `duration` in milliseconds. Throws TypeError for an invalid tone. */
export function printDtmfRelay(tone: string, duration: number): string {
  const upper = tone.toUpperCase();
  if (!TONE.test(upper)) throw new TypeError(`"${tone}" is not a DTMF tone`);
  return `Signal=${upper}\r\nDuration=${Math.round(duration)}\r\n`;
}
