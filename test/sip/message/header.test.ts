/** Typed header fields, each read and written by the rules of its RFC. */

import { expect } from 'chai';
import { parseAuth, parseAuthParams, printAuth, printChallenge } from '../../../src/sip/message/header/auth.js';
import { alertUrns, answerAfter, parseAnswerMode, parseInfos } from '../../../src/sip/message/header/call-info.js';
import {
  contactExpires,
  contactGruu,
  contactInstance,
  contactQ,
  contactRegId,
} from '../../../src/sip/message/header/contact.js';
import { parseCSeq, printCSeq } from '../../../src/sip/message/header/cseq.js';
import { parseDate, printDate } from '../../../src/sip/message/header/date.js';
import { diversions, historyInfo } from '../../../src/sip/message/header/diversion.js';
import { parseEvent, printEvent, sameEvent } from '../../../src/sip/message/header/event.js';
import { assertedIdentities, parsePrivacy, remoteParties } from '../../../src/sip/message/header/identity.js';
import { parseRAck, parseRSeq, printRAck } from '../../../src/sip/message/header/rack.js';
import { parseReasons, printReason } from '../../../src/sip/message/header/reason.js';
import { parseReferSub, parseReferTo } from '../../../src/sip/message/header/refer.js';
import {
  parseJoin,
  parseReplaces,
  parseTargetDialog,
  printReplaces,
} from '../../../src/sip/message/header/replaces.js';
import { parseRetryAfter } from '../../../src/sip/message/header/retry-after.js';
import { isLoose, parseRoutes, printRoutes } from '../../../src/sip/message/header/routes.js';
import {
  parseMinSe,
  parseSessionExpires,
  printSessionExpires,
} from '../../../src/sip/message/header/session-expires.js';
import { parseSubscriptionState, printSubscriptionState } from '../../../src/sip/message/header/subscription-state.js';
import { Via } from '../../../src/sip/message/header/via.js';
import { parseWarnings } from '../../../src/sip/message/header/warning.js';
import { Headers } from '../../../src/sip/message/headers.js';
import { NameAddrHeader } from '../../../src/sip/message/name-addr.js';
import { OutgoingRequestMessage } from '../../../src/sip/message/request.js';
import { URI } from '../../../src/sip/message/uri.js';

function messageWith(...fields: [name: string, value: string][]): OutgoingRequestMessage {
  const headers = new Headers();
  for (const [name, value] of fields) headers.append(name, value);
  return new OutgoingRequestMessage('INVITE', URI.parse('sip:a@b')!, headers);
}

describe('Via (RFC 3261 §20.42, RFC 3581)', () => {
  it('is read with white space around its separators', () => {
    const via = Via.parse('SIP / 2.0 / WSS  Host.example : 5061 ; branch = z9hG4bK1;rport')!;
    expect([via.protocol, via.transport, via.sentBy, via.branch]).to.deep.equal([
      'SIP/2.0',
      'WSS',
      'host.example:5061',
      'z9hG4bK1',
    ]);
    expect(via.params.get('rport')).to.equal(null);
    expect(via.toString()).to.equal('SIP/2.0/WSS Host.example:5061;branch=z9hG4bK1;rport');
  });

  it('is refused without a transport or a host, or with a port above 65535', () => {
    for (const text of [
      '',
      'SIP/2.0',
      'SIP/2.0/UDP',
      'SIP/2.0/ h',
      'UDP h',
      'SIP/2.0/UDP h:65536',
      'SIP/2.0/UDP h:x',
    ]) {
      expect(Via.parse(text), text).to.equal(undefined);
    }
  });
});

describe('CSeq (RFC 3261 §20.16)', () => {
  it('is a sequence number below 2^31 and a method', () => {
    expect(parseCSeq('0009 INVITE')).to.deep.equal({ sequence: 9, method: 'INVITE' });
    expect(parseCSeq('2147483647 x-y')).to.deep.equal({ sequence: 2 ** 31 - 1, method: 'x-y' });
    for (const text of [
      '',
      '1',
      'INVITE',
      '-1 INVITE',
      '2147483648 INVITE',
      '1 IN VITE',
      '1e3 INVITE',
      `${'9'.repeat(30)} X`,
    ]) {
      expect(parseCSeq(text), text).to.equal(undefined);
    }
    expect(printCSeq({ sequence: 4, method: 'BYE' })).to.equal('4 BYE');
  });
});

