/**
 * `<sip-provider>`: a phone without an interface. Its attributes configure it; descendants, and elements with `for`, use it.
 * Longer than 300 lines, as the steps in which an element makes, hands over and ends its phone share its private state.
 * Subjects: <sip-provider>; attribute of <sip-provider>; phone created by an element; moveBefore(); sip-error event, dispatched.
 */

import { ContextProvider } from '@lit/context';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { CommandName } from '../../phone/commands.js';
import type { PhoneConfiguration } from '../../phone/configuration.js';
import { PhoneError } from '../../phone/phone-error.js';
import { Phone } from '../../phone/phone.js';
import { problemsOf } from '../../phone/settings.js';
import type { PhoneState, Problem } from '../../phone/state.js';
import { SipErrorEvent } from '../shared/events/events.js';
import { phoneContext, providerKey, type PhoneProvider } from '../shared/base/context.js';
import { relayPhoneEvents } from '../shared/events/event-relay.js';
import { obeyCommands } from '../shared/commands/invoker-commands.js';
import { PhoneAccess } from '../shared/commands/phone-access.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import { ProviderMethods } from './provider-methods.js';
import { INITIAL_OPTIONS, OPTION_PROPERTIES, type ElementOptions } from './option-properties.js';
import { ProviderOptions } from './provider-options.js';
import { warnOfPassword, warnOfProblem } from './page-warnings.js';
import { unlockOnGesture } from './audio-unlock.js';
import { pageSettled } from './page-settled.js';
import { takePhone, whenGone, type HandedPhone } from './teardown.js';

/** On unless the attribute is absent or `false`, as content management systems write it. */
const isOn = (text: string | null): boolean => text !== null && text !== 'false';

/** The options of the phone are properties of the element. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- Lit makes the properties, from `properties`
export interface SipProvider extends ElementOptions {}

/**
 * The phone of the elements in it.
 *
 * @tag sip-provider
 * @attr {string} credentials-src - URL of the document of the account, a JSON object: credentials, until when they are valid, and
 *   what else the page does not name (`AccountDocument`). Fetched at the start, before its `ttl` ends and when they are rejected.
 * @attr {boolean} manual - Does not start the phone; the page calls `start()`.
 * @attr {boolean} keep-alive - The phone of an element that leaves the page waits a second, until the element is back or another one of the
 *   same name, id and account takes its place, before its calls end. Without it: two frames for a move, and one task for another element.
 * @attr {boolean} no-sounds - Plays no ringtone, ringback or busy tone.
 * @attr {boolean} no-history - Stores no call history and no messages, and deletes those that are stored.
 * @attr {boolean} no-notifications - Shows no system notification of incoming calls.
 * @fires sip-connected - The connection to the server is open.
 * @fires sip-disconnected - The connection to the server was lost or closed.
 * @fires sip-registered - The registrar accepted the registration.
 * @fires sip-unregistered - The registration has ended.
 * @fires sip-registration-failed - The registrar refused the registration, or did not respond.
 * @fires sip-challenge-withheld - A challenge (401, 407) was not answered because the configuration forbids it; `challenge` gives the reason, without secrets.
 * @fires sip-incoming - An incoming call.
 * @fires sip-call-summary - A call has ended: peer, time, duration and cause; once for each call.
 * @fires sip-call-message - A message of the application was received inside a call (`message-types`, `info-packages`).
 * @fires sip-error - The configuration is wrong, or the browser denies something that the phone needs.
 * @fires sip-credentials - The server sent a challenge; `respondWith()` supplies the credentials. A phone whose element has a listener waits for no other ones.
 * @fires sip-caller-lookup - A new call needs the name of its peer; `respondWith()` supplies it.
 * @fires sip-contacts-query - The user types a name or number; `respondWith()` supplies suggestions.
 * @fires sip-message - A text message was received (RFC 3428).
 * @fires sip-ring-blocked - A call rings, and the browser blocks the sound of the ringer.
 * @fires sip-call-accepted - Every event of a session is relayed so: `sip-call-progress`, `sip-call-terminated`, …
 * @slot - The elements that use the phone.
 */
export class SipProvider extends ProviderMethods implements PhoneProvider {
  static readonly tagName: string = 'sip-provider';

