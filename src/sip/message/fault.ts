/** What is wrong with a message (RFC 3261 §8.2, §21.4.1). */

/** Why a message is not taken, with the status that says so where it is a request. */
export interface Fault {
  readonly statusCode: number;
  readonly reason: string;
}

/** A 400 with this reason. */
export function badRequest(reason: string): Fault {
  return { statusCode: 400, reason };
}
