/** The phone's errors: a kind for code, a plain sentence for people. */

import type { Cause, Problem } from './state.js';
import { wordsFor } from './words.js';

/** What a command of the phone rejects with. `message` is the English sentence of `kind`. */
export class PhoneError extends Error {
  override readonly name = 'PhoneError';

  constructor(
    readonly kind: Cause | Problem['kind'],
    options: { statusCode?: number | undefined; detail?: string | undefined; cause?: unknown } = {},
  ) {
    super(wordsFor(kind), options.cause === undefined ? undefined : { cause: options.cause });
    this.statusCode = options.statusCode;
    this.detail = options.detail;
  }

  /** The SIP status code where there was one. */
  readonly statusCode: number | undefined;
  /** What happened, for developers; never holds a credential. */
  readonly detail: string | undefined;
}
