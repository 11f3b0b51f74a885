/** The SIP stack in Node, as it is in a page and in a worker beside this file. */

import { expect } from 'chai';
import { LIFE, live } from './scenario.js';

describe('the SIP stack in Node', () => {
  it('registers, calls, hangs up, is called, answers and is hung up on', async () => {
    expect(await live()).to.deep.equal(LIFE);
  });
});