describe('Contact parameters (RFC 3261 §20.10, RFC 5626, RFC 5627)', () => {
  it('are read as typed values', () => {
    const contact = NameAddrHeader.parse(
      '<sip:a@b>;expires=7200;q=0.35;reg-id=2;+sip.instance="<urn:uuid:00000000-0000-1000-8000-000A95A0E128>"' +
        ';pub-gruu="sip:a@b;gr=1";temp-gruu="sip:t@b;gr"',
    )!;
    expect(contactExpires(contact)).to.equal(7200);
    expect(contactQ(contact)).to.equal(0.35);
    expect(contactRegId(contact)).to.equal(2);
    expect(contactInstance(contact)).to.equal('urn:uuid:00000000-0000-1000-8000-000A95A0E128');
    expect(contactGruu(contact)).to.deep.equal({ pub: 'sip:a@b;gr=1', temp: 'sip:t@b;gr' });
  });

  it('have their defaults when they are missing or malformed', () => {
    const contact = NameAddrHeader.parse('<sip:a@b>;expires=x;q=5;reg-id=0')!;
    expect([contactExpires(contact), contactQ(contact), contactRegId(contact), contactInstance(contact)]).to.deep.equal(
      [undefined, 1, undefined, undefined],
    );
    expect(contactExpires(NameAddrHeader.parse('<sip:a@b>;expires=99999999999')!)).to.equal(2 ** 32 - 1);
  });
});

describe('route sets (RFC 3261 §20.30, §20.34)', () => {
  it('are read in order, and refused when one element is malformed', () => {
    const routes = parseRoutes(['<sip:a;lr>, <sip:b>', '<sip:c;lr=on>'])!;
    expect(routes.map(isLoose)).to.deep.equal([true, false, true]);
    expect(printRoutes(routes)).to.equal('<sip:a;lr>, <sip:b>, <sip:c;lr=on>');
    expect(parseRoutes(['<sip:a;lr>, nonsense'])).to.equal(undefined);
  });
});

describe('challenges and credentials (RFC 7616 §3.3, RFC 8898 §3)', () => {
  it('are read with and without quotes, in any letter case, and with empty list elements', () => {
    const auth = parseAuth('digest REALM="a, \\"b\\"" ,, qop="auth,auth-int",algorithm=MD5 , stale = false')!;
    expect(auth.scheme).to.equal('digest');
    expect([...auth.params]).to.deep.equal([
      ['realm', 'a, "b"'],
      ['qop', 'auth,auth-int'],
      ['algorithm', 'MD5'],
      ['stale', 'false'],
    ]);
    expect(parseAuth('Bearer eyJ.a-b_c~+/==')).to.deep.include({ scheme: 'Bearer', token: 'eyJ.a-b_c~+/==' });
    expect(parseAuth('Digest realm="open')).to.equal(undefined);
    expect(parseAuth('')).to.equal(undefined);
    expect(parseAuthParams('a=1 b=2')).to.equal(undefined);
  });

  it('quote the values that the grammar requires as quoted strings, and no others', () => {
    expect(
      printAuth('Digest', [
        ['realm', 'r'],
        ['qop', 'auth'],
        ['nc', '00000001'],
      ]),
    ).to.equal('Digest realm="r", qop=auth, nc=00000001');
    expect(
      printChallenge('Digest', [
        ['realm', 'r'],
        ['qop', 'auth'],
      ]),
    ).to.equal('Digest realm="r", qop="auth"');
    expect(() => printAuth('Digest', [['algorithm', 'a b']])).to.throw(TypeError);
    expect(() => printAuth('Digest', [['realm', 'a\r\nb']])).to.throw(TypeError);
  });
});

describe('Event and Subscription-State (RFC 6665 §8.2)', () => {
  it('are read as typed values, and compared by package and id', () => {
    const event = parseEvent('Presence.winfo ; id=5;x=y')!;
    expect([event.package, event.id]).to.deep.equal(['Presence.winfo', '5']);
    expect(printEvent(event)).to.equal('Presence.winfo;id=5;x=y');
    expect(printEvent({ package: 'refer', id: '7' })).to.equal('refer;id=7');
    expect(sameEvent(event, parseEvent('Presence.winfo;id=5')!)).to.equal(true);
    expect(sameEvent(event, parseEvent('Presence.winfo')!)).to.equal(false);
    expect(parseEvent('')).to.equal(undefined);
    expect(parseSubscriptionState('Terminated;reason=NoResource;retry-after=60;expires=x')).to.deep.equal({
      state: 'terminated',
      reason: 'noresource',
      retryAfter: 60,
      expires: undefined,
    });
    expect(printSubscriptionState({ state: 'active', expires: 3600 })).to.equal('active;expires=3600');
  });
});

