/** `<sip-provider>`: attributes as configuration, events, methods, commands of native buttons, creation and disposal. */

import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../../src/define/all.js';
import type { PhoneLike } from '../../../src/components/shared/phone/phone-like.js';
import { define } from '../../../src/components/shared/base/define.js';
import type { CallSessionEvent } from '../../../src/phone/calls/session-events.js';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import { SipProvider } from '../../../src/components/sip-provider/sip-provider.js';
import type { SipCallButton } from '../../../src/components/call-buttons/sip-call-button.js';
import type {
  SipCallerLookupEvent,
  SipCallEvent,
  SipChallengeWithheldEvent,
  SipCredentialsEvent,
  SipErrorEvent,
} from '../../../src/components/shared/events/events.js';
import { twoCalls } from '../../../stories/support/call-states.js';
import { ANN, BOB, callState, EMPTY, FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { TestPhone } from '../../support/test-phone.js';
import { deep, mountAll, settled, text, until } from '../support.js';

async function mount(phone: PhoneLike = new FakePhone()): Promise<SipProvider> {
  const element = await fixture<SipProvider>(html`<sip-provider .phone=${phone}></sip-provider>`);
  await settled(element);
  return element;
}

/** A provider that creates a simulated phone. */
class TestProvider extends SipProvider {
  static override readonly tagName: string = 'test-provider';
  readonly made: FakePhone[] = [];
  configuration: Partial<PhoneConfiguration> = {};

  protected override createPhone(configuration: Partial<PhoneConfiguration>): PhoneLike {
    this.configuration = configuration;
    const phone = new FakePhone();
    this.made.push(phone);
    return phone;
  }
}
define(TestProvider);

async function mountOwn(attributes: Record<string, string> = {}): Promise<{ element: TestProvider; phone: FakePhone }> {
  const element = document.createElement('test-provider') as TestProvider;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  (await mountAll(html`<div></div>`)).append(element);
  await settled(element);
  return { element, phone: element.made[0]! };
}

/** Resolves when elements that were removed before have been handled: one that is removed now has been handled, too. */
async function judged(): Promise<void> {
  const { element, phone } = await mountOwn();
  element.remove();
  await until(() => phone.did.includes('dispose'));
}

describe('<sip-provider>', () => {
  describe('dispatches the events of the phone as DOM events', () => {
    it('that bubble, are composed and have typed fields and a detail', async () => {
      const phone = new FakePhone();
      const element = await mount(phone);
      const come = oneEvent(document, 'sip-incoming');
      const call = phone.ring(ANN);
      const event = await come;
      expect(event.target).to.equal(element);
      expect(event.composed).to.be.true;
      expect((event as unknown as { call: unknown }).call).to.equal(call);
      expect((event as CustomEvent).detail).to.deep.equal({ call });
    });

    it('for session events, with the same name and order', async () => {
      const phone = new FakePhone();
      const element = await mount(phone);
      const events: CallSessionEvent[] = [
        ['accepted', []],
        ['dtmf', [null, { tone: '1', duration: 100 }]],
        ['failed', [null, 'Busy']],
        ['terminated', [null, 'Busy']],
      ];
      const seen: [string, readonly unknown[]][] = [];
      for (const [name] of events)
        element.addEventListener(`sip-call-${name}`, (event) =>
          seen.push([(event as SipCallEvent).sessionEvent, (event as SipCallEvent).args]),
        );
      const call = phone.ring(ANN);
      for (const [name, args] of events) phone.emitter.emit('sessionEvent', call, name, args);
      expect(seen).to.deep.equal(events);
    });

    it('for the state of the registration', async () => {
      const phone = new FakePhone();
      const element = await mount(phone);
      const seen: string[] = [];
      for (const name of ['connected', 'registered', 'unregistered', 'disconnected', 'registration-failed'])
        element.addEventListener(`sip-${name}`, (event) => seen.push(event.type));
      phone.emitter.emit('connected');
      phone.emitter.emit('registered');
      phone.emitter.emit('registrationFailed', 403, 'Forbidden');
      phone.emitter.emit('unregistered');
      phone.emitter.emit('disconnected', 'gone');
      expect(seen.map((type) => type.slice(4))).to.deep.equal([
        'connected',
        'registered',
        'registration-failed',
        'unregistered',
        'disconnected',
      ]);
    });

    it('for a challenge that was not answered, without a secret [C1]', async () => {
      const test = await TestPhone.ready({ password: 'hunter2' });
      const element = await mount(test.phone);
      const events: SipChallengeWithheldEvent[] = [];
      const listen = (event: SipChallengeWithheldEvent): void => void events.push(event);
      document.addEventListener('sip-challenge-withheld', listen as EventListener);
      delete test.behaviour['INVITE'];
      test.phone.call('bob');
      await test.answers(await test.sent('INVITE'), 407, [
        'Proxy-Authenticate: Digest realm="evil", nonce="n0nce", qop="auth"',
      ]);
      await until(() => events.length > 0);
      document.removeEventListener('sip-challenge-withheld', listen as EventListener);
      expect(events.map(({ target }) => target)).to.deep.equal([element]);
      expect(events[0]!.challenge).to.include({ method: 'INVITE', statusCode: 407, realm: 'evil', reason: 'realm' });
      expect(JSON.stringify(events[0]!.detail))
        .to.include('evil')
        .and.not.match(/hunter2|n0nce/);
    });

    it('for a problem, with a sentence', async () => {
      const phone = new FakePhone();
      const element = await mount(phone);
      const come = oneEvent(element, 'sip-error') as Promise<Event>;
      phone.emitter.emit('problem', { kind: 'bad-server', detail: 'http://x', attribute: 'server' });
      const event = (await come) as Event as SipErrorEvent;
      expect(event.message).to.equal('The server address is not valid. It begins with wss:// or ws://.');
      expect(event.problem.attribute).to.equal('server');
    });

    it('for an invalid attribute, which the console names with its rule, without an address that may have a password in it', async () => {
      const phone = new FakePhone();
      const element = await mount(phone);
      const warned: string[] = [];
      const { warn } = console;
      console.warn = (...words: unknown[]) => void warned.push(words.join(' '));
      const come = oneEvent(element, 'sip-error');
      try {
        phone.emitter.emit('problem', {
          kind: 'bad-attribute',
          detail: 'It must be a number.',
          attribute: 'max-calls',
        });
        phone.emitter.emit('problem', { kind: 'bad-server', detail: 'https://a:secret@x', attribute: 'server' });
        await come;
      } finally {
        console.warn = warn;
      }
      expect(warned.join('\n'))
        .to.match(/max-calls: It must be a number\.\n.*server: The server address is not valid\./)
        .and.not.include('secret');
    });
  });

  describe('commands', () => {
    it('resolve with the call when it is answered', async () => {
      const phone = new FakePhone();
      const element = await mount(phone);
      const promise = element.call('1020');
      await settled(element);
      phone.getCall('out-1')!.connect();
      expect((await promise).id).to.equal('out-1');
    });

    it('reject with a sentence when the call ends without an answer', async () => {
      const phone = new FakePhone();
      const element = await mount(phone);
      const promise = element.call('1020').catch((error: unknown) => error);
      await settled(element);
      void phone.getCall('out-1')!.finish('busy', 'remote', 486);
      expect(await promise)
        .to.be.an('error')
        .with.property('message', 'Busy.');
    });

    it('answer, hold, mute, send digits and end a call', async () => {
      const phone = new FakePhone();
      const element = await mount(phone);
      phone.ring(ANN);
      await element.answer();
      await element.hold();
      await element.mute();
      await element.sendDigits('12');
      await element.hangUp();
      expect(phone.did).to.deep.equal(['answer in-1', 'hold true', 'mute true', 'digits 12', 'hangUp in-1']);
    });

    it('swap, merge, split, show, record and deflect calls, each after its veto event', async () => {
      const phone = new FakePhone(twoCalls());
      const element = await mount(phone);
      const asked: string[] = [];
      for (const name of ['swap', 'merge', 'split', 'show', 'record', 'deflect'])
        element.addEventListener(`sip-before-${name}`, ({ type }) => asked.push(type));
      await element.swap();
      await element.merge('ann', 'bob');
      await element.split('bob');
      await element.show('screen', 'ann');
      await element.record(undefined, 'ann');
      phone.ring(BOB, 'in');
      await element.deflect('1030');
      expect(phone.did).to.deep.equal([
        'activate ann',
        'merge ann bob',
        'split bob',
        'show ann screen',
        'record ann true',
        'deflect in 1030',
      ]);
      expect(asked.map((type) => type.replace('sip-before-', ''))).to.deep.equal(
        phone.did.map((one) => one.split(' ')[0]!.replace('activate', 'swap')),
      );
      const alone = await mount(new FakePhone(withCall({ status: 'active' })));
      const error = await alone.swap().catch((reason: unknown) => reason);
      expect(error, 'there is no other call to swap with').to.have.property('kind', 'already-ended');
    });

    it('reject without a call', async () => {
      const element = await mount();
      const error = await element.hangUp().catch((reason: unknown) => reason);
      expect(error).to.have.property('kind', 'already-ended');
    });

    it('dispatch a cancelable event first', async () => {
      const phone = new FakePhone(withCall({ status: 'active' }));
      const element = await mount(phone);
      for (const name of ['call', 'hang-up', 'mute', 'hold', 'digits'])
        element.addEventListener(`sip-before-${name}`, (event) => event.preventDefault());
      const work = [element.call('1'), element.hangUp(), element.mute(), element.hold(), element.sendDigits('1')];
      const results = await Promise.allSettled(work);
      expect(results.map(({ status }) => status)).to.deep.equal(Array(5).fill('rejected'));
      expect(phone.did).to.deep.equal([]);
    });

    it('of another party dispatch the same events, with their origin and the real target', async () => {
      const phone = new FakePhone(withCall({ status: 'ringing' }));
      const element = await mount(phone);
      const call = phone.getCall('call-1')!;
      const seen: unknown[] = [];
      element.addEventListener('sip-before-call', (event) => {
        seen.push([event.number, event.origin, event.call]);
        event.preventDefault();
      });
      element.addEventListener('sip-before-answer', (event) => {
        seen.push([event.origin, event.call, event.peer]);
      });
      const permitted = [
        phone.veto.permits({ action: 'call', target: '0900123', call, origin: 'redirect' }),
        phone.veto.permits({ action: 'answer', call, value: undefined, peer: ANN, origin: 'replaces' }),
      ];
      expect(permitted).to.deep.equal([false, true]);
      expect(seen).to.deep.equal([
        ['0900123', 'redirect', call],
        ['replaces', call, ANN],
      ]);
    });

    it('are prevented by the phone, also when no element has run them', async () => {
      const phone = new FakePhone(withCall({ status: 'active' }));
      const element = await mount(phone);
      element.addEventListener('sip-before-hang-up', (event) => event.preventDefault());
      const error = await phone
        .getCall('call-1')!
        .hangUp()
        .catch((reason: unknown) => reason);
      expect(error).to.have.property('kind', 'canceled');
      expect(phone.did).to.deep.equal([]);
    });

    it('call the mailbox, pick up a call and send a message, and settle with the result', async () => {
      const voicemail = { ...EMPTY.voicemail, account: '*97' };
      const phone = new FakePhone({ voicemail });
      const element = await mount(phone);
      const mailbox = element.callVoicemail();
      await until(() => phone.state.calls.length === 1);
      phone.getCall('out-1')!.connect();
      expect((await mailbox).id).to.equal('out-1');
      const picked = element.pickUp('1020');
      await until(() => phone.state.calls.length === 2);
      void phone.getCall('out-2')!.finish('answered-elsewhere', 'remote');
      expect(await picked.catch((error: { kind: string }) => error.kind)).to.equal('answered-elsewhere');
      await element.sendMessage('1020', 'Hello');
      phone.messages.failsWith = 'timeout';
      expect(await element.sendMessage('1020', 'Hello').catch((error: { kind: string }) => error.kind)).to.equal(
        'timeout',
      );
      for (const name of ['sip-before-call', 'sip-before-pick-up', 'sip-before-message'])
        element.addEventListener(name, (event) => event.preventDefault());
      for (const refused of [element.callVoicemail(), element.pickUp('1'), element.sendMessage('1', 'x')])
        expect(await refused.catch((error: { kind: string }) => error.kind)).to.equal('canceled');
      expect(phone.did).to.deep.equal(['call *97', 'pickUp 1020', 'message 1020 Hello', 'message 1020 Hello']);
    });

    it('are run by native buttons with commandfor', async () => {
      const phone = new FakePhone();
      const box = await mountAll(html`
        <div>
          <sip-provider id="native" .phone=${phone}></sip-provider>
          <button commandfor="native" command="--sip-call" value="echo">Echo</button>
          <button commandfor="native" command="--sip-hang-up">End</button>
        </div>
      `);
      await settled(box.querySelector('sip-provider')!);
      const [echo, end] = box.querySelectorAll('button');
      echo!.click();
      await until(() => phone.did.length === 1);
      end!.click();
      await until(() => phone.did.length === 2);
      expect(phone.did).to.deep.equal(['call echo', 'hangUp out-1']);
    });
  });

  describe('commands with a number from the content of the page (RFC 3966 §11, L10)', () => {
    const openDialog = (): HTMLDialogElement | undefined =>
      [...deep(document.body)].find((node) => node instanceof HTMLDialogElement && node.open) as
        HTMLDialogElement | undefined;
    const press = async (command: string, value: string, label: string, answer: string): Promise<string[]> => {
      const phone = new FakePhone();
      const box = await mountAll(html`
        <div>
          <sip-provider id="asks" .phone=${phone}></sip-provider>
          <button commandfor="asks" command=${command} value=${value}>${label}</button>
        </div>
      `);
      await settled(box.querySelector('sip-provider')!);
      box.querySelector('button')!.click();
      await until(() => openDialog() !== undefined, 'a question');
      const said = openDialog()!.querySelector('[id=number]')!.textContent!;
      const keys = [...openDialog()!.querySelectorAll('button')];
      keys.find((key) => key.textContent?.trim() === answer)!.click();
      await until(() => openDialog() === undefined);
      if (answer === 'Call') await until(() => phone.did.length > 0);
      box.remove(); // The next one has the same id.
      return [said, ...phone.did];
    };

    it('show the number in a confirmation when the button does not show its value', async () => {
      expect(await press('--sip-call', '+19005550100', 'Read more', 'Cancel')).to.deep.equal(['+19005550100']);
      expect(await press('--sip-call', '+19005550100', 'Read more', 'Call')).to.deep.equal([
        '+19005550100',
        'call +19005550100',
      ]);
      expect(await press('--sip-pick-up', 'mallory@example.com', 'Read more', 'Cancel')).to.deep.equal([
        'mallory@example.com',
      ]);
    });

    it('show the number in a confirmation when a label elsewhere presses the button', async () => {
      const phone = new FakePhone();
      const box = await mountAll(html`
        <div>
          <sip-provider id="labelled" .phone=${phone}></sip-provider>
          <label for="toll">Read more</label>
          <button id="toll" commandfor="labelled" command="--sip-call" value="0900123456">0900123456</button>
        </div>
      `);
      await settled(box.querySelector('sip-provider')!);
      box.querySelector('label')!.click();
      await until(() => openDialog() !== undefined, 'a question');
      expect(phone.did).to.deep.equal([]);
      openDialog()!.close();
      await until(() => openDialog() === undefined);
    });

    it('show the number in a confirmation when the press is beside the number', async () => {
      const phone = new FakePhone();
      const box = await mountAll(html`
        <div>
          <sip-provider id="wide" .phone=${phone}></sip-provider>
          <button
            style="position: fixed; inset: 0; text-align: start; align-content: start; background: none; border: 0"
            commandfor="wide"
            command="--sip-call"
            value="0900123456"
          >
            <b>0900123456</b>
          </button>
        </div>
      `);
      await settled(box.querySelector('sip-provider')!);
      const button = box.querySelector('button')!;
      const pressAt = (clientX: number, clientY: number): unknown =>
        button.dispatchEvent(
          new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, detail: 1, clientX, clientY }),
        );
      pressAt(innerWidth / 2, innerHeight - 20);
      await until(() => openDialog() !== undefined, 'a question');
      expect(phone.did).to.deep.equal([]);
      openDialog()!.close();
      await until(() => openDialog() === undefined);
      const { left, top } = button.firstElementChild!.getBoundingClientRect();
      pressAt(left + 8, top + 8);
      await until(() => phone.did.length === 1, 'a call');
    });

    it('come from a part of the page that visitors write as calls with a question only', async () => {
      const commands = ['--sip-answer', '--sip-camera', '--sip-hang-up', '--sip-clear-history', '--sip-identity'];
      const phone = new FakePhone(withCall({ status: 'active' }));
      const box = await mountAll(html`
        <div>
          <sip-provider id="shared" .phone=${phone}></sip-provider>
          <section data-sip-untrusted>
            ${commands.map((command) => html`<button commandfor="shared" command=${command}>Read more</button>`)}
            <button commandfor="shared" command="--sip-digits" value="9">9</button>
            <button commandfor="shared" command="--sip-transfer" value="100">100</button>
            <button commandfor="shared" command="--sip-call">Read more</button>
            <button class="call" commandfor="shared" command="--sip-call" value="0900123456">0900123456</button>
          </section>
          <button class="of-page" commandfor="shared" command="--sip-hang-up">End</button>
        </div>
      `);
      await settled(box.querySelector('sip-provider')!);
      for (const button of box.querySelectorAll('section button')) (button as HTMLElement).click();
      await until(() => openDialog() !== undefined, 'a question');
      openDialog()!.close();
      await until(() => openDialog() === undefined);
      expect(phone.did).to.deep.equal([]);
      box.querySelector<HTMLElement>('.of-page')!.click();
      await until(() => phone.did.length === 1);
      expect(phone.did[0]).to.match(/^hangUp/);
    });

    it('refuse service codes', async () => {
      for (const command of ['--sip-call', '--sip-transfer', '--sip-deflect'])
        expect(await press(command, '*21*0900#', '*21*0900#', 'Close')).to.deep.equal(['*21*0900#']);
    });

    it('send digits that can be a feature code of the server only where the button shows them', async () => {
      expect(await press('--sip-digits', '##0900', 'Read more', 'Close')).to.deep.equal(['##0900']);
      const phone = new FakePhone(withCall({ status: 'active' }));
      const box = await mountAll(html`
        <div>
          <sip-provider id="keys" .phone=${phone}></sip-provider>
          <button commandfor="keys" command="--sip-digits" value="9">Open the door</button>
          <button commandfor="keys" command="--sip-digits" value="#">#</button>
        </div>
      `);
      await settled(box.querySelector('sip-provider')!);
      for (const button of box.querySelectorAll('button')) button.click();
      await until(() => phone.did.length === 2);
      expect(phone.did.map((did) => did.split(' ').at(-1))).to.deep.equal(['9', '#']);
    });
  });

  describe('reads attributes', () => {
    it('as the configuration of its phone', async () => {
      const { element, phone } = await mountOwn({
        server: 'wss://a.example, wss://b.example',
        uri: 'sip:alice@example.com',
        username: 'alice',
        'display-name': 'Alice',
        'no-register': '',
        'register-expires': '120',
        'ice-servers': 'stun:stun.example.com',
        'auto-answer': '2',
        'user-agent': 'Shop',
        trace: 'false',
        'no-sounds': '',
      });
      expect(element.configuration).to.deep.include({
        server: ['wss://a.example', 'wss://b.example'],
        uri: 'sip:alice@example.com',
        username: 'alice',
        displayName: 'Alice',
        noRegister: true,
        registerExpires: 120,
        iceServers: [{ urls: 'stun:stun.example.com' }],
        autoAnswer: 2,
        userAgent: 'Shop',
        trace: false,
        sounds: false,
      });
      expect(phone.did).to.deep.equal(['start']);
    });

    it('and does not start with manual until start() is called', async () => {
      const { element, phone } = await mountOwn({ manual: '' });
      expect(phone.did).to.deep.equal([]);
      await element.start();
      expect(phone.did).to.deep.equal(['start']);
    });

    it('and is signed in again by a start() while a stop() has not ended', async () => {
      const test = await TestPhone.ready();
      const element = await mount(test.phone);
      const commands = [element.stop(), element.start()];
      await until(() => test.socket.inbox.some((message) => message.startsWith('REGISTER ')), 'the removal');
      await test.serve();
      await until(() => test.network.sockets.length > 1, 'another connection');
      await test.serve();
      await Promise.all(commands);
      expect(test.phone.state.account.status).to.equal('ready');
    });

    it('and applies only those that change at run time', async () => {
      const { element, phone } = await mountOwn({ uri: 'sip:a@example.com' });
      element.setAttribute('uri', 'sip:b@example.com');
      await settled(element);
      element.displayName = 'B';
      await settled(element);
      expect(phone.did).to.deep.equal(['start', 'configure uri', 'configure displayName']);
    });

    it('and removes the password attribute at once', async () => {
      const { element } = await mountOwn({ password: 'hunter2' });
      expect(element.hasAttribute('password')).to.be.false;
      expect(element.configuration.password).to.equal('hunter2');
      expect(document.documentElement.outerHTML).not.to.contain('hunter2');
    });

    it('and reports an invalid one with a sentence', async () => {
      for (const [attribute, value] of [
        ['register-expires', 'soon'],
        ['ice-servers', '[{"url":'],
        ['auto-answer', 'yes please'],
        ['max-calls', '0'],
      ] as const) {
        const come = oneEvent(document, 'sip-error') as Promise<Event>;
        const { element } = await mountOwn({ [attribute]: value });
        const event = (await come) as SipErrorEvent;
        expect(event.target).to.equal(element);
        expect(event.problem).to.include({ kind: 'bad-attribute', attribute });
        expect(event.message).to.equal('A setting of the phone is not valid.');
      }
    });
  });

  describe('with a phone of its own', () => {
    for (const [attribute, value, sentence] of [
      ['server', 'http://pbx.example.com', 'The server address is not valid. It begins with wss:// or ws://.'],
      ['uri', 'nonsense', 'The account address is not valid. It looks like sip:name@example.com.'],
    ] as const) {
      it(`emits one event and shows in the phone that ${attribute}="${value}" is not valid, and throws nothing`, async () => {
        const errors: string[] = [];
        const listen = (event: Event): void => void errors.push((event as SipErrorEvent).message);
        document.addEventListener('sip-error', listen);
        const good = { server: 'wss://pbx.example.com', uri: 'sip:alice@example.com' };
        const phone = document.createElement('sip-phone');
        for (const [name, set] of Object.entries({ ...good, manual: '', [attribute]: value }))
          phone.setAttribute(name, set);
        (await mountAll(html`<div></div>`)).append(phone);
        await settled(phone);
        await until(() => errors.length > 0);
        await settled(phone);
        document.removeEventListener('sip-error', listen);
        expect(errors).to.deep.equal([sentence]);
        expect(text(phone).replaceAll('.', '')).to.contain(sentence.replaceAll('.', ''));
        phone.remove();
      });
    }
  });

  it('dispatches sip-caller-lookup for a caller', async () => {
    const { element } = await mountOwn();
    const { lookUp } = element.configuration;
    expect(lookUp!(ANN)).to.equal(undefined);
    element.addEventListener('sip-caller-lookup', (event) => {
      const { party } = event as SipCallerLookupEvent;
      (event as SipCallerLookupEvent).respondWith(`${party.name} of Sales`);
    });
    expect(await lookUp!(ANN)).to.equal('Ann Lee of Sales');
  });

  it('dispatches sip-credentials for a challenge', async () => {
    const { credentialsAnswer } = await import('../../../src/components/sip-provider/credentials.js');
    const target = new EventTarget();
    target.addEventListener('sip-credentials', (event) => {
      const { realm } = event as SipCredentialsEvent;
      (event as SipCredentialsEvent).respondWith(Promise.resolve({ username: realm, password: 'x' }));
    });
    const answer = await credentialsAnswer(() => target)({
      scheme: 'Digest',
      realm: 'pbx',
      algorithm: 'SHA-256',
      proxy: false,
      refused: false,
      authzServer: undefined,
      scope: undefined,
      signal: new AbortController().signal,
    });
    expect(answer).to.deep.equal({ username: 'pbx', password: 'x' });
  });

  describe('keeps its phone', () => {
    it('during a move in the page, by append() or moveBefore()', async () => {
      const { element, phone } = await mountOwn();
      const place = await mountAll<HTMLElement>(html`<div></div>`);
      for (const move of ['append', 'moveBefore'] as const) {
        const before = place as HTMLElement & { moveBefore?: (node: Node, child: Node | null) => void };
        if (move === 'moveBefore' && before.moveBefore) before.moveBefore(element, null);
        else place.append(element);
        await judged();
      }
      expect(phone.did).to.deep.equal(['start']);
      expect(element.made).to.have.length(1);
    });

    it('until it is removed: then its phone ends its calls and removes its registration', async () => {
      const { element, phone } = await mountOwn();
      element.remove();
      await judged();
      expect(phone.did).to.deep.equal(['start', 'dispose']);
    });

    it('and creates a new one when it is inserted again', async () => {
      const { element } = await mountOwn();
      const parent = element.parentElement!;
      element.remove();
      await judged();
      parent.append(element);
      await settled(element);
      expect(element.made.map(({ did }) => did)).to.deep.equal([['start', 'dispose'], ['start']]);
    });

    it('for a second with keep-alive, until the element is back', async () => {
      const { element, phone } = await mountOwn({ 'keep-alive': '' });
      const parent = element.parentElement!;
      element.remove();
      await judged();
      parent.append(element);
      await settled(element);
      expect(phone.did).to.deep.equal(['start']);
      element.remove();
      await until(() => phone.did.includes('dispose'));
      expect(element.made).to.have.length(1);
    });

    const ACCOUNT = { server: 'wss://sip.example.com', uri: 'sip:alice@example.com' };
    const markup = '<test-provider server="wss://sip.example.com" uri="sip:alice@example.com"></test-provider>';

    for (const [what, written] of [
      ['the id that it had in the page', ''],
      ['the id that a script had given it, as the loader does', ' id="sip-phone-1"'],
    ])
      it(`when it is written again with ${what}`, async () => {
        const { element, phone } = await mountOwn({ ...ACCOUNT, password: 'hunter2' });
        const parent = element.parentElement!;
        element.id = 'sip-phone-1';
        parent.innerHTML = markup.replace('<test-provider', `<test-provider${written}`);
        const next = parent.querySelector<TestProvider>('test-provider')!;
        await settled(next);
        await judged();
        expect([next.made.length, next.state]).to.deep.equal([0, phone.state]);
        expect(phone.did).not.to.include('dispose');
      });

    it('when its markup is written again: the new element goes on with the phone and the password', async () => {
      const { element, phone } = await mountOwn({ ...ACCOUNT, password: 'hunter2' });
      const parent = element.parentElement!;
      phone.ring(ANN);
      parent.innerHTML = markup;
      const next = parent.querySelector<TestProvider>('test-provider')!;
      await settled(next);
      await judged();
      expect([next.made.length, next.state, next.password]).to.deep.equal([0, phone.state, 'hunter2']);
      expect(phone.did).to.not.include('dispose');
      const come = oneEvent(next, 'sip-connected');
      phone.emitter.emit('connected');
      await come;
      next.remove();
      await until(() => phone.did.includes('dispose'));
    });

    it('when the new element is inserted before the former one is removed, in one task', async () => {
      const { element, phone } = await mountOwn(ACCOUNT);
      const next = document.createElement('test-provider') as TestProvider;
      for (const [name, value] of Object.entries(ACCOUNT)) next.setAttribute(name, value);
      element.parentElement!.append(next);
      element.remove();
      await settled(next);
      expect([next.made.length, next.state]).to.deep.equal([0, phone.state]);
    });

    it('but not for an element of another account, id or name, or that is inserted later', async () => {
      const others = [markup.replace('alice', 'bob'), markup.replace(' uri', ' id="b" uri')];
      for (const other of others) {
        const { element } = await mountOwn(ACCOUNT);
        const parent = element.parentElement!;
        parent.innerHTML = other;
        const next = parent.querySelector<TestProvider>('test-provider')!;
        await settled(next);
        expect(next.made).to.have.length(1);
      }
      const { element } = await mountOwn(ACCOUNT);
      const parent = element.parentElement!;
      element.remove();
      await judged();
      parent.innerHTML = markup;
      const next = parent.querySelector<TestProvider>('test-provider')!;
      await settled(next);
      expect(next.made).to.have.length(1);
    });

    it('and tells the document of a call that ends with the element', async () => {
      const { element, phone } = await mountOwn(ACCOUNT);
      const call = phone.ring(ANN);
      phone.dispose = () => Promise.resolve(void phone.emitter.emit('sessionEvent', call, 'terminated', []));
      const come = oneEvent(document, 'sip-call-terminated');
      element.remove();
      expect((await come).target).to.equal(document);
    });

    it('and does not dispose of a phone that the page has set', async () => {
      const phone = new FakePhone();
      const element = await mount(phone);
      element.remove();
      await judged();
      expect(phone.did).to.deep.equal([]);
    });

    it('and the elements with for are updated when it is removed', async () => {
      const phone = new FakePhone({ dialString: '5' });
      const box = await mountAll(html`
        <div>
          <sip-provider id="gone" .phone=${phone}></sip-provider>
          <sip-call-button for="gone"></sip-call-button>
        </div>
      `);
      const button = box.querySelector<SipCallButton>('sip-call-button')!;
      await settled(button);
      expect(button.shadowRoot!.querySelector('button')!.disabled).to.be.false;
      box.querySelector('sip-provider')!.remove();
      await judged();
      await settled(button);
      expect(button.shadowRoot!.querySelector('button')!.disabled).to.be.true;
    });
  });

  describe('elements find their phone', () => {
    it('by for, also when the provider is inserted later', async () => {
      const box = await mountAll(html`<div><sip-call-button for="later"></sip-call-button></div>`);
      const phone = new FakePhone({ dialString: '5' });
      const provider = document.createElement('sip-provider');
      provider.id = 'later';
      provider.phone = phone;
      box.append(provider);
      const button = box.querySelector('sip-call-button')!;
      await until(() => !button.shadowRoot!.querySelector('button')!.disabled);
      button.shadowRoot!.querySelector('button')!.click();
      expect(phone.did).to.deep.equal(['call 5']);
    });

    it('by their phone property before all else, and dispatch the veto event themselves', async () => {
      const [around, own] = [new FakePhone({ dialString: '1' }), new FakePhone({ dialString: '2' })];
      const provider = await mount(around);
      const button = document.createElement('sip-call-button');
      button.phone = own;
      provider.append(button);
      await settled(button);
      const asked = oneEvent(button, 'sip-before-call');
      button.shadowRoot!.querySelector('button')!.click();
      expect((await asked).target).to.equal(button);
      expect([around.did, own.did]).to.deep.equal([[], ['call 2']]);
    });

    it('and their call by the sip-call around them', async () => {
      const calls = [callState({ status: 'active', id: 'a' }), callState({ status: 'active', id: 'b' })];
      const phone = new FakePhone({ ...EMPTY, calls, activeCallId: 'a' });
      const provider = await mount(phone);
      const call = document.createElement('sip-call');
      call.callId = 'b';
      const button = document.createElement('sip-hangup-button');
      call.append(button);
      provider.append(call);
      await settled(call);
      await settled(button);
      button.shadowRoot!.querySelector('button')!.click();
      expect(phone.did).to.deep.equal(['hangUp b']);
    });
  });
});
