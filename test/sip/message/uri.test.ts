/** URIs: read, changed, compared and written (RFC 3261 §19.1, RFC 3966, RFC 5118). */

import { expect } from 'chai';
import { URI } from '../../../src/sip/message/uri.js';

describe('a URI', () => {
  // @rfc 3261 §19.1.1
  it('is read into its parts (RFC 3261 §19.1.1)', () => {
    const uri = URI.parse('sips:al%69ce:s%20x@ATLANTA.com:5061;transport=TCP;lr;x=%41?subject=a%20b&Priority=urgent')!;
    expect(uri.scheme).to.equal('sips');
    expect(uri.user).to.equal('alice');
    expect(uri.password).to.equal('s x');
    expect(uri.host).to.equal('atlanta.com');
    expect(uri.port).to.equal(5061);
    expect([...uri.params]).to.deep.equal([
      ['transport', 'TCP'],
      ['lr', null],
      ['x', 'A'],
    ]);
    expect(uri.headers).to.deep.equal([
      ['subject', 'a b'],
      ['Priority', 'urgent'],
    ]);
  });

  for (const text of [
    'sip:alice@atlanta.com',
    'SIP:Alice@ATLANTA.com:05060',
    'sip:example.com',
    'sip:[2001:db8::1]:5070;maddr=[::1]',
    'sip:+1-212-555-1212:1234@gateway.com;user=phone',
    'sip:alice;day=tuesday@atlanta.com',
    'sip:a%6C%23b@h;lr=on;ftag=x%3By?a=b',
    'tel:+1-201-555-0123;phone-context=example.com',
    'mailto:bob@example.com',
    'urn:service:sos.fire',
    'https://example.com/a?b=c',
  ]) {
    it(`is written as it was read: ${text}`, () => {
      const uri = URI.parse(text)!;
      expect(uri.clone().toRaw()).to.equal(text.replace(':05060', ':5060'));
    });
  }

  for (const text of [
    '',
    ':',
    'sip',
    'sip:',
    'sip:@host',
    'sip:a@',
    'sip:a@b@c',
    'sip:a b@c',
    'sip:a@b c',
    'sip:a@b:',
    'sip:a@b:x',
    'sip:a@b:65536',
    'sip:2001:db8::10',
    'sip:a@[2001:db8::1',
    'sip:a@b?',
    'sip:a@b?x',
    'sip:a@b\r\nX: y',
    'sip:a\0@b',
    '<sip:a@b>',
    '"sip:a@b"',
    '1x:y',
    'tel:',
    'tel:;x=y',
  ]) {
    it(`is refused: ${JSON.stringify(text)}`, () => expect(URI.parse(text)).to.equal(undefined));
  }

  // @rfc 3261 §19.1.2
  // @rfc 3261 §25.1
  it('is written with the characters escaped that the grammar requires, and no others (RFC 3261 §19.1.2, §25.1)', () => {
    const uri = URI.of({ user: "a b#%;?/&=+$,-_.!~*'()ü@\r\n", host: 'h.example' });
    expect(uri.toString()).to.equal("sip:a%20b%23%25;?/&=+$,-_.!~*'()%C3%BC%40%0D%0A@h.example");
    expect(URI.parse(uri.toString())!.user).to.equal("a b#%;?/&=+$,-_.!~*'()ü@\r\n");
    uri.params.set('gr', 'urn:uuid:1;2');
    uri.headers.push(['Replaces', 'a@b;to-tag=1&x']);
    uri.user = 'u';
    expect(uri.toString()).to.equal('sip:u@h.example;gr=urn:uuid:1%3B2?Replaces=a%40b%3Bto-tag%3D1%26x');
  });

  it('refuses a malformed host, scheme or port', () => {
    const uri = URI.parse('sip:a@b')!;
    expect(() => (uri.host = 'a b')).to.throw(TypeError);
    expect(() => (uri.host = 'x\r\nY: z')).to.throw(TypeError);
    expect(() => (uri.scheme = 's p')).to.throw(TypeError);
    expect(() => URI.of({ host: '' })).to.throw(TypeError);
    expect(() => URI.of({ host: 'h', port: 70000 })).to.throw(TypeError);
  });

  it('keeps malformed escapes as they are', () => {
    expect(URI.parse('sip:100%@h')!.user).to.equal('100%');
    expect(URI.parse('sip:%FF@h')!.user).to.equal('%FF');
  });

  // @rfc 3261 §10.3
  it('has an address-of-record of scheme, user and host alone (RFC 3261 §10.3)', () => {
    expect(URI.parse('sip:Al%69ce:pw@H.com:5070;x=y?a=b')!.aor).to.equal('sip:Alice@h.com');
    expect(URI.parse('tel:+1201;ext=2')!.aor).to.equal('tel:+1201');
  });

  it('with the scheme tel has its number as user, and its parameters', () => {
    const uri = URI.parse('tel:7042;phone-context=example.com')!;
    expect(uri.user).to.equal('7042');
    expect(uri.params.get('phone-context')).to.equal('example.com');
    expect(uri.opaque).to.equal('7042;phone-context=example.com');
    expect(uri.isSip).to.equal(false);
  });
});

