/**
 * The number or queue that a caller dialled, where it is not this account (RFC 5806, RFC 7044, RFC 3261 §8.1.1.2).
 * Subjects: called number or queue; diverted call, original target.
 */

import type { NameAddrHeader } from '../../sip/message/name-addr.js';
import type { Session } from '../../sip/session/session.js';
import { partyOf } from './party.js';
import type { Party } from '../state.js';

/** Returns the called party: the first diverting party that is known, else the party in To. */
export function calledPartyOf(session: Session, isOwn: (user: string) => boolean): Party | undefined {
  const { hints } = session;
  const candidates: readonly (NameAddrHeader | undefined)[] = [
    // The latest diversion comes first (RFC 5806 §4); entries with privacy are skipped (§5.5).
    hints?.diversion.filter(({ privacy }) => privacy === undefined || privacy === 'off').at(-1)?.address,
    hints?.historyInfo.find(({ address }) => address.uri.user !== undefined)?.address,
    session.localIdentity,
  ];
  const address = candidates.find(
    (candidate) => candidate?.uri.user !== undefined && candidate.uri.user !== '' && !isOwn(candidate.uri.user),
  );
  return address && partyOf(address);
}
