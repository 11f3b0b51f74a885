/** The phone without a face: one account, its calls, one observable state and the commands on it. */

import { systemClock, type Clock } from '../sip/base/clock.js';
import { Emitter, reportListenerError } from '../sip/base/emitter.js';
import { newUuid } from '../sip/base/ids.js';
import type { URI } from '../sip/message/uri.js';
import type { Session } from '../sip/session/session.js';
import { Account } from './account/account.js';
import { phoneError } from './call/call-ending.js';
import { CallList } from './call/call-list.js';
import { isLive, type End } from './call/call-state.js';
import type { Call, CallOptions } from './call/call.js';
import type { PhoneConfiguration } from './configuration.js';
import { PhoneError } from './errors.js';
import { History } from './records/history.js';
import { readDialString, type Dialled } from './dialling/dial-string.js';
import type { PhoneEvents } from './events.js';
import { partyOf } from './dialling/party.js';
import type { PhoneDevices } from './sound/devices.js';
import { PhoneMedia } from './sound/phone-media.js';
import { INITIAL_STATE } from './initial-state.js';
import { DEFAULTS, positiveOr } from './settings.js';
import type { CallState, MicrophoneState, Party, PhoneState } from './state.js';
import { Store } from './store.js';
import { entryOf, summaryOf } from './records/summary.js';
import { targetUri } from './dialling/target.js';

export class Phone extends Emitter<PhoneEvents> {
  readonly #store = new Store<PhoneState>(INITIAL_STATE);
  readonly #clock: Clock;
  readonly #calls: CallList;
  readonly #account: Account;
  readonly #media: PhoneMedia;
  readonly #history = new History(this.#store);
  #configuration: PhoneConfiguration = {};
  #disposed = false;

  constructor(configuration: PhoneConfiguration = {}) {
    super();
    this.#clock = configuration.clock ?? systemClock;
    this.#media = new PhoneMedia(this.#store, () => this.#configuration, this.#clock);
    this.#calls = new CallList(this.#store, {
      clock: this.#clock,
      ringLimit: () => 1000 * positiveOr(this.#configuration.noAnswerTimeout, DEFAULTS.noAnswerTimeout),
      sessionEvent: (...args) => this.emit('sessionEvent', ...args),
      targetUri: (target) => this.#targetUri(readDialString(target).target),
      followsTransfers: () => this.#configuration.followTransfers === true,
      adopt: (session) => this.#adopt(session),
      ended: (call, held) => this.#ended(call, held),
    });
    this.#account = new Account(this.#store, {
      clock: this.#clock,
      tell: (event, ...args) => void this.emit(event, ...args),
      incoming: (session) => this.#take(session),
      makeHandler: (...args) => this.#media.makeHandler(...args),
      callsToEnd: () => Promise.all(this.#calls.unfinished.map((call) => call.ended)),
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
    this.#history.use(this.#account.aor, this.#configuration.keepHistory !== false);
  }

