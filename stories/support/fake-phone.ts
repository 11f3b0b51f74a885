/**
 * A phone in memory, for stories and for tests of elements: it has the interface of `Phone` and performs each command at once.
 * Subjects: phone in memory; phone in any state for stories.
 */

import type { AnswerOptions, CallOptions } from '../../src/phone/calls/call.js';
import { stateOfAvailability, type Availability } from '../../src/phone/availability.js';
import { isPossible } from '../../src/phone/command-needs.js';
import type { PlayOptions, PlaySource } from '../../src/phone/call-options.js';
import { COMMANDS, type CallCommandName, type CallReference } from '../../src/phone/commands.js';
import { Veto, type CommandValue } from '../../src/phone/policy/before.js';
import type { PhoneConfiguration } from '../../src/phone/configuration.js';
import { PhoneError } from '../../src/phone/phone-error.js';
import { withCaption } from '../../src/phone/calls/captions.js';
import { INITIAL_STATE } from '../../src/phone/initial-state.js';
import type {
  AccountState,
  AudioTest,
  CallState,
  Cause,
  DevicesState,
  DeviceUse,
  MicrophoneState,
  Party,
  PhoneState,
  AudioProcessing,
  QualityWarning,
  Ringer,
  CaptionText,
} from '../../src/phone/state.js';
import type { QualitySample } from '../../src/media/index.js';
import type {
  CallLike,
  DevicesLike,
  PhoneLike,
  PhoneLikeEvents,
} from '../../src/components/shared/phone/phone-like.js';
import { elementClock } from '../../src/components/shared/time/time.js';
import { Emitter } from '../../src/sip/base/emitter.js';
import { FakeContacts, FakeLamps, FakeMessages } from './fake-people.js';
import { ANN, BOB } from './parties.js';

export { ANN, BOB };

/** Any fields of a call; the defaults of its status fill in the rest. */
export type CallPatch = Partial<Extract<CallState, { status: 'active' }>> | Partial<CallState>;

export const READY: AccountState = { status: 'ready', name: '1019' };

export const EMPTY: PhoneState = { ...INITIAL_STATE, account: READY, microphone: 'granted' };

/** A call in any state, with what every call has filled in. */
export function callState(patch: CallPatch & { status: CallState['status'] }): CallState {
  const now = elementClock().now();
  const base = { id: 'call-1', direction: 'outgoing', peer: ANN, muted: false, createdAt: now, digits: '' };
  const defaults: Record<CallState['status'], object> = {
    dialing: {},
    ringing: {},
    early: {},
    incoming: { direction: 'incoming' },
    answering: { direction: 'incoming' },
    active: { answeredAt: now - 252_000, hold: { local: false, remote: false }, media: 'connected' },
    resuming: { answeredAt: now - 252_000, hold: { local: false, remote: false } },
    ending: {},
    ended: { cause: 'hung-up', failed: false, endedBy: 'remote', endedAt: now },
  };
  return { ...base, ...defaults[patch.status], ...patch } as CallState;
}

/** A state in which this call is the one that is shown. */
export function withCall(patch: Parameters<typeof callState>[0], rest: Partial<PhoneState> = {}): PhoneState {
  const call = callState(patch);
  return { ...EMPTY, calls: [call], activeCallId: call.id, ...rest };
}

/** Causes that are an ordinary end. */
const CALM: readonly Cause[] = [
  'hung-up',
  'transferred',
  'canceled',
  'missed',
  'declined',
  'forwarded',
  'answered-elsewhere',
];

export class FakeCall implements CallLike {
  readonly session = undefined;
  readonly answered: Promise<void>;
  readonly ended: Promise<CallState>;
  #resolveAnswered!: () => void;
  #rejectAnswered!: (error: PhoneError) => void;
  #resolveEnded!: (state: CallState) => void;

  constructor(
    private readonly phone: FakePhone,
    readonly id: string,
    failure?: PhoneError,
  ) {
    this.answered = new Promise((resolve, reject) => {
      this.#resolveAnswered = resolve;
      this.#rejectAnswered = reject;
    });
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
    this.answered.catch(() => {});
    if (failure) this.#rejectAnswered(failure);
  }

  get state(): CallState {
    const state = this.phone.state.calls.find((call) => call.id === this.id);
    if (!state) throw new Error('The call is gone.');
    return state;
  }

