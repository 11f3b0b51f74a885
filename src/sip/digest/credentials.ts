/**
 * The credentials of an account, and the function that provides them (RFC 7616 §3.4.2, RFC 8898 §2.1).
 * Subjects: credentials of an account; token; credentials with a lifetime (ttl); password or ha1.
 */

import { hashCredentials, hashOf, type Algorithm, type HashName } from './algorithm.js';

/** A password, HA1 values or a token. All fields except `username` and `realm` are secret. */
export interface Credentials {
  username?: string | undefined;
  password?: string | undefined;
  /**
   * H(username:realm:password), used instead of the password: one value per algorithm, or one text, which is taken as MD5
   * when it has 32 digits and as SHA-256 when it has 64.
   */
  ha1?: string | Partial<Record<Algorithm, string>> | undefined;
  /** An access token (RFC 8898); preferred to the password where the server offers both schemes. */
  token?: string | undefined;
  /** Answer challenges of this realm only. Default: the realms that the user agent answers (`UAConfiguration.realm`). */
  realm?: string | undefined;
  /**
   * Seconds for which the credentials are valid, from the time at which the function returned them; afterwards they are not
   * sent, and the function is called again. Default: until the server rejects them.
   */
  ttl?: number | undefined;
}

/** The challenge that a credentials function has to answer. */
export interface ChallengeInfo {
  readonly scheme: 'Digest' | 'Bearer';
  readonly realm: string;
  /** The strongest algorithm that the server offers and the configuration allows; undefined for Bearer. */
  readonly algorithm: Algorithm | undefined;
  /** Whether a proxy sent the challenge (407). */
  readonly proxy: boolean;
  /** Whether the server has just rejected credentials for this realm, so that others are needed. */
  readonly refused: boolean;
  /** Bearer: the authorization server that issues tokens, and the required scope (RFC 8898 §4). */
  readonly authzServer: string | undefined;
  readonly scope: string | undefined;
  /** Aborts when the credentials are no longer needed: the request was canceled, the connection broke, or 30 s have passed. */
  readonly signal: AbortSignal;
}

/**
 * Returns the credentials for a challenge. Undefined: there are none, and the request fails with the 401 or 407. An
 * exception, a rejection or no result in 30 s: they are unavailable for now, and operations that retry do so later.
 */
export type CredentialsFunction = (
  challenge: ChallengeInfo,
) => Credentials | undefined | Promise<Credentials | undefined>;

export type CredentialsSource = Credentials | CredentialsFunction;

/** Returns the HA1 for an algorithm, or undefined where the credentials have neither a password nor an HA1 for it. */
export function findHa1(
  credentials: Credentials,
  algorithm: Algorithm,
  username: string,
  realm: string,
): string | undefined {
  const name = hashOf(algorithm);
  const { ha1, password } = credentials;
  if (typeof ha1 === 'string') {
    if (hashOfLength(ha1.length) === name) return ha1.toLowerCase();
  } else if (ha1 !== undefined) {
    const found = ha1[name] ?? ha1[algorithm];
    if (found !== undefined) return found.toLowerCase();
  }
  return password === undefined ? undefined : hashCredentials(name, username, realm, password);
}

function hashOfLength(length: number): HashName | undefined {
  return length === 32 ? 'MD5' : length === 64 ? 'SHA-256' : undefined;
}

/** Whether both contain the same values, so that a retry with the second would fail again. */
export function sameCredentials(a: Credentials, b: Credentials): boolean {
  return (
    a.username === b.username &&
    a.password === b.password &&
    a.token === b.token &&
    JSON.stringify(a.ha1 ?? null) === JSON.stringify(b.ha1 ?? null)
  );
}
