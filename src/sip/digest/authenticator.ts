/**
 * Answers challenges for one account (RFC 3261 §22, RFC 7616, RFC 8760, RFC 8898).
 * Subjects: digest credentials for a 401 or 407; Authorization of a request; preemptive credentials; number of challenges
 * answered in one request; Authentication-Info, checked; stale nonce, answered again; number of realms remembered.
 */

import { systemClock, type Clock } from '../base/clock.js';
import { parseAuth, parseAuthParams } from '../message/header/auth.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { readChallenges, realmKey, type Challenge, type RealmChallenges } from './challenge.js';
import { findHa1, sameCredentials, type Credentials, type CredentialsSource } from './credentials.js';
import { ChallengePolicy, type ChallengeRules } from './policy.js';
import { Realm, type Answer } from './realm.js';
import { askSource, CredentialsUnavailable, infoOf } from './source.js';
import { noteUnanswered, type WithheldChallenge } from './unanswered.js';

export interface AuthenticatorOptions {
  /** The user name of credentials that have none. */
  readonly username?: string | undefined;
  /** Which challenges are answered. Default: those to a REGISTER, and those of realms that have accepted one. */
  readonly rules?: ChallengeRules | undefined;
  /** Returns whether the connection is encrypted; a token is sent only then (RFC 6750 §5.3). */
  readonly secure?: (() => boolean) | undefined;
  readonly clock?: Clock | undefined;
  /** Called with a challenge that the rules forbid to answer. */
  readonly onWithheld?: ((challenge: WithheldChallenge) => void) | undefined;
  /** Called when the credentials function failed, timed out or was canceled; `why` contains nothing from the function. */
  readonly onUnavailable?: ((why: string) => void) | undefined;
}

export type HeaderField = [name: string, value: string];

/** Credentials that were sent. `depth`: how many challenges their request had answered. */
interface Issued {
  /** Of the realm, as in `RealmChallenges`. */
  readonly key: string;
  /** Where the realm is kept. */
  readonly slot: string;
  readonly depth: number;
  readonly nonce: string;
}

/** The number of challenges of one request that are answered. */
const MAX_DEPTH = 4;
/** The number of realms that are remembered, the latest ones: each adds a header field to its requests. */
const MAX_REALMS = 16;
/** The number of sent credentials that are remembered; more than requests are pending at once. */
const MAX_ISSUED = 256;

/**
 * Keeps the last challenge of each realm and the credentials that answered it. Distinguishes a challenge that rejects
 * the credentials from one with a new nonce, so that nothing is tried twice. `toJSON` returns an empty object.
 */
export class Authenticator {
  readonly #source: CredentialsSource | undefined;
  readonly #options: AuthenticatorOptions;
  readonly #policy: ChallengePolicy;
  readonly #realms = new Map<string, Realm>();
  readonly #issued = new Map<string, Issued>();

  constructor(source: CredentialsSource | undefined, options: AuthenticatorOptions = {}) {
    this.#source = source;
    this.#options = options;
    this.#policy = new ChallengePolicy(options.rules ?? {}, options.secure ?? (() => true));
  }

