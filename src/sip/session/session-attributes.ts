/**
 * The attributes of a session: its parties, its state, its INVITE.
 * Subjects: attributes of a session; localHold and remoteHold; session.snapshot().
 */

import { Emitter } from '../base/emitter.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../message/request.js';
import { readHints, type CallHints } from './call-info.js';
import type { SessionDescriptionHandler } from './description-handler.js';
import type { SessionEvents } from './events.js';
import type { InviteUsage } from './invite-usage.js';
import type { SessionOwner } from './owner.js';
import type { Session } from './session.js';
import { earlySnapshotsOf, snapshotOf, type SessionSnapshot } from './snapshot.js';
import type { SessionState, SessionStatus } from './state.js';

export abstract class SessionAttributes extends Emitter<SessionEvents> {
  readonly method = 'INVITE';
  /** Free for use by the application. */
  readonly data: Record<string, unknown> = {};
  readonly #call: InviteUsage;

  constructor(call: InviteUsage) {
    super();
    this.#call = call;
  }

  /** A random identifier of this session, unique in the page; it is not derived from the dialog. */
  get id(): string {
    return this.#call.id;
  }

  /** The user agent of this session. */
  get ua(): SessionOwner {
    return this.#call.owner;
  }

  /** Whether the local party is the caller (`outgoing`) or the callee (`incoming`). */
  get direction(): 'outgoing' | 'incoming' {
    return this.#call.direction;
  }

  /** The state with its data; `stateChange` is emitted at each change. */
  get state(): SessionState {
    return this.#call.state;
  }

  /** When `accepted` fired. */
  get startTime(): Date | undefined {
    return this.#call.startTime;
  }

  /** When `terminated` fired. */
  get endTime(): Date | undefined {
    return this.#call.endTime;
  }

  /** The INVITE: for an outgoing session the one sent last, with its credentials. */
  get request(): IncomingRequest | OutgoingRequestMessage {
    return this.#call.origin.request;
  }

  /** The local party: From of an outgoing session, To of an incoming one. */
  get localIdentity(): NameAddrHeader {
    return this.#call.origin.kind === 'incoming' ? this.request.to : this.request.from;
  }

  /** The remote party: target of an outgoing session, From of an incoming one (not verified). */
  get remoteIdentity(): NameAddrHeader {
    return this.#call.remote.claimed;
  }

  /** The identity of the remote party as asserted by our server: P-Asserted-Identity (RFC 3325). */
  get assertedIdentity(): NameAddrHeader | undefined {
    return this.#call.remote.asserted;
  }

  /**
   * The identity of the remote party to show: the asserted one, else that of Remote-Party-ID (draft-ietf-sip-privacy-04), else
   * `remoteIdentity`. Only the asserted one is a proof.
   */
  get shownIdentity(): NameAddrHeader {
    return this.#call.remote.shown;
  }

  /** Whether our server asserts (P-Asserted-Identity) that a request comes from the remote party; From is no proof. */
  isPeer(request: IncomingRequest): boolean {
    return this.#call.remote.sent(request);
  }

  /** How the INVITE of an incoming session asks to be presented and answered; undefined for an outgoing one. */
  get hints(): CallHints | undefined {
    const { origin } = this.#call;
    return origin.kind === 'incoming' ? readHints(origin.request) : undefined;
  }

  /** The session that ends when this incoming session is answered (RFC 3891). */
  get replacing(): Session | undefined {
    const { origin } = this.#call;
    return origin.kind === 'incoming' ? origin.replacing : undefined;
  }

  /** The description handler, created on first access. Undefined if the session ended before it was created. */
  get sessionDescriptionHandler(): SessionDescriptionHandler | undefined {
    return this.#call.is('ending', 'ended') ? this.#call.media.existingHandler : this.#call.media.handler;
  }

  /** Whether the local party holds the call. */
  get localHold(): boolean {
    return this.#call.media.hold.local;
  }

  /** Whether the remote party holds the call. */
  get remoteHold(): boolean {
    return this.#call.media.hold.remote;
  }

  /** Methods in the Allow of the remote party, upper case; undefined if it sent none. */
  get remoteAllow(): readonly string[] | undefined {
    return this.#call.remote.allow;
  }

  /** Whether the remote party takes this INFO package (Recv-Info, RFC 6086 §5.2). */
  takesInfoPackage(name: string): boolean {
    return this.#call.remote.takesInfoPackage(name.toLowerCase());
  }

  /** User-Agent or Server of the remote party, as far as it sent one: the name of its software, not verified. */
  get remoteUserAgent(): string | undefined {
    return this.#call.remote.userAgent;
  }

  /** Plain data for `ua.resume()` or `invite(target, { replaces: snapshot.dialog })`; undefined unless established. */
  snapshot(): SessionSnapshot | undefined {
    return snapshotOf(this.#call);
  }

  /** The early dialogs of an outgoing call, each as plain data for a BYE by another user agent. @internal */
  earlySnapshots(): readonly SessionSnapshot[] {
    return earlySnapshotsOf(this.#call);
  }

  /** Omits the dialog, as its identifiers allow a takeover of the call (RFC 3891 §8). */
  toJSON(): { id: string; direction: 'outgoing' | 'incoming'; status: SessionStatus } {
    const { id, direction, state } = this;
    return { id, direction, status: state.status };
  }
}
