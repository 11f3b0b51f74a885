/** The header fields of a message (RFC 3261 §7.3). */

import { expect } from 'chai';
import { Headers } from '../../../src/sip/message/headers.js';

describe('header fields', () => {
  // @rfc 3261 §7.3.3
  it('are found without regard to case and by their compact form (RFC 3261 §7.3.3)', () => {
    const headers = new Headers();
    headers.append('v', 'SIP/2.0/WS a').append('VIA', 'SIP/2.0/WS b').append('x-Own', '1').append('o', 'presence');
    expect(headers.get('via')).to.equal('SIP/2.0/WS a');
    expect(headers.getAll('V')).to.deep.equal(['SIP/2.0/WS a', 'SIP/2.0/WS b']);
    expect(headers.get('X-OWN')).to.equal('1');
    expect(headers.get('Event')).to.equal('presence');
    expect([...headers].map(([name]) => name)).to.deep.equal(['Via', 'Via', 'x-Own', 'Event']);
  });

  it('have the compact forms of all RFCs', () => {
    for (const [compact, name] of Object.entries({
      a: 'Accept-Contact',
      b: 'Referred-By',
      c: 'Content-Type',
      d: 'Request-Disposition',
      e: 'Content-Encoding',
      f: 'From',
      i: 'Call-ID',
      j: 'Reject-Contact',
      k: 'Supported',
      l: 'Content-Length',
      m: 'Contact',
      o: 'Event',
      r: 'Refer-To',
      s: 'Subject',
      t: 'To',
      u: 'Allow-Events',
      v: 'Via',
      x: 'Session-Expires',
      y: 'Identity',
    })) {
      const headers = new Headers();
      headers.append(compact, 'z');
      expect(headers.get(name), compact).to.equal('z');
    }
  });

  // @rfc 3261 §7.3.1
  it('with several values are split at commas outside quotes and brackets (RFC 3261 §7.3.1)', () => {
    const headers = new Headers();
    headers.append('Route', '<sip:a,b@c;lr>, "x, \\", y" <sip:d>;p="q,r"').append('Route', ' , <sip:e>,');
    expect(headers.values('Route')).to.deep.equal(['<sip:a,b@c;lr>', '"x, \\", y" <sip:d>;p="q,r"', '<sip:e>']);
    expect(headers.values('Path')).to.deep.equal([]);
  });

  it('are replaced in place, added before and after, and deleted', () => {
    const headers = new Headers();
    headers.append('Via', '1').append('To', 't').append('Via', '2').append('Via', '3');
    headers.set('Via', 'x');
    expect([...headers]).to.deep.equal([
      ['Via', 'x'],
      ['To', 't'],
    ]);
    headers.prepend('Via', '0').prepend('Record-Route', 'r').append('Via', 'y');
    expect(headers.getAll('Via')).to.deep.equal(['0', 'x', 'y']);
    expect([...headers][0]).to.deep.equal(['Record-Route', 'r']);
    expect(headers.delete('via')).to.equal(true);
    expect(headers.delete('via')).to.equal(false);
    expect(headers.size).to.equal(2);
  });

  it('remove and return the first element of a field, such as the top Via or Route', () => {
    const headers = new Headers();
    headers.append('Via', 'a, b').append('Via', 'c');
    expect([headers.shift('Via'), headers.shift('Via'), headers.shift('Via'), headers.shift('Via')]).to.deep.equal([
      'a',
      'b',
      'c',
      undefined,
    ]);
    expect(headers.has('Via')).to.equal(false);
  });

  it('refuse CR, LF and NUL in a value, and a name that is not a token, in append(), prepend() and set() (T34)', () => {
    const headers = new Headers();
    headers.append('Subject', 'x');
    for (const value of ['a\r\nX-Evil: 1', 'a\nb', 'a\rb', 'a\0b', '\0']) {
      expect(() => headers.append('Subject', value)).to.throw(TypeError);
      expect(() => headers.prepend('Subject', value)).to.throw(TypeError);
      expect(() => headers.set('Subject', value)).to.throw(TypeError);
      expect(() => headers.set('X-New', value)).to.throw(TypeError);
    }
    for (const name of ['', 'a b', 'a:', 'X\r\nY', 'ü'])
      expect(() => headers.append(name, 'x'), name).to.throw(TypeError);
    expect([...headers]).to.deep.equal([['Subject', 'x']]);
  });

  // @rfc 4475 §3.1.1.2
  it('accept a NUL that is the second half of a quoted pair, as a response must echo it (RFC 4475 §3.1.1.2)', () => {
    expect(new Headers().append('To', '"\\\0" <sip:a@b>').get('To')).to.equal('"\\\0" <sip:a@b>');
  });

  it('are not changed through their clone', () => {
    const headers = new Headers();
    headers.append('To', 'a');
    const copy = headers.clone();
    copy.set('To', 'b');
    expect(headers.get('To')).to.equal('a');
  });

  it('with the names of Object.prototype members are treated like other header fields', () => {
    const headers = new Headers();
    headers.append('__proto__', 'x').append('constructor', 'y');
    expect(headers.get('__PROTO__')).to.equal('x');
    expect(headers.get('toString')).to.equal(undefined);
  });
});
