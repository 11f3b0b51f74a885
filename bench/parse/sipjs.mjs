// @ts-nocheck -- the peers have no types for the modules that are measured here
import { Parser } from 'sip.js/lib/core/messages/parser.js';
import { IncomingRequestMessage } from 'sip.js/lib/core/messages/incoming-request-message.js';
import { MESSAGES } from './messages.mjs';
import { measure } from './measure.mjs';

const logger = { error() {}, warn() {}, log() {}, debug() {} };
const uri = (value) => (value ? (value.user?.length ?? 0) + value.host.length + (value.port ?? 0) : 0);

measure(MESSAGES, (text) => {
  const message = Parser.parseMessage(text, logger);
  let sum = message instanceof IncomingRequestMessage ? uri(message.ruri) : message.statusCode;
  sum += uri(message.from.uri) + uri(message.to.uri) + (message.fromTag?.length ?? 0) + (message.toTag?.length ?? 0);
  sum += message.cseq + message.method.length + message.callId.length + message.body.length;
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
