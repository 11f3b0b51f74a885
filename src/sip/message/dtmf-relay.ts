/**
 * DTMF in INFO bodies: `application/dtmf-relay` and `application/dtmf`, widely supported but not defined by an RFC.
 * Subjects: DTMF bodies of INFO; application/dtmf-relay.
 */

export const DTMF_RELAY = 'application/dtmf-relay';

export interface DtmfSignal {
  /** One of `0` to `9`, `*`, `#`, `A` to `D`. */
  readonly tone: string;
  /** Milliseconds; undefined where the body has none. */
  readonly duration: number | undefined;
}

/** Parses either body; undefined where it has no valid signal. */
export function parseDtmf(contentType: string, body: string): DtmfSignal | undefined {
  if (contentType === 'application/dtmf') return signal(body.trim(), undefined);
  if (contentType !== DTMF_RELAY) return undefined;
  const tone = /^[ \t]*Signal[ \t]*=[ \t]*(\S{1,2})[ \t]*$/im.exec(body);
  const duration = /^[ \t]*Duration[ \t]*=[ \t]*(\d{1,6})[ \t]*$/im.exec(body);
  return tone === null ? undefined : signal(tone[1]!, duration === null ? undefined : Number(duration[1]));
}

/** Accepts `10` and `11`, which some senders use for `*` and `#`. */
function signal(text: string, duration: number | undefined): DtmfSignal | undefined {
  const tone = text === '10' ? '*' : text === '11' ? '#' : text.toUpperCase();
  return /^[0-9*#A-D]$/.test(tone) ? { tone, duration } : undefined;
}

/** Returns an `application/dtmf-relay` body; `duration` in milliseconds. Throws TypeError for an invalid tone. */
export function printDtmfRelay(tone: string, duration: number): string {
  const upper = tone.toUpperCase();
  if (!/^[0-9*#A-D]$/.test(upper)) throw new TypeError(`"${tone}" is not a DTMF tone`);
  return `Signal=${upper}\r\nDuration=${Math.round(duration)}\r\n`;
}
