/** A call written down, so that the page that comes next can take it up in its dialog, or over with Replaces (RFC 3891). */

import { SipError } from '../base/errors.js';
import { Dialog, type DialogData } from '../dialog/dialog.js';
import { NameAddrHeader } from '../message/name-addr.js';
import type { InviteUsage } from './invite-usage.js';
import { flowLost } from './recovery.js';

/** Plain data. Who knows the dialog can take the call: keep it out of events, logs and URLs (RFC 3891 §8). */
export interface SessionSnapshot {
  readonly version: 1;
  readonly dialog: DialogData;
  readonly direction: 'outgoing' | 'incoming';
  /** The other side as a name-addr. */
  readonly remote: string;
  /** When it was answered, milliseconds of the clock. */
  readonly startTime: number;
  readonly localHold: boolean;
  /** Whether we hide who we are; absent where not. */
  readonly anonymous?: boolean;
}

/** Undefined unless the call is up. */
export function snapshotOf(call: InviteUsage): SessionSnapshot | undefined {
  const { dialog, startTime } = call;
  if (!call.is('established') || !dialog || !startTime) return undefined;
  return {
    version: 1,
    dialog: dialog.toJSON(),
    direction: call.direction,
    remote: (call.asserted ?? call.session.remoteIdentity).toString(),
    startTime: startTime.getTime(),
    localHold: call.hold.local,
    ...(call.anonymous ? { anonymous: true } : {}),
  };
}

/** How far the numbers of the earlier page may have run on since the call was written down. */
const MARGIN = 64;

/** The dialog of a snapshot, with numbers that are surely new (gaps are allowed, RFC 3261 §12.2.2). Throws `parse`. */
export function restoreDialog(snapshot: SessionSnapshot): Dialog {
  if (!isSnapshot(snapshot)) throw new SipError('parse', 'That is no call that was written down');
  const { dialog } = snapshot;
  return Dialog.restore({ ...dialog, localSequence: dialog.localSequence + MARGIN });
}

/** What comes from a store may be of another version, or anything. */
function isSnapshot(snapshot: Partial<SessionSnapshot> | null | undefined): boolean {
  if (snapshot?.version !== 1 || !Number.isFinite(snapshot.startTime)) return false;
  const { callId, localTag, remoteTag, localSequence } = snapshot.dialog ?? {};
  return [callId, localTag, remoteTag].every((text) => typeof text === 'string') && Number.isInteger(localSequence);
}

/** The other side of a snapshot. */
export function remoteOf(snapshot: SessionSnapshot, dialog: Dialog): NameAddrHeader {
  return NameAddrHeader.parse(snapshot.remote) ?? dialog.remote;
}

/** The call goes on as if its connection had broken: as soon as there is a flow, the other side hears where we are. */
export function takeUp(call: InviteUsage, snapshot: SessionSnapshot, dialog: Dialog): void {
  call.hold = { local: snapshot.localHold, remote: false };
  call.anonymous = snapshot.anonymous === true;
  call.core.dialogs.add(dialog, call);
  call.establish(dialog, new Date(snapshot.startTime));
  flowLost(call);
}
