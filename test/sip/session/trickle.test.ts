/** Trickle ICE over SIP, in sent and received messages (RFC 8838, RFC 8840). */

import { expect } from 'chai';
import { parseIceFragment, printIceFragment } from '../../../src/sip/session/ice-fragment.js';
import { FakeTricklingHandler, sdp } from '../../support/fake-description-handler.js';
import { TestUA } from '../../support/test-ua.js';

const HOST = 'candidate:1 1 udp 2130706431 192.0.2.1 40000 typ host';
const RELAY = 'candidate:2 1 udp 16777215 198.51.100.1 50000 typ relay raddr 0.0.0.0 rport 0';
const MEDIA = 'audio 9 UDP/TLS/RTP/SAVPF 0';
const TRICKLING = `${sdp()}a=ice-options:trickle\r\n`;
const TAKES = ['Supported: trickle-ice', 'Recv-Info: trickle-ice'];

function fragment(candidates: readonly string[], end = false) {
  return { ufrag: 'abcd', pwd: 'p'.repeat(22), sections: [{ media: MEDIA, mid: '0', candidates, end }] };
}

async function connected() {
  const handler = new FakeTricklingHandler();
  const test = await TestUA.connected({ sessionDescriptionHandlerFactory: () => handler });
  return { test, handler };
}

async function called(extra: readonly string[] = TAKES, body = TRICKLING) {
  const { test, handler } = await connected();
  const { session, far } = await test.ringing({ extra, body });
  session.accept();
  const ok = await test.replied(200);
  await far.ack();
  return { test, handler, session, far, ok };
}