  async answer(options?: AnswerOptions): Promise<void> {
    this.check('answer', options);
    const how = `${options?.others ? ` ${options.others}` : ''}${options?.video ? ' with camera' : ''}`;
    this.phone.did.push(`answer ${this.id}${how}`);
    this.connect();
  }

  async decline(): Promise<void> {
    this.check('decline');
    this.phone.did.push(`decline ${this.id}`);
    await this.finish('declined', 'local');
  }

  async hangUp(): Promise<void> {
    this.check('hangUp');
    this.phone.did.push(`hangUp ${this.id}`);
    await this.finish(this.state.status === 'active' ? 'hung-up' : 'canceled', 'local');
  }

  mute(on = !this.state.muted): boolean {
    if (!this.may('mute', on)) return false;
    this.phone.did.push(`mute ${on}`);
    this.patch({ muted: on });
    return true;
  }

  async hold(on?: boolean): Promise<void> {
    const hold = this.state.status === 'active' ? this.state.hold : { local: false, remote: false };
    const local = on ?? !hold.local;
    this.check('hold', local);
    this.phone.did.push(`hold ${local}`);
    this.patch({ hold: { ...hold, local } });
  }

  async sendDigits(text: string): Promise<void> {
    this.check('sendDigits', text);
    this.phone.did.push(`digits ${text}`);
    this.patch({ digits: this.state.digits + text });
  }

  ignore(): boolean {
    if (!this.may('ignore')) return false;
    this.phone.did.push(`ignore ${this.id}`);
    this.patch({ ignored: true });
    return true;
  }

  async swap(): Promise<void> {
    this.check('swap');
    this.phone.did.push(`activate ${this.id}`);
    this.phone.show(this.id);
  }

  respond(accepted: boolean): void {
    this.phone.did.push(`respond ${this.id} ${accepted}`);
    const answered = ({ question: _answered, ...call }: CallState): CallState => call;
    this.phone.set({ calls: this.phone.state.calls.map((call) => (call.id === this.id ? answered(call) : call)) });
  }

  /** As the phone does: false where the call has not what the command needs, or a `before` listener prevents it. */
  private may(command: CallCommandName, value?: CommandValue): boolean {
    const { before: action } = COMMANDS[command];
    return isPossible(command, this.state) && this.phone.veto.permits({ action, call: this, value, origin: 'local' });
  }

  /** As the phone does. */
  private check(command: CallCommandName, value?: CommandValue): void {
    if (!isPossible(command, this.state)) throw new PhoneError('already-ended');
    if (!this.may(command, value)) throw new PhoneError('canceled');
  }

  qualitySamples: readonly QualitySample[] = [];
  /** What `level()` reads. */
  readonly loudness = { in: 0, out: 0 };
  readonly videoStreams: { local: MediaStream | undefined; remote: MediaStream | undefined } = {
    local: undefined,
    remote: undefined,
  };

  proceed(): void {
    this.phone.did.push(`proceed ${this.id}`);
  }

  stopDigits(): void {
    this.phone.did.push(`stopDigits ${this.id}`);
    this.patch({ sending: undefined } as CallPatch);
  }

  async deflect(target: string): Promise<void> {
    this.check('deflect', target);
    this.phone.did.push(`deflect ${this.id} ${target}`);
    await this.finish('forwarded', 'local');
  }

  async merge(other?: string | CallReference): Promise<void> {
    const id = typeof other === 'string' ? other : other?.id;
    this.check('merge', id);
    this.phone.did.push(`merge ${this.id}${id === undefined ? '' : ` ${id}`}`);
    const joins = (call: CallState): boolean =>
      call.status === 'active' && (id === undefined || call.id === this.id || call.id === id);
    const hold = { local: false, remote: false };
    this.phone.set({
      calls: this.phone.state.calls.map((call) =>
        joins(call) ? ({ ...call, merged: true, hold } as CallState) : call,
      ),
    });
  }

  async split(): Promise<void> {
    this.check('split');
    this.phone.did.push(`split ${this.id}`);
    this.patch({ merged: false, hold: { local: true, remote: false } });
  }

  muteParticipant(on?: boolean): boolean {
    const { state } = this;
    const muted = on ?? !(state.status === 'active' && state.participantMuted === true);
    if (!this.may('muteParticipant', muted)) return false;
    this.phone.did.push(`muteParticipant ${this.id} ${muted}`);
    this.patch({ participantMuted: muted });
    return true;
  }

