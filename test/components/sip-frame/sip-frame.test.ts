/** A phone in a frame: permissions of the frame, accepted origins (HTML §9.3), events, commands, and that every promise settles. */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/sip-frame.js';
import {
  SipAccountEvent,
  type SipErrorEvent,
  SipFrameBeforeEvent,
  SipFrameCallEvent,
} from '../../../src/components/shared/events/events.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { SipProvider } from '../../../src/components/sip-provider/sip-provider.js';
import type { SipFrame } from '../../../src/components/sip-frame/sip-frame.js';
import type { ChallengeInfo } from '../../../src/sip/digest/credentials.js';
import { PhoneError } from '../../../src/phone/phone-error.js';
import { ANN } from '../../../stories/support/parties.js';
import type { FakePhone } from '../../../stories/support/fake-phone.js';
import type { queries } from './frame-page.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { mountAll, settled, until } from '../support.js';

const PAGE = '/test/components/sip-frame/frame-page.html';

describe('<sip-frame>', () => {
  afterEach(() => setElementClock());

  const frameOf = (element: SipFrame): HTMLIFrameElement => element.renderRoot.querySelector('iframe')!;
  interface Inside {
    phone: FakePhone;
    provider: SipProvider;
    queries: typeof queries;
    setElementClock: typeof setElementClock;
  }
  const inside = (element: SipFrame): Inside => frameOf(element).contentWindow as never;
  const mount = async (src = PAGE): Promise<SipFrame> => mountAll<SipFrame>(html`<sip-frame src=${src}></sip-frame>`);
  const ready = async (src?: string): Promise<{ element: SipFrame; phone: FakePhone }> => {
    const element = await mount(src);
    await until(() => element.matches(':state(ready)'));
    return { element, phone: inside(element).phone };
  };
  const kindOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'nothing',
      (error: unknown) => (error instanceof PhoneError ? error.kind : String(error)),
    );

  it('shows the page with the permissions of a phone, and a name (Permissions Policy §9.2)', async () => {
    const frame = frameOf(await mount());
    expect(frame.allow).to.match(/microphone.*autoplay.*speaker-selection.*display-capture/);
    expect(frame.title).to.equal('Phone');
    expect(new URL(frame.src).pathname).to.equal(PAGE);
  });

  it('shows only a page of http or https, and emits sip-error for another src', async () => {
    const element = await mountAll<SipFrame>(html`<sip-frame></sip-frame>`);
    const emitted: SipErrorEvent[] = [];
    element.addEventListener('sip-error', (event) => emitted.push(event));
    for (const src of ['javascript:alert(1)', 'data:text/html,x', 'https://']) {
      element.src = src;
      await settled(element);
      expect(frameOf(element), src).to.equal(null);
    }
    expect(emitted.map(({ problem }) => problem.attribute)).to.deep.equal(['src', 'src', 'src']);
    expect(await kindOf(element.call('1'))).to.equal('unconfigured');
  });

  it('dispatches the events of the phone in the frame, typed', async () => {
    const { element, phone } = await ready();
    const events: Event[] = [];
    for (const name of ['sip-registered', 'sip-incoming', 'sip-call-accepted', 'sip-message'])
      element.addEventListener(name, (event) => events.push(event));
    phone.emitter.emit('registered');
    const call = phone.ring(ANN);
    await call.answer();
    phone.messages.receive('Hello <b>', ANN);
    await until(() => events.length === 4);
    const [registered, incoming, accepted, message] = events;
    expect(registered).to.be.instanceOf(SipAccountEvent);
    expect(incoming).to.be.instanceOf(SipFrameCallEvent);
    expect((incoming as SipFrameCallEvent).callState.peer.name).to.equal(ANN.name);
    expect((accepted as SipFrameCallEvent).sessionEvent).to.equal('accepted');
    expect(message).to.have.nested.property('message.text', 'Hello <b>');
    expect(incoming!.bubbles && incoming!.composed).to.be.true;
  });

  it('has the commands of the phone in the frame, which settle with its result', async () => {
    const { element, phone } = await ready();
    const call = element.call('1020');
    await until(() => phone.state.calls.length === 1);
    phone.getCall('out-1')!.connect();
    expect((await call).status).to.equal('active');
    await element.mute(true);
    await element.sendDigits('12#');
    await element.hangUp();
    expect(phone.did).to.deep.equal(['call 1020', 'mute true', 'digits 12#', 'hangUp out-1']);
    expect(await kindOf(element.hold(true, 'nobody')), 'the kind of the error comes along').to.equal('already-ended');
  });

  it('lets the page in the frame veto a command', async () => {
    const { element, phone } = await ready();
    inside(element).provider.addEventListener('sip-before-call', (event) => event.preventDefault());
    expect(await kindOf(element.call('0900'))).to.equal('canceled');
    expect(phone.did).to.deep.equal([]);
  });

  describe('that asks the page', () => {
    const asking = async (asks: string): Promise<{ element: SipFrame; phone: FakePhone; page: Inside }> => {
      const { element, phone } = await ready();
      element.asks = asks;
      await settled(element);
      await element.start();
      phone.did.length = 0;
      return { element, phone, page: inside(element) };
    };

    it('dispatches sip-before-… for a command of the user in the frame, and performs it after that', async () => {
      const { element, phone, page } = await asking('call hang-up');
      const emitted: SipFrameBeforeEvent[] = [];
      for (const name of ['sip-before-call', 'sip-before-hang-up'])
        element.addEventListener(name, (event) => emitted.push(event as SipFrameBeforeEvent));
      // An error of the page in the frame, which is another realm.
      expect(await kindOf(page.provider.call('1020'))).to.contain('canceled');
      await until(() => phone.did.length === 1);
      phone.getCall('out-1')!.connect();
      await page.provider.hangUp().catch(() => {});
      await until(() => phone.did.length === 2);
      expect(phone.did).to.deep.equal(['call 1020', 'hangUp out-1']);
      expect(emitted[0]).to.be.instanceOf(SipFrameBeforeEvent).and.include({ value: '1020', origin: 'local' });
      expect(emitted[1]!.callState).to.have.property('id', 'out-1');
    });

    it('performs no command whose event the page prevents', async () => {
      const { element, phone, page } = await asking('call');
      element.addEventListener('sip-before-call', (event) => event.preventDefault());
      await kindOf(page.provider.call('0900'));
      // The answer has come when a later command was performed.
      await element.start();
      await element.start();
      expect(phone.did).to.deep.equal(['start', 'start']);
    });

    it('does not ask about what the page does not name, and about commands of the page', async () => {
      const { element, phone, page } = await asking('answer');
      let asked = 0;
      for (const name of ['sip-before-call', 'sip-before-answer']) element.addEventListener(name, () => asked++);
      void page.provider.call('1020').catch(() => {});
      expect(phone.did).to.deep.equal(['call 1020']);
      phone.ring(ANN);
      await element.answer();
      expect(asked).to.equal(0);
    });

    it('does not ask about digits, which are for the remote party only (L1)', async () => {
      const { element, phone, page } = await asking('digits hang-up');
      void page.provider.call('1020').catch(() => {});
      phone.getCall('out-1')!.connect();
      let asked = 0;
      element.addEventListener('sip-before-digits', () => asked++);
      void page.provider.sendDigits('4711').catch(() => {});
      expect(phone.did).to.deep.equal(['call 1020', 'digits 4711']);
      await element.start();
      expect(asked).to.equal(0);
    });

    it('performs a command that the page does not answer for 5 s', async () => {
      const { phone, page } = await asking('call');
      const clock = new VirtualClock();
      page.setElementClock(clock);
      // A page that hangs: its answer is never sent.
      const post = MessagePort.prototype.postMessage;
      MessagePort.prototype.postMessage = function (message: unknown) {
        if (Object(message).kind !== 'answer') post.call(this, message);
      };
      try {
        await kindOf(page.provider.call('1020'));
        await until(() => clock.pending > 0);
        await clock.advance(5000);
        await until(() => phone.did.length === 1);
      } finally {
        MessagePort.prototype.postMessage = post;
      }
    });

    it('gets data of the page: the name of a caller, suggestions, credentials', async () => {
      const { element, page } = await asking('caller-lookup contacts-query credentials');
      element.addEventListener('sip-caller-lookup', (event) => event.respondWith({ name: `${event.party.name}!` }));
      element.addEventListener('sip-contacts-query', (event) => event.respondWith([{ name: event.text, target: '1' }]));
      element.addEventListener('sip-credentials', (event) => event.respondWith({ token: event.realm }));
      expect(await page.queries.lookUp(ANN)).to.deep.equal({ name: `${ANN.name}!` });
      expect(await page.queries.suggest('an', { signal: new AbortController().signal })).to.deep.equal([
        { name: 'an', target: '1' },
      ]);
      // As the phone asks: a signal cannot be sent to another page (HTML §2.7.1).
      const { signal } = new AbortController();
      const challenge = { scheme: 'Bearer', realm: 'pbx', signal } as ChallengeInfo;
      expect(await page.queries.credentials(challenge)).to.deep.equal({ token: 'pbx' });
    });

    it('gets no data where the answer cannot be sent', async () => {
      const { element, page } = await asking('caller-lookup');
      element.addEventListener('sip-caller-lookup', (event) => event.respondWith({ name: (() => '') as never }));
      expect(await page.queries.lookUp(ANN)).to.equal(undefined);
    });
  });

  it('refuses service codes from the outer page (L10)', async () => {
    const { element, phone } = await ready();
    for (const code of ['*21*0900#', 'tel:%2A21%2A0900%23', 'sip:*21@example.com'])
      expect(await kindOf(element.call(code)), code).to.equal('not-allowed');
    expect(await kindOf(element.transfer('*21*0900#'))).to.equal('not-allowed');
    expect(phone.did).to.deep.equal([]);
  });

  it('works for the origins only that the page in the frame names', async () => {
    const clock = new VirtualClock();
    setElementClock(clock);
    const element = await mount(`${PAGE}?origins=https://other.example`);
    await until(() => inside(element)?.phone !== undefined);
    const call = kindOf(element.call('1020'));
    await settled(element);
    await clock.advance(15_000);
    expect(await call).to.equal('timeout');
    expect(inside(element).phone.did).to.deep.equal([]);
    expect(element.matches(':state(ready)')).to.be.false;
  });

  it('ignores messages of another window and of another kind', async () => {
    const { element, phone } = await ready();
    const { port1, port2 } = new MessageChannel();
    const mark = { 'sip-elements/frame': 1, kind: 'hello' };
    // From the frame itself, and not from the outer page.
    const script = frameOf(element).contentDocument!.createElement('script');
    script.textContent = `postMessage(${JSON.stringify(mark)}, '*', [new MessageChannel().port2])`;
    frameOf(element).contentDocument!.body.append(script);
    frameOf(element).contentWindow!.postMessage({ kind: 'hello' }, '*', [port2]);
    let heard = 0;
    port1.onmessage = () => heard++;
    postMessage({ 'sip-elements/frame': 1, kind: 'loaded' }, '*');
    await element.start();
    expect([heard, phone.did]).to.deep.equal([0, ['start']]);
    port1.close();
  });

  it('never dispatches an event of the page itself', async () => {
    const { element } = await ready();
    let clicked = 0;
    element.addEventListener('click', () => clicked++);
    inside(element).provider.dispatchEvent(new Event('click'));
    await element.start();
    expect(clicked).to.equal(0);
  });

  it('rejects pending commands when the page in the frame is left or the element is removed', async () => {
    const { element } = await ready();
    const left = kindOf(element.call('1020'));
    await until(() => inside(element).phone.did.length === 1);
    frameOf(element).contentWindow!.location.reload();
    expect(await left).to.equal('no-connection');
    await until(() => element.matches(':state(ready)'));
    const gone = kindOf(element.call('1021'));
    await until(() => inside(element).phone.did.length === 1);
    element.remove();
    expect(await gone).to.equal('no-connection');
    expect(element.matches(':state(ready)')).to.be.false;
    expect(await kindOf(element.call('1'))).to.equal('unconfigured');
  });

  it('keeps the connection and its commands when the load event comes after the phone has announced itself (HTML §7.4.2)', async () => {
    const { element, phone } = await ready();
    const changes: boolean[] = [];
    element.addEventListener('sip-frame-ready', (event) => changes.push(event.ready));
    const call = element.call('1020');
    await until(() => phone.state.calls.length === 1);
    frameOf(element).dispatchEvent(new Event('load'));
    phone.getCall('out-1')!.connect();
    expect((await call).status).to.equal('active');
    expect(changes).to.deep.equal([]);
  });

  it('is not ready for a page without a phone', async () => {
    const { element } = await ready();
    frameOf(element).contentWindow!.location.href = '/test/components/sip-frame/empty-page.html';
    await until(() => !element.matches(':state(ready)'));
  });

  it('emits sip-frame-ready, also for another page', async () => {
    const element = await mountAll<SipFrame>(html`<sip-frame></sip-frame>`);
    const emitted: boolean[] = [];
    element.addEventListener('sip-frame-ready', (event) => emitted.push(event.ready));
    element.src = PAGE;
    await until(() => emitted.length === 1);
    element.src = `${PAGE}?other`;
    await until(() => emitted.length === 3);
    expect(emitted).to.deep.equal([true, false, true]);
  });
});
