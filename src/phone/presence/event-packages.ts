/**
 * The event packages to which the phone subscribes, and how each document updates the known state (RFC 6665). The code that
 * subscribes and reads the documents is loaded with the first subscription, which waits for it.
 * Subjects: subscribed event packages; late subscription code.
 */

import type { DialogInfo } from '../../sip/event/package/dialog-info.js';
import type { MessageSummary } from '../../sip/event/package/message-summary.js';
import { DIALOG_INFO, MESSAGE_SUMMARY, PRESENCE } from '../../sip/event/package/names.js';
import type { Presence } from '../../sip/event/package/presence.js';
import { LateCode } from '../late-code.js';
import { suppliedEventCode, whenEventCodeSupplied, type EventCode, type ReadDocument } from './event-slot.js';

export interface WatchedPackage<T> {
  readonly event: string;
  readonly contentType: string;
  /** How its documents are read. */
  readonly reader: (code: EventCode) => ReadDocument<T>;
}

export const DIALOGS: WatchedPackage<DialogInfo> = {
  event: DIALOG_INFO.package,
  contentType: DIALOG_INFO.contentType,
  reader: ({ dialogs }) => dialogs,
};

export const PRESENCES: WatchedPackage<Presence> = {
  event: PRESENCE.package,
  contentType: PRESENCE.contentType,
  reader: ({ presence }) => presence,
};

export const MESSAGES_WAITING: WatchedPackage<MessageSummary> = {
  event: MESSAGE_SUMMARY.package,
  contentType: MESSAGE_SUMMARY.contentType,
  reader: ({ messagesWaiting }) => messagesWaiting,
};

const code = new LateCode(() => import('./event-chunk.js'));

/** Calls `work` with the code: at once, or when it is loaded. Returns a function that cancels it. */
export function withEventCode(work: (code: EventCode) => void): () => void {
  const cancel = whenEventCodeSupplied(work);
  if (!suppliedEventCode()) code.keepLoading();
  return cancel;
}
