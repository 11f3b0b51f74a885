/** Errors of the stack. Each says its kind, so that code can choose and a phone can find plain words. */

import { redact } from './logger.js';

export type SipErrorKind =
  /** The transport flow is down or could not be opened. */
  | 'transport'
  /** Nobody answered in time (RFC 3261 timers B and F, or a local limit). */
  | 'timeout'
  /** The far end or a server answered 3xx to 6xx; `statusCode` says which. */
  | 'rejected'
  /** Credentials are missing or were refused. */
  | 'authentication'
  /** The method does not fit the state of the object. */
  | 'invalid-state'
  /** An argument or an option is not usable. */
  | 'invalid-argument'
  /** Text from the network is not SIP. */
  | 'parse'
  /** The session description handler could not do its part. */
  | 'media'
  /** The work was given up because its call, dialog or user agent ended. */
  | 'canceled';

/** `withheld`: the configuration forbids an answer. `unavailable`: the credentials could not be fetched, which may pass. */
export type ChallengeOutcome = 'withheld' | 'unavailable';

/** Every error that this stack makes itself. Its message never holds a credential, though it may quote an address. */
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

  /** The SIP status code where there was one. */
  readonly statusCode: number | undefined;
  readonly reasonPhrase: string | undefined;
  /** Why a challenge was not answered, where that is what failed. */
  readonly challenge: ChallengeOutcome | undefined;
}

/** The `TypeError INVALID_STATE_ERROR` of the SIP.js documentation: a method was called in a state that does not allow it. */
export class InvalidStateError extends TypeError {
  override readonly name: string = 'INVALID_STATE_ERROR';
  readonly kind = 'invalid-state' satisfies SipErrorKind;

  constructor(
    message: string,
    /** The state that the object was in. */
    readonly status?: string,
  ) {
    super(message);
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Who does not wait for the outcome is not told of a refusal as an unhandled rejection. */
export function ignorable<T>(outcome: Promise<T>): Promise<T> {
  outcome.catch(() => undefined);
  return outcome;
}
