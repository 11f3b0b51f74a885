/** Every message of RFC 4475 and RFC 5118, byte for byte, with the result that those documents require of a user agent. */

import { expect } from 'chai';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseMessage, type ParseResult } from '../../../src/sip/message/parse.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';

const folder = join(import.meta.dirname, 'torture');

/**
 * `accept`: the parser accepts it; where a higher layer rejects it, `then` names the response. A number: rejected with this status.
 * `drop`: no response.
 */
interface Row {
  file: string;
  section: string;
  verdict: 'accept' | 'drop' | number;
  then?: string;
  check?(message: IncomingRequest): void;
}

const RFC_4475: Row[] = [
  { file: 'wsinv', section: '3.1.1.1', verdict: 'accept', check: checkWsinv },
  { file: 'intmeth', section: '3.1.1.2', verdict: 'accept', check: checkIntmeth },
  { file: 'esc01', section: '3.1.1.3', verdict: 'accept', check: checkEsc01 },
  { file: 'escnull', section: '3.1.1.4', verdict: 'accept', check: checkEscnull },
  { file: 'esc02', section: '3.1.1.5', verdict: 'accept', check: checkEsc02 },
  {
    file: 'lwsdisp',
    section: '3.1.1.6',
    verdict: 'accept',
    check: (m) => expect(m.from.displayName).to.equal('caller'),
  },
  { file: 'longreq', section: '3.1.1.7', verdict: 'accept', check: checkLongreq },
  { file: 'dblreq', section: '3.1.1.8', verdict: 'accept', check: (m) => expect(m.body).to.equal('') },
  { file: 'semiuri', section: '3.1.1.9', verdict: 'accept', check: checkSemiuri },
  { file: 'transports', section: '3.1.1.10', verdict: 'accept', check: checkTransports },
  { file: 'mpart01', section: '3.1.1.11', verdict: 'accept' },
  { file: 'unreason', section: '3.1.1.12', verdict: 'accept' },
  { file: 'noreason', section: '3.1.1.13', verdict: 'accept' },
  { file: 'badinv01', section: '3.1.2.1', verdict: 400 },
  { file: 'clerr', section: '3.1.2.2', verdict: 400 },
  { file: 'ncl', section: '3.1.2.3', verdict: 400 },
  { file: 'scalar02', section: '3.1.2.4', verdict: 400 },
  { file: 'scalarlg', section: '3.1.2.5', verdict: 'drop' },
  { file: 'quotbal', section: '3.1.2.6', verdict: 400 },
  { file: 'ltgtruri', section: '3.1.2.7', verdict: 400 },
  { file: 'lwsruri', section: '3.1.2.8', verdict: 400 },
  { file: 'lwsstart', section: '3.1.2.9', verdict: 400 },
  { file: 'trws', section: '3.1.2.10', verdict: 400 },
  { file: 'escruri', section: '3.1.2.11', verdict: 400 },
  { file: 'baddate', section: '3.1.2.12', verdict: 'accept', then: 'the Date is ignored' },
  { file: 'regbadct', section: '3.1.2.13', verdict: 400 },
  { file: 'badaspec', section: '3.1.2.14', verdict: 400 },
  { file: 'baddn', section: '3.1.2.15', verdict: 400 },
  { file: 'badvers', section: '3.1.2.16', verdict: 505 },
  { file: 'mismatch01', section: '3.1.2.17', verdict: 400 },
  { file: 'mismatch02', section: '3.1.2.18', verdict: 400 },
  { file: 'bigcode', section: '3.1.2.19', verdict: 'drop' },
  {
    file: 'badbranch',
    section: '3.2.1',
    verdict: 'accept',
    then: 'matched by the rules of RFC 2543',
    check: checkBadbranch,
  },
  { file: 'insuf', section: '3.3.1', verdict: 400 },
  {
    file: 'unkscm',
    section: '3.3.2',
    verdict: 'accept',
    then: '416',
    check: (m) => expect(m.uri.isSip).to.equal(false),
  },
  {
    file: 'novelsc',
    section: '3.3.3',
    verdict: 'accept',
    then: '416',
    check: (m) => expect(m.uri.scheme).to.equal('soap.beep'),
  },
  { file: 'unksm2', section: '3.3.4', verdict: 'accept', check: (m) => expect(m.to.uri.scheme).to.equal('isbn') },
  { file: 'bext01', section: '3.3.5', verdict: 'accept', then: '420', check: checkBext01 },
  {
    file: 'invut',
    section: '3.3.6',
    verdict: 'accept',
    then: '415',
    check: (m) => expect(m.contentType).to.equal('application/unknownformat'),
  },
  { file: 'regaut01', section: '3.3.7', verdict: 'accept', then: '405' },
  { file: 'multi01', section: '3.3.8', verdict: 400 },
  { file: 'mcl01', section: '3.3.9', verdict: 400 },
  { file: 'bcast', section: '3.3.10', verdict: 'accept', then: 'dropped: two Via (RFC 3261 §8.1.3.3)' },
  { file: 'zeromf', section: '3.3.11', verdict: 'accept', check: (m) => expect(m.maxForwards).to.equal(0) },
  { file: 'cparam01', section: '3.3.12', verdict: 'accept', check: checkCparam01 },
  { file: 'cparam02', section: '3.3.13', verdict: 'accept', check: checkCparam02 },
  { file: 'regescrt', section: '3.3.14', verdict: 'accept', check: checkRegescrt },
  { file: 'sdp01', section: '3.3.15', verdict: 'accept', then: '406', check: checkSdp01 },
  { file: 'inv2543', section: '3.4.1', verdict: 'accept', check: checkInv2543 },
];

