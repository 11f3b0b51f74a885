/**
 * The headless phone: one account, its calls, one observable state and the commands that change it. Longer than 300 lines, as it
 * documents each public member.
 * Subjects: headless phone; Phone; phone.call(); start() and stop() of the phone; phone.configure(); parts of the phone, put
 * together; devices asked after signing in; retrieveCode, used.
 */

import { Emitter } from '../sip/base/emitter.js';
import { AccountServices } from './account-services.js';
import { Account } from './account/account.js';
import { onForgotten, removeAccount, tellForgotten } from './account/storage-area.js';
import { showRing } from './alerts/ring-state.js';
import type { PhoneDevices } from './audio/devices.js';
import { PhoneMedia } from './audio/phone-media.js';
import { Recordings } from './audio/recordings.js';
import { CallList } from './calls/call-list.js';
import type { Call, CallOptions } from './calls/call.js';
import { availabilityOf, stateOfAvailability, type Availability } from './availability.js';
import { keepChoices } from './account/user-choices.js';
import { showIdentities } from './calls/identities.js';
import { IncomingCalls } from './calls/incoming-calls.js';
import { OutgoingCalls } from './calls/outgoing-calls.js';
import { RemoteCalls } from './calls/remote-calls.js';
import { CallResumption } from './calls/resume.js';
import { Targets } from './calls/targets.js';
import type { PhoneConfiguration } from './configuration.js';
import { CallerLookup } from './contacts/caller-lookup.js';
import type { Contacts } from './contacts/contacts.js';
import { PhoneError } from './phone-error.js';
import type { PhoneEvents } from './events.js';
import { History } from './history/history.js';
import { LateParts } from './late-parts.js';
import type { Messages } from './messaging/messages.js';
import { PhoneCore } from './phone-core.js';
import { Tabs } from './tabs/tabs.js';
import { CallerMatch } from './calls/caller-match.js';
import { RingRules } from './calls/ring-rules.js';
import { RemotePolicy } from './policy/remote-policy.js';
import type { Lamps } from './presence/lamps.js';
import type { MicrophoneState, PhoneState } from './state.js';

interface DismissOptions {
  /** Keeps the recordings until `recordingDays` have passed, as the user has not decided yet. Default false. */
  readonly keepRecordings?: boolean;
}

/** Time that connecting and registering have before devices and permissions are asked for, ms. */
const CHECKS_WAIT = 200;

/** A phone for one account. `start()` connects it; `state` and events report changes; its commands reject with a `PhoneError`. */
export class Phone extends Emitter<PhoneEvents> {
  readonly #core: PhoneCore;
  readonly #history: History;
  readonly #recordings: Recordings;
  readonly #media: PhoneMedia;
  readonly #account: Account;
  readonly #targets: Targets;
  readonly #calls: CallList;
  readonly #outgoingCalls: OutgoingCalls;
  readonly #incomingCalls: IncomingCalls;
  readonly #services: AccountServices;
  readonly #tabs: Tabs;
  readonly #lateParts: LateParts;
  readonly #stopListening = onForgotten((account) => this.#forgottenElsewhere(account));
  #disposed = false;
  /** Whether `start()` was called after the last `stop()`. */
  #isWanted = false;
  #stopping: Promise<void> | undefined;

