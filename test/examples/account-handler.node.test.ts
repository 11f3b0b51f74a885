/** The request handler of examples/token-service: who gets a document, and that nothing else of the service can be read. */

import { expect } from 'chai';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { kamailioAccounts } from '../../examples/token-service/accounts.mjs';
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
