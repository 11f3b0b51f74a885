/**
 * The identities that the user may call from (option `identities`; P-Preferred-Identity, RFC 3325 §9.2), or none (Privacy: id, RFC 3323).
 * Subjects: identity to call from; P-Preferred-Identity, sent; caller ID of outgoing calls; identityHeader, effect; anonymous call, made; withheld identity of the user.
 */

import { NameAddrHeader } from '../../sip/message/name-addr.js';
import type { PhoneCore } from '../phone-core.js';
import type { Identity } from '../state.js';
import { cleanText, numberOf } from './party.js';

/** From of a caller who withholds the identity (RFC 3323 §4.1.1.3). */
const ANONYMOUS = 'sip:anonymous@anonymous.invalid';

/** Parses an identity: a SIP or tel URI, an address without scheme, one with a display name, or the word `anonymous`. */
export function readIdentity(text: string): NameAddrHeader | undefined {
  const written = text.trim().replace(/^anonymous$/i, ANONYMOUS);
  const address = NameAddrHeader.parse(/[<:]/.test(written) ? written : `sip:${written}`);
  if (!address || !/^(sips?|tel)$/i.test(address.uri.scheme)) return undefined;
  return address.uri.isSip && !(address.uri.user && address.uri.host) ? undefined : address;
}

export const isIdentity = (text: string): boolean => readIdentity(text) !== undefined;

/** Shows the identities of the option, and drops a choice that is no longer among them. */
export function showIdentities(core: PhoneCore): void {
  core.on('configured', () => {
    const { identities: before, identity } = core.state;
    const identities = (core.option('identities') ?? []).flatMap((text) => stateOf(text) ?? []);
    if (JSON.stringify(identities) === JSON.stringify(before)) return;
    const isThere = identities.some(({ uri }) => uri === identity);
    core.store.update({ identities, identity: isThere ? identity : undefined });
  });
}

function stateOf(text: string): Identity | undefined {
  const address = readIdentity(text);
  if (!address) return undefined;
  const { uri, displayName } = address;
  return { uri: uri.toString(), name: cleanText(displayName), number: numberOf(uri) };
}

/**
 * Returns what an INVITE from this identity has besides its target. What is none of the identities stands for the account, or with the
 * option `anonymous` for none.
 */
export function identityOptions(
  { option }: Pick<PhoneCore, 'option'>,
  wanted: string | undefined,
  anonymous?: boolean,
): { anonymous?: true; from?: NameAddrHeader; extraHeaders: string[] } {
  const all = (option('identities') ?? []).flatMap((text) => readIdentity(text) ?? []);
  const address = all.find(({ uri }) => uri.toString() === wanted);
  const isNone = wanted?.toLowerCase() === ANONYMOUS;
  if (anonymous ?? (isNone || (!address && option('anonymous')))) return { anonymous: true, extraHeaders: [] };
  if (!address || isNone) return { extraHeaders: [] };
  return option('identityHeader') === 'from'
    ? { from: address, extraHeaders: [] }
    : { extraHeaders: [`P-Preferred-Identity: ${address.toString()}`] };
}
