/**
 * Gets the document of the account from the application, and again before its credentials end (`accountSource`).
 * Subjects: account document, renewed; short-lived credentials; accountSource; password that expires; retry of the account
 * document; renewal time of credentials; awaitCredentials, effect.
 */

import type { Timer } from '../../sip/base/clock.js';
import { RetryDelay } from '../../sip/base/retry-delay.js';
import { withTimeLimit } from '../../sip/base/time-limit.js';
import type { ChallengeInfo, Credentials, CredentialsSource } from '../../sip/digest/credentials.js';
import type { PhoneConfiguration } from '../configuration.js';
import type { PhoneCore } from '../phone-core.js';
import {
  credentialsOf,
  DOCUMENT_OPTIONS,
  readDocument,
  type AccountDocument,
  type AccountRequest,
  type AccountSourceFunction,
} from './account-document.js';

/** Time limit of the application's function, ms. */
const LIMIT = 30_000;
/** A document is renewed so many seconds before it ends, or at half of its time where that is less. */
const AHEAD = 60;
/** Delays after the first, second, … failure, ms. */
const DELAYS = [2000, 5000, 15_000, 30_000, 60_000];

interface Held {
  readonly document: AccountDocument;
  /** When its credentials end: elapsed time, ms. */
  readonly until: number;
}

export class AccountSource {
  readonly #core: PhoneCore;
  readonly #delay = new RetryDelay(DELAYS, Math.random);
  #fetch: AccountSourceFunction | undefined;
  #held: Held | undefined;
  /** Whether the function has said that there is no document. */
  #hasNone = false;
  #loading: Promise<AccountDocument | undefined> | undefined;
  #timer: Timer | undefined;
  #over = new AbortController();

  constructor(core: PhoneCore) {
    this.#core = core;
  }

  get hasDocument(): boolean {
    return this.#held !== undefined;
  }

