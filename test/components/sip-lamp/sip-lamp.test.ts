/** BLF lamps (RFC 4235, RFC 3863) and message waiting (RFC 3842): shape, text, and the command of a press. */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/sip-lamp.js';
import '../../../src/define/sip-provider.js';
import '../../../src/define/sip-voicemail.js';
import type { LampStatus, Voicemail } from '../../../src/phone/state.js';
import type { SipLamp } from '../../../src/components/sip-lamp/sip-lamp.js';
import type { SipVoicemail } from '../../../src/components/sip-voicemail/sip-voicemail.js';
import { lamp } from '../../../stories/support/fake-people.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { deep, mountAll, settled, text } from '../support.js';

describe('<sip-lamp>', () => {
  const mount = async (phone: FakePhone): Promise<SipLamp> => {
    const box = await mountAll(
      html`<div>
        <sip-provider .phone=${phone}><sip-lamp target="1020"></sip-lamp></sip-provider>
      </div>`,
    );
    return box.querySelector('sip-lamp')!;
  };
  const press = (element: Element): void => element.shadowRoot!.querySelector('button')!.click();

  const looks: [status: LampStatus, shape: string, words: string][] = [
    ['unknown', 'connecting', 'Not known'],
    ['available', 'ready', 'Available'],
    ['busy', 'busy', 'On a call'],
    ['held', 'held', 'On hold'],
    ['away', 'away', 'Away'],
    ['offline', 'out', 'Signed out'],
    ['unavailable', 'out', 'Not shown by the server'],
  ];
  for (const [status, shape, words] of looks) {
    it(`shows "${words}" by text, shape and state for the status ${status}`, async () => {
      const element = await mount(new FakePhone({ lamps: [lamp('1020', 'Bob Marsh', status)] }));
      expect(text(element)).to.equal(`Bob Marsh ${words}`);
      expect(element.shadowRoot!.querySelector('svg')!.dataset['shape']).to.equal(shape);
      expect(element.matches(`:state(${status})`)).to.be.true;
    });
  }

  it('calls its extension', async () => {
    const phone = new FakePhone({ lamps: [lamp('1020', 'Bob Marsh', 'busy')] });
    const element = await mount(phone);
    expect(element.shadowRoot!.querySelector('button')!.ariaLabel).to.equal('Call Bob Marsh. On a call');
    press(element);
    expect(phone.did).to.deep.equal(['call 1020']);
  });

  it('takes back the call that is parked at its target, with the attribute parking, and calls nobody else', async () => {
    const phone = new FakePhone({ lamps: [lamp('1020', 'Place 1', 'available')] });
    const element = await mount(phone);
    element.parking = true;
    await settled(element);
    expect(element.shadowRoot!.querySelector('button')!.disabled).to.be.true;
    phone.set({ lamps: [lamp('1020', 'Place 1', 'busy')] });
    await settled(element);
    // The call is on hold there: nobody is on a call.
    expect(element.shadowRoot!.querySelector('button')!.ariaLabel).to.equal('Pick up the call for Place 1. On hold');
    expect(text(element)).to.equal('Place 1 On hold');
    press(element);
    expect(phone.did).to.deep.equal(['call 1020']);
  });

  it('picks up a ringing call, and shows that (RFC 3891)', async () => {
    const phone = new FakePhone({ lamps: [lamp('1020', 'Bob Marsh', 'ringing')] });
    const element = await mount(phone);
    expect(text(element)).to.contain('Ringing · pick up');
    expect(element.shadowRoot!.querySelector('button')!.ariaLabel).to.match(/^Pick up the call for Bob Marsh/);
    press(element);
    expect(phone.did).to.deep.equal(['pickUp 1020']);
  });

  it('calls when the ringing call cannot be picked up', async () => {
    const phone = new FakePhone({ lamps: [lamp('1020', 'Bob Marsh', 'ringing', { canPickUp: false })] });
    const element = await mount(phone);
    expect(text(element)).to.equal('Bob Marsh Ringing');
    press(element);
    expect(phone.did).to.deep.equal(['call 1020']);
  });

  it('does not pick up after a veto', async () => {
    const phone = new FakePhone({ lamps: [lamp('1020', 'Bob', 'ringing')] });
    const element = await mount(phone);
    element.parentElement!.addEventListener('sip-before-pick-up', (event) => {
      expect(event.address).to.equal('1020');
      event.preventDefault();
    });
    press(element);
    expect(phone.did).to.deep.equal([]);
  });

  it('is watched while it is in the page, for its present target', async () => {
    const phone = new FakePhone();
    const element = await mount(phone);
    const provider = element.parentElement!;
    expect(phone.lamps.watched).to.deep.equal(['1020']);
    element.target = '1021';
    await settled(element);
    expect(phone.lamps.watched).to.deep.equal(['1021']);
    element.remove();
    expect(phone.lamps.watched).to.deep.equal([]);
    provider.append(element);
    await settled(element);
    expect(phone.lamps.watched).to.deep.equal(['1021']);
    element.removeAttribute('target');
    await settled(element);
    expect(phone.lamps.watched).to.deep.equal([]);
    expect(element.shadowRoot!.querySelector('button')!.disabled).to.be.true;
  });

  it('shows the changes of the lamp', async () => {
    const phone = new FakePhone();
    const element = await mount(phone);
    expect(text(element)).to.contain('Not known');
    phone.lamps.tell('1020', { status: 'away', note: 'Back at <b>three</b>', name: 'Bob' });
    await settled(element);
    expect(text(element)).to.equal('Bob Away · \u2068Back at <b>three</b>\u2069');
    expect([...deep(element)].filter((node) => node.localName === 'b' && node.textContent === 'three')).to.deep.equal(
      [],
    );
  });

  it('shows a given lamp, and watches nothing', async () => {
    const phone = new FakePhone();
    const box = await mountAll(
      html`<div>
        <sip-provider .phone=${phone}><sip-lamp .lamp=${lamp('1020', 'Bob', 'held')}></sip-lamp></sip-provider>
      </div>`,
    );
    const element = box.querySelector('sip-lamp')!;
    expect(text(element)).to.equal('Bob On hold');
    expect(phone.lamps.watched).to.deep.equal([]);
    press(element);
    expect(phone.did).to.deep.equal(['call sip:1020@example.com']);
  });

  it('keeps a name of 10 kB within its width', async () => {
    const element = await mount(new FakePhone({ lamps: [lamp('1020', 'x'.repeat(10_000), 'available')] }));
    element.style.inlineSize = '140px';
    await settled(element);
    expect(element.scrollWidth).to.be.at.most(140);
    expect(element.getBoundingClientRect().height).to.be.below(80);
  });
});

