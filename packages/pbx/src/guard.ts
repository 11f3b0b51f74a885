/**
 * Authenticates senders: digest challenges and credentials of the accounts of the PBX (RFC 3261 §22, RFC 8760).
 * Subjects: passwords of the pocket PBX; digest of the pocket PBX.
 */

import type { Clock } from '../../../src/sip/base/clock.js';
import { makeResponse } from '../../../src/sip/core/response.js';
import { newTag } from '../../../src/sip/base/ids.js';
import { DigestServer } from '../../../src/sip/digest/digest-server.js';
import { parseAuth } from '../../../src/sip/message/header/auth.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../../../src/sip/message/request.js';
import type { OutgoingResponseMessage } from '../../../src/sip/message/response.js';
import type { Account } from './options.js';

export type Identity =
  | { readonly kind: 'known'; readonly account: Account }
  /** The response to send: a challenge. */
  | { readonly kind: 'unknown'; readonly response: OutgoingResponseMessage };

/** As a registrar (`401`, for Authorization) or as a proxy (`407`, for Proxy-Authorization). */
export type Role = 401 | 407;

export class Guard {
  readonly #digest: DigestServer;
  readonly #accounts = new Map<string, Account>();

  constructor(
    private readonly realm: string,
    accounts: readonly Account[],
    clock: Clock,
  ) {
    this.#digest = new DigestServer({ clock });
    for (const account of accounts) this.#accounts.set(account.username, account);
  }

  account(username: string | undefined): Account | undefined {
    return username === undefined ? undefined : this.#accounts.get(username);
  }

  /**
   * Authenticates the sender of a request, which claims to be `claimed`. An account without a secret needs no credentials. The
   * response does not reveal whether an account exists.
   */
  identify(request: IncomingRequest, claimed: string | undefined, role: Role): Identity {
    const open = this.account(claimed);
    if (open && open.password === undefined && open.ha1 === undefined) return { kind: 'known', account: open };
    let found: Account | undefined;
    const verdict = this.#digest.verify(request, (username) => {
      found = this.account(username);
      return found && secretOf(found);
    });
    if (verdict === 'ok' && found) return { kind: 'known', account: found };
    return { kind: 'unknown', response: this.#challenge(request, role, verdict === 'stale') };
  }

  /** Removes the credentials for this realm from a request before it is forwarded (RFC 3261 §22.3). */
  strip(request: OutgoingRequestMessage): void {
    for (const name of ['Proxy-Authorization', 'Authorization']) {
      const others = request.headers
        .getAll(name)
        .filter((value) => parseAuth(value)?.params.get('realm') !== this.realm);
      request.headers.delete(name);
      for (const value of others) request.headers.append(name, value);
    }
  }

  #challenge(request: IncomingRequest, statusCode: Role, stale: boolean): OutgoingResponseMessage {
    const response = makeResponse(request, { statusCode }, newTag());
    const name = statusCode === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate';
    for (const value of this.#digest.challenge(this.realm, { stale })) response.headers.append(name, value);
    return response;
  }
}

function secretOf({ username, password, ha1 }: Account): {
  username: string;
  password?: string;
  ha1?: NonNullable<Account['ha1']>;
} {
  return { username, ...(ha1 === undefined ? {} : { ha1 }), ...(password === undefined ? {} : { password }) };
}
