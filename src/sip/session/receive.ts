/**
 * Dispatches requests inside the dialog of a session by method (RFC 3261 §12.2.2).
 * Subjects: received request to its procedure; 469 Bad Info Package; 415 in a dialog; INFO received.
 */

import { infoPackageOf } from '../message/header/info-package.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import { receiveBye } from './bye.js';
import type { InviteUsage } from './invite-usage.js';
import { readDtmf } from './dtmf.js';
import { receiveModify } from './receive-modify.js';
import { receivePrack } from './receive-prack.js';
import { infoPackages, PACKAGE, receiveCandidates } from './trickle.js';

export function receive(call: InviteUsage, uas: UserAgentServer): void {
  switch (uas.message.method) {
    case 'BYE':
      return receiveBye(call, uas);
    case 'INVITE':
    case 'UPDATE':
      return receiveModify(call, uas);
    case 'PRACK':
      return receivePrack(call, uas);
    case 'REFER':
      return call.referrals.receive(uas);
    case 'INFO':
      return receiveInfo(call, uas);
    case 'OPTIONS':
      return void uas.accept({ extraHeaders: [`Accept: ${call.core.configuration.accept.join(', ')}`] });
    case 'MESSAGE':
      return receiveMessage(call, uas);
    default:
      uas.reject({ statusCode: 405, extraHeaders: [`Allow: ${call.core.configuration.allow.join(', ')}`] });
  }
}

/** Rejects a content type that the application does not take with 415 (RFC 3428 §7, RFC 3261 §21.4.13). */
function receiveMessage(call: InviteUsage, uas: UserAgentServer): void {
  const { contentType = 'text/plain', body } = uas.message;
  const types = call.owner.settings.messageTypes();
  if (types && body !== '' && !types.some((type) => type.toLowerCase() === contentType))
    return void uas.reject({ statusCode: 415, extraHeaders: [`Accept: ${types.join(', ')}`] });
  uas.accept();
  call.session.emit('message', uas.message);
}

/** Rejects a package that was not negotiated with 469 (RFC 6086 §4.2.2); INFO without a package is mostly DTMF. */
function receiveInfo(call: InviteUsage, uas: UserAgentServer): void {
  const request = uas.message;
  const name = infoPackageOf(request);
  if (name !== undefined) {
    const packages = infoPackages(call);
    if (!packages.includes(name))
      return void uas.reject({ statusCode: 469, extraHeaders: [`Recv-Info: ${packages.join(', ')}`] });
    if (name === PACKAGE) return receiveCandidates(call, uas);
    uas.accept();
    return void call.session.emit('info', request);
  }
  const dtmf = readDtmf(request);
  if (!dtmf && request.contentType?.startsWith('application/dtmf')) return void uas.reject({ statusCode: 400 });
  uas.accept();
  if (dtmf) call.session.emit('dtmf', request, dtmf);
  else call.session.emit('info', request);
}