const RFC_5118: Row[] = [
  { file: 'ipv6-good', section: '4.1', verdict: 'accept', check: (m) => expect(m.uri.host).to.equal('[2001:db8::10]') },
  { file: 'ipv6-bad', section: '4.2', verdict: 400 },
  { file: 'port-ambiguous', section: '4.3', verdict: 'accept', check: (m) => expect(m.uri.port).to.equal(undefined) },
  { file: 'port-unambiguous', section: '4.4', verdict: 'accept', check: (m) => expect(m.uri.port).to.equal(5070) },
  {
    file: 'via-received-param-with-delim',
    section: '4.5',
    verdict: 'accept',
    check: checkReceived('[2001:db8::9:255]'),
  },
  { file: 'via-received-param-no-delim', section: '4.5', verdict: 'accept', check: checkReceived('2001:db8::9:255') },
  {
    file: 'ipv6-in-sdp',
    section: '4.6',
    verdict: 'accept',
    check: (m) => expect(m.body).to.contain('IP6 2001:db8::20'),
  },
  { file: 'mult-ip-in-header', section: '4.7', verdict: 'accept', check: checkManyHosts },
  { file: 'mult-ip-in-sdp', section: '4.8', verdict: 'accept' },
  { file: 'ipv4-mapped-ipv6', section: '4.9', verdict: 'accept', check: (m) => expect(m.via?.port).to.equal(19823) },
  { file: 'ipv6-bug-abnf-3-colons', section: '4.10', verdict: 'accept' },
  { file: 'ipv6-correct-abnf-2-colons', section: '4.10', verdict: 'accept' },
];

/**
 * The archive of RFC 5118 has its files with bare line feeds, those of §4.10 without the empty line at the end, and a
 * Content-Length in §4.6 that fits no form of its body. The text of the RFC shows what is meant.
 */
function restored(file: string, raw: string): string {
  let text = raw.replace(/\n/g, '\r\n');
  if (!text.includes('\r\n\r\n')) text += '\r\n';
  return file === 'ipv6-in-sdp' ? text.replace('Content-Length: 268', 'Content-Length: 251') : text;
}

