/**
 * Announcements of new text messages and voicemail. The text of a message is announced by the log of its conversation.
 * Subjects: screen reader, messages and voicemail.
 */

import type { PhoneState } from '../../phone/state.js';
import { polite, type Announcement } from './announcement.js';
import type { Localizer } from '../shared/text/localize.js';
import { plainNameOf } from '../shared/text/party.js';

export function peopleAnnouncements(state: PhoneState, previous: PhoneState, words: Localizer): Announcement[] {
  const said: Announcement[] = [];
  if (state.unreadCount > previous.unreadCount)
    for (const { peer, unread } of state.conversations) {
      const before = previous.conversations.find((conversation) => conversation.peer.uri === peer.uri)?.unread ?? 0;
      const name = plainNameOf(peer, words.term('privateNumber'));
      if (unread > before) said.push(polite(words.term('announceMessage', name)));
    }
  const [now, before] = [state.voicemail, previous.voicemail];
  // The first NOTIFY is not announced; a higher count, and a message-waiting lamp that is switched on, are (RFC 3842).
  if (before.status === 'known' && now.status === 'known')
    if (now.newMessages > before.newMessages || (now.waiting && !before.waiting))
      said.push(polite(`${words.term('voicemail')}: ${words.term('somethingNew')}`));
  return said;
}
