/** What the user tells others is kept over a reload, for each account, in the storage of the option. */

import { expect } from 'chai';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import { PageStorage } from '../../support/page-storage.js';
import { TestPhone } from '../../support/test-phone.js';
import { settle } from '../../support/virtual-clock.js';
import { PageOfPhone, starts } from '../support/page-of-phone.js';

const SALES = '"Sales" <sip:sales@example.com>';

describe('The choices of the user', () => {
  const page = PageStorage.forEachTest();
  const phones: TestPhone[] = [];

  /** A phone of a page that is loaded now, with the choices that it begins with. */
  async function loaded(options: PhoneConfiguration = {}) {
    const test = await TestPhone.ready({ identities: [SALES], ...options });
    phones.push(test);
    const { availability, doNotDisturb, identity } = test.phone.state;
    return { phone: test.phone, test, shown: { availability, doNotDisturb, identity } };
  }
  afterEach(() => phones.splice(0).forEach(({ phone }) => phone.dispose()));

  it('are kept over a reload: availability, do not disturb and the identity to call from', async () => {
    const first = await loaded();
    expect(first.shown).to.deep.equal({ availability: 'available', doNotDisturb: false, identity: undefined });
    first.phone.setAvailability('away');
    first.phone.setDoNotDisturb(true);
    first.phone.setIdentity('sip:sales@example.com');
    const { shown, test } = await loaded();
    expect(shown).to.deep.equal({ availability: 'away', doNotDisturb: true, identity: 'sip:sales@example.com' });
    await test.rings();
    expect(await test.replied(486), 'the first call after the reload').to.include('486');
  });

  it('are published after a reload', async () => {
    (await loaded()).phone.setAvailability('busy');
    const { test } = await loaded({ publishPresence: true });
    expect((await test.sent('PUBLISH')).body).to.include('busy');
  });

  it('belong to one account', async () => {
    (await loaded()).phone.setAvailability('away');
    expect((await loaded({ uri: 'sip:bob@example.com' })).shown.availability).to.equal('available');
  });

  it('of one account are not those of the next one in the same page, nor stored for it', async () => {
    const { phone } = await loaded();
    phone.setDoNotDisturb(true);
    await phone.configure({ uri: 'sip:bob@example.com', identities: [SALES] });
    expect(phone.state.doNotDisturb, 'of bob').to.equal(false);
    phone.setIdentity('sip:sales@example.com');
    const { shown } = await loaded({ uri: 'sip:bob@example.com' });
    expect(shown).to.deep.equal({ availability: 'available', doNotDisturb: false, identity: 'sip:sales@example.com' });
    expect((await loaded()).shown.doNotDisturb, 'of alice').to.equal(true);
  });

  it('keep an identity while the application does not offer it, and while another page changes something else', async () => {
    const one = await loaded();
    const other = await loaded();
    one.phone.setIdentity('sip:sales@example.com');
    other.phone.setDoNotDisturb(true);
    const late = await loaded({ identities: [] });
    expect(late.shown.identity).to.equal(undefined);
    late.phone.setAvailability('away');
    await late.phone.configure({ identities: [SALES] });
    expect(late.phone.state.identity).to.equal('sip:sales@example.com');
    const { shown } = await loaded();
    expect(shown).to.deep.equal({ availability: 'away', doNotDisturb: false, identity: 'sip:sales@example.com' });
  });

  it('are not taken where they are invalid, or the identity is no longer offered', async () => {
    (await loaded()).phone.setIdentity('sip:sales@example.com');
    expect((await loaded({ identities: [] })).shown.identity).to.equal(undefined);
    const [key] = [...page.storage.items.keys()].filter((name) => name.includes('choices'));
    for (const text of ['{', 'null', '[]', '{"availability":"gone","doNotDisturb":1,"identity":7}']) {
      page.storage.items.set(key!, text);
      const { shown } = await loaded();
      expect(shown, text).to.deep.equal({ availability: 'available', doNotDisturb: false, identity: undefined });
    }
  });

  it('are not kept with storage "none", which removes what was, nor after forget()', async () => {
    (await loaded()).phone.setAvailability('away');
    const kept = (): string[] => [...page.storage.items.keys()].filter((name) => name.includes('choices'));
    expect(kept()).to.have.length(1);
    const none = await loaded({ storage: 'none' });
    none.phone.setAvailability('busy');
    expect(kept()).to.deep.equal([]);
    const again = await loaded();
    again.phone.setAvailability('away');
    await again.phone.forget();
    expect(kept()).to.deep.equal([]);
  });
});

describe('The choices of a page that returns from the back/forward cache', () => {
  const pages = PageOfPhone.forEachTest();

  it('are those that the user has made on the page after it (HTML §7.4.6)', async () => {
    const test = new TestPhone();
    await starts(test);
    test.phone.setDoNotDisturb(true);
    const former = pages.shown;
    former.leave('same-site', true);
    await settle();
    pages.open();
    const second = new TestPhone({ clock: test.clock });
    await starts(second);
    expect(second.phone.state.doNotDisturb).to.equal(true);
    second.phone.setDoNotDisturb(false);
    pages.shown.leave('unknown');
    pages.open(former);
    former.return();
    await settle();
    expect(test.phone.state.doNotDisturb).to.equal(false);
  });
});
