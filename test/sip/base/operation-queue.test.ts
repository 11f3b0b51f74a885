/** The operations of a call run one at a time, and the end of the call cancels them. */

import { expect } from 'chai';
import { SipError } from '../../../src/sip/base/errors.js';
import { OperationQueue } from '../../../src/sip/base/operation-queue.js';

function deferred<T>(): { promise: Promise<T>; resolve(value: T): void; reject(error: unknown): void } {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => ((resolve = yes), (reject = no)));
  return { promise, resolve, reject };
}

async function kindOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'resolved',
    (error: unknown) => (error instanceof SipError ? error.kind : String(error)),
  );
}

describe('OperationQueue', () => {
  it('starts the next operation when the one before has settled, also when that failed', async () => {
    const queue = new OperationQueue();
    const log: string[] = [];
    const gate = deferred<void>();
    const first = queue.add(async () => {
      log.push('first starts');
      await gate.promise;
      throw new Error('refused');
    });
    const second = queue.add(async () => log.push('second starts'));
    expect(log).to.deep.equal(['first starts']);
    gate.resolve();
    expect(await kindOf(first)).to.equal('Error: refused');
    await second;
    expect(log).to.deep.equal(['first starts', 'second starts']);
  });

  it('rejects waiting, running and later operations when it is closed, and aborts the signal of the running one', async () => {
    const queue = new OperationQueue();
    let signal: AbortSignal | undefined;
    const running = queue.add((given) => {
      signal = given;
      return new Promise<never>(() => {});
    });
    const waiting = queue.add(async () => 'never');
    queue.close();
    expect(await kindOf(running)).to.equal('canceled');
    expect(await kindOf(waiting)).to.equal('canceled');
    expect(signal?.aborted).to.equal(true);
    expect(await kindOf(queue.add(async () => 'late'))).to.equal('canceled');
  });
});