describe('<sip-voicemail>', () => {
  const KNOWN: Voicemail = {
    status: 'known',
    waiting: false,
    newMessages: 0,
    oldMessages: 0,
    urgent: 0,
    account: '*97',
  };
  const mount = async (phone: FakePhone): Promise<SipVoicemail> => {
    const box = await mountAll(
      html`<div>
        <sip-provider .phone=${phone}><sip-voicemail></sip-voicemail></sip-provider>
      </div>`,
    );
    return box.querySelector('sip-voicemail')!;
  };
  const listen = (element: Element): HTMLButtonElement => element.shadowRoot!.querySelector('button')!;

  const cases: [name: string, voicemail: Partial<Voicemail>, line: RegExp, count: string | undefined][] = [
    [
      'shows the number of new and urgent messages',
      { waiting: true, newMessages: 3, urgent: 1 },
      /3 new · 1 urgent/,
      '3',
    ],
    ['shows that there are no new messages', { oldMessages: 4 }, /No new messages/, undefined],
    ['shows new messages without a number', { waiting: true }, /New messages/, '!'],
    ['limits the number on the badge', { waiting: true, newMessages: 240 }, /240 new/, '99+'],
  ];
  for (const [name, voicemail, line, count] of cases) {
    it(name, async () => {
      const element = await mount(new FakePhone({ voicemail: { ...KNOWN, ...voicemail } }));
      expect(text(element)).to.match(line);
      expect(element.shadowRoot!.querySelector('.count')?.textContent).to.equal(count);
      expect(element.matches(':state(waiting)')).to.equal(count !== undefined);
    });
  }

  it('calls the mailbox', async () => {
    const phone = new FakePhone({ voicemail: KNOWN });
    const element = await mount(phone);
    listen(element).click();
    expect(phone.did).to.deep.equal(['call *97']);
  });

  it('does not call after a veto', async () => {
    const phone = new FakePhone({ voicemail: KNOWN });
    const element = await mount(phone);
    element.parentElement!.addEventListener('sip-before-call', (event) => {
      expect(event.number).to.equal('*97');
      event.preventDefault();
    });
    listen(element).click();
    expect(phone.did).to.deep.equal([]);
  });

  it('is disabled without the address of a mailbox', async () => {
    const { account: _, ...without } = KNOWN;
    expect(listen(await mount(new FakePhone({ voicemail: without }))).disabled).to.be.true;
    expect(listen(await mount(new FakePhone({ voicemail: { ...without, status: 'unavailable' } }))).disabled).to.be
      .true;
  });
});
