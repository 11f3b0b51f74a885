import { parseMessage } from '../../src/sip/message/parse.js';
import { MESSAGES } from './messages.mjs';
import { measure } from './measure.mjs';

function uri(value: { user: string | undefined; host: string; port: number | undefined } | undefined): number {
  return value === undefined ? 0 : (value.user?.length ?? 0) + value.host.length + (value.port ?? 0);
}

measure(MESSAGES, (text: string) => {
  const result = parseMessage(text);
  if (result.kind !== 'request' && result.kind !== 'response') throw new Error(result.kind);
  const { message } = result;
  let sum = result.kind === 'request' ? uri(result.message.uri) : result.message.statusCode;
  sum += uri(message.from.uri) + uri(message.to.uri) + (message.fromTag?.length ?? 0) + (message.toTag?.length ?? 0);
  sum += message.cseq.sequence + message.cseq.method.length + message.callId.length + message.body.length;
  for (const via of message.vias) sum += via.host.length + (via.port ?? 0) + (via.branch?.length ?? 0);
  for (const contact of message.contacts) sum += uri(contact.uri) + contact.params.size;
  for (const route of message.routes) sum += uri(route.uri) + (route.uri.params.has('lr') ? 1 : 0);
  for (const route of message.recordRoutes) sum += uri(route.uri) + (route.uri.params.has('lr') ? 1 : 0);
  return sum;
});
