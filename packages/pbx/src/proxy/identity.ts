/**
 * The identity that this server asserts: P-Asserted-Identity (RFC 3325 §9.1).
 * Subjects: P-Asserted-Identity, added by the pocket PBX.
 */

import { NameAddrHeader } from '../../../../src/sip/message/name-addr.js';
import type { Message } from '../../../../src/sip/message/message.js';
import { URI } from '../../../../src/sip/message/uri.js';
import type { Account } from '../options.js';

/** The identity of an account: its display name, and its number where it has one. */
function identityOf({ username, displayName, extension }: Account, host: string): NameAddrHeader {
  return new NameAddrHeader(URI.of({ user: extension ?? username, host }), displayName ?? '');
}

/**
 * Replaces an identity asserted by the sender with that of the account; only removes it for an unknown sender, or where privacy is
 * requested (§5, §7).
 */
export function assertIdentity(message: Message, account: Account | undefined, host: string): void {
  message.headers.delete('P-Asserted-Identity');
  if (!account || message.hasOption('Privacy', 'id')) return;
  message.headers.append('P-Asserted-Identity', identityOf(account, host).toString());
}
