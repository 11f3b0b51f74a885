/** Changing a session: re-INVITE with glare, hold and unhold (RFC 3261 §14.1, RFC 3264 §8). */

import { InvalidStateError, SipError } from '../base/errors.js';
import { causeText } from '../core/client-context.js';
import { causes } from '../core/constants.js';
import { addExtraHeaders, readExtraHeaders } from '../core/extra-headers.js';
import { isLocalResponse } from '../core/local-response.js';
import type { Dialog } from '../dialog/dialog.js';
import { parseRetryAfter } from '../message/header/retry-after.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { acknowledge } from './ack.js';
import { bye } from './bye.js';
import type { Call } from './call.js';
import type { SessionDescription } from './description-handler.js';
import { giveUp, addOptions } from './invite.js';
import { answerOffer, descriptionIn, makeOffer, rollback, takeAnswer } from './offer-answer.js';
import type { ModifyOptions } from './options.js';
import { raisesInterval, requestTimer, takeTimer } from './session-timer.js';

/** What is to change. `hold` absent: stays as it is. */
export interface Change {
  readonly options: ModifyOptions;
  readonly hold?: boolean;
  /** Default INVITE. An UPDATE needs no ACK, and without `offer` changes nothing but the timer (RFC 3311, RFC 4028 §7.4). */
  readonly method?: 'INVITE' | 'UPDATE';
  /** Default true. */
  readonly offer?: boolean;
}

/** Done, or to be tried again after so many milliseconds; `not-yet` where nothing was sent, as an ACK or answer is due first. */
type Outcome = { readonly kind: 'done' } | { readonly kind: 'again' | 'not-yet'; readonly delay: number };

const MAX_TRIES = 6;
/** A re-INVITE without a final response is canceled after this, milliseconds. */
const LONGEST_CHANGE = 40_000;
/** A Retry-After beyond this, in seconds, is a refusal. */
const LONGEST_WAIT = 10;

/**
 * Runs the change when its turn comes. Rejects with a `rejected` SipError when the other side refuses, and the session
 * goes on as before; with `canceled` when the session ends. Throws InvalidStateError when it is not up.
 */
export function modify(call: Call, change: Change): Promise<void> {
  if (!call.is('established')) throw new InvalidStateError('The call is not up', call.state.status);
  readExtraHeaders(change.options.extraHeaders);
  return run(call, change);
}

async function run(call: Call, change: Change): Promise<void> {
  const patience = call.clock.now() + LONGEST_CHANGE;
  for (let tries = 0; tries < MAX_TRIES;) {
    const outcome = await call.queue.add(() => exchange(call, change));
    if (outcome.kind === 'done') return;
    if (outcome.kind === 'again' || call.clock.now() >= patience) tries++;
    // The queue is free meanwhile, so that the other side's own change can go first.
    await call.pause(outcome.delay);
  }
  throw new SipError('rejected', 'The other side is changing the call all the time', { statusCode: 491 });
}

/** §14.1: who made the Call-ID waits 2.1 to 4 s, the other 0 to 2 s, in steps of 10 ms. */
function glareDelay(call: Call): number {
  const steps = call.direction === 'outgoing' ? 210 + Math.random() * 190 : Math.random() * 200;
  return Math.round(steps) * 10;
}

async function exchange(call: Call, change: Change): Promise<Outcome> {
  const { dialog } = call;
  if (!call.is('established') || !dialog) throw new SipError('canceled', 'The call has ended');
  if (call.negotiation !== 'stable' || call.awaitedAck) return { kind: 'not-yet', delay: 100 };
  const { options } = change;
  const hold = change.hold ?? call.hold.local;
  try {
    const offer = await offerFor(call, change, hold);
    if (!call.is('established')) throw new SipError('canceled', 'The call has ended');
    // §12.2.2: the number is taken as it goes out, for what is sent meanwhile must not have a higher one.
    const request = dialog.makeRequest(change.method ?? 'INVITE');
    addHeaders(call, request, options);
    if (offer) {
      request.headers.set('Content-Type', offer.contentType);
      request.body = offer.body;
    }
    const outcome = await converse(call, dialog, request, options, hold);
    if (outcome.kind === 'done') setHold(call, hold);
    else if (change.offer !== false) await rollback(call);
    return outcome;
  } catch (error) {
    if (change.offer !== false) await rollback(call).catch(() => undefined);
    throw error;
  }
}

/** The offer of a change, where it makes one; from then on the other side's has to wait. */
async function offerFor(call: Call, change: Change, hold: boolean): Promise<SessionDescription | undefined> {
  const { options, offer = true } = change;
  if (!offer) return undefined;
  call.negotiation = 'local-offer';
  if (options.inviteWithoutSdp) return undefined;
  return makeOffer(call, options, { hold, ...(options.iceRestart ? { iceRestart: true } : {}) });
}

