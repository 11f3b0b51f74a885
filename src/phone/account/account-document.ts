/**
 * What a server of the application tells a page about its account: where it is, and credentials that end. The names of `ttl`,
 * `username` and `password` are those of the TURN REST API (draft-uberti-behave-turn-rest), which Kamailio's `auth_ephemeral`
 * and coturn's `use-auth-secret` take too.
 * Subjects: account document, fields; TURN credentials from the server; ttl of the account document.
 */

import type { Algorithm } from '../../sip/digest/algorithm.js';
import type { ChallengeInfo, Credentials } from '../../sip/digest/credentials.js';

export interface AccountDocument {
  /** WebSocket URLs of the server. */
  readonly server?: string | readonly string[] | undefined;
  /** The address-of-record. */
  readonly uri?: string | undefined;
  readonly displayName?: string | undefined;
  /** SIP URI of the registrar. */
  readonly registrar?: string | undefined;
  /** The realm of the account's servers. */
  readonly realm?: string | readonly string[] | undefined;
  /** STUN and TURN servers, with short-lived credentials. */
  readonly iceServers?: readonly RTCIceServer[] | undefined;
  /** User name for digest authentication; it may differ from the user part of `uri`. */
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** H(username:realm:password), instead of the password (RFC 7616 §3.4.2). */
  readonly ha1?: string | Partial<Record<Algorithm, string>> | undefined;
  /** An access token (RFC 8898). */
  readonly token?: string | undefined;
  /** Seconds for which the credentials and `iceServers` are valid, from now. Default: until the server rejects them. */
  readonly ttl?: number | undefined;
}

/** Why the phone asks for the document of its account. */
export interface AccountRequest {
  /** `challenge`: a server has challenged a request, and there are no credentials, or it has rejected them. */
  readonly reason: 'start' | 'renewal' | 'challenge';
  readonly challenge?: Omit<ChallengeInfo, 'signal'> | undefined;
  /** Aborts when the document is no longer needed: 30 s have passed, or the phone has stopped. */
  readonly signal: AbortSignal;
}

/** Returns the document of the account; undefined where there is none. A rejection is tried again, with growing delays. */
export type AccountSourceFunction = (
  request: AccountRequest,
) => AccountDocument | undefined | Promise<AccountDocument | undefined>;

/** The fields that are options of the phone. */
export const DOCUMENT_OPTIONS = ['server', 'uri', 'displayName', 'registrar', 'realm', 'iceServers'] as const;

const SECRETS = ['username', 'password', 'token'] as const;

/** Thrown for a document that cannot be read; the message names the field, not its value. */
export class AccountDocumentError extends Error {
  override readonly name = 'AccountDocumentError';
}

/** Checks the document of a server, as far as the table of options does not. Throws an AccountDocumentError. */
export function readDocument(given: unknown): AccountDocument {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new AccountDocumentError('The document of the account is not a JSON object.');
  const document: AccountDocument = given;
  for (const name of SECRETS) {
    const value: unknown = document[name];
    if (value !== undefined && typeof value !== 'string')
      throw new AccountDocumentError(`"${name}" of the document of the account is not text.`);
  }
  const { ttl } = document;
  if (ttl !== undefined && !(typeof ttl === 'number' && ttl > 0))
    throw new AccountDocumentError('"ttl" of the document of the account is not a number of seconds above 0.');
  return document;
}

/** Returns the credentials of a document; undefined where it has none. */
export function credentialsOf({ username, password, ha1, token }: AccountDocument): Credentials | undefined {
  if (password === undefined && ha1 === undefined && token === undefined) return undefined;
  return { username, password, ha1, token };
}
