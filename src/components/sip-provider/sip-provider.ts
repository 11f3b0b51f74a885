/** `<sip-provider>`: a phone without a face. Its attributes are the configuration; the elements in it, or with `for`, use the phone. */

import { ContextProvider } from '@lit/context';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PhoneConfiguration } from '../../phone/configuration.js';
import { PhoneError } from '../../phone/errors.js';
import { Phone } from '../../phone/phone.js';
import type { PhoneState, Problem } from '../../phone/state.js';
import { LoggerFactory } from '../../sip/base/logger.js';
import { SipErrorEvent } from '../shared/events/events.js';
import {
  flagConverter,
  flagOrAskConverter,
  flagOrListConverter,
  flagOrNumberConverter,
  flagOrTextConverter,
  listConverter,
  LOCAL_HOST,
  offOrNumberConverter,
} from '../shared/options/attributes.js';
import { phoneContext, providerKey, type PhoneProvider } from '../shared/base/context.js';
import { relayPhoneEvents } from '../shared/events/event-relay.js';
import { obeyCommands } from '../shared/commands/invoker-commands.js';
import { PhoneAccess } from '../shared/commands/phone-access.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import { ProviderMethods } from './provider-methods.js';
import { ProviderOptions } from './provider-options.js';
import { unlockOnGesture } from './audio-unlock.js';
import { whenGone } from './teardown.js';

const log = new LoggerFactory().getLogger('sip-elements');

/**
 * A phone for the elements around it.
 *
 * @tag sip-provider
 * @attr {string} server - WebSocket URLs of the server, in order, separated by spaces.
 * @attr {string} uri - The address-of-record, `sip:alice@example.com`.
 * @attr {string} username - Name for authentication.
 * @attr {string} password - Taken out of the DOM at once. For tests; use `credentials-src` in production.
 * @attr {string} credentials-src - URL of a JSON object with the credentials, asked at each challenge.
 * @attr {string} realm - The realm of the account's servers: no other challenge is answered.
 * @attr {string} algorithms - Digest algorithms that may be used: `SHA-256 MD5`.
 * @attr {string} display-name - The name that the far side sees.
 * @attr {string} registrar - Where to register when it is not the domain of `uri`.
 * @attr {boolean} no-register - Connect and call without registering.
 * @attr {number} register-expires - Asked lifetime of the registration, seconds.
 * @attr {boolean} manual - Do not start by itself.
 * @attr {string} ice-servers - URLs, or a JSON list, of STUN and TURN servers.
 * @attr {string} outbound-proxy - SIP URI of a proxy for all requests.
 * @attr {string} user-agent - The value of the User-Agent header field.
 * @attr {boolean} trace - Write SIP messages to the console, secrets masked.
 * @attr {boolean | number} auto-answer - Answer by itself, at once or after so many seconds.
 * @attr {number} max-calls - How many calls may exist at once.
 * @attr {number} no-answer-timeout - Seconds until a call that nobody answers is given up.
 * @attr {boolean} no-sounds - No ring, ringback and busy tones.
 * @attr {'local' | 'session' | 'none'} storage - Where past calls and messages are stored: over visits, until the tab is closed, or not at all.
 * @attr {boolean} no-history - Do not store past calls and messages, and remove what is stored.
 * @attr {number} recording-days - Days after which a recording that nobody removed is removed. Default 7.
 * @attr {boolean | 'ask'} follow-transfers - Call the target of a transfer that the other side asks for (REFER), on our account: at once, or `ask` the user.
 * @attr {'ask' | 'same-user' | 'follow' | 'refuse'} redirects - Where a call goes that is redirected (3xx). Default `ask`: another user only when the user agrees.
 * @attr {'asserted' | 'ask' | 'refuse'} replaces - Whether a call that replaces one of ours (RFC 3891) is answered without the user, rings, or is refused.
 * @attr {string} country - Code of the country, such as `GB`: how numbers are read and written, and which tones are heard.
 * @attr {string} codecs - Codecs of calls, the best first, and no others: `opus PCMA`.
 * @attr {'auto' | 'rtp' | 'info'} dtmf - How digits are sent.
 * @attr {'none' | 'supported' | 'required'} rel100 - Reliable provisional responses (RFC 3262).
 * @attr {number | 'false'} session-timers - Seconds after which a call without a sign of life is over, at least 90.
 * @attr {string | 'false'} voicemail - What to call to hear messages; `false`: do not ask for a message lamp.
 * @attr {string} pick-up-code - What is dialled before a number to take the call that rings there.
 * @attr {string} caller-url - The page about a caller, with `{number}`, `{name}` or `{uri}` in it.
 * @attr {boolean} single-tab - Use the account in one tab of this origin at a time.
 * @attr {boolean | string} auto-answer-header - Answer without the user where a caller asks for it whose identity the server asserts: of the account's domain, or
 *   of this list, such as `1001 desk@example.com @example.net`.
 * @attr {boolean} listen-only - Call without a microphone where there is none.
 * @attr {boolean} early-audio - Let the called party hear the microphone before it answers, as voice menus in early media need.
 * @attr {boolean} video - Take pictures that the far side offers.
 * @attr {string} audio-input - The microphone, by id or label.
 * @attr {string} audio-output - The output that calls are heard from.
 * @attr {string} ring-output - The output that rings.
 * @attr {string} ringtone - URL of a sound to ring with.
 * @attr {boolean} visual-ring - Let elements flash while somebody calls.
 * @attr {boolean} no-notifications - Do not show outside the page that somebody calls.
 * @fires sip-connected
 * @fires sip-disconnected
 * @fires sip-registered
 * @fires sip-unregistered
 * @fires sip-registration-failed
 * @fires sip-challenge-withheld - A challenge (401, 407) was not answered, as the configuration forbids it; `challenge` says why, without a secret.
 * @fires sip-incoming
 * @fires sip-call-summary - A call is over: who, when, how long, why; once for each call.
 * @fires sip-error - Something is wrong with the configuration or the page.
 * @fires sip-credentials - The server asks who we are; answer with `respondWith()`.
 * @fires sip-caller-lookup - Who is this? Answer with `respondWith()`.
 * @fires sip-contacts-query - Whom could this text mean? Answer with `respondWith()`.
 * @fires sip-message - A text came in.
 * @fires sip-ring-blocked - A call rings, and the browser would not let it be heard.
 * @fires sip-before-call - Cancelable, as `sip-before-answer`, `-decline`, `-hang-up`, `-mute`, `-hold`, `-digits`, `-transfer`, `-ignore`, `-deflect`, `-swap`,
 *   `-merge`, `-split`, `-mute-participant`, `-show`, `-record`, `-message` and `-pick-up`.
 * @fires sip-call-accepted - As every event of a session: `sip-call-progress`, `sip-call-terminated`, …
 * @slot - The elements that use the phone.
 */
