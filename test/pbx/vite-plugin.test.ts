/** The Vite plug-in in a real Vite server: the WebSocket, the directory, the trace, and Vite's hot reload. */

import { expect } from 'chai';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, type ViteDevServer } from 'vite';
import { WebSocket } from 'ws';
import type { PocketPbx } from '../../packages/pbx/src/index.js';
import { pocketPbx, type PbxDirectory } from '../../packages/pbx/src/vite-plugin.js';
import { ScriptedPhone } from './support/scripted-phone.js';

describe('pocket PBX: Vite plug-in', function () {
  let server: ViteDevServer;
  let base: string;
  let pbx: PocketPbx;

  before(async () => {
    server = await createServer({
      configFile: false,
      root: new URL('../fixtures-none', import.meta.url).pathname,
      logLevel: 'silent',
      server: { port: 0, host: '127.0.0.1' },
      optimizeDeps: { noDiscovery: true },
      plugins: [pocketPbx({ ready: (made) => (pbx = made) })],
    });
    await server.listen();
    base = `127.0.0.1:${(server.httpServer!.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  it('registers a demo account at /sip', async () => {
    const phone = await ScriptedPhone.open(`ws://${base}/sip`, 'alice', 'alice-demo');
    expect((await phone.register()).statusCode).to.equal(200);
    expect(pbx.contactsOf('alice')).to.equal(1);
    await phone.close();
  });

  it("does not handle Vite's own WebSocket", async () => {
    const client = await (await fetch(`http://${base}/@vite/client`)).text();
    const token = /wsToken = "([^"]+)"/.exec(client)?.[1] ?? '';
    const socket = new WebSocket(`ws://${base}/?token=${token}`, 'vite-hmr', { origin: `http://${base}` });
    const first = await new Promise((resolve, reject) => {
      socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString())));
      socket.once('error', reject);
    });
    expect(first).to.deep.equal({ type: 'connected' });
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.close();
    });
  });

  it('serves the demo accounts and extensions as JSON', async () => {
    const directory = (await (await fetch(`http://${base}/sip/directory.json`)).json()) as PbxDirectory;
    expect(directory.accounts).to.deep.include({
      username: 'bob',
      displayName: 'Bob',
      extension: '1002',
      password: 'bob-demo',
    });
    expect(directory.extensions.map(({ name }) => name)).to.include.members(['echo', 'busy', 'early']);
  });

  it('rejects the requests of a page of another site with 403', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await fetch(`http://${base}/sip/directory.json`, { headers })).status).to.equal(403);
    expect((await fetch(`http://${base}/sip/trace`, { headers })).status).to.equal(403);
  });

  const post = (body: string, headers = {}) =>
    fetch(`http://${base}/sip/faults`, {
      method: 'POST',
      body,
      headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
    });

  it('sets delay, loss and a restart for the page', async () => {
    const phone = await ScriptedPhone.open(`ws://${base}/sip`, 'bob', 'bob-demo');
    await phone.register();
    expect(await (await post('{"delay":5,"loss":0}')).json()).to.deep.equal({ delay: 5, loss: 0 });
    expect(pbx.faults.delay).to.equal(5);
    expect(pbx.contactsOf('bob')).to.equal(1);
    expect((await post('{"delay":0,"restart":0}')).status).to.equal(200);
    expect(pbx.contactsOf('bob')).to.equal(0);
    expect(await (await fetch(`http://${base}/sip/faults`)).json()).to.deep.equal({ delay: 0, loss: 0 });
  });

  for (const bad of [
    '',
    'null',
    '{"delay":-1}',
    '{"delay":1e9}',
    '{"loss":"1"}',
    '{"loss":2}',
    '{"x":1}',
    ' '.repeat(2000),
  ])
    it(`changes nothing on ${JSON.stringify(bad.slice(0, 20))} (400)`, async () => {
      expect((await post(bad)).status).to.equal(400);
      expect(pbx.faults).to.include({ delay: 0, loss: 0 });
    });

  it('rejects faults of a page of another site with 403, and other methods with 405', async () => {
    expect((await post('{"delay":9}', { 'Sec-Fetch-Site': 'cross-site' })).status).to.equal(403);
    expect((await fetch(`http://${base}/sip/faults`, { method: 'DELETE' })).status).to.equal(405);
    expect(pbx.faults.delay).to.equal(0);
  });

  it('gives trace and faults to this machine only, unless it is asked for', async () => {
    const ask = async (
      path: string,
      remoteAddress: string,
      remote: boolean | undefined,
      headers: Record<string, string> = {},
    ): Promise<number> => {
      const http = createHttpServer();
      const handlers = new Map<
        string,
        (request: IncomingMessage, response: ServerResponse, next: () => void) => void
      >();
      const plugin = pocketPbx(remote === undefined ? {} : { remote });
      plugin.configureServer({
        httpServer: http,
        middlewares: { use: (at, handler) => handlers.set(at, handler) },
      });
      const request = { method: 'GET', headers: { host: '192.0.2.1', ...headers }, socket: { remoteAddress } };
      const status = await new Promise<number>((resolve) => {
        const response: unknown = {
          writeHead: (code: number) => (resolve(code), response),
          end: () => undefined,
          write: () => true,
          on: () => undefined,
        };
        handlers.get(path)!(request as IncomingMessage, response as ServerResponse, () => undefined);
      });
      http.emit('close');
      return status;
    };
    for (const path of ['/sip/trace', '/sip/faults']) {
      for (const own of ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])
        expect(await ask(path, own, undefined), `${path} ${own}`).to.equal(200);
      for (const other of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::127.0.0.1', '::1:1', '']) {
        expect(await ask(path, other, undefined), `${path} ${other}`).to.equal(403);
        expect(await ask(path, other, true), `${path} ${other}`).to.equal(200);
      }
      // Of a reverse proxy on this machine (RFC 7239 §4, RFC 9110 §7.6.3).
      for (const name of ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'])
        expect(await ask(path, '127.0.0.1', undefined, { [name]: '192.0.2.7' }), `${path} ${name}`).to.equal(403);
    }
  });

  it('streams the trace to the page', async () => {
    const stop = new AbortController();
    const response = await fetch(`http://${base}/sip/trace`, { signal: stop.signal });
    const reader = response.body!.getReader();
    await reader.read();
    const phone = await ScriptedPhone.open(`ws://${base}/sip`, 'carol', 'carol-demo');
    await phone.register();
    let text = '';
    while (!text.includes('200 OK')) text += new TextDecoder().decode((await reader.read()).value);
    expect(text).to.match(/^data: \{"at":\d+,"from":/m);
    expect(text).not.to.match(/response=/);
    stop.abort();
    await phone.close();
  });
});
