/**
 * A call of the phone in memory: each command changes its state at once, by the transitions of the phone.
 * Subjects: call in memory.
 */

import type { QualitySample } from '../../src/media/index.js';
import type { PlayOptions, PlaySource } from '../../src/phone/call-options.js';
import type { AnswerOptions } from '../../src/phone/calls/call.js';
import { nextCallState, type CallEvent } from '../../src/phone/calls/call-state.js';
import { withCaption } from '../../src/phone/calls/captions.js';
import { isPossible } from '../../src/phone/command-needs.js';
import { COMMANDS, type CallCommandName, type CallReference } from '../../src/phone/commands.js';
import { PhoneError } from '../../src/phone/phone-error.js';
import type { CommandValue } from '../../src/phone/policy/before.js';
import type { CallState, CaptionText, Cause, QualityWarning } from '../../src/phone/state.js';
import type { CallLike } from '../../src/components/shared/phone/phone-like.js';
import { elementClock } from '../../src/components/shared/time/time.js';
import { changedCall, type CallPatch } from './call-life.js';
import type { FakePhone } from './fake-phone.js';

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
    this.apply({ type: 'muted', on });
    return true;
  }

  async hold(on?: boolean): Promise<void> {
    const hold = this.state.status === 'active' ? this.state.hold : { local: false, remote: false };
    const local = on ?? !hold.local;
    this.check('hold', local);
    this.phone.did.push(`hold ${local}`);
    this.apply({ type: 'hold', hold: { local } });
  }

  async sendDigits(text: string): Promise<void> {
    this.check('sendDigits', text);
    this.phone.did.push(`digits ${text}`);
    this.apply({ type: 'digits', text: '•'.repeat(text.replace(/[^0-9*#A-D]/gi, '').length) });
  }

  ignore(): boolean {
    if (!this.may('ignore')) return false;
    this.phone.did.push(`ignore ${this.id}`);
    this.apply({ type: 'ignored' });
    return true;
  }

  async swap(): Promise<void> {
    this.check('swap');
    this.phone.did.push(`activate ${this.id}`);
    this.phone.show(this.id);
  }

  respond(accepted: boolean): void {
    this.phone.did.push(`respond ${this.id} ${accepted}`);
    this.apply({ type: 'question', question: undefined });
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
    this.details({ sending: undefined });
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
    for (const call of this.phone.state.calls) {
      if (id !== undefined && call.id !== this.id && call.id !== id) continue;
      const joining = this.phone.getCall(call.id);
      joining?.details({ merged: true });
      joining?.apply({ type: 'hold', hold: { local: false, remote: false } });
    }
  }

  async split(): Promise<void> {
    this.check('split');
    this.phone.did.push(`split ${this.id}`);
    this.details({ merged: undefined });
    this.apply({ type: 'hold', hold: { local: true, remote: false } });
  }

  muteParticipant(on?: boolean): boolean {
    const { state } = this;
    const muted = on ?? !(state.status === 'active' && state.participantMuted === true);
    if (!this.may('muteParticipant', muted)) return false;
    this.phone.did.push(`muteParticipant ${this.id} ${muted}`);
    this.details({ participantMuted: muted || undefined });
    return true;
  }

  async show(what: 'none' | 'camera' | 'screen'): Promise<void> {
    this.check('show', what);
    this.phone.did.push(`show ${this.id} ${what}`);
    const remote = this.state.status === 'active' && this.state.video?.remote === true;
    this.details({ video: { local: what, remote } });
  }

  async record(on?: boolean): Promise<void> {
    const { state } = this;
    const records = on ?? !(state.status === 'active' && state.recording?.status === 'recording');
    this.check('record', records);
    this.phone.did.push(`record ${this.id} ${records}`);
    this.details({ recording: records ? { status: 'recording', since: elementClock().now() } : undefined });
  }

  async play(source: PlaySource, { mode = 'replace', loop = false }: PlayOptions = {}): Promise<void> {
    const name = typeof source === 'string' ? source : undefined;
    this.check('play', name);
    this.phone.did.push(`play ${this.id} ${name ?? typeof source}`);
    this.details({ playing: { ...(name ? { name } : {}), mode, loop, position: 0 } });
  }

  async sendCallMessage(body: string): Promise<void> {
    this.check('sendCallMessage', body);
    this.phone.did.push(`sendCallMessage ${this.id} ${body}`);
  }

  addCaption(caption: CaptionText): void {
    if (this.state.status !== 'active') return;
    this.details({ captions: withCaption(this.state.captions ?? [], caption, elementClock().now()) });
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
    this.details({ playing: undefined });
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
    this.details({ quality: { ...state.quality, warnings } });
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
  connect(at = elementClock().now()): void {
    this.apply({ type: 'answered', at });
    this.apply({ type: 'media', media: 'connected' });
    this.phone.show(this.id);
    this.#resolveAnswered();
    this.phone.emitter.emit('sessionEvent', this, 'accepted', []);
  }

  /** The call ends. */
  finish(cause: Cause, endedBy: 'local' | 'remote' | 'system', statusCode?: number): Promise<void> {
    const end = { cause, endedBy, ...(statusCode === undefined ? {} : { statusCode }) };
    this.apply({ type: 'ended', at: elementClock().now(), end });
    this.#rejectAnswered(new PhoneError(cause));
    this.#resolveEnded(this.state);
    return Promise.resolve();
  }

  /** Gives the call these properties, by the events of the phone that do so. */
  patch(patch: CallPatch): void {
    this.phone.replace(changedCall(this.state, patch));
  }

  /** Changes the state as the phone does at this event. */
  apply(event: CallEvent): void {
    this.phone.replace(nextCallState(this.state, event));
  }

  details(details: Extract<CallEvent, { type: 'details' }>['details']): void {
    this.apply({ type: 'details', details });
  }
}
