/** The headless phone: one account, its calls, one observable state and the commands that change it. */

import { systemClock, type Clock } from '../sip/base/clock.js';
import { Emitter } from '../sip/base/emitter.js';
import { newUuid } from '../sip/base/ids.js';
import { Account } from './account/account.js';
import { CallList } from './calls/call-list.js';
import type { Call, CallOptions } from './calls/call.js';
import { IncomingCalls } from './calls/incoming-calls.js';
import type { PhoneConfiguration } from './configuration.js';
import { PhoneError } from './errors.js';
import { History } from './history/history.js';
import { OutgoingCalls } from './calls/outgoing-calls.js';
import type { PhoneEvents } from './events.js';
import type { Contacts } from './contacts/contacts.js';
import { callerPage } from './contacts/caller-page.js';
import { CallerLookup } from './contacts/caller-lookup.js';
import type { Lamps } from './presence/lamps.js';
import type { Messages } from './messaging/messages.js';
import { AccountServices } from './account-services.js';
import { Veto } from './policy/before.js';
import { RemoteCalls } from './calls/remote-calls.js';
import { CallResumption } from './calls/resume.js';
import { RemotePolicy } from './policy/remote-policy.js';
import type { PhoneDevices } from './audio/devices.js';
import { PhoneMedia } from './audio/phone-media.js';
import { INITIAL_STATE } from './initial-state.js';
import { optionOf, storageOf } from './settings.js';
import { Alerts } from './alerts/alerts.js';
import type { CallState, MicrophoneState, Party, PhoneState, Problem } from './state.js';
import { Store } from './store.js';
import { Recordings } from './audio/recordings.js';
import { onForgotten, removeAccount, tellForgotten } from './account/storage-area.js';
import { entryOf, summaryOf, type SummaryRecords } from './calls/call-summary.js';

export interface DismissOptions {
  /** Keeps the recordings until `recordingDays` have passed, as the user has not decided yet. Default false. */
  readonly keepRecordings?: boolean;
}

