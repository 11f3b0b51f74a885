/** One thing at a time: the operations of a call that must not overlap (RFC 3261 §14.1, RFC 6337). */

import { SipError } from './errors.js';

interface Job {
  run(signal: AbortSignal): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Runs asynchronous jobs in order. `close()` pre-empts: waiting jobs and the running one are rejected with a
 * `canceled` error at once, and the running one is told by its signal.
 */
export class OperationQueue {
  readonly #waiting: Job[] = [];
  #running: Job | undefined;
  #closed: SipError | undefined;
  #abort = new AbortController();

  /** Whether a job runs. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** Adds a job. The promise settles with the job, or rejects with `canceled` when the queue closes first. */
  add<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#closed) return reject(this.#closed);
      this.#waiting.push({ run, resolve: resolve as (value: unknown) => void, reject });
      this.#next();
    });
  }

  close(reason = 'the call has ended'): void {
    if (this.#closed) return;
    this.#closed = new SipError('canceled', reason);
    this.#abort.abort(this.#closed);
    this.#running?.reject(this.#closed);
    for (const job of this.#waiting.splice(0)) job.reject(this.#closed);
  }

  #next(): void {
    if (this.#running) return;
    const job = (this.#running = this.#waiting.shift());
    if (!job) return;
    const done = (): void => {
      this.#running = undefined;
      this.#next();
    };
    let work: Promise<unknown>;
    try {
      work = job.run(this.#abort.signal);
    } catch (error) {
      work = Promise.reject(error as Error);
    }
    work.then(job.resolve, job.reject).finally(done);
  }
}
