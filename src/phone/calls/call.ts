/**
 * One call, from dialling or ringing to its end: the commands of the user over a SIP session (RFC 3261 §13 to §15). Longer than 300
 * lines, as it documents each public member.
 * Subjects: hang up; call; answer(), decline() and ignore(); park; noAnswerTimeout, effect; swap(); transfer() and deflect();
 * cancel before the answer.
 */

import type { Timer } from '../../sip/base/clock.js';
import type { URI } from '../../sip/message/uri.js';
import type { Session } from '../../sip/session/session.js';
import type { SessionState } from '../../sip/session/state.js';
import { phoneError } from '../error-causes.js';
import type { PhoneCore } from '../phone-core.js';
import { ENDING_LIMIT, endOf } from './call-ending.js';
import type { AnswerOptions } from '../call-options.js';
import { isCallMedia } from '../audio/call-audio.js';
import { MediaRecovery } from '../audio/media-recovery.js';
import { isLive, isOutgoingRing, type End } from './call-state.js';
import type { CallCommandMethods, CallReference } from '../commands.js';
import { PhoneError } from '../phone-error.js';
import type { CommandOrigin } from '../policy/before.js';
import type { CallState } from '../state.js';
import { Answering } from './answering.js';
import { CallControls } from './call-controls.js';
import type { CallOwner } from './call-owner.js';
import { showPeer, showSession, showTransfers } from './call-session.js';
import { CommandCheck } from './command-check.js';
import { parkTarget, Transfers } from './transfer.js';

export type { AnswerOptions, CallOptions } from '../call-options.js';

/** Time in which a packet that was sent has arrived and was read, ms. */
const ON_THE_WAY = 100;

const TRANSFERRED: End = { cause: 'transferred', endedBy: 'local' };

/** A call of a `Phone`. All its promises settle. */
export class Call extends CallControls implements CallCommandMethods {
  /** Resolves when either party answers; rejects with a `PhoneError` when the call ends unanswered. */
  readonly answered: Promise<void>;
  /** Resolves with the final state when the call has ended. Never rejects. */
  readonly ended: Promise<CallState>;

  /** Whether the phone made this call because of Retry-After; it retries once only. @internal */
  isRepeated = false;

  /** The dialog of a call that is being resumed, while no attempt is in it. @internal */
  awaited: Session | undefined;

  readonly #core: PhoneCore;
  protected override readonly commands: CommandCheck;
  readonly #answering: Answering;
  readonly #transfers: Transfers;
  #session: Session | undefined;
  /** How the call ends, where the local party has decided it. */
  #intent: End | undefined;
  #timer: Timer | undefined;
  #isMoving = false;
  #resolveAnswered!: () => void;
  #rejectAnswered!: (error: PhoneError) => void;
  #resolveEnded!: (state: CallState) => void;

  constructor(owner: CallOwner, state: CallState) {
    super(owner, state);
    this.#core = owner.core;
    this.commands = new CommandCheck(this, owner.core.veto);
    this.#answering = new Answering(this, owner);
    this.#transfers = new Transfers({
      clock: owner.core.clock,
      get isOffline() {
        return owner.core.state.account.status === 'offline';
      },
      hold: async () => {
        const held = this.holding.begin('transfer');
        const paused = this.pauseAudio();
        await held;
        await paused;
        // The packets on their way arrive before the REFER.
        if (this.media) await new Promise<void>((resolve) => this.#core.clock.after(ON_THE_WAY, resolve));
      },
      resumeAudio: () => this.resumeAudio(),
      resume: () => this.holding.end('transfer'),
      show: (transfer) => this.apply({ type: 'transfer', transfer }),
      expectEnd: (expected) => {
        if (expected) this.#intent = TRANSFERRED;
        else if (this.#intent === TRANSFERRED) this.#intent = undefined;
      },
    });
    this.answered = new Promise((resolve, reject) => {
      this.#resolveAnswered = resolve;
      this.#rejectAnswered = reject;
    });
    // Prevents an unhandled rejection; the state holds the same information.
    this.answered.catch(() => undefined);
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
  }

  /** Ends the call when it is not answered in time (option `noAnswerTimeout`). @internal */
  limitRinging(): void {
    this.#timer = this.#core.clock.after(1000 * this.#core.option('noAnswerTimeout'), () => this.#giveUp());
  }

  /** The SIP session; undefined while an outgoing call waits for the connection. */
  override get session(): Session | undefined {
    return this.#session;
  }

  /**
   * Answers an incoming call. Rejects with a `PhoneError`. Without a microphone the call continues to ring, and is answered once
   * there is one.
   */
  answer(options: AnswerOptions = {}): Promise<void> {
    return this.answerAs('local', options);
  }

  /** As `answer`, with the origin of an answer without a user. @internal */
  async answerAs(origin: CommandOrigin, options: AnswerOptions = {}): Promise<void> {
    if (this.state.status === 'incoming') this.commands.check('answer', options, origin);
    return this.#answering.run(options);
  }

