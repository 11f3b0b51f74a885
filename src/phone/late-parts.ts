/** Parts of a phone that only some pages use, loaded when an option asks for one: own presence, call reports. */

import type { Account } from './account/account.js';
import { LateCode } from './late-code.js';
import { suppliedParts, type PartOwner } from './part-slot.js';

const code = new LateCode(() => import('./extra-parts.js'));

export class LateParts {
  #end: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;
  #closed = false;

  readonly #owner: PartOwner;

  constructor(phone: PartOwner['phone'], core: PartOwner['core'], account: Pick<Account, 'line' | 'uri'>) {
    this.#owner = {
      ...{ core, phone },
      get line() {
        return account.line;
      },
      get uri() {
        return account.uri;
      },
    };
    core.on('configured', () => this.#start());
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe?.();
    this.#end?.();
  }

  #start(): void {
    const { option } = this.#owner.core;
    if (this.#closed || this.#end || !(option('publishPresence') || option('reportUrl') !== undefined)) return;
    this.#end = suppliedParts()?.(this.#owner);
    if (this.#end) return this.#unsubscribe?.();
    this.#unsubscribe ??= code.subscribe(() => code.status === 'loaded' && this.#start());
    void code.load().then((loaded) => !loaded && code.retryLater());
  }
}
