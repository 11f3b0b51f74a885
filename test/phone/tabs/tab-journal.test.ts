/** The calls of a tab that has crashed or was closed, for a tab that is opened then (decision 047; Web Cryptography §20 AES-GCM). */

import { expect } from '@open-wc/testing';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { CallState } from '../../../src/phone/state.js';
import { TestPhone } from '../../support/test-phone.js';
import { closeTab, sentBy, untilServed } from '../support/tabs.js';

const URI = 'sip:left-behind@example.com';
const ITEM = `sip-elements:calls:${URI} sip.example.com`;
const item = (): string | null => localStorage.getItem(ITEM);

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the database could not be read'));
  });
}

describe('Calls that a tab leaves behind', () => {
  const tabs: TestPhone[] = [];

  /** @param after the time since a tab before it was opened, ms. */
  async function open(after = 0, server: string | string[] = 'wss://sip.example.com'): Promise<TestPhone> {
    const tab = new TestPhone({ uri: URI, server, browserTabs: 'shared', password: 'secret' });
    tabs.push(tab);
    await tab.clock.advance(after);
    void tab.phone.start();
    await until(() => tab.phone.state.account.status === 'ready', 'the tab is ready');
    return tab;
  }

  const until = (holds: () => boolean, what: string): Promise<void> => untilServed(tabs, holds, what);
  const sent = (tab: TestPhone, method: string): Promise<IncomingRequest> => sentBy(tabs, tab, method);

  async function close(tab: TestPhone): Promise<void> {
    tabs.splice(tabs.indexOf(tab), 1);
    await closeTab(tab);
  }

  /** A call with Bob, stored. */
  async function inCall(): Promise<TestPhone> {
    const tab = await open();
    tab.phone.call('bob');
    await tab.answersSdp(await sent(tab, 'INVITE'));
    await sent(tab, 'ACK');
    await until(() => item() !== null, 'the call is stored');
    return tab;
  }

  /** What a tab has stored that is there no more, as after a crash: nothing of it has ended its call. */
  async function leftBehind(change: (text: string) => string = (text) => text): Promise<void> {
    const tab = await inCall();
    const text = item()!;
    await close(tab);
    localStorage.setItem(ITEM, change(text));
  }

  beforeEach(() => localStorage.removeItem(ITEM));
  afterEach(async () => {
    for (const tab of [...tabs]) await close(tab);
    localStorage.removeItem(ITEM);
  });

  it('are stored encrypted, without password, and removed with the last call', async () => {
    const tab = await inCall();
    const [at, iv, data] = item()!.split(' ');
    expect(Number(at)).to.equal(tab.clock.now());
    const bytes = [iv!, data!].map(atob).join('');
    for (const text of ['bob', 'secret', 'Call-ID', 'dialog']) expect(bytes).to.not.include(text);
    const ended = tab.phone.getCall(tab.call!.id)!.hangUp();
    await until(() => item() === null, 'nothing is stored');
    await ended;
  });

  it('are encrypted with a key that no script can read (Web Cryptography, extractable)', async () => {
    await inCall();
    const database = await settled(indexedDB.open('sip-elements'));
    const stores = [...database.objectStoreNames];
    const keys = await Promise.all(
      stores.map((store) => settled<unknown>(database.transaction(store).objectStore(store).get('calls'))),
    );
    database.close();
    const key = keys.find((one) => one instanceof CryptoKey)!;
    expect(key.extractable).to.equal(false);
    const error: unknown = await crypto.subtle.exportKey('raw', key).catch((reason: unknown) => reason);
    expect(error).to.have.property('name', 'InvalidAccessError');
  });

  it('are removed when the tab no longer shares its account, as its call goes on', async () => {
    const tab = await inCall();
    tab.phone.configure({ browserTabs: 'alone' });
    await until(() => item() === null, 'nothing is stored');
    expect(tab.call?.status).to.equal('active');
  });

  it('say each 10 s that their tab is still there', async () => {
    const tab = await inCall();
    await tab.clock.advance(10_000);
    await until(() => Number.parseInt(item()!, 10) === tab.clock.now(), 'the time is written again');
  });

  it('are stored again, and each 10 s, after a state that could not be encrypted, of which nothing older stays stored', async () => {
    const tab = await inCall();
    const call = tab.phone.getCall(tab.call!.id)!;
    const { subtle } = crypto;
    const encrypt = subtle.encrypt.bind(subtle);
    subtle.encrypt = () => Promise.reject(new DOMException('', 'OperationError'));
    try {
      call.mute(true);
      await until(() => item() === null, 'nothing older is stored');
    } finally {
      subtle.encrypt = encrypt;
    }
    call.mute(false);
    await until(() => item() !== null, 'the calls are stored');
    await tab.clock.advance(10_000);
    await until(() => Number.parseInt(item()!, 10) === tab.clock.now(), 'the time is written again');
  });

  it('go on in the next tab: it shows them, and sends a re-INVITE in their dialog', async () => {
    await leftBehind();
    const next = await open();
    await until(() => next.call?.status === 'resuming', 'the call is shown');
    expect(next.call?.peer.number).to.equal('bob');
    const invite = await sent(next, 'INVITE');
    expect(invite.to.tag, 'in the dialog').to.equal('far');
    await next.answersSdp(invite);
    await sent(next, 'ACK');
    await until(() => next.call?.status === 'active', 'the call goes on');
  });

  it('go on in a tab whose list of servers has another one besides, and are stored for that list', async () => {
    await leftBehind();
    const next = await open(0, ['wss://new.example.com', 'wss://sip.example.com']);
    expect(item(), 'removed').to.equal(null);
    const invite = await sent(next, 'INVITE');
    expect(invite.to.tag, 'in the dialog').to.equal('far');
    await next.answersSdp(invite);
    await sent(next, 'ACK');
    await until(() => next.call?.status === 'active', 'the call goes on');
    const its = `sip-elements:calls:${URI} new.example.com sip.example.com`;
    await until(() => localStorage.getItem(its) !== null, 'the call is stored');
    await close(next);
    expect(localStorage.getItem(its)).to.equal(null);
  });

  it('stay where they are for a tab with another server besides, while the tab that has them is open', async () => {
    const tab = await inCall();
    const text = item();
    const other = await open(0, ['wss://new.example.com', 'wss://sip.example.com']);
    other.phone.call('carol');
    await other.answersSdp(await sent(other, 'INVITE'));
    const its = `sip-elements:calls:${URI} new.example.com sip.example.com`;
    await until(() => localStorage.getItem(its) !== null, 'its call is stored');
    expect(other.phone.state.calls, 'one call').to.have.length(1);
    expect([item(), tab.call?.status]).to.deep.equal([text, 'active']);
    await close(other);
  });

  it('go on also when they have not changed for more than 60 s', async () => {
    await leftBehind((text) => text.replace(/^\d+/, (at) => String(Number(at) + 130_000)));
    const next = await open(130_000);
    await next.answersSdp(await sent(next, 'INVITE'));
    await sent(next, 'ACK');
    await until(() => next.call?.status === 'active', 'the call goes on');
  });

  it('come back on hold beside a call that was begun before they were read', async () => {
    await leftBehind();
    const { subtle } = crypto;
    const decrypt = subtle.decrypt.bind(subtle);
    let goOn = (): void => undefined;
    const begun = new Promise<void>((resolve) => (goOn = resolve));
    subtle.decrypt = async (...args) => (await begun, decrypt(...args));
    try {
      const next = await open();
      const mine = next.phone.call('carol');
      await next.answersSdp(await sent(next, 'INVITE'));
      await sent(next, 'ACK');
      goOn();
      await until(() => next.phone.state.calls.length === 2, 'the call is shown');
      const again = await sent(next, 'INVITE');
      expect(again.body).to.include('a=sendonly');
      await next.answersSdp(again);
      await until(() => next.phone.state.calls.every(({ status }) => status === 'active'), 'the call goes on');
      const holds = next.phone.state.calls.map((call) => [
        call.id === mine.id,
        call.status === 'active' && call.hold.local,
      ]);
      expect(holds).to.have.deep.members([
        [true, false],
        [false, true],
      ]);
      expect(next.call?.id, 'the active call').to.equal(mine.id);
    } finally {
      subtle.decrypt = decrypt;
    }
  });

  it('are not held for a call that only rings, but when that is answered', async () => {
    await leftBehind();
    const next = await open();
    const again = await sent(next, 'INVITE');
    await next.rings();
    const ringing = next.phone.state.calls.find(({ status }) => status === 'incoming')!;
    await next.answersSdp(again);
    const back = (): CallState | undefined => next.phone.state.calls.find(({ id }) => id !== ringing.id);
    await until(() => back()?.status === 'active', 'the call goes on');
    expect(back()).to.deep.include({ hold: { local: false, remote: false } });
    next.phone
      .getCall(ringing.id)!
      .answer()
      .catch(() => undefined); // The test ends before it is connected.
    const hold = await sent(next, 'INVITE');
    expect([hold.callId, hold.body.includes('a=sendonly')]).to.deep.equal([again.callId, true]);
  });

  it('stay where they are for a tab of the same address at another server, and after its forget() no more', async () => {
    await leftBehind();
    const text = item();
    const other = await open(0, 'wss://other.example.com');
    await other.phone.start();
    other.phone.call('bob');
    await other.answersSdp(await sent(other, 'INVITE'));
    await sent(other, 'ACK');
    const its = (): string | null => localStorage.getItem(`sip-elements:calls:${URI} other.example.com`);
    await until(() => its() !== null, 'its call is stored');
    expect(other.phone.state.calls, 'one call').to.have.length(1);
    expect(item()).to.equal(text);
    await other.phone.forget();
    expect(item(), 'forgotten').to.equal(null);
  });

  it('of an earlier version, whose key names no server, are removed', async () => {
    const old = `sip-elements:calls:${URI}`;
    localStorage.setItem(old, '1 AAAA AAAA');
    await open(60_002);
    await until(() => localStorage.getItem(old) === null, 'nothing is stored');
  });

  for (const [what, change] of [
    ['after more than 60 s', (text: string) => text.replace(/^\d+/, (at) => String(Number(at) - 60_001))],
    ['that were changed', (text: string) => text.replace(/.{8}$/, 'AAAAAAAA')],
    ['without a time', () => 'undefined undefined'],
  ] as const)
    it(`are removed, and nothing is shown, ${what}`, async () => {
      await leftBehind(change);
      const next = await open();
      await until(() => item() === null, 'nothing is stored');
      expect(next.phone.state.calls).to.deep.equal([]);
    });
});