/** The examples of RFC 3261 §19.1.4, in their order, and further ones by its rules. */
const SAME: [string, string][] = [
  ['sip:%61lice@atlanta.com;transport=TCP', 'sip:alice@AtLanTa.CoM;Transport=tcp'],
  ['sip:carol@chicago.com', 'sip:carol@chicago.com;newparam=5'],
  ['sip:carol@chicago.com', 'sip:carol@chicago.com;security=on'],
  [
    'sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com',
    'sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com',
  ],
  [
    'sip:alice@atlanta.com?subject=project%20x&priority=urgent',
    'sip:alice@atlanta.com?priority=urgent&subject=project%20x',
  ],
  ['SIP:a@b', 'sip:a@B'],
];

const DIFFERENT: [string, string][] = [
  ['SIP:ALICE@AtLanTa.CoM;Transport=udp', 'sip:alice@AtLanTa.CoM;Transport=UDP'],
  ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:5060'],
  ['sip:bob@biloxi.com', 'sip:bob@biloxi.com;transport=udp'],
  ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:6000;transport=tcp'],
  ['sip:carol@chicago.com', 'sip:carol@chicago.com?Subject=next%20meeting'],
  ['sip:bob@phone21.boxesbybob.com', 'sip:bob@192.0.2.4'],
  ['sip:carol@chicago.com;newparam=5', 'sip:carol@chicago.com;newparam=6'],
  ['sip:a@b', 'sips:a@b'],
  ['sip:a:x@b', 'sip:a@b'],
  ['sip:a@b;user=phone', 'sip:a@b'],
  ['tel:1', 'sip:1@b'],
];

describe('two URIs (RFC 3261 §19.1.4)', () => {
  for (const [a, b] of SAME) {
    it(`are equal: ${a} and ${b}`, () => {
      expect(URI.parse(a)!.equals(URI.parse(b)!)).to.equal(true);
      expect(URI.parse(b)!.equals(URI.parse(a)!)).to.equal(true);
    });
  }
  it('that repeat a parameter, against the rule, are equal to themselves', () => {
    const uri = URI.parse('sip:a@b;x=1;x=2')!;
    expect(uri.equals(uri)).to.equal(true);
    expect(uri.equals(uri.clone())).to.equal(true);
    expect(uri.equals(URI.parse('sip:a@b;x=2')!)).to.equal(false);
  });
  for (const [a, b] of DIFFERENT) {
    it(`differ: ${a} and ${b}`, () => {
      expect(URI.parse(a)!.equals(URI.parse(b)!)).to.equal(false);
      expect(URI.parse(b)!.equals(URI.parse(a)!)).to.equal(false);
    });
  }
});
