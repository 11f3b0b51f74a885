/**
 * Notices that a party is writing (RFC 3994): their code is loaded when the first one is sent or received.
 * Subjects: code of "is writing", loaded.
 */

import type { Clock } from '../../sip/base/clock.js';
import type { URI } from '../../sip/message/uri.js';

export interface ComposingOwner {
  readonly clock: Clock;
  /** Sends a document. Resolves with the status of the final response, undefined where there is none. */
  send(target: URI, body: string): Promise<number | undefined>;
  /** Shows the addresses of the parties who are writing. */
  show(typing: readonly string[]): void;
}

export interface Composing {
  /** The user has changed the text for this party. */
  typed(target: URI): void;
  /** A message was sent to this party: it ends the notice (RFC 3994 §3.3). */
  sent(target: URI): void;
  /** A document of this address was received. */
  take(address: string, body: string): void;
  /** A message of this address was received. */
  received(address: string): void;
  /** The account has ended: nothing more is sent or shown. */
  close(): void;
}

export class LateComposing {
  #composing: Composing | undefined;
  /** Until the code is there, what follows waits for it too: a message ends the notice before it. */
  #waiting: ((composing: Composing) => void)[] = [];

  /** `load`: loads the code. */
  constructor(
    private readonly owner: ComposingOwner,
    private readonly load = () => import('./composing.js'),
  ) {}

  /** Runs `use` with the code; where it cannot be loaded, nothing is sent or shown, and the next use tries again. */
  async with(use: (composing: Composing) => void): Promise<void> {
    if (this.#composing) return use(this.#composing);
    if (this.#waiting.push(use) > 1) return;
    const code = await this.load().catch(() => undefined);
    const waiting = this.#waiting.splice(0);
    if (!code || waiting.length === 0) return;
    const composing = (this.#composing = code.makeComposing(this.owner));
    for (const one of waiting) one(composing);
  }

  /** As `with()`, where the code has been used, or is being loaded. */
  ifUsed(use: (composing: Composing) => void): void {
    if (this.#composing || this.#waiting.length > 0) void this.with(use);
  }

  /** Ends all notices, as the account has changed or ended. */
  end(): void {
    this.#waiting.length = 0;
    this.#composing?.close();
    this.#composing = undefined;
  }
}
