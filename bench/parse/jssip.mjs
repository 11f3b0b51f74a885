// @ts-nocheck -- the peers have no types for the modules that are measured here
import Parser from 'jssip/lib/Parser.js';
import SIPMessage from 'jssip/lib/SIPMessage.js';
import { MESSAGES } from './messages.mjs';
import { measure } from './measure.mjs';

const uri = (value) => (value ? (value.user?.length ?? 0) + value.host.length + (value.port ?? 0) : 0);

measure(MESSAGES, (text) => {
  const message = Parser.parseMessage(text, {});
  let sum = message instanceof SIPMessage.IncomingRequest ? uri(message.ruri) : message.status_code;
  sum += uri(message.from.uri) + uri(message.to.uri) + (message.from_tag?.length ?? 0) + (message.to_tag?.length ?? 0);
  sum += message.cseq + message.method.length + message.call_id.length + (message.body?.length ?? 0);
  for (let i = 0; i < message.getHeaders('via').length; i++) {
    const via = message.parseHeader('via', i);
    sum += via.host.length + (via.port ?? 0) + (via.branch?.length ?? 0);
  }
  for (let i = 0; i < message.getHeaders('contact').length; i++) sum += uri(message.parseHeader('contact', i)?.uri);
  for (const name of ['route', 'record-route']) {
    for (let i = 0; i < message.getHeaders(name).length; i++) sum += uri(message.parseHeader(name, i)?.uri);
  }
  return sum;
});
