/**
 * Sends one re-INVITE or UPDATE and handles PRACK, ACK and retries (RFC 3261 §14.1, RFC 3262 §4, RFC 6337).
 * Subjects: 491 Request Pending, retry; glare; re-INVITE transaction; time limit of a re-INVITE; responses that end a session;
 * wait after 491.
 */

import { SipError } from '../base/errors.js';
import { causeText } from '../core/client-context.js';
import { causes } from '../core/constants.js';
import { isLocalResponse } from '../core/local-response.js';
import { retryAfterOf } from '../core/retry-after.js';
import type { Dialog } from '../dialog/dialog.js';
import { rejection } from '../digest/unanswered.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { acknowledge } from './ack.js';
import { bye, giveUp } from './bye.js';
import { glareDelay } from './glare-delay.js';
import type { InviteUsage } from './invite-usage.js';
import type { ModifyOptions } from './options.js';
import { ReliableSequence, sendPrack } from './prack.js';
import { afterwards } from './request.js';

/** `again`: try again after `delay` milliseconds; `not-yet`: nothing was sent, as an ACK or answer is due first. */
export type Outcome = { readonly kind: 'done' } | { readonly kind: 'again' | 'not-yet'; readonly delay: number };

/** A re-INVITE without a final response is canceled after this time, milliseconds. */
export const LONGEST_CHANGE = 40_000;
/** A longer Retry-After, in seconds, is treated as a refusal. */
const LONGEST_WAIT = 10;
/**
 * Responses to a re-INVITE or UPDATE that end the session: the remote party or its dialog no longer exists (RFC 3261
 * §12.2.1.2, RFC 5057 §5.1). 480 is not among them, as the remote party may register again; nor are 405 and 501, as a
 * remote party without UPDATE keeps the session.
 */
const ENDS_SESSION: ReadonlySet<number> = new Set([404, 408, 410, 416, 481, 482, 483, 484, 485, 502, 604]);

/** Offer and answer in reliable provisional responses (RFC 3262 §5). */
interface Early {
  /** The answer to our offer. */
  answer?: string | undefined;
  /** The remote offer, and the pending PRACK with our answer. */
  offer?: string | undefined;
  answered?: Promise<void> | undefined;
}

/** Sends the change; settles with its final response. A 2xx gets its ACK in any case (RFC 5407 §3.1.2). */
export function converse(
  call: InviteUsage,
  dialog: Dialog,
  request: OutgoingRequestMessage,
  options: ModifyOptions,
  hold: boolean,
): Promise<Outcome> {
  const early: Early = {};
  const sequence = new ReliableSequence();
  const offered = !options.inviteWithoutSdp;
  return new Promise((resolve, reject) => {
    let ack: OutgoingRequestMessage | undefined;
    let answered = false;
    let failure: unknown;
    const uac = call.core.request(
      request,
      {
        onProgress: (response) => {
          if (answered || request.method !== 'INVITE') return;
          const rack = sequence.rackOf(response);
          if (typeof rack !== 'object') return;
          const description = call.media.descriptionIn(response);
          if (offered || description === undefined || early.answered) {
            early.answer ??= description;
            return sendPrack(call, dialog, rack);
          }
          early.offer = description;
          early.answered = answerLate(call, description, options, hold).then((answer) => {
            sendPrack(call, dialog, rack, answer);
          });
          early.answered.catch((error: unknown) => {
            failure = error;
            sendPrack(call, dialog, rack);
            if (!answered) uac.cancel();
          });
        },
        onAccept: (response) => {
          if (ack) return call.core.transmit(ack);
          // A repeated 2xx is acknowledged once the answer to its offer is ready.
          if (answered) return;
          answered = true;
          limit.cancel();
          dialog.refreshTarget(response);
          call.remote.learn(response);
          if (call.is('established')) call.timer.take(response);
          if (request.method === 'UPDATE' && request.body === '') return resolve({ kind: 'done' });
          if (request.method === 'UPDATE') ack = request;
          else if (offered) ack = acknowledge(call, dialog, uac.message);
          const description = call.media.descriptionIn(response);
          // After an answer in a reliable response, further descriptions are ignored (RFC 3261 §13.2.1).
          const offer = offered ? undefined : (early.offer ?? description);
          const finish = offered
            ? takeFinal(call, early.answer ?? description, options)
            : (early.answered?.then(() => undefined) ?? answerLate(call, description, options, hold)).then((answer) => {
                ack = acknowledge(call, dialog, uac.message, answer);
              });
          finish.then(
            () => {
              call.media.noteRemoteHold(offer);
              resolve({ kind: 'done' });
            },
            (error: unknown) => {
              ack ??= acknowledge(call, dialog, uac.message);
              giveUp(call, error);
              reject(error as Error);
            },
          );
        },
        onRedirect: (response) => {
          limit.cancel();
          reject(refusalOf(response));
        },
        onReject: (response) => {
          limit.cancel();
          const outcome = refused(call, response, options);
          if (failure !== undefined) reject(failure as Error);
          else if (outcome instanceof SipError) reject(outcome);
          else resolve(outcome);
        },
      },
      dialog,
    );
    // After a provisional response no timer limits the transaction of an INVITE (§17.1.1.2), and it blocks the next change.
    const limit = afterwards(call, LONGEST_CHANGE, () => request.method === 'INVITE' && uac.cancel());
  });
}

async function takeFinal(call: InviteUsage, description: string | undefined, options: ModifyOptions): Promise<void> {
  if (description === undefined) throw new SipError('media', 'The answer has no session description');
  await call.media.takeAnswer(description, options);
}

async function answerLate(call: InviteUsage, offer: string | undefined, options: ModifyOptions, hold: boolean) {
  if (offer === undefined) throw new SipError('media', 'The 2xx has no offer');
  return call.media.answerOffer(offer, options, { hold });
}

/** The outcome of a rejected re-INVITE: try again, continue unchanged, or hang up if the dialog no longer exists. */
function refused(call: InviteUsage, response: IncomingResponse, { repeats }: ModifyOptions): Outcome | SipError {
  const { statusCode } = response;
  if (call.timer.raises(response)) return { kind: 'again', delay: 0 };
  if (statusCode === 491) return { kind: 'not-yet', delay: glareDelay(call) };
  const wait = retryAfterOf(response);
  if ((statusCode === 500 || statusCode === 503) && wait !== undefined && wait <= LONGEST_WAIT) {
    return { kind: 'again', delay: Math.max(wait * 1000, 100) };
  }
  const error = refusalOf(response);
  // A broken flow (local 503) does not end the dialog. Nor does a 408 to a change that is repeated: a proxy sends it also for
  // a remote party that is connecting again (§12.2.1.2 recommends the end, but does not require it).
  if (ENDS_SESSION.has(statusCode) && !(repeats && statusCode === 408)) {
    const options = { statusCode, reasonPhrase: causeText(response) };
    void bye(call, options, { cause: causes.DIALOG_ERROR, endedBy: 'system', statusCode, error });
  }
  return error;
}

function refusalOf(response: IncomingResponse): SipError {
  const { statusCode } = response;
  if (isLocalResponse(response)) {
    return new SipError(statusCode === 408 ? 'timeout' : 'transport', causeText(response), { statusCode });
  }
  return rejection('rejected', response, `The remote party rejected the offer: ${statusCode} ${causeText(response)}`);
}
