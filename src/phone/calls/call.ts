/** One call as a person knows it: it rings, is answered, held, ended. A thin door over a SIP session (RFC 3261 §13 to §15). */

import type { Timer } from '../../sip/base/clock.js';
import { NameAddrHeader } from '../../sip/message/name-addr.js';
import type { IncomingRequest } from '../../sip/message/request.js';
import type { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import type { SessionState } from '../../sip/session/state.js';
import type { CallMedia } from '../../media/index.js';
import { causeOfError, phoneError } from '../phone-error.js';
import { endOf } from './call-ending.js';
import type { AnswerOptions } from '../call-options.js';
import { isLive, isOutgoingRing, type End } from './call-state.js';
import { cleanText, partyOf } from './party.js';
import { PhoneError } from '../errors.js';
import type { CallAction, Command, CommandOrigin, CommandValue } from '../policy/before.js';
import type { CallState, Cause, Party, RefusedTransfer } from '../state.js';
import { customHeaders } from './custom-headers.js';
import { CallControls, type CallControlsOwner } from './call-controls.js';
import { refer } from './transfer.js';

export type { AnswerOptions, CallOptions } from '../call-options.js';

/** What a call asks of the phone that it belongs to. */
export interface CallOwner extends CallControlsOwner {
  readonly up: readonly Call[];
  /** ms until a call that nobody answers is given up. */
  readonly ringLimit: number;
  changed(call: Call): void;
  /** Passes a command by the listeners of `before`: false where one of them stopped it. */
  permits(command: Command<Call>): boolean;
  sessionEvent(call: Call, name: string, args: readonly unknown[]): void;
  /** Who is meant by what a person named; undefined where that can be nobody. */
  targetUri(target: string): URI | undefined;
  /** Whether the far side may ask us to call somebody (REFER). */
  readonly takesTransfers: boolean;
  /** The far side asks us to call somebody. */
  referred(call: Call, session: Session, request: IncomingRequest): void;
  /** The far side is somebody else now, or says another name. */
  met(call: Call): void;
  /** A text of the peer came inside the call (RFC 3428 §9). */
  message(request: IncomingRequest, peer: NameAddrHeader): void;
  /** Has the microphone for a call that is answered here. Rejects with why there is none. */
  readyToTalk(call: Call, options: AnswerOptions): Promise<void>;
  /** Holds or ends what else is up, before this call becomes the one that is heard. */
  makeRoomFor(call: Call, others: 'hold' | 'end'): Promise<void>;
}

/** The events of a session that the phone passes on unchanged. */
const FORWARDED = [
  'progress',
  'accepted',
  'rejected',
  'failed',
  'terminated',
  'cancel',
  'replaced',
  'dtmf',
  'bye',
] as const;

/** How long the far side may take to confirm an end before the phone stops waiting for it, ms. */
const ENDING_LIMIT = 4000;

/** How soon after the refusal of a transfer the far side hangs up because of it, ms: some servers let the call go with it. */
const REFUSED_LIMIT = 2000;

const TRANSFERRED: End = { cause: 'transferred', endedBy: 'local' };

/** A call of a `Phone`. Every promise of it settles. */
export class Call extends CallControls {
  /** Resolves when the call is answered by either side; rejects with a `PhoneError` when it ends unanswered. */
  readonly answered: Promise<void>;
  /** Resolves with the final state when the call is over. Never rejects. */
  readonly ended: Promise<CallState>;

  /** The phone itself made this call, as the server had asked it to try again: it does so once. For the phone. */
  isRepeated = false;

  readonly #owner: CallOwner;
  #session: Session | undefined;
  /** How it was to be answered when there was no microphone; done as soon as there is one. */
  #wanted: AnswerOptions | undefined;
  /** How the call is to be called when it is over, where this side has decided that. */
  #intent: End | undefined;
  #timer: Timer | undefined;
  /** The refused transfer that a hang-up of the far side belongs to, if it comes now. */
  #refused: RefusedTransfer | undefined;
  #resolveAnswered!: () => void;
  #rejectAnswered!: (error: PhoneError) => void;
  #resolveEnded!: (state: CallState) => void;

  constructor(owner: CallOwner, state: CallState) {
    super(owner, state);
    this.#owner = owner;
    this.answered = new Promise((resolve, reject) => {
      this.#resolveAnswered = resolve;
      this.#rejectAnswered = reject;
    });
    // Nobody has to listen: the state says the same.
    this.answered.catch(() => undefined);
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
    this.#timer = owner.clock.after(owner.ringLimit, () => this.#giveUp());
  }

  /** The SIP session under it; absent while an outgoing call waits for the connection. */
  override get session(): Session | undefined {
    return this.#session;
  }

  /**
   * Answers an incoming call. Rejects with a `PhoneError`. Where there is no microphone it rings on, and is answered as
   * soon as there is one.
   */
  answer(options: AnswerOptions = {}): Promise<void> {
    return this.answerAs('local', options);
  }

  /** As `answer`, and says why: the phone answers without a user. For the phone. */
  async answerAs(origin: CommandOrigin, options: AnswerOptions = {}): Promise<void> {
    if (this.state.status === 'incoming') this.check('answer', options, origin);
    return this.#answer(options);
  }

  async #answer(options: AnswerOptions): Promise<void> {
    if (this.state.status !== 'incoming') return this.answered;
    this.apply({ type: 'answering' });
    // The caller may give up at any of these waits.
    const goesOn = (): boolean => isAnswering(this.state);
    try {
      await this.#owner.readyToTalk(this, options);
    } catch (error) {
      this.#wanted = options;
      this.apply({ type: 'unanswered' });
      throw phoneError(error);
    }
    this.#wanted = undefined;
    if (options.video) await this.prepareCamera();
    if (goesOn()) await this.#owner.makeRoomFor(this, options.others ?? 'hold');
    if (goesOn()) this.#session?.accept({ extraHeaders: [...(options.extraHeaders ?? [])] });
    return this.answered;
  }

  /** There is a microphone now. For the phone. */
  microphoneReady(): void {
    if (this.#wanted && this.state.status === 'incoming') this.#answer(this.#wanted).catch(() => undefined);
    // Who only listened can talk from now on.
    if (this.state.status === 'active' && this.media?.listenOnly) void this.media.prepare().catch(() => undefined);
  }

  /** Declines an incoming call (603). */
  async decline(): Promise<void> {
    if (isLive(this.state)) this.check('decline', undefined);
    await this.close();
  }

  /** Ends the call in whatever state it is: CANCEL, a final response or BYE. Resolves when it is over. */
  async hangUp(): Promise<void> {
    if (isLive(this.state)) this.check('hang-up', undefined);
    await this.close();
  }

  /** As `hangUp`, for a command that was permitted. For the phone. */
  async close(): Promise<void> {
    if (this.state.status === 'incoming')
      return this.#end({ cause: 'declined', endedBy: 'local' }, (session) => session.reject({ statusCode: 603 }));
    const cause = isOutgoingRing(this.state) ? 'canceled' : 'hung-up';
    await this.#end({ cause, endedBy: 'local' }, (session) => session.terminate());
  }

  /** Stops an incoming call from ringing here; other devices go on. It can still be answered. False where a `before` listener stopped it. */
  ignore(): boolean {
    if (!this.permits('ignore', undefined)) return false;
    this.apply({ type: 'ignored' });
    return true;
  }

  /**
   * Hands the far side over: to a target (blind), or to the far side of another call of this phone (attended), with
   * which this one then ends. Resolves when it has been reached; rejects with a `PhoneError` when not, and the call has
   * been taken back.
   */
  async transfer(target: string | Call): Promise<void> {
    const session = this.#session;
    const other = typeof target === 'string' ? this.#owner.targetUri(target) : target.session;
    if (this.state.status !== 'active' || !session) throw new PhoneError('already-ended');
    if (!other) throw new PhoneError('not-found');
    this.check('transfer', typeof target === 'string' ? target : target.state.peer.number);
    const name = typeof target === 'string' ? target : target.state.peer.name || target.state.peer.number;
    this.apply({ type: 'transfer', transfer: { status: 'trying', target: name } });
    try {
      await this.holdAlone(true);
      // The session hangs up by itself when the far side has got there.
      this.#intent = TRANSFERRED;
      const ringing = (): void => this.apply({ type: 'transfer', transfer: { status: 'ringing', target: name } });
      await refer(session, other, this.#owner.clock, ringing);
    } catch (error) {
      const failure = phoneError(error);
      if (this.#intent === TRANSFERRED) this.#intent = undefined;
      const transfer = { status: 'refused', target: name, cause: failure.kind as Cause } as const;
      this.#refused = transfer;
      await this.holdAlone(false).catch(() => undefined);
      this.#owner.clock.after(REFUSED_LIMIT, () => (this.#refused = undefined));
      this.apply({ type: 'transfer', transfer });
      throw failure;
    }
    await this.#endTransferred();
    if (typeof target !== 'string') await target.#endTransferred();
  }

  #endTransferred(): Promise<void> {
    return this.#end(TRANSFERRED, (session) => session.terminate());
  }

  /** Sends an incoming call to another target (302), which its caller or a server calls. Rejects with a `PhoneError`. */
  async deflect(target: string): Promise<void> {
    const session = this.#session;
    if (this.state.status !== 'incoming' || !session) throw new PhoneError('already-ended');
    const uri = this.#owner.targetUri(target);
    if (!uri) throw new PhoneError('not-found');
    this.check('deflect', target);
    this.#intent = { cause: 'forwarded', endedBy: 'local' };
    try {
      session.redirect(uri, { diversion: 'deflection' });
    } catch (error) {
      this.#intent = undefined;
      throw phoneError(error);
    }
    await this.ended;
  }

  /** Gives the far side the name under which the page knows it. */
  rename(name: string): void {
    this.describe({ name: cleanText(name) });
  }

  /** What is known of the far side, made safe to show. For the phone. */
  describe(details: Partial<Party>): void {
    this.apply({ type: 'peer', peer: { ...this.state.peer, ...details } });
  }

  /** Takes the session that this call is about, or another one in its place. For the phone. */
  attach(session: Session): void {
    this.#session = session;
    // Of a session that was replaced nothing is of interest any more.
    const current = (run: () => void): void => {
      if (this.#session === session) run();
    };
    for (const name of FORWARDED) {
      session.on(name, (...args: readonly unknown[]) => this.#owner.sessionEvent(this, name, args));
    }
    session.on('stateChange', (state) => current(() => this.#follow(state)));
    session.on('hold', (originator) => this.apply({ type: 'hold', hold: { [originator]: true } }));
    session.on('unhold', (originator) => this.apply({ type: 'hold', hold: { [originator]: false } }));
    session.on('identity', (asserted) => this.#showPeer(asserted));
    session.on('redirected', (target) => this.apply({ type: 'called', party: partyOf(new NameAddrHeader(target)) }));
    session.on('message', (request) =>
      this.#owner.message(request, session.assertedIdentity ?? session.remoteIdentity),
    );
    session.on('accepted', (data) => {
      const headers = data && customHeaders(data.response.headers);
      if (headers) this.apply({ type: 'headers', headers });
    });
    session.on('sessionDescriptionHandler', (handler) => this.#watchMedia(session, handler));
    session.on('replaced', (next) => {
      // One that rang and was answered has a call of its own.
      if (next.state.status === 'established') return;
      this.#showPeer(next.assertedIdentity ?? next.remoteIdentity);
      this.attach(next);
    });
    if (this.#owner.takesTransfers) {
      session.on('refer', (request) => {
        this.#owner.sessionEvent(this, 'refer', [request]);
        this.#owner.referred(this, session, request);
      });
    }
    // An outgoing session is making its offer already; an incoming one needs no media before it is answered.
    if (session.direction === 'outgoing') this.#watchMedia(session, session.sessionDescriptionHandler);
    this.#follow(session.state);
  }

  /** Ends the call in the books. For the phone, and for a call that has no session to end. */
  finish(end: End): void {
    if (this.state.status === 'ended') return;
    const wasAnswered = 'answeredAt' in this.state && this.state.answeredAt !== undefined;
    this.#timer?.cancel();
    this.respond(false);
    this.stopTalking();
    const { retryAfter, ...rest } = end;
    const retry = this.isRepeated || retryAfter === undefined ? {} : { retryAfter };
    this.apply({ type: 'ended', at: this.#owner.clock.now(), end: { ...rest, ...retry } });
    if (!wasAnswered)
      this.#rejectAnswered(new PhoneError(end.cause, { statusCode: end.statusCode, detail: end.reason }));
    this.#resolveEnded(this.state);
  }

  /** The far side says who it is, or the server does: at the same number it keeps what is known of it. */
  #showPeer(identity: NameAddrHeader): void {
    const said = partyOf(identity);
    const { peer } = this.state;
    const next = said.number === peer.number ? { ...peer, uri: said.uri, name: said.name || peer.name } : said;
    this.apply({ type: 'peer', peer: next });
    this.#owner.met(this);
  }

  #follow(state: SessionState): void {
    switch (state.status) {
      case 'early':
        if (state.earlyMedia) this.apply({ type: 'early-media' });
        else if (state.statusCode === 180) this.apply({ type: 'ringing' });
        return;
      case 'established':
        return this.#becomeActive();
      case 'ended':
        return this.finish(this.#intent ?? this.#endedWithTransfer(endOf(state, this.state)));
      default:
        return;
    }
  }

  #endedWithTransfer(end: End): End {
    return end.endedBy === 'remote' && this.#refused ? { ...end, transfer: this.#refused } : end;
  }

  #becomeActive(): void {
    if (this.state.status === 'ending') return;
    this.#timer?.cancel();
    this.apply({ type: 'answered', at: this.#owner.clock.now() });
    this.apply({ type: 'media', media: this.media?.state ?? 'connected' });
    this.#resolveAnswered();
  }

  #watchMedia(session: Session, handler: unknown): void {
    if (!isCallMedia(handler)) return;
    const media = handler;
    this.takeMedia(media);
    let connected = false;
    media.on('state', (state) => {
      connected ||= state === 'connected';
      this.apply({ type: 'media', media: state });
      // Nobody can hear anybody and never could: the call is not one (ICE or DTLS found no way).
      if (state === 'failed' && !connected) this.#abandon({ cause: 'no-audio-path', endedBy: 'system' });
    });
    // It was allowed, so that the call did not wait for it, and does not start now.
    media.on('microphone', (error) => {
      if (!media.listenOnly) this.#abandon({ cause: causeOfError(error), endedBy: 'system' });
    });
    media.on('restart', () => void session.reinvite({ iceRestart: true }).catch(() => undefined));
  }

  protected override permits(action: CallAction, value: CommandValue, origin: CommandOrigin = 'local'): boolean {
    return this.#owner.permits({ action, call: this, value, origin });
  }

  protected override changed(): void {
    this.#owner.changed(this);
  }

  /** Nobody answered in time. */
  #giveUp(): void {
    const cause = this.state.direction === 'incoming' ? 'missed' : 'no-answer';
    this.#abandon({ cause, endedBy: 'system' });
  }

  #abandon(end: End): void {
    void this.#end(end, (session) => session.terminate({ statusCode: 480 }));
  }

  /** Ends the session and waits for it, but not for ever: the far side may be gone. */
  async #end(intent: End, tell: (session: Session) => unknown): Promise<void> {
    if (this.state.status !== 'ended' && this.state.status !== 'ending') {
      this.#intent = intent;
      this.#timer?.cancel();
      this.respond(false);
      this.apply({ type: 'ending' });
      this.stopTalking();
      if (!this.#session) return this.finish(intent);
      this.#timer = this.#owner.clock.after(ENDING_LIMIT, () => this.finish(intent));
      tell(this.#session);
    }
    await this.ended;
  }
}

function isAnswering({ status }: CallState): boolean {
  return status === 'answering';
}

/** Whether the media is ours; another description handler may know neither mute nor the state of its connection. */
function isCallMedia(handler: unknown): handler is CallMedia {
  return typeof (handler as Partial<CallMedia> | undefined)?.mute === 'function';
}
