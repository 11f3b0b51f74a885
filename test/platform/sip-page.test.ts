/** The SIP stack in a page: the same scenario as in Node and in a worker. */

import { expect } from '@open-wc/testing';
import { LIFE, live } from './scenario.js';

describe('the SIP stack in a page', () => {
  it('registers, makes a call and ends it, and answers a call that the caller ends', async () => {
    expect(typeof document).to.equal('object');
    expect(await live()).to.deep.equal(LIFE);
  });
});
