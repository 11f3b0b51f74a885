/** Which browsers reach the PBX of a developer: Host against DNS rebinding (RFC 9110 §7.2), Origin (RFC 6455 §10.2), and the warning. */

import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { WebSocket } from 'ws';
import { createPocketPbx, type PbxOptions, type PocketPbx } from '../../packages/pbx/src/index.js';
import { pbxCommand } from '../support/package-files.js';

describe('pocket PBX: admission of connections (L6)', () => {
  let pbx: PocketPbx;
  let port: number;

  async function open(options: PbxOptions = {}): Promise<void> {
    pbx = createPocketPbx({ accounts: [{ username: 'alice' }], ...options });
    ({ port } = await pbx.listen({ port: 0 }));
  }

  afterEach(() => pbx.close());

  /** The status of the upgrade: 101 when the WebSocket opens. */
  const upgrade = (headers: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/sip`, 'sip', { headers });
      socket.once('open', () => {
        socket.once('close', () => resolve(101));
        socket.close();
      });
      socket.once('unexpected-response', (_request, response) => {
        response.resume();
        resolve(response.statusCode);
      });
      socket.on('error', () => undefined);
    });

  const get = (headers: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it('accepts programs, and pages of this machine or of the same host', async () => {
    await open();
    expect(await upgrade({})).to.equal(101);
    for (const origin of ['http://localhost:5173', 'https://127.0.0.1', 'http://[::1]:3000', 'http://app.localhost'])
      expect(await upgrade({ Origin: origin }), origin).to.equal(101);
    expect(await upgrade({ Host: `192.0.2.7:${port}`, Origin: `http://192.0.2.7:${port}` })).to.equal(101);
  });

  it('rejects pages of other origins with 403', async () => {
    await open();
    for (const origin of [
      'https://evil.example',
      'null',
      'http://localhost.evil.example',
      'http://127.0.0.1.evil.example',
    ])
      expect(await upgrade({ Origin: origin }), origin).to.equal(403);
  });

  it('rejects a foreign Host with 403, for WebSockets and for pages (DNS rebinding)', async () => {
    await open();
    for (const host of ['evil.example', `evil.example:${port}`, 'localhost.evil.example', '127.0.0.1.evil.example']) {
      expect(await upgrade({ Host: host, Origin: `http://${host}` }), host).to.equal(403);
      expect(await get({ Host: host }), host).to.equal(403);
    }
    expect(await get({ Host: `localhost:${port}` })).to.equal(426);
  });

  it('accepts the hosts and origins that the options add', async () => {
    await open({ hosts: ['pbx.test'], origins: ['https://app.example.com'] });
    expect(await upgrade({ Host: 'PBX.test', Origin: 'https://app.example.com' })).to.equal(101);
    expect(await upgrade({ Host: 'other.test' })).to.equal(403);
    expect(await upgrade({ Origin: 'https://app.example.com:8443' })).to.equal(403);
    await pbx.close();
    await open({ origins: ['*'] });
    expect(await upgrade({ Origin: 'https://anything.example' })).to.equal(101);
  });
});

describe('sip-elements-pbx --host (L6)', function () {
  // Each test starts a process.

  /** The text on standard error until the command listens. */
  const errorsOf = async (...args: string[]): Promise<string> => {
    const command = await pbxCommand();
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [command, '--port', '0', ...args]);
      let said = '';
      child.stderr.on('data', (data: Buffer) => (said += data.toString()));
      child.stdout.on('data', (data: Buffer) => data.toString().includes('Ctrl+C') && child.kill());
      child.once('close', () => resolve(said));
    });
  };

  it('warns of an address that other machines can reach, and of public passwords', async () => {
    const said = await errorsOf('--host', '0.0.0.0');
    expect(said).to.match(
      /^Warning: this server is reachable from outside\. Each machine that reaches one of the addresses/m,
    );
    expect(said).to.match(/passwords of its accounts are public/);
  });

  it('does not warn of a loopback address', async () => {
    expect(await errorsOf('--host', '127.0.0.1')).not.to.match(/Warning: this server/);
  });
});
