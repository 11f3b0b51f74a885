/** Thirty-six messages as a browser phone sees them in a day: registration, calls both ways, transfer, subscriptions. */

const SDP = [
  'v=0',
  'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'a=extmap-allow-mixed',
  'a=msid-semantic: WMS 6f0a7b1c-5e0a-4a2c-9a8e-7a5f0c3b9d11',
  'm=audio 54609 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126',
  'c=IN IP4 203.0.113.17',
  'a=rtcp:9 IN IP4 0.0.0.0',
  'a=candidate:1467250027 1 udp 2122260223 192.168.1.23 46243 typ host generation 0 network-id 1',
  'a=candidate:1467250027 1 udp 1686052607 203.0.113.17 54609 typ srflx raddr 192.168.1.23 rport 46243 generation 0',
  'a=candidate:435653019 1 tcp 1518280447 192.168.1.23 9 typ host tcptype active generation 0 network-id 1',
  'a=ice-ufrag:EsAw',
  'a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1',
  'a=ice-options:trickle',
  'a=fingerprint:sha-256 D2:FA:0E:C3:22:59:5E:14:95:69:92:3D:13:B4:84:24:2C:C2:A2:C0:3E:FD:34:8E:5E:EA:6F:AF:52:CE:E6:0F',
  'a=setup:actpass',
  'a=mid:0',
  'a=sendrecv',
  'a=rtcp-mux',
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:63 red/48000/2',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:13 CN/8000',
  'a=rtpmap:110 telephone-event/48000',
  'a=rtpmap:126 telephone-event/8000',
  'a=ssrc:3735928559 cname:w3kJqB0Z2Yyqf1Nd',
  '',
].join('\r\n');

const MWI = 'Messages-Waiting: yes\r\nMessage-Account: sip:alice@vmail.example.com\r\nVoice-Message: 2/8 (0/2)\r\n';
const DIALOG_INFO =
  '<?xml version="1.0"?>\r\n<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="4" state="full" entity="sip:bob@example.com">' +
  '<dialog id="as7d900as8" call-id="a84b4c76e66710" local-tag="1928301774" direction="initiator"><state>confirmed</state></dialog></dialog-info>\r\n';
const PIDF =
  '<?xml version="1.0" encoding="UTF-8"?>\r\n<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:alice@example.com">' +
  '<tuple id="a1"><status><basic>open</basic></status></tuple></presence>\r\n';

const WS = 'Via: SIP/2.0/WSS 9oqk3v8mbhrs.invalid;branch=z9hG4bKnashds8x7k2q;rport=51234;received=198.51.100.23';
const PROXY = 'Via: SIP/2.0/TLS proxy1.example.com:5061;branch=z9hG4bK2d4790.1;received=192.0.2.111';
const PBX = 'Via: SIP/2.0/UDP 192.0.2.40:5060;branch=z9hG4bKPj8f1e2a77-92c1;rport=5060';
const ALICE = 'From: "Alice Liddell" <sip:alice@example.com>;tag=9fxced76sl';
const ALICE_TO = 'To: "Alice Liddell" <sip:alice@example.com>;tag=9fxced76sl';
const BOB = 'To: <sip:bob@example.com>;tag=8321234356';
const BOB_FROM = 'From: Bob <sip:bob@example.com>;tag=8321234356';
const ID = 'Call-ID: 3848276298220188511@9oqk3v8mbhrs';
const MAX = 'Max-Forwards: 70';
const CONTACT = 'Contact: <sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws;ob>';
const BOB_CONTACT = 'Contact: <sip:bob@192.0.2.40:5060;transport=udp>';
const ALLOW = 'Allow: INVITE,ACK,CANCEL,BYE,UPDATE,MESSAGE,OPTIONS,REFER,INFO,NOTIFY,PRACK';
const SUPPORTED = 'Supported: replaces, outbound, gruu, timer, 100rel';
const AGENT = 'User-Agent: Example Phone 4.2';
const SERVER = 'Server: Example PBX 20.5';
const RR = [
  'Record-Route: <sip:edge.example.com:5061;transport=tls;lr;ftag=9fxced76sl>',
  'Record-Route: <sip:192.0.2.111;transport=wss;lr;ovid=a8f2c1>, <sip:core.example.com;lr>',
];
const ROUTE = 'Route: <sip:192.0.2.111;transport=wss;lr;ovid=a8f2c1>, <sip:core.example.com;lr>';
const REG_CONTACT =
  'Contact: <sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws>;+sip.instance="<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>";reg-id=1;expires=600';

