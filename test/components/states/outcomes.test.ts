/** Ends of a call without a single rejection: no response, credentials, glare, CANCEL, media that does not connect. */

import { expect } from '@open-wc/testing';
import { Bench, refusal } from './bench.js';

describe('A call ends', function () {
  // The media are real, and the browser needs its time for them.

  let bench: Bench;

  beforeEach(async () => {
    bench = await Bench.ready({ configuration: { password: 'secret' } });
  });
  afterEach(() => bench.close());

  for (const [status, field] of [
    [401, 'WWW-Authenticate'],
    [407, 'Proxy-Authenticate'],
  ] as const) {
    it(`with ${status} twice: the credentials are rejected (RFC 3261 §22.2)`, async () => {
      const challenge = [`${field}: Digest realm="example.com", nonce="n", algorithm=MD5, qop="auth"`];
      const first = await bench.dials();
      await bench.test.receives(refusal(first, status, challenge));
      await bench.test.sent('ACK');
      await bench.test.receives(refusal(await bench.test.sent('INVITE'), status, challenge));
      await bench.says('You are not allowed to call this number');
      expect(bench.toneMeter.now).to.equal('congestion');
      expect(bench.announced.at(-1)).to.equal('assertive: You are not allowed to call this number');
      expect(bench.offers('Call again')).to.be.false;
    });
  }

  it('when the server sends no response (timer B, RFC 3261 §17.1.1.2)', async () => {
    await bench.dials();
    await bench.passes(31_000);
    await bench.says('Calling…');
    await bench.passes(1_500);
    await bench.says('The server did not answer');
    expect(bench.toneMeter.now).to.equal('congestion');
    expect(bench.announced.at(-1)).to.equal('assertive: The server did not answer');
    expect(bench.offers('Call again')).to.be.true;
  });

  it('with 481: it had already ended, and no action is needed', async () => {
    await bench.test.receives(refusal(await bench.dials(), 481));
    await bench.says('The call had already ended');
    expect(bench.toneMeter.now).to.equal('');
    expect(bench.announced.at(-1)).to.equal('polite: The call had already ended');
    await bench.passes(6000);
    await bench.says('Keypad');
  });

  it('when the user cancels: 487 is no failure (RFC 3261 §9.1)', async () => {
    const invite = await bench.dials();
    await bench.test.receives(refusal(invite, 180));
    await bench.press('Cancel');
    await bench.test.receives(refusal(invite, 487));
    await bench.says('Call canceled');
    expect(bench.toneMeter.now).not.to.match(/busy|congestion|ringback/);
    expect(bench.announced.at(-1)).to.equal('polite: Call canceled');
    await bench.passes(6000);
    await bench.says('Keypad');
  });

  it('when the caller cancels: it was missed, which the history tab shows until it is seen', async () => {
    const far = await bench.test.rings({ from: '"Ann Lee" <sip:ann@example.com>' });
    await bench.says('Incoming call');
    await far.cancel();
    await bench.says('Missed call');
    expect(bench.toneMeter.now).to.equal('');
    expect(bench.announced.at(-1)).to.equal('polite: Missed call');
    await bench.passes(6000);
    await bench.says('Recents 1 Missed');
  });

  it('when another device has answered: it was not missed (RFC 3326 §2)', async () => {
    const far = await bench.test.rings({ from: '"Ann Lee" <sip:ann@example.com>' });
    await bench.says('Incoming call');
    await far.cancel(['Reason: SIP;cause=200;text="Call completed elsewhere"']);
    await bench.says('Answered on another device');
    expect(bench.toneMeter.now).to.equal('');
    expect(bench.announced.at(-1)).to.equal('polite: Answered on another device');
    await bench.passes(6000);
    await bench.says('Recents');
    expect(bench.words).not.to.contain('Missed');
  });

  // @rfc 3261 §20.33
  it('with 503 and Retry-After: after a countdown it is called again, once (RFC 3261 §20.33)', async () => {
    const extra = ['Retry-After: 18 (maintenance)'];
    await bench.test.receives(refusal(await bench.dials(), 503, extra));
    await bench.test.sent('ACK');
    await bench.says('The phone system has a problem Trying again in 18 s');
    expect([bench.offers('Try now'), bench.offers('Dismiss')]).to.deep.equal([true, true]);
    await bench.passes(11_000);
    await bench.says('Trying again in 7 s');
    await bench.passes(7_000);
    const again = await bench.test.sent('INVITE');
    expect(again.uri.user).to.equal('1020');
    await bench.says('Calling…');
    await bench.test.receives(refusal(again, 503, extra));
    await bench.says('The phone system has a problem 1020');
    expect(bench.offers('Call again')).to.be.true;
    await bench.passes(60_000);
    await bench.says('The phone system has a problem');
  });

  it('with 503 and Retry-After when it is dismissed: it is not called again', async () => {
    await bench.test.receives(refusal(await bench.dials(), 503, ['Retry-After: 18']));
    await bench.test.sent('ACK');
    await bench.says('Trying again in 18 s');
    await bench.press('Dismiss');
    await bench.passes(60_000);
    expect(bench.test.socket.inbox.filter((text) => text.startsWith('INVITE '))).to.deep.equal([]);
    await bench.says('Keypad');
  });

  it('when it was answered and no media connects', async () => {
    await bench.answers(await bench.dials(), { gone: true });
    await bench.until(() => bench.test.call?.status === 'active', 'the call is answered');
    await bench.passes(20_000);
    await bench.says('The call could not be set up (no audio path)');
    expect(bench.announced.at(-1)).to.equal('assertive: The call could not be set up (no audio path)');
    expect(bench.offers('Call again')).to.be.true;
  });

  it('not with 491: the phone sends the re-INVITE again, without a notice (RFC 3261 §14.1)', async () => {
    const { far } = await bench.inCall();
    await bench.test.sent('ACK');
    await bench.press('Hold');
    const said = bench.announced.length;
    await bench.test.receives(refusal(await bench.test.sent('INVITE'), 491));
    await bench.test.sent('ACK');
    expect(bench.words).to.match(/\d:\d\d/);
    const asked = (): boolean => bench.test.socket.inbox.some((text) => text.startsWith('INVITE '));
    // Up to 4 s after the media has rolled back its offer, which takes its own time.
    await bench.passesUntil(asked, 'the INVITE is sent again', 10_000);
    expect(bench.announced.slice(said)).to.deep.equal([]);
    await bench.answers(await bench.test.sent('INVITE'), { far });
    await bench.says('On hold');
    expect(bench.announced.slice(said)).to.deep.equal(['polite: On hold']);
  });
});
