/**
 * Which account is in which call, by the messages of the proxy: the state of BLF lamps (RFC 4235 §3.7).
 * Subjects: dialog-info state at the pocket PBX; busy lamps of the pocket PBX.
 */

import { Emitter } from '../../../../src/sip/base/emitter.js';
import type { DialogInfoDialog, DialogInfoState } from '../../../../src/sip/event/package/dialog-info.js';
import { assertedIdentities } from '../../../../src/sip/message/header/identity.js';
import type { Message } from '../../../../src/sip/message/message.js';
import type { IncomingRequest } from '../../../../src/sip/message/request.js';
import type { OutgoingResponseMessage } from '../../../../src/sip/message/response.js';
import type { CallObserver } from '../proxy/proxy.js';

interface WatchedCall {
  readonly callId: string;
  readonly fromTag: string;
  readonly caller: string | undefined;
  readonly callee: string | undefined;
  readonly from: DialogPart;
  to: DialogPart;
  /** Contact of the caller: where a pick-up goes (RFC 3891 §1). */
  readonly callerTarget: string | undefined;
  toTag: string | undefined;
  calleeTarget: string | undefined;
  state: DialogInfoState;
  /** The sides that hold the other. */
  readonly holding: Set<Side>;
}

type Side = 'caller' | 'callee';

/** Returns the account of a party, where it is known. */
interface DialogPart {
  readonly identity: string;
  readonly display: string | undefined;
}

export interface CallWatchEvents {
  /** The calls of an account changed. */
  changed: [username: string];
}

export class CallWatch extends Emitter<CallWatchEvents> implements CallObserver {
  readonly #calls = new Map<string, WatchedCall>();

  request(request: IncomingRequest, callee: string | undefined): void {
    if (request.method === 'BYE') return this.#end(request.callId);
    if (request.method !== 'INVITE' || request.toTag !== undefined) return;
    const call: WatchedCall = {
      callId: request.callId,
      fromTag: request.fromTag ?? '',
      caller: request.from.uri.user,
      callee,
      from: partOf(request) ?? { identity: request.from.uri.aor, display: undefined },
      to: { identity: request.to.uri.aor, display: undefined },
      callerTarget: request.contact?.uri.toRaw(),
      toTag: undefined,
      calleeTarget: undefined,
      state: 'trying',
      holding: new Set(),
    };
    this.#calls.set(call.callId, call);
    this.#tell(call);
  }

  response(request: IncomingRequest, response: OutgoingResponseMessage): void {
    if (request.method !== 'INVITE') return;
    const call = this.#calls.get(request.callId);
    if (call && request.toTag !== undefined) return this.#changed(call, request, response);
    if (!call || call.fromTag !== request.fromTag || call.state === 'confirmed') return;
    if (response.statusCode >= 300) return this.#end(call.callId);
    if (response.toTag === undefined || response.statusCode === 181) return;
    call.toTag = response.toTag;
    call.to = partOf(response) ?? call.to;
    call.calleeTarget = response.contact?.uri.toRaw();
    call.state = response.statusCode >= 200 ? 'confirmed' : 'early';
    this.#tell(call);
  }

  /** An account has no contact any more: its calls count as ended. */
  gone(username: string): void {
    for (const call of [...this.#calls.values()]) {
      if (call.caller === username || call.callee === username) this.#end(call.callId);
    }
  }

  isBusy(username: string): boolean {
    return this.dialogsOf(username).length > 0;
  }

  /** The calls of an account as the watched side sees them. */
  dialogsOf(username: string): DialogInfoDialog[] {
    const dialogs: DialogInfoDialog[] = [];
    for (const call of this.#calls.values()) {
      if (call.caller === username) dialogs.push(describe(call, 'initiator'));
      if (call.callee === username) dialogs.push(describe(call, 'recipient'));
    }
    return dialogs;
  }

  /** A re-INVITE was answered: the side that sent it may have begun or ended hold (RFC 3264 §8.4). */
  #changed(call: WatchedCall, request: IncomingRequest, response: OutgoingResponseMessage): void {
    if (response.statusCode < 200 || response.statusCode >= 300 || request.body === '') return;
    const side = request.fromTag === call.fromTag ? 'caller' : 'callee';
    const holds = /^a=(?:sendonly|inactive)\r?$/m.test(request.body);
    if (holds === call.holding.has(side)) return;
    if (holds) call.holding.add(side);
    else call.holding.delete(side);
    this.#tell(call);
  }

  #end(callId: string): void {
    const call = this.#calls.get(callId);
    if (call && this.#calls.delete(callId)) this.#tell(call);
  }

  #tell({ caller, callee }: WatchedCall): void {
    for (const username of new Set([caller, callee])) if (username !== undefined) this.emit('changed', username);
  }
}

function describe(call: WatchedCall, direction: 'initiator' | 'recipient'): DialogInfoDialog {
  const mine = direction === 'initiator';
  const caller = { ...call.from, target: call.callerTarget };
  const callee = { ...call.to, target: call.calleeTarget };
  return {
    id: `${call.callId}-${direction}`,
    callId: call.callId,
    localTag: mine ? call.fromTag : call.toTag,
    remoteTag: mine ? call.toTag : call.fromTag,
    direction,
    state: call.state,
    event: undefined,
    code: undefined,
    duration: undefined,
    local: mine ? caller : callee,
    remote: mine ? callee : caller,
    rendering: !call.holding.has(mine ? 'caller' : 'callee'),
  };
}

/** Returns the sender of a message by the identity that this server asserted. */
function partOf(message: Message): DialogPart | undefined {
  const [asserted] = assertedIdentities(message);
  return asserted && { identity: asserted.uri.aor, display: asserted.displayName || undefined };
}