describe('session timers (RFC 4028 §4, §5)', () => {
  it('are read as seconds with a refresher', () => {
    expect(parseSessionExpires('1800;refresher=UAC;x')).to.deep.equal({ interval: 1800, refresher: 'uac' });
    expect(parseSessionExpires('90;refresher=me')).to.deep.equal({ interval: 90, refresher: undefined });
    expect(parseSessionExpires('soon')).to.equal(undefined);
    expect(printSessionExpires({ interval: 90, refresher: 'uas' })).to.equal('90;refresher=uas');
    expect(parseMinSe('120;x=y')).to.equal(120);
  });
});

describe('Replaces, Join and Target-Dialog (RFC 3891, RFC 3911, RFC 4538)', () => {
  it('give the local and remote tag from the view of their receiver', () => {
    const expected = { callId: '98732@sip.example.com', localTag: 'r33th4x0r', remoteTag: 'ff87ff', earlyOnly: false };
    expect(parseReplaces('98732@sip.example.com ;from-tag=ff87ff ;to-tag=r33th4x0r')).to.deep.equal(expected);
    expect(parseReplaces('x;to-tag=1;from-tag=2;early-only')!.earlyOnly).to.equal(true);
    expect(parseJoin('98732@sip.example.com;from-tag=ff87ff;to-tag=r33th4x0r')).to.deep.equal(expected);
    expect(parseTargetDialog('x;local-tag=1;remote-tag=2')).to.include({ localTag: '1', remoteTag: '2' });
    for (const text of ['', 'x', 'x;to-tag=1', 'x;from-tag=1', ';to-tag=1;from-tag=2', 'x;to-tag;from-tag=2']) {
      expect(parseReplaces(text), text).to.equal(undefined);
    }
    expect(() => printReplaces({ callId: 'a\r\nb', localTag: '1', remoteTag: '2' })).to.throw(TypeError);
    expect(() => printReplaces({ callId: 'a', localTag: '1;early-only', remoteTag: '2' })).to.throw(TypeError);
  });
});

describe('Refer-To (RFC 3515 §2.1, RFC 3891 §6.1)', () => {
  it('is read as a target, a method, the dialog to replace and other header fields', () => {
    const refer = parseReferTo(
      '"Bob" <sip:bob@b;method=INVITE;x=1?Replaces=a%40b%3Bto-tag%3D1%3Bfrom-tag%3D2&Accept-Contact=sip:c>',
    )!;
    expect(refer.target.toString()).to.equal('sip:bob@b;x=1');
    expect(refer.method).to.equal('INVITE');
    expect(refer.replaces).to.deep.equal({ callId: 'a@b', localTag: '1', remoteTag: '2', earlyOnly: false });
    expect(refer.headers).to.deep.equal([['Accept-Contact', 'sip:c']]);
    expect(refer.address.uri.hasHeaders).to.equal(true);
  });

  it('is refused when it is not one address, or its Replaces is malformed', () => {
    for (const text of [
      '',
      '<sip:a@b>, <sip:c@d>',
      '<sip:a@b?Replaces=x>',
      '<sip:a@b?Replaces=x&Replaces=y>',
      'sip:a@b?x=y',
    ]) {
      expect(parseReferTo(text), text).to.equal(undefined);
    }
    expect(parseReferTo('tel:+1201')!.target.scheme).to.equal('tel');
    expect([parseReferSub('False;x'), parseReferSub('true'), parseReferSub('no')]).to.deep.equal([
      false,
      true,
      undefined,
    ]);
  });
});

describe('Reason (RFC 3326 §2)', () => {
  it('is read as a list of protocols with causes', () => {
    expect(parseReasons('SIP ;cause=200 ;text="Call completed elsewhere", q.850;cause=16, "x"')).to.deep.equal([
      { protocol: 'SIP', cause: 200, text: 'Call completed elsewhere' },
      { protocol: 'Q.850', cause: 16, text: undefined },
    ]);
    expect(printReason({ protocol: 'SIP', cause: 480, text: 'a "b"' })).to.equal('SIP;cause=480;text="a \\"b\\""');
    expect(() => printReason({ protocol: 'S P' })).to.throw(TypeError);
    expect(() => printReason({ protocol: 'SIP', text: 'a\r\nX: y' })).to.throw(TypeError);
  });
});

describe('RSeq and RAck (RFC 3262 §7)', () => {
  it('are numbers from 1 to 2^32-1, RAck with the CSeq of the response that it acknowledges', () => {
    expect(parseRAck('776656 1 INVITE')).to.deep.equal({ rseq: 776656, cseq: { sequence: 1, method: 'INVITE' } });
    expect(printRAck({ rseq: 1, cseq: { sequence: 2, method: 'INVITE' } })).to.equal('1 2 INVITE');
    expect([
      parseRSeq('0'),
      parseRSeq('4294967295'),
      parseRSeq('4294967296'),
      parseRAck('1'),
      parseRAck('x 1 INVITE'),
    ]).to.deep.equal([undefined, 4294967295, undefined, undefined, undefined]);
  });
});