  async show(what: 'none' | 'camera' | 'screen'): Promise<void> {
    this.check('show', what);
    this.phone.did.push(`show ${this.id} ${what}`);
    const remote = this.state.status === 'active' && this.state.video?.remote === true;
    this.patch({ video: { local: what, remote } });
  }

  async record(on?: boolean): Promise<void> {
    const { state } = this;
    const records = on ?? !(state.status === 'active' && state.recording?.status === 'recording');
    this.check('record', records);
    this.phone.did.push(`record ${this.id} ${records}`);
    const recording = records ? { status: 'recording', since: elementClock().now() } : undefined;
    this.patch({ recording } as CallPatch);
  }

  async play(source: PlaySource, { mode = 'replace', loop = false }: PlayOptions = {}): Promise<void> {
    const name = typeof source === 'string' ? source : undefined;
    this.check('play', name);
    this.phone.did.push(`play ${this.id} ${name ?? typeof source}`);
    this.patch({ playing: { ...(name ? { name } : {}), mode, loop, position: 0 } });
  }

  async sendCallMessage(body: string): Promise<void> {
    this.check('sendCallMessage', body);
    this.phone.did.push(`sendCallMessage ${this.id} ${body}`);
  }

  addCaption(caption: CaptionText): void {
    if (this.state.status !== 'active') return;
    this.patch({ captions: withCaption(this.state.captions ?? [], caption, elementClock().now()) });
  }

  /** What `recognizeSpeech()` rejects with. */
  speechFault: PhoneError | undefined;

  async recognizeSpeech(on = true, lang = ''): Promise<void> {
    this.phone.did.push(`recognizeSpeech ${this.id} ${on} ${lang}`.trim());
    if (this.speechFault) throw this.speechFault;
  }

  async stopPlaying(): Promise<void> {
    this.check('stopPlaying');
    this.phone.did.push(`stopPlaying ${this.id}`);
    this.patch({ playing: undefined } as CallPatch);
  }

  recording(): Promise<File | undefined> {
    return Promise.resolve(new File(['sound'], 'call.webm', { type: 'audio/webm' }));
  }

  level(direction: 'in' | 'out'): number {
    return this.loudness[direction];
  }

  quiet(warning: QualityWarning): void {
    this.phone.did.push(`quiet ${this.id} ${warning}`);
    const { state } = this;
    if (state.status !== 'active' || !state.quality) return;
    const warnings = state.quality.warnings.filter((other) => other !== warning);
    this.patch({ quality: { ...state.quality, warnings } });
  }

  async transfer(target: string | CallReference): Promise<void> {
    this.check('transfer', typeof target === 'string' ? target : this.phone.getCall(target.id)?.state.peer.number);
    this.phone.did.push(`transfer ${this.id} ${typeof target === 'string' ? target : target.id}`);
  }

  async park(place?: string): Promise<void> {
    this.check('park', place);
    this.phone.did.push(`park ${this.id}${place === undefined ? '' : ` ${place}`}`);
  }

  /** The remote party answers, or we do. */
  connect(): void {
    const answeredAt = elementClock().now();
    this.patch({ status: 'active', answeredAt, hold: { local: false, remote: false }, media: 'connected' });
    this.phone.show(this.id);
    this.#resolveAnswered();
    this.phone.emitter.emit('sessionEvent', this, 'accepted', []);
  }

  /** The call ends; it has failed unless that was an ordinary end. */
  finish(cause: Cause, endedBy: 'local' | 'remote' | 'system', statusCode?: number): Promise<void> {
    const { state } = this;
    this.patch({
      status: 'ended',
      cause,
      failed: !CALM.includes(cause),
      endedBy,
      endedAt: elementClock().now(),
      ...(state.status === 'active' ? { answeredAt: state.answeredAt } : {}),
      ...(statusCode === undefined ? {} : { statusCode }),
    } as CallPatch);
    this.#rejectAnswered(new PhoneError(cause));
    this.#resolveEnded(this.state);
    return Promise.resolve();
  }

  patch(patch: CallPatch): void {
    const patched = (call: CallState): CallState => (call.id === this.id ? ({ ...call, ...patch } as CallState) : call);
    this.phone.set({ calls: this.phone.state.calls.map(patched) });
  }
}

/** Devices in memory: what is asked of them is written down and shown. */
export class FakeDevices implements DevicesLike {
  /** What `meter()` measures. */
  level = 0.2;
  /** Ids of devices that cannot be used. */
  readonly broken = new Set<string>();
  #endTest: () => void = () => undefined;

