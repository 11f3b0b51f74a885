/** The state of the phone after a challenge that was not answered (docs/decisions/017). */

import { expect } from 'chai';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { CallState } from '../../../src/phone/state.js';
import type { WithheldChallenge } from '../../../src/sip/digest/unanswered.js';
import { TestPhone } from '../../support/test-phone.js';
import { settle } from '../../support/virtual-clock.js';

const FOREIGN = ['Proxy-Authenticate: Digest realm="evil", nonce="n", qop="auth"'];
const WWW = ['WWW-Authenticate: Digest realm="example.com", nonce="n", qop="auth"'];

describe('A challenge that was not answered', () => {
  it('ends a call with the cause password-withheld, and emits challengeWithheld [C1]', async () => {
    const test = await TestPhone.ready({ password: 'hunter2' });
    const withheld: WithheldChallenge[] = [];
    test.phone.on('challengeWithheld', (challenge) => withheld.push(challenge));
    delete test.behaviour['INVITE'];
    test.phone.call('bob');
    await test.answers(await test.sent('INVITE'), 407, FOREIGN);
    await settle();
    const call = test.phone.state.calls[0] as CallState & { status: 'ended' };
    expect(call).to.include({ status: 'ended', cause: 'password-withheld', failed: true });
    expect(withheld.map(({ method, realm, reason }) => [method, realm, reason])).to.deep.equal([
      ['INVITE', 'evil', 'realm'],
    ]);
  });

  it('ends a call with the cause sign-in-refused where the server has refused the password of the account', async () => {
    const test = new TestPhone({ password: 'wrong' });
    delete test.behaviour['REGISTER'];
    delete test.behaviour['INVITE'];
    void test.phone.start();
    await test.answers(await test.sent('REGISTER'), 403);
    expect(test.phone.state.account).to.include({ status: 'refused' });
    test.phone.call('bob');
    const proxy = ['Proxy-Authenticate: Digest realm="other", nonce="n", qop="auth"'];
    await test.answers(await test.sent('INVITE'), 407, proxy);
    await settle();
    expect(test.phone.state.calls[0]).to.include({ status: 'ended', cause: 'sign-in-refused' });
  });

  it('at REGISTER gives the account the status refused with challenge: withheld, not that of a wrong password [C1]', async () => {
    const test = new TestPhone({ password: 'hunter2', realm: 'other' });
    delete test.behaviour['REGISTER'];
    void test.phone.start();
    await test.answers(await test.sent('REGISTER'), 401, WWW);
    expect(test.phone.state.account).to.include({ status: 'refused', challenge: 'withheld' });
  });

  it('because the credentials function failed gives the account the status offline with a time for the next attempt [H2]', async () => {
    const credentials = (): Promise<never> => Promise.reject(new Error('no'));
    const test = new TestPhone({ credentials });
    delete test.behaviour['REGISTER'];
    void test.phone.start();
    await test.answers(await test.sent('REGISTER'), 401, WWW);
    await settle();
    expect(test.phone.state.account).to.include({ status: 'offline', challenge: 'unavailable' });
    expect(test.phone.state.account).to.have.property('retryAt');
  });

  for (const [attribute, options] of [
    ['realm', { realm: [] }],
    ['algorithms', { algorithms: ['MD4'] as unknown as NonNullable<PhoneConfiguration['algorithms']> }],
    ['authenticate-in-dialog', { authenticateInDialog: ['a b'] }],
    ['token-methods', { tokenMethods: ['a b'] }],
  ] as const)
    it(`does not concern an invalid ${attribute}, which is a problem of the configuration`, () => {
      const test = new TestPhone(options);
      expect(test.phone.state.problem).to.include({ kind: 'bad-attribute', attribute });
    });
});
