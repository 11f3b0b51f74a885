/** Outgoing calls: sends the INVITE and handles its responses, one dialog for each fork (RFC 3261 §13.2). */

import { SipError } from '../base/errors.js';
import { causeText } from '../core/client-context.js';
import { causeOf, causes, supported } from '../core/constants.js';
import { isLocalResponse } from '../core/local-response.js';
import { Dialog } from '../dialog/dialog.js';
import { challengeOf } from '../digest/unanswered.js';
import { parseReasons } from '../message/header/reason.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { acknowledge } from './ack.js';
import { bye, byeFork, giveUp } from './bye.js';
import type { InviteUsage, Fork } from './invite-usage.js';
import { toSipError } from './session-errors.js';
import type { InviteOptions } from './options.js';
import { prack } from './prack.js';
import { awaitFlow, isUnheard } from './resend.js';
import { nextRequest } from './retry.js';
import { allowTrickle, startTrickle } from './trickle.js';

/** Creates the offer and sends the INVITE. Failures end the session; nothing is thrown. */
export function invite(call: InviteUsage): void {
  call.queue.add(() => send(call)).catch((error: unknown) => call.failLocally(error));
}

async function send(call: InviteUsage): Promise<void> {
  const { origin } = call;
  if (origin.direction !== 'outgoing') return;
  const { request, options } = origin;
  if (!options.inviteWithoutSdp) {
    const offer = await call.media.makeOffer(options);
    if (!call.is('initial')) return;
    request.body = offer.body;
    request.headers.set('Content-Type', offer.contentType);
  }
  addOptions(call, request, options);
  call.timer.request(request);
  call.to({ status: 'calling' });
  dispatch(call, request, options);
}

function dispatch(call: InviteUsage, request: OutgoingRequestMessage, options: InviteOptions): void {
  const { transport } = call.core;
  transport.callBegins();
  // Whether a connection exists and no response, not even 100, has been received.
  let waits = transport.isConnected();
  const refused = (response: IncomingResponse): void => {
    if (waits && isUnheard(call, response)) {
      const giveUp = (): void => onReject(call, response);
      return awaitFlow(call, (next) => dispatch(call, next, options), giveUp);
    }
    const next = nextRequest(call, response);
    if (next instanceof Promise) void next.then((request) => goOn(response, request));
    else goOn(response, next);
  };
  const goOn = (response: IncomingResponse, next: OutgoingRequestMessage | undefined): void => {
    if (!next) return onReject(call, response);
    call.logger.log(`${response.statusCode}: trying again`);
    for (const { dialog } of call.forks.values()) call.core.dialogs.remove(dialog, call);
    call.forks.clear();
    dispatch(call, next, options);
  };
  call.uac = call.core.request(request, {
    onTrying: () => (waits = false),
    onProgress: (response) => onProgress(call, options, response),
    onAccept: (response) => onAccept(call, options, response),
    onRedirect: refused,
    onReject: refused,
  });
}

/**
 * Allow, Supported and Require of an INVITE or UPDATE (§13.2.1, RFC 3262 §4). Inside an established call only the
 * options of the request can require 100rel, not the configuration, as the remote party may not support it.
 */
export function addOptions(call: InviteUsage, request: OutgoingRequestMessage, options: InviteOptions): void {
  const { allow, supported: tags, accept, allowEvents } = call.core.configuration;
  const rel100 = options.rel100 ?? call.owner.settings.rel100;
  const offered = rel100 === supported.UNSUPPORTED ? tags.filter((tag) => tag !== '100rel') : tags;
  request.headers.set('Allow', allow.join(', '));
  request.headers.set('Supported', offered.join(', '));
  request.headers.set('Accept', accept.join(', '));
  if (allowEvents?.length) request.headers.set('Allow-Events', allowEvents.join(', '));
  allowTrickle(call, request.headers);
  const required = (request.toTag === undefined ? rel100 : options.rel100) === supported.REQUIRED;
  if (required && request.method === 'INVITE') request.headers.append('Require', '100rel');
}

