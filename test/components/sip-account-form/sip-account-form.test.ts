/** `<sip-account-form>`: the account, the error beside its field, show-password, signing out (WCAG 2.2 §3.3). */

import { expect, html } from '@open-wc/testing';
import '../../../src/define/all.js';
import type { SipAccountForm } from '../../../src/components/sip-account-form/sip-account-form.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { FakePhone, withCall } from '../../../stories/support/fake-phone.js';
import { button, mountAll, mountPhone, settled, text, until } from '../support.js';

const REFUSED: PhoneState['account'] = { status: 'refused', name: '1019', statusCode: 403, reason: 'Forbidden' };

describe('<sip-account-form>', () => {
  async function mount(state: Partial<PhoneState> = {}): Promise<{ form: SipAccountForm; phone: FakePhone }> {
    const phone = new FakePhone(state);
    const account = { server: 'wss://pbx.example.com/ws', uri: 'sip:1019@example.com' };
    phone.configuration = { ...account, username: 'auth', password: 'secret' };
    const form = await mountAll<SipAccountForm>(html`<sip-account-form .phone=${phone}></sip-account-form>`);
    return { form, phone };
  }
  const field = (form: SipAccountForm, name: string): HTMLInputElement =>
    form.renderRoot.querySelector<HTMLInputElement>(`input[name=${name}]`)!;
  const values = (form: SipAccountForm): string[] =>
    ['server', 'uri', 'username', 'password'].map((name) => field(form, name).value);
  const focused = (form: SipAccountForm): string | undefined =>
    (form.shadowRoot!.activeElement as HTMLInputElement).name;

  it('shows the account of the phone without its password (WCAG 3.3.7)', async () => {
    const { form } = await mount();
    expect(values(form)).to.deep.equal(['wss://pbx.example.com/ws', 'sip:1019@example.com', 'auth', '']);
    expect(form.shadowRoot!.innerHTML).not.to.contain('secret');
    await expect(form).to.be.accessible();
  });

  it('keeps the entered values after saving, and the password of the same account', async () => {
    const { form, phone } = await mount();
    field(form, 'username').value = 'other';
    button(form, 'Save').click();
    await settled(form);
    expect(values(form)).to.deep.equal(['wss://pbx.example.com/ws', 'sip:1019@example.com', 'other', '']);
    expect(phone.configuration).to.include({ username: 'other', password: 'secret' });
    field(form, 'password').value = ' new ';
    button(form, 'Save').click();
    expect(phone.configuration.password).to.equal(' new ');
    field(form, 'uri').value = 'sip:1020@example.com';
    button(form, 'Save').click();
    expect(phone.configuration.password, 'the password of another account').to.equal(undefined);
  });

  it('shows beside the field why the account was refused, and moves the focus there (WCAG 3.3.1, 3.3.3)', async () => {
    const { form, phone } = await mount();
    field(form, 'password').value = 'wrong';
    field(form, 'password').focus();
    button(form, 'Save').click();
    phone.set({ account: { status: 'connecting', name: '1019', since: 0 } });
    await settled(form);
    expect(text(form)).to.contain('Signing in…');
    phone.set({ account: REFUSED });
    await settled(form);
    const password = field(form, 'password');
    expect(focused(form)).to.equal('password');
    expect(password.getAttribute('aria-invalid')).to.equal('true');
    const error = form.shadowRoot!.getElementById(password.getAttribute('aria-describedby')!)!;
    expect(error.textContent).to.equal('Sign-in refused. Check user name and password.');
    expect(form.matches(':state(refused)')).to.be.true;
    await expect(form).to.be.accessible();
  });

  it('shows the error at the field of an invalid server, and of one that cannot be reached', async () => {
    const { form, phone } = await mount({
      account: { status: 'unconfigured', problem: { kind: 'bad-server', attribute: 'server', detail: '' } },
    });
    form.focus();
    expect(focused(form)).to.equal('server');
    expect(text(form)).to.contain('The server address is not valid. It begins with wss:// or ws://.');
    phone.set({ account: { status: 'offline', name: '1019', everConnected: false } });
    await settled(form);
    expect(text(form)).to.contain('Cannot reach the phone server.');
  });

  it('names the purpose of its fields, and takes a pasted password (WCAG 1.3.5, 3.3.8)', async () => {
    const { form, phone } = await mount();
    expect(field(form, 'username').autocomplete).to.equal('username');
    expect(field(form, 'password').autocomplete).to.equal('current-password');
    const data = new DataTransfer();
    data.setData('text/plain', 'from the manager');
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true, composed: true });
    field(form, 'password').focus();
    expect(field(form, 'password').dispatchEvent(paste), 'no listener prevents the paste').to.equal(true);
    // What the browser does then.
    document.execCommand('insertText', false, 'from the manager');
    button(form, 'Save').click();
    expect(phone.configuration.password).to.equal('from the manager');
  });

  it('shows the password while Show password is pressed', async () => {
    const { form } = await mount();
    const reveal = button(form, 'Show password');
    expect(field(form, 'password').type).to.equal('password');
    reveal.click();
    await settled(form);
    expect([field(form, 'password').type, reveal.ariaPressed]).to.deep.equal(['text', 'true']);
    button(form, 'Save').click();
    await settled(form);
    expect(field(form, 'password').type).to.equal('password');
  });

  it('signs out, but not during a call', async () => {
    const { form, phone } = await mount();
    button(form, 'Sign out').click();
    expect(phone.did).to.deep.equal(['stop']);
    phone.set({ account: { status: 'stopped', name: '1019' } });
    await settled(form);
    expect(text(form)).not.to.contain('Sign out');
    const inCall = await mount(withCall({ status: 'active' }));
    expect(button(inCall.form, 'Sign out').disabled).to.be.true;
  });

  it('is opened by Fix in the phone, with the focus on the password', async () => {
    const { element } = await mountPhone({ account: REFUSED });
    const fix = button(element, 'Fix');
    fix.focus();
    fix.click();
    await until(() => element.shadowRoot!.activeElement?.localName === 'sip-account-form');
    const form = element.renderRoot.querySelector('sip-account-form')!;
    expect(focused(form)).to.equal('password');
    expect(field(form, 'uri').value).to.equal('sip:1019@example.com');
  });
});
