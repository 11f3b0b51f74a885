/**
 * Parties from SIP headers, made safe to display: a display name is text of its sender (RFC 3261 §25.1, RFC 9839).
 * Subjects: display name made safe; verified number (verstat); spam or forged number; number of a party; control characters in
 * names; longest name; address without device parameters.
 */

import type { NameAddrHeader } from '../../sip/message/name-addr.js';
import type { URI } from '../../sip/message/uri.js';
import type { Party } from '../state.js';

const MAX_NAME = 128;

/** Control characters, line separators, direction overrides, invisible characters, lone surrogates. */
const UNSAFE = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]+/gu;

/** Returns text from the network as one short line without control and direction characters. */
export function cleanText(text: string, limit = MAX_NAME): string {
  // Cut first, to limit the cost of very long text.
  const cleaned = text
    .slice(0, limit * 8)
    .replace(UNSAFE, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return [...cleaned].slice(0, limit).join('');
}

/** Returns the party of a From or To header field. */
export function partyOf(header: NameAddrHeader): Party {
  return {
    name: cleanText(header.displayName),
    number: numberOf(header.uri),
    uri: cleanText(header.uri.toString(), 512),
    ...(isForged(header.uri) ? { suspect: true } : {}),
  };
}

/** Whether the server says that the number could not be verified: `verstat` of a telephone number (3GPP TS 24.229 §7.2A.20, ATIS-1000074). */
function isForged(uri: URI): boolean {
  const [, ...params] = (uri.opaque ?? uri.user ?? '').split(';', 16);
  return params.some((param) => /^verstat=TN-Validation-Failed(-[ABC])?$/i.test(param));
}

/** Returns the address-of-record without the parameters of a device or call. */
export function addressOf(uri: URI): string {
  return cleanText(uri.isSip ? uri.aor : `${uri.scheme}:${numberOf(uri)}`, 512);
}

/** Returns the number to dial for a URI. */
export function numberOf(uri: URI): string {
  const scheme = uri.scheme.toLowerCase();
  if (scheme === 'tel') return cleanText(uri.opaque?.split(';')[0] ?? uri.user ?? '');
  if (uri.user) return cleanText(uri.user.split(';')[0]!);
  return cleanText(uri.toString());
}