  /** Answers a call that lacked a microphone, or adds audio to a call that only received it. @internal */
  microphoneReady(): void {
    this.#answering.retry();
    // A call with `listenOnly` sends audio from now on.
    if (this.state.status === 'active' && this.media?.listenOnly) void this.media.prepare().catch(() => undefined);
  }

  /** Declines an incoming call (603). */
  async decline(): Promise<void> {
    if (isLive(this.state)) this.commands.check('decline');
    await this.close();
  }

  /** Ends the call in any state: CANCEL, a final response or BYE. Resolves when it has ended. */
  async hangUp(): Promise<void> {
    if (isLive(this.state)) this.commands.check('hangUp');
    await this.close();
  }

  /** As `hangUp`, for a command that has passed the `before` event. @internal */
  async close(): Promise<void> {
    if (this.state.status === 'incoming')
      return this.#end({ cause: 'declined', endedBy: 'local' }, (session) => session.reject({ statusCode: 603 }));
    const cause = isOutgoingRing(this.state) ? 'canceled' : 'hung-up';
    await this.#end({ cause, endedBy: 'local' }, (session) => session.terminate());
  }

  /** Stops an incoming call from ringing on this phone only; it can still be answered. False where a `before` listener prevented it, or it does not ring. */
  ignore(): boolean {
    if (!this.commands.may('ignore')) return false;
    this.apply({ type: 'ignored' });
    return true;
  }

  /**
   * Transfers the remote party to a target (blind), or to the peer of another call of this phone (attended, RFC 5589 §7), which
   * then ends with this one. Resolves when the target was reached; rejects with a `PhoneError` otherwise, and the call is as
   * before: resumed, unless it was on hold. It is resumed too where it was held for the other call and that one has ended.
   */
  async transfer(target: string | CallReference): Promise<void> {
    this.commands.checkNeeds('transfer');
    this.#transfers.check();
    const session = this.#session;
    const second = typeof target === 'string' ? undefined : this.owner.get(target.id);
    if (!session || (typeof target !== 'string' && !second)) throw new PhoneError('already-ended');
    const other = typeof target === 'string' ? this.owner.targetUri(target) : second?.session;
    if (!other) throw new PhoneError('not-found');
    const number = typeof target === 'string' ? target : (second?.state.peer.number ?? '');
    const name = second?.state.peer.name || number;
    this.commands.check('transfer', number);
    try {
      await this.#transfers.run(session, other, name);
    } catch (error) {
      // Nobody would be talked to any more.
      if (second?.state.status === 'ended') this.owner.resumeAfter(second);
      throw error;
    }
    await this.#endTransferred();
    if (second) await second.#endTransferred();
  }

