/**
 * The server side of digest: makes challenges and verifies credentials (RFC 7616 §3.3 to §3.5, §5.4, RFC 8760 §2.3).
 * Subjects: digest, server side; verification of credentials; nonces issued; replay of a nonce.
 */

import { systemClock, type Clock } from '../base/clock.js';
import { randomToken } from '../base/ids.js';
import { parseAuth, printAuthParams, printChallenge } from '../message/header/auth.js';
import type { IncomingRequest } from '../message/request.js';
import { hashOf, isSession, parseAlgorithm, type Algorithm } from './algorithm.js';
import { findHa1, type Credentials } from './credentials.js';
import { digestResponse, type DigestInput, type DigestSession, type Qop } from './response.js';

export interface ChallengeOptions {
  /** One challenge per algorithm, the preferred first. Default: SHA-256, then MD5. */
  algorithms?: readonly Algorithm[];
  /** Default: `auth`. An empty list: no qop parameter (RFC 2069). */
  qop?: readonly Qop[];
  /** Whether the client sent correct credentials with an expired nonce. */
  stale?: boolean;
  /** Whether to request a hashed user name (RFC 7616 §3.4.4), which is passed to `lookup`. */
  userhash?: boolean;
  opaque?: string;
}

/**
 * Returns the credentials of an account. `userhash` is set where `username` is H(username:realm) with that algorithm
 * (`hashUsername`); the credentials must then contain the user name.
 */
type Lookup = (username: string, realm: string, userhash?: Algorithm) => Credentials | undefined;

/** `missing`: send a challenge. `stale`: send one with `stale`. `wrong`: unknown account or wrong password. */
type Verdict = 'ok' | 'missing' | 'stale' | 'wrong';

interface Nonce {
  readonly realm: string;
  readonly expires: number;
  /** The values of the challenge; credentials that are weaker, or without protection against replay, are rejected. */
  readonly algorithms: readonly Algorithm[];
  readonly qop: readonly Qop[];
  /** The session of a `-sess` algorithm, from the first credentials with this nonce. */
  session?: DigestSession | undefined;
  /** The highest nonce count received, to detect a replay (RFC 7616 §5.4). */
  count: number;
}

const MAX_NONCES = 10_000;

export class DigestServer {
  readonly #nonces = new Map<string, Nonce>();
  readonly #clock: Clock;
  readonly #lifetime: number;

  /** `lifetime`: validity of a nonce in milliseconds. Default: five minutes. */
  constructor(options: { clock?: Clock; lifetime?: number } = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#lifetime = options.lifetime ?? 300_000;
  }

  /** Returns values for WWW-Authenticate or Proxy-Authenticate, each for a separate header field (RFC 8760 §2.3). */
  challenge(realm: string, options: ChallengeOptions = {}): string[] {
    const { qop = ['auth'], algorithms = ['SHA-256', 'MD5'] } = options;
    const nonce = this.#newNonce({ realm, algorithms, qop });
    return algorithms.map((algorithm) => {
      const params: [string, string][] = [
        ['realm', realm],
        ['nonce', nonce],
        ['algorithm', algorithm],
      ];
      if (qop.length > 0) params.push(['qop', qop.join(',')]);
      if (options.opaque !== undefined) params.push(['opaque', options.opaque]);
      if (options.stale) params.push(['stale', 'true']);
      if (options.userhash) params.push(['userhash', 'true']);
      return printChallenge('Digest', params);
    });
  }

  #newNonce(asked: Pick<Nonce, 'realm' | 'algorithms' | 'qop' | 'session'>): string {
    const now = this.#clock.elapsed();
    for (const [nonce, { expires }] of this.#nonces) {
      if (expires > now && this.#nonces.size < MAX_NONCES) break;
      this.#nonces.delete(nonce);
    }
    const nonce = randomToken(32);
    this.#nonces.set(nonce, { ...asked, expires: now + this.#lifetime, count: 0 });
    return nonce;
  }

