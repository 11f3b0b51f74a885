/** examples/token-service/server.mjs as a program: the first try of its README, from its own folder and environment. */

import { expect } from 'chai';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { urlToHttpOptions } from 'node:url';

const PROGRAM = join(import.meta.dirname, '../../examples/token-service/server.mjs');

describe('The program of the token service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-service-'));
  let program: ChildProcessByStdio<null, Readable, null>;
  let url: string;

  before(async () => {
    const kit = join(folder, 'node_modules/sip-elements/dist/cdn');
    mkdirSync(join(kit, 'chunks'), { recursive: true });
    for (const name of ['sip-phone.js', 'chunks/phone-a_B-1.js']) writeFileSync(join(kit, name), '// kit');
    writeFileSync(join(folder, 'secret.js'), '// secret');
    const env = {
      ...{ PATH: process.env['PATH'], PORT: '0', USERS: 'alice:pw,bob:p:q', SIP_SERVER: 'ws://127.0.0.1:5066' },
      ...{ SIP_DOMAIN: 'sip.test', KAMAILIO_SECRET: 's3cret' },
    };
    program = spawn(process.execPath, [PROGRAM], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(program.stdout), 'line')) as [string];
    url = /http:\S+(?=\/,)/.exec(line)![0];
  });

  after(async () => {
    const ended = once(program, 'exit');
    program.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (path: string, user = 'alice:pw'): Promise<Response> =>
    fetch(`${url}${path}`, {
      headers: { connection: 'close', ...(user && { authorization: `Basic ${Buffer.from(user).toString('base64')}` }) },
    });

  it('gives a user who signs in a page with a phone, the files of the kit, and the document of the account', async () => {
    expect(await (await get('/')).text()).to.include('<sip-phone credentials-src="/phone-account">');
    for (const path of ['/cdn/sip-phone.js', '/cdn/chunks/phone-a_B-1.js']) {
      const file = await get(path);
      expect([file.status, file.headers.get('content-type')], path).to.deep.equal([200, 'text/javascript']);
    }
    expect(await (await get('/phone-account')).json()).to.include({ uri: 'sip:alice@sip.test', ttl: 3600 });
  });

  it('asks a stranger to sign in, and serves no file besides', async () => {
    for (const user of ['', 'alice:wrong', 'mallory:pw'])
      for (const path of ['/', '/cdn/sip-phone.js', '/phone-account'])
        expect((await get(path, user)).status, `${path} ${user}`).to.equal(401);
    for (const path of ['/secret.js', '/cdn/..%2f..%2f..%2fsecret.js', '/cdn/none.js', '/server.mjs'])
      expect((await get(path)).status, path).to.equal(404);
  });

  it('goes on after a request target that is no URL', async () => {
    const asked = request({ ...urlToHttpOptions(new URL(url)), path: '//', agent: false }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).to.equal(401);
    expect((await get('/')).status).to.equal(200);
  });

  it('compares the whole of a password with colons', async () => {
    expect((await get('/', 'bob:p:q')).status).to.equal(200);
    for (const user of ['bob:p', 'bob:p:', 'bob:p:q:r', 'bob'])
      expect((await get('/', user)).status, user).to.equal(401);
  });
});
