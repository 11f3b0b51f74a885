/**
 * The error class of the phone: a kind for code, an English sentence for users.
 * Subjects: PhoneError.
 */

import type { Cause, Problem } from './state.js';
import { wordsFor } from './words.js';

/** The error with which commands of the phone reject. `message` is the English sentence of `kind`. */
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

  /** The status code of the SIP response that caused the error, if any. */
  readonly statusCode: number | undefined;
  /** The technical reason, for developers; never contains a credential. */
  readonly detail: string | undefined;
}
