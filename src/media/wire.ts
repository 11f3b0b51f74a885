/** Session descriptions as text: what is read from the far side's and what is changed in ours before it is sent (RFC 8866). */

import type { DescriptionInit, SessionDescriptionHandlerModifier } from '../sip/session/description-handler.js';

/** What modifiers make of a description, one after another. */
export async function modified(
  description: DescriptionInit,
  modifiers: readonly SessionDescriptionHandlerModifier[],
): Promise<DescriptionInit> {
  let result = description;
  for (const modifier of modifiers) result = await modifier(result);
  return result;
}

/** The DTLS fingerprints of a description, sorted (RFC 8122 §5): who the far end is, as far as media goes. */
export function fingerprintsOf(sdp: string): string {
  const lines = [...sdp.matchAll(/^a=fingerprint:\s*(\S+)\s+(\S+)/gim)];
  return [...new Set(lines.map(([, hash, value]) => `${hash!.toLowerCase()} ${value!.toUpperCase()}`))]
    .sort()
    .join(',');
}

/** Says who opens DTLS: an offer has `actpass`, which a passive-first server answers late (RFC 8842 §5.2). */
export function withSetup(sdp: string, setup: 'actpass' | 'active'): string {
  return sdp.replace(/^a=setup:actpass(?=\r?$)/gm, `a=setup:${setup}`);
}

/** Takes the candidates out that only this network can resolve (draft-ietf-mmusic-mdns-ice-candidates §3.1.2). */
export function withoutMdns(sdp: string): string {
  return sdp.replace(/^a=candidate:\S+ \d+ \S+ \d+ \S+\.local \d+ typ [^\r\n]*\r?\n/gim, '');
}

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/**
 * The direction of the first audio section that is not refused (RFC 8866 §6.7); undefined where there is none. One whose
 * port is 0 because it shares another's is not refused (RFC 9143 §6).
 */
export function audioDirection(sdp: string): Direction | undefined {
  const [session = '', ...sections] = sdp.split(/^(?=m=)/m);
  const audio = sections.find((section) => /^m=audio (?!0[ /])|^m=audio 0[^]*^a=bundle-only\s*$/m.test(section));
  if (audio === undefined) return undefined;
  const pattern = /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m;
  // Old gateways hold with the null address of RFC 2543 instead of a direction (RFC 3264 §8.4).
  if (!pattern.test(audio) && /^c=IN IP4 0\.0\.0\.0/m.test(audio) && !/^a=candidate:/m.test(audio)) return 'sendonly';
  return ((pattern.exec(audio) ?? pattern.exec(session))?.[1] as Direction | undefined) ?? 'sendrecv';
}

/** Whether the far side takes DTMF as RTP events (RFC 4733 §2.4.1). */
export function hasTelephoneEvent(sdp: string): boolean {
  return /^a=rtpmap:\d+ telephone-event\//im.test(sdp);
}