function checkWsinv(m: IncomingRequest): void {
  expect(m.to.tag).to.equal('1918181833n');
  expect(m.from.displayName).to.equal('J Rosenberg \\"');
  expect(m.fromTag).to.equal('98asjd8');
  expect(m.maxForwards).to.equal(68);
  expect(m.cseq).to.deep.equal({ sequence: 9, method: 'INVITE' });
  expect(m.vias.map((via) => [via.transport, via.host, via.branch])).to.deep.equal([
    ['UDP', '192.0.2.2', '390skdjuw'],
    ['TCP', 'spindle.example.com', 'z9hG4bK9ikj8'],
    ['UDP', '192.168.255.111', 'z9hG4bK30239'],
  ]);
  expect(m.headers.get('Subject')).to.equal('');
  expect(m.headers.get('newfangledheader')).to.equal('newfangled value continued newfangled value');
  expect(m.headers.get('UnknownHeaderWithUnusualValue')).to.equal(';;,,;;,;');
  expect(m.routes[0]!.uri.params.get('unknownwith')).to.equal('value');
  expect(m.routes[0]!.uri.params.get('unknown-no-value')).to.equal(null);
  expect(m.contact!.displayName).to.equal('Quoted string ""');
  expect(m.contact!.params.get('newparam')).to.equal('newvalue');
  expect(m.contact!.params.get('q')).to.equal('0.33');
  expect(m.body).to.have.lengthOf(150);
}

