/** The account of a phone over time: which line is up, and how a change of the configuration replaces it. */

import type { Clock } from '../sip/base/clock.js';
import { messageOf } from '../sip/base/errors.js';
import type { LoggerFactory } from '../sip/base/logger.js';
import type { SessionDescriptionHandler } from '../sip/session/description-handler.js';
import type { Session } from '../sip/session/session.js';
import type { PhoneConfiguration } from './configuration.js';
import { Line } from './line.js';
import type { PhoneEvents } from './events.js';
import { checkOptions, readAccount, sameAccount, type AccountSettings, type Reading } from './settings.js';
import type { PhoneState, Problem } from './state.js';
import type { Store } from './store.js';

/** What an account needs of its phone. */
export interface AccountOwner {
  readonly clock: Clock;
  tell<K extends keyof PhoneEvents>(event: K, ...args: PhoneEvents[K]): void;
  incoming(session: Session): void;
  makeHandler(session: unknown, loggerFactory: LoggerFactory): SessionDescriptionHandler;
  /** Resolves when every call that exists now has ended. */
  callsToEnd(): Promise<unknown>;
}

export class Account {
  readonly #store: Store<PhoneState>;
  readonly #owner: AccountOwner;
  #configuration: PhoneConfiguration = {};
  #reading: Reading = { account: undefined, problem: undefined };
  #wanted: 'up' | 'down' = 'down';
  #line: Line | undefined;
  /** Lines that were replaced and carry a call to its end. */
  readonly #retired = new Set<Promise<void>>();
  #reopening: Promise<void> | undefined;

  constructor(store: Store<PhoneState>, owner: AccountOwner) {
    this.#store = store;
    this.#owner = owner;
  }

  /** The line that calls go out on; undefined while there is none. */
  get line(): Line | undefined {
    return this.#line;
  }

  /** The address-of-record without parameters; undefined while there is no account. */
  get aor(): string | undefined {
    return this.#reading.account?.uri.aor;
  }

  /** Takes a new configuration. A change of the account replaces the line, once for all changes of this turn. */
  configure(configuration: PhoneConfiguration): void {
    const same = sameAccount(this.#configuration, configuration);
    this.#configuration = configuration;
    this.#reading = readAccount(configuration);
    this.#report(this.#reading.problem ?? checkOptions(configuration));
    if (this.#wanted === 'down') this.#showDown();
    else if (!same) this.#reopening ??= Promise.resolve().then(() => this.#reopen());
  }

  /** Brings the account up. Resolves when the first try is over, whatever came of it. */
  async start(): Promise<void> {
    if (this.#wanted === 'down') {
      this.#wanted = 'up';
      this.#open();
    }
    await this.#reopening;
    await this.#line?.settled;
  }

  /** Un-registers and disconnects. */
  async stop(): Promise<void> {
    this.#wanted = 'down';
    const line = this.#line;
    this.#line = undefined;
    this.#showDown();
    await Promise.all([line?.stop(), ...this.#retired]);
  }

  #reopen(): void {
    this.#reopening = undefined;
    if (this.#wanted === 'down') return;
    const old = this.#line;
    this.#line = undefined;
    if (old) this.#retire(old);
    this.#open();
  }

  #retire(line: Line): void {
    const done = line.retire(this.#owner.callsToEnd()).finally(() => this.#retired.delete(done));
    this.#retired.add(done);
  }

  #open(): void {
    const { account } = this.#reading;
    if (!account) return this.#showDown();
    const line = this.#makeLine(account);
    if (!line) return;
    this.#line = line;
    // What a replaced line still says is of no interest.
    const current = (run: () => void) => () => this.#line === line && run();
    line.on(
      'state',
      current(() => this.#store.update({ account: line.state })),
    );
    line.on(
      'connected',
      current(() => this.#owner.tell('connected')),
    );
    line.on('disconnected', (reason) => this.#line === line && this.#owner.tell('disconnected', reason));
    line.on(
      'registered',
      current(() => this.#owner.tell('registered')),
    );
    line.on(
      'unregistered',
      current(() => this.#owner.tell('unregistered')),
    );
    line.on('registrationFailed', (...args) => this.#line === line && this.#owner.tell('registrationFailed', ...args));
    line.on('incoming', (session) => this.#owner.incoming(session));
    this.#store.update({ account: line.state });
    line.start();
  }

  #makeLine(account: AccountSettings): Line | undefined {
    try {
      return new Line(account, this.#configuration, this.#owner);
    } catch (error) {
      const problem: Problem = { kind: 'bad-attribute', detail: messageOf(error) };
      this.#report(problem);
      this.#store.update({ account: { status: 'unconfigured', problem } });
      return undefined;
    }
  }

  /** The state of an account that is not up: stopped, or not one at all. */
  #showDown(): void {
    const { account, problem } = this.#reading;
    if (account) return this.#store.update({ account: { status: 'stopped', name: account.name } });
    this.#store.update({ account: problem ? { status: 'unconfigured', problem } : { status: 'unconfigured' } });
  }

  #report(problem: Problem | undefined): void {
    const before = this.#store.state.problem;
    if (problem?.kind === before?.kind && problem?.detail === before?.detail) return;
    this.#store.update({ problem });
    if (problem) this.#owner.tell('problem', problem);
  }
}
