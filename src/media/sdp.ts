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

/**
 * Takes the candidates over TCP out of each section that has one over UDP (RFC 6544): they lead to media servers without UDP
 * only, and cost every other far side checks. A section that has nothing else keeps them.
 */
export function withoutTcp(sdp: string): string {
  return sectionsOf(sdp)
    .map((section) => (/^a=candidate:\S+ \d+ udp /im.test(section) ? section.replace(TCP_CANDIDATES, '') : section))
    .join('');
}

const TCP_CANDIDATES = /^a=candidate:\S+ \d+ tcp [^\r\n]*\r?\n/gim;

/** What says where a section is to be reached: port, connection address, RTCP port, candidates and their end. */
const ADDRESS_LINES = /^(?:a=(?:candidate|end-of-candidates|rtcp:)|c=)[^\r\n]*\r?\n/gm;

/**
 * Gives each section the addresses that it had in a description which has left, as long as its ICE credentials are the
 * same: without an ICE restart the candidates of a description in use stay what they are (RFC 8839 §4.4.1.1, §4.4.1.2).
 */
export function withAddressesOf(sdp: string, previous: string): string {
  const before = sectionsOf(previous);
  return sectionsOf(sdp)
    .map((section, index) => (index === 0 ? section : withSectionAddresses(section, before[index] ?? '')))
    .join('');
}

function withSectionAddresses(section: string, before: string): string {
  const isSame = ufragOf(section) !== undefined && ufragOf(section) === ufragOf(before);
  const port = /^m=\S+ (\d+)/.exec(before)?.[1];
  // A section that is refused, or that shares the addresses of another one (RFC 9143 §7), has none of its own.
  if (!isSame || port === undefined || port === '0' || /^m=\S+ 0[ /]/.test(section)) return section;
  const lines = (before.match(ADDRESS_LINES) ?? []).join('');
  const [first = '', ...rest] = section.replace(ADDRESS_LINES, '').split(/(?<=\n)/);
  // The connection line is the first of a section but for its title (RFC 8866 §5), attributes follow.
  const [connection = ''] = /^c=[^\r\n]*\r?\n/m.exec(lines) ?? [];
  const attributes = lines.replace(/^c=[^\r\n]*\r?\n/gm, '');
  return `${first.replace(/^(m=\S+) \d+/, `$1 ${port}`)}${connection}${attributes}${rest.join('')}`;
}

/** The session's lines, then each section with its own. */
function sectionsOf(sdp: string): string[] {
  return sdp.split(/^(?=m=)/m);
}

/** The ICE credentials of a description or a section: each gathering has its own (RFC 8839 §5.4). */
export function ufragOf(sdp: string): string | undefined {
  return /^a=ice-ufrag:(.*)$/m.exec(sdp)?.[1];
}

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/**
 * The direction of the first audio section that is not refused (RFC 8866 §6.7); undefined where there is none. One whose
 * port is 0 because it shares another's is not refused (RFC 9143 §6).
 */
export function audioDirection(sdp: string): Direction | undefined {
  const [session = '', ...sections] = sectionsOf(sdp);
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
