/** The other side of digest: makes challenges and checks answers (RFC 7616 §3.3 to §3.5, §5.4, RFC 8760 §2.3). */

import { systemClock, type Clock } from '../base/clock.js';
import { randomToken } from '../base/ids.js';
import { parseAuth, printAuthParams, printChallenge } from '../message/header/auth.js';
import type { IncomingRequest } from '../message/request.js';
import { hashOf, isSession, parseAlgorithm, type Algorithm } from './algorithm.js';
import { findHa1, type Credentials } from './credentials.js';
import { digestResponse, type DigestInput, type DigestSession, type Qop } from './response.js';

export interface ChallengeOptions {
  /** One challenge for each, in this order, the preferred first. Default: SHA-256, then MD5. */
  algorithms?: readonly Algorithm[];
  /** Default: `auth` alone. An empty list: none, as RFC 2069 had it. */
  qop?: readonly Qop[];
  /** Whether the client had a right answer with an old nonce. */
  stale?: boolean;
  /** Whether to ask for a hashed user name (RFC 7616 §3.4.4); `lookup` is then told. */
  userhash?: boolean;
  opaque?: string;
}

/**
 * Finds an account. `userhash` is set where `username` is H(username:realm) with that algorithm (`hashUsername`); the
 * credentials must have the real user name then.
 */
export type Lookup = (username: string, realm: string, userhash?: Algorithm) => Credentials | undefined;

/** `missing`: challenge it; `stale`: challenge it with `stale`; `wrong`: no such account, or not its password. */
export type Verdict = 'ok' | 'missing' | 'stale' | 'wrong';

interface Nonce {
  readonly realm: string;
  readonly expires: number;
  /** What was asked for: an answer that is weaker, or cannot be told from its replay, is none. */
  readonly algorithms: readonly Algorithm[];
  readonly qop: readonly Qop[];
  /** What the first answer made of a session algorithm. */
  session?: DigestSession | undefined;
  /** The highest count seen: a replayed request repeats one (RFC 7616 §5.4). */
  count: number;
}

const MAX_NONCES = 10_000;

export class DigestServer {
  readonly #nonces = new Map<string, Nonce>();
  readonly #clock: Clock;
  readonly #lifetime: number;

  /** `lifetime` of a nonce is in milliseconds; default: five minutes. */
  constructor(options: { clock?: Clock; lifetime?: number } = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#lifetime = options.lifetime ?? 300_000;
  }

  /** Values for WWW-Authenticate or Proxy-Authenticate, each a header field of its own (RFC 8760 §2.3). */
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

  /** Checks the credentials that a request has for a realm of this server: the best verdict counts. */
  verify(request: IncomingRequest, lookup: Lookup): Verdict {
    const verdicts = answersIn(request).map((params) => this.#verifyOne(request, params, lookup));
    const order: Verdict[] = ['ok', 'stale', 'wrong'];
    return order.find((verdict) => verdicts.includes(verdict)) ?? 'missing';
  }

  #verifyOne(request: IncomingRequest, params: ReadonlyMap<string, string>, lookup: Lookup): Verdict {
    const input = readAnswer(request, params, lookup);
    const known = input && this.#nonces.get(input.nonce);
    // What a session algorithm began with is forgotten with its nonce, so that nobody can tell right from wrong.
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

  /** The Authentication-Info for a response to a request that `verify` called ok: proof that this server knows the secret. */
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

/** The parameters of all digest credentials of a request. */
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

/** What to hash, with the account's secret; undefined where a part is missing or there is no such account. */
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
