/** The INVITE usage of a dialog (RFC 5057 §4.1): the state that the operations of this folder share. */

import type { Clock, Timer } from '../base/clock.js';
import { randomToken } from '../base/ids.js';
import type { Logger } from '../base/logger.js';
import { OperationQueue } from '../base/queue.js';
import type { EndCause } from '../core/constants.js';
import type { DialogUsage } from '../core/dialog-table.js';
import type { UserAgentClient } from '../core/user-agent-client.js';
import type { UserAgentCore } from '../core/user-agent-core.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { Dialog } from '../dialog/dialog.js';
import { parseReasons } from '../message/header/reason.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse, OutgoingResponseMessage } from '../message/response.js';
import type { URI } from '../message/uri.js';
import { AwaitedAck } from './await-ack.js';
import type { SessionDescription } from './description-handler.js';
import type { AnyResponse } from './events.js';
import { Lifetime } from './lifetime.js';
import { refresh, renegotiate } from './modify.js';
import type { InviteOptions } from './options.js';
import type { SessionOwner } from './owner.js';
import { OfferAnswer } from './offer-answer.js';
import { receive } from './receive.js';
import { RemoteParty } from './remote-party.js';
import { SessionTimer } from './session-timer.js';
import { Session } from './session.js';
import { causeOfError, toSipError } from './session-errors.js';
import type { SessionEnd, SessionState, SessionStatus } from './state.js';

/** Reliable provisional responses of an incoming call (RFC 3262). */
export interface Reliable {
  send(response: OutgoingResponseMessage): void;
  takes(prack: IncomingRequest): boolean;
  settled(): Promise<void>;
}

/** A received REFER that the application may follow. */
export interface Follower {
  /** Whether its sender still expects the outcome. */
  readonly open: boolean;
  follow(): Session;
  /** Reports to its sender that it is not followed. */
  decline(): void;
}

/** The early or confirmed dialog of one To tag in the responses to our INVITE. */
export interface Fork {
  readonly dialog: Dialog;
  /** The latest description that this fork sent in a provisional response. */
  description?: string | undefined;
  /** Its answer to our offer in a reliable provisional response: later descriptions are ignored (§13.2.1). */
  answer?: string | undefined;
  /** Our ACK, retransmitted for each repeated 2xx (§13.2.2.4). */
  ack?: OutgoingRequestMessage | undefined;
  /** Its latest provisional response. */
  heard?: IncomingResponse | undefined;
  /** The RSeq of the last PRACK (RFC 3262 §4). */
  rseq?: number | undefined;
}

/** The INVITE that creates the session. */
export type Origin =
  | { readonly direction: 'outgoing'; readonly request: OutgoingRequestMessage; readonly options: InviteOptions }
  | { readonly direction: 'incoming'; readonly uas: UserAgentServer }
  /** Restored from a snapshot; `request` supplies only the identities of the two parties. */
  | { readonly direction: 'restored'; readonly of: 'outgoing' | 'incoming'; readonly request: OutgoingRequestMessage };

/** An INVITE whose connection broke before any response. */
export interface UnheardInvite {
  /** A new connection exists. */
  flowRecovered(): void;
  /** The user hangs up: CANCEL is sent over the next connection, in case the INVITE has arrived. */
  abandon(): void;
}

export class InviteUsage implements DialogUsage {
  readonly id = randomToken();
  readonly session: Session;
  readonly logger: Logger;
  /** Offers and answers, one operation at a time. CANCEL and BYE do not wait in it, so that an operation reads the state again after each `await`. */
  readonly queue = new OperationQueue();
  readonly lifetime: Lifetime;
  readonly remote: RemoteParty;
  readonly media: OfferAnswer;
  readonly timer = new SessionTimer(this);
  readonly ack = new AwaitedAck(this);
  readonly forks = new Map<string, Fork>();
  /** Whether responses with more than one To tag were received. */
  forked = false;
  state: SessionState;
  /** Whether the local identity is hidden (RFC 3323). */
  anonymous: boolean;
  /** The newest pending change of the hold. Never rejects. */
  holding: Promise<void> | undefined;
  startTime: Date | undefined;
  endTime: Date | undefined;
  /** Outgoing: the client of the INVITE. */
  uac: UserAgentClient | undefined;
  /** The dialog of an established session, or of an incoming one that rings. */
  dialog: Dialog | undefined;
  /** Ends the session once the awaited ACK has been received or given up. */
  pendingEnd: (() => void) | undefined;
  /** Outgoing: the connection broke before any response, and the INVITE waits for a new connection. */
  unheard: UnheardInvite | undefined;
  /** Whether the INVITE was sent again over a second connection. */
  resent = false;
  /** The limit of the wait for a new connection. */
  recovering: Timer | undefined;
  /** Incoming: provisional responses that wait for a PRACK. */
  reliable: Reliable | undefined;
  /** Incoming: the session that this one replaces (RFC 3891). */
  replacing: Session | undefined;
  /** REFERs that were accepted. */
  readonly referrals = new Map<IncomingRequest, Follower>();
  /** Targets of 3xx responses still to be called, and those already called (RFC 3261 §8.1.3.4). */
  readonly targets: URI[] = [];
  readonly tried: URI[] = [];
  /** Whether a 3xx waits for the redirect policy: no request is pending. */
  deciding = false;
  /** Refreshes the session (RFC 4028 §7.4). */
  readonly refresh = (): Promise<void> => refresh(this);
  /** Sends a new offer when the media state of the two parties differs. Never rejects. */
  readonly renegotiate = (): Promise<void> => renegotiate(this);
  /** The queue of tones that are being sent. */
  tones: Promise<void> = Promise.resolve();
  /** The local description that a provisional response already carried. */
  answer: SessionDescription | undefined;
  /** Whether UPDATE was rejected as unknown, regardless of Allow. */
  updateRefused = false;

