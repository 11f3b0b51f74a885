/** `<sip-dial-input>`: formats a number while it is typed, removes separators from pasted text, and suggests numbers (WAI-ARIA combobox). */

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { AsYouType } from 'libphonenumber-js/min';
import '../../../src/define/sip-dial-input.js';
import type { SipDialInput } from '../../../src/components/sip-dial-input/sip-dial-input.js';
import type { PhoneState, Suggestion } from '../../../src/phone/state.js';
import { CONTACTS } from '../../../stories/support/fake-people.js';
import { ANN, BOB, FakePhone } from '../../../stories/support/fake-phone.js';
import { mountAll, pressKey, settled, text, until } from '../support.js';

describe('<sip-dial-input> during input', () => {
  const mount = async (
    state: Partial<PhoneState> = {},
    country?: 'GB' | 'US',
  ): Promise<{ element: SipDialInput; phone: FakePhone; input: HTMLInputElement }> => {
    const phone = new FakePhone(state);
    // As the phone does: text with other characters is not formatted.
    phone.formatNumber = (typed) =>
      country && /^\+?[\d\s().\-/]*$/.test(typed) ? new AsYouType(country).input(typed) : typed;
    const element = await mountAll<SipDialInput>(html`<sip-dial-input .phone=${phone}></sip-dial-input>`);
    return { element, phone, input: element.renderRoot.querySelector('input')! };
  };
  type Field = Awaited<ReturnType<typeof mount>>;

  /** As a browser on a key: changes the text at the caret, then dispatches the event. */
  const edit = async ({ element, input }: Field, inputType: string, data = ''): Promise<void> => {
    let [start, end] = [input.selectionStart!, input.selectionEnd!];
    if (inputType === 'deleteContentBackward' && start === end) start--;
    if (inputType === 'deleteContentForward' && start === end) end++;
    input.setRangeText(data, Math.max(0, start), end, 'end');
    input.dispatchEvent(new InputEvent('input', { inputType, data, bubbles: true }));
    await settled(element);
  };
  const type = async (field: Field, words: string): Promise<void> => {
    for (const character of words) await edit(field, 'insertText', character);
  };
  const paste = async ({ element, input }: Field, words: string): Promise<ClipboardEvent> => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', words);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    input.dispatchEvent(event);
    await settled(element);
    return event;
  };
  /** The text with the caret in it. */
  const seen = ({ input }: Field): string =>
    `${input.value.slice(0, input.selectionStart!)}|${input.value.slice(input.selectionStart!)}`;

  describe('a number', () => {
    it('is formatted for its country, and stored as its digits', async () => {
      const field = await mount({}, 'US');
      await type(field, '5550104477');
      expect(seen(field)).to.equal('(555) 010-4477|');
      expect(field.phone.state.dialString).to.equal('5550104477');
    });

    it('is not changed without a country', async () => {
      const field = await mount();
      await type(field, '(020) 7946-0');
      expect(field.phone.state.dialString).to.equal('(020) 7946-0');
    });

    it('is not formatted when it is a name or an address', async () => {
      const field = await mount({}, 'US');
      await type(field, 'sip:5550104477@x');
      expect(seen(field)).to.equal('sip:5550104477@x|');
    });

    it('keeps the caret after the same digit', async () => {
      const field = await mount({ dialString: '5550104477' }, 'US');
      field.input.setSelectionRange(2, 2);
      expect(seen(field)).to.equal('(5|55) 010-4477');
      await type(field, '9');
      expect(field.phone.state.dialString).to.equal('59550104477');
      expect(field.input.value.slice(0, field.input.selectionStart!).replace(/\D/g, '')).to.equal('59');
    });

    it('loses a digit on every Backspace and Delete, also at a separator of the format', async () => {
      const field = await mount({ dialString: '5550104477' }, 'US');
      field.input.setSelectionRange(6, 6);
      expect(seen(field)).to.equal('(555) |010-4477');
      await edit(field, 'deleteContentBackward');
      expect(field.phone.state.dialString).to.equal('550104477');
      field.phone.setDialString('5550104477');
      await settled(field.element);
      field.input.setSelectionRange(4, 4);
      await edit(field, 'deleteContentForward');
      expect(field.phone.state.dialString).to.equal('555104477');
    });

    it('is not changed while an input method composes', async () => {
      const field = await mount({}, 'US');
      field.input.value = '555010';
      field.input.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }));
      expect(field.input.value).to.equal('555010');
    });
  });

  describe('sanitizes pasted text', () => {
    const cases: [pasted: string, clean: string][] = [
      [' +44 20 7946 0958\n', '+44 20 7946 0958'],
      ['tel:+1-555-010-4477', '+1-555-010-4477'],
      ['Phone: (020) 7946‑0123', '(020) 7946-0123'],
      ['\u202a+44\u00a020\u200b7946\u202c', '+44 207946'],
      ['٠٢٠ ٧٩٤٦', '020 7946'],
      ['sip:bob@example.com', 'sip:bob@example.com'],
      ['5550100 ext. 4', '5550100 ext. 4'],
    ];
    for (const [pasted, clean] of cases)
      it(`${JSON.stringify(pasted)} to ${clean}`, async () => {
        const field = await mount();
        expect((await paste(field, pasted)).defaultPrevented).to.be.true;
        expect(seen(field)).to.equal(`${clean}|`);
      });

    it('and inserts it at the caret, instead of the selection', async () => {
      const field = await mount({ dialString: '12349' });
      field.input.setSelectionRange(2, 4);
      await paste(field, '00 00');
      expect(seen(field)).to.equal('1200 00|9');
    });

    it('and shortens 10 kB to the limit of the field', async () => {
      const field = await mount();
      await paste(field, '9'.repeat(10_000));
      expect(field.phone.state.dialString).to.have.length(256);
    });
  });

  describe('suggests', () => {
    const PAGE: Suggestion = { target: '2001', name: 'Annex', from: 'query' };
    const options = ({ element }: Field): string[] =>
      [...element.renderRoot.querySelectorAll('[role=option]')].map((option) => text(option));
    const active = ({ input, element }: Field): string | undefined => {
      const id = input.getAttribute('aria-activedescendant');
      const option = id === null ? undefined : element.renderRoot.querySelector(`#${id}`);
      expect(option?.getAttribute('aria-selected') ?? 'true').to.equal('true');
      return option?.querySelector('b')?.textContent;
    };
    const suggesting = async (typed = 'ann'): Promise<Field> => {
      const field = await mount({ contacts: CONTACTS });
      field.phone.contacts.answers = [PAGE];
      await type(field, typed);
      await until(() => options(field).length > 0);
      await settled(field.element);
      return field;
    };

    it('contacts and results for the text, and shows how many', async () => {
      const field = await suggesting();
      const rows = [...field.element.renderRoot.querySelectorAll('[role=option] .who')].map((row) => row.textContent);
      expect(rows).to.deep.equal([`Ann LeeMobile · ${ANN.number}`, 'Annex2001']);
      expect(field.element.renderRoot.querySelector('mark')!.textContent).to.equal('Ann');
      expect(field.input.getAttribute('aria-expanded')).to.equal('true');
      const list = field.element.renderRoot.querySelector(`#${field.input.getAttribute('aria-controls')}`)!;
      expect([list.role, list.checkVisibility()]).to.deep.equal(['listbox', true]);
      expect(field.element.renderRoot.querySelector('[role=status]')!.textContent).to.equal('2 results');
    });

    it('with arrow keys that go through the list and back to the field, whose text stays', async () => {
      const field = await suggesting();
      const visited = [];
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
        expect(pressKey(field.input, key).defaultPrevented).to.be.true;
        await settled(field.element);
        visited.push(active(field));
      }
      expect(visited).to.deep.equal(['Ann Lee', 'Annex', undefined, 'Annex']);
      expect(field.input.value).to.equal('ann');
    });

    it('and fills in the active option on Enter, shows its name, and calls on the next Enter', async () => {
      const field = await suggesting();
      pressKey(field.input, 'ArrowDown');
      pressKey(field.input, 'Enter');
      await settled(field.element);
      expect(field.phone.did).to.deep.equal([]);
      expect(field.input.value).to.equal(ANN.number);
      expect(options(field)).to.deep.equal([]);
      expect(text(field.element)).to.contain('Ann Lee');
      pressKey(field.input, 'Enter');
      expect(field.phone.did).to.deep.equal([`call ${ANN.number}`]);
    });

    it('and calls the entered text on Enter without an active option', async () => {
      const field = await suggesting();
      pressKey(field.input, 'Enter');
      expect(field.phone.did).to.deep.equal(['call ann']);
    });

    it('with a click that does not take the focus from the field', async () => {
      const field = await suggesting();
      const option = field.element.renderRoot.querySelectorAll<HTMLElement>('[role=option]')[1]!;
      const down = new PointerEvent('pointerdown', { bubbles: true, cancelable: true });
      option.dispatchEvent(down);
      expect(down.defaultPrevented).to.be.true;
      option.click();
      await settled(field.element);
      expect(field.phone.state.dialString).to.equal('2001');
    });

    it('until Escape, which is not handled otherwise, a loss of focus or an empty field', async () => {
      const field = await suggesting();
      expect(pressKey(field.input, 'Escape').defaultPrevented).to.be.true;
      await settled(field.element);
      expect(options(field)).to.deep.equal([]);
      expect(pressKey(field.input, 'Escape').defaultPrevented).to.be.false;
      const left = await suggesting();
      left.input.dispatchEvent(new FocusEvent('blur'));
      await settled(left.element);
      expect(options(left)).to.deep.equal([]);
      const emptied = await suggesting('a');
      await edit(emptied, 'deleteContentBackward');
      expect(options(emptied)).to.deep.equal([]);
    });

    it('no results for an older text', async () => {
      const field = await mount();
      const answers: ((found: Suggestion[]) => void)[] = [];
      field.phone.contacts.suggest = () => new Promise((resolve) => answers.push(resolve));
      await type(field, 'ab');
      answers[1]!([{ ...PAGE, name: 'New' }]);
      answers[0]!([{ ...PAGE, name: 'Old' }]);
      await until(() => options(field).length > 0);
      expect(options(field)).to.deep.equal(['New 2001']);
    });

    it('nothing, and goes on, when the page rejects', async () => {
      const field = await mount();
      field.phone.contacts.suggest = () => Promise.reject(new Error('down'));
      await type(field, '12');
      expect(options(field)).to.deep.equal([]);
      expect(field.phone.state.dialString).to.equal('12');
    });

    it('nothing with no-suggestions, without the role combobox', async () => {
      const field = await mount({ contacts: CONTACTS });
      field.element.noSuggestions = true;
      await settled(field.element);
      await type(field, 'ann');
      expect([field.input.role, field.element.renderRoot.querySelector('[role=listbox]')]).to.deep.equal([null, null]);
    });

    it('numbers with their label, and marks the typed digits in them', async () => {
      const field = await mount();
      field.phone.contacts.answers = [{ target: '1003', name: 'Carol Diaz', label: 'Desk', from: 'contact' }];
      await type(field, '100');
      await until(() => options(field).length > 0);
      const line = field.element.renderRoot.querySelector('[role=option] small')!;
      expect([line.textContent, line.querySelector('mark')!.textContent]).to.deep.equal(['Desk · 1003', '100']);
    });

    it('shows hostile names as text', async () => {
      const field = await mount();
      field.phone.contacts.answers = [{ target: '1', name: '<img src=x onerror=alert(1)>', from: 'query' }];
      await type(field, 'x');
      await until(() => options(field).length > 0);
      expect(options(field)[0]).to.contain('<img');
      expect(field.element.renderRoot.querySelector('img')).to.equal(null);
    });
  });

  it('shows the name of the contact with the entered number', async () => {
    const field = await mount({ contacts: CONTACTS, dialString: BOB.number.replaceAll(/[^+\d]/g, '') });
    expect(text(field.element)).to.contain('Bob Marsh · Mobile');
    field.phone.setDialString('1');
    await settled(field.element);
    expect(text(field.element)).not.to.contain('Bob');
  });

  describe('before there is a phone', () => {
    const early = async (value: string, other = ''): Promise<{ element: SipDialInput; phone: FakePhone }> => {
      const element = await mountAll<SipDialInput>(html`<sip-dial-input value=${value}></sip-dial-input>`);
      const phone = new FakePhone({ dialString: other });
      element.phone = phone;
      await settled(element);
      return { element, phone };
    };

    it('keeps its text, and gives it to the phone', async () => {
      const { element, phone } = await early('5550104477');
      expect(element.renderRoot.querySelector('input')!.value).to.equal('5550104477');
      expect(phone.state.dialString).to.equal('5550104477');
    });

    it('gives way to what is typed elsewhere', async () => {
      const { element, phone } = await early('5550104477', '600');
      expect(element.value).to.equal('600');
      expect(phone.state.dialString).to.equal('600');
    });

    it('does not bring back a text after it was dialled', async () => {
      const { element, phone } = await early('5550104477');
      phone.setDialString('');
      await settled(element);
      element.phone = new FakePhone();
      await settled(element);
      expect(element.value).to.equal('');
    });
  });
});
