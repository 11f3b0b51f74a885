/**
 * The identities that the user may call from (option `identities`; P-Preferred-Identity, RFC 3325 §9.2), or none (Privacy: id, RFC 3323).
 * Subjects: identity to call from; P-Preferred-Identity, sent; caller ID of outgoing calls; identityHeader, effect; anonymous call, made; withheld identity of the user;
 * emergency call, never anonymous.
 */

import { ANONYMOUS } from '../../sip/message/anonymous.js';
import { NameAddrHeader } from '../../sip/message/name-addr.js';
import type { PhoneCore } from '../phone-core.js';
import type { Identity } from '../state.js';
import { cleanText, numberOf } from './party.js';

/** The choice of a user who withholds the identity. */
const NOBODY = ANONYMOUS.uri.toString();

/** Parses an identity: a SIP or tel URI, an address without scheme, one with a display name, or the word `anonymous`. */
function readIdentity(text: string): NameAddrHeader | undefined {
  const written = text.trim().replace(/^anonymous$/i, NOBODY);
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
 * Whether a target is an emergency number that every mobile network knows (3GPP TS 22.101 §10.1.1) and hardly an extension has: a call
 * there never withholds the identity (decision 062).
 */
export const isEmergency = (target: string): boolean => /^(sips?:)?(112|911|999|000)([;@]|$)/i.test(target);

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
  const isNone = wanted?.toLowerCase() === NOBODY;
  if (anonymous ?? (isNone || (!address && option('anonymous')))) return { anonymous: true, extraHeaders: [] };
  if (!address || isNone) return { extraHeaders: [] };
  return option('identityHeader') === 'from'
    ? { from: address, extraHeaders: [] }
    : { extraHeaders: [`P-Preferred-Identity: ${address.toString()}`] };
}