  /**
   * Parks the call: transfers the remote party to the option `parkCode`. `place`: where the code has `{place}`. Resolves when the server
   * has parked it; rejects with a `PhoneError` otherwise, and the call is resumed.
   */
  async park(place = ''): Promise<void> {
    this.commands.checkNeeds('park');
    this.#transfers.check();
    const target = parkTarget(this.#core.option('parkCode'), place);
    const uri = this.owner.targetUri(target);
    if (!uri) throw new PhoneError('not-found');
    this.commands.check('park', place || undefined);
    await this.moveTo(uri, place || target);
  }

  /** Transfers the remote party, for a command that has passed the `before` event. Rejects with a `PhoneError`. @internal */
  async moveTo(target: URI, name: string): Promise<void> {
    if (!this.#session) throw new PhoneError('already-ended');
    await this.#transfers.run(this.#session, target, name);
    await this.#endTransferred();
  }

  #endTransferred(): Promise<void> {
    return this.#end(TRANSFERRED, (session) => session.terminate());
  }

  /** Redirects an incoming call to another target (302), which the caller or a server calls. Rejects with a `PhoneError`. */
  async deflect(target: string): Promise<void> {
    this.commands.checkNeeds('deflect');
    const session = this.#session;
    const uri = this.owner.targetUri(target);
    if (!uri || !session) throw new PhoneError('not-found');
    this.commands.check('deflect', target);
    this.#intent = { cause: 'forwarded', endedBy: 'local' };
    try {
      session.redirect(uri, { diversion: 'deflection' });
    } catch (error) {
      this.#intent = undefined;
      throw phoneError(error);
    }
    await this.ended;
  }

  /** Makes this call the active one and holds the call that was active. Rejects with a `PhoneError`. */
  async swap(): Promise<void> {
    this.commands.check('swap');
    await this.owner.makeRoomFor(this, 'hold');
    // Resumes the whole conference where the call is part of one.
    if (this.state.status === 'active') await this.holdAll(false);
  }

  /** Sets the session of this call, or replaces it. @internal */
  attach(session: Session): void {
    this.#session = session;
    showSession(this, session, this.#core);
    if (this.owner.takesTransfers) showTransfers(this, session, this.#core);
    // Ignores the events of a session that was replaced.
    const current = (run: () => unknown): void => {
      if (this.#session === session) run();
    };
    session.on('stateChange', (state) => current(() => this.#follow(state)));
    session.on('flow', (state) => current(() => state === 'recovered' && this.#transfers.resume()));
    session.on('sessionDescriptionHandler', (handler) => this.#watchMedia(session, handler));
    session.on('replaced', (next) => {
      // A session that rang and was answered has its own call.
      if (next.state.status === 'established') return;
      showPeer(this, next.shownIdentity, this.#core);
      this.attach(next);
    });
    // An outgoing session is already creating its offer; an incoming one needs no media before it is answered.
    if (session.direction === 'outgoing' || session.state.status === 'established')
      this.#watchMedia(session, session.sessionDescriptionHandler);
    this.#follow(session.state);
  }

  /** The call of an earlier page is taken over by the attached session. @internal */
  resumed(): void {
    if (this.state.status !== 'resuming') return;
    this.apply({ type: 'resumed' });
    this.apply({ type: 'media', media: this.media?.state ?? 'connected' });
    this.#resolveAnswered();
  }

  /** While another tab takes the call over: an end of the session does not end the call. @internal */
  set isMoving(isMoving: boolean) {
    this.#isMoving = isMoving;
    if (!isMoving && this.#session) this.#follow(this.#session.state);
  }

  /** Stops following the session, as another page continues the call. @internal */
  release(): void {
    this.#session = undefined;
    this.#timer?.cancel();
    this.respond(false);
    this.stopTalking();
    const stop = this.#core.store.subscribe(({ calls }) => {
      const state = calls.find(({ id }) => id === this.id);
      if (state?.status !== 'ended') return;
      stop();
      this.#resolveEnded(state);
    });
  }

  /** Marks the call as ended. For a session that has ended, and for a call without one. @internal */
  finish(end: End): void {
    if (this.state.status === 'ended') return;
    const wasAnswered = 'answeredAt' in this.state && this.state.answeredAt !== undefined;
    this.#timer?.cancel();
    this.respond(false);
    this.stopTalking();
    const { retryAfter, ...rest } = end;
    const retry = this.isRepeated || retryAfter === undefined ? {} : { retryAfter };
    this.apply({ type: 'ended', at: this.#core.clock.now(), end: { ...rest, ...retry } });
    if (!wasAnswered)
      this.#rejectAnswered(new PhoneError(end.cause, { statusCode: end.statusCode, detail: end.reason }));
    this.#resolveEnded(this.state);
  }

  #follow(state: SessionState): void {
    // `CallResumption` decides what the end or the success of an attempt means.
    if (this.state.status === 'resuming' || this.#isMoving) return;
    switch (state.status) {
      case 'early':
        if (state.earlyMedia) this.apply({ type: 'early-media' });
        else if (state.statusCode === 180) this.apply({ type: 'ringing' });
        return;
      case 'established':
        return this.#becomeActive();
      case 'ended':
        if (state.endedBy === 'system' && this.#intent === TRANSFERRED) this.#intent = undefined;
        return this.finish(
          this.#intent ?? this.#transfers.attribute(endOf(state, this.state, this.#core.state.account)),
        );
      default:
        return;
    }
  }

  #becomeActive(): void {
    if (this.state.status === 'ending') return;
    this.#timer?.cancel();
    this.apply({ type: 'answered', at: this.#core.clock.now() });
    this.apply({ type: 'media', media: this.media?.state ?? 'connected' });
    this.#resolveAnswered();
  }

  #watchMedia(session: Session, handler: unknown): void {
    if (!isCallMedia(handler)) return;
    this.takeMedia(handler);
    MediaRecovery.follow({
      session,
      media: handler,
      clock: this.#core.clock,
      show: (state) => this.apply({ type: 'media', media: state }),
      end: (cause) => this.#abandon({ cause, endedBy: 'system' }),
    });
  }

  protected override changed(): void {
    this.owner.changed(this);
    this.owner.conference.follow(this);
  }

  /** Ends a call that was not answered in time. */
  #giveUp(): void {
    const cause = this.state.direction === 'incoming' ? 'missed' : 'no-answer';
    this.#abandon({ cause, endedBy: 'system' });
  }

  #abandon(end: End): void {
    if (this.#isMoving) return;
    void this.#end(end, (session) => session.terminate({ statusCode: 480 }));
  }

  /** Ends the session and waits for its end, at most `ENDING_LIMIT`: the remote party may be unreachable. */
  async #end(intent: End, tell: (session: Session) => unknown): Promise<void> {
    if (this.state.status !== 'ended' && this.state.status !== 'ending') {
      this.#intent = intent;
      this.#timer?.cancel();
      this.respond(false);
      this.apply({ type: 'ending' });
      this.stopTalking();
      if (!this.#session || this.#session.state.status === 'ended') return this.finish(intent);
      this.#timer = this.#core.clock.after(ENDING_LIMIT, () => this.finish(intent));
      tell(this.#session);
    }
    await this.ended;
  }
}
