/** Who is at the other end, made safe to show: a display name is whatever its sender wrote (RFC 3261 §25.1, RFC 9839). */

import type { NameAddrHeader } from '../../sip/message/name-addr.js';
import type { URI } from '../../sip/message/uri.js';
import type { Party } from '../state.js';

const MAX_NAME = 128;

/** Controls, line separators, what overrides the direction of the text after it, invisible fillers, lone surrogates. */
const UNSAFE = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]+/gu;

/** Text from the network as one short line that cannot disturb what stands around it. */
export function cleanText(text: string, limit = MAX_NAME): string {
  // Cut before cleaning, so that ten megabytes cost no more than ten words.
  const cleaned = text
    .slice(0, limit * 8)
    .replace(UNSAFE, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return [...cleaned].slice(0, limit).join('');
}

/** The far side of a call from its From or To. */
export function partyOf(header: NameAddrHeader): Party {
  return {
    name: cleanText(header.displayName),
    number: numberOf(header.uri),
    uri: cleanText(header.uri.toString(), 512),
  };
}

/** Where somebody is found, without what belongs to one device or one call. */
export function addressOf(uri: URI): string {
  return cleanText(uri.isSip ? uri.aor : `${uri.scheme}:${numberOf(uri)}`, 512);
}

/** What a person would dial to reach this URI. */
export function numberOf(uri: URI): string {
  const scheme = uri.scheme.toLowerCase();
  if (scheme === 'tel') return cleanText(uri.opaque?.split(';')[0] ?? uri.user ?? '');
  if (uri.user) return cleanText(uri.user.split(';')[0]!);
  return cleanText(uri.toString());
}
