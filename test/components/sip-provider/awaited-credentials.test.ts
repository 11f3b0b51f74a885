/** A provider sends no REGISTER before the page has set the credentials that it sets later: by a script, or while a framework hydrates. */

import { expect } from '@open-wc/testing';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { SipCredentialsEvent } from '../../../src/components/shared/events/events.js';
import type { PhoneLike } from '../../../src/components/shared/phone/phone-like.js';
import { SipProvider } from '../../../src/components/sip-provider/sip-provider.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import { TestPhone } from '../../support/test-phone.js';
import { settle, VirtualClock } from '../../support/virtual-clock.js';
import { settled, until } from '../support.js';

let servers: TestPhone[] = [];

/** A provider whose phone is at a scripted server. */
class ServedProvider extends SipProvider {
  protected override createPhone(configuration: Partial<PhoneConfiguration>): PhoneLike {
    const test = new TestPhone(configuration);
    servers.push(test);
    return test.phone;
  }
}

describe('A provider without credentials', () => {
  let clock: VirtualClock;
  let box: HTMLElement;
  let tags = 0;

  beforeEach(() => {
    setElementClock((clock = new VirtualClock(1_700_000_000_000)));
    document.body.append((box = document.createElement('div')));
  });
  afterEach(async () => {
    box.remove();
    servers = [];
    sessionStorage.removeItem(ANSWERED);
    setElementClock();
  });

  /** Where a tab keeps that its page has answered a challenge. */
  const ANSWERED = 'sip-elements:answers:sip:alice@example.com';

  const SERVER = 'server="wss://sip.example.com" uri="sip:alice@example.com"';

  /** Markup that was in the page before the class of the element was registered, as that of a server is. */
  async function upgraded(attributes = ''): Promise<SipProvider> {
    const tag = `late-provider-${++tags}`;
    box.innerHTML = `<${tag} ${SERVER} ${attributes}></${tag}>`;
    customElements.define(tag, class extends ServedProvider {});
    const element = box.firstElementChild as SipProvider;
    await settled(element);
    await settle();
    return element;
  }

  const sockets = (): number => servers.flatMap(({ network }) => network.sockets).length;

  /** The Authorization of each REGISTER that reaches the server, which challenges the first one; none is marked by a dash. */
  async function registers(): Promise<string[]> {
    const [test] = servers;
    const seen: string[] = [];
    const accept = test!.behaviour['REGISTER']!;
    test!.behaviour['REGISTER'] = (register) => {
      const given = register.headers.get('Authorization');
      seen.push(given === undefined ? '-' : /username="([^"]*)"/.exec(given)![1]!);
      const text = accept(register) as string;
      if (given !== undefined) return text;
      const challenge = 'WWW-Authenticate: Digest realm="example.com", nonce="n", qop="auth"';
      return ['SIP/2.0 401 Unauthorized', challenge, ...text.split('\r\n').slice(1)].join('\r\n');
    };
    await until(() => sockets() > 0, 'a connection');
    await test!.serve();
    return seen;
  }

  it('in the markup of a server waits until it is hydrated: one sign-in, with the password', async () => {
    const element = await upgraded();
    await clock.advance(900);
    expect([sockets(), element.state?.account.status]).to.deep.equal([0, 'connecting']);
    element.password = 'pw';
    await settled(element);
    expect(await registers()).to.deep.equal(['-', 'alice']);
    expect(element.state?.account.status).to.equal('ready');
    await clock.advance(60_000);
    await settle();
    expect(sockets(), 'the end of the wait is no other account').to.equal(1);
  });

  const answer = (event: Event): void =>
    (event as SipCredentialsEvent).respondWith({ username: 'event', password: 'pw' });

  it('connects at once where the page listens for the challenge at the element, and with await-credentials not', async () => {
    const element = await upgraded();
    expect(sockets()).to.equal(0);
    element.addEventListener('sip-credentials', answer);
    // No time of the clock passes.
    expect(await registers()).to.deep.equal(['-', 'event']);
    await clock.advance(60_000);
    await settle();
    expect(sockets(), 'the end of the wait is no other account').to.equal(1);
    element.remove();
    servers = [];
    const awaiting = await upgraded('await-credentials');
    awaiting.addEventListener('sip-credentials', answer);
    await clock.advance(60_000);
    expect(sockets()).to.equal(0);
  });

  it('connects without any after a second: the server may need none, or an ancestor answers its challenge', async () => {
    await upgraded();
    box.addEventListener('sip-credentials', answer);
    await clock.advance(999);
    expect(sockets()).to.equal(0);
    await clock.advance(1);
    expect(await registers()).to.deep.equal(['-', 'event']);
  });

  it('connects at once on the next page of a tab whose page has answered a challenge, wherever the listener is', async () => {
    const first = await upgraded();
    box.addEventListener('sip-credentials', answer);
    await clock.advance(1000);
    expect(await registers()).to.deep.equal(['-', 'event']);
    first.remove();
    servers = [];
    await upgraded();
    // No time of the clock passes.
    expect(await registers()).to.deep.equal(['-', 'event']);
    await clock.advance(60_000);
    await settle();
    expect(sockets(), 'the end of the wait is no other account').to.equal(1);
  });

  it('asks the next page again, which adds its listener later, and waits on the page after one that does not answer', async () => {
    sessionStorage.setItem(ANSWERED, '1');
    const late = await upgraded();
    const seen = await registers();
    expect([seen, late.state?.account.status]).to.deep.equal([['-'], 'connecting']);
    box.addEventListener('sip-credentials', answer, { once: true });
    await clock.advance(1000);
    await until(() => servers[0]!.socket.inbox.length > 0, 'the second REGISTER');
    await servers[0]!.serve();
    expect(seen).to.deep.equal(['-', 'event']);
    late.remove();
    servers = [];
    const silent = await upgraded();
    expect(await registers()).to.deep.equal(['-']);
    await clock.advance(1000);
    await until(() => silent.state?.account.status === 'refused', 'no answer');
    silent.remove();
    servers = [];
    await upgraded();
    expect(sockets()).to.equal(0);
  });

  it('is not asked twice for one challenge, where the answer of the page is that it has none', async () => {
    sessionStorage.setItem(ANSWERED, '1');
    const element = await upgraded();
    let asked = 0;
    box.addEventListener('sip-credentials', (event) => {
      asked++;
      (event as SipCredentialsEvent).respondWith(undefined);
    });
    await registers();
    await clock.advance(1000);
    await until(() => element.state?.account.status === 'refused', 'no answer');
    expect(asked).to.equal(1);
  });

  it('keeps nothing of an answered challenge with storage="none", and reads nothing', async () => {
    const first = await upgraded('storage="none"');
    box.addEventListener('sip-credentials', answer);
    await clock.advance(1000);
    expect(await registers()).to.deep.equal(['-', 'event']);
    await until(() => first.state?.account.status === 'ready', 'the registration');
    expect(sessionStorage.getItem(ANSWERED)).to.equal(null);
    first.remove();
    servers = [];
    sessionStorage.setItem(ANSWERED, '1');
    await upgraded('storage="none"');
    expect(sockets(), 'it waits, as on a first page').to.equal(0);
  });

  it('with await-credentials waits as long as it takes, and an answer to sip-credentials is not asked for', async () => {
    const element = await upgraded('await-credentials');
    await clock.advance(3_600_000);
    expect([sockets(), element.state?.account.status]).to.deep.equal([0, 'connecting']);
    element.credentials = { username: 'token', password: 'pw' };
    await settled(element);
    expect(await registers()).to.deep.equal(['-', 'token']);
  });

  it('connects at once where credentials are in the markup, and with manual when the page says so', async () => {
    const element = await upgraded('password="pw"');
    expect(sockets()).to.equal(1);
    element.remove();
    servers = [];
    const manual = await upgraded('manual');
    await clock.advance(60_000);
    expect(sockets()).to.equal(0);
    void manual.start();
    await until(() => sockets() === 1, 'the connection');
  });

  it('that a script makes waits for the end of the work of the page only', async () => {
    customElements.define('script-provider', class extends ServedProvider {});
    const make = (): SipProvider => {
      const element = document.createElement('script-provider') as SipProvider;
      [element.server, element.uri] = ['wss://sip.example.com', 'sip:alice@example.com'];
      box.append(element);
      return element;
    };
    const element = make();
    // As in an effect of a framework: after the update of the element.
    await settled(element);
    expect(sockets()).to.equal(0);
    element.password = 'pw';
    expect(await registers()).to.deep.equal(['-', 'alice']);
    servers = [];
    make();
    // No time of the clock passes.
    await until(() => sockets() === 1, 'the connection without credentials');
  });
});