  /**
   * Whether the credentials are still to come: those of the document, or of the application (`awaitCredentials`). A REGISTER without
   * them would be a failed attempt for the server.
   */
  get areAwaited(): boolean {
    const { option } = this.#core;
    const given = option('credentials');
    if (option('password') !== undefined || typeof given === 'object' || option('noRegister')) return false;
    if (this.#fetch) return this.isOpen;
    return option('awaitCredentials') && given === undefined;
  }

  /** Whether the document is still to come. */
  get isOpen(): boolean {
    return this.#fetch !== undefined && !this.#held && !this.#hasNone;
  }

  /** Settles when the document that is being fetched has arrived, or failed. */
  get settled(): Promise<unknown> {
    return this.#loading?.catch(() => undefined) ?? Promise.resolve();
  }

  /** Reads the option. Another function invalidates the document; returns whether there is another one. */
  configure(): boolean {
    const fetch = this.#core.option('accountSource');
    if (fetch === this.#fetch) return false;
    this.stop();
    this.#fetch = fetch;
    this.#held = undefined;
    this.#hasNone = false;
    return true;
  }

  /** Gets the document and keeps it up to date until `stop()`. Resolves when the first attempt has ended; never rejects. */
  async start(): Promise<void> {
    if (this.#fetch && !this.#valid()) await this.#load('start').catch(() => undefined);
  }

  /** Forgets timers and pending attempts; the document stays until it ends. */
  stop(): void {
    this.#cancel();
    this.#over.abort();
    this.#over = new AbortController();
    this.#loading = undefined;
    this.#delay.forget();
  }

  /** Tries again now instead of after the delay. */
  retryNow(): void {
    if (this.#timer && !this.#valid()) void this.start();
  }

  /** Returns the source of credentials for a user agent: those of the options first, then those of the document. */
  credentials(): CredentialsSource | undefined {
    const given = this.#core.option('credentials');
    if (!this.#fetch || this.#core.option('password') !== undefined) return given;
    return async (challenge) => {
      const own = typeof given === 'function' ? await given(challenge) : given;
      return own ?? this.#answer(challenge);
    };
  }

  /** Returns the credentials of the document for a challenge: of a new one where the server has rejected the last. */
  async #answer({ signal, ...challenge }: ChallengeInfo): Promise<Credentials | undefined> {
    const held = this.#valid();
    const document = held && !challenge.refused ? held.document : await this.#load('challenge', challenge);
    signal.throwIfAborted();
    const credentials = document && credentialsOf(document);
    return credentials && { ...credentials, ttl: this.#secondsLeft() };
  }

  #valid(): Held | undefined {
    return this.#held && this.#core.clock.elapsed() < this.#held.until ? this.#held : undefined;
  }

  #secondsLeft(): number | undefined {
    const left = ((this.#held?.until ?? Infinity) - this.#core.clock.elapsed()) / 1000;
    return Number.isFinite(left) ? left : undefined;
  }

  /** Fetches the document, once for all who need it at the same time. Rejects where it cannot be had. */
  #load(
    reason: AccountRequest['reason'],
    challenge?: AccountRequest['challenge'],
  ): Promise<AccountDocument | undefined> {
    return (this.#loading ??= this.#request(reason, challenge));
  }

  async #request(
    reason: AccountRequest['reason'],
    challenge: AccountRequest['challenge'],
  ): Promise<AccountDocument | undefined> {
    const { clock } = this.#core;
    const [fetch, { signal: over }] = [this.#fetch, this.#over];
    try {
      const given = await withTimeLimit(async (signal) => fetch?.({ reason, challenge, signal }), {
        clock,
        limit: LIMIT,
        signal: over,
      });
      over.throwIfAborted();
      const document = given === undefined ? undefined : readDocument(given);
      this.#loading = undefined;
      this.#delay.forget();
      this.#hasNone = !document && !this.#held;
      // Another request is not needed any more; one that fails leaves it planned.
      if (document || this.#hasNone) this.#cancel();
      if (document) this.#hold(document);
      // The account waits no longer.
      else if (this.#hasNone) this.#core.provide({});
      return document;
    } catch (error) {
      if (!over.aborted) this.#failed(reason);
      throw error;
    }
  }

  #hold(document: AccountDocument): void {
    const { clock } = this.#core;
    const { ttl } = document;
    this.#held = { document, until: ttl === undefined ? Infinity : clock.elapsed() + ttl * 1000 };
    if (ttl !== undefined) this.#wait((ttl - Math.min(AHEAD, ttl / 2)) * 1000, 'renewal');
    const options: Partial<Record<keyof PhoneConfiguration, unknown>> = {};
    for (const name of DOCUMENT_OPTIONS) if (document[name] != null) options[name] = document[name];
    // The table of options checks each value.
    this.#core.provide(options as Partial<PhoneConfiguration>);
  }

  /** Tries again later; shows the failure where nothing is known of the account yet. */
  #failed(reason: AccountRequest['reason']): void {
    this.#loading = undefined;
    if (reason === 'challenge') return;
    const delay = this.#delay.next();
    this.#wait(delay, reason);
    const { account } = this.#core.state;
    // Without a connection before: it waits since an earlier failure.
    const waits = account.status === 'offline' && account.challenge !== undefined && !account.everConnected;
    if ((account.status !== 'connecting' && !waits) || this.#held) return;
    const retryAt = this.#core.clock.now() + delay;
    this.#core.store.update({
      account: { status: 'offline', name: '', everConnected: false, challenge: 'unavailable', retryAt },
    });
  }

  #wait(delay: number, reason: AccountRequest['reason']): void {
    this.#cancel();
    this.#timer = this.#core.clock.after(delay, () => {
      // One for a challenge plans nothing where it fails.
      if (this.#loading) return this.#wait(DELAYS[0]!, reason);
      this.#timer = undefined;
      void this.#load(reason).catch(() => undefined);
    });
  }

  #cancel(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
