/** By which number or queue a caller has reached us, where it is not our own (RFC 5806, RFC 7044, RFC 3261 §8.1.1.2). */

import type { NameAddrHeader } from '../../sip/message/name-addr.js';
import type { Session } from '../../sip/session/session.js';
import { partyOf } from './party.js';
import type { Party } from '../state.js';

/** What the caller has dialled, as far as it can be told: the first that passed the call on, else whom it is written to. */
export function calledPartyOf(session: Session, isOwn: (user: string) => boolean): Party | undefined {
  const { hints } = session;
  const candidates: readonly (NameAddrHeader | undefined)[] = [
    // The latest comes first (RFC 5806 §4), and one may ask not to be named (§5.5).
    hints?.diversion.filter(({ privacy }) => privacy === undefined || privacy === 'off').at(-1)?.address,
    hints?.historyInfo.find(({ address }) => address.uri.user !== undefined)?.address,
    session.localIdentity,
  ];
  const address = candidates.find(
    (candidate) => candidate?.uri.user !== undefined && candidate.uri.user !== '' && !isOwn(candidate.uri.user),
  );
  return address && partyOf(address);
}
