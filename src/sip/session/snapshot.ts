/**
 * Saves a call as plain data and restores it after a reload (RFC 3261 §12, RFC 3891).
 * Subjects: snapshot of a call; dialog restored after a reload.
 */

import { SipError } from '../base/errors.js';
import { Dialog, type DialogData } from '../dialog/dialog.js';
import { NameAddrHeader } from '../message/name-addr.js';
import type { InviteUsage } from './invite-usage.js';

/** A call as plain data. It allows a takeover of the call: keep it out of events, logs and URLs (RFC 3891 §8). */
export interface SessionSnapshot {
  readonly version: 1;
  readonly dialog: DialogData;
  readonly direction: 'outgoing' | 'incoming';
  /** The remote party as a name-addr. */
  readonly remote: string;
  /** Time of the answer, milliseconds of the clock. */
  readonly startTime: number;
  readonly localHold: boolean;
  /** Whether the local identity is hidden; absent if not. */
  readonly anonymous?: boolean;
}

/** Returns the snapshot; undefined unless the call is established. */
export function snapshotOf(call: InviteUsage): SessionSnapshot | undefined {
  const { phase } = call;
  if (phase.kind !== 'established') return undefined;
  return {
    version: 1,
    dialog: phase.up.dialog.toJSON(),
    direction: call.direction,
    remote: (call.remote.asserted ?? call.remote.claimed).toString(),
    startTime: phase.state.since.getTime(),
    localHold: call.media.hold.local,
    ...(call.anonymous ? { anonymous: true } : {}),
  };
}

/** Maximum number of requests that the earlier page may have sent after the snapshot. */
const MARGIN = 64;

/** Restores the dialog with a CSeq that is not in use (gaps are allowed, RFC 3261 §12.2.2). Throws `parse`. */
export function restoreDialog(snapshot: SessionSnapshot): Dialog {
  if (!isSnapshot(snapshot)) throw new SipError('parse', 'Not a snapshot of a session');
  const { dialog } = snapshot;
  return Dialog.restore({ ...dialog, localSequence: dialog.localSequence + MARGIN });
}

/** Stored data may be of another version, or invalid. */
export function isSnapshot(snapshot: Partial<SessionSnapshot> | null | undefined): boolean {
  if (snapshot?.version !== 1 || !Number.isFinite(snapshot.startTime)) return false;
  const { callId, localTag, remoteTag, localSequence } = snapshot.dialog ?? {};
  return [callId, localTag, remoteTag].every((text) => typeof text === 'string') && Number.isInteger(localSequence);
}

/** The remote party of a snapshot. */
export function remoteOf(snapshot: SessionSnapshot, dialog: Dialog): NameAddrHeader {
  return NameAddrHeader.parse(snapshot.remote) ?? dialog.remote;
}
