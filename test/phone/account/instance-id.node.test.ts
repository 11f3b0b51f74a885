import { expect } from 'chai';
import { InstanceIds, type InstancePage } from '../../../src/phone/account/instance-id.js';
import { URI } from '../../../src/sip/message/uri.js';
import { PageStorage } from '../../support/page-storage.js';

const ALICE = URI.parse('sip:alice@example.com')!;
const BOB = URI.parse('sip:bob@example.com')!;

/** The page of a tab; a reload is another one with the same storage. */
class Page extends EventTarget implements InstancePage {
  constructor(readonly sessionStorage = new PageStorage()) {
    super();
  }

  show(): void {
    this.dispatchEvent(new Event('pageshow'));
  }

  hide(): void {
    this.dispatchEvent(new Event('pagehide'));
  }

  reload(): Page {
    this.hide();
    return new Page(this.sessionStorage);
  }

  duplicate(): Page {
    const copy = new PageStorage();
    for (const [key, value] of this.sessionStorage.items) copy.items.set(key, value);
    return new Page(copy);
  }
}

describe('The instance id of a device (RFC 5626 §4.1)', () => {
  it('is the same for the life of a phone and over reloads, and different for each account', () => {
    const page = new Page();
    const ids = new InstanceIds(page);
    const id = ids.of(ALICE);
    expect(id).to.match(/^[0-9a-f-]{36}$/);
    expect(ids.of(ALICE)).to.equal(id);
    expect(ids.of(BOB)).not.to.equal(id);
    const second = page.reload();
    expect(new InstanceIds(second).of(ALICE)).to.equal(id);
    expect(new InstanceIds(second.reload()).of(ALICE)).to.equal(id);
  });

  // @rfc 5626 §4.1
  it('is different in a duplicated tab, and in each phone of a page', () => {
    const page = new Page();
    const id = new InstanceIds(page).of(ALICE);
    expect(new InstanceIds(page.duplicate()).of(ALICE)).not.to.equal(id);
    const other = new InstanceIds(page).of(ALICE);
    expect(other).not.to.equal(id);
    const reloaded = page.reload();
    const both = [new InstanceIds(reloaded).of(ALICE), new InstanceIds(reloaded).of(ALICE)];
    expect(both).to.have.members([id, other]);
  });

  it('is released with the phone, for the next phone of the tab', () => {
    const page = new Page();
    const first = new InstanceIds(page);
    const id = first.of(ALICE);
    first.release();
    const next = new InstanceIds(page);
    expect(next.of(ALICE)).to.equal(id);
    page.hide();
    expect(page.sessionStorage.items.size).to.equal(1);
    expect([...page.sessionStorage.items.values()]).to.deep.equal([id]);
  });

  it('is kept by a page that was frozen, duplicated or not', () => {
    const page = new Page();
    const ids = new InstanceIds(page);
    const id = ids.of(ALICE);
    page.hide();
    page.show();
    expect(ids.of(ALICE)).to.equal(id);
    expect(new InstanceIds(page.duplicate()).of(ALICE)).not.to.equal(id);
  });

  it('is a new one without a stored or with a malformed value, and without a page', () => {
    const page = new Page();
    page.sessionStorage.items.set('sip-elements:instance:sip:alice@example.com', 'nonsense "> 1');
    expect(new InstanceIds(page).of(ALICE)).to.match(/^[0-9a-f-]{36}$/);
    page.sessionStorage.full = true;
    expect(new InstanceIds(page).of(BOB)).to.match(/^[0-9a-f-]{36}$/);
    expect(new InstanceIds({}).of(ALICE)).to.match(/^[0-9a-f-]{36}$/);
    const forbidden = {
      get sessionStorage(): never {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    expect(new InstanceIds(forbidden).of(ALICE)).to.match(/^[0-9a-f-]{36}$/);
  });
});
