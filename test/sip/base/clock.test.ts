/** The system clock: long delays, timers that the browser fires early, sleep. */

import { expect } from 'chai';
import { MAX_TIMEOUT, SleepWatch, SystemClock } from '../../../src/sip/base/clock.js';
import { VirtualClock } from '../../support/virtual-clock.js';

/** Replaces the timers of the platform, so that a month passes at once and a machine can sleep. */
class Platform {
  /** Elapsed time. */
  time = 1_000_000;
  /** The difference of the time of day to it. */
  ahead = 1_700_000_000_000;
  readonly timers = new Map<number, { due: number; callback: () => void }>();
  readonly delays: number[] = [];
  #ids = 0;
  readonly #saved = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    now: Date.now,
    performance: globalThis.performance,
  };

  install(): void {
    Object.assign(globalThis, {
      setTimeout: (callback: () => void, delay: number) => {
        this.delays.push(delay);
        this.timers.set(++this.#ids, { due: this.time + delay, callback });
        return this.#ids;
      },
      clearTimeout: (id: number) => this.timers.delete(id),
    });
    Date.now = () => this.time + this.ahead;
    Object.defineProperty(globalThis, 'performance', {
      value: { now: () => this.time },
      configurable: true,
      writable: true,
    });
  }

  restore(): void {
    Object.assign(globalThis, { setTimeout: this.#saved.setTimeout, clearTimeout: this.#saved.clearTimeout });
    Date.now = this.#saved.now;
    Object.defineProperty(globalThis, 'performance', {
      value: this.#saved.performance,
      configurable: true,
      writable: true,
    });
  }

  /** Lets time pass with timers running. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = [...this.timers].sort((a, b) => a[1].due - b[1].due)[0];
      if (!next || next[1].due > end) break;
      this.timers.delete(next[0]);
      this.time = Math.max(this.time, next[1].due);
      next[1].callback();
    }
    this.time = end;
  }

  /** Lets time pass while no timer runs: each timer stops, and goes on afterwards. */
  sleep(ms: number): void {
    this.time += ms;
    for (const timer of this.timers.values()) timer.due += ms;
  }
}

describe('SystemClock', () => {
  let platform: Platform;
  let clock: SystemClock;
  beforeEach(() => {
    platform = new Platform();
    platform.install();
    clock = new SystemClock();
  });
  afterEach(() => platform.restore());

  it('fires a timer once, when its delay is over', () => {
    let fired = 0;
    clock.after(500, () => fired++);
    platform.pass(499);
    expect(fired).to.equal(0);
    platform.pass(10_000);
    expect(fired).to.equal(1);
  });

  it('keeps a delay above 2^31-1 ms, which setTimeout() would treat as 0 (HTML, timer initialisation)', () => {
    let fired = 0;
    const delay = 3 * MAX_TIMEOUT + 5;
    clock.after(delay, () => fired++);
    platform.pass(delay - 1);
    expect(fired).to.equal(0);
    platform.pass(1);
    expect(fired).to.equal(1);
    expect(Math.max(...platform.delays)).to.equal(MAX_TIMEOUT);
  });

  it('does not fire a timer that was cancelled', () => {
    let fired = 0;
    clock.after(500, () => fired++).cancel();
    platform.pass(1000);
    expect(fired).to.equal(0);
    expect(platform.timers.size).to.equal(0);
  });

  it('fires a timer that fell due during sleep when recheck() is called', () => {
    let fired = 0;
    clock.after(60_000, () => fired++);
    platform.sleep(3_600_000);
    platform.pass(0);
    expect(fired).to.equal(0);
    clock.recheck();
    platform.pass(0);
    expect(fired).to.equal(1);
  });

  for (const shift of [-3_600_000, 3_600_000]) {
    it(`keeps a delay when the time of day is set ${shift < 0 ? 'back' : 'forward'} by an hour (M2)`, () => {
      let fired = 0;
      clock.after(20_000, () => fired++);
      platform.pass(10_000);
      platform.ahead += shift;
      clock.recheck();
      platform.pass(9999);
      expect(fired).to.equal(0);
      platform.pass(1);
      expect(fired).to.equal(1);
    });
  }

  describe('of a hidden page', () => {
    beforeEach(() => Object.assign(globalThis, { document: { hidden: true } }));
    afterEach(() => void Reflect.deleteProperty(globalThis, 'document'));

    const aMessage = (): Promise<void> =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          resolve();
        };
        port2.postMessage(0);
      });

    it('runs a timer by a message, so that the timers that it sets are not chained (HTML, timer nesting level)', async () => {
      const fired: string[] = [];
      clock.after(500, () => fired.push('first'));
      clock.after(500, () => fired.push('second'));
      platform.pass(500);
      expect(fired).to.deep.equal([]);
      await aMessage();
      expect(fired).to.deep.equal(['first', 'second']);
    });

    it('runs a timer at once where the environment of a test has no MessageChannel', () => {
      const { MessageChannel: own } = globalThis;
      Reflect.deleteProperty(globalThis, 'MessageChannel');
      try {
        let fired = 0;
        clock.after(500, () => fired++);
        platform.pass(500);
        expect(fired).to.equal(1);
      } finally {
        Object.assign(globalThis, { MessageChannel: own });
      }
    });

    it('does not run a timer that is cancelled before the message, nor one twice', async () => {
      let fired = 0;
      const timer = clock.after(500, () => fired++);
      clock.after(500, () => fired++);
      platform.pass(500);
      timer.cancel();
      clock.recheck();
      platform.pass(0);
      await aMessage();
      expect(fired).to.equal(1);
    });
  });

  it('gives the time of day, and an elapsed time that changes of the time of day do not move (High Resolution Time §4)', () => {
    const before = { now: clock.now(), elapsed: clock.elapsed() };
    platform.ahead -= 3_600_000;
    platform.pass(10);
    expect(clock.elapsed() - before.elapsed).to.equal(10);
    expect(clock.now() - before.now).to.equal(10 - 3_600_000);
  });
});

describe('SleepWatch', () => {
  it('reports once that the time of day advanced without elapsed time, and does not report a time of day set back', () => {
    const clock = new VirtualClock();
    const watch = new SleepWatch(clock);
    expect(watch.slept()).to.equal(false);
    clock.sleep(3_600_000);
    expect(watch.slept(), 'a frozen page: elapsed time goes on').to.equal(false);
    clock.shiftTimeOfDay(3_600_000);
    expect(watch.slept()).to.equal(true);
    expect(watch.slept()).to.equal(false);
    clock.shiftTimeOfDay(-3_600_000);
    expect(watch.slept()).to.equal(false);
  });
});
