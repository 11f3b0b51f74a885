/**
 * Reads remote session descriptions and modifies local ones before they are sent (RFC 8866).
 * Subjects: SDP text changed; direction of audio with the address 0.0.0.0; mDNS candidates removed; a=setup; TCP candidates removed; fingerprint in SDP;
 * telephone-event accepted by the remote party; offer made inactive.
 */

import type { DescriptionInit, SessionDescriptionHandlerModifier } from '../sip/session/description-handler.js';

/** Applies modifiers to a description, one after another. */
export async function modified(
  description: DescriptionInit,
  modifiers: readonly SessionDescriptionHandlerModifier[],
): Promise<DescriptionInit> {
  let result = description;
  for (const modifier of modifiers) result = await modifier(result);
  return result;
}

/** Returns the DTLS fingerprints of a description, sorted, which identify the endpoint (RFC 8122 §5). */
export function fingerprintsOf(sdp: string): string {
  const lines = [...sdp.matchAll(/^a=fingerprint:\s*(\S+)\s+(\S+)/gim)];
  return [...new Set(lines.map(([, hash, value]) => `${hash!.toLowerCase()} ${value!.toUpperCase()}`))]
    .sort()
    .join(',');
}

/** Replaces `a=setup:actpass`, to which a server that prefers the passive role answers late (RFC 8842 §5.2). */
export function withSetup(sdp: string, setup: 'actpass' | 'active'): string {
  return sdp.replace(/^a=setup:actpass(?=\r?$)/gm, `a=setup:${setup}`);
}

/** Removes mDNS candidates, which resolve in the local network only (draft-ietf-mmusic-mdns-ice-candidates §3.1.2). */
export function withoutMdns(sdp: string): string {
  return sdp.replace(/^a=candidate:\S+ \d+ \S+ \d+ \S+\.local \d+ typ [^\r\n]*\r?\n/gim, '');
}

/**
 * Removes the TCP candidates of each section that has a UDP one (RFC 6544): they help only with media servers without UDP,
 * and cause needless checks with others.
 */
export function withoutTcp(sdp: string): string {
  return sectionsOf(sdp)
    .map((section) => (/^a=candidate:\S+ \d+ udp /im.test(section) ? section.replace(TCP_CANDIDATES, '') : section))
    .join('');
}

const TCP_CANDIDATES = /^a=candidate:\S+ \d+ tcp [^\r\n]*\r?\n/gim;

/** The address lines of a section besides its port: connection, RTCP port, candidates and their end. */
const ADDRESS_LINES = /^(?:a=(?:candidate|end-of-candidates|rtcp:)|c=)[^\r\n]*\r?\n/gm;

/**
 * Restores the addresses of each section from the previously sent description while the ICE credentials are the same:
 * without an ICE restart the candidates must not change (RFC 8839 §4.4.1.1, §4.4.1.2).
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
  // A rejected section, or one that shares the addresses of another (RFC 9143 §7), has no addresses.
  if (!isSame || port === undefined || port === '0' || /^m=\S+ 0[ /]/.test(section)) return section;
  const lines = (before.match(ADDRESS_LINES) ?? []).join('');
  const [first = '', ...rest] = section.replace(ADDRESS_LINES, '').split(/(?<=\n)/);
  // The connection line precedes the attributes (RFC 8866 §5).
  const [connection = ''] = /^c=[^\r\n]*\r?\n/m.exec(lines) ?? [];
  const attributes = lines.replace(/^c=[^\r\n]*\r?\n/gm, '');
  return `${first.replace(/^(m=\S+) \d+/, `$1 ${port}`)}${connection}${attributes}${rest.join('')}`;
}

/** Returns the description as the next offer of its origin, with every stream `inactive` (RFC 3264 §5, §8). */
export function inactive(sdp: string): string {
  return sectionsOf(sdp)
    .map((section, index) => {
      if (index === 0) return section.replace(DIRECTIONS, '').replace(ORIGIN_VERSION, nextVersion);
      return `${section.replace(DIRECTIONS, '')}a=inactive\r\n`;
    })
    .join('');
}

const DIRECTIONS = /^a=(?:sendrecv|sendonly|recvonly|inactive)[ \t]*\r?\n/gm;
const ORIGIN_VERSION = /^(o=\S+ \S+ )(\d+)/m;

/** A version has up to 64 bits, more than a number holds (RFC 8829 §5.2.1). */
function nextVersion(_origin: string, before: string, version: string): string {
  return `${before}${BigInt(version) + 1n}`;
}

/** Splits a description into the session part and the media sections. */
function sectionsOf(sdp: string): string[] {
  return sdp.split(/^(?=m=)/m);
}

/** Returns the first ICE user fragment of a description or section, which changes with each gathering (RFC 8839 §5.4). */
export function ufragOf(sdp: string): string | undefined {
  return /^a=ice-ufrag:(.*)$/m.exec(sdp)?.[1];
}

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/**
 * Returns the direction of the first audio section that is not rejected (RFC 8866 §6.7); undefined where there is none. A
 * section with port 0 and `bundle-only` is not rejected (RFC 9143 §6).
 */
export function audioDirection(sdp: string): Direction | undefined {
  const [session = '', ...sections] = sectionsOf(sdp);
  const audio = sections.find((section) => /^m=audio (?!0[ /])|^m=audio 0[^]*^a=bundle-only\s*$/m.test(section));
  if (audio === undefined) return undefined;
  const pattern = /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m;
  // Old gateways signal hold with the null address of RFC 2543 (RFC 3264 §8.4).
  if (!pattern.test(audio) && /^c=IN IP4 0\.0\.0\.0/m.test(audio) && !/^a=candidate:/m.test(audio)) return 'sendonly';
  return ((pattern.exec(audio) ?? pattern.exec(session))?.[1] as Direction | undefined) ?? 'sendrecv';
}

/** Whether the remote party accepts DTMF as RTP events (RFC 4733 §2.4.1). */
export function hasTelephoneEvent(sdp: string): boolean {
  return /^a=rtpmap:\d+ telephone-event\//im.test(sdp);
}
