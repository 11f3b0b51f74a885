/**
 * A fault of a received message (RFC 3261 §8.2, §21.4.1).
 * Subjects: 400 Bad Request, its reason.
 */

/** Why a message is rejected, with the status of the response to a request. */
export interface Fault {
  readonly statusCode: number;
  readonly reason: string;
}

/** Returns a fault with status 400 and this reason. */
export function badRequest(reason: string): Fault {
  return { statusCode: 400, reason };
}
