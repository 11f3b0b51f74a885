/**
 * A phone in memory, for stories and for tests of elements: it has the interface of `Phone`, performs each command at once, and keeps
 * its state in the store of the phone. It has no call that the phone cannot have.
 * Subjects: phone in memory; phone in any state for stories.
 */

import { stateOfAvailability, type Availability } from '../../src/phone/availability.js';
import type { CallOptions } from '../../src/phone/calls/call.js';
import { chooseActive } from '../../src/phone/calls/call-state.js';
import type { PhoneConfiguration } from '../../src/phone/configuration.js';
import { INITIAL_STATE } from '../../src/phone/initial-state.js';
import { PhoneError } from '../../src/phone/phone-error.js';
import { Veto } from '../../src/phone/policy/before.js';
import type { AccountState, CallState, MicrophoneState, Party, PhoneState } from '../../src/phone/state.js';
import { Store } from '../../src/phone/store.js';
import type { CallLike, PhoneLike, PhoneLikeEvents } from '../../src/components/shared/phone/phone-like.js';
import { Emitter } from '../../src/sip/base/emitter.js';
import { callState, checkCall, type CallPatch } from './call-life.js';
import { FakeCall } from './fake-call.js';
import { FakeDevices } from './fake-device-controls.js';
import { FakeContacts, FakeLamps, FakeMessages } from './fake-people.js';
import { ANN, BOB } from './parties.js';

export { ANN, BOB, callState, FakeCall, type CallPatch };

export const READY: AccountState = { status: 'ready', name: '1019' };

export const EMPTY: PhoneState = { ...INITIAL_STATE, account: READY, microphone: 'granted' };

/** A state in which this call is the one that is shown. */
export function withCall(patch: Parameters<typeof callState>[0], rest: Partial<PhoneState> = {}): PhoneState {
  const call = callState(patch);
  return { ...EMPTY, calls: [call], activeCallId: call.id, ...rest };
}

/** The state with the active call that the phone chooses. Throws for calls that the phone cannot have. */
function possible(state: PhoneState): PhoneState {
  for (const call of state.calls) checkCall(call);
  return { ...state, activeCallId: chooseActive(state.calls, state.activeCallId) };
}

export class FakePhone implements PhoneLike {
  readonly devices = new FakeDevices(this);
  readonly lamps = new FakeLamps(this);
  readonly messages = new FakeMessages(this);
  readonly contacts = new FakeContacts(this);
  /** What was asked of the phone, in order. */
  readonly did: string[] = [];
  readonly emitter = new Emitter<PhoneLikeEvents>();
  readonly veto = new Veto<CallLike>((event) => void this.emitter.emit('before', event));
  readonly #calls = new Map<string, FakeCall>();
  readonly #store: Store<PhoneState>;

  constructor(state: Partial<PhoneState> = {}) {
    this.#store = new Store(possible({ ...EMPTY, ...state }));
    if (this.state.account.status !== 'unconfigured')
      this.configuration = { server: 'wss://pbx.example.com/ws', uri: 'sip:1019@example.com' };
    for (const { id } of this.state.calls) this.#calls.set(id, new FakeCall(this, id));
  }

  get state(): PhoneState {
    return this.#store.state;
  }

  /** Changes the state. Throws for calls that the phone cannot have. */
  set(patch: Partial<PhoneState>): void {
    this.#store.update('calls' in patch || 'activeCallId' in patch ? possible({ ...this.state, ...patch }) : patch);
  }

  /** Puts this state of a call in the place of the one before. */
  replace(next: CallState): void {
    this.set({ calls: this.state.calls.map((call) => (call.id === next.id ? next : call)) });
  }

  /** Makes this call the one that is shown. */
  show(id: string): void {
    this.set({ activeCallId: id });
  }

  setAvailability(availability: Availability): boolean {
    if (!this.veto.permits({ action: 'availability', availability, origin: 'local' })) return false;
    this.did.push(`availability ${availability}`);
    this.set(stateOfAvailability(availability));
    return true;
  }

  setIdentity(identity?: string): boolean {
    if (!this.veto.permits({ action: 'identity', identity, origin: 'local' })) return false;
    this.did.push(`identity ${identity}`);
    this.set({ identity });
    return true;
  }

  setDoNotDisturb(on: boolean): boolean {
    const availability = on ? 'do-not-disturb' : this.state.availability;
    if (!this.veto.permits({ action: 'availability', availability, origin: 'local' })) return false;
    this.did.push(`doNotDisturb ${on}`);
    this.set({ doNotDisturb: on });
    return true;
  }

