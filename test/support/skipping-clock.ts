/** The clock of the platform, which a test can set ahead: timers that fall due meanwhile run at once (High Resolution Time §4). */

import { SystemClock } from '../../src/sip/base/clock.js';

export class SkippingClock extends SystemClock {
  #skipped = 0;

  override elapsed(): number {
    return super.elapsed() + this.#skipped;
  }

  skip(milliseconds: number): void {
    this.#skipped += milliseconds;
    this.recheck();
  }
}
