/** Contacts: search by name and number, favourites first, calls and messages. */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/sip-contacts.js';
import '../../../src/define/sip-provider.js';
import type { SipContacts } from '../../../src/components/sip-contacts/sip-contacts.js';
import type { Contact, PhoneState } from '../../../src/phone/state.js';
import { CONTACTS, lamp } from '../../../stories/support/fake-people.js';
import { ANN, BOB, FakePhone } from '../../../stories/support/fake-phone.js';
import { button, deep, mountAll, settled, text, until } from '../support.js';

describe('<sip-contacts>', () => {
  const mount = async (state: Partial<PhoneState> = {}): Promise<{ element: SipContacts; phone: FakePhone }> => {
    const phone = new FakePhone(state);
    const box = await mountAll(
      html`<div>
        <sip-provider .phone=${phone}><sip-contacts can-message></sip-contacts></sip-provider>
      </div>`,
    );
    return { element: box.querySelector('sip-contacts')!, phone };
  };
  const names = (element: SipContacts): string[] =>
    [...element.renderRoot.querySelectorAll('[part=name]')].map((node) => node.textContent.trim());
  const type = async (element: SipContacts, words: string): Promise<void> => {
    const input = element.renderRoot.querySelector('input')!;
    input.value = words;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled(element);
  };
  const contact = (id: number, rest: Partial<Contact> = {}): Contact => ({
    id: String(id),
    name: `Person ${id}`,
    numbers: [{ target: String(1000 + id) }],
    ...rest,
  });

  it('shows favourites first, each with the first number or the lamp', async () => {
    const { element } = await mount({ contacts: [...CONTACTS].reverse(), lamps: [lamp('1020', 'Bob', 'busy')] });
    expect(names(element)).to.deep.equal(['Ann Lee', 'João Oliveira', 'Bob Marsh']);
    expect(text(element)).to.match(/Favourites AL Ann Lee Mobile \+1 .* Contacts .* Bob Marsh On a call/);
  });

  it('calls the first number, and any other one of several', async () => {
    const { element, phone } = await mount({ contacts: CONTACTS });
    button(element, 'Call Ann Lee').click();
    button(element, 'Numbers of Bob Marsh').click();
    await settled(element);
    expect(button(element, 'Numbers of Bob Marsh').getAttribute('aria-expanded')).to.equal('true');
    button(element, `Mobile ${BOB.number}`).click();
    expect(phone.did).to.deep.equal([`call ${ANN.number}`, `call ${BOB.number}`]);
  });

  it('emits sip-message-request', async () => {
    const { element } = await mount({ contacts: CONTACTS });
    const asked: string[] = [];
    element.addEventListener('sip-message-request', (event) => asked.push(event.address));
    button(element, 'Message Ann Lee').click();
    expect(asked).to.deep.equal([ANN.number]);
  });

  const searches: [typed: string, found: string[]][] = [
    ['joao', ['João Oliveira']],
    ['LEE ann', ['Ann Lee']],
    ['mobile', ['Ann Lee', 'Bob Marsh']],
    ['0108812', ['Bob Marsh']],
    ['555 010-44', ['Ann Lee']],
  ];
  for (const [typed, found] of searches) {
    it(`finds ${found.join(' and ')} by "${typed}"`, async () => {
      const { element } = await mount({ contacts: CONTACTS });
      await type(element, typed);
      expect(names(element)).to.deep.equal(found);
      expect(element.renderRoot.querySelector('[role=status]')!.textContent).to.equal(
        found.length === 1 ? '1 result' : '2 results',
      );
    });
  }

  it('shows that nothing was found, or that there are no contacts', async () => {
    const { element, phone } = await mount({ contacts: CONTACTS });
    await type(element, 'zz');
    expect(text(element)).to.contain('Nothing found');
    await type(element, '');
    phone.contacts.set([]);
    await settled(element);
    expect(text(element)).to.contain('No contacts yet');
    expect(element.matches(':state(empty)')).to.be.true;
  });

  it('shows the results of the page for the present text only', async () => {
    const { element, phone } = await mount({ contacts: CONTACTS });
    phone.contacts.answers = [{ target: '2001', name: 'Zoe of the directory', from: 'query' }];
    await type(element, 'zoe');
    await until(() => names(element).includes('Zoe of the directory'));
    button(element, 'Call Zoe of the directory').click();
    expect(phone.did).to.deep.equal(['call 2001']);
    await type(element, 'ann');
    phone.contacts.answers = [];
    await type(element, 'ann ');
    expect(names(element)).to.deep.equal(['Ann Lee']);
  });

  it('renders fifty of five thousand', async () => {
    const { element } = await mount({ contacts: Array.from({ length: 5000 }, (_, index) => contact(index)) });
    expect(names(element)).to.have.length(50);
  });

  it('shows only images with a safe URL, and initials when one cannot be loaded', async () => {
    const pictures = [
      'javascript:alert(1)',
      'http://example.com/a.png',
      'data:text/html,<b>x</b>',
      'data:image/png,broken',
    ];
    const { element } = await mount({ contacts: pictures.map((picture, index) => contact(index, { picture })) });
    const images = [...element.renderRoot.querySelectorAll('img')];
    expect(images.map((image) => image.getAttribute('src'))).to.deep.equal(['data:image/png,broken']);
    images[0]!.dispatchEvent(new Event('error')); // a page in the background does not even try
    expect(images[0]!.hidden).to.be.true;
  });

  /** The numbers and the labels of one word that an edge cuts. */
  function cutTexts(element: SipContacts): string[] {
    const found: string[] = [];
    for (const box of element.renderRoot.querySelectorAll<HTMLElement>('.labelled bdi')) {
      const { dir, textContent } = box;
      if (dir !== 'ltr' && !['Desk', 'Mobile'].includes(textContent)) continue;
      const range = document.createRange();
      range.selectNodeContents(box);
      const rects = [...range.getClientRects()];
      for (let node: HTMLElement | null = box; node && !node.matches('.rows'); node = node.parentElement) {
        if (getComputedStyle(node).overflowX === 'visible') continue;
        const { left, right, top, bottom } = node.getBoundingClientRect();
        const isInside = (rect: DOMRect): boolean =>
          rect.left > left - 1 && rect.right < right + 1 && rect.top > top - 4 && rect.bottom < bottom + 4;
        if (!rects.every(isInside)) found.push(`${textContent} is cut by .${node.className}`);
      }
    }
    return found;
  }

  for (const direction of ['ltr', 'rtl'])
    for (const width of [240, 280, 320, 400])
      it(`shows numbers whole in a list of ${width} px, ${direction}`, async () => {
        const { element } = await mount({
          contacts: [
            ...CONTACTS,
            contact(4, { numbers: [{ label: 'Mobile of the car', target: '+49 (0) 1512 3456789-000' }] }),
            contact(5, {
              numbers: [{ label: 'x'.repeat(60), target: 'sip:a.rather.long.name@subsidiary.example.com' }],
            }),
          ],
        });
        element.style.cssText = `inline-size: ${width}px; direction: ${direction}; container-type: inline-size`;
        button(element, 'Numbers of Bob Marsh').click();
        await settled(element);
        expect(cutTexts(element)).to.deep.equal([]);
        expect(element.scrollWidth).to.be.at.most(width);
      });

  it('shows hostile names as text, within the width', async () => {
    const name = `<script>window.hacked = 1</script>${'x'.repeat(10_000)}`;
    const { element } = await mount({
      contacts: [
        contact(1, { name, numbers: [{ label: name, target: name }] }),
        contact(2, { name: 'ليلى حدّاد', numbers: [] }),
      ],
    });
    element.style.inlineSize = '300px';
    await settled(element);
    expect(names(element)[0]).to.contain('<script>');
    expect([...deep(element.renderRoot as ShadowRoot)].some((node) => node.localName === 'script')).to.be.false;
    expect(element.scrollWidth).to.be.at.most(300);
    expect(element.renderRoot.querySelector('[part=item]')!.clientHeight).to.be.below(120);
  });
});