/** Maximum number of forks of one INVITE. */
const MAX_FORKS = 32;

/** The fork of a response, with the dialog of its To tag, created by its first response (§12.1.2). */
function forkOf(call: InviteUsage, response: IncomingResponse): Fork {
  const tag = response.toTag ?? '';
  const known = call.forks.get(tag);
  if (known) return known;
  const fork: Fork = { dialog: Dialog.ofClient(call.uac!.message, response) };
  call.forks.set(tag, fork);
  call.forked ||= call.forks.size > 1;
  if (!call.is('ended')) call.core.dialogs.add(fork.dialog, call);
  return fork;
}

function onProgress(call: InviteUsage, options: InviteOptions, response: IncomingResponse): void {
  if (!call.is('calling', 'early')) return;
  call.remote.learn(response);
  if (response.statusCode === 199) return dropFork(call, response);
  const description = call.media.descriptionIn(response);
  let first = false;
  // Without a To tag there is no dialog, but the call is still in progress.
  if (response.toTag !== undefined && hasRoom(call, response.toTag)) {
    const fork = forkOf(call, response);
    fork.heard = response;
    const fresh = prack(call, fork, options, response, description);
    if (fresh === 'repeated') return;
    first = description !== undefined && ![...call.forks.values()].some((other) => other.description !== undefined);
    if (description !== undefined) fork.description = description;
    if (fresh === 'new' && !options.inviteWithoutSdp) fork.answer ??= description;
  }
  const before = call.state.status === 'early' && call.state.earlyMedia;
  // The peer connection plays one fork: the first that sends early media (RFC 3960 §3.2).
  const plays = first && call.media.negotiation === 'local-offer';
  call.to({ status: 'early', statusCode: response.statusCode, earlyMedia: before || plays });
  if (plays) playEarly(call, options, description!);
  call.session.emit('progress', response);
}

function playEarly(call: InviteUsage, options: InviteOptions, description: string): void {
  call.queue
    .add(async () => {
      if (call.is('early')) await call.media.takeAnswer(description, options, false);
    })
    .catch((error: unknown) => call.logger.warn(`early media: ${toSipError(error).message}`));
}

/** Whether the fork of this tag is known or can be added, as each costs a dialog. */
function hasRoom(call: InviteUsage, tag: string): boolean {
  return call.forks.size < MAX_FORKS || call.forks.has(tag);
}

function onAccept(call: InviteUsage, options: InviteOptions, response: IncomingResponse): void {
  if (call.dialog && !hasRoom(call, response.toTag ?? '')) return;
  const fork = forkOf(call, response);
  if (fork.ack) return call.core.transmit(fork.ack);
  // The ACK waits for the answer to the offer in this 2xx.
  if (call.dialog === fork.dialog) return;
  fork.dialog.confirm(response);
  const request = call.uac!.message;
  // §13.2.2.4: the 2xx of another fork, or a late 2xx, is answered with ACK and BYE in its own dialog.
  if (call.dialog || call.is('ended', 'initial')) {
    fork.ack = acknowledge(call, fork.dialog, request);
    return byeFork(call, fork.dialog);
  }
  if (call.forked) call.remote.learnOnly(fork.heard ? [fork.heard, response] : [response]);
  else call.remote.learn(response);
  call.timer.take(response);
  dropOthers(call, fork);
  const canceled = call.is('ending');
  call.establish(fork.dialog);
  if (canceled) return hangUpCanceled(call, fork, response);
  const description = call.media.descriptionIn(response) ?? fork.description;
  const data = { code: response.statusCode, response };
  if (options.inviteWithoutSdp) {
    call.session.emit('accepted', data);
    return answerInAck(call, fork, options, description);
  }
  fork.ack = acknowledge(call, fork.dialog, request);
  call.session.emit('accepted', data);
  call.session.emit('confirmed');
  applyAnswer(call, fork, options, description);
}

