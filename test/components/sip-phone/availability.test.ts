/** What the user chooses besides a number: availability in the menu, and the identity to call from. */

import { expect } from '@open-wc/testing';
import '../../../src/define/sip-phone.js';
import type { PhoneState } from '../../../src/phone/state.js';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import { button, mountPhone, settled } from '../support.js';

describe('<sip-phone>', () => {
  const mount = async (options: PhoneConfiguration, state: Partial<PhoneState> = {}) => {
    const { element, phone } = await mountPhone(state);
    phone.configuration = { ...phone.configuration, ...options };
    element.requestUpdate();
    await settled(element);
    const items = async (): Promise<HTMLElement[]> => {
      button(element, 'Menu').click();
      await settled(element);
      return [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part=menu-item]')];
    };
    return { element, phone, items };
  };
  const emitted = (items: readonly HTMLElement[]): string[] =>
    items.map((item) => `${item.getAttribute('role')} ${item.dataset['item']} ${item.ariaChecked}`);

  it('offers four choices of availability with publishPresence, of which one is checked (WAI-ARIA 1.2 §5.4)', async () => {
    const { element, phone, items } = await mount({ publishPresence: true });
    const shown = await items();
    expect(emitted(shown.slice(0, 4))).to.deep.equal([
      'menuitemradio available true',
      'menuitemradio busy false',
      'menuitemradio away false',
      'menuitemradio do-not-disturb false',
    ]);
    shown[2]!.click();
    await settled(element);
    expect(phone.state.availability).to.equal('away');
    (await items())[3]!.click();
    await settled(element);
    expect(phone.state).to.include({ doNotDisturb: true, availability: 'away' });
    expect((await items()).findIndex(({ ariaChecked }) => ariaChecked === 'true')).to.equal(3);
  });

  it('dispatches sip-before-identity and sip-before-clear-history, and prevents both (contract)', async () => {
    const identities = [{ uri: 'sip:sales@example.com', name: 'Sales', number: 'sales' }];
    const { element, phone } = await mount({}, { identities });
    const told: (string | undefined)[] = [];
    element.addEventListener('sip-before-identity', (event) => {
      told.push(event.value);
      event.preventDefault();
    });
    element.addEventListener('sip-before-clear-history', (event) => event.preventDefault());
    const select = element.shadowRoot!.querySelector<HTMLSelectElement>('[part=identity] select')!;
    select.value = 'sip:sales@example.com';
    select.dispatchEvent(new Event('change'));
    expect(told).to.deep.equal(['sip:sales@example.com']);
    expect([phone.state.identity, select.value], 'the choice is as before').to.deep.equal([undefined, '']);
    const refused = await element.clearHistory().catch((error: unknown) => error);
    expect(refused).to.include({ kind: 'canceled' });
    expect(phone.did).to.deep.equal([]);
  });

  it('dispatches sip-before-availability, and prevents the choice and do not disturb (contract)', async () => {
    const { element, phone, items } = await mount({ publishPresence: true });
    const emitted: string[] = [];
    element.addEventListener('sip-before-availability', (event) => {
      emitted.push(event.availability);
      event.preventDefault();
    });
    (await items())[1]!.click();
    const refused = await element.setDoNotDisturb(true).catch((error: unknown) => error);
    expect(refused).to.include({ kind: 'canceled' });
    expect(emitted).to.deep.equal(['busy', 'do-not-disturb']);
    expect(phone.state).to.include({ doNotDisturb: false, availability: 'available' });
  });

  it('offers only do not disturb without it', async () => {
    const { items } = await mount({});
    expect(emitted((await items()).slice(0, 2))).to.deep.equal([
      'menuitemcheckbox dnd false',
      'menuitem settings null',
    ]);
  });

  it('offers the identities to call from beside the number, and none without the option', async () => {
    const identities = [
      { uri: 'sip:sales@example.com', name: 'Sales', number: 'sales' },
      { uri: 'tel:+442079460123', name: '', number: '+442079460123' },
    ];
    const { element, phone } = await mount({}, { identities });
    const select = element.shadowRoot!.querySelector<HTMLSelectElement>('[part=identity] select')!;
    expect([...select.options].map(({ text }) => text)).to.deep.equal(['1019', 'Sales', '+442079460123']);
    for (const [value, did] of [
      ['sip:sales@example.com', 'identity sip:sales@example.com'],
      ['', 'identity undefined'],
    ] as const) {
      select.value = value;
      select.dispatchEvent(new Event('change'));
      expect(phone.did.at(-1)).to.equal(did);
    }
    phone.set({ identities: [] });
    await settled(element);
    expect(element.shadowRoot!.querySelector('[part=identity]')).to.be.null;
  });
});
