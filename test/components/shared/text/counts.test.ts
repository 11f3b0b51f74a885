/** Counts of people's views: grouped as the language does from 1,000 on, and in a badge of three characters at most. */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../../src/define/all.js';
import { registerLocale } from '../../../../src/components/shared/text/localize.js';
import ar from '../../../../src/components/shared/text/locales/ar/index.js';
import de from '../../../../src/components/shared/text/locales/de/index.js';
import type { Voicemail } from '../../../../src/phone/state.js';
import { conversationWithAnn } from '../../../../stories/support/fake-people.js';
import { FakePhone } from '../../../../stories/support/fake-phone.js';
import { deep, mountAll, settled, text } from '../../support.js';

const MANY = 1234;
const voicemail: Voicemail = {
  status: 'known',
  waiting: true,
  newMessages: MANY,
  oldMessages: 0,
  urgent: 1001,
  account: '*97',
};
const phone = (): FakePhone =>
  new FakePhone({
    missedCount: MANY,
    unreadCount: MANY,
    voicemail,
    conversations: [{ ...conversationWithAnn(), unread: MANY }],
  });

const SENTENCES = [
  ['en', '1,234 new · 1,001 urgent', '1,234 missed calls', '1,234 unread'],
  ['de', '1.234 neu · 1.001 dringend', '1.234 verpasste Anrufe', '1.234 ungelesen'],
  ['ar', '1,234 جديدة · 1,001 عاجلة', 'مكالمات فائتة: 1,234', 'غير مقروءة: 1,234'],
  ['ar-EG', '1,234 جديدة · 1,001 عاجلة', 'مكالمات فائتة: 1,234', 'غير مقروءة: 1,234'],
] as const;

describe('Counts', () => {
  before(() => [ar, de].forEach((one) => registerLocale(one)));

  for (const [lang, messages, missed, unread] of SENTENCES)
    it(`of voicemail, missed calls and unread messages are written as in ${lang}, with Latin digits as all texts have`, async () => {
      const box = await mountAll(html`
        <div lang=${lang}>
          <sip-voicemail .phone=${phone()}></sip-voicemail><sip-dock .phone=${phone()}></sip-dock
          ><sip-chat .phone=${phone()}></sip-chat>
        </div>
      `);
      for (const one of box.children) await settled(one);
      const [mailbox, dock, chat] = box.children;
      expect(text(mailbox!)).to.contain(messages);
      const labelled = (root: Element, part: string): string =>
        [...deep(root.shadowRoot!)].find((node) => node.part.contains(part))!.ariaLabel!;
      expect(labelled(dock!, 'launcher')).to.contain(missed);
      expect(labelled(chat!, 'open')).to.contain(unread);
      const badges = [...box.children].map(
        (one) => [...deep(one.shadowRoot!)].find((node) => node.matches('.count, .missed'))!.textContent,
      );
      expect(badges).to.deep.equal(['99+', '99+', '99+']);
    });
});
