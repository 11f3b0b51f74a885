/** What the verbs of a session share: its state, its dialogs, its description handler. The verbs are the files beside this one. */

import type { Clock, Timer } from '../base/clock.js';
import { SipError } from '../base/errors.js';
import { randomToken } from '../base/ids.js';
import type { Logger } from '../base/logger.js';
import { OperationQueue } from '../base/queue.js';
import type { ContextOwner } from '../core/client-context.js';
import { causes, type EndCause } from '../core/constants.js';
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
import type { AnyResponse, SessionFace } from './events.js';
import type { InviteOptions, SessionSettings } from './options.js';
import type { SessionEnd, SessionState, SessionStatus } from './state.js';

/** Session timer that runs (RFC 4028); `refresher` is who has to speak up. */
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

/** A REFER that the application may follow. */
export interface Follower {
  /** Whether its sender still waits for the outcome. */
  readonly open: boolean;
  follow(): SessionFace;
  /** Tells its sender that it is not followed. */
  decline(): void;
}

/** What a session needs of the user agent that it belongs to. */
export interface SessionOwner extends ContextOwner {
  readonly core: UserAgentCore;
  readonly sessions: Map<string, SessionFace>;
  readonly settings: SessionSettings;
  makeDescriptionHandler(session: SessionFace): SessionDescriptionHandler;
  /** Reads a target as `invite` does; undefined where it is none. */
  normalizeTarget(target: string | URI): URI | undefined;
  /** A new outgoing session, for a transfer. */
  invite(target: string | URI, options?: InviteOptions): SessionFace;
}

/** Whether an offer is open, and whose (RFC 3264 §4). */
export type Negotiation = 'stable' | 'local-offer' | 'remote-offer';

/** One To tag that answered our INVITE. */
export interface Fork {
  readonly dialog: Dialog;
  /** The latest description that this fork sent in a provisional response. */
  description?: string | undefined;
  /** Its answer to the offer of our INVITE, where a response that had to arrive held it: no other counts (§13.2.1). */
  answer?: string | undefined;
  /** Our ACK, to be sent again for each repeated 2xx (§13.2.2.4). */
  ack?: OutgoingRequestMessage | undefined;
  /** Its latest provisional response. */
  heard?: IncomingResponse | undefined;
  /** The RSeq that was acknowledged last (RFC 3262 §4). */
  rseq?: number | undefined;
}

/** The INVITE that makes the session. */
export type Origin =
  | { readonly direction: 'outgoing'; readonly request: OutgoingRequestMessage; readonly options: InviteOptions }
  | { readonly direction: 'incoming'; readonly uas: UserAgentServer }
  /** Taken up from what an earlier page wrote down; `request` only says who talks to whom. */
  | { readonly direction: 'restored'; readonly of: 'outgoing' | 'incoming'; readonly request: OutgoingRequestMessage };

/** A 2xx of ours that waits for its ACK. */
export interface AwaitedAck {
  /** Whether it is that to the INVITE which made the call: a BYE has to wait for its ACK (§15). */
  readonly first: boolean;
  readonly sequence: number;
  received(ack: IncomingRequest): void;
  stop(): void;
}

/** An INVITE that got no response before its connection broke. */
export interface UnheardInvite {
  /** There is another connection. */
  flowRecovered(): void;
  /** The user hangs up: should the INVITE have arrived after all, it is canceled over the next connection. */
  abandon(): void;
}

export class InviteUsage implements DialogUsage {
  readonly id = randomToken();
  readonly logger: Logger;
  readonly queue = new OperationQueue();
  readonly forks = new Map<string, Fork>();
  /** Whether more than one fork was heard of. */
  forked = false;
  readonly timers = new Set<Timer>();
  /** Called once at the end, for what waits. */
  readonly endings = new Set<() => void>();
  state: SessionState;
  negotiation: Negotiation = 'stable';
  /** Whether we hide who we are (RFC 3323). */
  anonymous: boolean;
  /** The newest change of the hold that is under way. Never rejects. */
  holding: Promise<void> | undefined;
  hold: { readonly local: boolean; readonly remote: boolean } = { local: false, remote: false };
  startTime: Date | undefined;
  endTime: Date | undefined;
  /** Ours, where the INVITE is. */
  uac: UserAgentClient | undefined;
  /** The dialog of an established session, or of an incoming one that rings. */
  dialog: Dialog | undefined;
  /** The reason of an end that waits for an ACK or a final response. */
  pendingEnd: (() => void) | undefined;
  awaitedAck: AwaitedAck | undefined;
  /** Outgoing: the connection broke before anybody answered the INVITE, and the call waits for the next one. */
  unheard: UnheardInvite | undefined;
  /** Whether the INVITE went out over a second connection. */
  resent = false;
  /** Ends the wait for a broken connection to come back. */
  recovering: Timer | undefined;
  sessionTimer: SessionTimer | undefined;
  /** Incoming: provisional responses that wait for a PRACK. */
  reliable: Reliable | undefined;
  /** Incoming: the call whose place it wants (RFC 3891). */
  replacing: SessionFace | undefined;
  /** REFERs that we took. */
  readonly referrals = new Map<IncomingRequest, Follower>();
  /** The least session interval that anybody on the way takes, seconds (RFC 4028 §5). */
  minSe = 90;
  minSeRaises = 0;
  /** Where a 3xx points and we have not been yet, and where we have been (RFC 3261 §8.1.3.4). */
  readonly targets: URI[] = [];
  readonly tried: URI[] = [];
  /** Whether a 3xx waits for the decision of the policy: no request is under way. */
  deciding = false;
  /** Tells the other side that we are still there (RFC 4028 §7.4). */
  refresh: () => Promise<void> = () => Promise.resolve();
  /** Makes a new offer, for media that the two sides do not see alike. Never rejects. */
  renegotiate: () => Promise<void> = () => Promise.resolve();
  /** The tones that are being played, one after another. */
  tones: Promise<void> = Promise.resolve();
  /** Our latest offer. */
  offered = '';
  /** Our answer, where a provisional response carried it already. */
  answer: SessionDescription | undefined;
  /** The early dialog in which the offer of the INVITE has had its answer, both for good (RFC 3262 §5). */
  confirmedDialog: Dialog | undefined;
  /** What the other side takes, from its INVITE or 2xx. */
  remoteAllow: readonly string[] | undefined;
  /** Whether an UPDATE found nobody who knows it, whatever Allow says. */
  updateRefused = false;
  remoteSupported: readonly string[] = [];
  /** The INFO packages that the other side takes, lower case (RFC 6086 §5.2). */
  remoteInfoPackages: readonly string[] = [];
  asserted: NameAddrHeader | undefined;
  #handler: SessionDescriptionHandler | undefined;
  /** Takes requests inside the dialog; the verbs that receive are put together in `receive.ts`. */
  #receiver: (call: InviteUsage, uas: UserAgentServer) => void;

