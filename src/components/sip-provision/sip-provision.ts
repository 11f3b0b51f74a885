/**
 * `<sip-provision>`: sets up a phone by a link, a QR code or a file with the document of an account (decision 034), when the user
 * agrees.
 * Subjects: <sip-provision>; set-up by link, code or file; sip-provision event.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { cleanText } from '../../phone/calls/party.js';
import type { PhoneState } from '../../phone/state.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement, type StateTable } from '../shared/base/sip-element.js';
import { SipProvisionEvent } from '../shared/events/tool-events.js';
import { PageLocalizer } from '../shared/text/page.js';
import { canScan, codesIn, scan } from './code-scanner.js';
import {
  fetchProvision,
  optionsAt,
  optionsOf,
  provisionInFile,
  provisionUrl,
  takeProvision,
  type Provision,
} from './provision-source.js';
import { forgetProvision, keptProvision, keepProvision } from './kept-provision.js';
import { styles } from './sip-provision.styles.js';

/** What the element shows. */
type Step =
  | { readonly is: 'idle' }
  | { readonly is: 'scanning' }
  | { readonly is: 'loading' }
  | { readonly is: 'asking'; readonly provision: Provision }
  | { readonly is: 'done' };

type Fault = 'noCodeFound' | 'setUpFailed';

const STATES = {
  scanning: ({ is }) => is === 'scanning',
  loading: ({ is }) => is === 'loading',
  asking: ({ is }) => is === 'asking',
  done: ({ is }) => is === 'done',
} satisfies StateTable<Step>;

/**
 * Sets up a phone. A link to the page with `#provision=` and the https URL of the document of an account, a QR code with that link or URL,
 * or a file with the document: the element shows whose server and account it is, and takes it when the user agrees. The link leaves
 * the URL of the page at once, and nothing is taken in a frame. QR codes need the Barcode Detection API; a file works in every browser.
 *
 * @tag sip-provision
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {boolean} remember - Keeps the URL of the document in `localStorage`, as plain text, and sets up the phone with it at later visits, until `forget()`.
 * @fires sip-provision - The user agreed; `host`, `uri` and `server` are those of the document, without its secrets. Cancelable: nothing is then taken.
 * @slot - Shown above the buttons while nothing is under way.
 * @csspart base - The container.
 * @csspart question - The title of the question.
 * @csspart details - The host, the server and the account.
 * @csspart camera - The picture of the camera.
 * @csspart fault - What went wrong.
 * @csspart scan - The button that opens the camera.
 * @csspart file - The button that chooses a file.
 * @csspart confirm - The button that agrees.
 * @csspart cancel - The button that declines.
 * @cssstate scanning - The camera is open.
 * @cssstate loading - The document is being fetched.
 * @cssstate asking - The user is asked.
 * @cssstate done - The phone was set up.
 */
export class SipProvision extends PhoneElement {
  static readonly tagName: string = 'sip-provision';
  static override styles = [SipElement.styles, styles];

  protected override readonly localize = new PageLocalizer(this);

  @property({ type: Boolean }) accessor remember = false;

  @state() private accessor step: Step = { is: 'idle' };
  @state() private accessor fault: Fault | undefined = undefined;

