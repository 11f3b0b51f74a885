/** The SIP stack in Node: the same scenario as in a page and in a worker. */

import { expect } from 'chai';
import { LIFE, live } from './scenario.js';

describe('the SIP stack in Node', () => {
  it('registers, makes a call and ends it, and answers a call that the caller ends', async () => {
    expect(await live()).to.deep.equal(LIFE);
  });
});
