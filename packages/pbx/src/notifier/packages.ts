/**
 * The event packages of an account, with their documents: RFC 3842 (messages), RFC 4235 (calls), RFC 3856 (presence).
 * Subjects: event documents of the pocket PBX.
 */

import { DIALOG_INFO, printDialogInfo } from '../../../../src/sip/event/package/dialog-info.js';
import { MESSAGE_SUMMARY, printMessageSummary } from '../../../../src/sip/event/package/message-summary.js';
import { PRESENCE } from '../../../../src/sip/event/package/presence.js';
import { printPresence } from '../../../../src/sip/event/package/presence-print.js';
import type { Location } from '../registrar/location.js';
import type { CallWatch } from './call-watch.js';
import { MAILBOX, type Mailboxes } from './mailboxes.js';
import type { WatchedPackage } from './notifier.js';
import type { Published } from './published.js';

export function watchedPackages(
  location: Location,
  calls: CallWatch,
  mailboxes: Mailboxes,
  published: Published,
): Map<string, WatchedPackage> {
  const messages: WatchedPackage = {
    contentType: MESSAGE_SUMMARY.contentType,
    private: true,
    body(username, entity) {
      const box = mailboxes.of(username);
      return printMessageSummary({
        waiting: box.new > 0,
        account: mailboxAt(entity),
        counts: { 'voice-message': { ...box, newUrgent: 0, oldUrgent: 0 } },
      });
    },
  };
  const dialogs: WatchedPackage = {
    contentType: DIALOG_INFO.contentType,
    private: false,
    body: (username, entity, version) =>
      printDialogInfo({ version, state: 'full', entity, dialogs: calls.dialogsOf(username) }),
  };
  const presence: WatchedPackage = {
    contentType: PRESENCE.contentType,
    private: false,
    body(username, entity) {
      const basic = location.of(username).length > 0 ? 'open' : 'closed';
      const own = published.of(username);
      const tuple = {
        id: 'phone',
        basic,
        contact: undefined,
        priority: undefined,
        notes: [],
        timestamp: undefined,
      } as const;
      return printPresence({
        entity,
        tuples: [{ ...tuple, notes: own?.tuples.flatMap(({ notes }) => notes) ?? [] }],
        notes: own?.notes ?? [],
        activities: calls.isBusy(username) ? ['on-the-phone'] : (own?.activities ?? []),
      });
    },
  };
  return new Map([
    [MESSAGE_SUMMARY.package, messages],
    [DIALOG_INFO.package, dialogs],
    [PRESENCE.package, presence],
  ]);
}

/** The address of the mailbox: the extension, at the host by which the account reaches this server. */
function mailboxAt(entity: string): string {
  return entity.replace(/^(sips?:)[^@]*@/, `$1${MAILBOX}@`);
}
