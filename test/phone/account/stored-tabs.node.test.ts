import { expect } from 'chai';
import { PageStorage } from '../../support/page-storage.js';
import { TestPhone } from '../../support/test-phone.js';

/** docs/security.md, M5 and M11; docs/decisions/021-what-is-stored.md. */
describe('The stored data of an account', () => {
  const page = PageStorage.forEachTest();
  const HISTORY = 'sip-elements:history:sip:alice@example.com';
  const keys = (storage: PageStorage) => [...storage.items.keys()].filter((key) => key.includes('alice'));
  const missOne = async (test: TestPhone, from: string) => {
    const far = await test.rings({ from: `<sip:${from}@example.com>` });
    await far.cancel();
  };
  const callers = ({ phone }: TestPhone) => phone.state.history.map(({ peer }) => peer.number);

  it('has the calls of two phones, and each phone has all of them', async () => {
    const one = await TestPhone.ready();
    const other = await TestPhone.ready();
    await missOne(one, 'bob');
    await missOne(other, 'carol');
    await missOne(one, 'dave');
    expect(callers(one)).to.deep.equal(['dave', 'carol', 'bob']);
    expect(callers(other)).to.deep.equal(callers(one));
  });

  it('keeps what another tab has stored when this one writes', async () => {
    const test = await TestPhone.ready();
    await missOne(test, 'bob');
    const stored = JSON.parse(page.storage.items.get(HISTORY)!) as { history: object[]; writers: object };
    const theirs = { ...stored.history[0], id: 'theirs' };
    const both = { ...stored, history: [theirs, ...stored.history], writers: { ...stored.writers, theirs: 1 } };
    page.storage.items.set(HISTORY, JSON.stringify(both));
    await missOne(test, 'carol');
    expect(callers(test)).to.deep.equal(['carol', 'bob', 'bob']);
  });

  it('is removed when the option to store it is switched off', async () => {
    const test = await TestPhone.ready();
    await missOne(test, 'bob');
    test.phone.configure({ keepHistory: false });
    expect(keys(page.storage)).to.deep.equal([]);
    expect(test.phone.state.history).to.deep.equal([]);
  });

  it('moves to the session storage, and back', async () => {
    const test = await TestPhone.ready();
    await missOne(test, 'bob');
    test.phone.configure({ storage: 'session' });
    expect([keys(page.storage), keys(page.session)]).to.deep.equal([[], [HISTORY]]);
    expect(callers(test)).to.deep.equal(['bob']);
    test.phone.configure({ storage: 'local' });
    expect([keys(page.storage), keys(page.session)]).to.deep.equal([[HISTORY], []]);
    expect(callers(new TestPhone())).to.deep.equal(['bob']);
  });

  it('is removed by forget(), for this account only', async () => {
    const other = await TestPhone.ready({ uri: 'sip:carol@example.com' });
    await missOne(other, 'bob');
    const test = await TestPhone.ready();
    await missOne(test, 'bob');
    test.phone.setDialString('123');
    await test.phone.forget();
    expect(keys(page.storage)).to.deep.equal([]);
    expect(test.phone.state).to.deep.include({ history: [], conversations: [], missedCount: 0, dialString: '' });
    await test.clock.advance(10_000);
    expect(keys(page.storage)).to.deep.equal([]);
    expect(other.phone.state.history).to.have.length(1);
  });
});
