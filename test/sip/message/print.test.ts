/** Outgoing messages as text (RFC 3261 §7, §16.6, §20.14). */

import { expect } from 'chai';
import { Headers } from '../../../src/sip/message/headers.js';
import { parseMessage } from '../../../src/sip/message/parse.js';
import { type IncomingRequest, OutgoingRequestMessage } from '../../../src/sip/message/request.js';
import { type IncomingResponse, OutgoingResponseMessage } from '../../../src/sip/message/response.js';
import { URI } from '../../../src/sip/message/uri.js';

const target = (): URI => URI.parse('sip:bob@example.com')!;

describe('the text of an outgoing message', () => {
  it('has a computed Content-Length, in bytes', () => {
    const headers = new Headers().append('To', '<sip:b@c>').append('Content-Length', '99').append('l', '98');
    expect(new OutgoingRequestMessage('MESSAGE', target(), headers, 'grün 😀').toString()).to.equal(
      'MESSAGE sip:bob@example.com SIP/2.0\r\nTo: <sip:b@c>\r\nContent-Length: 10\r\n\r\ngrün 😀',
    );
    expect(new OutgoingResponseMessage(180).toString()).to.equal('SIP/2.0 180 Ringing\r\nContent-Length: 0\r\n\r\n');
  });

  it('has the registered, the given or an empty reason phrase as a response', () => {
    expect(new OutgoingResponseMessage(488).startLine).to.equal('SIP/2.0 488 Not Acceptable Here');
    expect(new OutgoingResponseMessage(488, 'Nein').startLine).to.equal('SIP/2.0 488 Nein');
    expect(new OutgoingResponseMessage(499).startLine).to.equal('SIP/2.0 499 ');
  });

  it('is refused with a line break or NUL in the start line (T34)', () => {
    for (const evil of ['OK\r\nX-Evil: 1', 'a\nb', 'a\rb', 'a\0']) {
      expect(() => new OutgoingResponseMessage(200, evil).toString()).to.throw(TypeError);
      expect(() => new OutgoingRequestMessage(evil, target()).toString()).to.throw(TypeError);
      const uri = URI.opaque('urn', evil);
      expect(() => new OutgoingRequestMessage('INVITE', uri).toString()).to.throw(TypeError);
    }
  });
});

describe('a proxy', () => {
  const received = [
    'INVITE sip:bob@example.com SIP/2.0',
    'Via: SIP/2.0/WS client.invalid;branch=z9hG4bK1',
    'Route: <sip:proxy.example;lr>, <sip:next.example;lr>',
    'From: <sip:a@b>;tag=1',
    'To: <sip:bob@example.com>',
    'Call-ID: x',
    'CSeq: 1 INVITE',
    'X-Kept: ;;,, as is',
    'Content-Length: 4',
    '',
    'body',
  ].join('\r\n');

  // @rfc 3261 §16.6
  it('forwards a changed copy of a received request, and leaves the original unchanged (RFC 3261 §16.6)', () => {
    const { message } = parseMessage(received) as { message: IncomingRequest };
    const forwarded = OutgoingRequestMessage.from(message);
    forwarded.uri = URI.parse('sip:bob@192.0.2.4')!;
    forwarded.headers.shift('Route');
    forwarded.headers.prepend('Record-Route', '<sip:proxy.example;lr>');
    forwarded.headers.prepend('Via', 'SIP/2.0/WS proxy.example;branch=z9hG4bK2');
    expect(forwarded.toString().split('\r\n')).to.deep.equal([
      'INVITE sip:bob@192.0.2.4 SIP/2.0',
      'Record-Route: <sip:proxy.example;lr>',
      'Via: SIP/2.0/WS proxy.example;branch=z9hG4bK2',
      'Via: SIP/2.0/WS client.invalid;branch=z9hG4bK1',
      'Route: <sip:next.example;lr>',
      'From: <sip:a@b>;tag=1',
      'To: <sip:bob@example.com>',
      'Call-ID: x',
      'CSeq: 1 INVITE',
      'X-Kept: ;;,, as is',
      'Content-Length: 4',
      '',
      'body',
    ]);
    expect(message.toString()).to.equal(received);
  });

  // @rfc 3261 §16.7
  it('removes its Via from a response that it forwards (RFC 3261 §16.7)', () => {
    const text = received.replace(/^.*\r\n/, 'SIP/2.0 200 OK\r\nVia: SIP/2.0/WS proxy.example;branch=z9hG4bK2\r\n');
    const { message } = parseMessage(text) as { message: IncomingResponse };
    const back = OutgoingResponseMessage.from(message);
    back.headers.shift('Via');
    expect(back.via!.host).to.equal('client.invalid');
    expect(message.via!.host).to.equal('proxy.example');
  });
});
