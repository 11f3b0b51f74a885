/**
 * The remote party of a call: its identities and capabilities, by its INVITE and responses.
 * Subjects: identity of the remote party; P-Asserted-Identity, Remote-Party-ID or From; asserted identity changed; Allow of the
 * remote party; User-Agent of the remote party.
 */

import { assertedIdentities, remotePartyOf } from '../message/header/identity.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import { IncomingRequest } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import type { URI } from '../message/uri.js';
import type { Session } from './session.js';

export class RemoteParty {
  /** The target of the latest 3xx that was followed. */
  #target: URI | undefined;
  #asserted: NameAddrHeader | undefined;
  /** By Remote-Party-ID, while no identity is asserted. */
  #stated: NameAddrHeader | undefined;
  #allow: readonly string[] | undefined;
  #supported: readonly string[] = [];
  #userAgent: string | undefined;
  /** Its INFO packages (RFC 6086 §5.2). */
  #infoPackages: readonly string[] = [];

  /** `claimed` is the target of an outgoing call, From of an incoming one, which is no proof. */
  constructor(
    private readonly session: Session,
    readonly claimed: NameAddrHeader,
  ) {}

  /** Its identity as asserted by our server (RFC 3325 §9.1). */
  get asserted(): NameAddrHeader | undefined {
    return this.#asserted;
  }

  /** The identity to show: asserted, else that of Remote-Party-ID, else the claimed one. */
  get shown(): NameAddrHeader {
    return this.#asserted ?? this.#stated ?? this.claimed;
  }

  /** The methods of its Allow, upper case; undefined if it sent none. */
  get allow(): readonly string[] | undefined {
    return this.#allow;
  }

  /** Its latest Server or User-Agent, which is not verified. */
  get userAgent(): string | undefined {
    return this.#userAgent;
  }

  supports(tag: string): boolean {
    return this.#supported.includes(tag);
  }

  takesInfoPackage(name: string): boolean {
    return this.#infoPackages.includes(name);
  }

  /** Stores the capabilities and the asserted identity of a message. */
  learn(message: IncomingRequest | IncomingResponse): void {
    const { headers } = message;
    if (headers.has('Allow')) this.#allow = headers.values('Allow').map((method) => method.toUpperCase());
    if (headers.has('Supported')) this.#supported = headers.values('Supported').map((tag) => tag.toLowerCase());
    this.#userAgent = headers.get('Server') ?? headers.get('User-Agent') ?? this.#userAgent;
    if (headers.has('Recv-Info')) {
      this.#infoPackages = headers.values('Recv-Info').map((name) => name.toLowerCase());
    }
    // The asserted identity may change with a transfer.
    const [asserted] = assertedIdentities(message);
    if (!asserted && !this.#asserted) return this.#state(message);
    if (!asserted || asserted.toString() === this.#asserted?.toString()) return;
    this.#asserted = asserted;
    this.session.emit('identity', asserted);
  }

  #state(message: IncomingRequest | IncomingResponse): void {
    const stated = remotePartyOf(message, message instanceof IncomingRequest ? 'calling' : 'called');
    if (!stated || stated.toString() === this.#stated?.toString()) return;
    this.#stated = stated;
    this.session.emit('identity', stated);
  }

  /** Replaces the data of all forks by that of the fork whose 2xx was accepted (RFC 3261 §13.2.2.4). */
  learnOnly(messages: readonly IncomingResponse[]): void {
    const before = this.#asserted ?? this.#stated;
    this.#allow = undefined;
    this.#supported = [];
    this.#infoPackages = [];
    if (!messages.some((message) => assertedIdentities(message).length > 0)) this.#asserted = undefined;
    this.#stated = undefined;
    for (const message of messages) this.learn(message);
    if (before && this.shown === this.claimed) this.session.emit('identity', this.claimed);
  }

  /** A 3xx redirected the call: the identity asserted so far is that of the redirecting party. */
  redirected(target: URI): void {
    this.#target = target;
    this.#asserted = undefined;
    this.#stated = undefined;
  }

  /**
   * Whether our server asserts that it sent a request (P-Asserted-Identity, RFC 3325 §9.1). It is the identity asserted
   * for the call, else the one of the dialog. From and Referred-By are no proof.
   */
  sent(request: IncomingRequest): boolean {
    const own = this.#asserted?.uri ?? this.#target ?? this.claimed.uri;
    return assertedIdentities(request).some(({ uri }) => isSameParty(uri, own));
  }
}

function isSameParty(one: URI, other: URI): boolean {
  return one.isSip && other.isSip ? one.aor === other.aor : one.equals(other);
}
