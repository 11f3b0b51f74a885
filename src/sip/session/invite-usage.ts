/** The INVITE usage of a dialog (RFC 5057 §4.1): the state that the operations of this folder share. */

import type { Clock, Timer } from '../base/clock.js';
import { SipError } from '../base/errors.js';
import { randomToken } from '../base/ids.js';
import type { Logger } from '../base/logger.js';
import { OperationQueue } from '../base/queue.js';
import type { EndCause } from '../core/constants.js';
import type { DialogUsage } from '../core/dialog-table.js';
import type { UserAgentClient } from '../core/user-agent-client.js';
import type { UserAgentCore } from '../core/user-agent-core.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { Dialog } from '../dialog/dialog.js';
import { assertedIdentities } from '../message/header/identity.js';
import { parseReasons } from '../message/header/reason.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse, OutgoingResponseMessage } from '../message/response.js';
import type { URI } from '../message/uri.js';
import type { SessionDescription, SessionDescriptionHandler } from './description-handler.js';
import type { AnyResponse } from './events.js';
import { refresh, renegotiate } from './modify.js';
import type { InviteOptions } from './options.js';
import type { SessionOwner } from './owner.js';
import { receive } from './receive.js';
import { Session } from './session.js';
import { causeOfError, toSipError } from './session-errors.js';
import type { SessionEnd, SessionState, SessionStatus } from './state.js';

/** A running session timer (RFC 4028); the `refresher` sends the refreshes. */
export interface SessionTimer {
  /** Seconds. */
  readonly interval: number;
  readonly refresher: 'local' | 'remote';
  readonly timer: Timer;
}

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

/** Whether a local or remote offer is open (RFC 3264 §4). */
export type Negotiation = 'stable' | 'local-offer' | 'remote-offer';

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

