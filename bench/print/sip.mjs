// @ts-nocheck -- the peers have no types for the modules that are measured here
import sip from 'sip/sip.js';
import { measurePrint } from './measure.mjs';
import { BODY, EXTRA } from './parts.mjs';

const extra = Object.fromEntries(
  EXTRA.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
);
delete extra.contact;

measurePrint(
  (index) => ({
    method: 'INVITE',
    uri: 'sip:bob@example.com',
    headers: {
      via: [{ version: '2.0', protocol: 'WSS', host: '9oqk3v8mbhrs.invalid', params: { branch: `z9hG4bK${index}` } }],
      'max-forwards': 70,
      to: { uri: 'sip:bob@example.com', params: {} },
      from: { name: 'Alice', uri: 'sip:alice@example.com', params: { tag: `t${index}` } },
      'call-id': `call-${index}`,
      cseq: { seq: index, method: 'INVITE' },
      contact: [{ uri: 'sip:k3j7fjdq@9oqk3v8mbhrs.invalid;transport=ws;ob', params: {} }],
      ...extra,
      supported: 'outbound',
      'user-agent': 'bench',
      'content-type': 'application/sdp',
    },
    content: BODY,
  }),
  (message) => sip.stringify(message),
);
