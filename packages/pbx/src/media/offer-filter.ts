/**
 * Prepares a browser's offer for werift, which matches codecs by name alone and ignores the clock rate (RFC 4733 §2.1).
 * Subjects: telephone-event of another clock rate.
 */

/**
 * Removes every `telephone-event` whose clock rate is not that of the audio codec that will be chosen. Otherwise the
 * browser would send its events in 48 kHz units into an 8 kHz stream: each digit six times too long.
 */
export function keepEventsOfRate(sdp: string, rate: number): string {
  const unwanted = new Set<string>();
  for (const match of sdp.matchAll(/^a=rtpmap:(\d{1,3}) telephone-event\/(\d+)/gim)) {
    if (Number(match[2]) !== rate) unwanted.add(match[1]!);
  }
  if (unwanted.size === 0) return sdp;
  return sdp
    .split(/\r?\n/)
    .filter((line) => !unwanted.has(/^a=(?:rtpmap|fmtp|rtcp-fb):(\d{1,3})[ /]/.exec(line)?.[1] ?? ''))
    .map((line) => (line.startsWith('m=audio ') ? withoutFormats(line, unwanted) : line))
    .join('\r\n');
}

/** `m=audio 9 UDP/TLS/RTP/SAVPF 111 0 126`: the formats begin with the fourth word (RFC 8866 §5.14). */
function withoutFormats(line: string, unwanted: ReadonlySet<string>): string {
  return line
    .split(' ')
    .filter((word, at) => at < 3 || !unwanted.has(word))
    .join(' ');
}

/** Whether the audio section of a description has this codec at this rate. */
export function offersCodec(sdp: string, name: string, rate: number): boolean {
  const wanted = `${name}/${rate}`.toLowerCase();
  const formats = /^m=audio \S+ \S+ (.*)$/m.exec(sdp)?.[1]?.split(' ') ?? [];
  const mapped = new Map<string, string>();
  for (const match of sdp.matchAll(/^a=rtpmap:(\d{1,3}) ([^\s/]+\/\d+)/gm)) {
    mapped.set(match[1]!, match[2]!.toLowerCase());
  }
  // The payload types 0 and 8 need no rtpmap (RFC 3551 §6).
  if (formats.includes('0') && !mapped.has('0')) mapped.set('0', 'pcmu/8000');
  if (formats.includes('8') && !mapped.has('8')) mapped.set('8', 'pcma/8000');
  return formats.some((format) => mapped.get(format) === wanted);
}