/** A 2xx that was sent and waits for its ACK. */
export interface AwaitedAck {
  /** Whether it answers the initial INVITE: a BYE has to wait for its ACK (§15). */
  readonly first: boolean;
  readonly sequence: number;
  received(ack: IncomingRequest): void;
  stop(): void;
}

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
  readonly forks = new Map<string, Fork>();
  /** Whether responses with more than one To tag were received. */
  forked = false;
  readonly timers = new Set<Timer>();
  /** Called once when the session ends, to settle pending operations. */
  readonly endings = new Set<() => void>();
  state: SessionState;
  negotiation: Negotiation = 'stable';
  /** Whether the local identity is hidden (RFC 3323). */
  anonymous: boolean;
  /** The newest pending change of the hold. Never rejects. */
  holding: Promise<void> | undefined;
  hold: { readonly local: boolean; readonly remote: boolean } = { local: false, remote: false };
  startTime: Date | undefined;
  endTime: Date | undefined;
  /** Outgoing: the client of the INVITE. */
  uac: UserAgentClient | undefined;
  /** The dialog of an established session, or of an incoming one that rings. */
  dialog: Dialog | undefined;
  /** Ends the session once the awaited ACK has been received or given up. */
  pendingEnd: (() => void) | undefined;
  awaitedAck: AwaitedAck | undefined;
  /** Outgoing: the connection broke before any response, and the INVITE waits for a new connection. */
  unheard: UnheardInvite | undefined;
  /** Whether the INVITE was sent again over a second connection. */
  resent = false;
  /** The limit of the wait for a new connection. */
  recovering: Timer | undefined;
  sessionTimer: SessionTimer | undefined;
  /** Incoming: provisional responses that wait for a PRACK. */
  reliable: Reliable | undefined;
  /** Incoming: the session that this one replaces (RFC 3891). */
  replacing: Session | undefined;
  /** REFERs that were accepted. */
  readonly referrals = new Map<IncomingRequest, Follower>();
  /** The largest Min-SE of the user agents and proxies on the path, seconds (RFC 4028 §5). */
  minSe = 90;
  minSeRaises = 0;
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
  /** The latest local offer. */
  offered = '';
  /** The local description that a provisional response already carried. */
  answer: SessionDescription | undefined;
  /** The early dialog whose answer to the offer of the INVITE is final (RFC 3262 §5). */
  confirmedDialog: Dialog | undefined;
  /** Allow of the remote party. */
  remoteAllow: readonly string[] | undefined;
  /** Whether UPDATE was rejected as unknown, regardless of Allow. */
  updateRefused = false;
  remoteSupported: readonly string[] = [];
  /** The INFO packages of the remote party, lower case (RFC 6086 §5.2). */
  remoteInfoPackages: readonly string[] = [];
  asserted: NameAddrHeader | undefined;
  #handler: SessionDescriptionHandler | undefined;
  constructor(
    readonly owner: SessionOwner,
    readonly origin: Origin,
    remote: NameAddrHeader,
  ) {
    this.state = { status: origin.direction === 'incoming' ? 'incoming' : 'initial' };
    this.anonymous = origin.direction === 'outgoing' && origin.options.anonymous === true;
    this.logger = this.core.loggerFactory.getLogger('sip.session', this.id);
    this.session = new Session(this, remote);
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

  get handler(): SessionDescriptionHandler {
    if (!this.#handler) {
      this.#handler = this.owner.makeDescriptionHandler(this.session);
      this.#tellHandler();
      this.session.emit('sessionDescriptionHandler', this.#handler);
    }
    return this.#handler;
  }

  get existingHandler(): SessionDescriptionHandler | undefined {
    return this.#handler;
  }

  is(...statuses: SessionStatus[]): boolean {
    return statuses.includes(this.state.status);
  }

  to(state: SessionState): void {
    this.state = state;
    this.#tellHandler();
    this.session.emit('stateChange', state);
  }

  /** Starts a timer that is canceled when the session ends. */
  after(delay: number, callback: () => void): Timer {
    const timer = this.clock.after(delay, () => {
      this.timers.delete(entry);
      callback();
    });
    const entry: Timer = {
      cancel: () => {
        this.timers.delete(entry);
        timer.cancel();
      },
    };
    this.timers.add(entry);
    return entry;
  }

  /** Waits; rejects with `canceled` if the session ends first. */
  pause(delay: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new SipError('canceled', 'The call has ended'));
      this.endings.add(ended);
      this.after(delay, () => {
        this.endings.delete(ended);
        resolve();
      });
    });
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
    for (const timer of [...this.timers]) timer.cancel();
    this.awaitedAck?.stop();
    this.awaitedAck = undefined;
    this.pendingEnd = undefined;
    for (const ending of [...this.endings]) ending();
    this.endings.clear();
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
    if (this.awaitedAck?.sequence === ack.cseq.sequence) this.awaitedAck.received(ack);
  }

  /** Stores the capabilities and the asserted identity of the remote party from its INVITE or response. */
  learnPeer(message: IncomingRequest | IncomingResponse): void {
    if (message.headers.has('Allow')) this.remoteAllow = message.headers.values('Allow').map((m) => m.toUpperCase());
    if (message.headers.has('Supported')) {
      this.remoteSupported = message.headers.values('Supported').map((tag) => tag.toLowerCase());
    }
    if (message.headers.has('Recv-Info')) {
      this.remoteInfoPackages = message.headers.values('Recv-Info').map((name) => name.toLowerCase());
    }
    // The identity by our server's assertion (RFC 3325 §9.1); it may change with a transfer.
    const [asserted] = assertedIdentities(message);
    if (!asserted || asserted.toString() === this.asserted?.toString()) return;
    this.asserted = asserted;
    this.session.emit('identity', asserted);
  }

  /** Replaces the data of all forks by that of the fork whose 2xx was accepted (§13.2.2.4). */
  learnWinner(heard: readonly (IncomingRequest | IncomingResponse)[]): void {
    const before = this.asserted;
    const [asserted] = heard.flatMap((message) => assertedIdentities(message).slice(0, 1)).slice(-1);
    this.remoteAllow = undefined;
    this.remoteSupported = [];
    this.remoteInfoPackages = [];
    if (asserted === undefined) this.asserted = undefined;
    for (const message of heard) this.learnPeer(message);
    if (before && !this.asserted) this.session.emit('identity', this.session.remoteIdentity);
  }

  /** Closes the handler as soon as the session is ending, even if a response or ACK is still awaited. */
  #tellHandler(): void {
    const { status } = this.state;
    try {
      if (status === 'ending' || status === 'ended') this.#handler?.close();
      else this.#handler?.follow?.(status);
    } catch (error) {
      this.logger.warn(`the media handler failed in the session state ${status}: ${String(error)}`);
    }
  }
}

/** Returns the message if it is a response. */
function responseOf(message: SessionEnd['message']): AnyResponse | undefined {
  return message && 'statusCode' in message ? message : undefined;
}
