/** The phone without a face: one account, its calls, one observable state and the commands on it. */

import { systemClock, type Clock } from '../sip/base/clock.js';
import { Emitter } from '../sip/base/emitter.js';
import type { Session } from '../sip/session/session.js';
import { Account } from './account.js';
import { phoneError } from './call-ending.js';
import { CallList } from './call-list.js';
import { isLive, type End } from './call-state.js';
import type { Call, CallOptions } from './call.js';
import type { PhoneConfiguration } from './configuration.js';
import { readDialString, type Dialled } from './dial-string.js';
import type { PhoneEvents } from './events.js';
import { partyOf } from './party.js';
import { PhoneMedia } from './phone-media.js';
import { DEFAULTS, positiveOr } from './settings.js';
import type { MicrophoneState, Party, PhoneState } from './state.js';
import { Store } from './store.js';
import { targetUri } from './target.js';

const INITIAL: PhoneState = {
  account: { status: 'unconfigured' },
  calls: [],
  activeCallId: undefined,
  microphone: 'unknown',
  dialString: '',
  lastDialled: undefined,
  audioLocked: false,
  problem: undefined,
};

export class Phone extends Emitter<PhoneEvents> {
  readonly #store = new Store<PhoneState>(INITIAL);
  readonly #clock: Clock;
  readonly #calls: CallList;
  readonly #account: Account;
  readonly #media: PhoneMedia;
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
    const microphone = this.#media.openFor(call);
    microphone.catch(() => undefined);
    await this.#calls.makeRoomFor(call, 'hold');
    const line = this.#account.line;
    if (!line) return call.finish({ cause: 'no-connection', endedBy: 'system' });
    const uri = targetUri(target, line.uri);
    if (!uri) return call.finish({ cause: 'not-found', endedBy: 'system' });
    await Promise.all([microphone, line.usable()]);
    if (call.state.status !== 'dialing') return;
    call.attach(line.invite(uri, options));
    if (postDial) void call.answered.then(() => call.sendDigits(postDial)).catch(() => undefined);
  }

  #take(session: Session): void {
    const { maxCalls, autoAnswer } = this.#configuration;
    const limit = positiveOr(maxCalls, DEFAULTS.maxCalls);
    if (this.#disposed || this.state.calls.filter(isLive).length >= limit)
      return void session.reject({ statusCode: 486 });
    const call = this.#calls.add('incoming', partyOf(session.assertedIdentity ?? session.remoteIdentity));
    call.attach(session);
    this.#media.openIfAllowed(call);
    this.emit('incoming', call);
    if (autoAnswer === undefined || autoAnswer === false) return;
    const delay = autoAnswer === true ? 0 : 1000 * positiveOr(autoAnswer, 0);
    this.#clock.after(delay, () => void call.answer().catch(() => undefined));
  }
}

function partyOfTarget({ target }: Dialled): Party {
  return { name: '', number: target.replace(/^sips?:/i, ''), uri: target };
}

function endBy(error: unknown): End {
  const { kind, detail } = phoneError(error);
  return { cause: kind as End['cause'], endedBy: 'system', ...(detail === undefined ? {} : { reason: detail }) };
}
