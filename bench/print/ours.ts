import { Headers } from '../../src/sip/message/headers.js';
import { Via } from '../../src/sip/message/header/via.js';
import { NameAddrHeader } from '../../src/sip/message/name-addr.js';
import { OutgoingRequestMessage } from '../../src/sip/message/request.js';
import { URI } from '../../src/sip/message/uri.js';
import { measurePrint } from './measure.mjs';
import { BODY, EXTRA } from './parts.mjs';

const target = URI.parse('sip:bob@example.com')!;
const from = NameAddrHeader.parse('"Alice" <sip:alice@example.com>')!;
const extra = EXTRA.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const);

measurePrint(
  (index) => {
    const headers = new Headers();
    const via = new Via('WSS', '9oqk3v8mbhrs.invalid');
    via.params.set('branch', `z9hG4bK${index}`);
    const caller = from.clone();
    caller.params.set('tag', `t${index}`);
    headers.append('Via', via.toString());
    headers.append('Max-Forwards', '70');
    headers.append('To', new NameAddrHeader(target.clone()).toString());
    headers.append('From', caller.toString());
    headers.append('Call-ID', `call-${index}`);
    headers.append('CSeq', `${index} INVITE`);
    for (const [name, value] of extra) headers.append(name, value);
    headers.append('Supported', 'outbound');
    headers.append('User-Agent', 'bench');
    headers.append('Content-Type', 'application/sdp');
    return new OutgoingRequestMessage('INVITE', target.clone(), headers, BODY);
  },
  (message) => message.toString(),
);
