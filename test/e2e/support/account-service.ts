/** The token service of examples/token-service with a page of its own origin, whose phone has one URL and nothing else. */
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Accounts } from '../../../examples/token-service/accounts.mjs';
import { accountHandler } from '../../../examples/token-service/handler.mjs';
import { theSite } from './site.js';

export interface AccountService {
  /** The page of the phone; its user is signed in. */
  page(user: string): string;
  /** The documents that were given, as the pages received them. */
  readonly given: Awaited<ReturnType<Accounts>>[];
  stop(): Promise<void>;
}

/** Starts the service; `accounts` may change its behaviour at any time. */
export async function startAccountService(accounts: Accounts): Promise<AccountService> {
  const site = await theSite();
  const body = site.page('<sip-phone credentials-src="/phone-account"></sip-phone>');
  const given: AccountService['given'] = [];
  const handler = accountHandler({
    userOf: (request) => cookie(request, 'user'),
    accounts: async (user) => {
      const document = await accounts(user);
      given.push(document);
      return document;
    },
  });
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/phone-account') return void handler(request, response);
    const source = pathname === '/' ? body : `${site.url}${request.url}`;
    const user = searchParams.get('user');
    if (user) response.setHeader('set-cookie', `user=${user}; HttpOnly; SameSite=Strict`);
    void fetch(source).then(async (file) => {
      response.writeHead(file.status, { 'content-type': file.headers.get('content-type') ?? 'text/plain' });
      response.end(Buffer.from(await file.arrayBuffer()));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    page: (user) => `http://127.0.0.1:${port}/?user=${user}`,
    given,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function cookie({ headers }: IncomingMessage, name: string): string | undefined {
  return new RegExp(`(?:^|; )${name}=([^;]+)`).exec(headers.cookie ?? '')?.[1];
}
