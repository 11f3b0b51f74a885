/** Offer and answer through the description handler (RFC 3264, RFC 6337). All calls run in the session's queue. */

import { bodyParts } from '../message/body.js';
import type { Message } from '../message/message.js';
import type { InviteUsage } from './invite-usage.js';
import type { SessionDescription, SessionDescriptionHandlerOptions } from './description-handler.js';
import type { SessionOptions } from './options.js';

/** The session description of a message, as its body or a body part, if the handler supports it (RFC 5621 §6). */
export function descriptionIn(call: InviteUsage, message: Message): string | undefined {
  const type = message.contentType;
  if (message.body === '' || type === undefined) return undefined;
  if (!type.startsWith('multipart/')) return call.handler.hasDescription(type) ? message.body : undefined;
  const parts = bodyParts(message).filter(({ disposition }) => disposition === 'session');
  return parts.find(({ contentType }) => call.handler.hasDescription(contentType))?.body;
}

/** Creates an offer, which is open until an answer is applied or it is rolled back. */
export async function makeOffer(
  call: InviteUsage,
  options: SessionOptions,
  extra: SessionDescriptionHandlerOptions = {},
): Promise<SessionDescription> {
  call.negotiation = 'local-offer';
  const offer = await call.handler.getDescription(handlerOptions(call, options, extra), options.modifiers ?? []);
  call.offered = offer.body;
  return offer;
}

/** Applies the answer to our offer. `final: false` for an answer in a provisional response, which may be replaced. */
export async function takeAnswer(
  call: InviteUsage,
  answer: string,
  options: SessionOptions,
  final = true,
): Promise<void> {
  await call.handler.setDescription(answer, { ...handlerOptions(call, options), final }, options.modifiers ?? []);
  if (final) call.negotiation = 'stable';
  // An inactive offer can only be answered by inactive (RFC 3264 §6.1), which does not indicate a remote hold.
  if (directionsOf(call.offered).some((direction) => direction !== 'inactive')) noteRemoteHold(call, answer);
}

/** Applies an offer and creates the answer. `noteRemoteHold` follows once the answer has been sent. */
export async function answerOffer(
  call: InviteUsage,
  offer: string,
  options: SessionOptions,
  extra: SessionDescriptionHandlerOptions = {},
): Promise<SessionDescription> {
  call.negotiation = 'remote-offer';
  const handling = handlerOptions(call, options, extra);
  await call.handler.setDescription(offer, handling, options.modifiers ?? []);
  const answer = await call.handler.getDescription(handling, options.modifiers ?? []);
  call.negotiation = 'stable';
  return answer;
}

/** Rolls back an open offer; the session continues unchanged (RFC 6337 §3.4). */
export async function rollback(call: InviteUsage): Promise<void> {
  try {
    await call.existingHandler?.rollbackDescription();
  } finally {
    call.negotiation = 'stable';
  }
}

function handlerOptions(
  call: InviteUsage,
  options: SessionOptions,
  extra: SessionDescriptionHandlerOptions = {},
): SessionDescriptionHandlerOptions {
  return { hold: call.hold.local, ...options.sessionDescriptionHandlerOptions, ...extra };
}

/** Updates the remote hold and emits its changes (RFC 3264 §8.4). */
export function noteRemoteHold(call: InviteUsage, description: string | undefined): void {
  if (description === undefined) return;
  const remote = isHeldBy(description);
  if (remote === call.hold.remote) return;
  call.hold = { ...call.hold, remote };
  if (call.is('established')) call.session.emit(remote ? 'hold' : 'unhold', 'remote');
}

/**
 * Whether a remote description puts this user agent on hold: each used stream is `sendonly` or `inactive`, or its
 * address is 0.0.0.0 (the hold of RFC 2543).
 */
export function isHeldBy(description: string): boolean {
  const used = directionsOf(description);
  if (used.length === 0) return false;
  // With ICE browsers write 0.0.0.0 as a placeholder, so it indicates hold only without ICE.
  const address = /^c=\S+ \S+ (\S+)/m.exec(description)?.[1];
  if (address === '0.0.0.0' && !description.includes('a=ice-ufrag:')) return true;
  return used.every((direction) => direction === 'sendonly' || direction === 'inactive');
}

/** The direction of each used stream (RFC 4566 §6; default `sendrecv`). */
function directionsOf(description: string): string[] {
  let session = 'sendrecv';
  const streams: { port: string; direction: string | undefined }[] = [];
  for (const line of description.split(/\r\n|\r|\n/)) {
    if (line.startsWith('m=')) streams.push({ port: line.split(' ')[1] ?? '0', direction: undefined });
    const direction = /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/.exec(line)?.[1];
    const stream = streams.at(-1);
    if (direction && stream) stream.direction = direction;
    else if (direction) session = direction;
  }
  return streams.filter(({ port }) => port !== '0').map(({ direction }) => direction ?? session);
}
