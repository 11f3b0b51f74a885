/**
 * Redirects an incoming call by 3xx (RFC 3261 §8.3, §21.3; RFC 5806, RFC 7044).
 * Subjects: 3xx sent; call forwarding by 302; redirect of an incoming INVITE; Diversion and History-Info, sent.
 */

import { SipError } from '../base/errors.js';
import { readReply } from '../core/server-context.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import { historyInfo } from '../message/header/diversion.js';
import { NameAddrHeader } from '../message/name-addr.js';
import type { IncomingRequest } from '../message/request.js';
import type { OutgoingResponseMessage } from '../message/response.js';
import { isToken } from '../message/scanner.js';
import type { URI } from '../message/uri.js';
import type { InviteUsage } from './invite-usage.js';
import type { RedirectOptions } from './options.js';

/** Maximum number of targets in a 3xx. */
const MAX_TARGETS = 16;

/** Sends 300 to 399; default 302. The first target is preferred. Throws before anything is sent or changed. */
export function redirect(call: InviteUsage, targets: readonly URI[], options: RedirectOptions): void {
  const invite = call.requireRinging();
  const { uas } = invite;
  const reply = readReply(options, 300, 399, 302);
  check(call, uas.message, targets);
  const response = uas.make(reply);
  const index = historyInfo(uas.message).at(-1)?.index;
  targets.forEach((target, place) => {
    const contact = new NameAddrHeader(target.clone());
    contact.uri.params.delete('method');
    if (targets.length > 1) contact.params.set('q', preference(place, targets.length));
    // RFC 7044 §5: the target is another user than the one of this History-Info entry.
    if (index !== undefined && /^\d+(\.\d+)*$/.test(index)) contact.params.set('mp', index);
    response.headers.append('Contact', contact.toString());
  });
  tellHistory(call, uas, response, options.diversion);
  invite.turnDown(uas.send(response));
}

function check(call: InviteUsage, request: IncomingRequest, targets: readonly URI[]): void {
  if (targets.length === 0 || targets.length > MAX_TARGETS) {
    throw new SipError('invalid-argument', `A call is redirected to 1 to ${MAX_TARGETS} targets`);
  }
  // §8.3: the Request-URI and our own addresses would route the call back.
  const here = [request.uri, request.to.uri, call.core.aor, call.core.contact.uri];
  const circle = targets.find((target) => here.some((uri) => uri.equals(target)));
  if (circle)
    throw new SipError('invalid-argument', `"${circle.toString()}" would redirect the call to this user agent`);
}

/** The q value, from 1 downwards, with at most three decimals (§25.1). */
function preference(place: number, count: number): string {
  return `${Number((1 - place / count).toFixed(3))}`;
}

/** Adds Diversion with the local address first, and the Diversion and History-Info of the INVITE. */
function tellHistory(
  call: InviteUsage,
  { message }: UserAgentServer,
  response: OutgoingResponseMessage,
  reason: string | undefined,
): void {
  const { headers } = response;
  if (reason !== undefined) {
    if (!isToken(reason)) throw new TypeError('The reason of a diversion is a token, such as user-busy');
    const ours = new NameAddrHeader(call.core.aor);
    ours.params.set('reason', reason);
    ours.params.set('counter', '1');
    headers.append('Diversion', ours.toString());
    for (const earlier of message.addresses('Diversion')) headers.append('Diversion', earlier.toString());
  }
  if (!message.hasOption('Supported', 'histinfo')) return;
  for (const entry of message.addresses('History-Info')) headers.append('History-Info', entry.toString());
}
