/**
 * `<sip-account-form>`: server, address, user name and password of the account. The input is passed to the phone only.
 * Subjects: <sip-account-form>; sign-in form; sign-out button; wrong password shown; field focused after an error; show password.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { AccountState, PhoneState } from '../../phone/state.js';
import { SipAccountSubmitEvent } from '../shared/events/events.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { icon } from '../shared/icons/icons.js';
import { SipElement, type StateTable } from '../shared/base/sip-element.js';
import { statusView } from '../shared/text/account-text.js';
import { styles } from './sip-account-form.styles.js';

const FIELDS = ['server', 'uri', 'username', 'password'] as const;
type Field = (typeof FIELDS)[number];

/** What is wrong with the account, and the field that corrects it. */
interface Fault {
  readonly field: Field;
  readonly text: string;
}

const SERVER = 'wss?://[^\\s,]+([\\s,]+wss?://[^\\s,]+)*';
const ADDRESS = '([sS][iI][pP][sS]?:)?[^@\\s]+@[^@\\s]+';

const STATES = {
  busy: (account) => account?.status === 'connecting',
  refused: (account) => account?.status === 'refused',
} satisfies StateTable<AccountState | undefined>;

/**
 * A form for the account, without its password: an empty password field keeps the one of the phone, unless server or address change.
 *
 * @tag sip-account-form
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @fires sip-account-submit - The form was submitted. Cancelable: the phone is then not configured. Does not bubble.
 * @slot server - The label of the field for the server.
 * @slot uri - The label of the field for the address.
 * @slot username - The label of the field for the user name.
 * @slot password - The label of the field for the password.
 * @slot reveal - The icon of the button that shows the password.
 * @slot submit - The label of the submit button.
 * @slot sign-out - The label of the button that signs the account out.
 * @csspart base - The form.
 * @csspart label - Each label.
 * @csspart input - Each field.
 * @csspart hint - The mark of a field that may be empty, and the example below the address.
 * @csspart error - The sentence below the field that has to be corrected.
 * @csspart reveal - The button that shows the password.
 * @csspart submit - The submit button.
 * @csspart sign-out - The button that signs the account out.
 * @csspart icon - Each icon.
 * @cssstate busy - The phone is connecting or registering.
 * @cssstate refused - The server refuses the account.
 */
export class SipAccountForm extends PhoneElement {
  static readonly tagName: string = 'sip-account-form';
  protected static override readonly laterSlots = ['sign-out'];
  static override styles = [SipElement.styles, styles];

  /** Whether the password is shown as text. */
  @state() private accessor revealed = false;

  #focusesFault = false;

  protected override select({ account, problem, calls }: PhoneState): unknown {
    return [account, problem, calls.length];
  }

  protected override phoneStateChanged({ account }: PhoneState, previous: PhoneState): void {
    const isNew = account.status === 'refused' && previous.account.status !== 'refused';
    if (isNew && this.matches(':focus-within')) this.#focusesFault = true;
  }

