/** Bodies and their parts (RFC 3261 §7.4, §20.11; RFC 2046 §5.1; RFC 3420). */

import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bodyParts, findPart, printMultipart } from '../../../src/sip/message/body.js';
import { byteLength } from '../../../src/sip/message/bytes.js';
import { parseDtmf, printDtmfRelay } from '../../../src/sip/message/dtmf-relay.js';
import { Headers } from '../../../src/sip/message/headers.js';
import { parseMessage } from '../../../src/sip/message/parse.js';
import { OutgoingRequestMessage } from '../../../src/sip/message/request.js';
import { parseSipfrag, printSipfrag } from '../../../src/sip/message/sipfrag.js';
import { REASON_PHRASE } from '../../../src/sip/message/status.js';
import { URI } from '../../../src/sip/message/uri.js';

function message(contentType: string, body: string, disposition?: string): OutgoingRequestMessage {
  const headers = new Headers().append('Content-Type', contentType);
  if (disposition) headers.append('Content-Disposition', disposition);
  return new OutgoingRequestMessage('INVITE', URI.parse('sip:a@b')!, headers, body);
}

describe('bodyParts()', () => {
  // @rfc 3261 §20.11
  it('returns a body of one type as one part, with its content type, disposition and handling (RFC 3261 §20.11)', () => {
    expect(bodyParts(message('Application/SDP', 'v=0'))[0]).to.include({
      contentType: 'application/sdp',
      disposition: 'session',
      body: 'v=0',
    });
    expect(bodyParts(message('text/plain;charset=utf-8', 'x', 'Alert;handling=optional'))[0]).to.include({
      contentType: 'text/plain',
      disposition: 'alert',
      optional: true,
    });
    expect(bodyParts(message('text/plain', ''))).to.deep.equal([]);
  });

  it('splits a multipart body into its parts, nested ones included, without preamble and epilogue', () => {
    const inner = '--in\r\n\r\nplain\r\n--in\r\nContent-Type: text/html\r\n\r\n<p>\r\n--in--\r\n';
    const body = [
      'preamble',
      '--b 1',
      'Content-Type: application/sdp',
      'Content-ID: <x@y>',
      '',
      'v=0',
      's=--b 1 is no delimiter here',
      '',
      '--b 1  ',
      'Content-Type: multipart/alternative;',
      ' boundary=in',
      '',
      inner,
      '--b 1--',
      'epilogue',
    ].join('\r\n');
    const parts = bodyParts(message('multipart/mixed; boundary="b 1"', body));
    expect(parts.map((part) => [part.contentType, part.body])).to.deep.equal([
      ['application/sdp', 'v=0\r\ns=--b 1 is no delimiter here\r\n'],
      ['text/plain', 'plain'],
      ['text/html', '<p>'],
    ]);
    expect(parts[0]!.id).to.equal('x@y');
    expect(findPart(message('multipart/mixed;boundary="b 1"', body), 'text/html', 'x/y')!.body).to.equal('<p>');
  });

  // @rfc 4475 §3.1.1.11
  it('splits the body of the message of RFC 4475 §3.1.1.11 into a text and a signature', () => {
    const result = parseMessage(readFileSync(join(import.meta.dirname, 'torture', 'rfc4475', 'mpart01.dat'), 'utf8'));
    if (result.kind !== 'request') throw new Error(result.kind);
    expect(bodyParts(result.message).map((part) => part.contentType)).to.deep.equal([
      'text/plain',
      'application/octet-stream',
    ]);
  });

  it('reads what printMultipart() wrote, which refuses a part that contains the boundary', () => {
    const parts = [
      { contentType: 'application/sdp', body: 'v=0\r\n' },
      { contentType: 'text/plain', body: '', headers: [['Content-Disposition', 'render']] as const },
    ];
    const { contentType, body } = printMultipart(parts, 'x1');
    expect(bodyParts(message(contentType, body)).map((part) => part.body)).to.deep.equal(['v=0\r\n', '']);
    expect(() => printMultipart([{ contentType: 'a/b', body: '--x1' }], 'x1')).to.throw(TypeError);
    expect(() => printMultipart([], 'a\r\nb')).to.throw(TypeError);
    expect(() => printMultipart([{ contentType: 'a/b\r\nX: y', body: '' }], 'x1')).to.throw(TypeError);
  });

  it('returns at most 32 parts, and stops at a limit of nesting', () => {
    const many = '--b\r\n\r\nx\r\n'.repeat(1000);
    expect(bodyParts(message('multipart/mixed;boundary=b', many))).to.have.lengthOf(32);
    let nested = 'x';
    for (let i = 0; i < 50; i++)
      nested = `--b${i}\r\nContent-Type: multipart/mixed;boundary=b${i - 1}\r\n\r\n${nested}\r\n--b${i}--`;
    expect(bodyParts(message('multipart/mixed;boundary=b49', nested)).length).to.be.below(3);
  });
});