export class SipProvider extends ProviderMethods implements PhoneProvider {
  static readonly tagName: string = 'sip-provider';

  @property({ converter: listConverter }) accessor server: string | readonly string[] | undefined = undefined;
  @property() accessor uri: string | undefined = undefined;
  @property() accessor username: string | undefined = undefined;
  @property() accessor password: string | undefined = undefined;
  @property({ attribute: 'credentials-src' }) accessor credentialsSrc: string | undefined = undefined;
  @property({ attribute: false }) accessor credentials: PhoneConfiguration['credentials'] = undefined;
  @property() accessor realm: string | readonly string[] | undefined = undefined;
  @property({ converter: listConverter }) accessor algorithms: PhoneConfiguration['algorithms'] = undefined;
  /** What more is answered of challenges; see the phone's options of these names. No attributes, as each lets more out. */
  @property({ attribute: false }) accessor digestWithoutQop = false;
  @property({ attribute: false }) accessor authenticateInDialog: readonly string[] | undefined = undefined;
  @property({ attribute: false }) accessor authzServers: readonly string[] | undefined = undefined;
  @property({ attribute: false }) accessor tokenMethods: readonly string[] | undefined = undefined;
  @property({ attribute: 'display-name' }) accessor displayName: string | undefined = undefined;
  @property() accessor registrar: string | undefined = undefined;
  @property({ attribute: 'no-register', converter: flagConverter }) accessor noRegister = false;
  @property({ attribute: 'register-expires', type: Number }) accessor registerExpires: number | undefined = undefined;
  @property({ converter: flagConverter }) accessor manual = false;
  @property({ attribute: 'ice-servers' }) accessor iceServers: readonly RTCIceServer[] | string | undefined = undefined;
  @property({ attribute: 'outbound-proxy' }) accessor outboundProxy: string | undefined = undefined;
  @property({ attribute: 'user-agent' }) accessor userAgent: string | undefined = undefined;
  @property({ converter: flagConverter }) accessor trace = false;
  @property({ attribute: 'auto-answer', converter: flagOrNumberConverter }) accessor autoAnswer: boolean | number =
    false;
  @property({ attribute: 'max-calls', type: Number }) accessor maxCalls: number | undefined = undefined;
  @property({ attribute: 'no-answer-timeout', type: Number }) accessor noAnswerTimeout: number | undefined = undefined;
  @property({ attribute: 'no-sounds', converter: flagConverter }) accessor noSounds = false;
  @property({ attribute: 'no-history', converter: flagConverter }) accessor noHistory = false;
  @property() accessor storage: string | undefined = undefined;
  @property({ attribute: 'recording-days', type: Number }) accessor recordingDays: number | undefined = undefined;
  @property({ attribute: 'follow-transfers', converter: flagOrAskConverter }) accessor followTransfers:
    boolean | 'ask' = false;
  @property() accessor redirects: string | undefined = undefined;
  @property() accessor replaces: string | undefined = undefined;
  @property() accessor country: string | undefined = undefined;
  @property({ converter: listConverter }) accessor codecs: readonly string[] | undefined = undefined;
  @property() accessor dtmf: string | undefined = undefined;
  @property() accessor rel100: string | undefined = undefined;
  @property({ attribute: 'session-timers', converter: offOrNumberConverter }) accessor sessionTimers:
    number | false | undefined = undefined;
  @property({ converter: flagOrTextConverter }) accessor voicemail: boolean | string | undefined = undefined;
  @property({ attribute: 'pick-up-code' }) accessor pickUpCode: string | undefined = undefined;
  @property({ attribute: 'caller-url' }) accessor callerUrl: string | undefined = undefined;
  @property({ attribute: 'single-tab', converter: flagConverter }) accessor singleTab = false;
  @property({ attribute: 'auto-answer-header', converter: flagOrListConverter }) accessor autoAnswerHeader:
    boolean | readonly string[] = false;
  @property({ attribute: 'listen-only', converter: flagConverter }) accessor listenOnly = false;
  @property({ attribute: 'early-audio', converter: flagConverter }) accessor earlyAudio = false;
  @property({ converter: flagConverter }) accessor video = false;
  @property({ attribute: 'audio-input' }) accessor audioInput: string | undefined = undefined;
  @property({ attribute: 'audio-output' }) accessor audioOutput: string | undefined = undefined;
  @property({ attribute: 'ring-output' }) accessor ringOutput: string | undefined = undefined;
  @property() accessor ringtone: string | undefined = undefined;
  @property({ attribute: 'visual-ring', converter: flagConverter }) accessor visualRing = false;
  @property({ attribute: 'no-notifications', converter: flagConverter }) accessor noNotifications = false;
  /** People whom the page knows, and who else could be meant by what is typed; see the phone's options of these names. */
  @property({ attribute: false }) accessor contacts: PhoneConfiguration['contacts'] = undefined;
  @property({ attribute: false }) accessor suggest: PhoneConfiguration['suggest'] = undefined;
  @property({ attribute: false }) accessor extraHeaders: PhoneConfiguration['extraHeaders'] = undefined;
  @property({ attribute: false }) accessor transportConstructor: unknown = undefined;
  @property({ attribute: false }) accessor transportOptions: object | undefined = undefined;
  @property({ attribute: false }) accessor sessionDescriptionHandlerFactory: unknown = undefined;
  @property({ attribute: false }) accessor sessionDescriptionHandlerFactoryOptions: object | undefined = undefined;