  constructor(
    readonly owner: SessionOwner,
    readonly session: SessionFace,
    readonly origin: Origin,
    receiver: (call: InviteUsage, uas: UserAgentServer) => void,
  ) {
    this.#receiver = receiver;
    this.state = { status: origin.direction === 'incoming' ? 'incoming' : 'initial' };
    this.anonymous = origin.direction === 'outgoing' && origin.options.anonymous === true;
    this.logger = this.core.loggerFactory.getLogger('sip.session', this.id);
  }

  get core(): UserAgentCore {
    return this.owner.core;
  }

  /** Who called. */
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

  /** A timer that ends with the session. */
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

  /** Waits; rejects with `canceled` when the session ends before. */
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

  /** Established: with our 2xx sent, or theirs received. */
  establish(dialog: Dialog, since = new Date(this.clock.now())): void {
    this.dialog = dialog;
    this.startTime = since;
    this.to({ status: 'established', since: this.startTime });
  }

  /** The end, once: frees everything, then tells. `before` emits what comes ahead of `terminated`. */
  end(
    end: Partial<SessionEnd> & Pick<SessionEnd, 'cause' | 'endedBy'>,
    before?: () => void,
    shown?: AnyResponse,
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
    this.session.emit('terminated', message ?? shown ?? null, end.cause);
  }

  /** The end of a call that was never answered. */
  fail(
    cause: EndCause,
    text: string,
    end: Partial<SessionEnd> & Pick<SessionEnd, 'endedBy'>,
    shown?: AnyResponse,
    rejected = false,
  ): void {
    const { message } = end;
    const response = shown ?? (message && 'statusCode' in message ? message : undefined);
    this.end(
      { ...end, cause },
      () => {
        if (rejected && response) this.session.emit('rejected', response, text);
        this.session.emit('failed', message ?? shown ?? null, text);
      },
      shown,
    );
  }

  /** The end by something that went wrong here, before the call was answered. */
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
    this.#receiver(this, uas);
  }

  receiveAck(ack: IncomingRequest): void {
    if (this.awaitedAck?.sequence === ack.cseq.sequence) this.awaitedAck.received(ack);
  }

  /** What the other side says of itself in its INVITE or in a response to ours. */
  learnPeer(message: IncomingRequest | IncomingResponse): void {
    if (message.headers.has('Allow')) this.remoteAllow = message.headers.values('Allow').map((m) => m.toUpperCase());
    if (message.headers.has('Supported')) {
      this.remoteSupported = message.headers.values('Supported').map((tag) => tag.toLowerCase());
    }
    if (message.headers.has('Recv-Info')) {
      this.remoteInfoPackages = message.headers.values('Recv-Info').map((name) => name.toLowerCase());
    }
    // Who it is by the word of our server (RFC 3325 §9.1); it may change with a transfer.
    const [asserted] = assertedIdentities(message);
    if (!asserted || asserted.toString() === this.asserted?.toString()) return;
    this.asserted = asserted;
    this.session.emit('identity', asserted);
  }

  /** A fork has won: what others said of themselves is not what it is (§13.2.2.4). */
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

  /** Once the session is being ended nothing is captured or sent, whatever response or ACK is still awaited. */
  #tellHandler(): void {
    const { status } = this.state;
    try {
      if (status === 'ending' || status === 'ended') this.#handler?.close();
      else this.#handler?.follow?.(status);
    } catch (error) {
      this.logger.warn(`the media did not follow the session to ${status}: ${String(error)}`);
    }
  }
}

export function toSipError(error: unknown): SipError {
  if (error instanceof SipError) return error;
  return new SipError('media', error instanceof Error ? error.message : String(error), { cause: error });
}

/** The final response that an error here stands for: what it names, where that refuses; 488 for the media, else `otherwise`. */
export function statusOfError({ kind, statusCode }: SipError, otherwise = 500): number {
  if (statusCode !== undefined && statusCode >= 400 && statusCode <= 699) return statusCode;
  return kind === 'media' ? 488 : otherwise;
}

export function causeOfError(error: SipError): EndCause {
  switch (error.kind) {
    case 'transport':
      return causes.CONNECTION_ERROR;
    case 'timeout':
      return causes.REQUEST_TIMEOUT;
    case 'media':
      return causes.WEBRTC_ERROR;
    case 'canceled':
      return causes.CANCELED;
    case 'authentication':
      return causes.AUTHENTICATION_ERROR;
    default:
      return causes.INTERNAL_ERROR;
  }
}
