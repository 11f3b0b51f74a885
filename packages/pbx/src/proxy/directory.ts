/**
 * The target of a Request-URI: an account by its name or number, an extension, or one registered contact (RFC 3261 §16.5).
 * Subjects: target of a number at the pocket PBX; team number; numbers of the pocket PBX.
 */

import type { URI } from '../../../../src/sip/message/uri.js';
import type { Flow } from '../flow/flow.js';
import type { Account } from '../options.js';
import type { Binding, Location } from '../registrar/location.js';

export type Destination<E> =
  | { readonly kind: 'account'; readonly account: Account; readonly bindings: readonly Binding[] }
  | { readonly kind: 'contact'; readonly binding: Binding }
  | { readonly kind: 'extension'; readonly extension: E }
  /** All registered phones; To of the INVITE names the group. */
  | { readonly kind: 'team'; readonly bindings: readonly Binding[] }
  | { readonly kind: 'server' }
  | { readonly kind: 'none' };

/** The name that rings at all accounts at once. */
export const TEAM = ['team', '9011'] as const;

/** The names and numbers that can be dialled. The host part is ignored: a development server has many names. */
export class Directory<E> {
  readonly #accounts = new Map<string, Account>();

  constructor(
    accounts: readonly Account[],
    /** The extensions by each of their names. */
    private readonly extensions: ReadonlyMap<string, E>,
    private readonly location: Location,
  ) {
    for (const account of accounts) {
      this.#accounts.set(account.username, account);
      if (account.extension !== undefined) this.#accounts.set(account.extension, account);
    }
  }

  /** The account that has registered over this flow. */
  ownerOf(flow: Flow): string | undefined {
    return this.location.ownerOf(flow);
  }

  find(uri: URI): Destination<E> {
    const binding = this.location.byContact(uri);
    if (binding) return { kind: 'contact', binding };
    const name = dialled(uri);
    if (name === undefined) return { kind: 'server' };
    const account = this.#accounts.get(name);
    if (account) return { kind: 'account', account, bindings: this.location.of(account.username) };
    const extension = this.extensions.get(name) ?? this.extensions.get(name.toLowerCase());
    if (extension !== undefined) return { kind: 'extension', extension };
    return (TEAM as readonly string[]).includes(name.toLowerCase())
      ? { kind: 'team', bindings: this.#all() }
      : { kind: 'none' };
  }

  #all(): readonly Binding[] {
    const usernames = new Set([...this.#accounts.values()].map(({ username }) => username));
    return [...usernames].flatMap((username) => this.location.of(username));
  }
}

/** The user part, or the digits of a tel URI without its visual separators (RFC 3966 §3). */
function dialled(uri: URI): string | undefined {
  if (uri.isSip) return uri.user;
  const number = (uri.opaque ?? '').split(';')[0]!.replace(/[-.() ]/g, '');
  return number === '' ? undefined : number;
}
