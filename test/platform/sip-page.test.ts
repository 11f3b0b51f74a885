/** The SIP stack in a page, as it is in Node and in a worker beside this file. */

import { expect } from '@open-wc/testing';
import { LIFE, live } from './scenario.js';

describe('the SIP stack in a page', () => {
  it('registers, calls, hangs up, is called, answers and is hung up on', async () => {
    expect(typeof document).to.equal('object');
    expect(await live()).to.deep.equal(LIFE);
  });
});
