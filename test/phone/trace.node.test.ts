import { expect } from 'chai';
import type { TracedMessage } from '../../src/phone/events.js';
import { TestPhone } from '../support/test-phone.js';

const CHALLENGE = 'WWW-Authenticate: Digest realm="example.com", nonce="n", algorithm=MD5, qop="auth"';

describe('The trace of a phone', () => {
  it('has every SIP message in its order and direction, without credentials (RFC 7616)', async () => {
    const test = new TestPhone({ password: 'hunter2' });
    delete test.behaviour['REGISTER'];
    const emitted: TracedMessage[] = [];
    test.phone.on('trace', (message) => emitted.push(message));
    void test.phone.start();
    const register = await test.sent('REGISTER');
    await test.answers(register, 401, [CHALLENGE]);
    await test.sent('REGISTER');
    expect(emitted.map(({ direction, text }) => `${direction} ${text.split('\r\n')[0]}`)).to.deep.equal([
      'out REGISTER sip:example.com SIP/2.0',
      'in SIP/2.0 401 Whatever',
      'out REGISTER sip:example.com SIP/2.0',
    ]);
    expect(emitted[2]!.text).to.match(/^Authorization: \*\*\*\r$/m);
    expect(emitted.map(({ text }) => text).join()).not.to.match(/nonce=|response=|hunter2/);
    expect(emitted.map(({ at }) => at)).to.deep.equal(
      [...emitted.map(({ at }) => at)].sort((one, other) => one - other),
    );
  });
});
