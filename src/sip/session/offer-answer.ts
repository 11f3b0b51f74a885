/** Offer and answer through the description handler (RFC 3264, RFC 6337). Only ever run from the session's queue. */

import { bodyParts } from '../message/body.js';
import type { Message } from '../message/message.js';
import type { InviteUsage } from './invite-usage.js';
import type { SessionDescription, SessionDescriptionHandlerOptions } from './description-handler.js';
import type { SessionOptions } from './options.js';

/** The session description in a message, alone or as a part of several, where there is one that the handler takes (RFC 5621 §6). */
export function descriptionIn(call: InviteUsage, message: Message): string | undefined {
  const type = message.contentType;
  if (message.body === '' || type === undefined) return undefined;
  if (!type.startsWith('multipart/')) return call.handler.hasDescription(type) ? message.body : undefined;
  const parts = bodyParts(message).filter(({ disposition }) => disposition === 'session');
  return parts.find(({ contentType }) => call.handler.hasDescription(contentType))?.body;
}

/** An offer of ours is open from now until an answer is taken or it is rolled back. */
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

/** Takes the answer to our offer. `final: false` for one in a provisional response, which others may replace. */
export async function takeAnswer(
  call: InviteUsage,
  answer: string,
  options: SessionOptions,
  final = true,
): Promise<void> {
  await call.handler.setDescription(answer, { ...handlerOptions(call, options), final }, options.modifiers ?? []);
  if (final) call.negotiation = 'stable';
  // To an offer that is inactive nothing but inactive can be answered (RFC 3264 §6.1): that says nothing of the other side.
  if (directionsOf(call.offered).some((direction) => direction !== 'inactive')) noteRemoteHold(call, answer);
}

/** Takes an offer and makes the answer to it. Whether it holds us is told by `noteRemoteHold`, when the answer has gone out. */
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

/** Forgets an open offer, so that the session goes on as it was (RFC 6337 §3.4). */
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

/** Tells when the other side begins or ends to hold us (RFC 3264 §8.4). */
export function noteRemoteHold(call: InviteUsage, description: string | undefined): void {
  if (description === undefined) return;
  const remote = isHeldBy(description);
  if (remote === call.hold.remote) return;
  call.hold = { ...call.hold, remote };
  if (call.is('established')) call.session.emit(remote ? 'hold' : 'unhold', 'remote');
}

/**
 * Whether a description of the other side lets us send nothing that it would play: every stream that is in use is
 * `sendonly` or `inactive`, or goes to 0.0.0.0 as RFC 2543 held.
 */
export function isHeldBy(description: string): boolean {
  const used = directionsOf(description);
  if (used.length === 0) return false;
  // Browsers write 0.0.0.0 where ICE says the address, so it counts only without ICE.
  const address = /^c=\S+ \S+ (\S+)/m.exec(description)?.[1];
  if (address === '0.0.0.0' && !description.includes('a=ice-ufrag:')) return true;
  return used.every((direction) => direction === 'sendonly' || direction === 'inactive');
}

/** The direction of each stream that is in use (RFC 4566 §6; `sendrecv` where none is written). */
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