  /** A phone that exists already, instead of one of its own. The page that made it also ends it. */
  @property({ attribute: false }) accessor phone: PhoneLike | undefined = undefined;

  /** The phone of an element around this one, whose face this is: that element sends the events and is asked before actions. */
  @property({ attribute: false }) accessor shared: PhoneAccess | undefined = undefined;

  readonly #provided = new ContextProvider(this, { context: phoneContext });
  readonly #listeners = new Set<() => void>();
  #access: PhoneAccess | undefined;
  #own: PhoneLike | undefined;
  #release: (() => void) | undefined;
  #problems = new Map<string, Problem>();
  readonly #options = new ProviderOptions(this, this.localize, (attribute, problem) => this.#note(attribute, problem));

  constructor() {
    super();
    obeyCommands({ element: this, words: this.localize }, () => this.#access);
  }

  /** For elements that name this one by `for`. */
  get [providerKey](): PhoneProvider[typeof providerKey] {
    return {
      access: this.#access,
      subscribe: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  /** What the phone is at this moment; undefined before the element is in a page. */
  get state(): PhoneState | undefined {
    return this.#access?.phone.state;
  }

  protected get access(): PhoneAccess | undefined {
    return this.#access;
  }

  /** An attribute that could not be read; the phone works without it. */
  protected get attributeProblem(): Problem | undefined {
    return this.#problems.values().next().value;
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (name === 'password') return this.#takePassword(value);
    super.attributeChangedCallback(name, old, value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // After a teardown the element may come back; its phone is made anew then.
    if (this.hasUpdated && !this.#access) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    whenGone(this, () => this.#tearDown());
  }

  /** `moveBefore()` calls this instead of the two above: nothing to do, the call goes on (DOM §4.2.3 move). */
  connectedMoveCallback(): void {}

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const given = this.shared?.phone ?? this.phone;
    if ((changed.has('phone') || changed.has('shared')) && this.#access && given !== this.#access.phone)
      this.#tearDown();
    if (!this.isConnected) return;
    if (this.#access) this.#reconfigure(changed);
    else this.#setUp();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  /** Makes the phone of the element; a subclass may make another one. */
  protected createPhone(configuration: Partial<PhoneConfiguration>): PhoneLike {
    return new Phone(configuration);
  }

  /** Called for each new state of the phone. */
  protected phoneStateChanged(_state: PhoneState, _previous: PhoneState): void {}

  #setUp(): void {
    const phone = this.shared?.phone ?? this.phone ?? (this.#own = this.createPhone(this.#options.all()));
    const stops = [phone.subscribe((state, previous) => this.phoneStateChanged(state, previous))];
    if (!this.shared)
      stops.push(
        relayPhoneEvents(phone, this, (problem) => this.#report(problem)),
        unlockOnGesture(phone),
      );
    this.#release = () => stops.forEach((stop) => stop());
    this.#setAccess(this.shared ?? new PhoneAccess(phone, this, true));
    // What was wrong with the configuration from the start was said before anybody could listen.
    if (this.#own && phone.state.problem) this.#report(phone.state.problem);
    if (this.#own && !this.manual) void this.#own.start();
  }

  #tearDown(): void {
    this.#release?.();
    this.#release = undefined;
    const own = this.#own;
    this.#own = undefined;
    this.#setAccess(undefined);
    void own?.dispose();
  }

  #setAccess(access: PhoneAccess | undefined): void {
    this.#access = access;
    this.#provided.setValue(access);
    for (const listener of [...this.#listeners]) listener();
  }

  #reconfigure(changed: PropertyValues): void {
    if (!this.#own) return;
    const changes = this.#options.of((name) => changed.has(name));
    if (Object.keys(changes).length > 0) this.#own.configure(changes);
    if (changed.get('manual') === true && !this.manual) void this.#own.start();
  }

  #note(attribute: string, problem: Problem | undefined): void {
    if (!problem) this.#problems.delete(attribute);
    else if (!this.#problems.has(attribute)) {
      this.#problems.set(attribute, problem);
      this.#report(problem);
    }
  }

  #report(problem: Problem): void {
    const sentence = [
      this.localize.term('problemTitle', problem.kind),
      this.localize.term('problemRemedy', problem.kind),
    ];
    this.dispatchEvent(new SipErrorEvent(problem, sentence.join(' ').trim()));
  }

  /** A secret does not stay where scripts, extensions and screenshots of the inspector can read it. */
  #takePassword(value: string | null): void {
    if (value === null) return;
    this.password = value;
    this.removeAttribute('password');
    if (!LOCAL_HOST.test(location.hostname))
      log.warn('A password in the page can be read by everybody who sees the page. Use credentials-src instead.');
  }

  protected override async withAccess<T>(work: (access: PhoneAccess) => Promise<T>): Promise<T> {
    if (!this.#access) await this.updateComplete;
    if (!this.#access) throw new PhoneError('unconfigured', { detail: 'The element is not in a page.' });
    return work(this.#access);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-provider': SipProvider;
  }
}
