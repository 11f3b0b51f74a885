/** Messages (RFC 3428): the list of conversations, one conversation, sending, and the state of a sent message. */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/sip-chat.js';
import '../../../src/define/sip-provider.js';
import type { SipChat } from '../../../src/components/sip-chat/sip-chat.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { conversationWithAnn, said, wrote } from '../../../stories/support/fake-people.js';
import { ANN, BOB, FakePhone } from '../../../stories/support/fake-phone.js';
import { button, deep, mountAll, pressKey, settled, text, until } from '../support.js';

describe('<sip-chat>', () => {
  const mount = async (
    state: Partial<PhoneState> = {},
    peer?: string,
  ): Promise<{ element: SipChat; phone: FakePhone }> => {
    const phone = new FakePhone(state);
    const box = await mountAll(
      html`<div>
        <sip-provider .phone=${phone}><sip-chat .peer=${peer}></sip-chat></sip-provider>
      </div>`,
    );
    const element = box.querySelector('sip-chat')!;
    element.style.blockSize = '400px';
    return { element, phone };
  };
  const field = (element: SipChat): HTMLTextAreaElement => element.renderRoot.querySelector('textarea')!;
  const write = async (element: SipChat, words: string): Promise<void> => {
    field(element).value = words;
    field(element).dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled(element);
  };

  describe('as a list', () => {
    it('shows the party, the last message, and the number of unread messages', async () => {
      const { element } = await mount({
        conversations: [{ peer: BOB, unread: 2, messages: [said('Thanks!', 90), said('And the invoice?', 0)] }],
      });
      expect(text(element)).to.match(/Bob Marsh .* And the invoice\? 2 2 unread/);
      expect(button(element, 'Messages with Bob Marsh, 2 unread')).to.exist;
    });

    it('opens a conversation, emits sip-conversation, and goes back', async () => {
      const { element } = await mount({ conversations: [conversationWithAnn()] });
      const emitted: (string | undefined)[] = [];
      element.addEventListener('sip-conversation', (event) => emitted.push(event.peer));
      button(element, 'Messages with Ann Lee').click();
      await settled(element);
      expect(text(element)).to.contain('Perfect, thank you.');
      expect(element.matches(':state(conversation)')).to.be.true;
      button(element, 'Back').click();
      await settled(element);
      expect(emitted).to.deep.equal([ANN.uri, undefined]);
    });

    it('starts a new conversation with the entered party', async () => {
      const { element, phone } = await mount();
      expect(text(element)).to.contain('No messages yet');
      const input = element.renderRoot.querySelector('input')!;
      input.value = ' 1024 ';
      input.form!.requestSubmit();
      await settled(element);
      await write(element, 'Hello');
      button(element, 'Send').click();
      await settled(element);
      expect(phone.did).to.deep.equal(['message 1024 Hello']);
      expect(text(element)).to.match(/You, .*: Hello Delivered/);
    });
  });

  describe('as a conversation', () => {
    it('is a named log, by day, with the calls between the messages (WAI-ARIA log)', async () => {
      const at = Date.now() - 20 * 60_000;
      const { element } = await mount(
        {
          conversations: [conversationWithAnn()],
          history: [
            {
              id: 'h',
              direction: 'incoming',
              peer: ANN,
              startedAt: at,
              answeredAt: at,
              endedAt: at + 240_000,
              cause: 'hung-up',
            },
            { id: 'g', direction: 'incoming', peer: BOB, startedAt: at, endedAt: at, cause: 'missed' },
          ],
        },
        ANN.uri,
      );
      const log = element.renderRoot.querySelector('[role=log]')!;
      expect(log.getAttribute('aria-label')).to.equal('Messages with Ann Lee');
      expect(text(log)).to.match(/should be with you by three\. Incoming call · 4 min · .* Perfect, thank you\./);
      expect(text(log), 'calls with others are elsewhere').not.to.contain('Missed');
    });

    it('is the same for each address of the party', async () => {
      const conversation = { ...conversationWithAnn(), aliases: ['sip:1019@example.com'] };
      const { element } = await mount({ conversations: [conversation] }, 'sip:1019@example.com');
      expect(text(element.renderRoot.querySelector('[role=log]')!)).to.contain('On its way.');
    });

    it('sends on Enter, breaks the line on Shift and Enter, and leaves Enter to an input method', async () => {
      const { element, phone } = await mount({ conversations: [conversationWithAnn()] }, ANN.uri);
      await write(element, 'One\nTwo');
      expect(pressKey(field(element), 'Enter', { shiftKey: true }).defaultPrevented).to.be.false;
      expect(pressKey(field(element), 'Enter', { isComposing: true }).defaultPrevented).to.be.false;
      expect(phone.did).to.deep.equal([]);
      pressKey(field(element), 'Enter');
      await settled(element);
      expect(phone.did).to.deep.equal([`message ${ANN.uri} One\nTwo`]);
      expect(field(element).value).to.equal('');
      pressKey(field(element), 'Enter');
      expect(phone.did, 'an empty message is not sent').to.have.length(1);
    });

    describe('on a page that', () => {
      let visibility: DocumentVisibilityState;
      beforeEach(() =>
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility }),
      );
      afterEach(() => Reflect.deleteProperty(document, 'visibilityState'));
      const unread = (): Partial<PhoneState> => ({
        conversations: [{ ...conversationWithAnn(), unread: 1 }],
        unreadCount: 1,
      });

      it('is visible, marks messages as read, also new ones', async () => {
        visibility = 'visible';
        const { element, phone } = await mount(unread(), ANN.uri);
        phone.messages.receive('Are you there?');
        await settled(element);
        expect(phone.did).to.deep.equal([`markRead ${ANN.uri}`, `markRead ${ANN.uri}`]);
        expect(phone.state.unreadCount).to.equal(0);
        expect(text(element)).to.contain('Are you there?');
      });

      it('is hidden, marks messages as read when it is visible again', async () => {
        visibility = 'hidden';
        const { phone } = await mount(unread(), ANN.uri);
        expect(phone.did).to.deep.equal([]);
        visibility = 'visible';
        document.dispatchEvent(new Event('visibilitychange'));
        expect(phone.did).to.deep.equal([`markRead ${ANN.uri}`]);
      });
    });

    it('leaves other conversations unread', async () => {
      const { phone } = await mount({ conversations: [conversationWithAnn()] }, ANN.uri);
      phone.messages.receive('Hi', BOB);
      expect(phone.state.unreadCount).to.equal(1);
    });

    it('shows that a message was not delivered and why, and sends it again', async () => {
      const { element, phone } = await mount(
        {
          conversations: [
            { peer: ANN, unread: 0, messages: [wrote('Hi', 1, { id: 'm', status: 'failed', cause: 'unavailable' })] },
          ],
        },
        ANN.uri,
      );
      expect(text(element)).to.match(/Not delivered · Not available/);
      button(element, 'Send again').click();
      await settled(element);
      expect(phone.did).to.deep.equal(['resend m']);
      expect(text(element)).to.contain('Delivered');
    });

    it('says of a message that only a relay has taken that it was sent (RFC 3428 §7)', async () => {
      const messages = [wrote('Hi', 1, { status: 'sent' })];
      const { element } = await mount({ conversations: [{ peer: ANN, unread: 0, messages }] }, ANN.uri);
      expect(text(element)).to.match(/Hi Sent \d/);
      expect(text(element)).not.to.contain('Delivered');
    });

    it('says that the other party is writing, and tells the phone that the user is (RFC 3994)', async () => {
      const { element, phone } = await mount({ conversations: [conversationWithAnn()] }, ANN.uri);
      phone.set({ typing: ['sip:somebody@example.com'] });
      await settled(element);
      expect(text(element)).not.to.contain('is writing');
      phone.set({ typing: [ANN.uri] });
      await settled(element);
      const status = element.renderRoot.querySelector('[part=typing]')!;
      expect([status.role ?? status.getAttribute('role'), text(status)]).to.deep.equal([
        'status',
        'Ann Lee is writing…',
      ]);
      await write(element, 'Hel');
      expect(phone.messages.typed).to.deep.equal([ANN.uri]);
    });

    it('keeps a failed message in the log, not in the field', async () => {
      const { element, phone } = await mount({ conversations: [conversationWithAnn()] }, ANN.uri);
      phone.messages.failsWith = 'timeout';
      await write(element, 'Lost?');
      button(element, 'Send').click();
      await settled(element);
      expect(field(element).value).to.equal('');
      expect(text(element)).to.match(/Lost\? Not delivered/);
    });

    it('restores a message that could not be sent at all into the field, with the error', async () => {
      const { element, phone } = await mount({}, 'no body');
      phone.messages.refuses = true;
      await write(element, 'Hello');
      button(element, 'Send').click();
      await until(() => field(element).value === 'Hello');
      await settled(element);
      expect(element.renderRoot.querySelector('[role=alert]')!.textContent).to.contain('does not exist');
    });

    it('keeps a message in the field after a veto', async () => {
      const { element, phone } = await mount({ conversations: [conversationWithAnn()] }, ANN.uri);
      element.parentElement!.addEventListener('sip-before-message', (event) => {
        expect([event.address, event.text]).to.deep.equal([ANN.uri, 'No']);
        event.preventDefault();
      });
      await write(element, 'No');
      button(element, 'Send').click();
      await until(() => field(element).value === 'No');
      expect(phone.did).to.deep.equal([]);
      expect(element.renderRoot.querySelector<HTMLElement>('[role=alert]')!.hidden).to.be.true;
    });

    it('keeps the draft of each conversation', async () => {
      const { element } = await mount({ conversations: [conversationWithAnn()] }, ANN.uri);
      await write(element, 'Half a sen');
      element.peer = BOB.uri;
      await settled(element);
      expect(field(element).value).to.equal('');
      element.peer = ANN.uri;
      await settled(element);
      expect(field(element).value).to.equal('Half a sen');
    });

    it('scrolls to new messages, except while the user reads older ones', async () => {
      const messages = Array.from({ length: 60 }, (_, index) => said(`Message ${index}`, 60 - index));
      const { element, phone } = await mount({ conversations: [{ peer: ANN, unread: 0, messages }] }, ANN.uri);
      const log = element.renderRoot.querySelector('.thread')!;
      const left = (): number => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight);
      phone.messages.receive('Newest');
      await settled(element);
      expect(left()).to.be.at.most(1);
      log.scrollTop = 0;
      log.dispatchEvent(new Event('scroll')); // a page in the background sends none
      phone.messages.receive('Newer still');
      await settled(element);
      expect(log.scrollTop).to.equal(0);
    });

    it('renders a hundred messages at first, and older ones on request', async () => {
      const messages = Array.from({ length: 500 }, (_, index) => said(`Message ${index}`, 500 - index));
      const { element } = await mount({ conversations: [{ peer: ANN, unread: 0, messages }] }, ANN.uri);
      const drawn = (): number => element.renderRoot.querySelectorAll('.bubble').length;
      expect(drawn()).to.equal(100);
      button(element, 'Show older messages').click();
      await settled(element);
      expect(drawn()).to.equal(200);
    });

    it('has no back button with single', async () => {
      const { element } = await mount({ conversations: [conversationWithAnn()] }, ANN.uri);
      button(element, 'Back');
      element.single = true;
      await settled(element);
      expect(() => button(element, 'Back')).to.throw();
    });

    it('calls the party', async () => {
      const { element, phone } = await mount({ conversations: [conversationWithAnn()] }, ANN.uri);
      button(element, 'Call Ann Lee').click();
      expect(phone.did).to.deep.equal([`call ${ANN.uri}`]);
    });

    it('shows markup as text, 8000 characters within its width, and each text in its own direction', async () => {
      const markup = '<img src=x onerror="window.hacked=1">';
      const { element } = await mount(
        {
          conversations: [
            {
              peer: { ...ANN, name: markup },
              unread: 0,
              messages: [said(markup, 3), said('x'.repeat(8000), 2), said('مرحبا بك', 1)],
            },
          ],
        },
        ANN.uri,
      );
      expect(text(element)).to.contain(markup);
      expect([...deep(element.renderRoot as ShadowRoot)].some((node) => node.localName === 'img')).to.be.false;
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
      const [, , arabic] = element.renderRoot.querySelectorAll<HTMLElement>('.text');
      expect(getComputedStyle(arabic!).direction).to.equal('rtl');
    });
  });
});
