/** Notices that a party is writing (RFC 3994). */

import { expect } from 'chai';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';
import { TestPhone } from '../../support/test-phone.js';
import { settle } from '../../support/virtual-clock.js';

const BOB = 'sip:bob@example.com';
const TYPE = 'application/im-iscomposing+xml';

/** Waits until the late code was loaded and has run. */
async function until(test: TestPhone, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('waited 20 s for the notice');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await test.serve();
  }
}

const isMessage = (text: string): boolean => text.startsWith('MESSAGE ');

async function notice(test: TestPhone): Promise<IncomingRequest> {
  await until(test, () => test.socket.inbox.some(isMessage));
  return test.sent('MESSAGE');
}

const stateIn = ({ body }: IncomingRequest): string => /<state>(\w+)<\/state>/.exec(body)?.[1] ?? '';

const xml = (inner: string, namespace = 'urn:ietf:params:xml:ns:im-iscomposing'): string =>
  `<?xml version="1.0"?><isComposing xmlns="${namespace}">${inner}</isComposing>`;

async function hears(test: TestPhone, body: string, from = BOB): Promise<void> {
  const far = new RemoteCall(test as unknown as TestUA);
  far.from = `<${from}>`;
  await far.request('MESSAGE', { extra: [`Content-Type: ${TYPE}`], body });
  await settle();
}

describe('A notice that the user is writing', () => {
  // @rfc 3994 §3
  it('is sent at the first change, again after 90 s of changes, and as idle 15 s after the last (RFC 3994 §3.2)', async () => {
    const test = await TestPhone.ready({ composing: true });
    test.phone.messages.typing('bob');
    const first = await notice(test);
    expect([first.uri.toString(), first.contentType, stateIn(first)]).to.deep.equal([BOB, TYPE, 'active']);
    expect(first.body).to.contain('<refresh>90</refresh>');
    await test.answers(first, 200);
    for (let seconds = 0; seconds < 90; seconds += 10) {
      expect(test.socket.inbox.filter(isMessage)).to.deep.equal([]);
      await test.clock.advance(10_000);
      test.phone.messages.typing(BOB);
    }
    const again = await notice(test);
    expect(stateIn(again)).to.equal('active');
    await test.answers(again, 200);
    await test.clock.advance(15_000);
    expect(stateIn(await notice(test))).to.equal('idle');
  });

  // @rfc 3994 §3.3
  it('ends with the message, which is no other notice (RFC 3994 §3.3)', async () => {
    const test = await TestPhone.ready({ composing: true });
    test.phone.messages.typing('bob');
    await test.answers(await notice(test), 200);
    const sent = test.phone.messages.send('bob', 'Hi');
    const message = await test.sent('MESSAGE');
    expect(message.body).to.equal('Hi');
    await test.answers(message, 200);
    await sent;
    await test.clock.advance(60_000);
    await test.serve();
    expect(test.socket.inbox.filter(isMessage)).to.deep.equal([]);
  });

  it('is not sent again to a party that refuses it', async () => {
    const test = await TestPhone.ready({ composing: true });
    test.phone.messages.typing('bob');
    await test.answers(await notice(test), 415);
    await settle();
    await test.clock.advance(200_000);
    test.phone.messages.typing('bob');
    test.phone.messages.typing('carol');
    expect((await notice(test)).uri.user).to.equal('carol');
    expect(test.socket.inbox.filter(isMessage)).to.deep.equal([]);
  });

  for (const status of [408, 480, 503])
    it(`is sent again, when the user writes the next time, to a party that could not be reached: ${status} (RFC 3261 §21)`, async () => {
      const test = await TestPhone.ready({ composing: true });
      test.phone.messages.typing('bob');
      await test.answers(await notice(test), status);
      await test.clock.advance(15_000);
      const idle = await notice(test);
      expect(stateIn(idle)).to.equal('idle');
      await test.answers(idle, status);
      test.phone.messages.typing('bob');
      expect(stateIn(await notice(test))).to.equal('active');
    });

  it('that is lost with its connection was not refused: the next one is sent over the next connection', async () => {
    const test = await TestPhone.ready({ composing: true });
    test.phone.messages.typing('bob');
    await notice(test);
    test.socket.serverCloses();
    await test.clock.advance(2000);
    await test.serve();
    await test.clock.advance(13_000);
    expect(stateIn(await notice(test))).to.equal('idle');
  });

  it('of one account ends with it: another one sends nothing of it, and shows no party that wrote to the first', async () => {
    const test = await TestPhone.ready({ composing: true });
    test.phone.messages.typing('bob');
    await test.answers(await notice(test), 200);
    await hears(test, xml('<state>active</state>'));
    await until(test, () => test.phone.state.typing.length > 0);
    test.phone.configure({ uri: 'sip:carol@example.com' });
    await test.serve();
    await test.clock.advance(2000);
    await test.serve();
    expect(test.phone.state.account).to.include({ status: 'ready', name: 'carol' });
    expect(test.phone.state.typing).to.deep.equal([]);
    await test.clock.advance(15_000);
    await test.serve();
    expect(test.socket.inbox.filter(isMessage)).to.deep.equal([]);
  });

  it('is neither sent nor taken without the option', async () => {
    const test = await TestPhone.ready();
    test.phone.messages.typing('bob');
    await hears(test, xml('<state>active</state>'));
    await test.replied(415);
    expect(test.socket.inbox.filter(isMessage)).to.deep.equal([]);
    expect(test.phone.state.typing).to.deep.equal([]);
  });
});

