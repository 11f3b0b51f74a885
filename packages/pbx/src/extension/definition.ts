/** What an extension is: names to dial, a line of description, and what it does with a call. */

import type { ExtensionCall } from './extension-call.js';

export interface ExtensionDefinition {
  /** What can be dialled, the plain name first: `['echo', '9001']`. */
  readonly names: readonly string[];
  /** One line for people. */
  readonly description: string;
  /**
   * Takes a call. May go on as long as the call lives; an error that it throws ends the call with 500. `call.ended`
   * tells when to stop.
   */
  answer(call: ExtensionCall): void | Promise<void>;
  /** Takes a text (RFC 3428); what it returns is written back. Without it texts are taken and nothing is said. */
  message?(text: string): string | undefined;
}

/** An extension as the demo page lists it. */
export interface ExtensionInfo {
  readonly name: string;
  readonly number: string | undefined;
  readonly description: string;
}
