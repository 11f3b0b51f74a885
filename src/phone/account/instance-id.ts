/** The name of this device at the registrar: the same over reloads of a tab, another in every tab (RFC 5626 §4.1). */

import { newUuid } from '../../sip/base/ids.js';
import type { URI } from '../../sip/message/uri.js';

/** What this needs of the page; absent parts are done without. */
export interface InstancePage extends Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>> {
  readonly sessionStorage?: Pick<Storage, 'getItem' | 'setItem'>;
}

/**
 * A UUID for each account of a phone. A name is in the storage of the tab only while no phone of it bears it: a tab that
 * is duplicated gets a copy of that storage, and two that say to be one device would take each other's calls away.
 */
export class InstanceIds {
  readonly #page: InstancePage;
  /** By the key in the storage. */
  readonly #ids = new Map<string, string>();

  constructor(page: InstancePage = globalThis as InstancePage) {
    this.#page = page;
  }

  /** The one for this account; a fresh one where there is none to be had. */
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

  /** The account is to be known by another id from its next connection on, and this one is stored no more. */
  forget(account: URI): void {
    const key = `sip-elements:instance:${account.aor}`;
    this.#ids.delete(key);
    this.#store(key, []);
  }

  /** The phone bears none of them any more: the next one of this tab may. */
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

  /** The page goes: a reload shall find them. */
  readonly #leave = (): void => {
    for (const [key, id] of this.#ids) this.#store(key, [...this.#stored(key).filter((other) => other !== id), id]);
  };

  /** The page was only frozen, and is here again. */
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
      // The page may not store anything: it is another device after each reload.
    }
  }
}
