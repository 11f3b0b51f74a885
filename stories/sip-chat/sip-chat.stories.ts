/** Messages. */

import { html, type TemplateResult } from 'lit';
import '../../src/define/sip-chat.js';
import '../../src/define/locale-ar.js';
import type { Conversation, HistoryEntry } from '../../src/phone/state.js';
import { conversationWithAnn, said, wrote } from '../support/fake-people.js';
import { ANN, BOB } from '../support/fake-phone.js';
import { about, withPhone } from '../support/story.js';

export default {
  title: 'sip-chat',
  component: 'sip-chat',
  parameters: about('The list of conversations, and one of them to read and to write in.'),
};

const list = html`<sip-chat></sip-chat>`;
const open = (peer = ANN.uri): TemplateResult => html`<sip-chat peer=${peer}></sip-chat>`;
const call: HistoryEntry = {
  id: 'call',
  direction: 'incoming',
  peer: ANN,
  startedAt: Date.now() - 20 * 60_000,
  answeredAt: Date.now() - 20 * 60_000,
  endedAt: Date.now() - 16 * 60_000,
  cause: 'hung-up',
};
const withBob: Conversation = {
  peer: BOB,
  unread: 2,
  messages: [wrote('The pallets are in bay 4.', 95), said('Thanks!', 90), said('And the invoice?', 89)],
};

export const List = withPhone(list, { conversations: [withBob, conversationWithAnn()] });
export const Nothing = withPhone(list);
export const WithAnn = withPhone(open(), { conversations: [conversationWithAnn()], history: [call] });
export const Typing = withPhone(open(), { conversations: [conversationWithAnn()], typing: [ANN.uri] });
export const OnlySent = withPhone(open(), {
  conversations: [{ peer: ANN, unread: 0, messages: [wrote('Are you there?', 3, { status: 'sent' })] }],
});
export const NewConversation = withPhone(open('1024'));
export const NotDelivered = withPhone(open(), {
  conversations: [
    {
      peer: ANN,
      unread: 0,
      messages: [
        wrote('Are you there?', 3, { status: 'failed', cause: 'unavailable' }),
        wrote('Hello?', 0, { status: 'sending' }),
      ],
    },
  ],
});
export const LongText = withPhone(open(), {
  conversations: [{ peer: ANN, unread: 0, messages: [said(`${'Unbreakable'.repeat(60)}\n\nSecond paragraph.`, 1)] }],
});
export const RightToLeft = withPhone(html`<sip-chat lang="ar" dir="rtl" peer=${ANN.uri}></sip-chat>`, {
  conversations: [
    {
      peer: { ...ANN, name: 'ليلى حدّاد' },
      unread: 0,
      messages: [said('هل التسليم بعد ظهر اليوم؟', 20), wrote('Yes, at three.', 19), wrote('نعم، الساعة الثالثة.', 18)],
    },
  ],
});
