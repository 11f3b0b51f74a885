/** `<sip-provider>`: a phone without an interface. Its attributes configure it; descendants, and elements with `for`, use it. */

import { ContextProvider } from '@lit/context';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { CommandName } from '../../phone/commands.js';
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
 * The phone of the elements in it.
 *
 * @tag sip-provider
 * @attr {string} server - WebSocket URLs of the SIP server, in order of preference, separated by spaces (RFC 7118).
 * @attr {string} uri - The address-of-record, `sip:alice@example.com`.
 * @attr {string} username - User name for digest authentication. Default: the user of `uri`.
 * @attr {string} password - Password of the account; removed from the DOM at once. For tests; use `credentials-src` in production.
 * @attr {string} credentials-src - URL of a JSON object with the credentials, fetched at each challenge.
 * @attr {string} realm - Realm of the account's servers. Challenges of other realms are not answered.
 * @attr {string} algorithms - Allowed digest algorithms, separated by spaces: `SHA-256 MD5` (RFC 8760). Default: all.
 * @attr {string} display-name - Display name of the account in the From header field.
 * @attr {string} registrar - SIP URI of the registrar. Default: the domain of `uri`.
 * @attr {boolean} no-register - Connects and calls without registering.
 * @attr {number} register-expires - Requested lifetime of the registration, in seconds. Default 600.
 * @attr {boolean} manual - Does not start the phone; the page calls `start()`.
 * @attr {string} ice-servers - STUN and TURN servers: URLs separated by spaces, or a JSON list of `RTCIceServer`.
 * @attr {string} outbound-proxy - SIP URI of a proxy to which all requests are sent.
 * @attr {string} user-agent - Value of the User-Agent header field.
 * @attr {boolean} trace - Writes SIP messages to the console, with secrets masked.
 * @attr {boolean | number} auto-answer - Answers incoming calls automatically: at once, or after this number of seconds.
 * @attr {number} max-calls - Maximum number of calls at the same time; a further caller receives 486. Default 4.
 * @attr {number} no-answer-timeout - Seconds after which an unanswered call is ended, in either direction. Default 120.
 * @attr {boolean} no-sounds - Plays no ringtone, ringback or busy tone.
 * @attr {'local' | 'session' | 'none'} storage - Where call history and messages are stored: across visits, until the tab closes, or not at all. Default `local`.
 * @attr {boolean} no-history - Stores no call history and no messages, and deletes those that are stored.
 * @attr {number} recording-days - Days after which a stored recording is deleted. Default 7.
 * @attr {boolean | 'ask'} follow-transfers - What to do with a transfer that the remote party requests (REFER): call the target from this account at once, or `ask` the user.
 * @attr {'ask' | 'same-user' | 'follow' | 'refuse'} redirects - What to do with a redirected call (3xx). Default `ask`: another user is called only when the user agrees.
 * @attr {'asserted' | 'ask' | 'refuse'} replaces - Whether a call that replaces an existing one (RFC 3891) is answered without the user, rings, or is refused.
 * @attr {'auto' | 'replaces' | 'reinvite' | 'off'} resume - How a call continues after a reload or a link of the site: as suits the server, first by Replaces (RFC 3891), first by re-INVITE, or not at all.
 * @attr {string} country - Country code, such as `GB` (ISO 3166-1): selects the number format and the call progress tones (ITU-T E.180).
 * @attr {string} codecs - Allowed codecs, in order of preference, separated by spaces: `opus PCMA`.
 * @attr {'auto' | 'rtp' | 'info'} dtmf - How DTMF is sent. `auto`: RTP events (RFC 4733) if the remote party supports them, else INFO (RFC 6086).
 * @attr {'none' | 'supported' | 'required'} rel100 - Support of reliable provisional responses (RFC 3262).
 * @attr {number | 'false'} session-timers - Session interval in seconds, at least 90 (RFC 4028); `false` disables session timers.
 * @attr {string | 'false'} voicemail - Number or URI of the mailbox; `false`: no subscription to message waiting (RFC 3842).
 * @attr {string} pick-up-code - Feature code that is dialled before a number to pick up the call that rings at that number.
 * @attr {string} caller-url - URL of the page about a caller, with `{number}`, `{name}` or `{uri}` in it.
 * @attr {boolean} single-tab - Uses the account in one tab of the origin at a time.
 * @attr {boolean | string} auto-answer-header - Answers automatically when the caller requests it and the server asserts the identity of the caller: an identity of the account's domain, or
 *   of this list, such as `1001 desk@example.com @example.net`.
 * @attr {boolean} listen-only - Places and answers calls without a microphone if none is available.
 * @attr {boolean} early-audio - Sends the microphone before the callee answers, as voice menus in early media need.
 * @attr {boolean} video - Accepts video that the remote party offers.
 * @attr {string} audio-input - The microphone, by device id or label.
 * @attr {string} audio-output - The output device of calls, by device id or label.
 * @attr {string} ring-output - The output device of the ringer, by device id or label.
 * @attr {string} ringtone - URL of the ringtone.
 * @attr {boolean} visual-ring - Elements flash while a call rings.
 * @attr {boolean} no-notifications - Shows no system notification of incoming calls.
 * @fires sip-connected - The connection to the server is open.
 * @fires sip-disconnected - The connection to the server was lost or closed.
 * @fires sip-registered - The registrar accepted the registration.
 * @fires sip-unregistered - The registration has ended.
 * @fires sip-registration-failed - The registrar refused the registration, or did not respond.
 * @fires sip-challenge-withheld - A challenge (401, 407) was not answered because the configuration forbids it; `challenge` gives the reason, without secrets.
 * @fires sip-incoming - An incoming call.
 * @fires sip-call-summary - A call has ended: peer, time, duration and cause; once for each call.
 * @fires sip-error - The configuration is wrong, or the browser denies something that the phone needs.
 * @fires sip-credentials - The server sent a challenge; `respondWith()` supplies the credentials.
 * @fires sip-caller-lookup - A new call needs the name of its peer; `respondWith()` supplies it.
 * @fires sip-contacts-query - The user types a name or number; `respondWith()` supplies suggestions.
 * @fires sip-message - A text message was received (RFC 3428).
 * @fires sip-ring-blocked - A call rings, and the browser blocks the sound of the ringer.
 * @fires sip-call-accepted - Every event of a session is relayed so: `sip-call-progress`, `sip-call-terminated`, …
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
  /** Challenges that are answered in addition: see the options of these names. Properties only, as each exposes more of the credentials. */
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
  @property() accessor resume: string | undefined = undefined;
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
  /** Contacts of the page, and a function that suggests more: see the options of these names. */
  @property({ attribute: false }) accessor contacts: PhoneConfiguration['contacts'] = undefined;
  @property({ attribute: false }) accessor suggest: PhoneConfiguration['suggest'] = undefined;
  @property({ attribute: false }) accessor extraHeaders: PhoneConfiguration['extraHeaders'] = undefined;
  @property({ attribute: false }) accessor transportConstructor: PhoneConfiguration['transportConstructor'] = undefined;
  @property({ attribute: false }) accessor transportOptions: PhoneConfiguration['transportOptions'] = undefined;
  @property({ attribute: false })
  accessor sessionDescriptionHandlerFactory: PhoneConfiguration['sessionDescriptionHandlerFactory'] = undefined;
  @property({ attribute: false })
  accessor sessionDescriptionHandlerFactoryOptions: PhoneConfiguration['sessionDescriptionHandlerFactoryOptions'] =
    undefined;

  /** An existing phone to use instead of an own one. The application that created it also stops it. */
  @property({ attribute: false }) accessor phone: PhoneLike | undefined = undefined;

  /** The phone of an enclosing element of which this one is the interface: that element dispatches the events, and can veto commands. */
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

  /** The phone, for elements that name this one by `for`. */
  get [providerKey](): PhoneProvider[typeof providerKey] {
    return {
      access: this.#access,
      subscribe: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  /** The state of the phone; undefined before the element is connected. */
  get state(): PhoneState | undefined {
    return this.#access?.phone.state;
  }

  protected get access(): PhoneAccess | undefined {
    return this.#access;
  }

  /** The first attribute that could not be parsed; the phone works without it. */
  protected get attributeProblem(): Problem | undefined {
    return this.#problems.values().next().value;
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (name === 'password') return this.#takePassword(value);
    super.attributeChangedCallback(name, old, value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // After a teardown the element can be connected again; the update creates its phone again.
    if (this.hasUpdated && !this.#access) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    whenGone(this, () => this.#tearDown());
  }

  /** Handles `moveBefore()` in place of the two callbacks above: does nothing, so that calls continue (DOM §4.2.3, move). */
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

  /** Creates the phone of the element; a subclass can create another one. */
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
    // Report a problem of the initial configuration now, as no listener existed before.
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

  /** Removes the password from the DOM, where scripts, extensions and screenshots of the inspector can read it. */
  #takePassword(value: string | null): void {
    if (value === null) return;
    this.password = value;
    this.removeAttribute('password');
    if (!LOCAL_HOST.test(location.hostname))
      log.warn('A password in the page can be read by everybody who sees the page. Use credentials-src instead.');
  }

  protected override async run(name: CommandName, args: readonly unknown[]): Promise<unknown> {
    if (!this.#access) await this.updateComplete;
    if (!this.#access) throw new PhoneError('unconfigured', { detail: 'The element is not in a page.' });
    return this.#access.run(name, args);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-provider': SipProvider;
  }
}