function addHeaders(call: Call, request: OutgoingRequestMessage, options: ModifyOptions): void {
  request.headers.append('Contact', call.core.contact.toHeader({ anonymous: options.anonymous === true }));
  addOptions(call, request, options);
  requestTimer(call, request);
  addExtraHeaders(request.headers, readExtraHeaders(options.extraHeaders));
}

/** Sends the re-INVITE and settles with its final response, which is acknowledged whatever became of the call (RFC 5407 §3.1.2). */
function converse(
  call: Call,
  dialog: Dialog,
  request: OutgoingRequestMessage,
  options: ModifyOptions,
  hold: boolean,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let ack: OutgoingRequestMessage | undefined;
    let answered = false;
    const uac = call.core.request(
      request,
      {
        onAccept: (response) => {
          if (ack) return call.core.transmit(ack);
          // A 2xx that is repeated while our answer to the offer in it is being made gets the ACK when that is done.
          if (answered) return;
          answered = true;
          limit.cancel();
          dialog.refreshTarget(response);
          call.learnPeer(response);
          if (call.is('established')) takeTimer(call, response);
          if (request.method === 'UPDATE' && request.body === '') return resolve({ kind: 'done' });
          const offered = !options.inviteWithoutSdp;
          if (request.method === 'UPDATE') ack = request;
          else if (offered) ack = acknowledge(call, dialog, uac.message);
          const description = descriptionIn(call, response);
          const finish = offered
            ? takeFinal(call, description, options)
            : answerLate(call, description, options, hold).then((answer) => {
                ack = acknowledge(call, dialog, uac.message, answer);
              });
          finish.then(
            () => resolve({ kind: 'done' }),
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
          const outcome = refused(call, response);
          if (outcome instanceof SipError) reject(outcome);
          else resolve(outcome);
        },
      },
      dialog,
    );
    // After a provisional response nothing else ends the wait (§17.1.1.2), and the next change waits for this one.
    const limit = call.clock.after(LONGEST_CHANGE, () => uac.cancel());
  });
}

async function takeFinal(call: Call, description: string | undefined, options: ModifyOptions): Promise<void> {
  if (description === undefined) throw new SipError('media', 'The answer has no session description');
  await takeAnswer(call, description, options);
}

async function answerLate(call: Call, offer: string | undefined, options: ModifyOptions, hold: boolean) {
  if (offer === undefined) throw new SipError('media', 'The 2xx has no offer');
  return answerOffer(call, offer, options, { hold });
}

/** What a refused re-INVITE means: try again, go on as before, or, for a dialog that the other side has lost, the end. */
function refused(call: Call, response: IncomingResponse): Outcome | SipError {
  const { statusCode } = response;
  if (raisesInterval(call, response)) return { kind: 'again', delay: 0 };
  if (statusCode === 491) return { kind: 'again', delay: glareDelay(call) };
  const wait = parseRetryAfter(response.headers.get('Retry-After') ?? '')?.seconds;
  if ((statusCode === 500 || statusCode === 503) && wait !== undefined && wait <= LONGEST_WAIT) {
    return { kind: 'again', delay: Math.max(wait * 1000, 100) };
  }
  const error = refusalOf(response);
  // §14.1, §12.2.1.2: the dialog is gone. A timeout of a broken flow is not the other side's word.
  if (statusCode === 481 || statusCode === 408) {
    const options = { statusCode, reasonPhrase: causeText(response) };
    void bye(call, options, { cause: causes.DIALOG_ERROR, endedBy: 'system', statusCode, error });
  }
  return error;
}

function refusalOf(response: IncomingResponse): SipError {
  const { statusCode, reasonPhrase } = response;
  if (isLocalResponse(response)) {
    return new SipError(statusCode === 408 ? 'timeout' : 'transport', causeText(response), { statusCode });
  }
  return new SipError('rejected', `The other side refused the change: ${statusCode} ${causeText(response)}`, {
    statusCode,
    reasonPhrase,
  });
}

function setHold(call: Call, local: boolean): void {
  if (call.hold.local === local || !call.is('established')) return;
  call.hold = { ...call.hold, local };
  call.session.emit(local ? 'hold' : 'unhold', 'local');
}

/** Tells the other side that we are still there, without a new offer where it takes UPDATE (RFC 4028 §7.4). */
export function refresh(call: Call): Promise<void> {
  const update = call.remoteAllow?.includes('UPDATE') === true;
  return modify(call, update ? { options: {}, method: 'UPDATE', offer: false } : { options: {} });
}
