/**
 * Parts of a phone that no call needs: alerts outside the page, notification tones, own presence, call reports. Loaded when the page is idle after the start, and
 * at once when an option asks for one, a call rings, or the permission for notifications is requested.
 * Subjects: late parts of the phone, when loaded; permission for notifications, requested.
 */

import type { Account } from './account/account.js';
import { LateCode } from './late-code.js';
import { suppliedParts, type StartedParts, type PartOwner } from './parts-slot.js';
import { PhoneError } from './phone-error.js';

const code = new LateCode(() => import('./parts-chunk.js'));

export class LateParts {
  #parts: StartedParts | undefined;
  #cancelIdle: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;
  #checks = false;
  #closed = false;

  readonly #owner: PartOwner;

  constructor(parts: Pick<PartOwner, 'phone' | 'core' | 'media'>, account: Pick<Account, 'line' | 'uri'>) {
    const { core } = parts;
    this.#owner = {
      ...parts,
      get line() {
        return account.line;
      },
      get uri() {
        return account.uri;
      },
    };
    core.on('configured', () => {
      const { option } = core;
      if (option('publishPresence') || option('reportUrl') || option('qualityCollector')) this.#load();
    });
    core.on('rings', () => this.#load());
    this.#start();
  }

  /** Reads the permission for notifications, without a prompt, once the code is there. */
  check(): void {
    this.#checks = true;
    if (this.#parts) return this.#parts.check();
    this.#await();
    if (!this.#parts) this.#cancelIdle ??= code.loadWhenIdle();
  }

  /** Requests permission for notifications. Rejects with a `PhoneError` where the code cannot be loaded; the next call tries again. */
  async request(): Promise<void> {
    if (!this.#parts && (await code.load())) this.#start();
    if (!this.#parts) throw new PhoneError('internal', { detail: 'The code for notifications could not be loaded' });
    await this.#parts.request();
  }

  close(): void {
    this.#closed = true;
    this.#cancelIdle?.();
    this.#unsubscribe?.();
    this.#parts?.close();
  }

  #load(): void {
    this.#await();
    if (this.#parts || this.#closed) return;
    code.keepLoading();
  }

  #await(): void {
    // Another phone of the page may have loaded the code.
    this.#start();
    if (!this.#parts && !this.#closed) this.#unsubscribe ??= code.subscribe(() => this.#start());
  }

  #start(): void {
    if (this.#closed || this.#parts) return;
    this.#parts = suppliedParts()?.(this.#owner);
    if (!this.#parts) return;
    this.#unsubscribe?.();
    if (this.#checks) this.#parts.check();
  }
}
