/**
 * The requested Expires of a registration, subscription or publication, raised after a 423 (RFC 3261 §10.2.8, RFC 6665 §4.1.2.1,
 * RFC 3903 §4.1).
 * Subjects: 423 Interval Too Brief; Min-Expires; requested Expires.
 */

import type { IncomingResponse } from '../message/response.js';
import { parseDecimal } from '../message/scanner.js';

/** The number of consecutive 423 responses that are followed, to prevent an endless loop. */
const MAX_RAISES = 2;

export class RequestedExpires {
  #seconds: number;
  #raises = 0;

  constructor(
    seconds: number,
    private readonly longest: number = 2 ** 32 - 1,
  ) {
    this.#seconds = Math.min(seconds, longest);
  }

  get seconds(): number {
    return this.#seconds;
  }

  /** Takes the Min-Expires of a 423. Returns whether to send the request again with it. */
  raise({ statusCode, headers }: IncomingResponse): boolean {
    const least = statusCode === 423 ? parseDecimal(headers.get('Min-Expires') ?? '', this.longest) : undefined;
    if (least === undefined || least <= this.#seconds || ++this.#raises > MAX_RAISES) return false;
    this.#seconds = least;
    return true;
  }

  /** Resets the count after a 2xx. */
  granted(): void {
    this.#raises = 0;
  }
}