/** A message with its Content-Length. */
function message(start, headers, type, body = '') {
  const lines = [start, ...headers.flat()];
  if (type) lines.push(`Content-Type: ${type}`);
  const length = new TextEncoder().encode(body).length;
  const text = `${lines.join('\r\n')}\r\nContent-Length: ${length}\r\n\r\n${body}`;
  // In one piece, as a socket delivers it.
  return new TextDecoder().decode(new TextEncoder().encode(text));
}

const SD = 'application/sdp';
const digest =
  'Digest username="alice", realm="example.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="sip:example.com", ' +
  'response="6629fae49393a05397450978507c4ef1", algorithm=MD5, qop=auth, nc=00000001, cnonce="0a4f113b"';

export const MESSAGES = [
  message('REGISTER sip:example.com SIP/2.0', [
    WS,
    MAX,
    ALICE,
    'To: <sip:alice@example.com>',
    ID,
    'CSeq: 1 REGISTER',
    REG_CONTACT,
    ALLOW,
    SUPPORTED,
    AGENT,
  ]),
  message('SIP/2.0 401 Unauthorized', [
    WS,
    ALICE,
    'To: <sip:alice@example.com>;tag=b27e1a1d33761e85',
    ID,
    'CSeq: 1 REGISTER',
    'WWW-Authenticate: Digest realm="example.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", algorithm=SHA-256, qop="auth"',
    SERVER,
  ]),
  message('REGISTER sip:example.com SIP/2.0', [
    WS,
    MAX,
    ALICE,
    'To: <sip:alice@example.com>',
    ID,
    'CSeq: 2 REGISTER',
    REG_CONTACT,
    `Authorization: ${digest}`,
    ALLOW,
    SUPPORTED,
    AGENT,
  ]),
  message('SIP/2.0 200 OK', [
    WS,
    ALICE,
    'To: <sip:alice@example.com>;tag=b27e1a1d33761e85',
    ID,
    'CSeq: 2 REGISTER',
    REG_CONTACT,
    'Contact: <sip:alice@192.0.2.77:5060>;q=0.5;expires=3000',
    'Date: Sat, 13 Nov 2010 23:29:00 GMT',
    'Service-Route: <sip:core.example.com;lr>',
    SERVER,
  ]),
  message(
    'INVITE sip:bob@example.com SIP/2.0',
    [
      WS,
      MAX,
      ALICE,
      'To: <sip:bob@example.com>',
      ID,
      'CSeq: 101 INVITE',
      CONTACT,
      ALLOW,
      SUPPORTED,
      'Session-Expires: 1800;refresher=uac',
      AGENT,
    ],
    SD,
    SDP,
  ),
  message('SIP/2.0 100 Trying', [WS, ALICE, 'To: <sip:bob@example.com>', ID, 'CSeq: 101 INVITE', SERVER]),
  message('SIP/2.0 407 Proxy Authentication Required', [
    WS,
    ALICE,
    'To: <sip:bob@example.com>;tag=1410948204',
    ID,
    'CSeq: 101 INVITE',
    'Proxy-Authenticate: Digest realm="example.com", nonce="f84f1cec41e6cbe5aea9c8e88d359", qop="auth,auth-int", algorithm=MD5',
  ]),
  message('ACK sip:bob@example.com SIP/2.0', [
    WS,
    MAX,
    ALICE,
    'To: <sip:bob@example.com>;tag=1410948204',
    ID,
    'CSeq: 101 ACK',
  ]),
  message('SIP/2.0 180 Ringing', [WS, RR, ALICE, BOB, ID, 'CSeq: 102 INVITE', BOB_CONTACT, SERVER]),
  message(
    'SIP/2.0 183 Session Progress',
    [WS, RR, ALICE, BOB, ID, 'CSeq: 102 INVITE', BOB_CONTACT, 'Require: 100rel', 'RSeq: 813520', SERVER],
    SD,
    SDP,
  ),
  message('PRACK sip:bob@192.0.2.40:5060;transport=udp SIP/2.0', [
    WS,
    ROUTE,
    MAX,
    ALICE,
    BOB,
    ID,
    'CSeq: 103 PRACK',
    'RAck: 813520 102 INVITE',
  ]),
  message(
    'SIP/2.0 200 OK',
    [
      WS,
      RR,
      ALICE,
      BOB,
      ID,
      'CSeq: 102 INVITE',
      BOB_CONTACT,
      ALLOW,
      SUPPORTED,
      'Require: timer',
      'Session-Expires: 1800;refresher=uac',
      SERVER,
    ],
    SD,
    SDP,
  ),
  message('ACK sip:bob@192.0.2.40:5060;transport=udp SIP/2.0', [
    WS,
    ROUTE,
    MAX,
    ALICE,
    BOB,
    ID,
    'CSeq: 102 ACK',
    AGENT,
  ]),
  message(
    'INVITE sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws SIP/2.0',
    [
      PROXY,
      PBX,
      RR,
      'Max-Forwards: 68',
      BOB_FROM,
      'To: <sip:alice@example.com>',
      'Call-ID: 7b2c1f0e@192.0.2.40',
      'CSeq: 21 INVITE',
      BOB_CONTACT,
      'P-Asserted-Identity: "Bob" <sip:bob@example.com>',
      ALLOW,
      SUPPORTED,
    ],
    SD,
    SDP,
  ),
  message('SIP/2.0 180 Ringing', [
    PROXY,
    PBX,
    RR,
    BOB_FROM,
    'To: <sip:alice@example.com>;tag=k2j3h4',
    'Call-ID: 7b2c1f0e@192.0.2.40',
    'CSeq: 21 INVITE',
    CONTACT,
  ]),
  message('CANCEL sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws SIP/2.0', [
    PROXY,
    'Max-Forwards: 68',
    BOB_FROM,
    'To: <sip:alice@example.com>',
    'Call-ID: 7b2c1f0e@192.0.2.40',
    'CSeq: 21 CANCEL',
    'Reason: SIP;cause=200;text="Call completed elsewhere"',
  ]),
  message('SIP/2.0 487 Request Terminated', [
    PROXY,
    PBX,
    BOB_FROM,
    'To: <sip:alice@example.com>;tag=k2j3h4',
    'Call-ID: 7b2c1f0e@192.0.2.40',
    'CSeq: 21 INVITE',
  ]),
  message(
    'INVITE sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws SIP/2.0',
    [PROXY, PBX, 'Max-Forwards: 69', BOB_FROM, ALICE_TO, ID, 'CSeq: 301 INVITE', BOB_CONTACT, ALLOW],
    SD,
    SDP.replace('sendrecv', 'sendonly'),
  ),
  message('UPDATE sip:bob@192.0.2.40:5060;transport=udp SIP/2.0', [
    WS,
    ROUTE,
    MAX,
    ALICE,
    BOB,
    ID,
    'CSeq: 104 UPDATE',
    CONTACT,
    'Session-Expires: 1800;refresher=uac',
  ]),
  message(
    'INFO sip:bob@192.0.2.40:5060;transport=udp SIP/2.0',
    [WS, ROUTE, MAX, ALICE, BOB, ID, 'CSeq: 105 INFO'],
    'application/dtmf-relay',
    'Signal=5\r\nDuration=160\r\n',
  ),
  message(
    'MESSAGE sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws SIP/2.0',
    [
      PROXY,
      PBX,
      'Max-Forwards: 69',
      BOB_FROM,
      'To: <sip:alice@example.com>',
      'Call-ID: msg1@192.0.2.40',
      'CSeq: 1 MESSAGE',
    ],
    'text/plain;charset=UTF-8',
    'Grüße aus Köln, wann kommst du?',
  ),
  message('REFER sip:bob@192.0.2.40:5060;transport=udp SIP/2.0', [
    WS,
    ROUTE,
    MAX,
    ALICE,
    BOB,
    ID,
    'CSeq: 106 REFER',
    CONTACT,
    'Refer-To: <sip:carol@example.com?Replaces=425928%40example.org%3Bto-tag%3D7743%3Bfrom-tag%3D6472>',
    'Referred-By: <sip:alice@example.com>',
  ]),
  message('SIP/2.0 202 Accepted', [WS, ALICE, BOB, ID, 'CSeq: 106 REFER', BOB_CONTACT]),
  message(
    'NOTIFY sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws SIP/2.0',
    [
      PROXY,
      PBX,
      'Max-Forwards: 69',
      BOB_FROM,
      ALICE_TO,
      ID,
      'CSeq: 302 NOTIFY',
      BOB_CONTACT,
      'Event: refer;id=106',
      'Subscription-State: active;expires=60',
    ],
    'message/sipfrag;version=2.0',
    'SIP/2.0 100 Trying\r\n',
  ),
  message(
    'NOTIFY sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws SIP/2.0',
    [
      PROXY,
      PBX,
      'Max-Forwards: 69',
      BOB_FROM,
      ALICE_TO,
      ID,
      'CSeq: 303 NOTIFY',
      BOB_CONTACT,
      'Event: refer;id=106',
      'Subscription-State: terminated;reason=noresource',
    ],
    'message/sipfrag;version=2.0',
    'SIP/2.0 200 OK\r\n',
  ),
  message('BYE sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws SIP/2.0', [
    PROXY,
    PBX,
    'Max-Forwards: 69',
    BOB_FROM,
    ALICE_TO,
    ID,
    'CSeq: 304 BYE',
    'Reason: Q.850;cause=16;text="Normal call clearing"',
    SERVER,
  ]),
  message('SIP/2.0 200 OK', [PROXY, PBX, BOB_FROM, ALICE_TO, ID, 'CSeq: 304 BYE', AGENT]),
  message('SUBSCRIBE sip:alice@vmail.example.com SIP/2.0', [
    WS,
    MAX,
    ALICE,
    'To: <sip:alice@vmail.example.com>',
    'Call-ID: sub-1@9oqk3v8mbhrs',
    'CSeq: 1 SUBSCRIBE',
    CONTACT,
    'Event: message-summary',
    'Expires: 3600',
    'Accept: application/simple-message-summary',
  ]),
  message(
    'NOTIFY sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws SIP/2.0',
    [
      PROXY,
      PBX,
      RR,
      'Max-Forwards: 69',
      'From: <sip:alice@vmail.example.com>;tag=4442',
      'To: <sip:alice@example.com>;tag=9fxced76sl',
      'Call-ID: sub-1@9oqk3v8mbhrs',
      'CSeq: 20 NOTIFY',
      'Contact: <sip:192.0.2.40:5060>',
      'Event: message-summary',
      'Subscription-State: active;expires=3599',
    ],
    'application/simple-message-summary',
    MWI,
  ),
  message(
    'NOTIFY sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws SIP/2.0',
    [
      PROXY,
      PBX,
      'Max-Forwards: 69',
      BOB_FROM,
      ALICE_TO,
      'Call-ID: sub-2@9oqk3v8mbhrs',
      'CSeq: 7 NOTIFY',
      'Contact: <sip:192.0.2.40:5060>',
      'Event: dialog',
      'Subscription-State: active;expires=3011',
    ],
    'application/dialog-info+xml',
    DIALOG_INFO,
  ),
  message(
    'PUBLISH sip:alice@example.com SIP/2.0',
    [
      WS,
      MAX,
      ALICE,
      'To: <sip:alice@example.com>',
      'Call-ID: pub-1@9oqk3v8mbhrs',
      'CSeq: 1 PUBLISH',
      'Event: presence',
      'Expires: 3600',
    ],
    'application/pidf+xml',
    PIDF,
  ),
  message('OPTIONS sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws SIP/2.0', [
    PBX,
    'Max-Forwards: 69',
    'From: "PBX" <sip:pbx@192.0.2.40>;tag=as5c3e2f1a',
    'To: <sip:alice@example.com>',
    'Call-ID: 5a1b@192.0.2.40',
    'CSeq: 102 OPTIONS',
    'Contact: <sip:pbx@192.0.2.40:5060>',
  ]),
  message('SIP/2.0 200 OK', [
    PBX,
    'From: "PBX" <sip:pbx@192.0.2.40>;tag=as5c3e2f1a',
    'To: <sip:alice@example.com>;tag=99a',
    'Call-ID: 5a1b@192.0.2.40',
    'CSeq: 102 OPTIONS',
    ALLOW,
    SUPPORTED,
    'Accept: application/sdp, message/sipfrag',
  ]),
  message('SIP/2.0 302 Moved Temporarily', [
    WS,
    ALICE,
    BOB,
    ID,
    'CSeq: 107 INVITE',
    'Contact: <sip:bob@mobile.example.com>;q=0.7, "Bob at home" <sip:bob@home.example.org>;q=0.3',
  ]),
  message('SIP/2.0 486 Busy Here', [
    WS,
    ALICE,
    BOB,
    ID,
    'CSeq: 108 INVITE',
    'Warning: 399 pbx.example.com "Two calls already"',
    SERVER,
  ]),
  message('SIP/2.0 503 Service Unavailable', [
    WS,
    ALICE,
    BOB,
    ID,
    'CSeq: 109 INVITE',
    'Retry-After: 18;duration=3600',
    SERVER,
  ]),
];