  /** Connects and registers. Resolves when the first try is over, whatever came of it. */
  async start(): Promise<void> {
    if (this.#disposed) return;
    this.#media.check();
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
    await this.stop();
    this.#media.close();
  }

  /** Calls a number, a name of this domain or a SIP URI. What is wrong with it becomes the end of the call. */
  call(target: string, options: CallOptions = {}): Call {
    const dialled = readDialString(target);
    const call = this.#calls.add('outgoing', partyOfTarget(dialled));
    this.#store.update({ lastDialled: dialled.target || this.state.lastDialled, dialString: '' });
    this.#lookUp(call);
    this.#place(call, dialled, options).catch((error: unknown) => call.finish(endBy(error)));
    return call;
  }

  getCall(id: string): Call | undefined {
    return this.#calls.get(id);
  }

  setDialString(text: string): void {
    this.#store.update({ dialString: text });
  }

  /** Takes an ended call out of the state. */
  dismiss(callId: string): void {
    this.#calls.dismiss(callId);
  }

  /** Makes this call the one that is heard; the one that was is held. Rejects with a `PhoneError`. */
  async activate(callId: string): Promise<void> {
    const call = this.#calls.get(callId);
    if (!call) throw new PhoneError('already-ended');
    await this.#calls.makeRoomFor(call, 'hold');
    if (call.state.status === 'active') await call.hold(false);
  }

  /** While it is on, callers are told busy and nothing rings. */
  setDoNotDisturb(on: boolean): void {
    this.#store.update({ doNotDisturb: on });
  }

  /** The person has seen which calls were missed. */
  markMissedSeen(): void {
    this.#history.markSeen();
  }

  clearHistory(): void {
    this.#history.clear();
  }

  /** Asks for the microphone; call it in a gesture. Resolves with what came of it. */
  requestMicrophone(): Promise<MicrophoneState> {
    return this.#media.request();
  }

  /** Lets the phone ring; call it in a gesture. */
  unlockAudio(): Promise<void> {
    return this.#media.unlock();
  }

  /** Tries to connect now instead of at `account.retryAt`. */
  retryNow(): void {
    this.#account.line?.retryNow();
  }

  async #place(call: Call, { target, postDial }: Dialled, options: CallOptions): Promise<void> {
    const microphone = this.#media.permitted(call);
    microphone.catch(() => undefined);
    await this.#calls.makeRoomFor(call, 'hold');
    const line = await this.#account.settledLine();
    if (!line) return call.finish({ cause: 'no-connection', endedBy: 'system' });
    const uri = this.#targetUri(target);
    if (!uri) return call.finish({ cause: 'not-found', endedBy: 'system' });
    await Promise.all([microphone, line.usable()]);
    if (call.state.status !== 'dialing') return;
    call.attach(line.invite(uri, options));
    if (postDial) void call.answered.then(() => call.sendDigits(postDial)).catch(() => undefined);
  }

  #targetUri(target: string): URI | undefined {
    const { line } = this.#account;
    return line && targetUri(target, line.uri);
  }

  /** A call comes in. */
  #take(session: Session): void {
    // It takes the place of a call that exists (RFC 3891), and that call has it already.
    if (this.#calls.unfinished.some((call) => call.session === session)) return;
    const limit = positiveOr(this.#configuration.maxCalls, DEFAULTS.maxCalls);
    const peer = partyOf(session.assertedIdentity ?? session.remoteIdentity);
    const { calls, doNotDisturb } = this.state;
    if (this.#disposed || doNotDisturb || calls.filter(isLive).length >= limit) {
      session.reject({ statusCode: 486 });
      return this.#missed(peer);
    }
    const call = this.#calls.add('incoming', peer);
    call.attach(session);
    this.#media.openIfAllowed(call);
    this.#lookUp(call);
    this.emit('incoming', call);
    this.#answerByItself(call);
  }

  #answerByItself(call: Call): void {
    const { autoAnswer } = this.#configuration;
    if (autoAnswer === undefined || autoAnswer === false) return;
    const delay = autoAnswer === true ? 0 : 1000 * positiveOr(autoAnswer, 0);
    this.#clock.after(delay, () => void call.answer().catch(() => undefined));
  }

  /** The far side sent us to somebody else, whom we call (RFC 3515). */
  #adopt(session: Session): void {
    const call = this.#calls.add('outgoing', partyOf(session.remoteIdentity));
    call.attach(session);
    this.#lookUp(call);
  }

  #lookUp(call: Call): void {
    const { lookUp } = this.#configuration;
    if (!lookUp) return;
    const show = (name: string | undefined): void => {
      if (name) call.rename(name);
    };
    // Whatever the page does there, the call rings.
    Promise.resolve(call.state.peer).then(lookUp).then(show).catch(reportListenerError);
  }

  /** A call that never rang here. */
  #missed(peer: Party): void {
    const now = this.#clock.now();
    this.#history.add({ id: newUuid(), direction: 'incoming', peer, startedAt: now, endedAt: now, cause: 'missed' });
  }

  #ended(call: CallState & { status: 'ended' }, held: number): void {
    this.#history.add(entryOf(call));
    this.emit('summary', summaryOf(call, held));
  }
}

function partyOfTarget({ target }: Dialled): Party {
  return { name: '', number: target.replace(/^sips?:/i, ''), uri: target };
}

function endBy(error: unknown): End {
  const { kind, detail } = phoneError(error);
  return { cause: kind as End['cause'], endedBy: 'system', ...(detail === undefined ? {} : { reason: detail }) };
}
