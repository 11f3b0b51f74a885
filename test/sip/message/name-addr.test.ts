/** Names, addresses and parameters (RFC 3261 §20.10, §25.1). */

import { expect } from 'chai';
import { NameAddrHeader } from '../../../src/sip/message/name-addr.js';
import { Params } from '../../../src/sip/message/params.js';
import { URI } from '../../../src/sip/message/uri.js';

describe('a name-addr', () => {
  it('is read with and without quotes and brackets', () => {
    const rows: [text: string, name: string, uri: string, tag: string | undefined][] = [
      ['"A. \\"B\\" \\\\C" <sip:a@b>;tag=1', 'A. "B" \\C', 'sip:a@b', '1'],
      ['Anonymous <sip:c8oqz84zk7z@privacy.org>;tag=hyh8', 'Anonymous', 'sip:c8oqz84zk7z@privacy.org', 'hyh8'],
      ['sip:+12125551212@phone2net.com;tag=887s', '', 'sip:+12125551212@phone2net.com', '887s'],
      ['<sip:a@b;user=phone>;Tag=x', '', 'sip:a@b;user=phone', 'x'],
      ['  Two  Words\t<sip:a@b> ; tag = x ; q="1;2"', 'Two  Words', 'sip:a@b', 'x'],
      ['"<sip:x@y>" <sip:a@b>', '<sip:x@y>', 'sip:a@b', undefined],
      ['Müller <sip:a@b>', 'Müller', 'sip:a@b', undefined],
      ['<tel:+1201;ext=5>;tag=9', '', 'tel:+1201;ext=5', '9'],
    ];
    for (const [text, name, uri, tag] of rows) {
      const address = NameAddrHeader.parse(text)!;
      expect([address.displayName, address.uri.toRaw(), address.tag], text).to.deep.equal([name, uri, tag]);
    }
  });

  // @rfc 3261 §20
  it('keeps the parameters after an address without brackets as its own, not as those of the URI (RFC 3261 §20)', () => {
    const address = NameAddrHeader.parse('sip:a@b;transport=tcp')!;
    expect(address.uri.params.size).to.equal(0);
    expect(address.params.get('transport')).to.equal('tcp');
  });

  for (const text of [
    '',
    '   ',
    '"open <sip:a@b>',
    'Bell, A <sip:a@b>',
    '< sip:a@b >',
    '<sip:a@b',
    'sip:a@b?x=y',
    'sip:a@b,sip:c@d',
    '<sip:a@b>;;',
    '<sip:a@b>;=x',
    '<sip:a@b> x',
    '<sip:a@b>;x="open',
    '<sip:a@b>;tag=hyh8,<sip:c@d;user=phone>',
    '<sip:a@b>;tag=hyh8, <sip:c@d;user=phone>',
    '<sip:a@b>;tag=1;@@;<>',
    '<sip:a@b>;tag=1; @@ ; <>',
    '<sip:a@b>;na(me=1',
    '<sip:a@b>;tag=a<b>',
    '<sip:a@b>;tag="a"b',
    '*',
  ]) {
    it(`is refused: ${text}`, () => expect(NameAddrHeader.parse(text)).to.equal(undefined));
  }

  // @rfc 3261 §25.1
  it('escapes quotes and backslashes of a display name so that they are read back unchanged (RFC 3261 §25.1)', () => {
    for (const name of ['Alice', 'a"b\\c', '\\', '"', 'tab\there', 'Ünï', 'x\u0001y']) {
      const text = new NameAddrHeader(URI.parse('sip:a@b')!, name).toString();
      expect(NameAddrHeader.parse(text)!.displayName).to.equal(name);
    }
  });

  it('refuses a display name with a line break, which would start another header field (T34)', () => {
    for (const name of ['a\r\nX-Evil: 1', 'a\nb', 'a\rb']) {
      expect(() => new NameAddrHeader(URI.parse('sip:a@b')!, name).toString(), name).to.throw(TypeError);
    }
  });

  it('has a friendly name: the display name, the user part, or the URI', () => {
    expect(NameAddrHeader.parse('"Bob" <sip:b@c>')!.friendlyName).to.equal('Bob');
    expect(NameAddrHeader.parse('<sip:b@c>')!.friendlyName).to.equal('b');
    expect(NameAddrHeader.parse('<sip:c>')!.friendlyName).to.equal('sip:c');
  });

  it('is not changed through its clone', () => {
    const address = NameAddrHeader.parse('<sip:a@b;x=1>;tag=1')!;
    const copy = address.clone();
    copy.params.set('tag', '2');
    copy.uri.params.set('x', '2');
    copy.uri.user = 'z';
    expect(address.toString()).to.equal('<sip:a@b;x=1>;tag=1');
    expect(copy.toString()).to.equal('<sip:z@b;x=2>;tag=2');
  });
});

describe('parameters', () => {
  it('match names without regard to case, keep their order, and use the first of a repeated name', () => {
    const params = Params.parse(';A=1;b;a=2;C="x y"')!;
    expect(params.get('a')).to.equal('1');
    expect(params.get('B')).to.equal(null);
    expect(params.get('c')).to.equal('x y');
    expect(params.getRaw('c')).to.equal('"x y"');
    expect(params.get('d')).to.equal(undefined);
    expect(params.toString()).to.equal(';A=1;b;a=2;C="x y"');
    params.delete('a');
    expect(params.toString()).to.equal(';b;C="x y"');
  });

  it('are quoted where the grammar requires it, and refused where they cannot be written', () => {
    const params = new Params();
    params
      .set('plain', 'tok-en')
      .set('host', '[::1]:5')
      .set('text', 'a "b"')
      .set('flag')
      .set('+sip.instance', '<urn:x>');
    params.set('forced', 'x', { quoted: true });
    expect(params.toString()).to.equal(
      ';plain=tok-en;host=[::1]:5;text="a \\"b\\"";flag;+sip.instance="<urn:x>";forced="x"',
    );
    expect(() => params.set('a b', '1')).to.throw(TypeError);
    expect(() => params.set('x', 'a\r\nb')).to.throw(TypeError);
  });

  it('with the names of Object.prototype members are treated like other parameters', () => {
    const params = Params.parse(';__proto__=x;constructor;toString=1')!;
    expect(params.get('__proto__')).to.equal('x');
    expect(params.get('constructor')).to.equal(null);
    expect(params.get('hasOwnProperty')).to.equal(undefined);
  });

  it('above 256 are refused', () => {
    expect(Params.parse(';a=1'.repeat(256))!.size).to.equal(256);
    expect(Params.parse(';a=1'.repeat(257))).to.equal(undefined);
  });
});
