/**
 * Sends and receives BYE (RFC 3261 §15).
 * Subjects: BYE sent; BYE received; BYE without a connection; BYE kept until a new connection.
 */

import { causes, type EndCause } from '../core/constants.js';
import { isLocalResponse } from '../core/local-response.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { Dialog } from '../dialog/dialog.js';
import { whyUnanswered } from '../digest/unanswered.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { InviteUsage } from './invite-usage.js';
import { toSipError } from './session-errors.js';
import { endCanceled } from './cancel.js';
import { readEnd } from './end-options.js';
import type { EndOptions } from './options.js';
import {
  MAX_TRIES,
  afterUnlessStopped,
  exchangeIn,
  onNextFlow,
  waitUnlessStopped,
  retryDelayOf,
  requestIn,
} from './request.js';
import type { SessionEnd } from './state.js';

/** Maximum time that a BYE waits for a flow, milliseconds. */
const LONGEST_DELAY = 300_000;

type ByeEnd = Partial<SessionEnd> & { cause?: EndCause };

/**
 * Ends the session with a BYE. Resolves when the BYE was answered or given up. A callee waits for the ACK to its 2xx,
 * or its timeout, before the BYE (§15). Throws TypeError, and changes nothing, for invalid options.
 */
export function bye(call: InviteUsage, options: EndOptions = {}, end: ByeEnd = {}): Promise<void> {
  const dialog = call.established?.dialog;
  if (!dialog) return Promise.resolve();
  const read = readEnd(options);
  return new Promise((resolve) => {
    const send = (): void => {
      const request = requestIn(call, dialog, 'BYE');
      read.fill(request);
      sendBye(call, dialog, request).then(resolve, resolve);
      call.end({ cause: causes.BYE, endedBy: 'local', ...end }, () => call.session.emit('bye', request));
    };
    if (!call.ack.first) return send();
    // The remote party may hang up first.
    const forget = call.lifetime.onEnd(resolve);
    const acknowledged = (): void => {
      forget();
      send();
    };
    call.enter({ kind: 'hanging-up', state: { status: 'ending', by: 'bye' }, sendBye: acknowledged });
  });
}

/** Hangs up an answered call whose session description fails (§13.2.2.4). */
export function giveUp(call: InviteUsage, error: unknown): void {
  if (!call.is('established')) return;
  const problem = toSipError(error);
  call.logger.warn(`the session description was not accepted: ${problem.message}`);
  const options = { statusCode: 488, reasonPhrase: 'Not Acceptable Here' };
  void bye(call, options, { cause: causes.BAD_MEDIA_DESCRIPTION, endedBy: 'system', error: problem });
}

/** Sends BYE in a dialog that the session does not use: a late fork, a 2xx after CANCEL (§13.2.2.4). */
export function byeFork(call: InviteUsage, dialog: Dialog): void {
  void sendBye(call, dialog, requestIn(call, dialog, 'BYE'));
}

/** Sends a BYE until it is answered: over the next flow if needed, and again after a 500 for its CSeq (§12.2.2). */
async function sendBye(call: InviteUsage, dialog: Dialog, request: OutgoingRequestMessage, tries = 1): Promise<void> {
  const response = await exchangeIn(call, dialog, request);
  if (!response) return;
  const local = isLocalResponse(response);
  if (local && response.statusCode === 503) return sendLater(call, dialog, request);
  const passing = response.statusCode === 500 || whyUnanswered(response) === 'unavailable';
  if (local || !passing || tries === MAX_TRIES) return;
  if (await waitUnlessStopped(call, retryDelayOf(response)))
    return sendBye(call, dialog, request.repeat(dialog.nextSequence()), tries + 1);
}

/** Without a flow the remote party would keep the call: sends the BYE over the next flow. */
function sendLater(call: InviteUsage, dialog: Dialog, request: OutgoingRequestMessage): void {
  const withdraw = onNextFlow(call, () => {
    limit.cancel();
    void sendBye(call, dialog, request.repeat(dialog.nextSequence()));
  });
  const limit = afterUnlessStopped(call, LONGEST_DELAY, withdraw);
}

/** Handles a BYE: answers it at once, whatever is pending (§15.1.2). */
export function receiveBye(call: InviteUsage, uas: UserAgentServer): void {
  uas.accept();
  if (call.is('ended')) return;
  const request = uas.message;
  const { phase } = call;
  // A BYE before our final response ends the INVITE like a CANCEL.
  if (phase.kind === 'ringing') {
    const { uas: inviteServer } = phase.invite;
    if (inviteServer.open) return endCanceled(call, request, inviteServer.reject({ statusCode: 487 }));
    return call.fail(causes.CANCELED, causes.CANCELED, { endedBy: 'remote', message: request });
  }
  // The 2xx that the BYE overtook may be lost, and is no longer repeated.
  if (phase.kind === 'calling') phase.invite.cancel();
  call.end({ cause: causes.BYE, endedBy: 'remote', message: request }, () => call.session.emit('bye', request));
}
