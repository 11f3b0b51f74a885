/** The identity that this server asserts: P-Asserted-Identity (RFC 3325 §9.1). */

import { NameAddrHeader } from '../../../../src/sip/message/name-addr.js';
import type { Message } from '../../../../src/sip/message/message.js';
import { URI } from '../../../../src/sip/message/uri.js';
import type { Account } from '../options.js';

/** The account as others are shown it: its name, and the number to call it by where it has one. */
function identityOf({ username, displayName, extension }: Account, host: string): NameAddrHeader {
  return new NameAddrHeader(URI.of({ user: extension ?? username, host }), displayName ?? '');
}

/** What the sender says of himself is replaced by what is known, unless that is nothing, or to be kept private (§5, §7). */
export function assertIdentity(message: Message, account: Account | undefined, host: string): void {
  message.headers.delete('P-Asserted-Identity');
  if (!account || message.hasOption('Privacy', 'id')) return;
  message.headers.append('P-Asserted-Identity', identityOf(account, host).toString());
}
