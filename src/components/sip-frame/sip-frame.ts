/**
 * `<sip-frame>`: a page with a phone in a frame that may use the microphone (Permissions Policy §6.4); relays its events.
 * Subjects: <sip-frame>; phone in a frame; allow attribute of the frame; sip-frame-ready event.
 */

import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { COMMAND_NAMES, isFrameCommand, type CommandName, type FrameCommandMethods } from '../../phone/commands.js';
import { PhoneError } from '../../phone/phone-error.js';
import type { CallState, PhoneState } from '../../phone/state.js';
import {
  SipAccountEvent,
  SipCallSummaryEvent,
  SipCallerLookupEvent,
  SipContactsQueryEvent,
  SipCredentialsEvent,
  SipDisconnectedEvent,
  SipErrorEvent,
  SipFrameBeforeEvent,
  SipFrameCallEvent,
  SipFrameReadyEvent,
  SipMessageEvent,
  SipRegistrationFailedEvent,
} from '../shared/events/events.js';
import type { SipQuestion } from '../shared/events/event-classes.js';
import { FrameGuest } from './frame-guest.js';
import { FrameHost } from './frame-host.js';
import { plainArguments, type FrameFact, type FrameQuestion } from './frame-protocol.js';
import { defineCommands } from '../shared/commands/command-methods.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { PageLocalizer } from '../shared/text/page.js';

const styles = css`
  :host {
    inline-size: 320px;
    block-size: 560px;
    max-inline-size: 100%;
  }
  :host(:not([src])) {
    display: none;
  }
  iframe {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    border: 0;
    border-radius: var(--_radius-l);
    color-scheme: normal;
  }
`;

/** Features that the phone needs; the browser denies them without a prompt if they are not listed (Permissions Policy §9.2). */
const ALLOWED = 'microphone; camera; autoplay; speaker-selection; display-capture; screen-wake-lock';

/**
 * In the embedding page, `<sip-frame src="https://phone.example.com/">` shows the page with the phone, relays its events and
 * has its commands. In that page, `<sip-frame origins="https://crm.example.com" for="phone">` allows the named pages to do so.
 *
 * @tag sip-frame
 * @attr {string} src - URL of the page with the phone.
 * @attr {string} origins - In the page with the phone: origins of the pages that may embed it and use its phone, separated by spaces.
 * @attr {string} for - In the page with the phone: id of the provider. Default: the closest one around it.
 * @attr {string} asks - What the phone in the frame asks this page first, separated by spaces: commands of its user, as in `sip-before-call` and `sip-before-hang-up` (`call hang-up`) but not `digits`, and `caller-lookup`, `contacts-query`, `credentials`. Default: nothing.
 * @fires sip-frame-ready - The phone became usable or unusable. Does not bubble.
 * @fires sip-incoming - Like all events of the phone in the frame; those of calls are `SipFrameCallEvent`.
 * @fires sip-before-call - A command that `asks` names; `SipFrameBeforeEvent`, like all `sip-before-…` events of the frame. Cancelable, while its listeners run. After 5 s without an answer the command is performed.
 * @fires sip-caller-lookup - With `asks`, as of a provider: `respondWith()` supplies plain data. So do `sip-contacts-query` and `sip-credentials`.
 * @fires sip-error - The URL cannot be used, or the phone in the frame has reported a problem.
 * @csspart frame - The `<iframe>`.
 * @cssstate ready - The phone in the frame can be used.
 */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- defineCommands() below adds the methods
export class SipFrame extends PhoneElement {
  static readonly tagName: string = 'sip-frame';
  static override styles = [SipElement.styles, styles];

  protected override readonly localize = new PageLocalizer(this);

  @property({ reflect: true }) accessor src: string | undefined = undefined;
  @property() accessor origins: string | undefined = undefined;
  @property() accessor asks: string | undefined = undefined;

