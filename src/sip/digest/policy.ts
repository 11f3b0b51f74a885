/**
 * Which challenges are answered: those of the account's servers, without a downgrade (RFC 3261 §22, RFC 7616 §5.7, RFC 8898 §5).
 * Subjects: challenges that are answered; downgrade of authentication; withheld challenge; weaker challenge refused; servers that
 * may get the password; challenges inside a dialog; token over an unencrypted connection; authzServers, tokenMethods,
 * authenticateInDialog, effect.
 */

import type { OutgoingRequestMessage } from '../message/request.js';
import { ALGORITHMS, hashOf, type Algorithm, type HashName } from './algorithm.js';
import type { Challenge } from './challenge.js';

/** The configuration of challenges. */
export interface ChallengeRules {
  /** The realms that may be answered. Default: `domain`, and each realm whose credentials a REGISTER was accepted with. */
  readonly realms?: readonly string[] | undefined;
  /** Host of the address-of-record; a realm of this name is answered by default. */
  readonly domain?: string | undefined;
  /** Host of the registrar; a REGISTER to another host does not authorize its realm. Default: `domain`. */
  readonly registrar?: string | undefined;
  /** Authorization servers whose tokens may be sent. Default: the realm alone decides. */
  readonly authzServers?: readonly string[] | undefined;
  /** Methods besides REGISTER that may carry a token, outside a dialog. Default: none. */
  readonly tokenMethods?: readonly string[] | undefined;
  /** Digest algorithms that may be used. Default: all. */
  readonly algorithms?: readonly Algorithm[] | undefined;
  /** Methods that are answered inside a dialog besides BYE, INFO, PRACK and UPDATE. Default: none. */
  readonly inDialog?: readonly string[] | undefined;
  /** Answer a digest challenge without qop (RFC 2069) also where no REGISTER was accepted with one. Default false. */
  readonly withoutQop?: boolean | undefined;
}

/**
 * Why a challenge is not answered. `realm`: the realm does not belong to the account. `dialog`: the remote party of a
 * dialog may have sent it. `weak`: it is weaker than an earlier challenge of the realm, or than the configuration allows.
 * `token`: the request must not carry a token, or the connection is not encrypted.
 */
export type WithheldReason = 'realm' | 'dialog' | 'weak' | 'token';

/** The strength of a challenge; none of the parts may decrease. */
interface Strength {
  readonly scheme: number;
  readonly hash: number;
  readonly qop: number;
}

interface Floor {
  readonly strength: Strength;
  /** Whether a REGISTER set it. Other requests then do not change it, as a remote party may have answered them. */
  readonly registered: boolean;
}

/** Requests in a dialog that are harmless with any recipient, answered for servers that challenge every request. */
const HARMLESS: ReadonlySet<string> = new Set(['BYE', 'INFO', 'PRACK', 'UPDATE']);
/** The number of realms that are remembered, the latest ones. */
const MAX_REALMS = 16;
/** The weakest first (RFC 8760 §2.4). */
const HASHES: readonly HashName[] = ['MD5', 'SHA-256', 'SHA-512-256'];

export class ChallengePolicy {
  readonly #rules: ChallengeRules;
  readonly #secure: () => boolean;
  readonly #learned = new Set<string>();
  readonly #floors = new Map<string, Floor>();

  /** `secure` returns whether the connection is encrypted; a token is sent only then (RFC 6750 §5.3). */
  constructor(rules: ChallengeRules, secure: () => boolean) {
    this.#rules = rules;
    this.#secure = secure;
  }

