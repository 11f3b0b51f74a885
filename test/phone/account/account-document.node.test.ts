/** The document of the account (`accountSource`): a page that holds one URL and nothing else, and credentials that end. */

import { expect } from 'chai';
import type { AccountDocument, AccountRequest } from '../../../src/phone/account/account-document.js';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { TestPhone } from '../../support/test-phone.js';
import { settle } from '../../support/virtual-clock.js';

const WWW = (nonce: string): string[] => [`WWW-Authenticate: Digest realm="example.com", nonce="${nonce}", qop="auth"`];
const PLACE = { server: 'wss://sip.example.com', uri: 'sip:alice@example.com' } as const;
const NOTHING: PhoneConfiguration = { server: undefined, uri: undefined };

/** The application's function: it gives one document after another, the last one again. */
function sourceOf(...documents: (AccountDocument | Error)[]) {
  const requests: AccountRequest[] = [];
  const accountSource = async (request: AccountRequest): Promise<AccountDocument> => {
    requests.push(request);
    const given = documents[Math.min(requests.length, documents.length) - 1]!;
    if (given instanceof Error) throw given;
    return given;
  };
  return { accountSource, requests, reasons: () => requests.map(({ reason }) => reason) };
}

const usernameOf = (register: IncomingRequest): string | undefined =>
  /username="([^"]*)"/.exec(register.headers.get('Authorization') ?? '')?.[1];

/** The registrar challenges each REGISTER without credentials, and those whose user name it does not take. */
function challenging(test: TestPhone, accepts: (username: string) => boolean = () => true): (string | undefined)[] {
  const accepted = test.behaviour['REGISTER']!;
  const seen: (string | undefined)[] = [];
  let nonce = 0;
  test.behaviour['REGISTER'] = (register) => {
    const username = usernameOf(register);
    seen.push(username);
    if (username !== undefined && accepts(username)) return accepted(register);
    const text = accepted(register) as string;
    const [, ...fields] = text.split('\r\n');
    return ['SIP/2.0 401 Unauthorized', ...WWW(`n${++nonce}`), ...fields].join('\r\n');
  };
  return seen;
}

async function started(configuration: PhoneConfiguration): Promise<TestPhone> {
  const test = new TestPhone(configuration);
  void test.phone.start();
  await settle();
  return test;
}

