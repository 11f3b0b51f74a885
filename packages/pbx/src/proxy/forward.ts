/**
 * The copy of a request that is forwarded (RFC 3261 §16.6).
 * Subjects: forwarded copy of a request; Max-Forwards, decremented.
 */

import { OutgoingRequestMessage, type IncomingRequest } from '../../../../src/sip/message/request.js';
import { Via } from '../../../../src/sip/message/header/via.js';
import { Params } from '../../../../src/sip/message/params.js';
import type { URI } from '../../../../src/sip/message/uri.js';
import { proxyBranch } from './loop.js';

/** Requests that begin a dialog, whose later requests have to pass this proxy (§16.6 step 4). */
const BEGINS_DIALOG: ReadonlySet<string> = new Set(['INVITE', 'SUBSCRIBE', 'REFER']);

/** Whether a dialog begins with it. Any NOTIFY may be the first of its own, also with a tag in To (RFC 6665 §4.3). */
function beginsDialog({ method, toTag }: IncomingRequest): boolean {
  return method === 'NOTIFY' || (toTag === undefined && BEGINS_DIALOG.has(method));
}

export interface ForwardOptions {
  /** The sent-by of the proxy's Via. */
  host: string;
  uri: URI;
  viaTransport: string;
  recordRoute: string;
}

export function forwardCopy(request: IncomingRequest, options: ForwardOptions): OutgoingRequestMessage {
  const copy = OutgoingRequestMessage.from(request);
  const { headers } = copy;
  copy.uri = options.uri.clone();
  headers.set('Max-Forwards', String((request.maxForwards ?? 70) - 1));
  if (beginsDialog(request)) headers.prepend('Record-Route', options.recordRoute);
  const params = new Params().set('branch', proxyBranch(request));
  headers.prepend('Via', new Via(options.viaTransport, options.host, undefined, params).toString());
  return copy;
}
