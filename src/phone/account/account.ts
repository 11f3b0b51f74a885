/**
 * The account of a phone: opens the connection, and replaces it when the configuration changes (RFC 3261 §10, RFC 5626). Longer than 300
 * lines, as starting, stopping, leaving the page and moving to another tab change one connection.
 * Subjects: account; account replaced after a change of options; sign in; "Use here", account taken; old registration removed
 * before the new one; Retry-After for a caller at a reload; singleTab and browserTabs, effect.
 */

import { messageOf } from '../../sip/base/errors.js';
import { microtasks } from '../../sip/base/microtasks.js';
import type { URI } from '../../sip/message/uri.js';
import type { PhoneConfiguration } from '../configuration.js';
import { AccountSource } from './account-source.js';
import { InstanceIds } from './instance-id.js';
import { AccountConnection } from './account-connection.js';
import { tellConnectionEvents } from './connection-events.js';
import { ReportedProblems } from './reported-problems.js';
import { bindingOf, canShare, groupOf } from './tab-group.js';
import { PageLife, leaveOptionsOf, type Leaving } from './page-leave.js';
import { TabLock } from './tab-lock.js';
import { optionOf, problemsOf, readAccount, sameAccount, type AccountSettings, type Reading } from '../settings.js';
import { PhoneError } from '../phone-error.js';
import type { Problem } from '../state.js';
import type { PhoneCore } from '../phone-core.js';
import type { AccountQuestions } from './account-questions.js';

/** Time that a replaced connection has to remove its registration before the new one registers, ms. */
const REMOVAL_LIMIT = 2000;

/** When a caller may call again whose call rang on the page that was left, seconds: the next page registers before. */
const CALL_AGAIN = 3;

export class Account {
  readonly #core: PhoneCore;
  readonly #questions: AccountQuestions;
  readonly #instances = new InstanceIds();
  readonly #source: AccountSource;
  #configuration: PhoneConfiguration = {};
  #reading: Reading = { problem: undefined };
  readonly #problems: ReportedProblems;
  #wanted: 'up' | 'down' = 'down';
  /** Whether `#begin()` continues when the awaited credentials have arrived. */
  #isWaiting = false;
  /** The group of tabs that are one phone (option `browserTabs`). */
  #group: string | undefined;
  #line: AccountConnection | undefined;
  /** Replaced connections that still carry a call. */
  readonly #retired = new Set<Promise<void>>();
  #reopening: Promise<void> | undefined;
  /** Settles with the `stop()` after which the account starts again. */
  #stopping: Promise<void> | undefined;
  readonly #tab = new TabLock({ taken: () => this.#lead(), elsewhere: () => this.#giveAway() });

