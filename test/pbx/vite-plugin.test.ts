/** The Vite plug-in in a real Vite server: the socket, the directory, the trace, and hot reload undisturbed. */

import { expect } from 'chai';
import type { AddressInfo } from 'node:net';
import { createServer, type ViteDevServer } from 'vite';
import { WebSocket } from 'ws';
import type { PocketPbx } from '../../src/pbx/index.js';
import { pocketPbx, type PbxDirectory } from '../../src/pbx/vite-plugin.js';
import { ScriptedPhone } from './support/scripted-phone.js';

describe('pocket PBX: Vite plug-in', function () {
  this.timeout(20_000);
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

  it("leaves Vite's own WebSocket alone", async () => {
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

  it('describes demo accounts and extensions for the page', async () => {
    const directory = (await (await fetch(`http://${base}/sip/directory.json`)).json()) as PbxDirectory;
    expect(directory.accounts).to.deep.include({
      username: 'bob',
      displayName: 'Bob',
      extension: '1002',
      password: 'bob-demo',
    });
    expect(directory.extensions.map(({ name }) => name)).to.include.members(['echo', 'busy', 'early']);
  });

  it('tells nothing to a page of another site', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await fetch(`http://${base}/sip/directory.json`, { headers })).status).to.equal(403);
    expect((await fetch(`http://${base}/sip/trace`, { headers })).status).to.equal(403);
  });

  it('streams the ladder to the page', async () => {
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