  constructor(private readonly phone: FakePhone) {}

  refresh(): Promise<void> {
    this.phone.did.push('refresh devices');
    return Promise.resolve();
  }

  choose(use: DeviceUse, deviceId: string | undefined): Promise<void> {
    this.phone.did.push(`choose ${use} ${String(deviceId)}`);
    if (this.broken.has(deviceId ?? '')) return Promise.reject(new PhoneError('microphone-missing'));
    const { [use]: _, ...others } = this.phone.state.devices.chosen;
    this.patch({ chosen: deviceId === undefined ? others : { ...others, [use]: deviceId } });
    return Promise.resolve();
  }

  setRinger(ringer: Ringer | undefined): void {
    this.phone.did.push(`ringer ${ringer}`);
    this.patch({ ringer });
  }

  setVolume(use: 'speaker' | 'ringer', volume: number): void {
    this.phone.did.push(`volume ${use} ${volume}`);
    this.patch({ volume: { ...this.phone.state.devices.volume, [use]: volume } });
  }

  setProcessing(changes: Partial<AudioProcessing>): Promise<void> {
    this.phone.did.push(`processing ${JSON.stringify(changes)}`);
    this.patch({ processing: { ...this.phone.state.devices.processing, ...changes } });
    return Promise.resolve();
  }

  dismissNotice(): void {
    this.phone.did.push('dismissNotice');
    this.patch({ notice: undefined });
  }

  /** Goes on until `stopTest()`. */
  test(kind: AudioTest['kind']): Promise<void> {
    this.phone.did.push(`test ${kind}`);
    const endsAt = elementClock().now() + 5000;
    this.patch({ test: kind === 'microphone' ? { kind, status: 'recording', endsAt } : { kind, status: 'playing' } });
    return new Promise((resolve) => (this.#endTest = resolve));
  }

  stopTest(): void {
    this.phone.did.push('stopTest');
    this.patch({ test: undefined });
    this.#endTest();
  }

  meter(): Promise<{ level(): number; close(): void }> {
    this.phone.did.push('meter');
    return Promise.resolve({ level: () => this.level, close: () => void this.phone.did.push('close meter') });
  }

  patch(changes: Partial<DevicesState>): void {
    this.phone.set({ devices: { ...this.phone.state.devices, ...changes } });
  }
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
  readonly #listeners = new Set<(state: PhoneState, previous: PhoneState) => void>();
  #state: PhoneState;

  constructor(state: Partial<PhoneState> = {}) {
    this.#state = { ...EMPTY, ...state };
    if (this.#state.account.status !== 'unconfigured')
      this.configuration = { server: 'wss://pbx.example.com/ws', uri: 'sip:1019@example.com' };
    for (const { id } of this.#state.calls) this.#calls.set(id, new FakeCall(this, id));
  }

  get state(): PhoneState {
    return this.#state;
  }

  set(patch: Partial<PhoneState>): void {
    const previous = this.#state;
    this.#state = { ...previous, ...patch };
    for (const listener of [...this.#listeners]) listener(this.#state, previous);
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
    const availability = on ? 'do-not-disturb' : this.#state.availability;
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
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Somebody calls. */
  ring(peer: Party = BOB, id = `in-${this.#calls.size + 1}`): FakeCall {
    const ringing = callState({ status: 'incoming', id, peer });
    const call = new FakeCall(this, id);
    this.#calls.set(id, call);
    this.set({ calls: [...this.#state.calls, ringing], activeCallId: this.#state.activeCallId ?? id });
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
    const others = this.#state.calls.filter((other) => other.status !== 'ended');
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
    return this.call(this.#state.voicemail.account ?? 'voicemail');
  }

  getCall(id: string): FakeCall | undefined {
    return this.#state.calls.some((call) => call.id === id) ? this.#calls.get(id) : undefined;
  }

  dismiss(callId: string): void {
    this.did.push(`dismiss ${callId}`);
    const calls = this.#state.calls.filter((call) => call.id !== callId);
    this.set({ calls, activeCallId: calls.at(-1)?.id });
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
    if (this.#state.notifications === 'ask') this.set({ notifications: 'granted' });
    return Promise.resolve();
  }

  requestMicrophone(): Promise<MicrophoneState> {
    this.did.push('requestMicrophone');
    if (this.#state.microphone === 'unknown') this.set({ microphone: 'granted' });
    return Promise.resolve(this.#state.microphone);
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