describe('the document of the account', () => {
  it('names the server, the address, the display name and the credentials, so that the page need not', async () => {
    const { accountSource, reasons } = sourceOf({
      ...PLACE,
      displayName: 'Alice',
      username: '1:alice',
      password: 'pw',
    });
    const test = new TestPhone({ ...NOTHING, accountSource });
    const seen = challenging(test);
    void test.phone.start();
    await test.serve();
    expect(test.phone.state.account).to.deep.equal({ status: 'ready', name: 'alice' });
    expect(test.phone.configuration).to.include({ uri: PLACE.uri, displayName: 'Alice' });
    expect(seen).to.deep.equal([undefined, '1:alice']);
    expect(reasons()).to.deep.equal(['start']);
  });

  it('shows the phone as connecting until it is there, and sends nothing', async () => {
    const test = await started({ ...NOTHING, accountSource: () => new Promise(() => undefined) });
    expect(test.phone.state.account.status).to.equal('connecting');
    expect(test.phone.state.problem).to.equal(undefined);
    expect(test.network.sockets).to.have.length(0);
  });

  it('is overridden by the options of the page', async () => {
    const { accountSource } = sourceOf({ ...PLACE, uri: 'sip:other@example.com', displayName: 'Alice' });
    const test = await started({ displayName: 'Reception', accountSource });
    expect(test.phone.configuration).to.include({ uri: 'sip:alice@example.com', displayName: 'Reception' });
  });

  it('gives the next call its ICE servers, and no secret to the state', async () => {
    const iceServers = [{ urls: 'turn:turn.example.com', username: '1:alice', credential: 'turn-secret' }];
    const { accountSource } = sourceOf({ ...PLACE, password: 'sip-secret', iceServers });
    const test = await started({ ...NOTHING, accountSource });
    expect(test.phone.configuration.iceServers).to.deep.equal(iceServers);
    expect(JSON.stringify(test.states)).to.not.match(/secret/);
  });

  it('is fetched again 60 s before its ttl ends, or at half of a short one, and its ICE servers replace the former', async () => {
    for (const [ttl, after] of [
      [3600, 3540],
      [40, 20],
    ] as const) {
      const turn = (name: string): RTCIceServer[] => [{ urls: 'turn:t.example.com', username: name, credential: 'x' }];
      const { accountSource, reasons } = sourceOf(
        { ...PLACE, ttl, iceServers: turn('one') },
        { ...PLACE, ttl, iceServers: turn('two') },
      );
      const test = await started({ ...NOTHING, accountSource });
      await test.serve();
      await test.clock.advance(after * 1000 - 1);
      expect(reasons()).to.deep.equal(['start']);
      await test.clock.advance(1);
      expect(reasons()).to.deep.equal(['start', 'renewal']);
      expect(test.phone.configuration.iceServers).to.deep.equal(turn('two'));
      // The same account: the connection stays.
      expect(test.network.sockets).to.have.length(1);
      const stopped = test.phone.stop();
      await test.serve();
      await test.clock.advance(ttl * 2000);
      await stopped;
      expect(reasons()).to.have.length(2);
    }
  });

  it('is fetched again at once where the server rejects its credentials', async () => {
    const { accountSource, requests } = sourceOf(
      { ...PLACE, username: 'old', password: 'pw' },
      { ...PLACE, username: 'new', password: 'pw' },
    );
    const test = new TestPhone({ ...NOTHING, accountSource });
    const seen = challenging(test, (username) => username === 'new');
    void test.phone.start();
    await test.serve();
    expect(seen).to.deep.equal([undefined, 'old', 'new']);
    expect(test.phone.state.account.status).to.equal('ready');
    expect(requests[1]).to.deep.include({ reason: 'challenge' });
    expect(requests[1]!.challenge).to.include({ realm: 'example.com', refused: true, scheme: 'Digest' });
  });

  it('is not asked for credentials that the page gives itself', async () => {
    const { accountSource } = sourceOf({ ...PLACE, username: 'document', password: 'pw' });
    const test = new TestPhone({ accountSource, credentials: () => ({ username: 'page', password: 'pw' }) });
    const seen = challenging(test);
    void test.phone.start();
    await test.serve();
    expect(seen).to.deep.equal([undefined, 'page']);
  });

  it('that cannot be fetched is tried again with growing delays, shown with the time of the next attempt', async () => {
    const { accountSource, reasons } = sourceOf(new Error('503'), new Error('503'), { ...PLACE, password: 'pw' });
    const test = await started({ ...NOTHING, accountSource });
    const account = test.phone.state.account;
    expect(account).to.include({ status: 'offline', challenge: 'unavailable', everConnected: false });
    const { retryAt } = account as { retryAt: number };
    await test.clock.advance(retryAt - test.clock.now());
    expect(reasons()).to.deep.equal(['start', 'start']);
    await test.clock.advance(6000);
    await test.serve();
    expect(test.phone.state.account.status).to.equal('ready');
  });

  it('is fetched at once by retryNow()', async () => {
    const { accountSource } = sourceOf(new Error('503'), { ...PLACE, password: 'pw' });
    const test = await started({ ...NOTHING, accountSource });
    test.phone.retryNow();
    await settle();
    await test.serve();
    expect(test.phone.state.account.status).to.equal('ready');
  });

  it('that never comes is given up after 30 s, and the function is told so', async () => {
    const signals: AbortSignal[] = [];
    const accountSource = ({ signal }: AccountRequest): Promise<never> => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const test = await started({ ...NOTHING, accountSource });
    await test.clock.advance(30_000);
    expect(signals[0]!.aborted).to.equal(true);
    expect(test.phone.state.account).to.include({ status: 'offline', challenge: 'unavailable' });
  });

  it('is renewed in time also where it could not be fetched for a challenge', async () => {
    const reasons: string[] = [];
    const accountSource = async ({ reason }: AccountRequest): Promise<AccountDocument> => {
      reasons.push(reason);
      if (reason === 'challenge') throw new Error('503');
      return { ...PLACE, username: reason, password: 'pw', ttl: 3600 };
    };
    const test = new TestPhone({ ...NOTHING, accountSource });
    challenging(test, (username) => username === 'renewal');
    void test.phone.start();
    await test.serve();
    expect(reasons).to.deep.equal(['start', 'challenge']);
    await test.clock.advance(3_540_000);
    expect(reasons).to.include('renewal');
  });

  it('is renewed also where a request for a challenge, which fails, is under way at that time', async () => {
    const reasons: string[] = [];
    const accountSource = async ({ reason }: AccountRequest): Promise<AccountDocument> => {
      reasons.push(reason);
      if (reason === 'challenge') return new Promise(() => undefined);
      return { ...PLACE, username: reason, password: 'pw', ttl: 40 };
    };
    const test = new TestPhone({ ...NOTHING, accountSource });
    challenging(test, (username) => username === 'renewal');
    void test.phone.start();
    await test.serve();
    await test.clock.advance(20_000);
    expect(reasons, 'the renewal waits for it').to.deep.equal(['start', 'challenge']);
    await test.clock.advance(15_000);
    expect(reasons).to.include('renewal');
  });

  it('that cannot be read is tried again with growing delays', async () => {
    const { accountSource, reasons } = sourceOf({ ...PLACE, ttl: -1 });
    const test = await started({ ...NOTHING, accountSource });
    await test.clock.advance(2400);
    expect(reasons(), 'after 1.6 to 2.4 s').to.have.length(2);
    const { retryAt } = test.phone.state.account as { retryAt: number };
    expect(retryAt - test.clock.now(), 'after 4 to 6 s').to.be.greaterThan(3000);
  });

  it('that names no address is a problem of the configuration', async () => {
    const { accountSource } = sourceOf({ server: PLACE.server, password: 'pw' });
    const test = await started({ ...NOTHING, accountSource });
    expect(test.phone.state.problem).to.include({ kind: 'unconfigured', attribute: 'uri' });
    expect(test.phone.state.account.status).to.equal('unconfigured');
  });

  for (const [what, document, attribute] of [
    ['a server that is no WebSocket URL', { ...PLACE, server: 'http://sip.example.com' }, 'server'],
    ['ICE servers that are none', { ...PLACE, iceServers: [{ urls: 'http://x' }] }, 'ice-servers'],
  ] as const)
    it(`with ${what} is reported as the attribute would be`, async () => {
      const { accountSource } = sourceOf(document as unknown as AccountDocument);
      const test = await started({ ...NOTHING, accountSource });
      expect(test.phone.state.problem).to.include({ attribute });
    });

  for (const [what, document] of [
    ['a text', 'hunter2'],
    ['a list', ['hunter2']],
    ['a password that is a number', { ...PLACE, password: 4711 }],
    ['a ttl below 0', { ...PLACE, ttl: -1 }],
  ] as const)
    it(`that is ${what} counts as one that cannot be fetched`, async () => {
      const { accountSource } = sourceOf(document as unknown as AccountDocument);
      const test = await started({ ...NOTHING, accountSource });
      expect(test.phone.state.account).to.include({ status: 'offline', challenge: 'unavailable' });
      expect(JSON.stringify(test.states)).to.not.match(/hunter2|4711/);
    });
});
