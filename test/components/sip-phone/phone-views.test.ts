/** The views of `<sip-phone>` beside its dialpad: tabs, team, messages, the menu, and calls over them. */

import { expect } from '@open-wc/testing';
import '../../../src/define/sip-phone.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import { CONTACTS, conversationWithAnn, lamp, TEAM } from '../../../stories/support/fake-people.js';
import { ANN, BOB, withCall } from '../../../stories/support/fake-phone.js';
import type { PhoneState, Voicemail } from '../../../src/phone/state.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { button, deep, frameOf, mountPhone, pressKey, settled, text, type Mounted } from '../support.js';

const MAILBOX: Voicemail = {
  status: 'known',
  waiting: true,
  newMessages: 3,
  oldMessages: 0,
  urgent: 1,
  account: '*97',
};

describe('<sip-phone> beside its dialpad', () => {
  let clock: VirtualClock;
  beforeEach(() => setElementClock((clock = new VirtualClock(1_700_000_000_000))));
  afterEach(() => setElementClock());

  const tabs = ({ element }: Mounted): string[] =>
    [...element.renderRoot.querySelectorAll('[role=tab]')].map((tab) => tab.textContent.replaceAll(/\s+/g, ' ').trim());
  const open = async ({ element }: Mounted, tab: string): Promise<void> => {
    element.renderRoot.querySelector<HTMLElement>(`#tab-${tab}`)!.click();
    await settled(element);
  };
  const find = <E extends Element>(root: Element, selector: string): E | undefined =>
    [...deep(root.shadowRoot!)].find((node) => node.matches(selector)) as E | undefined;

  describe('has tabs', () => {
    const cases: [name: string, state: Partial<PhoneState>, shown: string[]][] = [
      ['for the dialpad and the history, always', {}, ['Keypad', 'Recents']],
      ['for the team, with a watched lamp', { lamps: TEAM }, ['Keypad', 'Recents', 'Team']],
      ['for the team, with a contact', { contacts: CONTACTS }, ['Keypad', 'Recents', 'Team']],
      ['for the team, with a mailbox', { voicemail: MAILBOX }, ['Keypad', 'Recents', 'Team3 voicemail']],
      [
        'for messages, with a conversation',
        { conversations: [conversationWithAnn()], unreadCount: 120 },
        ['Keypad', 'Recents', 'Messages99+ unread'],
      ],
    ];
    for (const [name, state, shown] of cases)
      it(name, async () => {
        const found = tabs(await mountPhone(state)).map((tab) => tab.replace('Voicemail', 'voicemail'));
        expect(found).to.deep.equal(shown);
      });

    it('that the page selects, in its order, without unknown names', async () => {
      const mounted = await mountPhone({}, { tabs: 'messages, keypad nonsense' });
      expect(tabs(mounted)).to.deep.equal(['Messages', 'Keypad']);
      mounted.element.setAttribute('tabs', 'nonsense');
      await settled(mounted.element);
      expect(tabs(mounted), 'no valid name').to.deep.equal(['Keypad', 'Recents']);
    });

    it('only when there is more than one', async () => {
      expect(tabs(await mountPhone({}, { tabs: 'keypad' }))).to.deep.equal([]);
    });

    it('that arrow keys, Home and End move between, in a loop (WAI-ARIA tabs)', async () => {
      const mounted = await mountPhone({ lamps: TEAM, conversations: [conversationWithAnn()] });
      const { element } = mounted;
      const at = (): string | undefined => element.renderRoot.querySelector('[aria-selected=true]')?.id;
      const visited = [];
      for (const key of ['ArrowLeft', 'ArrowRight', 'End', 'ArrowLeft', 'Home']) {
        pressKey(element.renderRoot.querySelector('[aria-selected=true]')!, key);
        await settled(element);
        visited.push(at());
      }
      expect(visited).to.deep.equal(['tab-messages', 'tab-keypad', 'tab-messages', 'tab-team', 'tab-keypad']);
      element.setAttribute('dir', 'rtl');
      await settled(element);
      pressKey(element.renderRoot.querySelector('[aria-selected=true]')!, 'ArrowLeft');
      await settled(element);
      expect(at(), 'left is the next one from right to left').to.equal('tab-recents');
    });

    it('and returns to the dialpad when the content of the tab is gone', async () => {
      const mounted = await mountPhone({ lamps: [lamp('1020', 'Bob', 'busy')] });
      await open(mounted, 'team');
      mounted.phone.set({ lamps: [] });
      await settled(mounted.element);
      button(mounted.element, '2, A B C');
    });
  });

  it('keeps the entered number on key presses while it is not visible', async () => {
    const mounted = await mountPhone({ dialString: '1020', lamps: TEAM });
    await open(mounted, 'team');
    for (const key of ['Backspace', 'Enter', '5']) pressKey(frameOf(mounted.element), key);
    expect([mounted.phone.state.dialString, mounted.phone.did]).to.deep.equal(['1020', []]);
    await open(mounted, 'keypad');
    pressKey(frameOf(mounted.element), 'Enter');
    expect(mounted.phone.did).to.deep.equal(['call 1020']);
  });

  it('shows the mailbox, lamps and contacts as the team', async () => {
    const mounted = await mountPhone({ lamps: TEAM, contacts: CONTACTS, voicemail: MAILBOX });
    await open(mounted, 'team');
    expect(text(mounted.element)).to.match(
      /Voicemail 3 new · 1 urgent .* Bob Marsh Available .* Ringing · pick up .* Favourites/,
    );
    find<HTMLElement>(mounted.element, 'sip-lamp [data-live]');
    const ringing = [...deep(mounted.element.shadowRoot!)].find((node) => node.matches('button[data-live]'))!;
    (ringing as HTMLElement).click();
    expect(mounted.phone.did).to.deep.equal(['pickUp sip:1000@example.com']);
    expect(mounted.phone.lamps.watched, 'a shown lamp is not watched').to.deep.equal([]);
  });

  describe('has messages', () => {
    const conversations = { conversations: [conversationWithAnn()] };

    it('on the Message button, with the entered number', async () => {
      const { element } = await mountPhone({ dialString: '1024' });
      button(element, 'Message').click();
      await settled(element);
      expect(text(element)).to.equal('1024');
      expect(find(element, 'textarea')!.checkVisibility()).to.be.true;
      expect(element.renderRoot.querySelector('[part=header]'), 'there is one header').to.equal(null);
      button(element, 'Back').click();
      await settled(element);
      button(element, '2, A B C');
    });

    it('as a list in a tab, from which a conversation is opened and left', async () => {
      const mounted = await mountPhone(conversations);
      await open(mounted, 'messages');
      button(mounted.element, 'Messages with Ann Lee').click();
      await settled(mounted.element);
      expect(text(mounted.element)).to.contain('Perfect, thank you.');
      expect(tabs(mounted)).to.deep.equal([]);
      const chat = find(mounted.element, 'sip-chat')!;
      expect(chat.shadowRoot!.activeElement?.localName, 'the field has the focus').to.equal('textarea');
      button(mounted.element, 'Back').click();
      await settled(mounted.element);
      expect(tabs(mounted)).to.deep.equal(['Keypad', 'Recents', 'Messages']);
      button(mounted.element, 'Messages with Ann Lee');
    });

    it('whose draft is kept during a call', async () => {
      const mounted = await mountPhone(conversations);
      const { element, phone } = mounted;
      await open(mounted, 'messages');
      button(element, 'Messages with Ann Lee').click();
      await settled(element);
      const field = find<HTMLTextAreaElement>(element, 'textarea')!;
      field.value = 'Half a sen';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      phone.ring(BOB, 'in-1');
      await settled(element);
      await clock.advance(400);
      expect(field.checkVisibility()).to.be.false;
      button(element, 'Answer').click();
      await settled(element);
      button(element, 'Hang up');
      expect(field.checkVisibility(), 'the call is shown').to.be.false;
      phone.dismiss('in-1');
      await settled(element);
      expect(field.checkVisibility()).to.be.true;
      expect(field.value).to.equal('Half a sen');
    });

    it('and shows a call to the party of the conversation in its place', async () => {
      const mounted = await mountPhone(conversations);
      await open(mounted, 'messages');
      button(mounted.element, 'Messages with Ann Lee').click();
      await settled(mounted.element);
      button(mounted.element, 'Call Ann Lee').click();
      await settled(mounted.element);
      button(mounted.element, 'Cancel');
      expect(mounted.phone.did.at(-1)).to.equal(`call ${ANN.uri}`);
    });

    it('from a contact', async () => {
      const mounted = await mountPhone({ contacts: CONTACTS });
      await open(mounted, 'team');
      button(mounted.element, 'Message Ann Lee').click();
      await settled(mounted.element);
      expect(find(mounted.element, 'textarea')!.checkVisibility()).to.be.true;
    });
  });

  it('keeps the content of the account form during a call', async () => {
    const { element, phone } = await mountPhone({
      account: { status: 'refused', name: '1019', statusCode: 403, reason: 'Forbidden' },
    });
    button(element, 'Fix').click();
    await settled(element);
    const field = find<HTMLInputElement>(element, 'input[name=server]')!;
    field.value = 'wss://pbx.example';
    phone.ring(ANN, 'in-1');
    await settled(element);
    expect(field.checkVisibility()).to.be.false;
    button(element, 'Answer');
    phone.dismiss('in-1');
    await settled(element);
    expect(find<HTMLInputElement>(element, 'input[name=server]')).to.equal(field);
    expect([field.value, field.checkVisibility()]).to.deep.equal(['wss://pbx.example', true]);
  });

  describe('has a menu', () => {
    const items = ({ element }: Mounted): HTMLElement[] => [
      ...element.renderRoot.querySelectorAll<HTMLElement>('[role^=menuitem]'),
    ];
    const focused = ({ element }: Mounted): string | undefined =>
      (element.shadowRoot!.activeElement as HTMLElement | null)?.dataset['item'];
    const openMenu = async (mounted: Mounted): Promise<void> => {
      button(mounted.element, 'Menu').click();
      await settled(mounted.element);
    };

    it('that has aria-expanded, and toggles Do Not Disturb', async () => {
      const mounted = await mountPhone();
      const key = button(mounted.element, 'Menu');
      expect(key.getAttribute('aria-expanded')).to.equal('false');
      await openMenu(mounted);
      expect(key.getAttribute('aria-expanded')).to.equal('true');
      const [dnd] = items(mounted);
      expect(dnd!.getAttribute('aria-checked')).to.equal('false');
      dnd!.click();
      await settled(mounted.element);
      expect(mounted.phone.did).to.deep.equal(['doNotDisturb true']);
      expect(items(mounted), 'it closes').to.deep.equal([]);
      expect(text(mounted.element)).to.contain('Do not disturb · 1019');
    });

    it('that is operated by keyboard (WAI-ARIA menu button)', async () => {
      const mounted = await mountPhone();
      pressKey(button(mounted.element, 'Menu'), 'ArrowUp');
      await settled(mounted.element);
      const last = items(mounted).length - 1;
      const names = items(mounted).map((item) => item.dataset['item']);
      expect(focused(mounted)).to.equal(names[last]);
      const visited: (string | undefined)[] = [];
      for (const key of ['ArrowDown', 'ArrowDown', 'End', 'Home', 'ArrowUp', 's']) {
        pressKey(mounted.element.shadowRoot!.activeElement!, key);
        visited.push(focused(mounted));
      }
      expect(visited).to.deep.equal([names[0], names[1], names[last], names[0], names[last], 'settings']);
      pressKey(mounted.element.shadowRoot!.activeElement!, 'Escape');
      await settled(mounted.element);
      expect(items(mounted)).to.deep.equal([]);
      expect(mounted.element.shadowRoot!.activeElement).to.equal(button(mounted.element, 'Menu'));
    });

    it('whose key presses are not handled by the phone', async () => {
      const mounted = await mountPhone();
      await openMenu(mounted);
      for (const key of ['5', 'Enter', 'Backspace']) pressKey(mounted.element.shadowRoot!.activeElement!, key);
      expect(mounted.phone.state.dialString).to.equal('');
      mounted.phone.ring(ANN);
      await settled(mounted.element);
      pressKey(mounted.element.shadowRoot!.activeElement!, 'Escape');
      expect(mounted.phone.did, 'Escape closes the menu and does not decline the call').to.deep.equal([]);
    });

    it('that a press outside closes', async () => {
      const mounted = await mountPhone();
      await openMenu(mounted);
      frameOf(mounted.element)
        .querySelector('.body')!
        .dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      await settled(mounted.element);
      expect(items(mounted)).to.deep.equal([]);
    });

    for (const [item, title, tag] of [
      ['settings', 'Settings', 'sip-settings'],
      ['account', 'Account', 'sip-account-form'],
      ['diagnostics', 'Connection check', 'sip-diagnostics'],
    ] as const)
      it(`that opens ${title}, which Back and Escape close`, async () => {
        for (const leave of ['Back', 'Escape']) {
          const mounted = await mountPhone();
          await openMenu(mounted);
          items(mounted)
            .find((one) => one.dataset['item'] === item)!
            .click();
          await settled(mounted.element);
          expect(mounted.element.renderRoot.querySelector('h2')!.textContent).to.equal(title);
          expect(find(mounted.element, tag)!.checkVisibility()).to.be.true;
          if (leave === 'Back') button(mounted.element, 'Back').click();
          else pressKey(frameOf(mounted.element), 'Escape');
          await settled(mounted.element);
          button(mounted.element, '2, A B C');
        }
      });

    it('from whose settings and account error the connection check and the account form are opened', async () => {
      const mounted = await mountPhone({
        account: { status: 'refused', name: '1019', statusCode: 403, reason: 'Forbidden' },
      });
      await openMenu(mounted);
      items(mounted)[1]!.click();
      await settled(mounted.element);
      find<HTMLElement>(mounted.element, '[part=check]')!.click();
      await settled(mounted.element);
      expect(find(mounted.element, 'sip-diagnostics')!.checkVisibility()).to.be.true;
      button(mounted.element, 'Fix').click();
      await settled(mounted.element);
      expect(find(mounted.element, 'sip-account-form')!.checkVisibility()).to.be.true;
    });

    it('also during a call: its views cover the call, which goes on', async () => {
      const mounted = await mountPhone(withCall({ status: 'active' }));
      await openMenu(mounted);
      items(mounted)[1]!.click();
      await settled(mounted.element);
      expect(find(mounted.element, 'sip-settings')!.checkVisibility()).to.be.true;
      button(mounted.element, 'Back').click();
      await settled(mounted.element);
      button(mounted.element, 'Hang up');
    });
  });

  it('flashes at most twice a second for a visual ring, and not otherwise (WCAG 2.3.1)', async () => {
    const { element, phone } = await mountPhone(withCall({ status: 'incoming' }));
    const edge = (): CSSStyleDeclaration => getComputedStyle(frameOf(element), '::after');
    expect([element.matches(':state(visual-ring)'), edge().borderTopWidth]).to.deep.equal([false, '1px']);
    phone.set({ ring: { since: 0, blocked: true, visual: true } });
    await settled(element);
    expect([element.matches(':state(visual-ring)'), edge().borderTopWidth]).to.deep.equal([true, '4px']);
    expect(Number.parseFloat(edge().animationDuration)).to.be.at.least(0.5);
    phone.set({ ring: undefined });
    await settled(element);
    expect(edge().animationName).to.equal('none');
  });

  it('announces a new message and message waiting once, and nothing that was there before', async () => {
    const { element, phone } = await mountPhone({ voicemail: { ...MAILBOX, waiting: false, newMessages: 0 } });
    const polite = [...deep(element.shadowRoot!)].find((node) => node.matches('[aria-live=polite]'))!;
    const said = (): string[] => [...polite.children].map((line) => line.textContent);
    phone.messages.receive('Hello <b>', ANN);
    expect(said()).to.deep.equal(['Message from Ann Lee']);
    phone.messages.markRead(ANN.uri);
    phone.set({ voicemail: MAILBOX });
    phone.set({ voicemail: { ...MAILBOX, urgent: 2 } });
    expect(said()).to.deep.equal(['Message from Ann Lee', 'Voicemail: New messages']);
    const later = await mountPhone({ voicemail: { ...MAILBOX, status: 'waiting' } });
    later.phone.set({ voicemail: MAILBOX });
    expect(text([...deep(later.element.shadowRoot!)].find((node) => node.matches('[aria-live=polite]'))!)).to.equal('');
  });
});
