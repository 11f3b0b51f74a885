/**
 * P-Asserted-Identity, Remote-Party-ID and Privacy (RFC 3325 §9, RFC 3323 §4.2).
 * Subjects: P-Asserted-Identity; Remote-Party-ID; Privacy header field, parsed.
 */

import type { Message } from '../message.js';
import { ANONYMOUS } from '../anonymous.js';
import { NameAddrHeader } from '../name-addr.js';

/** Returns the asserted identities: at most one sip or sips and one tel URI (RFC 3325 §9.1). Valid only from a trusted server. */
export function assertedIdentities(message: Message): NameAddrHeader[] {
  const addresses = message.addresses('P-Asserted-Identity');
  const first = (test: (address: NameAddrHeader) => boolean): NameAddrHeader[] => addresses.filter(test).slice(0, 1);
  return [...first((address) => address.uri.isSip), ...first((address) => address.uri.scheme === 'tel')];
}

export interface RemoteParty {
  readonly address: NameAddrHeader;
  /** `calling`, `called`, … (draft-ietf-sip-privacy-04 §5.1). */
  readonly party: string | undefined;
  /** What must not be displayed: `full`, `name` or `uri`. */
  readonly privacy: string | undefined;
  readonly screened: boolean;
}

export function remoteParties(message: Message): RemoteParty[] {
  return message.addresses('Remote-Party-ID').map((address) => ({
    address,
    party: address.params.get('party')?.toLowerCase(),
    privacy: address.params.get('privacy')?.toLowerCase(),
    screened: address.params.get('screen')?.toLowerCase() === 'yes',
  }));
}

/**
 * Returns the identity of the sender of a message by its Remote-Party-ID: `calling` in a request, `called` in a response; anonymous
 * where the sender asks not to show the address (draft-ietf-sip-privacy-04 §5.1). A proxy may forward that of an untrusted sender: for
 * display only.
 */
export function remotePartyOf(message: Message, kind: 'calling' | 'called'): NameAddrHeader | undefined {
  const stated = remoteParties(message).find(({ party = kind }) => party === kind);
  if (!stated) return undefined;
  const hidden = (stated.privacy ?? '').split(/[\s,;"]+/);
  if (hidden.includes('full') || hidden.includes('uri')) return ANONYMOUS;
  const { uri, displayName } = stated.address;
  return new NameAddrHeader(uri, hidden.includes('name') ? '' : displayName);
}

/** Returns the requested privacy in lower case: `header`, `session`, `user`, `id`, `history`, `none`, `critical`. */
export function parsePrivacy(text: string): string[] {
  return text
    .split(/[;,]/)
    .map((value) => value.trim().toLowerCase())
    .filter((value) => value !== '');
}