/** A phone for one account. `start()` connects it; `state` and events report changes; its commands reject with a `PhoneError`. */
export class Phone extends Emitter<PhoneEvents> {
  readonly #store = new Store<PhoneState>(INITIAL_STATE);
  readonly #clock: Clock;
  readonly #calls: CallList;
  readonly #account: Account;
  readonly #media: PhoneMedia;
  readonly #outgoingCalls: OutgoingCalls;
  readonly #veto = new Veto<Call>((event) => void this.emit('before', event));
  readonly #policy = new RemotePolicy({
    configuration: () => this.#configuration,
    account: () => this.#account.uri,
  });
  readonly #resumption: CallResumption;
  readonly #remote: RemoteCalls;
  readonly #reception: IncomingCalls;
  readonly #people: AccountServices;
  readonly #introductions: CallerLookup;
  readonly #history: History;
  readonly #recordings: Recordings;
  readonly #stopListening: () => void;
  readonly #alerts: Alerts;
  #configuration: PhoneConfiguration = {};
  #disposed = false;

  constructor(configuration: PhoneConfiguration = {}) {
    super();
    this.#clock = optionOf(configuration, 'clock') ?? systemClock;
    this.#history = new History(this.#store, this.#clock);
    this.#recordings = new Recordings(this.#clock);
    this.#stopListening = onForgotten((account) => this.#forgottenElsewhere(account));
    this.#media = new PhoneMedia(
      this.#store,
      () => this.#configuration,
      this.#clock,
      (problem) => this.#tell(problem),
      this.#recordings,
    );
    this.#calls = new CallList(this.#store, {
      clock: this.#clock,
      ringLimit: () => 1000 * optionOf(this.#configuration, 'noAnswerTimeout'),
      sessionEvent: (call, name, args) => this.emit('sessionEvent', call, name, args),
      targetUri: (target) => this.#outgoingCalls.targetUri(target),
      takesTransfers: () => this.#policy.refer() !== 'refuse',
      referred: (...args) => void this.#remote.refer(...args),
      permits: (command) => this.#veto.permits(command),
      met: (call) => this.#introductions.meet(call),
      message: (...args) => this.#people.messages.take(...args),
      repeat: (target) => this.#outgoingCalls.call(target, {}, 'retry'),
      ended: (call, records) => this.#ended(call, records),
      kit: this.#media.kit,
      readyToTalk: (call, options) => this.#media.readyToTalk(call, options),
      problem: (error) => this.#problem(error),
    });
    this.#account = new Account(this.#store, {
      clock: this.#clock,
      tell: (event, ...args) => void this.emit(event, ...args),
      incoming: (session) => this.#reception.take(session),
      opened: (line) => this.#people.attach(line),
      ready: (line) => {
        this.#people.use(line);
        this.#resumption.ready(line);
      },
      interrupted: () => this.#people.interrupted(),
      makeHandler: (...args) => this.#media.makeHandler(...args),
      remote: () => this.#remote,
      leaveCalls: (keep) => this.#resumption.leave(keep),
      returned: () => this.#resumption.returned(),
      callsToEnd: () => Promise.all(this.#calls.unfinished.map((call) => call.ended)),
    });
    const shared = {
      clock: this.#clock,
      calls: this.#calls,
      account: this.#account,
      configuration: () => this.#configuration,
      veto: this.#veto,
      policy: this.#policy,
    };
    this.#resumption = new CallResumption({
      ...shared,
      accountState: () => this.state.account,
      permitted: (call) => this.#media.permitted(call, {}),
      resuming: (make) => this.#media.resuming(make),
      shown: (call) => this.#introductions.meet(call),
    });
    this.#outgoingCalls = new OutgoingCalls({
      ...shared,
      permitted: (call, wishes) => this.#media.permitted(call, wishes),
      inviting: (wishes, invite) => this.#media.listening(wishes.listenOnly, invite),
      placed: (call) => this.#introductions.meet(call),
      permits: (command) => this.#veto.permits(command),
      renumbered: () => this.#people.renumber(),
      dialled: (target) => this.#store.update({ lastDialled: target || this.state.lastDialled, dialString: '' }),
    });
    this.#remote = new RemoteCalls({
      ...shared,
      outgoingCalls: this.#outgoingCalls,
      account: () => this.#account.uri,
      callOf: (session) => this.#calls.of(session),
    });
    this.#reception = new IncomingCalls({
      ...shared,
      state: () => this.state,
      isOwn: (user) => this.#account.isOwn(user),
      rings: (call) => this.#rings(call),
      missed: (peer) => this.#missed(peer),
    });
    this.#people = new AccountServices(this.#store, {
      ...shared,
      outgoingCalls: this.#outgoingCalls,
      renamed: () => this.#calls.unfinished.forEach((call) => this.#introductions.meet(call)),
      received: (peer, message) => this.emit('message', peer, message),
    });
    this.#introductions = new CallerLookup(
      () => optionOf(this.#configuration, 'lookUp'),
      (uri) => this.#people.contacts.find(uri),
      (party) => {
        const template = optionOf(this.#configuration, 'callerUrl');
        return template === undefined ? undefined : callerPage(template, party);
      },
    );
    this.#alerts = new Alerts(this.#store, {
      ...shared,
      makesSounds: () => this.#media.makesSounds,
      call: (id) => this.getCall(id),
      blocked: (call) => this.emit('ringBlocked', call),
    });
    this.configure(configuration);
  }

  /** The current state: an immutable snapshot that every change replaces as a whole. */
  get state(): PhoneState {
    return this.#store.state;
  }

  /** Commands for devices and volumes; their state is `state.devices`. */
  get devices(): PhoneDevices {
    return this.#media.devices;
  }

  /** Commands for BLF lamps (RFC 4235, presence); their state is `state.lamps`. */
  get lamps(): Lamps {
    return this.#people.lamps;
  }

  /** Commands for text messages (RFC 3428); their state is `state.conversations`. */
  get messages(): Messages {
    return this.#people.messages;
  }

  /** Commands for the contacts of the application; their state is `state.contacts`. */
  get contacts(): Contacts {
    return this.#people.contacts;
  }

  get configuration(): Readonly<PhoneConfiguration> {
    return this.#configuration;
  }

  /** Calls `listener` after each change of the state. Returns a function that removes the listener. */
  subscribe(listener: (state: PhoneState, previous: PhoneState) => void): () => void {
    return this.#store.subscribe(listener);
  }

  /** Changes options. Never throws: a bad value becomes `state.problem` and a `problem` event. */
  configure(changes: Partial<PhoneConfiguration>): void {
    this.#configuration = { ...this.#configuration, ...changes };
    this.#account.configure(this.#configuration);
    this.#media.configure(this.#configuration);
    this.#recordings.use(this.#account.uri?.aor);
    this.#history.use(this.#account.uri?.aor, storageOf(this.#configuration));
    this.#outgoingCalls.configure();
    this.#people.configure();
    this.#resumption.configure();
  }

  /** Connects and registers. Resolves when the first attempt has ended, also when it failed; `state.account` has the result. */
  async start(): Promise<void> {
    if (this.#disposed) return;
    this.#media.check();
    this.#alerts.check();
    void this.#recordings.removeOlder(optionOf(this.#configuration, 'recordingDays'));
    await this.#account.start();
  }

  /** Ends all calls, removes the registration and disconnects. `start()` connects again. */
  async stop(): Promise<void> {
    await this.#calls.hangUpAll();
    await this.#account.stop();
  }

  /** As `stop()`, and releases all resources. A disposed phone cannot be started again. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#reception.close();
    const stopped = this.stop();
    // Releases microphone and camera before the server has confirmed the end of calls and registration.
    this.#media.release();
    await stopped;
    this.#stopListening();
    this.#history.close();
    this.#people.messages.close();
    await this.#recordings.close();
    this.#media.close();
    this.#alerts.close();
  }

  /**
   * Calls a number, a user name of the account's domain or a SIP URI. Never throws: a target that cannot be called gives a call
   * that has ended with the cause. A call that a `before` listener prevented has ended with `canceled` and is not in the state.
   */
  call(target: string, options: CallOptions = {}): Call {
    return this.#outgoingCalls.call(target, options);
  }

  /** Calls the mailbox. Where its number is not known, the call ends with `unavailable`. */
  callVoicemail(): Call {
    return this.#people.callVoicemail();
  }

  /** Returns the call with this `CallState.id`; undefined when it has left the state. */
  getCall(id: string): Call | undefined {
    return this.#calls.get(id);
  }

  /** Returns `text` formatted by the option `country` while it is typed; unchanged without one, or until its data is loaded. */
  formatNumber(text: string): string {
    return this.#outgoingCalls.format(text);
  }

  /** Sets `state.dialString`, the number that is being typed. */
  setDialString(text: string): void {
    this.#store.update({ dialString: text });
  }

  /** Removes an ended call from the state, and its recordings, also those of a call that has left the state by itself. */
  dismiss(callId: string, { keepRecordings = false }: DismissOptions = {}): void {
    const call = this.#calls.get(callId);
    if (call && call.state.status !== 'ended') return;
    this.#calls.dismiss(callId);
    if (!keepRecordings) void this.#recordings.removeOf(callId);
  }

  /** Makes this call the active one and holds the call that was active. Rejects with a `PhoneError`. */
  async activate(callId: string): Promise<void> {
    const call = this.#calls.get(callId);
    if (!call) throw new PhoneError('already-ended');
    await call.swap();
  }

  /** While on, incoming calls are rejected as busy (486) and do not ring. */
  setDoNotDisturb(on: boolean): void {
    this.#store.update({ doNotDisturb: on });
  }

  /** Marks the missed calls as seen by the user. */
  markMissedSeen(): void {
    this.#history.markSeen();
  }

  /** Removes the call history, and the recordings of ended calls. */
  clearHistory(): void {
    this.#history.clear();
    void this.#recordings.clear();
  }

  /**
   * Removes all stored data of the account on this device, in every tab of the origin: call history, messages, recordings, the
   * instance id (RFC 5626 §4.1) and the chosen devices. Resolves when it is removed; never rejects. The account stays registered:
   * call `stop()` first, or later events are stored again. The contacts of the application are not touched.
   */
  async forget(): Promise<void> {
    const account = this.#account.uri?.aor;
    if (account === undefined) return;
    const removed = this.#forget();
    removeAccount(account);
    tellForgotten(account);
    await removed;
  }

  /**
   * Requests permission for the microphone; call it in a user gesture. Resolves with the resulting state: `unknown` where the user
   * has not answered the prompt within 60 s. An answer after that shows in `state.microphone`.
   */
  requestMicrophone(): Promise<MicrophoneState> {
    return this.#media.request();
  }

  /** Requests permission for notifications; call it in a user gesture. The result is `state.notifications`. */
  requestNotifications(): Promise<void> {
    return this.#alerts.request();
  }

  /** Resumes audio that the browser's autoplay policy blocks, so that the phone can ring; call it in a user gesture. */
  unlockAudio(): Promise<void> {
    return this.#media.unlock();
  }

  /** Plays the DTMF tone of a key, `0-9 * # A-D`. Digits that are sent in a call play their tone without it. */
  playKey(key: string): void {
    this.#media.playKey(key);
  }

  /** Connects now instead of at `account.retryAt`; registers again where the account was refused. */
  retryNow(): void {
    this.#account.line?.retryNow();
  }

  /** Takes over the account from the tab that uses it (`singleTab`). A call of that tab continues there. */
  useHere(): Promise<void> {
    return this.#account.useHere();
  }

  /** Removes the data that this page holds of the account; other tabs hold their own. */
  async #forget(): Promise<void> {
    this.#account.forget();
    this.#history.forget();
    this.#people.messages.forget();
    this.#store.update({ lastDialled: undefined, dialString: '' });
    await this.#recordings.clear(true);
  }

  /** Another tab has removed the account and the shared data; removes the data of this tab. */
  #forgottenElsewhere(account: string): void {
    if (account !== this.#account.uri?.aor) return;
    void this.#forget();
    removeAccount(account);
  }

  #rings(call: Call): void {
    this.#media.checkSound();
    this.#introductions.meet(call);
    this.emit('incoming', call);
  }

  /** Adds a missed call that did not ring on this phone. */
  #missed(peer: Party): void {
    const now = this.#clock.now();
    this.#history.add({ id: newUuid(), direction: 'incoming', peer, startedAt: now, endedAt: now, cause: 'missed' });
  }

  #ended(call: CallState & { status: 'ended' }, records: SummaryRecords): void {
    this.#history.add(entryOf(call));
    this.emit('summary', summaryOf(call, records));
  }

  /** Reports a problem that does not end a call. */
  #problem({ kind, message, detail = message }: PhoneError): void {
    this.#tell({ kind: kind === 'media' ? kind : 'internal', detail });
  }

  #tell(problem: Problem): void {
    this.#store.update({ problem });
    this.emit('problem', problem);
  }
}