  /**
   * Puts the parts together; they tell one another by the events of `PhoneCore`, and ask only the parts that they are given.
   * @param later takes the second half of the work, for a page that does it in a further task. The phone can be used when that is done;
   *   without `later` the constructor does it.
   */
  constructor(configuration: PhoneConfiguration = {}, later?: (configure: () => void) => void) {
    super();
    const core = (this.#core = new PhoneCore(configuration, (event, ...args) => void this.emit(event, ...args)));
    this.#history = new History(core);
    this.#recordings = new Recordings(core);
    showIdentities(core);
    keepChoices(core);
    const media = (this.#media = new PhoneMedia(core, this.#recordings));
    const account = (this.#account = new Account(core, {
      makeHandler: (...args) => media.makeHandler(...args),
      remote: () => remoteCalls,
      callsToEnd: () => this.#calls.allEnded(),
      leaveCalls: (keep) => resumption.leave(keep, this.#tabs.leave()),
      losesCalls: (kept) => resumption.loses(kept, this.#tabs.isFollowed),
    }));
    const targets = (this.#targets = new Targets(core, account));
    const policy = new RemotePolicy(core.option, account);
    const calls = (this.#calls = new CallList(core, { media, targets, policy }));
    const outgoingCalls = (this.#outgoingCalls = new OutgoingCalls(core, { calls, account, media, targets }));
    const callerMatch = new CallerMatch(targets);
    const ringRules = new RingRules({
      option: core.option,
      callers: callerMatch,
      isContact: (uri) => this.#services.contacts.find(uri) !== undefined,
    });
    this.#incomingCalls = new IncomingCalls(core, { calls, account, policy, callerMatch, ringRules });
    const remoteCalls = new RemoteCalls(core, { calls, account, policy, outgoingCalls });
    this.#services = new AccountServices(core, { account, outgoingCalls, targets });
    new CallerLookup(core, this.#services.contacts);
    const resumption = new CallResumption(core, { calls, account, media });
    const { lamps, messages } = this.#services;
    this.#tabs = new Tabs(core, {
      ...{ account, calls, lamps, media, targets, resumption },
      actions: {
        call: (target, options) => outgoingCalls.dialPermitted(target, options),
        pickUp: (target) => lamps.pickUp(target),
        sendMessage: (target, text) => messages.send(target, text),
        resend: (messageId) => messages.resend(messageId),
        retryNow: () => this.retryNow(),
      },
    });
    const { clock, store } = core;
    showRing(store, {
      clock,
      isVisual: () => core.option('visualRing'),
      sounds: () => media.playsTones,
      blocked: (callId) => {
        const call = this.getCall(callId);
        if (call) core.tell('ringBlocked', call);
      },
    });
    this.#lateParts = new LateParts({ phone: this, core, media }, account);
    // The last listener: every part has taken the options.
    core.on('configured', () => core.emit('account', account.uri?.aor));
    const configure = (): void => this.configure(configuration);
    if (later) later(configure);
    else configure();
  }

  /** The current state: an immutable snapshot that every change replaces as a whole. */
  get state(): PhoneState {
    return this.#core.state;
  }

  /** Commands for devices and volumes; their state is `state.devices`. */
  get devices(): PhoneDevices {
    return this.#media.devices;
  }

  /** Commands for BLF lamps (RFC 4235, presence); their state is `state.lamps`. */
  get lamps(): Lamps {
    return this.#services.lamps;
  }

  /** Commands for text messages (RFC 3428); their state is `state.conversations`. */
  get messages(): Messages {
    return this.#services.messages;
  }

  /** Commands for the contacts of the application; their state is `state.contacts`. */
  get contacts(): Contacts {
    return this.#services.contacts;
  }

  get configuration(): Readonly<PhoneConfiguration> {
    return this.#core.configuration;
  }

  /** Calls `listener` after each change of the state. Returns a function that removes the listener. */
  subscribe(listener: (state: PhoneState, previous: PhoneState) => void): () => void {
    return this.#core.store.subscribe(listener);
  }

  /** Changes options. Never throws: a bad value becomes `state.problem` and a `problem` event. */
  configure(changes: Partial<PhoneConfiguration>): void {
    this.#core.configure(changes);
  }

  /**
   * Connects and registers, after a `stop()` that has not ended. Resolves when the first attempt has ended, also when it failed;
   * `state.account` has the result.
   */
  async start(): Promise<void> {
    this.#isWanted = true;
    // The removal must not arrive after the new registration (RFC 5626 §4.1).
    if (this.#stopping) {
      this.#account.startAfter(this.#stopping);
      await this.#stopping;
    }
    if (this.#disposed || !this.#isWanted) return;
    if (!this.#core.isStarted) {
      this.#core.isStarted = true;
      this.#core.emit('started');
    }
    // First, as all of the following takes longer than the server needs to accept the connection.
    const settled = this.#account.start();
    this.#media.checkMicrophone();
    await this.#core.atMost(CHECKS_WAIT, settled);
    if (!this.#disposed) this.#check();
    await settled;
  }

  /** Asks for the devices and permissions that no call waits for. */
  #check(): void {
    this.#media.check();
    this.#lateParts.check();
    void this.#recordings.removeOlder(this.#core.option('recordingDays'));
  }

  /**
   * Ends the calls of this tab, removes its registration and disconnects. `start()` connects again. Another tab of the site continues
   * (`browserTabs`): call it in each.
   */
  stop(): Promise<void> {
    this.#isWanted = false;
    this.#account.startAfter(undefined);
    return (this.#stopping ??= this.#stop().finally(() => (this.#stopping = undefined)));
  }

  async #stop(): Promise<void> {
    await this.#calls.hangUpAll();
    await this.#account.stop();
  }

  /** As `stop()`, and releases all resources. A disposed phone cannot be started again. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#incomingCalls.close();
    const stopped = this.stop();
    // Releases microphone and camera before the server has confirmed the end of calls and registration.
    this.#media.release();
    await stopped;
    this.#stopListening();
    this.#history.close();
    this.#services.messages.close();
    await this.#recordings.close();
    this.#media.close();
    this.#lateParts.close();
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
    return this.#services.callVoicemail();
  }

  /** Takes back the call that is parked at this place: calls it with the prefix of the option `retrieveCode`. */
  retrieve(place: string): Call {
    return this.call(`${this.#core.option('retrieveCode') ?? ''}${place.trim()}`);
  }

  /** Calls the echo service of the server (option `echoUri`). Without one, the call ends with `unavailable`. */
  callEcho(): Call {
    return this.#services.callEcho();
  }

  /** Returns the call with this `CallState.id`; undefined when it has left the state. */
  getCall(id: string): Call | undefined {
    return this.#calls.get(id) ?? this.#tabs.get(id);
  }

  /** Returns `text` formatted by the option `country` while it is typed; unchanged without one, or until its data is loaded. */
  formatNumber(text: string): string {
    return this.#targets.format(text);
  }

  /** Sets `state.dialString`, the number that is being typed. */
  setDialString(text: string): void {
    this.#core.store.update({ dialString: text });
  }

  /** Removes an ended call from the state, and its recordings, also those of a call that has left the state by itself. */
  dismiss(callId: string, { keepRecordings = false }: DismissOptions = {}): void {
    const call = this.getCall(callId);
    if (call && call.state.status !== 'ended') return;
    if (this.#calls.get(callId) || !this.#tabs.dismiss(callId)) this.#calls.dismiss(callId);
    if (!keepRecordings) void this.#recordings.removeOf(callId);
  }

  /** Makes this call the active one and holds the call that was active. Rejects with a `PhoneError`. */
  async activate(callId: string): Promise<void> {
    const call = this.getCall(callId);
    if (!call) throw new PhoneError('already-ended');
    await call.swap();
  }

  /** While on, incoming calls are rejected as busy (486) and do not ring. Returns false where a `before` listener prevented it. */
  setDoNotDisturb(on: boolean): boolean {
    return this.setAvailability(on ? 'do-not-disturb' : this.state.availability);
  }

  /**
   * Sets what others see of the user (option `publishPresence`); `do-not-disturb` is the same as `setDoNotDisturb(true)`. Returns false
   * where a `before` listener prevented it.
   */
  setAvailability(availability: Availability): boolean {
    const { otherTab, veto, state, store } = this.#core;
    if (availability === availabilityOf(state)) return true;
    if (!veto.permits({ action: 'availability', availability, origin: 'local' })) return false;
    if (otherTab) void otherTab.run('setAvailability', [availability]).catch(() => undefined);
    else store.update(stateOfAvailability(availability));
    return true;
  }

  /** Chooses the identity that calls are made from: the URI of one of `state.identities`; without it the account. Throws a `PhoneError` for another one; returns false where a `before` listener prevented it. */
  setIdentity(identity?: string): boolean {
    const isThere = this.state.identities.some(({ uri }) => uri === identity);
    if (identity && !isThere) throw new PhoneError('bad-attribute', { detail: 'It is not one of the identities.' });
    const { veto, store } = this.#core;
    if (!veto.permits({ action: 'identity', identity: identity || undefined, origin: 'local' })) return false;
    store.update({ identity: identity || undefined });
    return true;
  }

  /** Marks the missed calls as seen by the user. */
  markMissedSeen(): void {
    this.#history.markSeen();
  }

  /** Removes the call history, and the recordings of ended calls. Returns false where a `before` listener prevented it. */
  clearHistory(): boolean {
    if (!this.#core.veto.permits({ action: 'clear-history', origin: 'local' })) return false;
    this.#history.clear();
    void this.#recordings.clear();
    return true;
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
    return this.#lateParts.request();
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
    const { otherTab } = this.#core;
    if (otherTab) void otherTab.run('retryNow').catch(() => undefined);
    else this.#account.retryNow();
  }

  /**
   * Moves connection, media and calls from the tab that has them to this one (`browserTabs`); the remote parties hear no gap. Rejects
   * with a `PhoneError`, and nothing has changed. With `singleTab` it takes over the account, and calls of that tab continue there.
   */
  useHere(): Promise<void> {
    return this.#tabs.useHere();
  }

  /** Removes the data that this page holds of the account; other tabs hold their own. */
  async #forget(): Promise<void> {
    this.#account.forget();
    this.#history.forget();
    this.#services.messages.forget();
    this.#core.store.update({ lastDialled: undefined, dialString: '' });
    await this.#recordings.clear(true);
  }

  /** Another tab has removed the account and the shared data; removes the data of this tab. */
  #forgottenElsewhere(account: string): void {
    if (account !== this.#account.uri?.aor) return;
    void this.#forget();
    removeAccount(account);
  }
}