  /**
   * Answers the challenges of a 401 or 407 to `request`. Resolves with all credentials of the retry, those for other
   * realms included (they replace its Authorization and Proxy-Authorization), or with undefined when there are none, they
   * were rejected, the request was challenged too often, or for the reason that `whyUnanswered(response)` returns.
   * `signal` cancels waiting for the credentials function. Does not reject for a failure of that function.
   */
  async answer(
    request: OutgoingRequestMessage,
    response: IncomingResponse,
    signal?: AbortSignal,
  ): Promise<HeaderField[] | undefined> {
    // ACK and CANCEL cannot be sent again with another CSeq (RFC 3261 §22.1).
    if (request.method === 'ACK' || request.method === 'CANCEL' || this.#source === undefined) return undefined;
    const sent = this.#sentWith(request);
    const depth = 1 + Math.max(0, ...[...sent.values()].map((issued) => issued.depth));
    if (depth > MAX_DEPTH) return undefined;
    const answered = new Map<string, string>();
    try {
      for (const challenged of this.#permitted(request, response)) {
        const answer = await this.#answerRealm(challenged, request, sent.get(challenged.key), signal);
        if (!answer) continue;
        const slot = this.#slotOf(challenged.key, request);
        this.#remember(slot, this.#realmFor(slot, answer, request));
        answered.set(challenged.key, slot);
      }
    } catch (error) {
      if (!(error instanceof CredentialsUnavailable)) throw error;
      noteUnanswered(response, 'unavailable');
      this.#options.onUnavailable?.(error.message);
      return undefined;
    }
    if (answered.size === 0) return undefined;
    const others = [...sent.values()].filter(({ key, slot }) => !answered.has(key) && this.#realms.has(slot));
    const slots = [...others.map(({ key, slot }) => [key, slot] as const), ...answered];
    return slots.map(([key, slot]) => this.#issue(key, slot, request, depth));
  }

  /** Returns credentials for the first attempt of a request, of realms that accepted such a request before. */
  preempt(request: OutgoingRequestMessage): HeaderField[] {
    if (request.method === 'ACK' || request.method === 'CANCEL') return [];
    // In a dialog the remote party chooses the URI, and a proxy may forward credentials to it that it did not request.
    if (request.toTag !== undefined) return [];
    const slots = new Map<string, string>();
    for (const [slot, realm] of this.#realms) {
      if (realm.expired || this.#policy.refusal(request, realm.challenge) !== undefined) continue;
      const key = realmKey(realm.proxy, realm.challenge.realm);
      // Of two challenges of a realm the one for this target: a proxy in front of it may have a nonce of its own.
      if (slots.has(key) && realm.fromRegistrar) continue;
      if (realm.isPreemptiveFor(request) && !request.headers.has(realm.field)) slots.set(key, slot);
    }
    return [...slots].map(([key, slot]) => this.#issue(key, slot, request, 0));
  }

  /**
   * Processes a final response without a challenge: the realms of the credentials in `request` have accepted it, and may
   * send the next nonce (RFC 7616 §3.5). A realm with a wrong `rspauth` does not know the secret and is removed.
   */
  learn(request: OutgoingRequestMessage, response: IncomingResponse): void {
    const { statusCode } = response;
    if (statusCode === 401 || statusCode === 407 || statusCode < 200) return;
    for (const issued of this.#sentWith(request).values()) {
      const { slot } = issued;
      const realm = this.#realms.get(slot);
      if (!realm || (realm.nonce !== issued.nonce && issued.nonce !== '')) continue;
      realm.noteAccepted(request);
      if (statusCode < 300) this.#policy.accepted(request, realm.challenge);
      const field = realm.proxy ? 'Proxy-Authentication-Info' : 'Authentication-Info';
      for (const value of response.headers.getAll(field)) this.#takeInfo(slot, realm, value, request, response);
    }
  }

  toJSON(): Record<string, never> {
    return {};
  }

  /** Returns the challenges that may be answered, by realm, and reports one withheld challenge of each other realm. */
  #permitted(request: OutgoingRequestMessage, response: IncomingResponse): RealmChallenges[] {
    const permitted: RealmChallenges[] = [];
    for (const challenged of readChallenges(response).slice(0, MAX_REALMS)) {
      const refusals = challenged.challenges.map((challenge) => this.#policy.refusal(request, challenge));
      const [first, ...rest] = challenged.challenges.filter((_, index) => refusals[index] === undefined);
      if (first) {
        permitted.push({ ...challenged, challenges: [first, ...rest] });
        continue;
      }
      noteUnanswered(response, 'withheld');
      const { method, callId, toTag } = request;
      const { statusCode } = response;
      const [{ scheme, realm }] = challenged.challenges;
      const inDialog = toTag !== undefined;
      this.#options.onWithheld?.({ method, statusCode, scheme, realm, reason: refusals[0]!, inDialog, callId });
    }
    return permitted;
  }

  /**
   * Returns the key under which a realm is stored. Challenges of the registrar are stored separately, as a remote party may
   * answer any other request with a challenge in the same realm, which must not replace one of the registrar.
   */
  #slotOf(key: string, request: OutgoingRequestMessage): string {
    return this.#policy.registers(request) ? `registrar ${key}` : key;
  }

  #remember(slot: string, realm: Realm): void {
    this.#realms.delete(slot);
    this.#realms.set(slot, realm);
    if (this.#realms.size > MAX_REALMS) this.#realms.delete(this.#realms.keys().next().value!);
  }

  #takeInfo(
    slot: string,
    realm: Realm,
    value: string,
    request: OutgoingRequestMessage,
    response: IncomingResponse,
  ): void {
    const info = parseAuthParams(value);
    if (!info) return;
    const rspauth = info.get('rspauth');
    const nc = info.get('nc');
    if (rspauth !== undefined && nc !== undefined) {
      const expected = realm.expectedRspauth(nc.toLowerCase(), request.uri.toRaw(), response.body);
      if (expected !== rspauth.toLowerCase()) {
        this.#realms.delete(slot);
        return;
      }
    }
    const next = info.get('nextnonce');
    if (next) realm.renew(next);
  }

  /** Returns the credentials in the request that this object issued, by realm. */
  #sentWith(request: OutgoingRequestMessage): Map<string, Issued> {
    const sent = new Map<string, Issued>();
    for (const name of ['Authorization', 'Proxy-Authorization']) {
      for (const value of request.headers.getAll(name)) {
        const auth = parseAuth(value);
        const id = auth?.params.get('response') ?? auth?.token;
        const issued = id === undefined ? undefined : this.#issued.get(id);
        if (issued) sent.set(issued.key, issued);
      }
    }
    return sent;
  }

  async #answerRealm(
    challenged: RealmChallenges,
    request: OutgoingRequestMessage,
    sent: Issued | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Answer | undefined> {
    const refused = sent !== undefined && !isNewNonce(challenged, sent);
    const source = this.#source;
    if (source === undefined) return undefined;
    if (typeof source !== 'function') return refused ? undefined : this.#fit(source, challenged);
    const realm = this.#realms.get(this.#slotOf(challenged.key, request));
    const known = realm?.credentials;
    // A new nonce does not require new credentials.
    if (known && sent && !refused && !realm?.expired) return this.#fit(known, challenged);
    const { clock = systemClock } = this.#options;
    const found = await askSource(source, infoOf(challenged, refused), { clock, signal });
    if (!found || (refused && known && sameCredentials(known, found))) return undefined;
    return this.#fit(found, challenged);
  }

  /** Returns an answer to the strongest challenge that these credentials can answer. */
  #fit(credentials: Credentials, challenged: RealmChallenges): Answer | undefined {
    const { realm } = challenged;
    if (credentials.realm !== undefined && credentials.realm !== realm) return undefined;
    const username = credentials.username ?? this.#options.username;
    // A header field cannot contain a line break.
    if (username !== undefined && /[\r\n]/.test(username)) return undefined;
    for (const challenge of challenged.challenges) {
      if (challenge.scheme === 'Bearer') {
        const { token } = credentials;
        if (token !== undefined && TOKEN68.test(token)) return { scheme: 'Bearer', challenge, credentials, token };
        continue;
      }
      const ha1 = username === undefined ? undefined : findHa1(credentials, challenge.algorithm, username, realm);
      if (username !== undefined && ha1 !== undefined)
        return { scheme: 'Digest', challenge, credentials, username, ha1 };
    }
    return undefined;
  }

  /** Returns the known state for the same nonce and credentials, else a new one, which no request has been accepted with. */
  #realmFor(slot: string, answer: Answer, request: OutgoingRequestMessage): Realm {
    const known = this.#realms.get(slot);
    const nonce = answer.scheme === 'Digest' ? answer.challenge.nonce : undefined;
    // The nonce count continues for another request with the same nonce (RFC 7616 §3.4, nc).
    const same = known && nonce !== undefined && known.nonce === nonce;
    return same && sameCredentials(known.credentials, answer.credentials)
      ? known
      : new Realm(answer, this.#policy.registers(request), this.#options.clock);
  }

  #issue(key: string, slot: string, request: OutgoingRequestMessage, depth: number): HeaderField {
    const realm = this.#realms.get(slot)!;
    const { id, value } = realm.issue(request);
    this.#issued.delete(id);
    this.#issued.set(id, { key, slot, depth, nonce: realm.nonce });
    if (this.#issued.size > MAX_ISSUED) this.#issued.delete(this.#issued.keys().next().value!);
    return [realm.field, value];
  }
}

/** The characters of a Bearer token (RFC 6750 §2.1). */
const TOKEN68 = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * Whether the server only requires another nonce: the challenge is `stale`, or the credentials were sent preemptively and
 * the nonce has changed. Otherwise it rejects the credentials.
 */
function isNewNonce(challenged: RealmChallenges, sent: Issued): boolean {
  return challenged.challenges.some(
    (challenge: Challenge) =>
      challenge.scheme === 'Digest' && (challenge.stale || (sent.depth === 0 && challenge.nonce !== sent.nonce)),
  );
}
