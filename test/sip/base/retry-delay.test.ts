/** The wait after a failure: growing, with jitter, not shorter than Retry-After (RFC 5626 §4.5, RFC 3261 §20.33). */

import { expect } from 'chai';
import { RetryDelay } from '../../../src/sip/base/retry-delay.js';

describe('A retry delay', () => {
  it('grows by its steps, of which the last repeats, and begins again after a success', () => {
    const delay = new RetryDelay([1000, 5000], () => 0.5);
    expect([delay.next(), delay.next(), delay.next()]).to.deep.equal([1000, 5000, 5000]);
    delay.forget();
    expect(delay.next()).to.equal(1000);
  });

  // @rfc 5626 §4.5
  it('is a fifth shorter or longer, so that clients do not retry at the same time (RFC 5626 §4.5)', () => {
    expect(new RetryDelay([1000], () => 0).next()).to.equal(800);
    expect(new RetryDelay([1000], () => 1).next()).to.equal(1200);
  });

  // @rfc 3261 §20.33
  it('is not shorter than a Retry-After (RFC 3261 §20.33), up to its longest wait', () => {
    const delay = new RetryDelay([1000], () => 0, 10_000);
    expect([delay.next(5000), delay.next(60_000)]).to.deep.equal([5000, 10_000]);
  });

  it('does not count a failure twice', () => {
    const delay = new RetryDelay([0, 1000, 5000], () => 0.5);
    delay.count();
    delay.count();
    expect(delay.next()).to.equal(1000);
    delay.takeBack();
    expect(delay.next()).to.equal(1000);
  });
});
