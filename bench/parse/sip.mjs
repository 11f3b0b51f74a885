// @ts-nocheck -- the peers have no types for the modules that are measured here
import sip from 'sip/sip.js';
import { MESSAGES } from './messages.mjs';
import { measure } from './measure.mjs';

const uri = (text) => {
  const value = typeof text === 'string' ? sip.parseUri(text) : text;
  return value ? (value.user?.length ?? 0) + value.host.length + (value.port ?? 0) : 0;
};

measure(MESSAGES, (text) => {
  const message = sip.parse(text);
  const { headers } = message;
  let sum = message.method ? uri(message.uri) : message.status;
  sum += uri(headers.from.uri) + uri(headers.to.uri);
  sum += (headers.from.params.tag?.length ?? 0) + (headers.to.params.tag?.length ?? 0);
  sum += headers.cseq.seq + headers.cseq.method.length + headers['call-id'].length + message.content.length;
  for (const via of headers.via) sum += via.host.length + (via.port ?? 0) + (via.params.branch?.length ?? 0);
  for (const name of ['contact', 'route', 'record-route']) for (const item of headers[name] ?? []) sum += uri(item.uri);
  return sum;
});
