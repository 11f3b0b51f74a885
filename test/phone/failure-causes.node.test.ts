import { expect } from 'chai';
import { causeOfCancel, causeOfFailure, isFailure } from '../../src/phone/failure-causes.js';
import type { Cause } from '../../src/phone/state.js';
import { CAUSE_WORDS } from '../../src/phone/words.js';
import { parseReasons } from '../../src/sip/message/header/reason.js';

const reasons = (text: string) => parseReasons(text);

describe('The cause of a failed call', () => {
  const table: [statusCode: number, cause: Cause][] = [
    [400, 'incompatible'], [401, 'not-allowed'], [403, 'not-allowed'], [404, 'not-found'], [407, 'not-allowed'],
    [408, 'timeout'], [410, 'gone'], [415, 'incompatible'], [420, 'incompatible'], [480, 'unavailable'],
    [481, 'already-ended'], [482, 'loop'], [483, 'loop'], [484, 'incomplete'], [485, 'not-found'], [486, 'busy'],
    [488, 'incompatible'], [500, 'server-error'], [502, 'server-error'], [503, 'server-error'], [504, 'timeout'],
    [600, 'busy'], [603, 'declined'], [604, 'not-found'], [606, 'incompatible'], [607, 'blocked'], [608, 'blocked'],
    [599, 'server-error'], [499, 'failed'], [699, 'failed'], [302, 'failed'],
  ]; // prettier-ignore
  for (const [statusCode, cause] of table) {
    it(`is ${cause} for ${statusCode}`, () => {
      expect(causeOfFailure({ statusCode, rang: false })).to.equal(cause);
    });
  }

  it('is no-answer when it rang before 408, 480 or 487', () => {
    for (const statusCode of [408, 480, 487]) expect(causeOfFailure({ statusCode, rang: true })).to.equal('no-answer');
  });

  it('is that of a Q.850 Reason, which takes precedence over the status (RFC 3326 §2)', () => {
    const q850: [number, Cause][] = [[1, 'not-found'], [17, 'busy'], [19, 'no-answer'], [21, 'declined'], [34, 'server-error']]; // prettier-ignore
    for (const [code, cause] of q850) {
      expect(
        causeOfFailure({ statusCode: 480, reasons: reasons(`Q.850;cause=${code};text="x"`), rang: true }),
      ).to.equal(cause);
    }
  });

  it('is that of the status when the Q.850 Reason is unspecific', () => {
    for (const code of [16, 31, 127]) {
      expect(causeOfFailure({ statusCode: 486, reasons: reasons(`Q.850;cause=${code}`), rang: false })).to.equal(
        'busy',
      );
    }
  });
});

describe('An incoming call that ends before it is answered', () => {
  it('was answered elsewhere when the CANCEL has that Reason (RFC 3326 §2)', () => {
    expect(causeOfCancel(reasons('SIP;cause=200;text="Call completed elsewhere"'))).to.equal('answered-elsewhere');
    expect(causeOfCancel(reasons('Q.850 ;cause=26'))).to.equal('answered-elsewhere');
  });

  it('was missed otherwise', () => {
    expect(causeOfCancel([])).to.equal('missed');
    expect(causeOfCancel(reasons('Q.850;cause=16;text="NORMAL_CLEARING"'))).to.equal('missed');
  });
});

describe('Every cause', () => {
  it('has a sentence of its own without a term of the protocol', () => {
    const sentences = Object.values(CAUSE_WORDS);
    expect(new Set(sentences).size).to.equal(sentences.length);
    for (const sentence of sentences) expect(sentence).not.to.match(/SIP|\d{3}|INVITE/);
  });

  it('of an ordinary end is no failure', () => {
    expect(isFailure('hung-up')).to.equal(false);
    expect(isFailure('answered-elsewhere')).to.equal(false);
    expect(isFailure('busy')).to.equal(true);
  });
});