  /** Returns why a challenge of the request is withheld; undefined where it may be answered. */
  refusal(request: OutgoingRequestMessage, challenge: Challenge): WithheldReason | undefined {
    const inDialog = request.toTag !== undefined;
    if (challenge.scheme === 'Bearer') {
      if (!this.#isMeant(challenge)) return 'realm';
      if (inDialog) return 'dialog';
      return this.#secure() && this.#carriesToken(request) ? undefined : 'token';
    }
    if (!this.#isOwn(challenge.realm, request)) return 'realm';
    if (inDialog && !HARMLESS.has(request.method) && !this.#rules.inDialog?.includes(request.method)) return 'dialog';
    return this.#isWeak(challenge, request) ? 'weak' : undefined;
  }

  /** Records that a request with an answer to this challenge was accepted (2xx). */
  accepted(request: OutgoingRequestMessage, challenge: Challenge): void {
    if (request.toTag !== undefined) return;
    const { realm } = challenge;
    const registered = this.registers(request);
    if (registered) this.#learned.add(realm);
    const known = this.#floors.get(realm);
    if (known?.registered && !registered) return;
    const strength = strengthOf(challenge);
    this.#floors.delete(realm);
    this.#floors.set(realm, { strength: known ? stronger(known.strength, strength) : strength, registered });
    forgetOldest(this.#learned);
    forgetOldest(this.#floors);
  }

  /** Whether the request is a REGISTER to the registrar of the account. */
  registers(request: OutgoingRequestMessage): boolean {
    const { registrar = this.#rules.domain } = this.#rules;
    return request.method === 'REGISTER' && request.toTag === undefined && sameHost(request.uri.host, registrar);
  }

  #isOwn(realm: string, request: OutgoingRequestMessage): boolean {
    if (this.#isNamed(realm)) return true;
    return this.#rules.realms === undefined && (this.#learned.has(realm) || this.registers(request));
  }

  #isNamed(realm: string): boolean {
    const { realms, domain } = this.#rules;
    return realms ? realms.includes(realm) : sameHost(realm, domain);
  }

  /** Whether a token may be sent to this realm, or is issued by its authorization server (RFC 8898 §5). */
  #isMeant({ realm, authzServer }: Challenge & { scheme: 'Bearer' }): boolean {
    const { realms, authzServers } = this.#rules;
    if (authzServers === undefined) return this.#isNamed(realm);
    return authzServer !== undefined && authzServers.includes(authzServer) && (realms?.includes(realm) ?? true);
  }

  #carriesToken(request: OutgoingRequestMessage): boolean {
    return this.registers(request) || this.#rules.tokenMethods?.includes(request.method) === true;
  }

  #isWeak(challenge: Challenge & { scheme: 'Digest' }, request: OutgoingRequestMessage): boolean {
    const { algorithms = ALGORITHMS, withoutQop = false } = this.#rules;
    const floor = this.#floors.get(challenge.realm);
    if (!algorithms.includes(challenge.algorithm)) return true;
    if (floor && isBelow(strengthOf(challenge), floor.strength)) return true;
    return challenge.qop === undefined && !withoutQop && !floor?.registered && !this.registers(request);
  }
}

/** Host names are compared without case (RFC 3261 §19.1.4). */
function sameHost(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}

function strengthOf(challenge: Challenge): Strength {
  if (challenge.scheme === 'Bearer') return { scheme: 1, hash: 0, qop: 0 };
  const hash = HASHES.indexOf(hashOf(challenge.algorithm));
  return { scheme: 0, hash, qop: challenge.qop === undefined ? 0 : 1 };
}

/** Whether `a` is weaker than `floor`. A token has no hash and no qop to compare. */
function isBelow(a: Strength, floor: Strength): boolean {
  return a.scheme < floor.scheme || (a.scheme === 0 && (a.hash < floor.hash || a.qop < floor.qop));
}

function stronger(a: Strength, b: Strength): Strength {
  return {
    scheme: Math.max(a.scheme, b.scheme),
    hash: Math.max(a.hash, b.hash),
    qop: Math.max(a.qop, b.qop),
  };
}

function forgetOldest(of: Map<string, unknown> | Set<string>): void {
  if (of.size > MAX_REALMS) of.delete(of.keys().next().value!);
}
