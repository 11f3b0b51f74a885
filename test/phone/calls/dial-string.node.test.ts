import { expect } from 'chai';
import { cleanDigits, readDialString } from '../../../src/phone/calls/dial-string.js';
import { expectLinear } from '../../support/linear.js';

describe('A dial string', () => {
  const number = (text: string) => readDialString(text).target;

  // @rfc 3966 §5.1.1
  it('is read without visual separators (RFC 3966 §5.1.1)', () => {
    expect(number('(020) 7946-0123')).to.equal('02079460123');
    expect(number('  030.123/456 ')).to.equal('030123456');
    expect(number('555\u2011123\u00a04')).to.equal('5551234');
  });

  it('keeps the plus of an international number and drops the national zero in parentheses', () => {
    expect(number('+44 (0)20 7946 0123')).to.equal('+442079460123');
  });

  it('keeps star and hash, which are used by service codes', () => {
    expect(number('*21*5551234#')).to.equal('*21*5551234#');
  });

  it('has an extension as digits to send after the answer', () => {
    for (const text of [
      '(020) 7946-0123 ext 4',
      '02079460123x4',
      '020 7946 0123, extension 4',
      'tel:020-7946-0123;ext=4',
    ]) {
      expect(readDialString(text), text).to.deep.equal({ target: '02079460123', postDial: ',4' });
    }
  });

  it('has the characters after a pause as digits to send after the answer', () => {
    expect(readDialString('555 1234,,4#')).to.deep.equal({ target: '5551234', postDial: ',,4#' });
    expect(readDialString('5551234;99')).to.deep.equal({ target: '5551234', postDial: ';99' });
  });

  it('leaves names and SIP addresses unchanged', () => {
    for (const text of [
      'alice',
      'alex12',
      'bob2',
      'alice@example.com',
      'sip:alice@example.com;transport=ws',
      'abba1',
    ]) {
      expect(readDialString(text), text).to.deep.equal({ target: text, postDial: '' });
    }
  });

  it('accepts the digits of other scripts', () => {
    expect(number('٠٢٠٧٩٤٦')).to.equal('0207946');
    expect(number('＋４４１２３')).to.equal('+44123');
  });

  it('is empty without a target', () => {
    expect(readDialString('  \u200b ')).to.deep.equal({ target: '', postDial: '' });
  });

  it('accepts a tel URI, with escapes', () => {
    expect(number('tel:%2B1-201-555-0123')).to.equal('+12015550123');
    expect(number('tel:%ZZ1')).to.equal('%ZZ1');
  });

  it('is read in linear time', () => {
    expectLinear('separators between digits', (length) => () => readDialString('1 '.repeat(length / 2)));
    expectLinear('separators before a digit', (length) => () => readDialString(`${'('.repeat(length)}1`));
    expectLinear('separators before a letter', (length) => () => readDialString(`1${' '.repeat(length)}x`));
  });
});

describe('DTMF text', () => {
  it('keeps the digits and drops other characters', () => {
    expect(cleanDigits('1234 5678-9012, 3456#d')).to.equal('123456789012,3456#D');
  });
});
