import { expect } from 'chai';
import { cleanText, numberOf, partyOf } from '../../../src/phone/calls/party.js';
import { NameAddrHeader } from '../../../src/sip/message/name-addr.js';
import { URI } from '../../../src/sip/message/uri.js';

describe('The remote party of a call', () => {
  it('has its display name and the number to dial', () => {
    const header = NameAddrHeader.parse('"Ann Lee" <sip:+4420@example.com;user=phone>;tag=1')!;
    expect(partyOf(header)).to.deep.equal({
      name: 'Ann Lee',
      number: '+4420',
      uri: 'sip:+4420@example.com;user=phone',
    });
    expect(numberOf(URI.parse('tel:+1-201;ext=3')!)).to.equal('+1-201');
    expect(numberOf(URI.parse('sip:example.com')!)).to.equal('sip:example.com');
  });

  it('has a name without bidirectional controls and line breaks', () => {
    expect(cleanText('abc\u202Edcba\u2066x\u200F')).to.equal('abc dcba x');
    expect(cleanText('a\r\nb\u0000c\u2028d')).to.equal('a b c d');
  });

  it('has markup in its name as plain text', () => {
    expect(cleanText('<img src=x onerror=alert(1)>')).to.equal('<img src=x onerror=alert(1)>');
  });

  it('has a name of at most 128 whole characters', () => {
    expect([...cleanText('😀'.repeat(10_000))]).to.have.length(128);
    expect(cleanText('\uD800abc')).to.equal('abc');
  });
});
