/**
 * The INVITE usage of a dialog (RFC 5057 §4.1): the state of a session, and the objects of its procedures.
 * Subjects: state of a session entered; end of a session; failed and terminated events.
 */

import type { Clock } from '../base/clock.js';
import { InvalidStateError } from '../base/errors.js';
import { randomToken } from '../base/ids.js';
import type { Logger } from '../base/logger.js';
import { OperationQueue } from '../base/operation-queue.js';
import type { EndCause } from '../core/constants.js';
import type { DialogUsage } from '../core/dialog-table.js';
import type { UserAgentCore } from '../core/user-agent-core.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { Dialog } from '../dialog/dialog.js';
import { parseReasons } from '../message/header/reason.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../message/request.js';
import { AwaitedAck } from './await-ack.js';
import { Established } from './established.js';
import type { AnyResponse } from './events.js';
import type { IncomingInvite } from './incoming.js';
import type { OutgoingInvite } from './invite.js';
import { Lifetime } from './lifetime.js';
import { OfferAnswer } from './offer-answer.js';
import type { SessionOwner } from './owner.js';
import type { Phase } from './phase.js';
import { receive } from './receive.js';
import { Referrals } from './referral.js';
import { RemoteParty } from './remote-party.js';
import { SessionTimer } from './session-timer.js';
import { Session } from './session.js';
import { causeOfError, toSipError } from './session-errors.js';
import type { SessionEnd, SessionState, SessionStatus } from './state.js';

/** The INVITE that created the session. */
export type Origin =
  | OutgoingInvite
  | IncomingInvite
  /** Restored from a snapshot; `request` supplies only the identities of the two parties. */
  | {
      readonly kind: 'restored';
      readonly direction: 'outgoing' | 'incoming';
      readonly request: OutgoingRequestMessage;
      readonly dialogs: readonly Dialog[];
    };

/** How a session begins. */
interface Beginning {
  readonly origin: Origin;
  readonly phase: Exclude<Phase, { kind: 'canceling' | 'hanging-up' | 'ended' }>;
}

interface BeginningOptions {
  /** The target of an outgoing call, From of an incoming one. */
  readonly remote: NameAddrHeader;
  readonly anonymous?: boolean | undefined;
  readonly localHold?: boolean | undefined;
}

type End = Partial<SessionEnd> & Pick<SessionEnd, 'endedBy'>;

export class InviteUsage implements DialogUsage {
  readonly id = randomToken();
  readonly logger: Logger;
  readonly session: Session;
  readonly origin: Origin;
  /** Offers and answers, one operation at a time. CANCEL and BYE do not wait in it, so that an operation reads the state again after each `await`. */
  readonly queue = new OperationQueue();
  readonly lifetime: Lifetime;
  readonly remote: RemoteParty;
  readonly media: OfferAnswer;
  readonly timer = new SessionTimer(this);
  readonly ack = new AwaitedAck(this);
  readonly referrals = new Referrals(this);
  #phase: Phase;
  #anonymous: boolean;
  #startTime: Date | undefined;
  #endTime: Date | undefined;

  constructor(
    readonly owner: SessionOwner,
    { remote, anonymous = false, localHold = false }: BeginningOptions,
    begin: (call: InviteUsage) => Beginning,
  ) {
    this.#anonymous = anonymous;
    this.logger = this.core.loggerFactory.getLogger('sip.session', this.id);
    this.lifetime = new Lifetime(this.clock);
    this.session = new Session(this);
    this.remote = new RemoteParty(this.session, remote);
    this.media = new OfferAnswer(this, localHold);
    const { origin, phase } = begin(this);
    this.origin = origin;
    this.#phase = phase;
    if (phase.kind === 'established') this.#startTime = phase.state.since;
    owner.sessions.set(this.id, this.session);
    this.core.transport.callBegins();
  }

  get core(): UserAgentCore {
    return this.owner.core;
  }

  get clock(): Clock {
    return this.core.clock;
  }

  /** Whether the local party is the caller or the callee. */
  get direction(): 'outgoing' | 'incoming' {
    return this.origin.direction;
  }

  /** The state with the objects that exist only in it. */
  get phase(): Phase {
    return this.#phase;
  }

