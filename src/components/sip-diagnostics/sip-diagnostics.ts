/**
 * `<sip-diagnostics>`: the connection check as text, one button for the remedy, and a report without secrets.
 * Subjects: <sip-diagnostics>; connection check; report for support; copy of the report.
 */

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PhoneState } from '../../phone/state.js';
import { redact } from '../../sip/base/logger.js';
import { SipFixRequestEvent } from '../shared/events/events.js';
import { iceServersOf } from '../../phone/settings.js';
import {
  checksOf,
  mainFault,
  relayOf,
  VERDICT_LOOK,
  type Check,
  type RelayState,
  type Remedy,
} from './diagnostic-checks.js';
import { copyText } from '../shared/base/clipboard.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { ShownEcho } from './echo-check.js';
import { echoFigures, echoReport } from './echo-figures.js';
import { checkRelay, relaysOf } from './relay-check.js';
import { shape } from '../shared/icons/shapes.js';
import { plainTextStyles } from '../shared/styles/plain-text.styles.js';
import { SipElement } from '../shared/base/sip-element.js';
import { elementClock } from '../shared/time/time.js';
import { VERSION } from '../shared/base/version.js';
import { SipLevel } from '../sip-level/sip-level.js';
import { ToolLocalizer } from '../shared/text/tools.js';

const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 8px var(--_edge) 14px;
    min-block-size: 0;
    overflow: auto;
  }
  li {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    align-items: center;
    column-gap: 12px;
    min-block-size: 56px;
    padding-block: 8px;
    border-block-end: 1px solid var(--_color-line);
  }
  .shape {
    inline-size: 16px;
    block-size: 16px;
  }
  li b {
    display: block;
    font-weight: var(--_weight-medium);
    line-height: 20px;
  }
  li span {
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-text-muted);
  }
  sip-level,
  [part='echo'] {
    grid-column: 2;
    margin-block-start: 6px;
  }
  [part='echo'] {
    justify-self: start;
  }
  pre {
    padding: 12px;
    border-radius: var(--_radius);
  }
  details > summary {
    cursor: pointer;
    min-block-size: 32px;
    line-height: 32px;
    font-size: var(--_text-s);
    color: var(--_color-text-muted);
  }