  static override readonly properties = OPTION_PROPERTIES;

  @property({ attribute: 'credentials-src' }) accessor credentialsSrc: string | undefined = undefined;
  @property({ converter: isOn }) accessor manual = false;
  @property({ attribute: 'keep-alive', converter: isOn }) accessor keepAlive = false;
  @property({ attribute: 'no-sounds', converter: isOn }) accessor noSounds = false;
  @property({ attribute: 'no-history', converter: isOn }) accessor noHistory = false;
  @property({ attribute: 'no-notifications', converter: isOn }) accessor noNotifications = false;

  /** A phone to use instead of an own one. The application that created it stops it. */
  @property({ attribute: false }) accessor phone: PhoneLike | undefined = undefined;

  /** The phone of an element whose interface this one is: that one dispatches the events. */
  @property({ attribute: false }) accessor shared: PhoneAccess | undefined = undefined;

  readonly #provided = new ContextProvider(this, { context: phoneContext });
  readonly #listeners = new Set<() => void>();
  #access: PhoneAccess | undefined;
  #own: PhoneLike | undefined;
  /** The set-up of the phone, which can be interrupted. Another one begins when the phone was let go. */
  #steps: Iterator<void> | undefined;
  /** The id in the markup: the loader, or a script, may give the element another one, which markup that is written again does not have. */
  #firstId = '';
  #release: (() => void) | undefined;
  #stopRelay: (() => void) | undefined;
  /** Dispatches at the element; once it has left the page, also at the document, where the listeners of the page are. */
  readonly #target = {
    dispatchEvent: (event: Event): boolean => {
      const permitted = this.dispatchEvent(event);
      return this.isConnected ? permitted : this.ownerDocument.dispatchEvent(event);
    },
  };
  #options = new ProviderOptions(this, this.localize);
  /** Whether the element was in the page before its class was registered. */
  readonly #isUpgraded = this.isConnected;

  constructor() {
    super();
    Object.assign(this, INITIAL_OPTIONS);
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
    const [hand, gone] = [() => this.#hand(), () => this.#tearDown()];
    const identities = [this.#identity(), this.#identity(this.#firstId)].filter((one) => one !== undefined);
    whenGone(this, { identities, hand }, { kept: this.keepAlive, gone });
  }

  /** Handles `moveBefore()` in place of the two callbacks above: does nothing, so that calls continue (DOM §4.2.3, move). */
  connectedMoveCallback(): void {}

  protected override *beforeFirstRender(): Iterable<void> {
    if (!this.isConnected || this.#access) return;
    const steps = (this.#steps = this.#setUp());
    while (!steps.next().done) {
      yield;
      // The element has left the page. Where it comes back before its phone has ended, its next update does the other steps.
      if (!this.isConnected || steps !== this.#steps) return;
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const given = this.shared?.phone ?? this.phone;
    if ((changed.has('phone') || changed.has('shared')) && given !== this.#access?.phone) this.#tearDown();
    if (!this.isConnected) return;
    const isNew = !this.#access;
    if (isNew) {
      const steps = (this.#steps ??= this.#setUp());
      while (!steps.next().done);
    }
    this.#reconfigure(changed, isNew);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  /** Creates the phone of the element; a subclass can create another one. `later` takes work for a further task, before the phone is used. */
  protected createPhone(configuration: Partial<PhoneConfiguration>, later: (configure: () => void) => void): PhoneLike {
    return new Phone(configuration, later);
  }

  /** Called for each new state of the phone. */
  protected phoneStateChanged(_state: PhoneState, _previous: PhoneState): void {}

  /**
   * Creates the phone and uses it, in steps that take about as long as one another. A phone that is handed over is in use: its events are
   * relayed, and its commands can be prevented, without a gap.
   */
  *#setUp(): Generator<void, void> {
    this.#firstId = this.id;
    const { shared } = this;
    const given = shared?.phone ?? this.phone;
    const handed = given ? undefined : takePhone(this.#identity());
    if (handed) this.#goOn(handed);
    // A page that calls start() does so when it has set everything.
    if (this.manual) this.#options.settle();
    const options = given ? {} : this.#options.all();
    let configure: (() => void) | undefined;
    const phone = given ?? handed?.phone ?? this.createPhone(options, (work) => (configure = work));
    if (!given) this.#own = phone;
    if (!handed) yield;
    configure?.();
    // It may have been handed over before it was configured; what is absent now returns to its default.
    handed?.phone.configure({ ...options, ...this.#options.of(() => true) });
    // In the task of the configuration: the first events, such as the summary of a call that the last page left, are a microtask later.
    const stops = [phone.subscribe((state, previous) => this.phoneStateChanged(state, previous))];
    if (!shared) {
      stops.push(unlockOnGesture(phone));
      this.#stopRelay = relayPhoneEvents(phone, this.#target, (problem) => this.#report(problem));
    }
    this.#release = () => stops.forEach((stop) => stop());
    if (!handed) yield;
    this.#setAccess(shared ?? new PhoneAccess(phone, this, true));
    // Report the problems of the initial configuration now, as no listener existed before.
    for (const problem of problemsOf(options)) this.#report(problem);
    if (this.#own && !this.manual) void this.#own.start();
    if (this.#own && this.#options.awaitsPage) void pageSettled(this.#isUpgraded).then(() => this.settle());
    else this.#options.settle();
  }

  /**
   * The page has had the time to set credentials, or listens for challenges: without any the phone connects now, unless the page has said
   * that they come.
   */
  protected override settle(): void {
    if (!this.#options.awaitsPage) return;
    this.#options.settle();
    this.#own?.configure(this.#options.of((name) => name === 'credentials'));
  }

  /** Ends the phone. The events of that, such as the summary of a call, are dispatched to the end. */
  #tearDown(): void {
    const stopRelay = this.#stopRelay;
    const own = this.#leave();
    if (own) void own.dispose().finally(stopRelay);
    else stopRelay?.();
  }

  /** Lets the phone go. Returns it where it is the element's own. */
  #leave(): PhoneLike | undefined {
    this.#release?.();
    this.#steps = this.#release = this.#stopRelay = undefined;
    const own = this.#own;
    this.#own = undefined;
    this.#setAccess(undefined);
    return own;
  }

  /** Gives the phone to an element that takes the place of this one. */
  #hand(): HandedPhone | undefined {
    if (!this.#own || this.isConnected) return undefined;
    this.#stopRelay?.();
    const [options, { password, credentials }] = [this.#options, this];
    this.#options = new ProviderOptions(this, this.localize);
    return { phone: this.#leave()!, options, secrets: { password, credentials } };
  }

  /** Takes the phone of an element whose place this one takes, with the secrets that the markup does not have. */
  #goOn({ options, secrets }: HandedPhone): void {
    this.#options = options;
    options.use(this, this.localize);
    if (this.password != null || this.credentials != null) return;
    this.password = secrets.password;
    this.credentials = secrets.credentials as typeof this.credentials;
  }

  /** Elements of the same identity can take the place of one another. */
  #identity(id = this.id): string | undefined {
    const { server, uri, credentialsSrc } = this;
    if (!server && !uri && !credentialsSrc) return undefined;
    return JSON.stringify([this.localName, id, server, uri, credentialsSrc]);
  }

  #setAccess(access: PhoneAccess | undefined): void {
    this.#access = access;
    this.#provided.setValue(access);
    for (const listener of [...this.#listeners]) listener();
  }

  /** A new phone needs what has changed since the first step, also in an update that was done while the element was out of the page. */
  #reconfigure(changed: PropertyValues, isNew: boolean): void {
    if (!this.#own) return;
    const changes = this.#options.changes((name) => isNew || changed.has(name));
    if (Object.keys(changes).length > 0) this.#own.configure(changes);
    if (changed.get('manual') === true && !this.manual) void this.#own.start();
  }

  #report(problem: Problem): void {
    const terms = ['problemTitle', 'problemRemedy'] as const;
    const sentences = terms.map((term) => this.localize.term(term, problem.kind));
    const message = sentences.join(' ').trim();
    warnOfProblem(problem, message);
    this.dispatchEvent(new SipErrorEvent(problem, message));
  }

  /** Removes the password from the DOM, where scripts, extensions and screenshots of the inspector can read it. */
  #takePassword(value: string | null): void {
    if (value === null) return;
    this.password = value;
    this.removeAttribute('password');
    warnOfPassword();
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