  /** A screen reader reads the error with the field that gets the focus. */
  protected override updated(): void {
    if (this.#focusesFault) this.focus();
    this.#focusesFault = false;
  }

  /** Focuses the field that has to be corrected, else the first empty one, else the first. */
  override focus(options?: FocusOptions): void {
    const fields = [...this.renderRoot.querySelectorAll('input')];
    const wrong = fields.find((field) => field.getAttribute('aria-invalid') === 'true');
    const empty = fields.find((field) => field.required && field.value === '');
    const target = wrong ?? empty ?? fields[0];
    target?.focus(options);
    target?.select();
  }

  protected override render(): TemplateResult {
    const words = this.localize;
    const account = this.phoneState?.account;
    const configured = this.access?.phone.configuration;
    const { server, uri, username } = configured ?? {};
    const servers = typeof server === 'string' ? server : (server?.join(' ') ?? '');
    this.reflectStates(STATES, account);
    return html`
      <form part="base" @submit=${this.#submit}>
        ${this.#field('server', html`<slot name="server">${words.term('server')}</slot>`, { value: servers, hint: 'wss://pbx.example.com/ws', pattern: SERVER })}
        ${this.#field('uri', html`<slot name="uri">${words.term('address')}</slot>`, { value: uri, example: 'sip:name@example.com', pattern: ADDRESS })}
        ${this.#field('username', html`<slot name="username">${words.term('userName')}</slot>`, { value: username, autocomplete: 'username' })}
        ${this.#field('password', html`<slot name="password">${words.term('password')}</slot>`, { autocomplete: 'current-password' })}
        <div class="end">
          <button class="button tall wide primary" part="submit" type="submit">
            <slot name="submit">${words.term(account?.status === 'connecting' ? 'signingIn' : 'save')}</slot>
          </button>
          ${this.#signOut(account)}
        </div>
      </form>
    `;
  }

  #field(
    name: Field,
    label: TemplateResult,
    options: { value?: string | undefined; hint?: string; example?: string; pattern?: string; autocomplete?: AutoFill },
  ): TemplateResult {
    const fault = this.#fault;
    const wrong = fault?.field === name;
    const { value, hint, example, pattern, autocomplete } = options;
    const described = [wrong && 'error', example && 'example'].filter(Boolean).join(' ');
    return html`
      <div class="field">
        <label part="label" for=${name}
          >${label}${name === 'username' ? html` <span part="hint">(${this.localize.term('optional')})</span>` : nothing}</label
        >
        <input
          part="input"
          id=${name}
          dir="ltr"
          name=${name}
          type=${name === 'password' && !this.revealed ? 'password' : 'text'}
          value=${value ?? nothing}
          placeholder=${hint ?? ''}
          title=${hint ?? example ?? nothing}
          pattern=${pattern ?? nothing}
          autocomplete=${autocomplete ?? 'off'}
          autocapitalize="off"
          spellcheck="false"
          aria-invalid=${wrong ? 'true' : nothing}
          aria-describedby=${described || nothing}
          ?required=${pattern !== undefined}
        />
        ${name === 'password' ? this.#reveal() : nothing}
        ${example ? html`<small id="example" part="hint" dir="ltr">${example}</small>` : nothing}
        ${wrong ? html`<p class="error" id="error" part="error" data-tone="bad">${fault.text}</p>` : nothing}
      </div>
    `;
  }

  #reveal(): TemplateResult {
    return html`<button
      class="icon-button reveal"
      part="reveal"
      type="button"
      aria-label=${this.localize.term('showPassword')}
      aria-pressed=${this.revealed}
      @click=${() => (this.revealed = !this.revealed)}
    >
      <slot name="reveal">${icon(this.revealed ? 'eye-off' : 'eye', { size: 'm' })}</slot>
    </button>`;
  }

  /** Signing out ends all calls, so that it is not offered during a call. */
  #signOut(account: AccountState | undefined): TemplateResult | typeof nothing {
    if (!account || account.status === 'unconfigured' || account.status === 'stopped') return nothing;
    const inCall = this.phoneState?.calls.some(({ status }) => status !== 'ended') ?? false;
    return html`<button
      class="button tall wide ghost"
      part="sign-out"
      type="button"
      ?disabled=${inCall}
      @click=${() => void this.#leave()}
    >
      <slot name="sign-out">${this.localize.term('signOut')}</slot>
    </button>`;
  }

  async #leave(): Promise<void> {
    await this.access?.phone.stop();
    await this.updateComplete;
    // The button is gone.
    if (this.matches(':focus-within') && !this.shadowRoot?.activeElement?.checkVisibility()) this.focus();
  }

  get #fault(): Fault | undefined {
    const state = this.phoneState;
    if (!state) return undefined;
    const words = this.localize;
    const { account } = state;
    const problem = state.problem ?? (account.status === 'unconfigured' ? account.problem : undefined);
    const field = FIELDS.find((name) => name === problem?.attribute);
    if (problem && field) {
      const sentences = [words.term('problemTitle', problem.kind), words.term('problemRemedy', problem.kind)];
      return { field, text: sentences.join(' ').trim() };
    }
    const isRefused = account.status === 'refused';
    if (!isRefused && !(account.status === 'offline' && !account.everConnected)) return undefined;
    const { title, line } = statusView(state, words, this.ticker);
    return isRefused ? { field: 'password', text: `${title}. ${line}.` } : { field: 'server', text: `${title}.` };
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    const text = (name: Field): string => String(fields.get(name) ?? '').trim();
    const [server, uri, password] = [text('server'), text('uri'), String(fields.get('password') ?? '')];
    const { access } = this;
    if (!access || !this.dispatchEvent(new SipAccountSubmitEvent(server, uri))) return;
    const { configuration } = access.phone;
    const known = [configuration.server].flat().join(' ') === server && configuration.uri === uri;
    access.phone.configure({
      server,
      uri,
      username: text('username') || undefined,
      ...(password || !known ? { password: password || undefined, credentials: undefined } : {}),
    });
    void access.phone.start();
    form.querySelector<HTMLInputElement>('#password')!.value = '';
    this.revealed = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-account-form': SipAccountForm;
  }
}