function checkIntmeth(m: IncomingRequest): void {
  expect(m.method).to.equal("!interesting-Method0123456789_*+`.%indeed'~");
  expect(m.uri.user).to.equal("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
  expect(m.uri.password).to.equal("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
  expect(m.to.displayName).to.equal('BEL:\x07 NUL:\0 DEL:\x7f');
  expect(m.from.displayName).to.equal("token1~` token2'+_ token3*%!.-");
  expect(m.from.params.get("fromParam''~+*_!.-%")).to.equal('работающий');
  expect(m.fromTag).to.equal("_token~1'+`*%!-.");
  expect(m.callId).to.equal('intmeth.word%ZK-!.*_+\'@word`~)(><:\\/"][?}{');
  expect(m.headers.get("extensionHeader-!.%*+_`'~")).to.equal('\ufeff大停電');
}

function checkEsc01(m: IncomingRequest): void {
  expect(m.uri.user).to.equal('sips:user@example.com');
  expect(m.uri.host).to.equal('example.net');
  expect(m.from.uri.user).to.equal('I have spaces');
  expect(m.to.uri.user).to.equal('user');
  expect(m.contact!.uri.user).to.equal('caller');
  expect(m.contact!.uri.toRaw()).to.equal('sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31');
}

function checkEscnull(m: IncomingRequest): void {
  expect(m.to.uri.user).to.equal('null-\0-null');
  expect(m.contacts.map((contact) => contact.uri.toRaw())).to.deep.equal([
    'sip:%00@host5.example.com',
    'sip:%00%00@host5.example.com',
  ]);
}

function checkEsc02(m: IncomingRequest): void {
  expect(m.method).to.equal('RE%47IST%45R');
  expect(m.to.displayName).to.equal('%Z%45');
  expect(m.contacts).to.have.lengthOf(2);
  expect(m.headers.get('C%6Fntact')).to.equal('<sip:alias2@host2.example.com>');
}

function checkLongreq(m: IncomingRequest): void {
  expect(m.to.displayName).to.match(/^I have a user name of (extreme){10} proportion$/);
  expect(m.to.uri.params.get(`longparam${'name'.repeat(25)}`)).to.equal('shortvalue');
  expect([...m.to.uri.params].at(-1)![0]).to.match(/^very(long)+ParameterNameWithNoValue$/);
  expect(m.vias.length).to.be.above(20);
  expect(m.headers.get(`Unknown-${'Long'.repeat(20)}-Name`)).to.match(
    /^unknown-(long)+-value; unknown-(long)+-parameter-name = /,
  );
}

function checkSemiuri(m: IncomingRequest): void {
  expect(m.uri.user).to.equal('user;par=u@example.net');
  expect(m.uri.host).to.equal('example.com');
  expect(m.uri.params.size).to.equal(0);
}

function checkTransports(m: IncomingRequest): void {
  expect(m.vias.map((via) => via.transport)).to.deep.equal(['UDP', 'SCTP', 'TLS', 'UNKNOWN', 'TCP']);
}

function checkBadbranch(m: IncomingRequest): void {
  expect(m.via!.branch).to.equal('z9hG4bK');
}

function checkBext01(m: IncomingRequest): void {
  expect(m.headers.values('Require')).to.deep.equal(['nothingSupportsThis', 'nothingSupportsThisEither']);
}

function checkCparam01(m: IncomingRequest): void {
  expect(m.contact!.params.has('unknownparam')).to.equal(true);
  expect(m.contact!.uri.params.has('unknownparam')).to.equal(false);
}

function checkCparam02(m: IncomingRequest): void {
  expect(m.contact!.params.has('unknownparam')).to.equal(false);
  expect(m.contact!.uri.params.has('unknownparam')).to.equal(true);
}

function checkRegescrt(m: IncomingRequest): void {
  expect(m.contact!.uri.headers).to.deep.equal([['Route', '<sip:sip.example.com>']]);
  expect(m.contact!.uri.toString()).to.equal('sip:user@example.com?Route=%3Csip:sip.example.com%3E');
}

function checkSdp01(m: IncomingRequest): void {
  expect(m.headers.values('Accept')).to.deep.equal(['text/nobodyKnowsThis']);
}

function checkInv2543(m: IncomingRequest): void {
  expect(m.via!.branch).to.equal(undefined);
  expect(m.fromTag).to.equal(undefined);
  expect(m.body).to.match(/^v=0\r\n/);
}

function checkReceived(received: string): (m: IncomingRequest) => void {
  return (m) => expect(m.via!.params.get('received')).to.equal(received);
}

function checkManyHosts(m: IncomingRequest): void {
  expect(m.vias.map((via) => via.sentBy)).to.deep.equal(['[2001:db8::9:1]:6050', '192.0.2.1', '[2001:db8::9:255]']);
}

function verdictOf(result: ParseResult): string | number {
  if (result.kind === 'request' || result.kind === 'response') return 'accept';
  return result.kind === 'reject' ? result.statusCode : result.kind;
}

function expectRow(row: Row, result: ParseResult): void {
  expect(verdictOf(result), 'reason' in result ? result.reason : '').to.equal(row.verdict);
  if (result.kind === 'request') row.check?.(result.message);
}

for (const [document, rows, repair] of [
  ['rfc4475', RFC_4475, (_: string, raw: string) => raw],
  ['rfc5118', RFC_5118, restored],
] as const) {
  describe(`the torture messages of ${document.replace('rfc', 'RFC ')}`, () => {
    it('are all in the table', () => {
      const files = readdirSync(join(folder, document)).map((name) => name.replace('.dat', ''));
      expect(rows.map((row) => row.file).sort()).to.deep.equal(files.sort());
    });

    for (const row of rows) {
      it(`§${row.section} ${row.file}: ${row.verdict}${row.then ? `, then ${row.then}` : ''}`, () => {
        const raw = readFileSync(join(folder, document, `${row.file}.dat`));
        const text = repair(row.file, raw.toString('utf8'));
        expectRow(row, parseMessage(text));
        expectRow(row, parseMessage(document === 'rfc4475' ? new Uint8Array(raw) : new TextEncoder().encode(text)));
      });
    }
  });
}

describe('a head whose lines all end with a bare line feed', () => {
  const raw = readFileSync(join(folder, 'rfc5118', 'ipv6-good.dat'), 'utf8');

  // @rfc 5118
  it('is accepted, as in the archive of RFC 5118', () => {
    const result = parseMessage(raw);
    expect(result.kind).to.equal('request');
    expect((result as { message: IncomingRequest }).message.contact!.uri.host).to.equal('[2001:db8::1]');
  });

  it('is rejected when it mixes line ends, as another element would find other header fields in it', () => {
    const crlf = raw.replace(/\n/g, '\r\n');
    for (const text of [
      crlf.replace('Max-Forwards: 70\r\n', 'Max-Forwards: 70\n'),
      crlf.replace('Max-Forwards: 70\r\n', 'Max-Forwards: 70\r'),
      raw.replace('Max-Forwards: 70\n', 'Max-Forwards: 70\r\n'),
      raw.replace('Max-Forwards: 70\n', 'Max-Forwards: 70\r'),
    ]) {
      expect(verdictOf(parseMessage(text)), JSON.stringify(text)).to.equal(400);
    }
  });
});