/** 199 ends this fork; another one may send early media instead (RFC 6228 §4). */
function dropFork(call: InviteUsage, response: IncomingResponse): void {
  const tag = response.toTag ?? '';
  const fork = call.forks.get(tag);
  if (!fork) return;
  call.core.dialogs.remove(fork.dialog, call);
  call.forks.delete(tag);
}

/** Removes the early dialogs of all other forks. */
function dropOthers(call: InviteUsage, winner: Fork): void {
  for (const fork of call.forks.values()) if (fork !== winner) call.core.dialogs.remove(fork.dialog, call);
}

/** The CANCEL crossed the 2xx (§9.1, §15): sends ACK and BYE. */
function hangUpCanceled(call: InviteUsage, fork: Fork, response: IncomingResponse): void {
  fork.ack = acknowledge(call, fork.dialog, call.uac!.message);
  call.session.emit('accepted', { code: response.statusCode, response });
  void bye(call, {}, { cause: causes.CANCELED });
}

function applyAnswer(call: InviteUsage, fork: Fork, options: InviteOptions, description: string | undefined): void {
  call.queue
    .add(async () => {
      if (call.media.confirmedDialog === fork.dialog) return startTrickle(call, description ?? '');
      // The media is negotiated with another fork, whose UPDATE came first: this one needs a new offer.
      if (call.media.confirmedDialog) return void call.renegotiate();
      if (description === undefined) throw new SipError('media', 'The answer has no session description');
      await call.media.takeAnswer(description, options);
      startTrickle(call, description);
    })
    .catch((error: unknown) => giveUp(call, error));
}

/** The 2xx contains the offer: the answer is sent in the ACK (§13.2.1). */
function answerInAck(call: InviteUsage, fork: Fork, options: InviteOptions, offer: string | undefined): void {
  const request = call.uac!.message;
  call.queue
    .add(async () => {
      if (call.media.confirmedDialog === fork.dialog) {
        fork.ack = acknowledge(call, fork.dialog, request);
        startTrickle(call, offer ?? '');
        return void call.session.emit('confirmed');
      }
      if (offer === undefined) throw new SipError('media', 'The 2xx has no offer');
      const answer = await call.media.answerOffer(offer, options);
      if (!call.is('established')) return;
      fork.ack = acknowledge(call, fork.dialog, request, answer);
      call.media.noteRemoteHold(offer);
      startTrickle(call, offer);
      call.session.emit('confirmed');
    })
    .catch((error: unknown) => {
      fork.ack ??= acknowledge(call, fork.dialog, request);
      giveUp(call, error);
    });
}

function onReject(call: InviteUsage, response: IncomingResponse): void {
  if (call.is('ended', 'established')) return;
  const { statusCode, reasonPhrase } = response;
  const canceled = call.is('ending');
  if (isLocalResponse(response)) {
    const kind = statusCode === 408 ? 'timeout' : statusCode === 487 ? 'canceled' : 'transport';
    const cause = { timeout: causes.REQUEST_TIMEOUT, canceled: causes.CANCELED, transport: causes.CONNECTION_ERROR }[
      kind
    ];
    const error = new SipError(kind, cause, { statusCode });
    return call.fail(cause, cause, { endedBy: canceled ? 'local' : 'system', error, statusCode });
  }
  const cause = canceled ? causes.CANCELED : causeOf(statusCode);
  const error = new SipError(
    statusCode === 401 || statusCode === 407 ? 'authentication' : 'rejected',
    causeText(response),
    {
      statusCode,
      reasonPhrase,
      ...challengeOf(response),
    },
  );
  const reasons = parseReasons(response.headers.getAll('Reason').join(', '));
  const endedBy = canceled ? 'local' : 'remote';
  call.fail(
    cause,
    causeText(response),
    { endedBy, statusCode, reasonPhrase, reasons, error, message: response },
    response,
    true,
  );
}
