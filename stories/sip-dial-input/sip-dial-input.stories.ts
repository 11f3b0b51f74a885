/** The field for a name or a number. */

import { html } from 'lit';
import '../../src/define/sip-dial-input.js';
import { FakePhone } from '../support/fake-phone.js';
import { about, withPhone, type Story } from '../support/story.js';

export default {
  title: 'sip-dial-input',
  component: 'sip-dial-input',
  parameters: about('The field for a name or a number. Takes part in forms.'),
};

export const Empty = withPhone(html`<sip-dial-input></sip-dial-input>`);
export const Typed = withPhone(html`<sip-dial-input><span slot="hint">Ann Lee · Mobile</span></sip-dial-input>`, {
  dialString: '+1 (555) 010-4477',
});
export const Disabled = withPhone(html`<sip-dial-input disabled></sip-dial-input>`);
export const Search = withPhone(html`<sip-dial-input layout="search"></sip-dial-input>`);
export const WhoseNumber = withPhone(html`<sip-dial-input></sip-dial-input>`, {
  dialString: '1020',
  contacts: [{ id: '1', name: 'Bob Marsh', numbers: [{ label: 'Desk', target: '1020' }] }],
});
/** Suggestions come while somebody types: here "a" has been typed. */
export const Suggestions: Story = {
  render: () => {
    const contacts = [
      { id: '1', name: 'Ann Lee', numbers: [{ target: '1021' }] },
      { id: '2', name: 'Dana Roy', numbers: [{ target: '1022' }] },
    ];
    const field = document.createElement('sip-dial-input');
    field.phone = new FakePhone({ contacts });
    void field.updateComplete.then(() => {
      const input = field.renderRoot.querySelector('input')!;
      input.value = 'a';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    return html`${field}`;
  },
};