  /** Verifies the digest credentials of a request and returns the best verdict. */
  verify(request: IncomingRequest, lookup: Lookup): Verdict {
    const verdicts = answersIn(request).map((params) => this.#verifyOne(request, params, lookup));
    const order: Verdict[] = ['ok', 'stale', 'wrong'];
    return order.find((verdict) => verdicts.includes(verdict)) ?? 'missing';
  }

  #verifyOne(request: IncomingRequest, params: ReadonlyMap<string, string>, lookup: Lookup): Verdict {
    const input = readAnswer(request, params, lookup);
    const known = input && this.#nonces.get(input.nonce);
    // The session is removed with its nonce, so that the response cannot be verified.
    if (input && !known && isSession(input.algorithm)) return 'stale';
    const session = known?.session;
    if (!input || digestResponse({ ...input, session }) !== params.get('response')?.toLowerCase()) return 'wrong';
    if (!known || known.realm !== params.get('realm') || known.expires <= this.#clock.elapsed()) return 'stale';
    if (!known.algorithms.includes(input.algorithm)) return 'wrong';
    if (input.qop === undefined) return known.qop.length === 0 ? 'ok' : 'wrong';
    if (!known.qop.includes(input.qop)) return 'wrong';
    const count = parseInt(input.nc, 16);
    if (!(count > known.count)) return 'stale';
    known.count = count;
    known.session ??= { nonce: input.nonce, cnonce: input.cnonce };
    return 'ok';
  }

  /** Returns the Authentication-Info for the response to a verified request, which proves that this server knows the secret. */
  authenticationInfo(
    request: IncomingRequest,
    lookup: Lookup,
    options: { body?: string; nextnonce?: boolean } = {},
  ): string | undefined {
    for (const params of answersIn(request)) {
      const input = readAnswer(request, params, lookup);
      const known = input && this.#nonces.get(input.nonce);
      if (!input || !known || input.qop === undefined) continue;
      const rspauth = digestResponse({ ...input, session: known.session, method: '', body: options.body ?? '' });
      const { qop, cnonce, nc } = input;
      const info: [string, string][] = [
        ['qop', qop],
        ['rspauth', rspauth],
        ['cnonce', cnonce],
        ['nc', nc],
      ];
      if (options.nextnonce) info.push(['nextnonce', this.#newNonce(known)]);
      return printAuthParams(info);
    }
    return undefined;
  }
}

/** Returns the parameters of all digest credentials of a request. */
function answersIn(request: IncomingRequest): ReadonlyMap<string, string>[] {
  const answers: ReadonlyMap<string, string>[] = [];
  for (const name of ['Authorization', 'Proxy-Authorization']) {
    for (const value of request.headers.getAll(name)) {
      const auth = parseAuth(value);
      if (auth?.scheme.toLowerCase() === 'digest') answers.push(auth.params);
    }
  }
  return answers;
}

/** Returns the input of the digest with the HA1 of the account; undefined where a part is missing or the account is unknown. */
function readAnswer(
  request: IncomingRequest,
  params: ReadonlyMap<string, string>,
  lookup: Lookup,
): DigestInput | undefined {
  const algorithm = parseAlgorithm(params.get('algorithm'));
  const [username, realm, nonce, uri] = ['username', 'realm', 'nonce', 'uri'].map((name) => params.get(name));
  const qop = params.get('qop');
  if (!algorithm || username === undefined || realm === undefined || nonce === undefined || uri === undefined) {
    return undefined;
  }
  if (qop !== undefined && qop !== 'auth' && qop !== 'auth-int') return undefined;
  const nc = params.get('nc') ?? '';
  if (qop !== undefined && !/^[0-9a-f]{8}$/i.test(nc)) return undefined;
  const userhash = params.get('userhash')?.toLowerCase() === 'true' ? hashOf(algorithm) : undefined;
  const account = lookup(username, realm, userhash);
  const ha1 = account && findHa1(account, algorithm, account.username ?? username, realm);
  if (ha1 === undefined) return undefined;
  const { method, body } = request;
  return { algorithm, ha1, nonce, method, uri, qop, nc, cnonce: params.get('cnonce') ?? '', body };
}
