/**
 * The location service: which contacts of an account are reachable over which flow (RFC 3261 §10, RFC 5626 §6).
 * Subjects: location service; contacts of an account.
 */

import type { Clock } from '../../../../src/sip/base/clock.js';
import { Emitter } from '../../../../src/sip/base/emitter.js';
import type { NameAddrHeader } from '../../../../src/sip/message/name-addr.js';
import type { URI } from '../../../../src/sip/message/uri.js';
import type { Flow } from '../flow/flow.js';

export interface Binding {
  readonly username: string;
  readonly contact: NameAddrHeader;
  readonly flow: Flow;
  readonly callId: string;
  readonly sequence: number;
  /** Clock time, ms. */
  readonly expiresAt: number;
  /** Preference, 0 to 1 (RFC 3261 §20.10). */
  readonly q: number;
}

export interface LocationEvents {
  /** A contact was added or removed; not emitted for a refresh. */
  changed: [username: string];
}

/** Same device (RFC 5626 §4.2: instance and reg-id), else same URI (RFC 3261 §19.1.4). */
function sameContact(a: NameAddrHeader, b: NameAddrHeader): boolean {
  const [instance, regId] = [a.params.get('+sip.instance'), a.params.get('reg-id')];
  if (instance && regId && instance === b.params.get('+sip.instance')) return regId === b.params.get('reg-id');
  return a.uri.equals(b.uri);
}

export class Location extends Emitter<LocationEvents> {
  readonly #bindings = new Map<string, Binding[]>();

  constructor(private readonly clock: Clock) {
    super();
  }

  /** The unexpired contacts of an account with an open flow, the preferred first. */
  of(username: string): readonly Binding[] {
    const now = this.clock.elapsed();
    const all = this.#bindings.get(username) ?? [];
    const usable = all.filter(({ expiresAt, flow }) => expiresAt > now && flow.isConnected());
    if (usable.length !== all.length) this.#keep(username, usable);
    return [...usable].sort((a, b) => b.q - a.q);
  }

  find(username: string, contact: NameAddrHeader): Binding | undefined {
    return this.of(username).find((binding) => sameContact(binding.contact, contact));
  }

  /** Returns the binding of exactly this contact, as no other request finds a host that ends in `.invalid` (RFC 7118 §5.2). */
  byContact(uri: URI): Binding | undefined {
    for (const username of this.#bindings.keys()) {
      const found = this.of(username).find((binding) => binding.contact.uri.equals(uri));
      if (found) return found;
    }
    return undefined;
  }

  /** Returns the account that registered over this flow; undefined where there is none, or more than one. */
  ownerOf(flow: Flow): string | undefined {
    const owners = [...this.#bindings.keys()].filter((username) =>
      this.of(username).some((binding) => binding.flow === flow),
    );
    return owners.length === 1 ? owners[0] : undefined;
  }

  /** Adds a contact, or replaces the binding of the same one. */
  put(binding: Binding): void {
    const { username } = binding;
    const others = this.of(username).filter(({ contact }) => !sameContact(contact, binding.contact));
    const isNew = others.length === this.of(username).length;
    this.#bindings.set(username, [...others, binding]);
    if (isNew) this.emit('changed', username);
  }

  remove(username: string, contact: NameAddrHeader): void {
    this.#keep(
      username,
      this.of(username).filter((binding) => !sameContact(binding.contact, contact)),
    );
  }

  /** Removes the contacts of a closed flow, which cannot be called. */
  removeFlow(flow: Flow): void {
    for (const [username, all] of [...this.#bindings]) {
      this.#keep(
        username,
        all.filter((binding) => binding.flow !== flow),
      );
    }
  }

  clear(): void {
    for (const username of [...this.#bindings.keys()]) this.#keep(username, []);
  }

  #keep(username: string, left: Binding[]): void {
    const before = this.#bindings.get(username)?.length ?? 0;
    if (left.length === 0) this.#bindings.delete(username);
    else this.#bindings.set(username, left);
    if (left.length !== before) this.emit('changed', username);
  }
}
