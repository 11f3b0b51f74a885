/**
 * The service on its own, for a first try, with a page that has a phone: `npm install sip-elements`, then `node server.mjs` in the same
 * folder. Users sign in by HTTP Basic authentication; in your application replace `userOf` by its session, and mount `accountHandler` in its
 * web server.
 *
 *   USERS=alice:pw,bob:pw SIP_SERVER=wss://sip.example.com SIP_DOMAIN=example.com KAMAILIO_SECRET=… node server.mjs
 *   … or, for Asterisk, ARI_URL=http://127.0.0.1:8088/ari ARI_USER=… ARI_PASSWORD=…
 *   … and, for coturn, TURN_URLS=turn:turn.example.com TURN_SECRET=…
 */

import { timingSafeEqual, createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { asteriskAccounts, kamailioAccounts } from './accounts.mjs';
import { accountHandler } from './handler.mjs';

const { env } = process;

/** @param {string} name */
function required(name) {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

/** A password may have colons (RFC 7617 §2). @param {string} text @returns {[string, string | undefined]} */
function nameAndPassword(text) {
  const [name = '', ...parts] = text.split(':');
  return [name, parts.length > 0 ? parts.join(':') : undefined];
}

const users = new Map(
  required('USERS')
    .split(',')
    .map((entry) => nameAndPassword(entry)),
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
  const [name, given] = nameAndPassword(Buffer.from(encoded, 'base64').toString());
  const known = users.get(name);
  return known !== undefined && given !== undefined && timingSafeEqual(digest(known), digest(given)) ? name : undefined;
}

const handler = accountHandler({ userOf, accounts, origins: env['ORIGINS']?.split(',') ?? [] });
const PAGE = `<!doctype html>
<meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>Phone</title><link rel="icon" href="data:," />
<script type="module" src="/cdn/sip-phone.js"></script>
<sip-phone credentials-src="/phone-account"></sip-phone>`;
const kit = env['KIT'] ?? 'node_modules/sip-elements/dist/cdn';

/** The page, and the files of the kit below /cdn/. @param {string} path @returns {Promise<[type: string, content: string | Buffer]>} */
async function fileAt(path) {
  if (path === '/') return ['text/html; charset=utf-8', PAGE];
  const [, name] = /^\/cdn\/((?:chunks\/)?[\w-]+\.js)$/.exec(path) ?? [];
  if (!name) throw new Error('no such file');
  return ['text/javascript', await readFile(join(kit, name))];
}

const server = createServer(async (request, response) => {
  // A request target such as `//` is no path of a URL, and an exception here would end the program.
  const [pathname = ''] = (request.url ?? '').split('?');
  if (pathname === '/phone-account') return handler(request, response);
  if (userOf(request) === undefined)
    return response.writeHead(401, { 'www-authenticate': 'Basic realm="phone"' }).end();
  try {
    const [type, content] = await fileAt(pathname);
    response.writeHead(200, { 'content-type': type }).end(content);
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(Number(env['PORT'] ?? 3000), env['HOST'] ?? '127.0.0.1', () => {
  const { address, port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`A phone at http://${address}:${port}/, its account at /phone-account`);
});
