/**
 * The definition of an extension: names to dial, a description, and the function that handles a call.
 * Subjects: definition of an extension.
 */

import type { ExtensionCall } from './extension-call.js';

export interface ExtensionDefinition {
  /** The names that can be dialled, the plain name first: `['echo', '9001']`. */
  readonly names: readonly string[];
  /** The description that a page shows, one line. */
  readonly description: string;
  /**
   * Handles a call until it ends: `call.ended` is aborted then. An error that it throws ends the call with 500.
   */
  answer(call: ExtensionCall): void | Promise<void>;
  /** Handles a text message (RFC 3428); its result is sent back. Without it messages are answered with 200 only. */
  message?(text: string): string | undefined;
}

/** An extension as the demo page lists it. */
export interface ExtensionInfo {
  readonly name: string;
  readonly number: string | undefined;
  readonly description: string;
}