describe('Retry-After (RFC 3261 §20.33)', () => {
  it('is read as seconds with a comment and a duration', () => {
    expect(parseRetryAfter('18000;duration=3600')).to.deep.equal({
      seconds: 18000,
      duration: 3600,
      comment: undefined,
    });
    expect(parseRetryAfter('120 (I\'m in a (long) "meeting)" )')).to.deep.equal({
      seconds: 120,
      duration: undefined,
      comment: 'I\'m in a (long) "meeting)" ',
    });
    for (const text of ['', 'soon', '5 (open', '5 x']) expect(parseRetryAfter(text), text).to.equal(undefined);
  });
});

describe('asserted identities and Remote-Party-ID (RFC 3323, RFC 3325)', () => {
  it('are read as at most one SIP and one tel URI, with screening and privacy', () => {
    const message = messageWith(
      ['P-Asserted-Identity', 'tel:+14085264000'],
      ['P-Asserted-Identity', '"Cullen" <sip:fluffy@cisco.com>, <sip:second@x>'],
      ['Remote-Party-ID', '"Bob" <sip:bob@b>;party=calling;screen=yes;privacy=Full'],
    );
    expect(assertedIdentities(message).map((address) => address.uri.toRaw())).to.deep.equal([
      'sip:fluffy@cisco.com',
      'tel:+14085264000',
    ]);
    expect(remoteParties(message)[0]).to.include({ party: 'calling', screened: true, privacy: 'full' });
    expect(parsePrivacy('ID; user;Critical')).to.deep.equal(['id', 'user', 'critical']);
  });
});

describe('Diversion and History-Info (RFC 5806, RFC 7044)', () => {
  it('are read with the latest diversion first, and as a tree of targets', () => {
    const message = messageWith(
      ['Diversion', '<sip:bob@b>;reason=User-Busy;counter=1, <sip:carol@c>;reason=no-answer'],
      ['History-Info', '<sip:a@b?Reason=SIP%3Bcause%3D302>;index=1, <sip:c@d>;index=1.1;rc=1'],
    );
    expect(diversions(message).map(({ reason, counter }) => [reason, counter])).to.deep.equal([
      ['user-busy', 1],
      ['no-answer', undefined],
    ]);
    const [first, second] = historyInfo(message);
    expect(first!.reasons).to.deep.equal([{ protocol: 'SIP', cause: 302, text: undefined }]);
    expect([first!.index, first!.from]).to.deep.equal(['1', undefined]);
    expect([second!.index, second!.from]).to.deep.equal(['1.1', { kind: 'rc', index: '1' }]);
  });
});

describe('Alert-Info, Call-Info and Answer-Mode (RFC 7462, RFC 5373)', () => {
  it('are read as URIs with parameters', () => {
    const text = '<https://example.com/a,b.wav>;purpose=icon, <urn:alert:service:Call-Waiting>, broken';
    expect(parseInfos(text).map(({ uri, params }) => [uri.scheme, params.get('purpose')])).to.deep.equal([
      ['https', 'icon'],
      ['urn', undefined],
    ]);
    expect(alertUrns(text)).to.deep.equal(['urn:alert:service:call-waiting']);
    expect(answerAfter('<sip:x>;answer-after=0')).to.equal(0);
    expect(answerAfter('<sip:x>;answer-after=soon')).to.equal(undefined);
    expect(parseAnswerMode('Auto;require')).to.deep.equal({ mode: 'auto', required: true });
  });
});

describe('Date (RFC 3261 §20.17) and Warning (RFC 3261 §20.43)', () => {
  it('accept a date in GMT only', () => {
    const time = Date.UTC(2010, 10, 13, 23, 29, 0);
    expect(parseDate('Sat, 13 Nov 2010 23:29:00 GMT')).to.equal(time);
    expect(printDate(time)).to.equal('Sat, 13 Nov 2010 23:29:00 GMT');
    expect(parseDate('Fri, 01 Jan 2010 16:00:00 EST')).to.equal(undefined);
  });

  it('read a warning as a code, an agent and a text', () => {
    expect(parseWarnings('307 isi.edu "Session parameter \\"x\\"", 30 a "b", 399 [::1]:5060 "x, y"')).to.deep.equal([
      { code: 307, agent: 'isi.edu', text: 'Session parameter "x"' },
      { code: 399, agent: '[::1]:5060', text: 'x, y' },
    ]);
  });
});
