/** Who may take the place of the far side without our person's doing (RFC 3891 §8): a pick-up, or the end of a transfer. */

import { assertedIdentities } from '../../sip/message/header/identity.js';
import { NameAddrHeader } from '../../sip/message/name-addr.js';
import type { IncomingRequest } from '../../sip/message/request.js';
import type { Session } from '../../sip/session/session.js';

/**
 * `take`: at once; `ask`: it rings. Whoever watches our calls knows what an INVITE has to name (RFC 4235 §6), so only one
 * whose identity our server vouches for comes in at once: to a call of ours that still rings anybody may answer, as with a
 * pick-up; into one that is up, the one that we talk to, from another place, or somebody whom he sends (RFC 3892).
 */
export function mayReplace(session: Session, request: IncomingRequest): 'take' | 'ask' {
  const [asserted] = assertedIdentities(request);
  if (!asserted) return 'ask';
  if (session.state.status !== 'established') return 'take';
  const peers = [session.assertedIdentity, session.remoteIdentity].map((peer) => peer?.uri.aor);
  const referrer = NameAddrHeader.parse(request.headers.get('Referred-By') ?? '')?.uri.aor;
  return [asserted.uri.aor, referrer].some((aor) => aor !== undefined && peers.includes(aor)) ? 'take' : 'ask';
}
