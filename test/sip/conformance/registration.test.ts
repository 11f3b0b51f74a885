/** Conformance over the wire: registrars with unusual responses (RFC 3261 §10.2.4). T-numbers are those of the conformance table. */

import { expect } from 'chai';
import { TestUA } from '../../support/test-ua.js';

async function registering() {
  const test = new TestUA({ register: true });
  const emitted: string[] = [];
  test.ua.on('registered', () => void emitted.push('registered'));
  test.ua.on('registrationFailed', () => void emitted.push('failed'));
  await test.ua.start();
  const request = await test.sent('REGISTER');
  return { test, emitted, request, ours: `Contact: <${request.contact!.uri.toRaw()}>` };
}

describe('registration', () => {
  it('T11: uses the Expires header, then the requested value, for a Contact without expires', async () => {
    const { test, request, ours } = await registering();
    await test.answers(request, 200, { extra: [ours, 'Expires: 100'] });
    await test.clock.advance(49_999);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    const second = await test.sent('REGISTER');
    await test.answers(second, 200, { extra: [ours] });
    await test.clock.advance(299_999);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    await test.sent('REGISTER');
  });

  it('T12: emits registrationFailed for a 200 without its Contact, and can be tried again', async () => {
    const { test, emitted, request, ours } = await registering();
    await test.answers(request, 200);
    expect(emitted).to.deep.equal(['failed']);
    const again = test.ua.register();
    await test.answers(await test.sent('REGISTER'), 200, { extra: [ours] });
    await again;
    expect(emitted).to.deep.equal(['failed', 'registered']);
  });

  for (const expires of [4294967, 9294967, 4294967295]) {
    it(`T13: shortens a lifetime of ${expires} s to the limit of a timer`, async () => {
      const { test, request, ours } = await registering();
      await test.answers(request, 200, { extra: [`${ours};expires=${expires}`] });
      await test.clock.advance(1);
      expect(test.clock.nextAt! - test.clock.now()).to.be.within(86_400_000, 2 ** 31 - 1);
      expect(await test.silent()).to.equal(true);
    });
  }

  it('T11: fails with a lifetime of 0, and waits 5 s with a lifetime of 1 s', async () => {
    const { test, emitted, request, ours } = await registering();
    await test.answers(request, 200, { extra: [`${ours};expires=0`] });
    expect(emitted).to.deep.equal(['failed']);
    expect(await test.silent()).to.equal(true);
    void test.ua.register();
    await test.answers(await test.sent('REGISTER'), 200, { extra: [`${ours};expires=1`] });
    await test.clock.advance(4999);
    expect(await test.silent()).to.equal(true);
  });

  it('T14: ignores the tel Contact of another device, and a malformed one', async () => {
    const { test, emitted, request, ours } = await registering();
    await test.answers(request, 200, {
      extra: ['Contact: <tel:+15551234>', 'Contact: <<broken>>', `${ours};expires=60`],
    });
    expect(emitted).to.deep.equal(['registered']);
    expect(test.ua.isRegistered()).to.equal(true);
  });
});
