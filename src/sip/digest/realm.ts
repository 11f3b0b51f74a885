/** What is known of one realm: its last challenge, the credentials that answer it, and the nonce count (RFC 7616 §3.4). */

import { newCnonce } from '../base/ids.js';
import { printAuth } from '../message/header/auth.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import { hashOf, hashUsername } from './algorithm.js';
import type { BearerChallenge, Challenge, DigestChallenge } from './challenge.js';
import type { Credentials } from './credentials.js';
import { digestResponse, printNonceCount, type DigestSession } from './response.js';

/** A way to answer: a challenge together with what answers it. */
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

/** Credentials that went out in a header field. */
export interface Issue {
  /** What tells it apart from others: the digest, or the token. */
  readonly mark: string;
  readonly value: string;
}

export class Realm {
  readonly #answer: Answer;
  #nonce: string;
  #count = 0;
  /** One for the life of a nonce. */
  #cnonce = newCnonce();
  readonly #session: DigestSession;
  /** Targets of requests that were let in: what credentials are sent with before they are asked for. */
  readonly #proven = new Set<string>();

  /** `fromRegistrar`: a REGISTER to our own registrar was challenged, which nobody but our own server can do. */
  constructor(
    answer: Answer,
    readonly fromRegistrar = false,
  ) {
    this.#answer = answer;
    this.#nonce = answer.scheme === 'Digest' ? answer.challenge.nonce : '';
    this.#session = { nonce: this.#nonce, cnonce: this.#cnonce };
  }

  get proxy(): boolean {
    return this.#answer.challenge.proxy;
  }

  /** What was answered last. */
  get challenge(): Challenge {
    return this.#answer.challenge;
  }

  /** Where its credentials go. */
  get field(): 'Authorization' | 'Proxy-Authorization' {
    return this.proxy ? 'Proxy-Authorization' : 'Authorization';
  }

  get credentials(): Credentials {
    return this.#answer.credentials;
  }

  get nonce(): string {
    return this.#nonce;
  }

  /** Remembers that a request was let in. */
  prove(request: OutgoingRequestMessage): void {
    if (this.#proven.size < 64) this.#proven.add(this.#provenKey(request));
  }

  /**
   * Whether a request has the credentials before it is challenged: of the registrar the same method to the same host, and
   * every request where the registrar is behind a proxy that asked (407). What any other request was challenged with may be
   * the nonce of the far end, in the name of our realm: it goes to the same target only.
   */
  covers(request: OutgoingRequestMessage): boolean {
    if (this.fromRegistrar && this.proxy) return this.#proven.size > 0;
    return this.#proven.has(this.#provenKey(request));
  }

  /** Goes on with another nonce (`nextnonce`, RFC 7616 §3.5). */
  renew(nonce: string): void {
    if (nonce === this.#nonce) return;
    this.#nonce = nonce;
    this.#count = 0;
    this.#cnonce = newCnonce();
  }

  /** Credentials for one request: each call counts the nonce up. */
  issue(request: OutgoingRequestMessage): Issue {
    const answer = this.#answer;
    if (answer.scheme === 'Bearer') return { mark: answer.token, value: `Bearer ${answer.token}` };
    const { challenge } = answer;
    const nc = printNonceCount(++this.#count);
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
    return { mark: response, value: printAuth('Digest', params) };
  }

  /** What the server's `rspauth` must be for a response with this body (RFC 7616 §3.5). */
  expectedRspauth(nc: string, uri: string, body: string): string | undefined {
    const answer = this.#answer;
    return answer.scheme === 'Digest' ? this.#digest(answer, nc, '', uri, body) : undefined;
  }

  #provenKey({ method, uri }: OutgoingRequestMessage): string {
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
