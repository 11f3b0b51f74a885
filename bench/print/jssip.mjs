// @ts-nocheck -- the peers have no types for the modules that are measured here
import SIPMessage from 'jssip/lib/SIPMessage.js';
import URI from 'jssip/lib/URI.js';
import { measurePrint } from './measure.mjs';
import { BODY, EXTRA } from './parts.mjs';

const target = URI.parse('sip:bob@example.com');
const ua = {
  configuration: { uri: URI.parse('sip:alice@example.com'), display_name: 'Alice', jssip_id: 'x', user_agent: 'bench' },
  contact: {},
  transport: {},
};

measurePrint(
  (index) => {
    const params = { call_id: `call-${index}`, cseq: index + 1, from_tag: `t${index}` };
    const extra = [...EXTRA, 'Content-Type: application/sdp'];
    const message = new SIPMessage.OutgoingRequest('INVITE', target, ua, params, extra, BODY);
    message.setHeader('via', `SIP/2.0/WSS 9oqk3v8mbhrs.invalid;branch=z9hG4bK${index}`);
    return message;
  },
  (message) => message.toString(),
);
