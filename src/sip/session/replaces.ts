/**
 * Finds the call that Replaces, Join or Target-Dialog names (RFC 3891 §3, RFC 3911 §4, RFC 4538).
 * Subjects: Replaces received; Target-Dialog received; decision on Replaces in the stack; call that an INVITE replaces or joins.
 */

import type { UserAgentCore } from '../core/user-agent-core.js';
import { assertedIdentities } from '../message/header/identity.js';
import { NameAddrHeader } from '../message/name-addr.js';
import { parseJoin, parseReplaces, parseTargetDialog, type DialogReference } from '../message/header/replaces.js';
import type { IncomingRequest } from '../message/request.js';
import { InviteUsage } from './invite-usage.js';
import type { SessionOwner } from './owner.js';

/**
 * The established call that Target-Dialog names, if our server asserts that the sender is its remote party: dialog
 * identifiers are no proof, as watchers learn them (RFC 4538 §4, RFC 4235 §6).
 */
export function findTarget(core: UserAgentCore, request: IncomingRequest): InviteUsage | undefined {
  const reference = parseTargetDialog(request.headers.get('Target-Dialog') ?? '');
  const call = reference && callOf(core, reference);
  return call?.is('established') && call.remote.sent(request) ? call : undefined;
}

function callOf(core: UserAgentCore, reference: DialogReference): InviteUsage | undefined {
  const dialog = core.dialogs.get(reference.callId, reference.localTag, reference.remoteTag);
  return dialog && core.dialogs.usages(dialog).find((usage): usage is InviteUsage => usage instanceof InviteUsage);
}

/** The call that an INVITE replaces, and whether the INVITE is accepted without the user. */
export interface Replacement {
  readonly call: InviteUsage;
  readonly atOnce: boolean;
}

/** The call to be replaced, or the status that rejects the INVITE. Undefined without Replaces. */
export function findReplaced(core: UserAgentCore, request: IncomingRequest): Replacement | number | undefined {
  const values = request.headers.getAll('Replaces');
  if (values.length === 0) return undefined;
  const reference = parseReplaces(values[0]!);
  if (!reference || values.length > 1 || request.headers.has('Join')) return 400;
  const call = callOf(core, reference);
  if (!call) return missing(core, reference);
  if (call.is('ended', 'ending')) return 603;
  if (call.is('established') ? reference.earlyOnly : call.direction !== 'outgoing') {
    // An early dialog can be replaced only at the caller (RFC 3891 §3).
    return call.is('established') ? 486 : 481;
  }
  // The policy is evaluated once, as it may call the application.
  const decision = verdict(call, request);
  return decision === 'refuse' ? 403 : { call, atOnce: decision === 'take' };
}

/**
 * Whether this user agent continues the same call at the same time, by a re-INVITE or an INVITE with Replaces that is
 * pending: both parties were restarted. As in a glare of re-INVITEs (RFC 3261 §14.1), only the owner of the Call-ID
 * gives way.
 */
export function isGlare({ sessions }: Pick<SessionOwner, 'sessions'>, call: InviteUsage): boolean {
  if (call.direction === 'outgoing') return false;
  if (call.unresumed && call.media.negotiation === 'local-offer') return true;
  return [...sessions.values()].some((session) => session.isReplacing(call.established?.dialog));
}

/** The call that an INVITE joins, or the status that rejects it. Undefined without Join. */
export function findJoined(core: UserAgentCore, request: IncomingRequest): InviteUsage | number | undefined {
  const values = request.headers.getAll('Join');
  if (values.length === 0) return undefined;
  const reference = parseJoin(values[0]!);
  if (!reference || values.length > 1 || request.headers.has('Replaces')) return 400;
  const call = callOf(core, reference);
  if (!call) return missing(core, reference);
  if (call.is('established')) return call;
  if (call.is('ended', 'ending')) return 603;
  // As with Replaces, an incoming early dialog cannot be joined.
  return call.direction === 'outgoing' ? call : 481;
}

/** 603 for a dialog that has ended, 481 for an unknown one. */
function missing({ dialogs }: UserAgentCore, { callId, localTag, remoteTag }: DialogReference): number {
  return dialogs.hasEnded(callId, localTag, remoteTag) ? 603 : 481;
}

/**
 * The decision of the policy (RFC 3891 §8). Dialog tags are no proof, as watchers learn them (RFC 4235 §6), and a call
 * that is accepted at once opens the microphone.
 */
function verdict(call: InviteUsage, request: IncomingRequest): 'take' | 'ask' | 'refuse' {
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
  if (call.remote.sent(request)) return 'take';
  if (policy !== 'claimed') return 'ask';
  const peers = [call.remote.asserted?.uri.aor, call.remote.claimed.uri.aor];
  const referrer = NameAddrHeader.parse(request.headers.get('Referred-By') ?? '');
  // Identities claimed by the sender (RFC 3892), for servers that verify them.
  const names = [assertedIdentities(request)[0]?.uri.aor, request.from.uri.aor, referrer?.uri.aor];
  return names.some((aor) => aor !== undefined && peers.includes(aor)) ? 'take' : 'ask';
}
