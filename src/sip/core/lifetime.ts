/** How long something is asked for: as long as it is wanted, or as a server insists (423; RFC 3261 §10.2.8, RFC 6665 §4.1.2.1, RFC 3903 §4.1). */

import type { IncomingResponse } from '../message/response.js';
import { parseDecimal } from '../message/scanner.js';

/** How often a longer time is agreed to before something is granted: a server that raises it each time would never end. */
const MAX_RAISES = 2;

export class Lifetime {
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

  /** Takes the Min-Expires of a 423, and says whether to ask again with it. */
  raise({ statusCode, headers }: IncomingResponse): boolean {
    const least = statusCode === 423 ? parseDecimal(headers.get('Min-Expires') ?? '', this.longest) : undefined;
    if (least === undefined || least <= this.#seconds || ++this.#raises > MAX_RAISES) return false;
    this.#seconds = least;
    return true;
  }

  /** Something was granted. */
  granted(): void {
    this.#raises = 0;
  }
}
