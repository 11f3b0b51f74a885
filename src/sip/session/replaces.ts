/** Replaces and Join: an INVITE that takes the place of a call we have, or wants into it (RFC 3891 §3, RFC 3911 §4). */

import type { UserAgentCore } from '../core/user-agent-core.js';
import { assertedIdentities } from '../message/header/identity.js';
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
  if (verdict(call, request) === 'refuse') return 403;
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

/** Whether an INVITE takes the place of the call without a person, as the policy has it (RFC 3891 §8). */
export function takesAtOnce(call: Call, request: IncomingRequest): boolean {
  return verdict(call, request) === 'take';
}

/**
 * Who knows the tags may be anybody who watches our dialogs (RFC 4235 §6), and a call that is taken at once opens the microphone
 * to whom nobody chose.
 */
function verdict(call: Call, request: IncomingRequest): 'take' | 'ask' | 'refuse' {
  const policy = call.owner.settings.replaces;
  if (typeof policy === 'function') {
    try {
      return policy(call.session, request);
    } catch (error) {
      call.logger.error(`the policy of Replaces failed: ${String(error)}`);
      return 'refuse';
    }
  }
  if (policy === 'ask' || policy === 'refuse') return policy;
  const peers = [call.asserted?.uri.aor, call.session.remoteIdentity.uri.aor];
  const names = [assertedIdentities(request)[0]?.uri.aor];
  if (policy === 'claimed') {
    // The one that we talk to, from another place, or somebody on his word (RFC 3892).
    names.push(request.from.uri.aor, NameAddrHeader.parse(request.headers.get('Referred-By') ?? '')?.uri.aor);
  }
  return names.some((aor) => aor !== undefined && peers.includes(aor)) ? 'take' : 'ask';
}
