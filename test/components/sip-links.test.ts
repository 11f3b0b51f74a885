/** Links of the page that call (RFC 3966, RFC 3261 §19.1): which ones, when they are left to the browser, and that they are as they were afterwards. */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../src/define/sip-links.js';
import '../../src/define/sip-provider.js';
import type { SipLinks } from '../../src/components/sip-links.js';
import type { PhoneState } from '../../src/phone/state.js';
import { FakePhone } from '../../stories/fake-phone.js';
import { mountAll, settled } from './support.js';

describe('<sip-links>', () => {
  const mount = async (
    state: Partial<PhoneState> = {},
    scope?: string,
  ): Promise<{ box: HTMLElement; phone: FakePhone; links: SipLinks }> => {
    const phone = new FakePhone(state);
    const box = await mountAll<HTMLElement>(
      html`<div>
        <sip-provider .phone=${phone}><sip-links .scope=${scope}></sip-links></sip-provider>
        <main>
          <a class="tel" href="tel:+1-555-010-4477;ext=4">Phone</a>
          <a class="sip" title="Our desk" href="sip:desk@example.com?Replaces=x">Desk</a>
          <a class="web" href="https://example.com/">Web</a>
        </main>
        <footer><a class="foot" href="callto:1020">Foot</a></footer>
      </div>`,
    );
    return { box, phone, links: box.querySelector('sip-links')! };
  };
  /** Whether the browser would have followed the link. */
  const click = (link: Element, options: MouseEventInit = {}): boolean => {
    const event = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, button: 0, ...options });
    let followed = false;
    // Behind all listeners of the page the browser would go on: it is stopped there, as the test shall not leave the page.
    addEventListener('click', (last) => ((followed = !last.defaultPrevented), last.preventDefault()), { once: true });
    link.dispatchEvent(event);
    return followed;
  };
  const link = (box: Element, name: string): HTMLAnchorElement => box.querySelector(`.${name}`)!;

  it('call what they name, without header fields that somebody else has set', async () => {
    const { box, phone } = await mount();
    for (const name of ['tel', 'sip', 'foot']) expect(click(link(box, name)), name).to.be.false;
    expect(phone.did).to.deep.equal(['call tel:+1-555-010-4477;ext=4', 'call sip:desk@example.com', 'call tel:1020']);
  });

  it('leave other links, other buttons and keys that are held to the browser', async () => {
    const { box, phone } = await mount();
    expect(click(link(box, 'web'))).to.be.true;
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])
      expect(click(link(box, 'tel'), held), JSON.stringify(held)).to.be.true;
    expect(phone.did).to.deep.equal([]);
  });

  it('leave a link to the browser that a script of the page has taken, or that the page says no to', async () => {
    const { box, phone } = await mount();
    link(box, 'tel').addEventListener('click', (event) => event.preventDefault(), { once: true });
    click(link(box, 'tel'));
    box.addEventListener('sip-link', (event) => {
      expect(event.address).to.equal('tel:+1-555-010-4477;ext=4');
      event.preventDefault();
    });
    expect(click(link(box, 'tel'))).to.be.true;
    expect(phone.did).to.deep.equal([]);
  });

  it('leave all to the browser while the phone cannot call', async () => {
    const { box, phone, links } = await mount({ account: { status: 'unconfigured' } });
    expect(click(link(box, 'tel'))).to.be.true;
    expect(link(box, 'tel').hasAttribute('data-sip-link')).to.be.false;
    phone.set({ account: { status: 'ready', name: '1019' } });
    await settled(links);
    expect(click(link(box, 'tel'))).to.be.false;
  });

  it('call that come later, also inside of a shadow root', async () => {
    const { box, phone } = await mount();
    const later = document.createElement('a');
    later.href = 'tel:1021';
    box.append(later);
    await Promise.resolve();
    expect(later.hasAttribute('data-sip-link')).to.be.true;
    click(later);
    const host = document.createElement('div');
    box.append(host);
    host.attachShadow({ mode: 'open' }).innerHTML = '<a href="tel:1022"><b>Call</b></a>';
    click(host.shadowRoot!.querySelector('b')!);
    expect(phone.did).to.deep.equal(['call tel:1021', 'call tel:1022']);
  });

  it('are those of a part of the page, by selector or by content', async () => {
    const { box, phone, links } = await mount({}, 'footer');
    expect([click(link(box, 'tel')), click(link(box, 'foot'))]).to.deep.equal([true, false]);
    links.scope = undefined;
    links.append(box.querySelector('footer')!);
    await settled(links);
    expect([click(link(box, 'tel')), click(link(box, 'foot'))]).to.deep.equal([true, false]);
    links.scope = '::: no selector';
    await settled(links);
    expect(click(link(box, 'foot')), 'nothing is meant by it').to.be.true;
    expect(phone.did).to.deep.equal(['call tel:1020', 'call tel:1020']);
  });

  it('are as they were when the element is gone', async () => {
    const { box, links } = await mount();
    const before = '<a class="tel" href="tel:+1-555-010-4477;ext=4">Phone</a>';
    expect(link(box, 'tel').title).to.equal('Calls from this page');
    expect(link(box, 'sip').title, 'a title of the page stays').to.equal('Our desk');
    links.remove();
    expect(link(box, 'tel').outerHTML).to.equal(before);
    expect(link(box, 'sip').title).to.equal('Our desk');
    expect(click(link(box, 'tel'))).to.be.true;
  });

  it('with an address that cannot be read call nobody', async () => {
    const { box, phone } = await mount();
    link(box, 'tel').href = 'tel:%E0%A4%A';
    expect(click(link(box, 'tel'))).to.be.false;
    expect(phone.did).to.deep.equal(['call tel:%E0%A4%A']);
  });
});