describe('byteLength()', () => {
  it('is the length of the UTF-8 form of a text', () => {
    for (const text of ['', 'abc', 'grün', '€', '😀', 'a\ud800b', '\udc00', '\ud83d', 'x'.repeat(3000) + '😀']) {
      expect(byteLength(text), JSON.stringify(text)).to.equal(new TextEncoder().encode(text).length);
    }
  });
});

describe('sipfrag (RFC 3420)', () => {
  it('is read as a status code and a reason phrase, and written as a status line', () => {
    expect(parseSipfrag('SIP/2.0 180 Ringing\r\nX: y\r\n')).to.deep.equal({ statusCode: 180, reasonPhrase: 'Ringing' });
    expect(parseSipfrag('SIP/2.0 603')).to.deep.equal({ statusCode: 603, reasonPhrase: '' });
    expect(parseSipfrag('SIP/2.0  200\tOK')).to.deep.equal({ statusCode: 200, reasonPhrase: 'OK' });
    for (const none of ['OK', 'SIP/2.0 2000', 'SIP/2.0 700 No']) expect(parseSipfrag(none)).to.equal(undefined);
    expect(printSipfrag(100)).to.equal('SIP/2.0 100 Trying\r\n');
    expect(() => printSipfrag(200, 'a\r\nb')).to.throw(TypeError);
  });
});

describe('DTMF in INFO', () => {
  it('is read from application/dtmf-relay and application/dtmf, and written as application/dtmf-relay', () => {
    expect(parseDtmf('application/dtmf-relay', 'Signal= 5\r\nDuration= 160\r\n')).to.deep.equal({
      tone: '5',
      duration: 160,
    });
    expect(parseDtmf('application/dtmf-relay', 'signal=11\nduration=x')).to.deep.equal({
      tone: '#',
      duration: undefined,
    });
    expect(parseDtmf('application/dtmf', ' d ')).to.deep.equal({ tone: 'D', duration: undefined });
    for (const [code, tone] of Object.entries({ 10: '*', 11: '#', 12: 'A', 13: 'B', 14: 'C', 15: 'D', r: 'R' }))
      expect(parseDtmf('application/dtmf-relay', `Signal=${code}`)?.tone).to.equal(tone);
    for (const wrong of ['E', '16', '55', ''])
      expect(parseDtmf('application/dtmf-relay', `Signal=${wrong}`)).to.equal(undefined);
    expect(parseDtmf('text/plain', '5')).to.equal(undefined);
    expect(printDtmfRelay('a', 99.6)).to.equal('Signal=A\r\nDuration=100\r\n');
    expect(() => printDtmfRelay('1\r\nX', 100)).to.throw(TypeError);
  });
});

describe('reason phrases', () => {
  it('are those of the IANA registry, for codes from 100 to 699', () => {
    expect(Object.keys(REASON_PHRASE)).to.have.length.above(70);
    for (const [code, phrase] of Object.entries(REASON_PHRASE)) {
      expect(Number(code)).to.be.within(100, 699);
      expect(phrase).to.match(/^[A-Z][\w/\- ]+$/);
    }
    expect(REASON_PHRASE[487]).to.equal('Request Terminated');
  });
});
