/** Replaces and Join: an INVITE that takes the place of a call we have, or wants into it (RFC 3891 §3, RFC 3911 §4). */

import type { UserAgentCore } from '../core/user-agent-core.js';
import { NameAddrHeader } from '../message/name-addr.js';
import { parseJoin, parseReplaces, parseTargetDialog, type DialogReference } from '../message/header/replaces.js';
import type { IncomingRequest } from '../message/request.js';
import { Call } from './call.js';

/** The call whose dialog a request outside it names by Target-Dialog (RFC 4538 §5), while it is up. */
export function findTarget(core: UserAgentCore, request: IncomingRequest): Call | undefined {
  const reference = parseTargetDialog(request.headers.get('Target-Dialog') ?? '');
  const call = reference && callOf(core, reference);
  return call?.is('established') ? call : undefined;
}

function callOf(core: UserAgentCore, reference: DialogReference): Call | undefined {
  const dialog = core.dialogs.get(reference.callId, reference.localTag, reference.remoteTag);
  return dialog && core.dialogs.usages(dialog).find((usage): usage is Call => usage instanceof Call);
}

/** The call that is to be replaced, or the status that refuses it. Undefined where the INVITE replaces nothing. */
export function findReplaced(core: UserAgentCore, request: IncomingRequest): Call | number | undefined {
  const values = request.headers.getAll('Replaces');
  if (values.length === 0) return undefined;
  const reference = parseReplaces(values[0]!);
  if (!reference || values.length > 1 || request.headers.has('Join')) return 400;
  const call = callOf(core, reference);
  if (!call) return missing(core, reference);
  if (!mayReplace(call, request)) return 403;
  if (call.is('established')) return reference.earlyOnly ? 486 : call;
  if (call.is('ended', 'ending')) return 603;
  // An early dialog can be replaced only by who was called, not by who calls.
  return call.origin.direction === 'outgoing' ? call : 481;
}

/** The call that an INVITE wants to be mixed into, or the status that refuses it. Undefined where it joins nothing. */
export function findJoined(core: UserAgentCore, request: IncomingRequest): Call | number | undefined {
  const values = request.headers.getAll('Join');
  if (values.length === 0) return undefined;
  const reference = parseJoin(values[0]!);
  if (!reference || values.length > 1 || request.headers.has('Replaces')) return 400;
  const call = callOf(core, reference);
  if (!call) return missing(core, reference);
  if (call.is('established')) return call;
  if (call.is('ended', 'ending')) return 603;
  // As with Replaces: not the early dialog of who calls us.
  return call.origin.direction === 'outgoing' ? call : 481;
}

/** A dialog that was there and has ended is declined, one that never was is unknown. */
function missing({ dialogs }: UserAgentCore, { callId, localTag, remoteTag }: DialogReference): number {
  return dialogs.hasEnded(callId, localTag, remoteTag) ? 603 : 481;
}

/**
 * Knowing the tags is not enough (§8): the new caller is the one that we talk to, from another place, or comes on the
 * word of him (RFC 3892).
 */
function mayReplace(call: Call, request: IncomingRequest): boolean {
  const peer = call.asserted?.uri.aor ?? call.session.remoteIdentity.uri.aor;
  const referrer = NameAddrHeader.parse(request.headers.get('Referred-By') ?? '')?.uri.aor;
  return [request.from.uri.aor, referrer].some(
    (aor) => aor !== undefined && (aor === peer || aor === call.session.remoteIdentity.uri.aor),
  );
}
