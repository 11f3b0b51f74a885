/**
 * The errors of the stack. Each has a `kind`, by which code decides and the interface chooses a text.
 * Subjects: error classes of the SIP stack; SipError; kinds of SIP errors; INVALID_STATE_ERROR.
 */

import { redact } from './logger.js';

export type SipErrorKind =
  /** The transport flow is down or could not be opened. */
  | 'transport'
  /** No response in time (RFC 3261 timers B and F, or a local limit). */
  | 'timeout'
  /** The remote party or a server sent a 3xx to 6xx response; see `statusCode`. */
  | 'rejected'
  /** Credentials are missing or were rejected. */
  | 'authentication'
  /** The method is not allowed in the current state of the object. */
  | 'invalid-state'
  /** An argument or an option is invalid. */
  | 'invalid-argument'
  /** A text is not valid SIP. */
  | 'parse'
  /** The session description handler failed. */
  | 'media'
  /** The operation was canceled because its call, dialog or user agent ended. */
  | 'canceled';

/** `withheld`: the configuration forbids an answer. `unavailable`: the credentials could not be fetched for now. */
export type ChallengeOutcome = 'withheld' | 'unavailable';

/** The error class of this stack. Its message never contains a credential; it may contain an address. */
export class SipError extends Error {
  override readonly name: string = 'SipError';

  constructor(
    readonly kind: SipErrorKind,
    message: string,
    options: { statusCode?: number; reasonPhrase?: string; challenge?: ChallengeOutcome; cause?: unknown } = {},
  ) {
    super(redact(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.statusCode = options.statusCode;
    this.challenge = options.challenge;
    this.reasonPhrase = options.reasonPhrase;
  }

  /** The SIP status code, where a response was the reason. */
  readonly statusCode: number | undefined;
  readonly reasonPhrase: string | undefined;
  /** Why a challenge was not answered, where that is the reason. */
  readonly challenge: ChallengeOutcome | undefined;
}

/** The `TypeError INVALID_STATE_ERROR` of the SIP.js documentation: a method was called in a state that does not allow it. */
export class InvalidStateError extends TypeError {
  override readonly name: string = 'INVALID_STATE_ERROR';
  readonly kind = 'invalid-state' satisfies SipErrorKind;

  constructor(
    message: string,
    /** The state of the object. */
    readonly status?: string,
  ) {
    super(message);
  }
}

/** Returns the message of a thrown value of any type. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Returns the promise and marks its rejection as handled, so that a caller may ignore it. */
export function ignorable<T>(outcome: Promise<T>): Promise<T> {
  outcome.catch(() => undefined);
  return outcome;
}