  readonly #page = new PageLife({
    leave: (how) => this.#leavePage(how),
    losesCalls: (how) => this.#questions.losesCalls(leaveOptionsOf(how).keepCalls),
    back: () => void this.#returnToPage(),
  });

  constructor(core: PhoneCore, questions: AccountQuestions) {
    this.#core = core;
    this.#questions = questions;
    this.#source = new AccountSource(core);
    this.#problems = new ReportedProblems(core);
    core.on('configured', (configuration) => this.#configure(configuration));
    core.store.subscribe(({ calls }) => this.#page.question(calls.some(({ status }) => status !== 'ended')));
  }

  /** The connection for outgoing calls; undefined while there is none. */
  get line(): AccountConnection | undefined {
    return this.#line;
  }

  /** As `line`, after a pending start or replacement, and taken from another tab. Rejects with a `PhoneError` where that tab may have a call. */
  async settledLine(): Promise<AccountConnection | undefined> {
    await this.#stopping;
    await this.#source.settled;
    await this.#reopening;
    await this.#tab.take(() => this.#core.otherTab?.yields());
    return this.#line;
  }

  /** The address-of-record; undefined while there is no valid account. */
  get uri(): URI | undefined {
    return this.#reading.account?.uri;
  }

  /** The account at its servers, as what is stored of its calls is named; undefined while there is no valid account. */
  get binding(): string | undefined {
    return this.#reading.account && bindingOf(this.#reading.account);
  }

  /** Whether a user part belongs to the account: its own, or one that the server named at registration. */
  isOwn(user: string): boolean {
    return user === this.uri?.user || this.#line?.aliases.has(user) === true;
  }

  /** Removes the stored instance id of the account (RFC 5626 §4.1). */
  forget(): void {
    if (this.uri) this.#instances.forget(this.uri);
  }

  /** Takes a new configuration. A change of the account replaces the connection, once for all changes of this task. */
  #configure(configuration: PhoneConfiguration): void {
    const sameSource = !this.#source.configure();
    const same = sameSource && sameAccount(this.#configuration, configuration);
    this.#configuration = configuration;
    // What the document does not name is missing.
    const whole = this.#source.hasDocument ? { ...configuration, accountSource: undefined } : configuration;
    this.#reading = readAccount(whole);
    this.#problems.report(problemsOf(whole));
    if (this.#wanted === 'down') this.#showDown();
    else if (!same || (this.#isWaiting && !this.waits))
      this.#reopening ??= Promise.resolve().then(() => this.#reopen());
    if (!sameSource && this.#wanted === 'up') void this.#source.start();
  }

  /** `start()` follows this `stop()`, until when the state says `connecting`; undefined: it does not. */
  startAfter(stopping: Promise<void> | undefined): void {
    this.#stopping = stopping;
    if (this.#wanted === 'down') this.#showDown();
  }

  /** Connects the account. Resolves when the first attempt has ended, also when it failed. */
  async start(): Promise<void> {
    if (this.#wanted === 'down') {
      this.#stopping = undefined;
      this.#wanted = 'up';
      this.#page.watch();
      const loaded = this.#source.start();
      await this.#begin();
      if (this.#isWaiting) await loaded;
    }
    await this.#reopening;
    await this.#tab.settled;
    await this.#line?.settled;
  }

  /** Connects now instead of after the delay of the last failure. */
  retryNow(): void {
    if (this.#line) this.#line.retryNow();
    else this.#source.retryNow();
  }

  /** Whether the account, or its credentials, are still to come. */
  get waits(): boolean {
    return this.#reading.account ? this.#source.areAwaited : this.#source.isOpen;
  }

  /** Removes the registration and disconnects. */
  async stop(): Promise<void> {
    this.#wanted = 'down';
    this.#isWaiting = false;
    this.#source.stop();
    this.#page.unwatch();
    this.#leaveTabs();
    const line = this.#detach();
    this.#showDown();
    await Promise.all([line?.stop(), ...this.#retired]);
    if (this.#wanted === 'down') this.#instances.release();
  }

  async #reopen(): Promise<void> {
    const old = this.#detach();
    if (old) {
      const { name } = old.state as { name: string };
      this.#showConnecting(name);
      const left = old.leave();
      this.#retire(old, left);
      // The same instance registers again: the removal must not arrive after the new registration (RFC 5626 §4.1).
      await this.#core.atMost(REMOVAL_LIMIT, left);
    }
    this.#reopening = undefined;
    if (this.#wanted === 'up' && !this.#line) await this.#begin();
  }

  /** Uses the account in this tab. Resolves when the tab holds the lock. */
  useHere(): Promise<void> {
    return this.#tab.take();
  }

  /**
   * Opens a connection while another tab is the owner, so that its calls can be taken over without a gap. Resolves when it can be
   * used; rejects with a `PhoneError`, and it is closed.
   */
  async openBeside(): Promise<AccountConnection> {
    this.#open();
    const line = this.#line;
    if (!line) throw new PhoneError('unconfigured');
    await line.usable().catch(async (error: unknown) => {
      await this.closeBeside();
      throw error;
    });
    return line;
  }

  /** Closes the connection of `openBeside()`. */
  async closeBeside(): Promise<void> {
    await this.#detach()?.stop();
  }

  /** Opens a connection, or waits until another tab releases the account. */
  async #begin(): Promise<void> {
    const { account } = this.#reading;
    this.#isWaiting = this.waits;
    if (this.#isWaiting) return this.#showConnecting(account?.name ?? '');
    if (account && optionOf(this.#configuration, 'singleTab'))
      return this.#tab.claim(`sip-elements:account:${account.uri.aor}`);
    this.#group = account && this.#core.option('browserTabs') === 'shared' && canShare() ? groupOf(account) : undefined;
    if (this.#group !== undefined) return this.#tab.claim(this.#group);
    this.#leaveTabs();
    this.#open();
  }

  /** This tab holds the lock. */
  #lead(): void {
    if (this.#group !== undefined) this.#core.emit('tab', 'owner', this.#group);
    this.#open();
  }

  #leaveTabs(): void {
    this.#tab.release();
    this.#core.emit('tab', 'alone', this.#group ?? '');
  }

  /** Another tab uses the account. Calls of this tab continue. */
  #giveAway(): void {
    const line = this.#detach();
    if (line) this.#retire(line, line.leave());
    const { account } = this.#reading;
    if (!account) return;
    if (this.#group === undefined)
      return this.#core.store.update({ account: { status: 'elsewhere', name: account.name } });
    this.#showConnecting(account.name);
    this.#core.emit('tab', 'follower', this.#group);
  }

  /** The page is being left: `page-leave.ts` decides what is sent. */
  #leavePage(how: Leaving): void {
    const line = this.#line;
    this.#line = undefined;
    const { unregister, keepCalls } = leaveOptionsOf(how);
    const keep = this.#questions.leaveCalls(keepCalls);
    line?.leavePage({ unregister, keep, retryAfter: keepCalls ? CALL_AGAIN : undefined });
    // The services end their subscriptions after BYE and un-REGISTER.
    void microtasks().then(() => this.#line ?? this.#core.emit('ready', undefined));
    this.#leaveTabs();
  }

  /** The page returns from the back/forward cache. */
  async #returnToPage(): Promise<void> {
    this.#core.emit('returned');
    if (this.#wanted === 'up' && !this.#line && !this.#reopening) await this.#begin();
  }

  /** Takes the connection out of use, and tells the services of it. Returns the connection. */
  #detach(): AccountConnection | undefined {
    const line = this.#line;
    this.#line = undefined;
    this.#core.emit('ready', undefined);
    return line;
  }

  #retire(line: AccountConnection, left: Promise<void>): void {
    const calls = this.#questions.callsToEnd();
    const done = Promise.all([left, calls])
      .then(() => line.stop())
      .finally(() => this.#retired.delete(done));
    this.#retired.add(done);
  }

  #open(): void {
    const { account } = this.#reading;
    if (this.#line) return;
    if (!account) return this.#showDown();
    const line = this.#makeLine(account);
    if (!line) return;
    this.#line = line;
    tellConnectionEvents(line, this.#core, () => this.#line);
    this.#core.emit('opened', line);
    this.#core.store.update({ account: line.state });
    line.start();
  }

  #makeLine(account: AccountSettings): AccountConnection | undefined {
    try {
      return new AccountConnection(account, this.#configuration, {
        clock: this.#core.clock,
        instanceId: (uri) => this.#instances.of(uri),
        makeHandler: (...args) => this.#questions.makeHandler(...args),
        remote: this.#questions.remote,
        credentials: () => this.#source.credentials(),
      });
    } catch (error) {
      const problem: Problem = { kind: 'bad-attribute', detail: messageOf(error) };
      this.#problems.report([problem]);
      this.#core.store.update({ account: { status: 'unconfigured', problem } });
      return undefined;
    }
  }

  /** Shows the state of an account that is not connected: stopped, about to start again, or unconfigured. */
  #showDown(): void {
    const { account, problem } = this.#reading;
    if (account) {
      const { name } = account;
      if (this.#stopping) return this.#showConnecting(name);
      return this.#core.store.update({ account: { status: 'stopped', name } });
    }
    this.#core.store.update({ account: problem ? { status: 'unconfigured', problem } : { status: 'unconfigured' } });
  }

  #showConnecting(name: string): void {
    this.#core.store.update({ account: { status: 'connecting', name, since: this.#core.clock.now() } });
  }
}