  /** The state as applications see it. */
  get state(): SessionState {
    return this.#phase.state;
  }

  /** Undefined unless the session is established. */
  get established(): Established | undefined {
    return this.#phase.kind === 'established' ? this.#phase.up : undefined;
  }

  /** When the call was answered. */
  get startTime(): Date | undefined {
    return this.#startTime;
  }

  get endTime(): Date | undefined {
    return this.#endTime;
  }

  /** Whether the local identity is hidden (RFC 3323). */
  get anonymous(): boolean {
    return this.#anonymous;
  }

  /** Whether the call was restored and its media do not exist yet: they begin with the local offer (§14.1). */
  get unresumed(): boolean {
    return this.origin.kind === 'restored' && !this.media.answered;
  }

  /** Stores `anonymous` for this and all later messages of the call. */
  hide({ anonymous }: { anonymous?: boolean | undefined }): void {
    this.#anonymous = anonymous ?? this.#anonymous;
  }

  is(...statuses: SessionStatus[]): boolean {
    return statuses.includes(this.state.status);
  }

  /** Throws InvalidStateError unless the session is established. */
  requireEstablished(): Established {
    if (this.established) return this.established;
    throw new InvalidStateError('The call is not established', this.state.status);
  }

  /** Throws InvalidStateError unless an incoming INVITE still waits for a final response. */
  requireRinging(): IncomingInvite {
    if (this.#phase.kind === 'ringing') return this.#phase.invite;
    throw new InvalidStateError('There is no incoming call to answer', this.state.status);
  }

  /** Enters a state. Those that others depend on are entered by `establish` and `end`. */
  enter(phase: Exclude<Phase, { kind: 'established' | 'ended' }>): void {
    this.#enter(phase);
  }

  /** Enters `established`, when the 2xx has been sent or received. */
  establish(dialog: Dialog): void {
    const since = new Date(this.clock.now());
    this.#startTime = since;
    this.#enter({ kind: 'established', state: { status: 'established', since }, up: new Established(this, dialog) });
  }

  /**
   * Ends the session, once: releases everything, then emits. `before` emits the events ahead of `terminated`, which has
   * the response that ended the session: `response`, or `end.message` if that is one.
   */
  end(end: End & { cause: EndCause }, before?: () => void, response = responseOf(end.message)): void {
    if (this.#phase.kind === 'ended') return;
    const { message } = end;
    const reasons = end.reasons ?? (message ? parseReasons(message.headers.getAll('Reason').join(', ')) : []);
    this.queue.close();
    this.lifetime.end();
    for (const dialog of this.origin.dialogs) this.core.dialogs.retire(dialog, this);
    this.owner.sessions.delete(this.id);
    this.#enter({ kind: 'ended', state: { ...end, status: 'ended', reasons } });
    before?.();
    this.#endTime = new Date(this.clock.now());
    this.session.emit('terminated', response ?? null, end.cause);
  }

  /** Ends a session that was not answered. `text` is the cause of `rejected` and `failed`. */
  fail(cause: EndCause, text: string, end: End, response = responseOf(end.message), rejected = false): void {
    const emit = (): void => {
      if (rejected && response) this.session.emit('rejected', response, text);
      this.session.emit('failed', response ?? null, text);
    };
    this.end({ ...end, cause }, emit, response);
  }

  /** Ends a session that was not answered because of a local error. */
  failLocally(error: unknown): void {
    const problem = toSipError(error);
    const cause = causeOfError(problem);
    this.fail(cause, cause, { endedBy: 'system', error: problem, statusCode: problem.statusCode });
  }

  takes(request: IncomingRequest): boolean {
    return request.method !== 'SUBSCRIBE' && request.method !== 'NOTIFY';
  }

  receiveRequest(uas: UserAgentServer): void {
    receive(this, uas);
  }

  receiveAck(ack: IncomingRequest): void {
    this.ack.receive(ack);
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    this.media.tellHandler(phase.state.status);
    this.session.emit('stateChange', phase.state);
  }
}

/** Returns the message if it is a response. */
function responseOf(message: SessionEnd['message']): AnyResponse | undefined {
  return message && 'statusCode' in message ? message : undefined;
}
