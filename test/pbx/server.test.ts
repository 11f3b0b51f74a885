/** The PBX as a server: WebSockets, malformed messages, limits, faults on demand, trace (RFC 7118 §4, RFC 3261 §7, RFC 5626 §3.5.1). */

import { expect } from 'chai';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { Ladder, createPocketPbx, type PbxOptions, type TraceEntry } from '../../packages/pbx/src/index.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { ScriptedPhone } from './support/scripted-phone.js';
import { Switchboard } from './support/switchboard.js';

/** The status of a rejected WebSocket. */
function refusalOf(url: string, protocol?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocol);
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode);
    });
    socket.once('open', () => reject(new Error('it was accepted')));
    socket.on('error', () => undefined);
  });
}

describe('pocket PBX: server', () => {
  let board: Switchboard;

  async function open(options: PbxOptions = {}): Promise<ScriptedPhone> {
    board = await Switchboard.open(options);
    return board.registered('alice');
  }

  afterEach(() => board.close());

  describe('sockets', () => {
    it('rejects a WebSocket without the sub-protocol sip (RFC 7118 §4)', async () => {
      await open();
      expect(await refusalOf(board.url)).to.equal(400);
      expect(await refusalOf(board.url, 'chat')).to.equal(400);
    });

    it('selects sip among several sub-protocols', async () => {
      await open();
      const socket = new WebSocket(board.url, ['chat', 'sip']);
      await new Promise((resolve) => socket.once('open', resolve));
      expect(socket.protocol).to.equal('sip');
      await new Promise<void>((resolve) => {
        socket.once('close', () => resolve());
        socket.close();
      });
    });

    it('rejects WebSockets above its limit', async () => {
      await open({ maxSockets: 1 });
      expect(await refusalOf(board.url, 'sip')).to.equal(503);
    });

    it('leaves the upgrades of other paths to other handlers, such as a hot reload', async () => {
      await open();
      const http = createServer();
      const others: (string | undefined)[] = [];
      http.on('upgrade', (request, socket) => {
        if (request.url?.startsWith('/sip')) return;
        others.push(request.url);
        socket.end('HTTP/1.1 418 Teapot\r\n\r\n');
      });
      board.pbx.attach(http);
      await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
      const base = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;
      expect(await refusalOf(`${base}/`, 'vite-hmr')).to.equal(418);
      expect(others).to.deep.equal(['/']);
      const phone = await ScriptedPhone.open(`${base}/sip?token=x`, 'bob', 'builder');
      expect((await phone.register()).statusCode).to.equal(200);
      await phone.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    });

    it('rejects listen() with an error that names the port in use', async () => {
      await open();
      const port = Number(new URL(board.url).port);
      const second = createPocketPbx();
      const error = await second.listen({ port }).catch((reason: unknown) => reason);
      expect(error).to.include({ kind: 'transport' });
      expect(String(error)).to.match(/cannot listen on 127\.0\.0\.1:\d+/);
      await second.close();
    });

    it('answers a ping of two CRLF with one (RFC 5626 §3.5.1)', async () => {
      const alice = await open();
      alice.raw('\r\n\r\n');
      await alice.register();
      expect(alice.frames).to.include('\r\n');
    });
  });

  describe('malformed messages', () => {
    const request = (alice: ScriptedPhone, more: Parameters<ScriptedPhone['write']>[1] = {}): string =>
      alice.write('OPTIONS', { uri: 'sip:example.test', ...more });

    for (const [what, make, status] of [
      ['random bytes', () => Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) & 0xff)), undefined],
      ['an incomplete message', (alice) => request(alice).slice(0, 60), undefined],
      ['a NUL in a header field', (alice) => request(alice).replace('Max-Forwards: 70', 'Max-Forwards: \u00007'), 400],
      [
        'a Content-Length that is too long',
        (alice) => request(alice).replace('Content-Length: 0', 'Content-Length: 900'),
        400,
      ],
      ['two Call-IDs', (alice) => request(alice).replace('Call-ID:', 'Call-ID: other\r\nCall-ID:'), 400],
      ['a header of one megabyte', (alice) => request(alice, { headers: [`Subject: ${'x'.repeat(1_000_000)}`] }), 513],
      ['another version of SIP', (alice) => request(alice).replace('SIP/2.0\r\n', 'SIP/3.0\r\n'), 505],
      ['a response without a request', (alice) => request(alice).replace(/^.*/, 'SIP/2.0 200 OK'), undefined],
    ] as [string, (alice: ScriptedPhone) => string | Uint8Array, number | undefined][]) {
      it(`${status === undefined ? 'drops' : `answers ${status} to`} ${what}, and keeps the connection`, async () => {
        const alice = await open();
        alice.raw(make(alice));
        if (status !== undefined) expect((await alice.final('OPTIONS')).statusCode).to.equal(status);
        expect((await alice.register()).statusCode).to.equal(200);
        await alice.flush();
        expect(alice.unread).to.deep.equal([]);
      });
    }

    it('logs a dropped message without its text', async () => {
      const alice = await open();
      alice.raw('swordfish');
      await alice.register();
      expect(board.lines.join('\n')).to.match(/warn pbx\.flow dropped/);
      expect(board.lines.join('\n')).not.to.match(/swordfish/);
    });

    it('rejects pending requests of one connection above its limit with 503', async () => {
      const alice = await open({ maxTransactions: 2 });
      for (let i = 0; i < 3; i++) alice.send('INVITE', { uri: 'sip:noanswer@example.test', branch: `z9hG4bK${i}` });
      await alice.response(503);
    });
  });

  describe('faults on demand', () => {
    it('delays every message in both directions, in order', async () => {
      const clock = new VirtualClock();
      const alice = await open({ clock });
      board.pbx.faults.delay = 1000;
      alice.send('OPTIONS', { uri: 'sip:example.test', callId: 'slow' });
      // The frame must have arrived before its delay can pass.
      while (clock.pending === 0) await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(1999);
      await alice.flush();
      expect(alice.unread).to.deep.equal([]);
      await clock.advance(1);
      expect((await alice.final('OPTIONS')).callId).to.equal('slow');
    });

    it('drops messages', async () => {
      const alice = await open();
      board.pbx.faults.loss = 1;
      const seen: TraceEntry[] = [];
      board.pbx.on('trace', (entry) => seen.push(entry));
      alice.send('OPTIONS', { uri: 'sip:example.test', callId: 'lost' });
      await alice.flush();
      board.pbx.faults.loss = 0;
      alice.send('OPTIONS', { uri: 'sip:example.test', callId: 'found' });
      await alice.final('OPTIONS', 'found');
      expect(seen.some(({ callId }) => callId === 'lost')).to.equal(false);
    });

    it('restart(): closes connections with 1012, removes contacts, and rejects connections for a while', async () => {
      const clock = new VirtualClock();
      const alice = await open({ clock });
      board.pbx.faults.restart({ downFor: 5000 });
      expect(await alice.closed).to.equal(1012);
      expect(board.pbx.contactsOf('alice')).to.equal(0);
      expect(await refusalOf(board.url, 'sip')).to.equal(503);
      await clock.advance(5000);
      const again = await board.phone('alice');
      expect((await again.register()).statusCode).to.equal(200);
    });
  });

  describe('trace', () => {
    it('reports each message with the names of its ends and without secrets', async () => {
      const seen: TraceEntry[] = [];
      const alice = await open();
      board.pbx.on('trace', (entry) => seen.push(entry));
      await alice.ask('INVITE', { uri: 'sip:busy@example.test' });
      const ladder = seen.map(({ from, to, summary }) => `${from} → ${to}: ${summary}`);
      expect(ladder).to.include('alice → pbx: INVITE sip:busy@example.test');
      expect(ladder).to.include('pbx → busy: INVITE sip:busy@example.test');
      expect(ladder).to.include('busy → pbx: 486 Busy Here');
      expect(ladder).to.include('pbx → alice: 486 Busy Here');
      const texts = seen.map(({ text }) => text).join('\n');
      expect(texts).not.to.match(/response="/);
      expect(texts).to.match(/Proxy-Authorization: \*\*\*/);
    });

    it('prints no control character of a received message', async () => {
      const seen: TraceEntry[] = [];
      const alice = await open();
      board.pbx.on('trace', (entry) => seen.push(entry));
      alice.raw('\u001b[2J\u001b[31mboo\r\n\r\n');
      await alice.register();
      const drawn = new Ladder();
      // oxlint-disable-next-line no-control-regex -- the escape is what must not be there
      expect(seen.flatMap((entry) => drawn.draw(entry)).join('\n')).not.to.match(/[\u0000-\u0009\u000b-\u001f]/);
    });

    it('draws an arrow from the column of one end to that of the other', () => {
      const ladder = new Ladder();
      const entry = {
        at: 0,
        from: 'alice',
        to: 'pbx',
        summary: 'INVITE sip:bob@x',
        callId: 'c',
        cseq: '1 INVITE',
        text: '',
      };
      const [, heading = '', , arrow = ''] = ladder.draw(entry);
      expect(heading.indexOf('pbx')).to.be.lessThan(heading.indexOf('alice'));
      expect(arrow).to.match(/│◄─+│.*INVITE sip:bob@x {2}\(1 INVITE\)/);
      expect(ladder.draw({ ...entry, from: 'pbx', to: 'alice', at: 1500 }).join()).to.match(/ 1\.500 .*│─+►│/);
    });
  });

  it('handles a hundred calls at once', async () => {
    const alice = await open();
    const bob = await board.registered('bob');
    const calls = Array.from({ length: 100 }, async (_, i) => {
      const callId = `many-${i}`;
      const asked = alice.ask('INVITE', {
        uri: 'sip:bob@example.test',
        callId,
        headers: [`Contact: ${alice.contact}`],
      });
      const received = await bob.request('INVITE', (request) => request.callId === callId);
      bob.reply(received, '200 OK', { tag: `b${i}` });
      const dialog = alice.callerDialog(await asked);
      alice.send('ACK', { ...dialog, sequence: 1 });
      await bob.request('ACK', (request) => request.callId === callId);
      alice.send('BYE', { ...dialog, sequence: 1000 + i });
      bob.reply(await bob.request('BYE', (request) => request.callId === callId), '200 OK');
      return (await alice.final('BYE', callId)).statusCode;
    });
    expect(new Set(await Promise.all(calls))).to.deep.equal(new Set([200]));
  });
});
