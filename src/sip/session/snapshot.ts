/**
 * Saves a call as plain data and restores it after a reload (RFC 3261 §12, RFC 3891).
 * Subjects: snapshot of a call; dialog restored after a reload; early dialogs for the next page.
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
  return phase.kind === 'established' ? snapshotIn(call, phase.up.dialog, phase.state.since.getTime()) : undefined;
}

/** Returns a snapshot of each early dialog of an outgoing call, for a BYE alone: the 200 may go to a connection that is closed. */
export function earlySnapshotsOf(call: InviteUsage): readonly SessionSnapshot[] {
  const { origin } = call;
  return origin.kind === 'outgoing' ? origin.dialogs.map((dialog) => snapshotIn(call, dialog, call.clock.now())) : [];
}

function snapshotIn(call: InviteUsage, dialog: Dialog, startTime: number): SessionSnapshot {
  return {
    version: 1,
    dialog: dialog.toJSON(),
    direction: call.direction,
    remote: (call.remote.asserted ?? call.remote.claimed).toString(),
    startTime,
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
