/** Session descriptions in multipart bodies (RFC 5621). */

import { expect } from 'chai';
import { sdp } from '../../support/fake-description-handler.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

const TYPE = 'Content-Type: multipart/mixed;boundary="b-1"';

function parts(...all: [headers: string[], body: string][]): string {
  return `${all.map(([headers, body]) => `--b-1\r\n${headers.join('\r\n')}\r\n\r\n${body}\r\n`).join('')}--b-1--\r\n`;
}

const LOCATION: [string[], string] = [
  ['Content-Type: application/pidf+xml', 'Content-ID: <target@example.com>'],
  '<presence/>',
];
const OFFER: [string[], string] = [['Content-Type: application/sdp'], sdp()];

describe('a multipart body', () => {
  // @rfc 5621 §6
  it('of an INVITE: the offer is found and answered (RFC 5621 §6)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing({ extra: [TYPE], body: parts(LOCATION, OFFER) });
    session.accept();
    const ok = await test.replied(200);
    expect(ok.contentType).to.equal('application/sdp');
    expect(test.handler.taken).to.deep.equal([sdp()]);
    await far.ack();
    expect(session.state.status).to.equal('established');
  });

  // @rfc 5621 §6
  it('is searched by disposition: a description with the disposition render is not an offer (RFC 5621 §6)', async () => {
    const test = await TestUA.connected();
    const shown: [string[], string] = [
      ['Content-Type: application/sdp', 'Content-Disposition: render'],
      sdp('inactive', 9),
    ];
    const { session } = await test.ringing({ extra: [TYPE], body: parts(shown, OFFER) });
    session.accept();
    await test.replied(200);
    expect(test.handler.taken).to.deep.equal([sdp()]);
  });

  // @rfc 5621 §6
  it('of a 2xx: the answer is found and applied (RFC 5621 §6)', async () => {
    const test = await TestUA.connected();
    const call = test.ua.invite('bob');
    const invite = await test.sent('INVITE');
    expect(invite.hasOption('Accept', 'multipart/mixed')).to.equal(true);
    await test.answers(invite, 200, {
      toTag: 'far',
      extra: ['Contact: <sip:bob@far.invalid>', TYPE],
      body: parts(LOCATION, OFFER),
    });
    await test.sent('ACK');
    expect(test.handler.taken).to.deep.equal([sdp()]);
    expect(call.state.status).to.equal('established');
  });

  // @rfc 3261 §8.2.3
  it('without a usable session description is rejected with 415 and Accept (§8.2.3)', async () => {
    const test = await TestUA.connected();
    test.ua.on('invite', () => undefined);
    const shown: [string[], string] = [['Content-Type: application/sdp', 'Content-Disposition: render'], sdp()];
    for (const body of [parts(LOCATION), parts(shown), 'no parts at all']) {
      await new RemoteCall(test).request('INVITE', { extra: [TYPE], body });
      expect((await test.replied(415)).headers.values('Accept')).to.include.members([
        'application/sdp',
        'multipart/mixed',
      ]);
    }
    expect(test.handlers.length).to.equal(0);
  });
});
