/** No REGISTER before there are credentials that are to come: it would be a failed attempt, which servers count against the address. */

import { expect } from 'chai';
import type { AccountDocument } from '../../../src/phone/account/account-document.js';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import { TestPhone } from '../../support/test-phone.js';
import { settle } from '../../support/virtual-clock.js';

/** A phone that has been started, and the REGISTER requests that reach its server. */
async function started(configuration: PhoneConfiguration): Promise<{ test: TestPhone; registers: () => number }> {
  const test = new TestPhone(configuration);
  let registers = 0;
  const accept = test.behaviour['REGISTER']!;
  test.behaviour['REGISTER'] = (register) => {
    registers += 1;
    return accept(register);
  };
  void test.phone.start();
  await settle();
  return { test, registers: () => registers };
}

describe('a phone whose credentials come later', () => {
  for (const later of [
    { password: 'pw' },
    { credentials: { token: 't' } },
    { credentials: () => ({ password: 'pw' }) },
  ])
    it(`connects with awaitCredentials when it gets ${Object.entries(later).map(([name, value]) => `${name} (${typeof value})`)}, once`, async () => {
      const { test, registers } = await started({ awaitCredentials: true });
      await test.clock.advance(60_000);
      expect(test.network.sockets).to.have.length(0);
      expect(test.phone.state.account).to.include({ status: 'connecting', name: 'alice' });
      test.phone.configure(later);
      await test.serve();
      expect([registers(), test.network.sockets.length]).to.deep.equal([1, 1]);
      expect(test.phone.state.account.status).to.equal('ready');
    });

  it('connects without any when it is told to wait no longer, as the server may need none', async () => {
    const { test, registers } = await started({ awaitCredentials: true });
    test.phone.configure({ awaitCredentials: false });
    await test.serve();
    expect([registers(), test.phone.state.account.status]).to.deep.equal([1, 'ready']);
  });

  it('keeps its connection when it is told to wait after it has connected', async () => {
    const { test, registers } = await started({});
    await test.serve();
    test.phone.configure({ awaitCredentials: true });
    await test.serve();
    expect([registers(), test.network.sockets.length]).to.deep.equal([1, 1]);
  });

  it('waits again for a new account, and not after it was stopped', async () => {
    const { test, registers } = await started({ awaitCredentials: true });
    test.phone.configure({ uri: 'sip:bob@example.com' });
    await settle();
    expect(test.phone.state.account).to.include({ status: 'connecting', name: 'bob' });
    await test.phone.stop();
    expect(test.phone.state.account.status).to.equal('stopped');
    test.phone.configure({ password: 'pw' });
    await settle();
    expect(test.network.sockets).to.have.length(0);
    void test.phone.start();
    await test.serve();
    expect(registers()).to.equal(1);
  });

  it('has nothing to wait for without an account: it says what is missing', async () => {
    const { test } = await started({ awaitCredentials: true, server: undefined, uri: undefined });
    expect(test.phone.state.account.status).to.equal('unconfigured');
  });

  it('connects without registering where it shall not register', async () => {
    const { test, registers } = await started({ awaitCredentials: true, noRegister: true });
    await test.serve();
    expect([registers(), test.network.sockets.length]).to.deep.equal([0, 1]);
  });

  it('waits for the document of the account, also where the page names server and address', async () => {
    let give!: (document: AccountDocument) => void;
    const accountSource = () => new Promise<AccountDocument>((resolve) => (give = resolve));
    const { test, registers } = await started({ accountSource });
    await test.clock.advance(5000);
    expect([test.network.sockets.length, test.phone.state.account.status]).to.deep.equal([0, 'connecting']);
    give({ password: 'pw' });
    await test.serve();
    expect([registers(), test.network.sockets.length]).to.deep.equal([1, 1]);
    expect(test.phone.state.account.status).to.equal('ready');
  });

  it('says that the document cannot be had, tries again, and connects when it is there', async () => {
    let attempts = 0;
    const accountSource = async (): Promise<AccountDocument> => {
      attempts += 1;
      if (attempts === 1) throw new Error('503');
      return { password: 'pw' };
    };
    const { test, registers } = await started({ accountSource });
    expect(test.phone.state.account).to.include({ status: 'offline', challenge: 'unavailable' });
    expect(registers()).to.equal(0);
    test.phone.retryNow();
    await test.serve();
    expect([attempts, registers(), test.phone.state.account.status]).to.deep.equal([2, 1, 'ready']);
  });

  it('connects where there is no document, also at a later attempt', async () => {
    for (const failures of [0, 1]) {
      let attempts = 0;
      const accountSource = async (): Promise<undefined> => {
        attempts += 1;
        if (attempts <= failures) throw new Error('503');
      };
      const { test, registers } = await started({ accountSource });
      if (failures > 0) test.phone.retryNow();
      await test.serve();
      expect([attempts, registers()], `${failures} failures`).to.deep.equal([failures + 1, 1]);
    }
  });
});
