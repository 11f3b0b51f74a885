/** Identifiers: their alphabet, their length, and that they do not repeat (RFC 3261 §19.3). */

import { expect } from 'chai';
import { newBranch, newCallId, newTag, newUuid, randomToken } from '../../../src/sip/base/ids.js';

describe('identifiers', () => {
  it('have at least 64 random bits: 5 for each character', () => {
    for (const id of [newTag(), newCallId(), newBranch().slice('z9hG4bK'.length)])
      expect(id).to.match(/^[a-z2-7]{13,}$/);
  });

  // @rfc 3261 §8.1.1.7
  it('start a branch with the magic cookie (RFC 3261 §8.1.1.7)', () => {
    expect(newBranch()).to.match(/^z9hG4bK/);
  });

  it('are different each time and use the whole alphabet', () => {
    const tokens = Array.from({ length: 2000 }, () => randomToken());
    expect(new Set(tokens).size).to.equal(tokens.length);
    expect(new Set(tokens.join('')).size).to.equal(32);
  });

  // @rfc 9562 §5.4
  it('include UUIDs of version 4, variant 10 (RFC 9562 §5.4)', () => {
    expect(newUuid()).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
