/** The quality estimate against values that can be computed from ITU-T G.107. */
import { expect } from '@open-wc/testing';
import { opinionOf, ratingOf } from '../../../src/media/index.js';

describe('the E-model (ITU-T G.107)', () => {
  it('gives the default rating without impairment, with a MOS of 4.41 (annex B, table B.1)', () => {
    expect(ratingOf({ loss: 0, delay: 0, codec: 'PCMU' })).to.equal(93.2);
    expect(opinionOf(93.2)).to.be.closeTo(4.41, 0.005);
  });

  it('gives the MOS of annex B: 90 is 4.34, 80 is 4.03, 70 is 3.60, 60 is 3.10, 50 is 2.58', () => {
    const table = { 90: 4.34, 80: 4.03, 70: 3.6, 60: 3.1, 50: 2.58 };
    for (const [rating, opinion] of Object.entries(table))
      expect(opinionOf(Number(rating)), rating).to.be.closeTo(opinion, 0.01);
  });

  it('limits the MOS to 1 to 4.5', () => {
    expect([-5, 0, 3, 100, 120].map(opinionOf)).to.deep.equal([1, 1, 1, 4.5, 4.5]);
  });

  it('subtracts nothing for a delay up to 100 ms, and about 24 for 400 ms (equation 7-27)', () => {
    const lost = (delay: number): number => 93.2 - ratingOf({ loss: 0, delay });
    expect(lost(0.1)).to.equal(0);
    expect(lost(0.15)).to.be.within(0, 1);
    expect(lost(0.4)).to.be.closeTo(24.1, 0.5);
    expect(lost(0.3)).to.be.within(10, 16);
  });

  it('subtracts for packet loss by the robustness of the codec (equation 7-29)', () => {
    // 95 · 5 / (5 + 25.1) = 15.78
    expect(ratingOf({ loss: 0.05, delay: 0, codec: 'PCMA' })).to.be.closeTo(93.2 - 15.78, 0.01);
    // 11 + 84 · 5 / (5 + 19) = 28.5
    expect(ratingOf({ loss: 0.05, delay: 0, codec: 'G729' })).to.be.closeTo(93.2 - 28.5, 0.01);
    expect(ratingOf({ loss: 1, delay: 3 })).to.equal(0);
  });
});
