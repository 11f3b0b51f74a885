/** What an account proves itself with (RFC 7616 §3.4.2, RFC 8898 §2.1). */

import { hashCredentials, hashOf, type Algorithm, type HashName } from './algorithm.js';

/** A password, HA1 values or a token. All of it is secret but the user name and the realm. */
export interface Credentials {
  username?: string | undefined;
  password?: string | undefined;
  /**
   * H(username:realm:password) in the place of the password: for each algorithm, or one text, which counts as MD5 with 32
   * digits and as SHA-256 with 64.
   */
  ha1?: string | Partial<Record<Algorithm, string>> | undefined;
  /** An access token (RFC 8898); goes before the password where the server takes both. */
  token?: string | undefined;
  /** Answer challenges of this realm only. Default: those that the user agent answers (`UAConfiguration.realm`). */
  realm?: string | undefined;
}

/** What a credentials function is told of the challenge that it shall answer. */
export interface ChallengeInfo {
  readonly scheme: 'Digest' | 'Bearer';
  readonly realm: string;
  /** The strongest that the server offers and that is allowed here; undefined for Bearer. */
  readonly algorithm: Algorithm | undefined;
  /** Whether a proxy asks (407). */
  readonly proxy: boolean;
  /** Whether credentials for this realm have just been refused: then new ones are needed. */
  readonly refused: boolean;
  /** Bearer: the authorization server to get a token from, and the scope that is needed (RFC 8898 §4). */
  readonly authzServer: string | undefined;
  readonly scope: string | undefined;
  /** Aborts when nobody waits for the credentials any more: the call was given up, the connection broke, 30 s went by. */
  readonly signal: AbortSignal;
}

/**
 * Finds credentials when a server asks. Undefined: there are none, and the refusal stands. A throw, a rejection or no answer
 * in 30 s: they cannot be had now, and what can be tried again is tried again later.
 */
export type CredentialsFunction = (
  challenge: ChallengeInfo,
) => Credentials | undefined | Promise<Credentials | undefined>;

export type CredentialsSource = Credentials | CredentialsFunction;

/** The HA1 for an algorithm, or undefined where the credentials have neither a password nor a fitting HA1. */
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

/** Whether both say the same, so that trying the second after the first would be no use. */
export function sameCredentials(a: Credentials, b: Credentials): boolean {
  return (
    a.username === b.username &&
    a.password === b.password &&
    a.token === b.token &&
    JSON.stringify(a.ha1 ?? null) === JSON.stringify(b.ha1 ?? null)
  );
}
