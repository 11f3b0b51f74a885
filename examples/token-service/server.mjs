/**
 * The service on its own, for a first try: `node server.mjs`. Users sign in by HTTP Basic authentication; in your application
 * replace `userOf` by its session, and mount `accountHandler` in its web server.
 *
 *   USERS=alice:pw,bob:pw SIP_SERVER=wss://sip.example.com SIP_DOMAIN=example.com KAMAILIO_SECRET=… node server.mjs
 *   … or, for Asterisk, ARI_URL=http://127.0.0.1:8088/ari ARI_USER=… ARI_PASSWORD=…
 *   … and, for coturn, TURN_URLS=turn:turn.example.com TURN_SECRET=…
 */

import { timingSafeEqual, createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { asteriskAccounts, kamailioAccounts } from './accounts.mjs';
import { accountHandler } from './handler.mjs';

const { env } = process;

/** @param {string} name */
function required(name) {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

const users = new Map(
  required('USERS')
    .split(',')
    .map((entry) => /** @type {[string, string]} */ (entry.split(':', 2))),
);
const place = {
  server: required('SIP_SERVER'),
  domain: required('SIP_DOMAIN'),
  ttl: Number(env['TTL'] ?? 3600),
  ...(env['TURN_URLS'] ? { turn: { urls: env['TURN_URLS'].split(','), secret: required('TURN_SECRET') } } : {}),
};
const accounts = env['ARI_URL']
  ? asteriskAccounts({
      ...place,
      ari: { url: env['ARI_URL'], username: required('ARI_USER'), password: required('ARI_PASSWORD') },
    })
  : kamailioAccounts({ ...place, secret: required('KAMAILIO_SECRET') });

/** @param {string} text */
const digest = (text) => createHash('sha256').update(text).digest();

/** @param {import('node:http').IncomingMessage} request */
function userOf({ headers }) {
  const [, encoded = ''] = /^Basic (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  const [name = '', given = ''] = Buffer.from(encoded, 'base64').toString().split(':', 2);
  const known = users.get(name);
  return known !== undefined && timingSafeEqual(digest(known), digest(given)) ? name : undefined;
}

const handler = accountHandler({ userOf, accounts, origins: env['ORIGINS']?.split(',') ?? [] });
const server = createServer((request, response) => {
  if (new URL(request.url ?? '/', 'http://localhost').pathname === '/phone-account')
    return void handler(request, response);
  response.writeHead(404).end();
});
server.listen(Number(env['PORT'] ?? 3000), env['HOST'] ?? '127.0.0.1', () => {
  console.log(`Account documents at ${JSON.stringify(server.address())}, path /phone-account`);
});