  #work = new AbortController();
  /** Whether the link of an earlier visit was taken. */
  #recalled = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#takeLink);
    this.#takeLink();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#takeLink);
    this.#begin({ is: 'idle' });
  }

  /** Removes the link that `remember` has kept. The phone stays as it is until the page is left. */
  forget(): void {
    forgetProvision();
  }

  protected override select(state: PhoneState): unknown {
    return state.account.status;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.reflectStates(STATES, this.step);
    this.#recall();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('step') && this.step.is === 'scanning') void this.#scan();
    const isFree = document.activeElement === document.body || this.matches(':focus-within');
    if (changed.has('step') && this.step.is === 'asking' && isFree)
      this.renderRoot.querySelector<HTMLElement>('.cancel')?.focus();
  }

  protected override render(): TemplateResult {
    const words = this.localize;
    const { step, fault } = this;
    return html`<div class="card" part="base" aria-busy=${step.is === 'loading'}>
      <p class="fault" part="fault" data-tone="bad" role="alert" ?hidden=${!fault}>
        ${fault ? words.term(fault) : nothing}
      </p>
      <div ?hidden=${step.is !== 'idle'}><slot></slot></div>
      ${step.is === 'asking' ? this.#question(step.provision) : nothing}
      ${step.is === 'scanning' ? html`<video part="camera" muted playsinline></video>` : nothing}
      ${step.is === 'loading' ? html`<p role="status">${words.term('gettingReady')}</p>` : nothing}
      ${step.is === 'idle' ? this.#ways() : nothing} ${/scanning|loading/.test(step.is) ? this.#cancel() : nothing}
    </div>`;
  }

  #ways(): TemplateResult {
    const words = this.localize;
    const button = html`<button
      class="button"
      part="scan"
      type="button"
      @click=${() => this.#begin({ is: 'scanning' })}
    >
      ${words.term('scanCode')}
    </button>`;
    return html`<div class="keys">
      ${canScan() ? button : nothing}
      <label class="button file" part="file"
        >${words.term('chooseFile')}<input
          type="file"
          accept=${canScan() ? 'image/*,.json,application/json' : '.json,application/json'}
          @change=${this.#chooseFile}
      /></label>
    </div>`;
  }

  #question({ document: { server, uri, displayName }, host }: Provision): TemplateResult {
    const words = this.localize;
    const shown = (value: unknown): string => cleanText([value].flat().join(' '), 200);
    const row = (name: string, value: unknown): TemplateResult | typeof nothing =>
      value === undefined
        ? nothing
        : html`<dt>${name}</dt>
            <dd><bdi>${shown(value)}</bdi></dd>`;
    return html`<h2 id="title" part="question">${words.term('setUpPhone')}</h2>
      <div part="details" id="details">
        ${host === undefined ? nothing : html`<p>${words.term('setUpFrom', host)}</p>`}
        <dl>
          ${row(words.term('account'), displayName)} ${row(words.term('address'), uri)}
          ${row(words.term('server'), server)}
        </dl>
      </div>
      <div class="keys" role="group" aria-labelledby="title" aria-describedby="details">
        ${this.#cancel()}
        <button class="button call" part="confirm" type="button" ?disabled=${!this.access} @click=${this.#agree}>
          ${words.term('setUp')}
        </button>
      </div>`;
  }

  #cancel(): TemplateResult {
    return html`<button class="button cancel" part="cancel" type="button" @click=${() => this.#begin({ is: 'idle' })}>
      ${this.localize.term('cancel')}
    </button>`;
  }

  readonly #takeLink = (): void => {
    const text = takeProvision();
    if (text !== undefined) this.#take(text);
  };

  /** Takes the text of a link or a code. Returns whether it names a document. */
  #take(text: string): boolean {
    const url = provisionUrl(text);
    if (!url) this.fault = 'noCodeFound';
    else void this.#load((signal) => fetchProvision(url, signal));
    return url !== undefined;
  }

  /** Shows a step, and ends what the one before has under way. */
  #begin(step: Step): AbortSignal {
    this.#work.abort();
    this.#work = new AbortController();
    this.fault = undefined;
    this.step = step;
    return this.#work.signal;
  }

  async #load(load: (signal: AbortSignal) => Promise<Provision>): Promise<void> {
    const signal = this.#begin({ is: 'loading' });
    try {
      const provision = await load(signal);
      if (!signal.aborted) this.step = { is: 'asking', provision };
    } catch {
      if (signal.aborted) return;
      this.#begin({ is: 'idle' });
      this.fault = 'setUpFailed';
    }
  }

  async #scan(): Promise<void> {
    const { signal } = this.#work;
    const video = this.renderRoot.querySelector('video');
    try {
      if (video) await scan(video, (text) => this.#take(text), signal);
    } catch {
      if (signal.aborted) return;
      this.#begin({ is: 'idle' });
      this.fault = 'setUpFailed';
    }
  }

  readonly #chooseFile = ({ target }: Event): void => {
    const [file] = (target as HTMLInputElement).files ?? [];
    if (file?.type.startsWith('image/')) void this.#readPicture(file);
    else if (file) void this.#load(async () => provisionInFile(await file.text()));
  };

  async #readPicture(file: File): Promise<void> {
    const codes = await codesIn(file).catch(() => []);
    if (!codes.some((text) => this.#take(text))) this.fault = 'noCodeFound';
  }

  readonly #agree = (): void => {
    const { step, access } = this;
    if (step.is !== 'asking' || !access) return;
    const { document, host, url } = step.provision;
    const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
    const event = new SipProvisionEvent({ host, uri: text(document.uri), server: text([document.server].flat()[0]) });
    const permitted = this.dispatchEvent(event);
    this.#begin({ is: permitted ? 'done' : 'idle' });
    if (!permitted) return;
    if (this.remember && url !== undefined) keepProvision(url);
    access.phone.configure(optionsOf(step.provision));
  };

  /** Takes the link that the user has agreed to at an earlier visit. */
  #recall(): void {
    if (this.#recalled || !this.remember || !this.access || this.step.is !== 'idle') return;
    this.#recalled = true;
    const url = provisionUrl(keptProvision() ?? '');
    if (!url) return;
    this.access.phone.configure(optionsAt(url));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-provision': SipProvision;
  }
}