  constructor(
    readonly owner: SessionOwner,
    readonly origin: Origin,
    remote: NameAddrHeader,
    localHold = false,
  ) {
    this.state = { status: origin.direction === 'incoming' ? 'incoming' : 'initial' };
    this.anonymous = origin.direction === 'outgoing' && origin.options.anonymous === true;
    this.logger = this.core.loggerFactory.getLogger('sip.session', this.id);
    this.lifetime = new Lifetime(this.clock);
    this.session = new Session(this);
    this.remote = new RemoteParty(this.session, remote);
    this.media = new OfferAnswer(this, localHold);
    owner.sessions.set(this.id, this.session);
    owner.core.transport.callBegins();
  }

  get core(): UserAgentCore {
    return this.owner.core;
  }

  /** Whether the local party is the caller or the callee. */
  get direction(): 'outgoing' | 'incoming' {
    return this.origin.direction === 'restored' ? this.origin.of : this.origin.direction;
  }

  get clock(): Clock {
    return this.core.clock;
  }

  is(...statuses: SessionStatus[]): boolean {
    return statuses.includes(this.state.status);
  }

  to(state: SessionState): void {
    this.state = state;
    this.media.tellHandler(state.status);
    this.session.emit('stateChange', state);
  }

  /** Enters `established`, when the 2xx has been sent or received. */
  establish(dialog: Dialog, since = new Date(this.clock.now())): void {
    this.dialog = dialog;
    this.startTime = since;
    this.to({ status: 'established', since: this.startTime });
  }

  /**
   * Ends the session, once: releases everything, then emits. `before` emits the events ahead of `terminated`, which has
   * the response that ended the session: `response`, or `end.message` if that is one.
   */
  end(
    end: Partial<SessionEnd> & Pick<SessionEnd, 'cause' | 'endedBy'>,
    before?: () => void,
    response = responseOf(end.message),
  ): void {
    if (this.state.status === 'ended') return;
    const { message } = end;
    const reasons = end.reasons ?? (message ? parseReasons(message.headers.getAll('Reason').join(', ')) : []);
    this.queue.close();
    this.pendingEnd = undefined;
    this.lifetime.end();
    this.leaveDialogs();
    this.owner.sessions.delete(this.id);
    this.to({ ...end, status: 'ended', reasons });
    before?.();
    this.endTime = new Date(this.clock.now());
    this.session.emit('terminated', response ?? null, end.cause);
  }

  /** Ends a session that was not answered. `text` is the cause of `rejected` and `failed`. */
  fail(
    cause: EndCause,
    text: string,
    end: Partial<SessionEnd> & Pick<SessionEnd, 'endedBy'>,
    response = responseOf(end.message),
    rejected = false,
  ): void {
    this.end(
      { ...end, cause },
      () => {
        if (rejected && response) this.session.emit('rejected', response, text);
        this.session.emit('failed', response ?? null, text);
      },
      response,
    );
  }

  /** Ends a session that was not answered because of a local error. */
  failLocally(error: unknown): void {
    const problem = toSipError(error);
    const cause = causeOfError(problem);
    this.fail(cause, cause, { endedBy: 'system', error: problem, statusCode: problem.statusCode });
  }

  leaveDialogs(): void {
    for (const { dialog } of this.forks.values()) this.core.dialogs.retire(dialog, this);
    if (this.dialog) this.core.dialogs.retire(this.dialog, this);
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
}

/** Returns the message if it is a response. */
function responseOf(message: SessionEnd['message']): AnyResponse | undefined {
  return message && 'statusCode' in message ? message : undefined;
}
