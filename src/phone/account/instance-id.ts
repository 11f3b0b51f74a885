/**
 * The instance id of this device at the registrar: kept over reloads of a tab, different in every tab (RFC 5626 §4.1).
 * Subjects: instance id; +sip.instance of the device; instance id kept over a reload; duplicated tab.
 */

import { newUuid } from '../../sip/base/ids.js';
import type { URI } from '../../sip/message/uri.js';

/** The part of the page that is used; each member may be absent. */
export interface InstancePage extends Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>> {
  readonly sessionStorage?: Pick<Storage, 'getItem' | 'setItem'>;
}

/**
 * A UUID for each account of a phone. An id is in the session storage only while no phone uses it: a duplicated tab copies that
 * storage, and two tabs with one id would replace each other's registration.
 */
export class InstanceIds {
  readonly #page: InstancePage;
  /** Ids in use, by storage key. */
  readonly #ids = new Map<string, string>();

  constructor(page: InstancePage = globalThis as InstancePage) {
    this.#page = page;
  }

  /** Returns the id of an account: in use, stored, or new. */
  of(account: URI): string {
    const key = `sip-elements:instance:${account.aor}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    if (this.#ids.size === 0) this.#listen();
    const [first, ...others] = this.#stored(key);
    if (first !== undefined) this.#store(key, others);
    const id = first ?? newUuid();
    this.#ids.set(key, id);
    return id;
  }

  /** Removes the id of an account; its next connection has a new one. */
  forget(account: URI): void {
    const key = `sip-elements:instance:${account.aor}`;
    this.#ids.delete(key);
    this.#store(key, []);
  }

  /** Stores all ids for the next phone of this tab. */
  release(): void {
    this.#leave();
    this.#ids.clear();
    this.#page.removeEventListener?.('pagehide', this.#leave);
    this.#page.removeEventListener?.('pageshow', this.#return);
  }

  #listen(): void {
    this.#page.addEventListener?.('pagehide', this.#leave);
    this.#page.addEventListener?.('pageshow', this.#return);
  }

  /** Stores the ids before the page is left, for a reload. */
  readonly #leave = (): void => {
    for (const [key, id] of this.#ids) this.#store(key, [...this.#stored(key).filter((other) => other !== id), id]);
  };

  /** Takes the ids back when the page returns from the back/forward cache. */
  readonly #return = (): void => {
    for (const [key, id] of this.#ids)
      this.#store(
        key,
        this.#stored(key).filter((other) => other !== id),
      );
  };

  #stored(key: string): string[] {
    try {
      const text = this.#page.sessionStorage?.getItem(key) ?? '';
      return text.split(' ').filter((id) => /^[0-9a-f-]{36}$/.test(id));
    } catch {
      return [];
    }
  }

  #store(key: string, ids: readonly string[]): void {
    try {
      this.#page.sessionStorage?.setItem(key, ids.join(' '));
    } catch {
      // Storage is forbidden: each reload is a new instance.
    }
  }
}
