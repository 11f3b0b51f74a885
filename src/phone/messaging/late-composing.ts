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
}

export class LateComposing {
  #composing: Composing | undefined;

  /** `load`: loads the code. */
  constructor(
    private readonly owner: ComposingOwner,
    private readonly load = () => import('./composing.js'),
  ) {}

  /** Runs `use` with the code; where it cannot be loaded, nothing is sent or shown, and the next use tries again. */
  async with(use: (composing: Composing) => void): Promise<void> {
    if (this.#composing) return use(this.#composing);
    const code = await this.load().catch(() => undefined);
    if (code) use((this.#composing ??= code.makeComposing(this.owner)));
  }

  /** As `with()`, where the code has been used. */
  ifUsed(use: (composing: Composing) => void): void {
    if (this.#composing) use(this.#composing);
  }
}
