/** Malformed messages over the socket throw nothing, and the next call works (RFC 3261 §8.2, RFC 4475). */

import { expect } from 'chai';
import { sdp } from '../../support/fake-description-handler.js';
import { FAR_CONTACT, RemoteCall, TestUA } from '../../support/test-ua.js';
import { answer } from '../../support/sip-text.js';
import { settle } from '../../support/virtual-clock.js';

const ROUNDS = 60;

/** Repeatable numbers in [0, 1). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

const BITS = [
  '\0',
  '\r\n',
  '"',
  '<',
  '>',
  ';',
  ',',
  ':',
  '@',
  '=',
  '%',
  ' ',
  '\t',
  '9',
  '-1',
  'é',
  '\u202e',
  ';;',
  '4294967296',
  '*',
];

/** One change at a random place: characters inserted or removed, a line doubled or removed, a value emptied. */
function mutate(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const lines = text.split('\r\n');
  const line = Math.floor(random() * lines.length);
  switch (Math.floor(random() * 6)) {
    case 0:
      return text.slice(0, at) + BITS[Math.floor(random() * BITS.length)]! + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 8));
    case 2:
      lines.splice(line, 0, lines[line]!);
      return lines.join('\r\n');
    case 3:
      lines.splice(line, 1);
      return lines.join('\r\n');
    case 4:
      lines[line] = lines[line]!.replace(/:.*/, ': ');
      return lines.join('\r\n');
    default:
      return text.slice(0, at);
  }
}

/** Every kind of message that a remote party can send within and outside a call. */
function vocabulary(test: TestUA, invite: ReturnType<RemoteCall['text']>, ours: RemoteCall): string[] {
  const stranger = new RemoteCall(test);
  const body = sdp('sendonly');
  const extras = [
    'Require: 100rel',
    'Supported: timer, 100rel, replaces',
    'Session-Expires: 90;refresher=uac',
    'Refer-To: <sip:carol@example.com?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc>',
    'Event: refer;id=2',
    'Subscription-State: active;expires=60',
    'Replaces: a;to-tag=b;from-tag=c',
    'RAck: 1 1 INVITE',
    'Reason: SIP;cause=200;text="x"',
    'P-Asserted-Identity: "B" <sip:b@example.com>',
    'Record-Route: <sip:p.example.com;lr>',
  ];
  const methods = [
    'INVITE',
    'UPDATE',
    'INFO',
    'REFER',
    'NOTIFY',
    'MESSAGE',
    'OPTIONS',
    'PRACK',
    'ACK',
    'CANCEL',
    'SUBSCRIBE',
  ];
  const requests = methods.flatMap((method) =>
    [ours, stranger].map((far) => far.text(method, { extra: extras, body })),
  );
  const responses = [183, 200, 302, 401, 422, 486].map((status) =>
    answer(invite, status, {
      toTag: 'other',
      body,
      extra: [
        FAR_CONTACT,
        'Content-Type: application/sdp',
        'RSeq: 1',
        'Min-SE: 90',
        ...extras.slice(2),
        'WWW-Authenticate: Digest realm="r", nonce="n"',
      ],
    }),
  );
  return [...requests, ...responses];
}

async function round(seed: number): Promise<void> {
  const random = randomOf(seed);
  const test = await TestUA.connected({ password: 'secret' });
  test.ua.on('invite', (session) => {
    session.on('refer', session.followRefer());
    if (random() < 0.5) session.accept();
  });
  const { session, invite } = await test.callEstablished();
  session.on('refer', session.followRefer());
  const ringing = test.ua.invite('sip:dave@example.com');
  const second = await test.sent('INVITE');
  const words = vocabulary(test, second.toString(), RemoteCall.of(test, invite));
  for (let i = 0; i < 40; i++) {
    let text = words[Math.floor(random() * words.length)]!;
    for (let n = Math.floor(random() * 4); n > 0; n--) text = mutate(text, random);
    test.socket.serverSends(text);
    if (i % 8 === 0) await settle();
  }
  await test.clock.advance(1000);
  ringing.terminate();
  test.socket.inbox.length = 0;
  test.ua.core.reset();
  await test.callEstablished();
  void test.ua.stop();
  await test.clock.advance(10_000);
}

describe('malformed messages', function () {
  it(`throw nothing during a call, ${ROUNDS * 40} in number, and the next call works`, async () => {
    const thrown: unknown[] = [];
    const platform = globalThis as { reportError?: (error: unknown) => void };
    const before = platform.reportError;
    platform.reportError = (error) => void thrown.push(error);
    const note = (reason: unknown): void => void thrown.push(reason);
    process.on('unhandledRejection', note);
    try {
      for (let seed = 1; seed <= ROUNDS; seed++) await round(seed);
      await settle();
    } finally {
      process.off('unhandledRejection', note);
      if (before) platform.reportError = before;
      else delete platform.reportError;
    }
    expect(thrown.map((error) => (error as Error).stack ?? error)).to.deep.equal([]);
  });
});