  markMissedSeen(): void {
    this.did.push('markMissedSeen');
    this.set({ missedCount: 0 });
  }

  forget(): Promise<void> {
    this.did.push('forget');
    return Promise.resolve();
  }

  clearHistory(): boolean {
    if (!this.veto.permits({ action: 'clear-history', origin: 'local' })) return false;
    this.did.push('clearHistory');
    this.set({ history: [], missedCount: 0 });
    return true;
  }

  subscribe(listener: (state: PhoneState, previous: PhoneState) => void): () => void {
    return this.#store.subscribe(listener);
  }

  /** Somebody calls. */
  ring(peer: Party = BOB, id = `in-${this.#calls.size + 1}`): FakeCall {
    const ringing = callState({ status: 'incoming', id, peer });
    const call = new FakeCall(this, id);
    this.#calls.set(id, call);
    this.set({ calls: [...this.state.calls, ringing] });
    this.emitter.emit('incoming', call);
    return call;
  }

  call(target: string, options?: CallOptions): FakeCall {
    // As the phone: a call that was stopped is none of its calls.
    if (!this.veto.permits({ action: 'call', target, options, origin: 'local' })) return this.stopped();
    this.did.push(`call ${target}`);
    return this.place(target);
  }

  /** A call that a `before` listener stopped. */
  stopped(): FakeCall {
    return new FakeCall(this, '', new PhoneError('canceled'));
  }

  /** A call goes out. */
  place(target: string): FakeCall {
    const id = `out-${this.#calls.size + 1}`;
    const call = new FakeCall(this, id);
    this.#calls.set(id, call);
    const peer = { name: '', number: target, uri: `sip:${target}@example.com` };
    const others = this.state.calls.filter((other) => other.status !== 'ended');
    const calls = [...others, callState({ status: 'dialing', id, peer })];
    this.set({ calls, activeCallId: id, dialString: '', lastDialled: target });
    return call;
  }

  retrieve(place: string): FakeCall {
    return this.call(place);
  }

  callEcho(): FakeCall {
    return this.call(this.configuration.echoUri ?? 'echo');
  }

  callVoicemail(): FakeCall {
    return this.call(this.state.voicemail.account ?? 'voicemail');
  }

  getCall(id: string): FakeCall | undefined {
    return this.state.calls.some((call) => call.id === id) ? this.#calls.get(id) : undefined;
  }

  dismiss(callId: string): void {
    this.did.push(`dismiss ${callId}`);
    const calls = this.state.calls.filter((call) => call.id !== callId);
    this.set({ calls });
  }

  /** As without a country; a test may put another one here. */
  formatNumber = (text: string): string => text;

  setDialString(dialString: string): void {
    this.set({ dialString });
  }

  configuration: PhoneConfiguration = {};

  configure(changes: Partial<PhoneConfiguration>): void {
    this.configuration = { ...this.configuration, ...changes };
    this.did.push(`configure ${Object.keys(changes).join(' ')}`);
  }

  start(): Promise<void> {
    this.did.push('start');
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.did.push('stop');
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    this.did.push('dispose');
    return Promise.resolve();
  }

  retryNow(): void {
    this.did.push('retryNow');
  }

  useHere(): Promise<void> {
    this.did.push('useHere');
    this.set({ account: READY });
    return Promise.resolve();
  }

  playKey(key: string): void {
    this.did.push(`playKey ${key}`);
  }

  requestNotifications(): Promise<void> {
    this.did.push('requestNotifications');
    if (this.state.notifications === 'ask') this.set({ notifications: 'granted' });
    return Promise.resolve();
  }

  requestMicrophone(): Promise<MicrophoneState> {
    this.did.push('requestMicrophone');
    if (this.state.microphone === 'unknown') this.set({ microphone: 'granted' });
    return Promise.resolve(this.state.microphone);
  }

  unlockAudio(): Promise<void> {
    this.did.push('unlockAudio');
    this.set({ audioLocked: false });
    return Promise.resolve();
  }

  on<K extends keyof PhoneLikeEvents>(event: K, listener: (...args: PhoneLikeEvents[K]) => void): this {
    this.emitter.on(event, listener);
    return this;
  }

  off<K extends keyof PhoneLikeEvents>(event: K, listener: (...args: PhoneLikeEvents[K]) => void): this {
    this.emitter.off(event, listener);
    return this;
  }
}
