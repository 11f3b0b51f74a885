// @ts-nocheck -- the peers have no types for the modules that are measured here
import { OutgoingRequestMessage } from 'sip.js/lib/core/messages/outgoing-request-message.js';
import { Grammar } from 'sip.js/lib/grammar/grammar.js';
import { measurePrint } from './measure.mjs';
import { BODY, EXTRA } from './parts.mjs';

const target = Grammar.URIParse('sip:bob@example.com');
const from = Grammar.URIParse('sip:alice@example.com');

measurePrint(
  (index) => {
    const options = {
      callId: `call-${index}`,
      cseq: index,
      fromDisplayName: 'Alice',
      fromTag: `t${index}`,
      userAgentString: 'bench',
      viaHost: '9oqk3v8mbhrs.invalid',
    };
    const message = new OutgoingRequestMessage('INVITE', target, from, target, options, EXTRA, {
      content: BODY,
      contentType: 'application/sdp',
    });
    message.setViaHeader(`z9hG4bK${index}`, 'WSS');
    return message;
  },
  (message) => message.toString(),
);
