import { expect } from 'chai';
import { cleanText, numberOf, partyOf } from '../../../src/phone/calls/party.js';
import { NameAddrHeader } from '../../../src/sip/message/name-addr.js';
import { URI } from '../../../src/sip/message/uri.js';

describe('The far side of a call', () => {
  it('has the name and the number that a person would dial', () => {
    const header = NameAddrHeader.parse('"Ann Lee" <sip:+4420@example.com;user=phone>;tag=1')!;
    expect(partyOf(header)).to.deep.equal({
      name: 'Ann Lee',
      number: '+4420',
      uri: 'sip:+4420@example.com;user=phone',
    });
    expect(numberOf(URI.parse('tel:+1-201;ext=3')!)).to.equal('+1-201');
    expect(numberOf(URI.parse('sip:example.com')!)).to.equal('sip:example.com');
  });

  it('cannot turn the text around it over or break its line', () => {
    expect(cleanText('abc\u202Edcba\u2066x\u200F')).to.equal('abc dcba x');
    expect(cleanText('a\r\nb\u0000c\u2028d')).to.equal('a b c d');
  });

  it('keeps markup as the text that it is', () => {
    expect(cleanText('<img src=x onerror=alert(1)>')).to.equal('<img src=x onerror=alert(1)>');
  });

  it('is at most 128 characters long, whole ones', () => {
    expect([...cleanText('😀'.repeat(10_000))]).to.have.length(128);
    expect(cleanText('\uD800abc')).to.equal('abc');
  });
});