  #host: FrameHost | undefined;
  #guest: { readonly guest: FrameGuest; readonly access: PhoneAccess; readonly origins: string } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // A frame that is inserted again loads its page again.
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closeHost();
    this.#closeGuest();
  }

  protected override select(_state: PhoneState): unknown {
    return undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#watchGuest();
    if (changed.has('src') && this.src !== undefined && !this.#url)
      this.dispatchEvent(
        new SipErrorEvent(
          { kind: 'bad-attribute', attribute: 'src', detail: 'src must be the https: URL of a page.' },
          this.localize.term('problemTitle', 'bad-attribute'),
        ),
      );
  }

  protected override updated(changed: PropertyValues): void {
    const frame = this.renderRoot.querySelector('iframe');
    if (changed.has('src') || !frame) this.#closeHost();
    if (frame && this.isConnected) this.#openHost(frame);
    if (changed.has('asks')) this.#host?.ask(this.#topics);
  }

  get #topics(): readonly string[] {
    return (this.asks ?? '').split(/[\s,]+/).filter(Boolean);
  }

  protected override render(): TemplateResult | typeof nothing {
    const url = this.#url;
    if (!url) return nothing;
    return html`<iframe
      part="frame"
      title=${this.hostLabel ?? this.localize.term('framedPhone')}
      allow=${ALLOWED}
      src=${url.href}
      @load=${() => this.#host?.pageLoaded()}
    ></iframe>`;
  }

  /** Accepts URLs of pages only: no `javascript:` and no `data:`. */
  get #url(): URL | undefined {
    if (!this.src?.trim()) return undefined;
    const url = URL.canParse(this.src, document.baseURI) ? new URL(this.src, document.baseURI) : undefined;
    return url && /^https?:$/.test(url.protocol) ? url : undefined;
  }

  #openHost(frame: HTMLIFrameElement): void {
    const url = this.#url;
    if (this.#host || !url) return;
    this.#host = new FrameHost(
      frame,
      url.origin,
      {
        received: (fact) => this.#tell(fact),
        changed: (ready) => {
          this.toggleState('ready', ready);
          this.dispatchEvent(new SipFrameReadyEvent(ready));
        },
        asked: (question) => this.#answer(question),
      },
      this.#topics,
    );
  }

  #closeHost(): void {
    this.#host?.close();
    this.#host = undefined;
  }

  /** Performs a command on the phone in the frame. Resolves with the state of the call that it makes. */
  async #run(name: CommandName, args: readonly unknown[]): Promise<CallState | undefined> {
    if (!isFrameCommand(name)) throw new PhoneError('not-allowed');
    await this.updateComplete;
    if (!this.#host) throw new PhoneError('unconfigured', { detail: 'There is no frame.' });
    return this.#host.command(name, plainArguments(name, args));
  }

  static {
    defineCommands(this.prototype, COMMAND_NAMES.filter(isFrameCommand), (frame, name, args) => frame.#run(name, args));
  }

  #tell(fact: FrameFact): void {
    this.dispatchEvent(eventOf(fact));
  }

  /** Dispatches the event of a question; returns false for a command that a listener prevents, and the answer for data. */
  #answer(question: FrameQuestion): unknown {
    if (!this.#topics.includes(question.name.replace(/^sip-(before-)?/, ''))) return undefined;
    if ('value' in question) return this.dispatchEvent(new SipFrameBeforeEvent(question));
    const event = questionOf(question);
    this.dispatchEvent(event);
    return event.answer;
  }

  /** In the page with the phone: serves the embedding page while there are `origins` and a phone. */
  #watchGuest(): void {
    const { access, origins = '' } = this;
    if (this.#guest?.access === access && this.#guest?.origins === origins) return;
    this.#closeGuest();
    const list = origins.split(/[\s,]+/).flatMap((text) => (URL.canParse(text) ? [new URL(text).origin] : []));
    const named = list.filter((origin) => origin !== 'null');
    if (!access || named.length === 0 || !this.isConnected || parent === window) return;
    this.#guest = { guest: new FrameGuest(named, access), access, origins };
  }

  #closeGuest(): void {
    this.#guest?.guest.close();
    this.#guest = undefined;
  }
}

/** Its commands; a call is the state of the call. Each promise settles; it rejects with a `PhoneError`. */
export interface SipFrame extends FrameCommandMethods<CallState> {}

function questionOf(question: Exclude<FrameQuestion, { value: unknown }>): SipQuestion<unknown> {
  if (question.name === 'sip-caller-lookup') return new SipCallerLookupEvent(question.party);
  // The signal of the phone stays in the frame, which drops an answer that is no longer needed.
  const { signal } = new AbortController();
  if (question.name === 'sip-credentials') return new SipCredentialsEvent({ ...question.challenge, signal });
  return new SipContactsQueryEvent(question.text, signal);
}

function eventOf(fact: FrameFact): Event {
  if ('summary' in fact) return new SipCallSummaryEvent(fact.summary);
  if ('problem' in fact) return new SipErrorEvent(fact.problem, fact.message);
  if ('peer' in fact) return new SipMessageEvent(fact.peer, fact.message);
  if ('call' in fact)
    return new SipFrameCallEvent(
      fact.name,
      fact.call,
      'sessionEvent' in fact ? fact.sessionEvent : undefined,
      'message' in fact ? fact.message : undefined,
    );
  if ('statusCode' in fact) return new SipRegistrationFailedEvent(fact.statusCode, fact.reason);
  if ('reason' in fact) return new SipDisconnectedEvent(fact.reason);
  return new SipAccountEvent(fact.name as 'sip-connected');
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-frame': SipFrame;
  }
}