`;

/**
 * The connection check.
 *
 * @tag sip-diagnostics
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {string} ice-servers - ICE servers as in `<sip-provider>`, for a phone without a provider.
 * @fires sip-fix-request - The user asks to correct the account. Does not bubble.
 * @slot copy - The label of the button that copies the report.
 * @slot report - The label that opens the report.
 * @csspart base - The list.
 * @csspart row - Each check.
 * @csspart title - What it checks.
 * @csspart text - Its result.
 * @csspart main - The button of the remedy.
 * @csspart copy - The button that copies the report.
 * @csspart report - The report.
 * @csspart echo - The button that calls the echo service (option `echoUri`).
 * @csspart figures - The quality of the echo call.
 * @csspart shape - The shape of a state.
 * @cssstate good - There is no fault.
 * @cssstate fault - A check has found a fault.
 */
export class SipDiagnostics extends PhoneElement {
  static readonly tagName: string = 'sip-diagnostics';
  protected static override readonly laterSlots = ['copy', 'report'];
  static readonly dependencies = [SipLevel];
  static override styles = [SipElement.styles, plainTextStyles, styles];

  protected override readonly localize = new ToolLocalizer(this);

  @property({ attribute: 'ice-servers' }) accessor iceServers: readonly RTCIceServer[] | string | undefined = undefined;

  @state() private accessor relay: RelayState = 'none';
  @state() private accessor notice = '';

  #checked: string | undefined;
  readonly #echo = new ShownEcho(this);
  #checking: AbortController | undefined;

  constructor() {
    super();
    this.shareAccess();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#checking?.abort();
    this.#checked = undefined;
  }

  protected override select(state: PhoneState): unknown {
    return [state.account, state.calls, state.microphone, state.notifications];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const relays = this.#relays();
    const wanted = JSON.stringify(relays.map(({ urls }) => urls));
    if (this.isConnected && this.access && wanted !== this.#checked) {
      this.#checked = wanted;
      void this.#checkRelay(relays);
    }
    this.#echo.follow(this.isConnected ? this.access?.phone : undefined);
    if (this.access) relayOf.set(this.access.phone, this.relay);
    const checks = this.#checks();
    this.toggleState('good', checks.length > 0 && checks.every(({ verdict }) => verdict === 'good'));
    this.toggleState(
      'fault',
      checks.some(({ verdict }) => verdict === 'fault'),
    );
  }

  protected override render(): TemplateResult | typeof nothing {
    const checks = this.#checks();
    if (checks.length === 0) return nothing;
    const words = this.localize;
    const main = mainFault(checks);
    return html`
      <ul part="base" aria-label=${this.hostLabel ?? words.term('diagnostics')}>
        ${checks.map((check) => this.#row(check))}
      </ul>
      ${
        main?.remedy
          ? html`<button
              class="button tall primary wide"
              part="main"
              type="button"
              @click=${() => this.#mend(main.remedy!)}
            >
              ${this.#remedyWord(main.remedy)}
            </button>`
          : nothing
      }
      <button class="button tall wide" part="copy" type="button" @click=${this.#copy}>
        <slot name="copy">${words.term('copyReport')}</slot>
      </button>
      <p class="small muted" role="status" ?hidden=${!this.notice}>${this.notice}</p>
      <details>
        <summary><slot name="report">${words.term('report')}</slot></summary>
        <pre part="report" tabindex="0">${this.report}</pre>
      </details>
    `;
  }

  /** The results for support: in English, without names, passwords and server addresses. */
  get report(): string {
    const lines = this.#checks().map(({ row, verdict, word }) => `${row}: ${verdict} (${word})`);
    const account = this.phoneState?.account;
    const status = account?.status === 'refused' ? [`sign-in: ${account.statusCode} ${account.reason}`] : [];
    const { problem } = this.phoneState ?? {};
    return redact(
      [
        `sip-elements ${VERSION}, ${new Date(elementClock().now()).toISOString()}`,
        ...lines,
        ...echoReport(this.#echo.quality),
        ...status,
        ...(problem ? [`problem: ${problem.kind}${problem.attribute ? ` (${problem.attribute})` : ''}`] : []),
        `page: ${location.protocol === 'https:' ? 'https' : location.protocol}${isSecureContext ? '' : ', not secure'}${window.top === window ? '' : ', in a frame'}`,
        `network: ${navigator.onLine ? 'on line' : 'off line'}`,
        `WebRTC: ${typeof RTCPeerConnection === 'undefined' ? 'no' : 'yes'}`,
        `browser: ${navigator.userAgent}`,
      ].join('\n'),
    );
  }

  #checks(): readonly Check[] {
    return this.phoneState ? checksOf(this.phoneState, this.relay, this.#echo.state) : [];
  }

  #row({ row, verdict, word }: Check): TemplateResult {
    const words = this.localize;
    const [look, tone] = VERDICT_LOOK[verdict];
    const said = verdict === 'waiting' ? '' : `${words.term(verdict)}: `;
    const result = word === 'connecting' ? words.term('signingIn') : words.term('checkWord', word);
    return html`<li part="row" data-row=${row} data-verdict=${verdict} data-tone=${tone}>
      ${shape(look)}
      <div>
        <b part="title">${row === 'echo' ? words.term('echoTest') : words.term('checkRow', row)}</b>
        <span part="text"><span class="visually-hidden">${said}</span>${result}</span>
        ${row === 'echo' ? echoFigures(this.#echo.quality, words) : nothing}
      </div>
      ${row === 'microphone' && verdict === 'good' ? html`<sip-level open></sip-level>` : nothing}
      ${row === 'echo' ? this.#echoButton() : nothing}
    </li>`;
  }

  #echoButton(): TemplateResult {
    const { access, phoneState } = this;
    const isFree = phoneState?.account.status === 'ready' && phoneState.calls.every(({ status }) => status === 'ended');
    const isPossible = access && isFree && this.#echo.state !== 'checking';
    return html`<button
      class="button low"
      part="echo"
      type="button"
      ?disabled=${!isPossible}
      @click=${() => access && this.#echo.run(access)}
    >
      ${this.localize.term('call')}
    </button>`;
  }

  #remedyWord(remedy: Remedy): string {
    const keys = {
      fix: 'fix',
      retry: 'tryNow',
      'sign-in': 'signIn',
      'use-here': 'useHere',
      microphone: 'allowMicrophone',
      notifications: 'allowNotifications',
      relay: 'checkAgain',
    } as const;
    return this.localize.term(keys[remedy]);
  }

  #mend(remedy: Remedy): void {
    const phone = this.access?.phone;
    const acts: Record<Remedy, () => unknown> = {
      fix: () => this.dispatchEvent(new SipFixRequestEvent()),
      retry: () => phone?.retryNow(),
      'sign-in': () => phone?.start(),
      'use-here': () => phone?.useHere().catch(() => undefined),
      microphone: () => phone?.requestMicrophone(),
      notifications: () => phone?.requestNotifications(),
      relay: () => this.#checkRelay(this.#relays()),
    };
    void (async () => acts[remedy]())().catch(() => {});
  }

  /** Returns the TURN servers of the element, else those of its provider. */
  #relays(): readonly RTCIceServer[] {
    const owner = this.access?.owner as { iceServers?: unknown } | undefined;
    return relaysOf(iceServersOf(this.iceServers ?? owner?.iceServers) ?? []);
  }

  async #checkRelay(relays: readonly RTCIceServer[]): Promise<void> {
    this.#checking?.abort();
    const checking = (this.#checking = new AbortController());
    this.relay = relays.length === 0 ? 'none' : 'checking';
    if (relays.length === 0) return;
    const works = await checkRelay(relays, checking.signal);
    if (!checking.signal.aborted) this.relay = works ? 'works' : 'fails';
  }

  async #copy(): Promise<void> {
    this.notice = this.localize.term((await copyText(this.report, this)) ? 'copied' : 'cannotCopy');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-diagnostics': SipDiagnostics;
  }
}
