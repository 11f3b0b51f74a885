/**
 * The state of one realm: its last challenge, the credentials that answer it, and the nonce count (RFC 7616 §3.4).
 * Subjects: nonce count; accepted realms; nextnonce; cnonce; rspauth expected.
 */

import { systemClock, type Clock } from '../base/clock.js';
import { newCnonce } from '../base/ids.js';
import { printAuth } from '../message/header/auth.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import { hashOf, hashUsername } from './algorithm.js';
import type { BearerChallenge, Challenge, DigestChallenge } from './challenge.js';
import type { Credentials } from './credentials.js';
import { digestResponse, printNonceCount, type DigestSession } from './response.js';

/** A challenge with the credentials that answer it. */
export type Answer =
  | {
      readonly scheme: 'Digest';
      readonly challenge: DigestChallenge;
      readonly credentials: Credentials;
      readonly username: string;
      readonly ha1: string;
    }
  | {
      readonly scheme: 'Bearer';
      readonly challenge: BearerChallenge;
      readonly credentials: Credentials;
      readonly token: string;
    };

/** The credentials in a sent header field. */
interface IssuedCredentials {
  /** The digest response, or the token. */
  readonly id: string;
  readonly value: string;
}

export class Realm {
  readonly #answer: Answer;
  #nonce: string;
  #nonceCount = 0;
  /** The client nonce, one per nonce. */
  #cnonce = newCnonce();
  readonly #session: DigestSession;
  /** When the credentials end (`ttl`): elapsed time, ms. */
  readonly #validUntil: number;
  /** Keys of accepted requests, with which credentials are sent preemptively. */
  readonly #accepted = new Set<string>();

  /** `fromRegistrar`: the challenge was sent to a REGISTER to the registrar of the account, so it is from its server. */
  constructor(
    answer: Answer,
    readonly fromRegistrar = false,
    private readonly clock: Clock = systemClock,
  ) {
    this.#validUntil = clock.elapsed() + secondsOf(answer.credentials.ttl) * 1000;
    this.#answer = answer;
    this.#nonce = answer.scheme === 'Digest' ? answer.challenge.nonce : '';
    this.#session = { nonce: this.#nonce, cnonce: this.#cnonce };
  }

  get proxy(): boolean {
    return this.#answer.challenge.proxy;
  }

  /** The challenge that was answered last. */
  get challenge(): Challenge {
    return this.#answer.challenge;
  }

  /** The header field of the credentials. */
  get field(): 'Authorization' | 'Proxy-Authorization' {
    return this.proxy ? 'Proxy-Authorization' : 'Authorization';
  }

  get credentials(): Credentials {
    return this.#answer.credentials;
  }

  /** Whether the lifetime of the credentials (`ttl`) has passed. */
  get expired(): boolean {
    return this.clock.elapsed() >= this.#validUntil;
  }

  get nonce(): string {
    return this.#nonce;
  }

  /** Records that a request was accepted. */
  noteAccepted(request: OutgoingRequestMessage): void {
    if (this.#accepted.size < 64) this.#accepted.add(this.#acceptedKey(request));
  }

  /**
   * Whether to send credentials preemptively. For a challenge of the registrar: with the same method to the same host, and
   * with every request after a 407 to the REGISTER. Any other challenge may contain a nonce of the remote party under the
   * realm of the account, so its credentials are sent to the same target only.
   */
  isPreemptiveFor(request: OutgoingRequestMessage): boolean {
    if (this.fromRegistrar && this.proxy) return this.#accepted.size > 0;
    return this.#accepted.has(this.#acceptedKey(request));
  }

  /** Uses another nonce from now on (`nextnonce`, RFC 7616 §3.5). */
  renew(nonce: string): void {
    if (nonce === this.#nonce) return;
    this.#nonce = nonce;
    this.#nonceCount = 0;
    this.#cnonce = newCnonce();
  }

  /** Returns the credentials for one request; each call increments the nonce count. */
  issue(request: OutgoingRequestMessage): IssuedCredentials {
    const answer = this.#answer;
    if (answer.scheme === 'Bearer') return { id: answer.token, value: `Bearer ${answer.token}` };
    const { challenge } = answer;
    const nc = printNonceCount(++this.#nonceCount);
    const uri = request.uri.toRaw();
    const response = this.#digest(answer, nc, request.method, uri, request.body);
    const name = hashOf(challenge.algorithm);
    const params: [string, string][] = [
      ['username', challenge.userhash ? hashUsername(name, answer.username, challenge.realm) : answer.username],
      ['realm', challenge.realm],
      ['nonce', this.#nonce],
      ['uri', uri],
      ['response', response],
    ];
    if (challenge.algorithmText !== undefined) params.push(['algorithm', challenge.algorithmText]);
    if (challenge.qop !== undefined) params.push(['qop', challenge.qop], ['nc', nc]);
    if (challenge.qop !== undefined || challenge.algorithm.endsWith('-sess')) params.push(['cnonce', this.#cnonce]);
    if (challenge.opaque !== undefined) params.push(['opaque', challenge.opaque]);
    if (challenge.userhash) params.push(['userhash', 'true']);
    return { id: response, value: printAuth('Digest', params) };
  }

  /** Returns the correct `rspauth` for a response with this body (RFC 7616 §3.5); undefined for Bearer. */
  expectedRspauth(nc: string, uri: string, body: string): string | undefined {
    const answer = this.#answer;
    return answer.scheme === 'Digest' ? this.#digest(answer, nc, '', uri, body) : undefined;
  }

  #acceptedKey({ method, uri }: OutgoingRequestMessage): string {
    if (this.fromRegistrar) return `${method} ${uri.host}`;
    return this.proxy ? uri.aor : `${method} ${uri.aor}`;
  }

  #digest(answer: Answer & { scheme: 'Digest' }, nc: string, method: string, uri: string, body: string): string {
    const { algorithm, qop } = answer.challenge;
    const { ha1 } = answer;
    const [nonce, cnonce, session] = [this.#nonce, this.#cnonce, this.#session];
    return digestResponse({ algorithm, ha1, nonce, method, uri, qop, nc, cnonce, session, body });
  }
}

/** An invalid lifetime counts as none: the server rejects credentials that have ended. */
function secondsOf(ttl: number | undefined): number {
  return typeof ttl === 'number' && ttl > 0 ? ttl : Infinity;
}
