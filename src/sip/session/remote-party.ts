/** The remote party of a call: its identity and capabilities. */

import { assertedIdentities } from '../message/header/identity.js';
import type { IncomingRequest } from '../message/request.js';
import type { URI } from '../message/uri.js';
import type { InviteUsage } from './invite-usage.js';

/**
 * Whether our server asserts that a request comes from the remote party of the call (P-Asserted-Identity, RFC 3325
 * §9.1). The remote party is the identity asserted for the call, else the one of the dialog. From and Referred-By are
 * no proof.
 */
export function isFromPeer(call: InviteUsage, request: IncomingRequest): boolean {
  const peer = call.asserted?.uri ?? call.tried.at(-1) ?? call.session.remoteIdentity.uri;
  return assertedIdentities(request).some(({ uri }) => isSameParty(uri, peer));
}

function isSameParty(one: URI, other: URI): boolean {
  return one.isSip && other.isSip ? one.aor === other.aor : one.equals(other);
}
