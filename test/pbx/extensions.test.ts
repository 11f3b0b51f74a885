/** The extensions, called over a real WebSocket by a phone with real media (RFC 3261 §13.3, §14.2; RFC 3264). */

import { expect } from 'chai';
import { createPocketPbx, type PbxOptions } from '../../packages/pbx/src/index.js';
import type { IncomingResponse } from '../../src/sip/message/response.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { MediaPeer } from './support/media-peer.js';
import type { PhoneDialog, ScriptedPhone } from './support/scripted-phone.js';
import { StunMirror } from './support/stun-mirror.js';
import { Switchboard } from './support/switchboard.js';

/** An offer whose media never connects, for tests of signalling only. */
const OFFER = [
  'v=0',
  'o=- 1 1 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 0',
  'c=IN IP4 0.0.0.0',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AA').join(':')}`,
  'a=setup:actpass',
  'a=mid:0',
  'a=rtcp-mux',
  'a=rtpmap:0 PCMU/8000',
  'a=sendrecv',
  '',
].join('\r\n');

describe('pocket PBX: extensions', () => {
  let stun: StunMirror;
  let board: Switchboard;
  let alice: ScriptedPhone;
  let peer: MediaPeer | undefined;
  let sequence = 0;

  before(async () => {
    stun = await StunMirror.open();
    await MediaPeer.warmUp(stun.url);
  });
  after(() => stun.close());

  async function open(options: PbxOptions = {}): Promise<void> {
    board = await Switchboard.open(options);
    alice = await board.registered('alice');
    sequence = 100;
  }

  afterEach(async () => {
    await peer?.close();
    peer = undefined;
    await board.close();
  });

  /** Sends an INVITE with credentials. */
  async function invite(extension: string, body = '', branch?: string): Promise<Parameters<ScriptedPhone['send']>[1]> {
    const uri = `sip:${extension}@example.test`;
    const parts = { uri, callId: `call-${extension}`, fromTag: 'caller', body };
    const contact = `Contact: ${alice.contact}`;
    alice.send('INVITE', { ...parts, sequence: 1, headers: [contact] });
    const challenge = await alice.response(407, 'INVITE');
    alice.ackFailure(challenge, parts);
    const credentials = alice.credentials(challenge, 'INVITE', uri);
    const again = { ...parts, ...(branch ? { branch } : {}), sequence, headers: [contact, credentials] };
    alice.send('INVITE', again);
    return again;
  }

  /** An established call with media in both directions. */
  async function talk(extension: string): Promise<{ dialog: PhoneDialog; media: MediaPeer }> {
    const media = (peer = new MediaPeer(stun.url));
    await invite(extension, await media.offer());
    const ok = await alice.response(200, 'INVITE');
    const dialog = alice.callerDialog(ok);
    alice.send('ACK', { ...dialog, sequence });
    await media.take(ok.body);
    await media.connected();
    return { dialog, media };
  }

  /** Sends a re-INVITE with this direction; resolves with the answer, which was applied. */
  async function modify(
    dialog: PhoneDialog,
    media: MediaPeer,
    direction: 'sendrecv' | 'sendonly',
  ): Promise<IncomingResponse> {
    const body = await media.offerWith(direction);
    alice.send('INVITE', { ...dialog, sequence: ++sequence, body, headers: [`Contact: ${alice.contact}`] });
    let ok = await alice.response(200, 'INVITE');
    // The 200 to the INVITE before is repeated until its ACK arrives (§13.3.1.4).
    while (ok.cseq.sequence !== sequence) ok = await alice.response(200, 'INVITE');
    alice.send('ACK', { ...dialog, sequence });
    await media.take(ok.body);
    return ok;
  }

  async function bye(dialog: PhoneDialog): Promise<void> {
    alice.send('BYE', { ...dialog, sequence: ++sequence });
    expect((await alice.final('BYE')).statusCode).to.equal(200);
  }

  for (const name of ['echo', '9001']) {
    it(`${name}: returns the audio that was sent, until BYE`, async () => {
      await open();
      const { dialog, media } = await talk(name);
      const timer = setInterval(() => media.speak(), 20);
      await media.heard(5);
      clearInterval(timer);
      expect(media.energy).to.be.greaterThan(10_000_000);
      await bye(dialog);
    });
  }

  it('tone: sends audio, none while the caller holds the call, and again after the resume', async () => {
    await open();
    const { dialog, media } = await talk('tone');
    await media.heard(3);
    const held = await modify(dialog, media, 'sendonly');
    expect(held.body).to.match(/a=recvonly/);
    const before = media.packets;
    const resumed = await modify(dialog, media, 'sendrecv');
    expect(resumed.body).to.match(/a=sendrecv/);
    await media.heard(before + 5);
    await bye(dialog);
  });

  it('retransmits its 200 until the ACK, and sends BYE without one (RFC 3261 §13.3.1.4)', async () => {
    const clock = new VirtualClock();
    await open({ clock });
    peer = new MediaPeer(stun.url);
    await invite('echo', await peer.offer());
    await peer.take((await alice.response(200, 'INVITE')).body);
    await peer.connected();
    await clock.advance(500);
    await alice.response(200, 'INVITE');
    await clock.advance(32_000);
    await alice.request('BYE');
  });

  it('sends an offer in the 200 to an INVITE without one, and applies the answer in the ACK (§13.2.1)', async () => {
    await open();
    peer = new MediaPeer(stun.url);
    await invite('tone');
    const ok = await alice.response(200, 'INVITE');
    const dialog = alice.callerDialog(ok);
    alice.send('ACK', { ...dialog, sequence, body: await peer.answer(ok.body) });
    await peer.heard(3);
    await bye(dialog);
  });

  it('busy: 486', async () => {
    await open();
    await invite('busy');
    expect((await alice.final('INVITE')).statusCode).to.equal(486);
  });

  it('noanswer: rings, and responds with 480 after its timeout', async () => {
    const clock = new VirtualClock();
    await open({ clock, noAnswerTimeout: 20 });
    await invite('noanswer');
    await alice.response(180);
    await clock.advance(20_000);
    expect((await alice.final('INVITE')).statusCode).to.equal(480);
  });

  it('noanswer: responds with 487 when the caller cancels', async () => {
    await open();
    const sent = await invite('9004', '', 'z9hG4bKgiveup');
    await alice.response(180);
    alice.send('CANCEL', { ...sent, headers: [] });
    expect((await alice.final('CANCEL')).statusCode).to.equal(200);
    expect((await alice.final('INVITE')).statusCode).to.equal(487);
  });

  it('early: sends early media, then 486', async () => {
    const clock = new VirtualClock();
    await open({ clock });
    peer = new MediaPeer(stun.url);
    await invite('early', await peer.offer());
    const progress = await alice.response(183);
    await peer.take(progress.body);
    await peer.heard(3);
    await clock.advance(3000);
    await clock.advance(3000);
    expect((await alice.final('INVITE')).statusCode).to.equal(486);
  });

  it('decline: rings, then 603', async () => {
    const clock = new VirtualClock();
    await open({ clock });
    await invite('decline');
    await alice.response(180);
    await clock.advance(1500);
    expect((await alice.final('INVITE')).statusCode).to.equal(603);
  });

  it('hangup: sends BYE by itself', async () => {
    const clock = new VirtualClock();
    await open({ clock });
    await talk('hangup');
    await clock.advance(5000);
    alice.reply(await alice.request('BYE'), '200 OK');
  });

  for (const way of ['RTP events', 'INFO']) {
    it(`digits: returns the digits received by ${way} as a MESSAGE and as tones`, async () => {
      const clock = new VirtualClock();
      await open({ clock });
      const { dialog, media } = await talk('digits');
      if (way === 'INFO') {
        for (const signal of ['1', '#']) {
          const parts = { contentType: 'application/dtmf-relay', body: `Signal=${signal}\r\nDuration=160\r\n` };
          alice.send('INFO', { ...dialog, ...parts, sequence: ++sequence });
          await alice.final('INFO');
        }
      } else {
        await media.pressUntilHeard([1, 11], () => clock.pending);
      }
      await clock.advance(1500);
      const message = await alice.request('MESSAGE');
      expect(message.body).to.equal('1#');
      alice.reply(message, '200 OK');
      await media.heard(3);
      await bye(dialog);
    });
  }

  it('leave and mailbox: set and clear the message waiting state of the caller', async () => {
    const clock = new VirtualClock();
    await open({ clock });
    const changed = new Promise((resolve) => board.pbx.mailboxes.once('changed', resolve));
    await talk('leave');
    await clock.advance(1000);
    expect(await changed).to.equal('alice');
    expect(board.pbx.mailboxes.of('alice').new).to.equal(1);
    alice.reply(await alice.request('BYE'), '200 OK');
    await peer?.close();
    const { media } = await talk('mailbox');
    await media.heard(10);
    alice.reply(await alice.request('BYE'), '200 OK');
    expect(board.pbx.mailboxes.of('alice')).to.deep.equal({ new: 0, old: 1 });
  });

  it('accept a text MESSAGE, which echo returns (RFC 3428 §7)', async () => {
    await open();
    const texts = { body: 'Grüße 👋', contentType: 'text/plain;charset=UTF-8' };
    expect((await alice.ask('MESSAGE', { uri: 'sip:echo@example.test', ...texts })).statusCode).to.equal(200);
    const back = await alice.request('MESSAGE');
    expect(back.body).to.equal('Grüße 👋');
    expect(back.from.uri.aor).to.equal('sip:echo@example.test');
    alice.reply(back, '200 OK');
    expect((await alice.ask('MESSAGE', { uri: 'sip:tone@example.test', ...texts })).statusCode).to.equal(200);
    const html = { body: '<b>x</b>', contentType: 'text/html' };
    const refused = await alice.ask('MESSAGE', { uri: 'sip:echo@example.test', ...html });
    expect([refused.statusCode, refused.headers.get('Accept')]).to.deep.equal([415, 'text/plain']);
    await alice.flush();
    expect(alice.unread).to.deep.equal([]);
  });

  it('answer UPDATE, INFO, OPTIONS and MESSAGE in a call, and decline REFER', async () => {
    await open();
    const { dialog } = await talk('echo');
    for (const [method, statusCode] of Object.entries({
      UPDATE: 200,
      INFO: 200,
      OPTIONS: 200,
      MESSAGE: 200,
      REFER: 603,
      PRACK: 405,
    })) {
      alice.send(method, { ...dialog, sequence: ++sequence });
      expect((await alice.final(method)).statusCode, method).to.equal(statusCode);
    }
    await bye(dialog);
  });

  it('respond with 481 in an unknown dialog, and with 500 to a lower CSeq (§12.2.2)', async () => {
    await open();
    const { dialog } = await talk('echo');
    alice.send('INFO', { ...dialog, sequence: 1 });
    expect((await alice.final('INFO')).statusCode).to.equal(500);
    alice.send('INFO', { ...dialog, to: '<sip:echo@example.test>;tag=other', sequence: ++sequence });
    expect((await alice.final('INFO')).statusCode).to.equal(481);
    await bye(dialog);
  });

  it('let an INVITE with Replaces replace a call, and end the old one with BYE (RFC 3891 §3)', async () => {
    await open();
    const { dialog } = await talk('tone');
    const [from, to] = [dialog.from, dialog.to].map((value) => /tag=([^;]+)/.exec(value)?.[1] ?? '');
    const bob = await board.registered('bob');
    const parts = { uri: 'sip:tone@example.test', body: OFFER };
    const ask = (replaces: string): Promise<IncomingResponse> =>
      bob.ask('INVITE', {
        ...parts,
        headers: [`Contact: ${bob.contact}`, 'Require: replaces', `Replaces: ${replaces}`],
      });
    expect((await ask(`${dialog.callId};to-tag=${to};from-tag=wrong`)).statusCode).to.equal(481);
    expect((await ask(`${dialog.callId};to-tag=${to}`)).statusCode).to.equal(400);
    expect((await ask(`${dialog.callId};to-tag=${to};from-tag=${from};early-only`)).statusCode).to.equal(486);
    const ok = await ask(`${dialog.callId};to-tag=${to};from-tag=${from}`);
    expect(ok.statusCode).to.equal(200);
    alice.reply(await alice.request('BYE'), '200 OK');
    bob.send('BYE', { ...bob.callerDialog(ok), sequence: 1000 });
    expect((await bob.final('BYE')).statusCode).to.equal(200);
  });

  for (const [what, body, headers, statusCode] of [
    ['an offer without audio with 488', 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n', [], 488],
    ['an unsupported extension with 420', '', ['Require: 100rel'], 420],
  ] as const) {
    it(`reject ${what}`, async () => {
      await open();
      const response = await alice.ask('INVITE', {
        uri: 'sip:echo@example.test',
        body,
        headers: [`Contact: ${alice.contact}`, ...headers],
      });
      expect(response.statusCode).to.equal(statusCode);
    });
  }

  it('may be added by the options, and respond with 500 when they throw', async () => {
    const broken = { names: ['broken'], description: 'Throws', answer: () => Promise.reject(new Error('no')) };
    await open({ extensions: [broken] });
    await invite('broken');
    expect((await alice.final('INVITE')).statusCode).to.equal(500);
    expect(board.pbx.extensions.map(({ name }) => name)).to.include('broken');
  });

  it('include team, which rings at every account, unless an account has that name or number', () => {
    board = { close: () => Promise.resolve() } as unknown as Switchboard;
    const names = (options: PbxOptions) => createPocketPbx(options).extensions.map(({ name }) => name);
    expect(names({})).to.include('team');
    expect(names({ accounts: [{ username: 'team' }] })).not.to.include('team');
    expect(names({ accounts: [{ username: 'alice', extension: '9011' }] })).not.to.include('team');
  });

  it('have a name, a number and a description', () => {
    const pbx = createPocketPbx();
    board = { close: () => pbx.close() } as unknown as Switchboard;
    for (const { name, number, description } of pbx.extensions) {
      expect(name).to.match(/^[a-z]+$/);
      expect(number).to.match(/^9\d\d\d$/);
      expect(description).not.to.equal('');
    }
  });
});
