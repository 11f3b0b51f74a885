/** The pocket PBX in a page: phones that reach it by `transportConstructor` register, call one another, and hear its extensions. */

import { expect, waitUntil } from '@open-wc/testing';
import { createPagePbx, DEMO_ACCOUNTS, type PagePbx } from '../../packages/pbx/src/page/index.js';
import { testEcho } from '../../src/phone/audio/echo-test.js';
import { Phone, type PhoneState } from '../../src/phone/index.js';
import { systemClock, type Clock } from '../../src/sip/base/clock.js';

/** The state of a phone as it is named here, once it is so. */
async function until<T>(phone: Phone, select: (state: PhoneState) => T | undefined | false): Promise<T> {
  let found: T | undefined | false;
  await waitUntil(() => (found = select(phone.state)) !== undefined && found !== false, 'the state comes', {
    timeout: 30_000,
  });
  return found as T;
}

describe('A PBX in the page', () => {
  let pbx: PagePbx;
  const phones: Phone[] = [];

  /** A phone that is signed in as one of the demo accounts. */
  async function signedIn(username: 'alice' | 'bob'): Promise<Phone> {
    const phone = new Phone({
      uri: `sip:${username}@page.invalid`,
      password: DEMO_ACCOUNTS.find((account) => account.username === username)?.password,
      server: pbx.server,
      transportConstructor: pbx.transportConstructor,
      storage: 'none',
      sounds: false,
      notifications: false,
    });
    phones.push(phone);
    await phone.start();
    await until(phone, ({ account }) => account.status === 'ready');
    return phone;
  }

  beforeEach(() => (pbx = createPagePbx({ accounts: DEMO_ACCOUNTS })));
  afterEach(async () => {
    for (const phone of phones.splice(0)) await phone.dispose();
    await pbx.close();
  });

  it('registers a phone, with digest (RFC 3261 §10, §22)', async () => {
    const seen: string[] = [];
    pbx.on('trace', ({ summary }) => seen.push(summary));
    await signedIn('alice');
    expect(pbx.contactsOf('alice')).to.equal(1);
    expect(seen.slice(0, 4).map((line) => line.split(' ')[0])).to.deep.equal(['REGISTER', '401', 'REGISTER', '200']);
  });

  it('answers a call to the echo, which sends the microphone back', async () => {
    const phone = await signedIn('alice');
    const call = phone.call('9001');
    await until(phone, ({ calls: [first] }) => first?.status === 'active' && first.media === 'connected');
    // Chromium's fake microphone beeps once a second.
    await waitUntil(() => (call.level('in') ?? 0) > 0.01, 'the beep comes back', { timeout: 30_000 });
    await call.hangUp();
    expect(phone.state.calls[0]?.status).to.equal('ended');
  });

  it('sends back the pattern of an echo test, and a call that ends does not', async () => {
    const phone = await signedIn('alice');
    const call = phone.call('9001');
    await call.answered;
    expect(await testEcho(call)).to.equal(true);
    expect(phone.state.calls[0]).not.to.have.property('playing');
    await call.hangUp();
    const next = phone.call('9001');
    await next.answered;
    const result = testEcho(next);
    await next.hangUp();
    expect(await result).to.equal(false);
  });

  it('sends back the pattern of an echo test also to a page that reads it late, as one with much to do', async () => {
    const phone = await signedIn('alice');
    const call = phone.call('9001');
    await call.answered;
    const late: Clock = {
      now: () => systemClock.now(),
      elapsed: () => systemClock.elapsed(),
      after: (delay, callback) => systemClock.after(delay < 1000 ? delay + 300 : delay, callback),
    };
    expect(await testEcho(call, late)).to.equal(true);
    await call.hangUp();
  });

  it('ends an echo test whose sound does not come back in its time with that, and not as one that the page cannot do', async () => {
    const alice = await signedIn('alice');
    const bob = await signedIn('bob');
    bob.on('incoming', (incoming) => void incoming.answer());
    const call = alice.call('1002');
    await call.answered;
    const contexts: AudioContext[] = [];
    const Real = globalThis.AudioContext;
    globalThis.AudioContext = class extends Real {
      constructor() {
        super();
        contexts.push(this);
      }
    };
    let timeIsUp: () => void;
    let reads = 0;
    const clock: Clock = {
      now: () => systemClock.now(),
      elapsed: () => systemClock.elapsed(),
      after: (delay, callback) => {
        if (delay < 1000) reads += 1;
        else timeIsUp = callback;
        return delay < 1000 ? systemClock.after(delay, callback) : { cancel: () => undefined };
      },
    };
    try {
      const result = testEcho(call, clock);
      const listens = (): boolean => reads > 2 && contexts.every(({ state }) => state === 'running');
      await waitUntil(listens, 'the sound is measured', { timeout: 30_000 });
      timeIsUp!();
      expect(await result).to.equal(false);
    } finally {
      globalThis.AudioContext = Real;
    }
  });

  it('reads digits back, which come by INFO, as a page hears no RTP events (RFC 6086)', async () => {
    const phone = await signedIn('alice');
    const call = phone.call('9008');
    await until(phone, ({ calls: [first] }) => first?.status === 'active');
    await call.sendDigits('42');
    const text = await until(phone, ({ conversations: [first] }) => first?.messages[0]?.text);
    expect(text).to.include('42');
  });

  it('connects two phones of the page', async () => {
    const alice = await signedIn('alice');
    const bob = await signedIn('bob');
    bob.on('incoming', (call) => void call.answer());
    const call = alice.call('1002');
    await until(alice, ({ calls: [first] }) => first?.status === 'active' && first.media === 'connected');
    await call.hangUp();
    await until(bob, ({ calls: [first] }) => first?.status === 'ended');
  });

  it('refuses an extension that is busy with 486', async () => {
    const phone = await signedIn('alice');
    phone.call('9003');
    await until(phone, ({ calls: [first] }) => first?.status === 'ended');
    const [call] = phone.state.calls;
    expect(call).to.include({ status: 'ended', cause: 'busy', statusCode: 486 });
  });

  it('is connected to again after a restart', async () => {
    const phone = await signedIn('alice');
    pbx.faults.restart({ downFor: 100 });
    expect(pbx.contactsOf('alice')).to.equal(0);
    await waitUntil(() => pbx.contactsOf('alice') === 1, 'the phone registers again', { timeout: 30_000 });
    await until(phone, ({ account }) => account.status === 'ready');
  });
});
