/**
 * A queue for the operations of a call that must not overlap (RFC 3261 §14.1, RFC 6337).
 * Subjects: operations of a call in order; overlapping operations.
 */

import { SipError } from './errors.js';

interface Job {
  run(signal: AbortSignal): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Runs asynchronous jobs in order. `close()` rejects the waiting jobs and the running one with a `canceled` SipError at
 * once and aborts the signal of the running one.
 */
export class OperationQueue {
  readonly #waiting: Job[] = [];
  #running: Job | undefined;
  #closed: SipError | undefined;
  #abort = new AbortController();

  /** Whether a job is running. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** Adds a job. The promise settles with the job, or rejects with a `canceled` SipError when the queue is closed. */
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
