/** The request handler of examples/token-service: who gets a document, and that nothing else of the service can be read. */

import { expect } from 'chai';
import { createServer, type Server } from 'node:http';
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import { asteriskAccounts, kamailioAccounts } from '../../examples/token-service/accounts.mjs';
import { ephemeralCredentials } from '../../examples/token-service/ephemeral.mjs';
import { accountHandler } from '../../examples/token-service/handler.mjs';

const SHOP = 'https://www.example.com';
const accounts = kamailioAccounts({
  server: 'wss://sip.example.com',
  domain: 'example.com',
  secret: 's3cret',
  ttl: 60,
});

describe('The handler of the token service', () => {
  let server: Server;
  let url: string;
  let failing = false;

  before(async () => {
    const handler = accountHandler({
      userOf: ({ headers }) => (headers['x-user'] ? String(headers['x-user']) : undefined),
      accounts: (user) => {
        if (failing) throw new Error('s3cret');
        return accounts(user);
      },
      origins: [SHOP],
    });
    server = createServer((request, response) => void handler(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });

  after(async () => {
    server.close();
    await once(server, 'close');
  });

  const ask = (headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    fetch(url, {
      method,
      headers: { 'x-user': 'alice', 'sec-fetch-site': 'same-origin', connection: 'close', ...headers },
    });

  it('gives a user of the same origin the document of the account, which no cache may keep', async () => {
    const response = await ask();
    expect(response.status).to.equal(200);
    expect(response.headers.get('cache-control')).to.equal('no-store');
    const document = (await response.json()) as Record<string, unknown>;
    expect(document).to.include({ server: 'wss://sip.example.com', uri: 'sip:alice@example.com', ttl: 60 });
    expect(document['username']).to.match(/^\d+:alice$/);
    expect(JSON.stringify(document)).to.not.include('s3cret');
  });

  it('asks a stranger to sign in', async () => {
    const response = await ask({ 'x-user': '' });
    expect([response.status, await response.text()]).to.deep.equal([401, '']);
  });

  it('gives a page of another site nothing, and lets it read nothing', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const response = await ask(headers);
      expect([response.status, await response.text()]).to.deep.equal([403, '']);
      expect(response.headers.has('access-control-allow-origin')).to.equal(false);
    }
  });

  it('gives it to a page of an origin of the list (Fetch §3.3, CORS)', async () => {
    const response = await ask({ 'sec-fetch-site': 'cross-site', origin: SHOP });
    expect([response.status, response.headers.get('access-control-allow-origin')]).to.deep.equal([200, SHOP]);
    expect(response.headers.get('vary')).to.equal('origin');
  });

  it('answers GET only', async () => {
    const response = await ask({}, 'POST');
    expect([response.status, response.headers.get('allow')]).to.deep.equal([405, 'GET']);
  });

  it('says 503, and nothing of the reason, when the server of the phones fails', async () => {
    const { error } = console;
    console.error = () => undefined;
    failing = true;
    try {
      const response = await ask();
      expect([response.status, await response.text()]).to.deep.equal([503, '']);
    } finally {
      failing = false;
      console.error = error;
    }
  });
});

describe('Credentials that a shared secret makes', () => {
  it('are those of the TURN REST API: the time of the end, the user, and HMAC-SHA1 in Base64', () => {
    // The example of draft-uberti-behave-turn-rest §2.2 has this form; computed with `openssl dgst -sha1 -hmac north -binary | base64`.
    const { username, password } = ephemeralCredentials({
      secret: 'north',
      user: 'alice',
      ttl: 100,
      now: 1_433_895_818,
    });
    expect(username).to.equal('1433895918:alice');
    expect(password).to.equal('RqMvcGPYTJMGThVLSi4amT4zFtI=');
  });
});

describe('Accounts of an Asterisk', () => {
  /** What ARI has written: the password by the path of its object, in the database of the server. */
  const database = new Map<string, string>();
  const written = new EventEmitter();
  const logged = new EventEmitter();
  let status = 200;
  let server: Server;
  let url: string;

  before(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const path = request.url!;
      const answer = (code: number, body: unknown): void => {
        response.writeHead(status === 200 ? code : status, { connection: 'close' }).end(JSON.stringify(body));
        if (request.method === 'PUT') written.emit('answered');
      };
      if (path === '/ari/endpoints/PJSIP') return answer(200, [{ resource: 'alice' }, { resource: 'dora' }]);
      if (request.method === 'GET') return answer(database.has(path) ? 200 : 404, []);
      const { fields } = JSON.parse(Buffer.concat(chunks).toString()) as {
        fields: { attribute: string; value: string }[];
      };
      const { password = '' } = Object.fromEntries(fields.map(({ attribute, value }) => [attribute, value]));
      if (status === 200) database.set(path, password);
      answer(200, []);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ari`;
  });

  beforeEach(() => {
    database.clear();
    mock.method(console, 'error', (line: string) => logged.emit('line', line));
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  });

  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  after(async () => {
    server.close();
    await once(server, 'close');
  });

  const PATH = '/ari/asterisk/config/dynamic/res_pjsip/auth/dora-token';
  const accountsOf = () =>
    asteriskAccounts({
      ...{ server: 'wss://sip.example.com', domain: 'example.com', ttl: 3600 },
      ari: { url, username: 'token-service', password: 'x' },
    });
  /** Lets time pass; resolves when a password was written by it, or refused. */
  async function writtenAfter(seconds: number): Promise<void> {
    const answered = once(written, 'answered');
    mock.timers.tick(seconds * 1000);
    await answered;
  }

  it('have one password for the first half of its time, and another one after it', async () => {
    const accounts = accountsOf();
    const first = await accounts('dora');
    expect(first.password).to.be.a('string').with.length.above(30);
    mock.timers.tick(1_800_000);
    expect(await accounts('dora')).to.include({ password: first.password, ttl: 1800 });
    expect(database.get(PATH)).to.equal(first.password);
    mock.timers.tick(1000);
    const second = await accounts('dora');
    expect(second.password).not.to.equal(first.password);
    expect([database.get(PATH), second.ttl]).to.deep.equal([second.password, 3600]);
  });

  it('end at the server when their time is over, also of a user who fetches no document any more', async () => {
    const accounts = accountsOf();
    const { password } = await accounts('dora');
    await writtenAfter(3600);
    const ended = database.get(PATH);
    expect(ended).to.be.a('string').with.length.above(30).and.not.equal(password);
    const next = await accounts('dora');
    expect([ended, password]).not.to.include(next.password);
    expect(database.get(PATH)).to.equal(next.password);
  });

  it('end as soon as ARI answers again, where it refuses at that time', async () => {
    const { password } = await accountsOf()('dora');
    status = 503;
    await writtenAfter(3600);
    expect(database.get(PATH)).to.equal(password);
    status = 200;
    // The refusal is on its way to the service, which then sets its timer.
    while (database.get(PATH) === password) {
      await new Promise(setImmediate);
      mock.timers.tick(1000);
    }
    expect(database.get(PATH)).to.be.a('string').with.length.above(30);
  });

  it('of a former process end at the start of this one, and no others are written', async () => {
    database.set(PATH, 'of a former process');
    const answered = once(written, 'answered');
    accountsOf();
    await answered;
    expect([...database.keys()]).to.deep.equal([PATH]);
    expect(database.get(PATH)).to.be.a('string').with.length.above(30).and.not.equal('of a former process');
  });

  it('of a former process end as soon as ARI lists the endpoints, where it does not at the start, which is logged', async () => {
    database.set(PATH, 'of a former process');
    status = 404;
    const line = once(logged, 'line');
    accountsOf();
    expect((await line)[0]).to.include('Passwords of a former process may still be valid: ARI answered 404');
    status = 200;
    // The timer is set after the line was logged.
    await new Promise(setImmediate);
    await writtenAfter(30);
    expect(database.get(PATH)).not.to.equal('of a former process');
  });

  it('are written again into a server that has lost them, with its database', async () => {
    const accounts = accountsOf();
    const { password } = await accounts('dora');
    database.clear();
    expect((await accounts('dora')).password).to.equal(password);
    expect(database.get(PATH)).to.equal(password);
  });

  it('are none while ARI refuses, and tried again with the next request', async () => {
    const accounts = accountsOf();
    status = 401;
    const error = await Promise.resolve(accounts('dora')).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.an('error').with.property('message', 'ARI answered 401');
    status = 200;
    expect((await accounts('dora')).password).to.equal(database.get(PATH));
  });
});
