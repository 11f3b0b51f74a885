/** The event packages to which the phone subscribes, and how each document updates the known state (RFC 6665). */

import { DIALOG_INFO, mergeDialogInfo, parseDialogInfo, type DialogInfo } from '../../sip/event/package/dialog-info.js';
import { MESSAGE_SUMMARY, parseMessageSummary, type MessageSummary } from '../../sip/event/package/message-summary.js';
import { parsePresence, PRESENCE, type Presence } from '../../sip/event/package/presence.js';
import type { WatchedPackage } from './event-watcher.js';

/** Maximum of dialogs for one address, against a notifier that only adds dialogs. */
const MOST_DIALOGS = 100;

export const DIALOGS: WatchedPackage<DialogInfo> = {
  event: DIALOG_INFO.package,
  contentType: DIALOG_INFO.contentType,
  take(known, body) {
    const document = parseDialogInfo(body);
    if (!document) return undefined;
    const merged = mergeDialogInfo(known, document);
    return merged ? { ...merged, dialogs: merged.dialogs.slice(-MOST_DIALOGS) } : 'lost';
  },
};

export const PRESENCES: WatchedPackage<Presence> = {
  event: PRESENCE.package,
  contentType: PRESENCE.contentType,
  take: (_known, body) => parsePresence(body),
};

export const MESSAGES_WAITING: WatchedPackage<MessageSummary> = {
  event: MESSAGE_SUMMARY.package,
  contentType: MESSAGE_SUMMARY.contentType,
  take: (_known, body) => parseMessageSummary(body),
};