describe('A notice that another party is writing', () => {
  const typing = (test: TestPhone) => test.phone.state.typing;

  // @rfc 3994 §3.3
  it('holds until its refresh has passed, the party is idle, or its message arrives (RFC 3994 §3.3)', async () => {
    const test = await TestPhone.ready({ composing: true });
    const begins = async (inner = '<state>active</state>'): Promise<void> => {
      await hears(test, xml(inner));
      await test.replied(200);
      await until(test, () => typing(test).length > 0);
      expect(typing(test)).to.deep.equal([BOB]);
    };
    await begins('<state>active</state><refresh>90</refresh>');
    await test.clock.advance(89_000);
    expect(typing(test)).to.have.length(1);
    await test.clock.advance(2000);
    expect(typing(test)).to.deep.equal([]);

    await begins();
    await hears(test, xml('<state>idle</state>'));
    await until(test, () => typing(test).length === 0);

    await begins();
    const far = new RemoteCall(test as unknown as TestUA);
    await far.request('MESSAGE', { extra: ['Content-Type: text/plain'], body: 'Hi' });
    expect(typing(test)).to.deep.equal([]);
    expect(test.phone.state.conversations[0]?.messages.map(({ text }) => text)).to.deep.equal(['Hi']);
  });

  it('is not shown after the message that ended it, where the code for notices comes later than that', async () => {
    const test = await TestPhone.ready({ composing: true });
    const far = new RemoteCall(test as unknown as TestUA);
    const body = xml('<state>active</state>');
    test.socket.serverSends(far.text('MESSAGE', { extra: [`Content-Type: ${TYPE}`], body }));
    far.sequence += 1;
    test.socket.serverSends(far.text('MESSAGE', { extra: ['Content-Type: text/plain'], body: 'Hi' }));
    await hears(test, body, 'sip:carol@example.com');
    await until(test, () => typing(test).includes('sip:carol@example.com'));
    expect(typing(test)).to.deep.equal(['sip:carol@example.com']);
  });

  it('is ignored where it is malformed, of another namespace or without a state, and the stored messages are unchanged', async () => {
    const test = await TestPhone.ready({ composing: true });
    for (const body of [
      '<isComposing',
      xml('<state>active</state>', 'urn:other'),
      xml(''),
      xml('<state>dancing</state>'),
      '<!DOCTYPE x [<!ENTITY a "b">]><isComposing/>',
    ])
      await hears(test, body);
    await hears(test, xml('<state>active</state><refresh>soon</refresh>'), 'sip:carol@example.com');
    await until(test, () => typing(test).length > 0);
    expect(typing(test)).to.deep.equal(['sip:carol@example.com']);
    expect(test.phone.state.conversations).to.deep.equal([]);
  });
});