describe('trickle ICE', () => {
  // @rfc 8840 §4.1
  it('is offered in an INVITE only where the media supports it (RFC 8840 §4.1)', async () => {
    const { test } = await connected();
    test.ua.invite('bob');
    const invite = await test.sent('INVITE');
    expect(invite.hasOption('Supported', 'trickle-ice')).to.equal(true);
    expect(invite.headers.get('Recv-Info')).to.equal('trickle-ice');
    const plain = await TestUA.connected();
    plain.ua.invite('bob');
    const other = await plain.sent('INVITE');
    expect(other.hasOption('Supported', 'trickle-ice')).to.equal(false);
    expect(other.headers.has('Recv-Info')).to.equal(false);
  });

  // @rfc 8840 §4.3
  it('sends candidates found after the answer by INFO, all of them each time, one INFO at a time (RFC 8840 §4.3)', async () => {
    const { test, handler, ok } = await called();
    expect(ok.headers.get('Recv-Info')).to.equal('trickle-ice');
    handler.found!(fragment([HOST]));
    const first = await test.sent('INFO');
    expect(first.headers.get('Info-Package')).to.equal('trickle-ice');
    expect(first.contentType).to.equal('application/trickle-ice-sdpfrag');
    expect(first.headers.get('Content-Disposition')).to.equal('Info-Package');
    expect(first.body).to.equal(
      `a=ice-ufrag:abcd\r\na=ice-pwd:${'p'.repeat(22)}\r\nm=${MEDIA}\r\na=mid:0\r\na=${HOST}\r\n`,
    );
    handler.found!(fragment([HOST, RELAY]));
    handler.found!(fragment([HOST, RELAY], true));
    expect(await test.silent(), 'the first INFO is pending').to.equal(true);
    await test.answers(first, 200);
    const second = await test.sent('INFO');
    expect(second.body).to.contain(`a=${HOST}\r\na=${RELAY}\r\na=end-of-candidates\r\n`);
    await test.answers(second, 200);
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 8840 §9.1
  it('sends the candidates of streams with separate credentials in separate INFOs, one after another (RFC 8840 §9.1)', async () => {
    const { test, handler } = await called();
    const picture = { ...fragment([RELAY]), ufrag: 'efgh' };
    handler.found!(fragment([HOST]));
    handler.found!(fragment([HOST], true));
    handler.found!(picture);
    await test.answers(await test.sent('INFO'), 200);
    const second = await test.sent('INFO');
    expect(second.body).to.equal(printIceFragment(fragment([HOST], true)));
    await test.answers(second, 200);
    expect((await test.sent('INFO')).body).to.equal(printIceFragment(picture));
  });

  it('sends the candidates of the caller after the answer, and none after the end of the call', async () => {
    const { test, handler } = await connected();
    const session = test.ua.invite('bob');
    const invite = await test.sent('INVITE');
    expect(handler.found).to.equal(undefined);
    await test.answersSdp(invite, 200, { extra: TAKES, body: TRICKLING });
    await test.sent('ACK');
    handler.found!(fragment([RELAY]));
    await test.answers(await test.sent('INFO'), 200);
    session.terminate();
    await test.sent('BYE');
    handler.found!(fragment([RELAY], true));
    expect(await test.silent(), 'the call has ended').to.equal(true);
  });

  // @rfc 8838 §3
  it('is not used where the remote party does not announce it (RFC 8838 §3)', async () => {
    for (const { extra, body } of [
      { extra: [], body: TRICKLING },
      { extra: TAKES, body: sdp() },
      { extra: TAKES, body: `${sdp()}a=ice-options:ice2 trickles\r\n` },
    ]) {
      const { handler } = await called(extra, body);
      expect(handler.found).to.equal(undefined);
    }
  });

  // @rfc 6086 §4.2.2
  it('ends when the remote party rejects the INFO with 469 (RFC 6086 §4.2.2)', async () => {
    const { test, handler, session } = await called();
    handler.found!(fragment([HOST]));
    await test.answers(await test.sent('INFO'), 469);
    handler.found!(fragment([HOST, RELAY]));
    expect(await test.silent()).to.equal(true);
    expect(session.state.status).to.equal('established');
  });

  // @rfc 8840 §4.3
  it('applies the candidates of the remote party after the description that is being applied (RFC 8840 §4.3)', async () => {
    const { test, handler, far } = await called();
    const info = (body: string, extra: readonly string[] = ['Content-Type: application/trickle-ice-sdpfrag']) =>
      far.request('INFO', { extra: ['Info-Package: trickle-ice', ...extra], body });
    let open: () => void = () => undefined;
    handler.gate = new Promise((resolve) => (open = resolve));
    await far.request('UPDATE', { body: TRICKLING });
    await info(printIceFragment(fragment([HOST], true)));
    await test.replied(200);
    expect(handler.remote).to.deep.equal([]);
    open();
    await test.replied(200);
    expect(handler.remote).to.deep.equal([fragment([HOST], true)]);
    await info('a=candidate:nothing');
    await test.replied(400);
    await info('hello', ['Content-Type: text/plain']);
    await test.replied(415);
  });

  // @rfc 6086 §4.2.2
  it('is rejected with 469 where the media does not support it (RFC 6086 §4.2.2)', async () => {
    const test = await TestUA.connected();
    const { far } = await test.answered();
    await far.request('INFO', {
      extra: ['Info-Package: trickle-ice', 'Content-Type: application/trickle-ice-sdpfrag'],
      body: printIceFragment(fragment([HOST])),
    });
    await test.replied(469);
  });
});

describe('an ICE fragment', () => {
  // @rfc 8840 §9
  it('is parsed to the value that was printed (RFC 8840 §9)', () => {
    const written = fragment([HOST, RELAY], true);
    expect(parseIceFragment(printIceFragment(written))).to.deep.equal(written);
  });

  // @rfc 8840 §8
  it('may have one end-of-candidates for all sections, and its credentials in a section (RFC 8840 §8)', () => {
    const text = `a=end-of-candidates\r\nm=${MEDIA}\r\na=ice-ufrag:abcd\r\na=ice-pwd:x\r\na=mid:0\r\nm=video 9 X 0\r\n`;
    expect(parseIceFragment(text)?.sections.map(({ mid, end }) => [mid, end])).to.deep.equal([
      ['0', true],
      [undefined, true],
    ]);
  });

  it('is limited in size when parsed, and rejects line breaks in its values when printed', () => {
    const flood = `a=ice-ufrag:abcd\r\na=ice-pwd:x\r\n${`m=audio 9 X 0\r\n${'a=candidate:1\r\n'.repeat(100)}`.repeat(100)}`;
    const { sections } = parseIceFragment(flood)!;
    expect(sections.length).to.be.at.most(32);
    expect(sections.flatMap(({ candidates }) => candidates).length).to.be.at.most(256);
    expect(() => printIceFragment(fragment(['candidate:1\r\na=x']))).to.throw(TypeError);
  });
});
