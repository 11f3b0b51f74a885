/** Messages from the network: read, rejected and dropped (RFC 3261 §7, §8.2, §18.3; RFC 5626 §3.5.1; RFC 7118 §5). */

import { expect } from 'chai';
import { parseMessage, type ParseResult } from '../../../src/sip/message/parse.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { IncomingResponse } from '../../../src/sip/message/response.js';

const HEAD = {
  Via: 'SIP/2.0/WSS client.invalid;branch=z9hG4bK74bf9',
  'Max-Forwards': '70',
  From: '"Alice" <sip:alice@example.com>;tag=9fxced76sl',
  To: 'Bob <sip:bob@example.com>',
  'Call-ID': '3848276298220188511@client',
  CSeq: '2 INVITE',
  Contact: '<sip:alice@client.invalid;transport=ws>',
};

function text(
  changes: Record<string, string | undefined> = {},
  body = '',
  start = 'INVITE sip:bob@example.com SIP/2.0',
): string {
  const fields: Record<string, string | undefined> = { ...HEAD, ...changes };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}`));
  return `${[start, ...lines].join('\r\n')}\r\n\r\n${body}`;
}

function request(source: string | Uint8Array): IncomingRequest {
  const result = parseMessage(source);
  if (result.kind !== 'request') throw new Error(`${result.kind} ${'reason' in result ? result.reason : ''}`);
  return result.message;
}

function response(
  changes: Record<string, string | undefined> = {},
  body = '',
  start = 'SIP/2.0 200 OK',
): IncomingResponse {
  const result = parseMessage(text(changes, body, start));
  if (result.kind !== 'response') throw new Error(result.kind);
  return result.message;
}

const verdict = (result: ParseResult): string =>
  result.kind === 'reject'
    ? `reject ${result.statusCode}`
    : result.kind === 'keep-alive'
      ? `ping ${result.ping}`
      : result.kind;

describe('a received message', () => {
  it('has typed header fields', () => {
    const message = request(
      text({
        Route: '<sip:p1;lr>, <sip:p2;lr>',
        Supported: 'timer , Replaces',
        Expires: '120',
        'Content-Type': 'Application/SDP;x=y',
      }),
    );
    expect(message.method).to.equal('INVITE');
    expect(message.uri.toString()).to.equal('sip:bob@example.com');
    expect(message.via!.sentBy).to.equal('client.invalid');
    expect(message.via!.branch).to.equal('z9hG4bK74bf9');
    expect(message.from.displayName).to.equal('Alice');
    expect([message.fromTag, message.toTag]).to.deep.equal(['9fxced76sl', undefined]);
    expect(message.callId).to.equal('3848276298220188511@client');
    expect(message.cseq).to.deep.equal({ sequence: 2, method: 'INVITE' });
    expect(message.contact!.uri.params.get('transport')).to.equal('ws');
    expect(message.routes.map((route) => route.uri.host)).to.deep.equal(['p1', 'p2']);
    expect(message.recordRoutes).to.deep.equal([]);
    expect(message.hasOption('Supported', 'replaces')).to.equal(true);
    expect(message.hasOption('Require', 'replaces')).to.equal(false);
    expect(message.expires).to.equal(120);
    expect(message.maxForwards).to.equal(70);
    expect(message.contentType).to.equal('application/sdp');
  });

  it('updates its typed values when its header fields are changed', () => {
    const message = request(text());
    expect(message.toTag).to.equal(undefined);
    message.headers.set('To', `${message.headers.get('To')};tag=x`);
    expect(message.toTag).to.equal('x');
    message.headers.prepend('Via', 'SIP/2.0/UDP proxy;branch=z9hG4bKp');
    expect(message.via!.host).to.equal('proxy');
    expect(message.vias).to.have.lengthOf(2);
    message.headers.shift('Via');
    expect(message.via!.host).to.equal('client.invalid');
  });

  // @rfc 3261 §7.5
  it('may be preceded by empty lines (RFC 3261 §7.5)', () => {
    expect(verdict(parseMessage(`\r\n\r\n${text()}`))).to.equal('request');
  });

  for (const status of ['2e2', '1e2', '+20', '0x7', '20', ' 20', '099', '700', '2000', '20O']) {
    // @rfc 3261 §25.1
    it(`is dropped as a response with the status "${status}", which is not three digits from 100 to 699 (RFC 3261 §25.1)`, () => {
      expect(parseMessage(text({}, '', `SIP/2.0 ${status} OK`)).kind).to.equal('drop');
    });
  }

  it('leaves out a malformed Contact element of a response, and is rejected with 400 as a request with one', () => {
    const contact = '<tel:+1>, <sip:good@h>, "open <sip:bad@h>';
    expect(
      response({ Contact: '<mailto:a@b>, <sip:good@h>;q=1, <nonsense>' }).contacts.map((c) => c.uri.toRaw()),
    ).to.deep.equal(['mailto:a@b', 'sip:good@h']);
    expect(verdict(parseMessage(text({ Contact: contact })))).to.equal('reject 400');
    expect(request(text({ Contact: '*' })).contactStar).to.equal(true);
    expect(request(text({ Contact: '*' })).contacts).to.deep.equal([]);
  });
});

describe('the body of a received message', () => {
  // @rfc 3261 §18.3
  it('has the length of Content-Length in bytes of UTF-8; the rest is dropped (T37, RFC 3261 §18.3)', () => {
    expect(request(text({ 'Content-Length': '6' }, 'grün!')).body).to.equal('grün!');
    expect(request(text({ 'Content-Length': '4' }, 'grün!')).body).to.equal('grü');
    expect(request(text({ 'Content-Length': '3' }, 'grün!')).body).to.equal('gr');
    expect(request(text({ 'Content-Length': '4' }, '😀😀')).body).to.equal('😀');
    expect(request(text({ 'Content-Length': '0' }, 'trailing')).body).to.equal('');
    const bytes = new TextEncoder().encode(text({ 'Content-Length': '6' }, 'grün!xyz'));
    expect(request(bytes).body).to.equal('grün!');
  });

  it('extends to the end of the frame without Content-Length', () => {
    expect(request(text({}, 'to the end')).body).to.equal('to the end');
  });

  it('that is shorter than Content-Length rejects a request with 400, and drops a response', () => {
    expect(verdict(parseMessage(text({ 'Content-Length': '7' }, 'grün!')))).to.equal('reject 400');
    expect(verdict(parseMessage(new TextEncoder().encode(text({ 'Content-Length': '7' }, 'grün!'))))).to.equal(
      'reject 400',
    );
    expect(verdict(parseMessage(text({ 'Content-Length': '7', CSeq: '2 INVITE' }, 'x', 'SIP/2.0 200 OK')))).to.equal(
      'drop',
    );
  });
});

describe('keep-alive (RFC 5626 §3.5.1)', () => {
  it('is a ping of two CRLF or a pong of one', () => {
    expect(verdict(parseMessage('\r\n\r\n'))).to.equal('ping true');
    expect(verdict(parseMessage('\r\n'))).to.equal('ping false');
    expect(verdict(parseMessage(new Uint8Array([13, 10, 13, 10])))).to.equal('ping true');
    expect(verdict(parseMessage(''))).to.equal('drop');
  });
});

describe('a malformed message', () => {
  for (const [what, source, expected] of [
    ['without Via', text({ Via: undefined }), 'drop'],
    ['without From', text({ From: undefined }), 'reject 400'],
    ['without To', text({ To: undefined }), 'reject 400'],
    ['without Call-ID', text({ 'Call-ID': undefined }), 'reject 400'],
    ['with an empty Call-ID', text({ 'Call-ID': '' }), 'reject 400'],
    ['without CSeq', text({ CSeq: undefined }), 'reject 400'],
    ['with a CSeq of 2^31 (RFC 3261 §8.1.1.5)', text({ CSeq: '2147483648 INVITE' }), 'reject 400'],
    ['with two From', text({ f: 'x <sip:a@b>' }), 'reject 400'],
    ['with Max-Forwards 256', text({ 'Max-Forwards': '256' }), 'reject 400'],
    ['with a Content-Length that is no number', text({ 'Content-Length': '1e1' }, 'x'.repeat(20)), 'reject 400'],
    ['with SIP version 3', text({}, '', 'INVITE sip:bob@example.com SIP/3.0'), 'reject 505'],
    ['with a malformed Request-URI', text({}, '', 'INVITE bob SIP/2.0'), 'reject 400'],
    ['without a Request-URI', text({}, '', 'INVITE SIP/2.0'), 'reject 400'],
    ['that is HTTP', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'drop'],
    ['with a NUL in a header field', text({ Subject: 'a\0b' }), 'reject 400'],
    ['with a NUL in the start line', text({}, '', 'INVITE sip:b\0b@example.com SIP/2.0'), 'reject 400'],
    ['that ends within its head', text().slice(0, 250), 'reject 400'],
    ['that ends within its start line', text().slice(0, 20), 'drop'],
    ['that is an ACK, which has no response', text({ CSeq: '2 ACK', To: 'x' }, '', 'ACK sip:b@c SIP/2.0'), 'drop'],
    ['that is a response without To', text({ To: undefined }, '', 'SIP/2.0 200 OK'), 'drop'],
    ['that is a response with a malformed CSeq (T05)', text({ CSeq: 'x' }, '', 'SIP/2.0 200 OK'), 'drop'],
    ['that is a response with status 099', text({}, '', 'SIP/2.0 099 Odd'), 'drop'],
    ['that is a response with status 700', text({}, '', 'SIP/2.0 700 Odd'), 'drop'],
    ['of random bytes', 'ÿþ\u0001\u0002\u0003 \r\n garbage', 'drop'],
  ] as const) {
    it(`${what}: ${expected}`, () => {
      expect(verdict(parseMessage(source))).to.equal(expected);
      expect(verdict(parseMessage(new TextEncoder().encode(source)))).to.equal(expected);
    });
  }

  it('keeps its raw header fields for the response, without line breaks', () => {
    const result = parseMessage(text({ To: '"open <sip:b@c>', Subject: 'a\0b' }));
    expect(result.kind).to.equal('reject');
    const { message } = result as { message: IncomingRequest };
    expect(message.via!.branch).to.equal('z9hG4bK74bf9');
    expect(message.headers.get('To')).to.equal('"open <sip:b@c>');
    expect(message.headers.get('Subject')).to.equal('a b');
    expect(() => message.to).to.throw('To is missing or malformed');
    expect(() => message.toString()).to.not.throw();
  });

  // @rfc 3261 §8.2.2
  it('has lines that are not header fields ignored (RFC 3261 §8.2.2)', () => {
    const message = request(text().replace('Max-Forwards', 'no colon here\r\nbad name: x\r\n: y\r\nMax-Forwards'));
    expect(message.headers.size).to.equal(Object.keys(HEAD).length);
  });
});

describe('the limits of the parser', () => {
  // @rfc 3261 §21.5.7
  it('give 513 to a message above 64 KiB, judged by its first part (RFC 3261 §21.5.7)', () => {
    expect(verdict(parseMessage(text({}, 'x'.repeat(70_000))))).to.equal('reject 513');
    expect(verdict(parseMessage(new TextEncoder().encode(text({}, 'x'.repeat(70_000)))))).to.equal('reject 513');
    expect(parseMessage(text({}, 'x'.repeat(70_000)), { message: 100_000 }).kind).to.equal('request');
  });

  it('give 513 to a header of 1 MB when the header fields before it allow a response, and drop the message otherwise', () => {
    expect(verdict(parseMessage(text({ Subject: 'x'.repeat(1_000_000) })))).to.equal('reject 513');
    const first = `INVITE sip:b@c SIP/2.0\r\nSubject: ${'x'.repeat(1_000_000)}\r\n${text().split('\r\n').slice(1).join('\r\n')}`;
    expect(verdict(parseMessage(first))).to.equal('drop');
  });

  it('give 513 to a long header field, too many header fields or too many Via, and 414 to a long Request-URI', () => {
    expect(verdict(parseMessage(text({ Subject: 'x'.repeat(20_000) })))).to.equal('reject 513');
    const many = Object.fromEntries(Array.from({ length: 130 }, (_, i) => [`X-${i}`, 'y']));
    expect(verdict(parseMessage(text(many)))).to.equal('reject 513');
    const via = Array(71).fill('SIP/2.0/UDP h;branch=z9hG4bK1').join(',');
    expect(verdict(parseMessage(text({ Via: via })))).to.equal('reject 513');
    expect(verdict(parseMessage(text({}, '', `INVITE sip:${'x'.repeat(20_000)}@h SIP/2.0`)))).to.equal('reject 414');
  });
});
