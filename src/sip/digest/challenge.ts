/**
 * The challenges of a 401 or 407, sorted by realm and strength (RFC 3261 §22.2, §22.3; RFC 8760 §2.4).
 * Subjects: challenges sorted by realm and strength; qop chosen; Bearer challenge; stale nonce.
 */

import { parseAuth } from '../message/header/auth.js';
import type { Message } from '../message/message.js';
import { splitElements } from '../message/scanner.js';
import { ALGORITHMS, parseAlgorithm, type Algorithm } from './algorithm.js';
import type { Qop } from './response.js';

interface ChallengeBase {
  readonly realm: string;
  readonly proxy: boolean;
}

export interface DigestChallenge extends ChallengeBase {
  readonly scheme: 'Digest';
  readonly algorithm: Algorithm;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly qop: Qop | undefined;
  readonly stale: boolean;
  readonly userhash: boolean;
  /** The algorithm as written in the challenge, to be returned unchanged; undefined where it names none. */
  readonly algorithmText: string | undefined;
}

export interface BearerChallenge extends ChallengeBase {
  readonly scheme: 'Bearer';
  readonly authzServer: string | undefined;
  readonly scope: string | undefined;
}

export type Challenge = DigestChallenge | BearerChallenge;

/** The challenges of one realm of proxies or of user agents, the strongest first; any of them may be answered. */
export interface RealmChallenges {
  readonly key: string;
  readonly realm: string;
  readonly proxy: boolean;
  readonly challenges: readonly [Challenge, ...Challenge[]];
}

/** Returns the key of a realm of proxies or of user agents. */
export function realmKey(proxy: boolean, realm: string): string {
  return `${proxy ? 'proxy' : 'user'} ${realm}`;
}

/** Returns the Digest and Bearer challenges of a response: one entry per realm, WWW-Authenticate before Proxy-Authenticate. */
export function readChallenges(response: Message): RealmChallenges[] {
  const realms = new Map<string, { realm: string; proxy: boolean; challenges: [Challenge, ...Challenge[]] }>();
  for (const proxy of [false, true]) {
    for (const value of response.headers.getAll(proxy ? 'Proxy-Authenticate' : 'WWW-Authenticate')) {
      const challenge = readChallenge(value, proxy);
      if (!challenge) continue;
      const key = realmKey(proxy, challenge.realm);
      const entry = realms.get(key);
      if (entry) entry.challenges.push(challenge);
      else realms.set(key, { realm: challenge.realm, proxy, challenges: [challenge] });
    }
  }
  return [...realms].map(([key, { realm, proxy, challenges }]) => ({
    key,
    realm,
    proxy,
    // A stable sort: of two equally strong challenges the first one of the server is used (RFC 8760 §2.4).
    challenges: challenges.sort((a, b) => rank(a) - rank(b)),
  }));
}

function rank(challenge: Challenge): number {
  return challenge.scheme === 'Bearer' ? -1 : ALGORITHMS.indexOf(challenge.algorithm);
}

function readChallenge(value: string, proxy: boolean): Challenge | undefined {
  const auth = parseAuth(value);
  if (!auth) return undefined;
  const { params } = auth;
  const realm = params.get('realm') ?? '';
  const scheme = auth.scheme.toLowerCase();
  if (scheme === 'bearer') {
    return { scheme: 'Bearer', realm, proxy, authzServer: params.get('authz_server'), scope: params.get('scope') };
  }
  const algorithm = parseAlgorithm(params.get('algorithm'));
  const nonce = params.get('nonce');
  const qop = readQop(params.get('qop'));
  if (scheme !== 'digest' || !algorithm || nonce === undefined || qop === null) return undefined;
  return {
    scheme: 'Digest',
    realm,
    proxy,
    algorithm,
    algorithmText: params.get('algorithm'),
    nonce,
    opaque: params.get('opaque'),
    qop,
    stale: params.get('stale')?.toLowerCase() === 'true',
    userhash: params.get('userhash')?.toLowerCase() === 'true',
  };
}

/** Returns the quality of protection to use: `auth` where offered; null where only unknown values are offered. */
function readQop(text: string | undefined): Qop | undefined | null {
  if (text === undefined) return undefined;
  const offered = splitElements(text).map((element) => element.toLowerCase());
  return offered.includes('auth') ? 'auth' : offered.includes('auth-int') ? 'auth-int' : null;
}
