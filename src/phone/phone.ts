/** The phone without a face: one account, its calls, one observable state and the commands on it. */

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
import { RemotePolicy } from './policy/remote-policy.js';
import type { PhoneDevices } from './audio/devices.js';
import { PhoneMedia } from './audio/phone-media.js';
import { INITIAL_STATE } from './initial-state.js';
import { DEFAULTS, optionOf, positiveOr, storageOf } from './settings.js';
import { Alerts } from './alerts/alerts.js';
import type { CallState, MicrophoneState, Party, PhoneState, Problem } from './state.js';
import { Store } from './store.js';
import { Recordings } from './audio/recordings.js';
import { onForgotten, removeAccount, tellForgotten } from './account/storage-area.js';
import { entryOf, summaryOf, type SummaryRecords } from './calls/call-summary.js';

export interface DismissOptions {
  /** Leave its recordings where they are, as nobody has decided about them. Default false. */
  readonly keepRecordings?: boolean;
}

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
    this.#clock = configuration.clock ?? systemClock;
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
      ringLimit: () => 1000 * positiveOr(this.#configuration.noAnswerTimeout, DEFAULTS.noAnswerTimeout),
      sessionEvent: (...args) => this.emit('sessionEvent', ...args),
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
      ready: (line) => this.#people.use(line),
      interrupted: () => this.#people.interrupted(),
      makeHandler: (...args) => this.#media.makeHandler(...args),
      remote: () => this.#remote,
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

  /** The newest state: immutable, replaced as a whole. */
  get state(): PhoneState {
    return this.#store.state;
  }

  /** What is plugged in, chosen and how loud: commands beside `state.devices`. */
  get devices(): PhoneDevices {
    return this.#media.devices;
  }

  /** Who is there and who talks: commands beside `state.lamps`. */
  get lamps(): Lamps {
    return this.#people.lamps;
  }

  /** Short texts: commands beside `state.conversations`. */
  get messages(): Messages {
    return this.#people.messages;
  }

  /** People whom the page knows: commands beside `state.contacts`. */
  get contacts(): Contacts {
    return this.#people.contacts;
  }

  get configuration(): Readonly<PhoneConfiguration> {
    return this.#configuration;
  }

  /** Calls `listener` for each new state from now on. Returns what stops it. */
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
  }

  /** Connects and registers. Resolves when the first try is over, whatever came of it. */
  async start(): Promise<void> {
    if (this.#disposed) return;
    this.#media.check();
    this.#alerts.check();
    const days = positiveOr(this.#configuration.recordingDays, DEFAULTS.recordingDays);
    void this.#recordings.removeOlder(days);
    await this.#account.start();
  }

  /** Ends calls, un-registers and disconnects; `start()` begins again. */
  async stop(): Promise<void> {
    await this.#calls.hangUpAll();
    await this.#account.stop();
  }

  /** `stop()` for ever; frees everything. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#reception.close();
    const stopped = this.stop();
    // Whatever the server still has to confirm, nothing of the user is captured from here on.
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
   * Calls a number, a name of this domain or a SIP URI. What is wrong with it becomes the end of the call; one that a `before`
   * listener stops has ended with `canceled`, and is not in the state.
   */
  call(target: string, options: CallOptions = {}): Call {
    return this.#outgoingCalls.call(target, options);
  }

  /** Calls the mailbox; where its number is not known the end of the call says so. */
  callVoicemail(): Call {
    return this.#people.callVoicemail();
  }

  getCall(id: string): Call | undefined {
    return this.#calls.get(id);
  }

  /** `text` as people write it while they type, by the option `country`; as it is without one, and until that is loaded. */
  formatNumber(text: string): string {
    return this.#outgoingCalls.format(text);
  }

  setDialString(text: string): void {
    this.#store.update({ dialString: text });
  }

  /**
   * Takes an ended call out of the state, and removes its recordings, unless they are to be kept: then age removes them. The
   * recordings of a call that has left the state by itself are removed as well.
   */
  dismiss(callId: string, { keepRecordings = false }: DismissOptions = {}): void {
    const call = this.#calls.get(callId);
    if (call && call.state.status !== 'ended') return;
    this.#calls.dismiss(callId);
    if (!keepRecordings) void this.#recordings.removeOf(callId);
  }

  /** Makes this call the one that is heard; the one that was is held. Rejects with a `PhoneError`. */
  async activate(callId: string): Promise<void> {
    const call = this.#calls.get(callId);
    if (!call) throw new PhoneError('already-ended');
    this.#veto.check({ action: 'swap', call, value: undefined, origin: 'local' });
    await this.#calls.makeRoomFor(call, 'hold');
    // The whole conference, where it is in one.
    if (call.state.status === 'active') await call.holdAll(false);
  }

  /** While it is on, callers are told busy and nothing rings. */
  setDoNotDisturb(on: boolean): void {
    this.#store.update({ doNotDisturb: on });
  }

  /** The person has seen which calls were missed. */
  markMissedSeen(): void {
    this.#history.markSeen();
  }

  /** Forgets past calls, and removes the recordings of calls that are over. */
  clearHistory(): void {
    this.#history.clear();
    void this.#recordings.clear();
  }

  /**
   * Removes everything that is stored of the account on this device, in every tab of the origin: past calls, messages,
   * recordings, the id of the device at the registrar, and the choices of devices. Resolves when it is gone; never rejects.
   * The account stays signed in: `stop()` it first, or what happens after this is stored again. Contacts are those of the page.
   */
  async forget(): Promise<void> {
    const account = this.#account.uri?.aor;
    if (account === undefined) return;
    const removed = this.#forget();
    removeAccount(account);
    tellForgotten(account);
    await removed;
  }

  /** Asks for the microphone; call it in a gesture. Resolves with what came of it. */
  requestMicrophone(): Promise<MicrophoneState> {
    return this.#media.request();
  }

  /** Asks to show notifications of calls; call it in a gesture. `state.notifications` says what came of it. */
  requestNotifications(): Promise<void> {
    return this.#alerts.request();
  }

  /** Lets the phone ring; call it in a gesture. */
  unlockAudio(): Promise<void> {
    return this.#media.unlock();
  }

  /** The sound of a key as it is pressed, `0-9 * # A-D`; digits that are sent in a call sound by themselves. */
  playKey(key: string): void {
    this.#media.playKey(key);
  }

  /** Tries to connect now instead of at `account.retryAt`. */
  retryNow(): void {
    this.#account.line?.retryNow();
  }

  /** Takes the account from the tab that uses it now (`singleTab`); a call that is up there goes on there. */
  useHere(): Promise<void> {
    return this.#account.useHere();
  }

  /** What this page holds of the account; another tab has its own. */
  async #forget(): Promise<void> {
    this.#account.forget();
    this.#history.forget();
    this.#people.messages.forget();
    this.#store.update({ lastDialled: undefined, dialString: '' });
    await this.#recordings.clear(true);
  }

  /** Another tab forgets an account: it has removed what tabs share, and this one removes the rest. */
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

  /** A call that never rang here. */
  #missed(peer: Party): void {
    const now = this.#clock.now();
    this.#history.add({ id: newUuid(), direction: 'incoming', peer, startedAt: now, endedAt: now, cause: 'missed' });
  }

  #ended(call: CallState & { status: 'ended' }, records: SummaryRecords): void {
    this.#history.add(entryOf(call));
    this.emit('summary', summaryOf(call, records));
  }

  /** Something beside the calls is wrong, and they go on. */
  #problem({ kind, message, detail = message }: PhoneError): void {
    this.#tell({ kind: kind === 'media' ? kind : 'internal', detail });
  }

  #tell(problem: Problem): void {
    this.#store.update({ problem });
    this.emit('problem', problem);
  }
}
