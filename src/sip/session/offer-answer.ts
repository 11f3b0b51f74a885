/**
 * Offer and answer of a session through its description handler (RFC 3264, RFC 6337).
 * Subjects: offer and answer of a session; rollback of an offer; remote hold, detected; hold by 0.0.0.0; direction of a remote description.
 */

import type { Dialog } from '../dialog/dialog.js';
import { bodyParts } from '../message/body.js';
import type { Message } from '../message/message.js';
import type {
  SessionDescription,
  SessionDescriptionHandler,
  SessionDescriptionHandlerOptions,
} from './description-handler.js';
import type { InviteUsage } from './invite-usage.js';
import type { SessionOptions } from './options.js';
import type { SessionStatus } from './state.js';

/** Whether a local or remote offer is open (RFC 3264 §4). */
export type Negotiation = 'stable' | 'local-offer' | 'remote-offer';

/** All methods that return a promise run in the queue of the session. */
export class OfferAnswer {
  #negotiation: Negotiation = 'stable';
  /** The latest local offer, and the options that it was made with. */
  #offered = '';
  #offerOptions: SessionOptions | undefined;
  #hold: { readonly local: boolean; readonly remote: boolean };
  #confirmedDialog: Dialog | undefined;
  #handler: SessionDescriptionHandler | undefined;
  #answered = false;

  constructor(
    private readonly call: InviteUsage,
    localHold = false,
  ) {
    this.#hold = { local: localHold, remote: false };
  }

  get negotiation(): Negotiation {
    return this.#negotiation;
  }

  /** The options of the local offer that is open. */
  get openOffer(): SessionOptions | undefined {
    return this.#negotiation === 'local-offer' ? this.#offerOptions : undefined;
  }

  /** Whether a local offer has had its final answer. */
  get answered(): boolean {
    return this.#answered;
  }

  get hold(): { readonly local: boolean; readonly remote: boolean } {
    return this.#hold;
  }

  /** The early dialog whose answer to the offer of the INVITE is final (RFC 3262 §5). */
  get confirmedDialog(): Dialog | undefined {
    return this.#confirmedDialog;
  }

  /** The handler, created on first use. */
  get handler(): SessionDescriptionHandler {
    const { call } = this;
    if (!this.#handler) {
      this.#handler = call.owner.makeDescriptionHandler(call.session);
      this.tellHandler(call.state.status);
      call.session.emit('sessionDescriptionHandler', this.#handler);
    }
    return this.#handler;
  }

  get existingHandler(): SessionDescriptionHandler | undefined {
    return this.#handler;
  }

  /** Tells the handler the state; closes it as soon as the session is ending, even if a response is still awaited. */
  tellHandler(status: SessionStatus): void {
    try {
      if (status === 'ending' || status === 'ended') this.#handler?.close();
      else this.#handler?.follow?.(status);
    } catch (error) {
      this.call.logger.warn(`the media handler failed in the session state ${status}: ${String(error)}`);
    }
  }

  /** Makes the answer of a dialog final; undefined if the offer is open again. */
  confirm(dialog: Dialog | undefined): void {
    this.#confirmedDialog = dialog;
  }

  /** Reserves the negotiation for an offer that is about to be created or applied: others are refused until its end. */
  reserve(negotiation: Negotiation): void {
    this.#negotiation = negotiation;
  }

  /** The session description of a message, as its body or a body part, if the handler supports it (RFC 5621 §6). */
  descriptionIn(message: Message): string | undefined {
    const type = message.contentType;
    if (message.body === '' || type === undefined) return undefined;
    if (!type.startsWith('multipart/')) return this.handler.hasDescription(type) ? message.body : undefined;
    const parts = bodyParts(message).filter(({ disposition }) => disposition === 'session');
    return parts.find(({ contentType }) => this.handler.hasDescription(contentType))?.body;
  }

  /** Creates an offer, which is open until an answer is applied or it is rolled back. */
  async makeOffer(options: SessionOptions, extra?: SessionDescriptionHandlerOptions): Promise<SessionDescription> {
    this.#negotiation = 'local-offer';
    this.#offerOptions = options;
    const offer = await this.handler.getDescription(this.#options(options, extra), options.modifiers ?? []);
    this.#offered = offer.body;
    return offer;
  }

  /** Applies the answer to our offer. `final: false` for an answer in a provisional response, which may be replaced. */
  async takeAnswer(answer: string, options: SessionOptions, final = true): Promise<void> {
    await this.handler.setDescription(answer, { ...this.#options(options), final }, options.modifiers ?? []);
    if (final) {
      this.#negotiation = 'stable';
      this.#answered = true;
    }
    // An inactive offer can only be answered by inactive (RFC 3264 §6.1), which does not indicate a remote hold.
    if (directionsOf(this.#offered).some((direction) => direction !== 'inactive')) this.noteRemoteHold(answer);
  }

  /** Applies an offer and creates the answer. `noteRemoteHold` follows once the answer has been sent. */
  async answerOffer(
    offer: string,
    options: SessionOptions,
    extra?: SessionDescriptionHandlerOptions,
  ): Promise<SessionDescription> {
    this.#negotiation = 'remote-offer';
    const handling = this.#options(options, extra);
    await this.handler.setDescription(offer, handling, options.modifiers ?? []);
    const answer = await this.handler.getDescription(handling, options.modifiers ?? []);
    this.#negotiation = 'stable';
    return answer;
  }

  /** Rolls back an open offer; the session continues unchanged (RFC 6337 §3.4). */
  async rollback(): Promise<void> {
    try {
      await this.#handler?.rollbackDescription();
    } finally {
      this.#negotiation = 'stable';
    }
  }

  /** Stores the local hold that the remote party has accepted. */
  setLocalHold(local: boolean): void {
    if (this.#hold.local === local || !this.call.is('established')) return;
    this.#hold = { ...this.#hold, local };
    this.call.session.emit(local ? 'hold' : 'unhold', 'local');
  }

  /** Updates the remote hold and emits its changes (RFC 3264 §8.4). */
  noteRemoteHold(description: string | undefined): void {
    if (description === undefined) return;
    const remote = isHeldBy(description);
    if (remote === this.#hold.remote) return;
    this.#hold = { ...this.#hold, remote };
    if (this.call.is('established')) this.call.session.emit(remote ? 'hold' : 'unhold', 'remote');
  }

  #options(options: SessionOptions, extra: SessionDescriptionHandlerOptions = {}): SessionDescriptionHandlerOptions {
    return { hold: this.#hold.local, ...options.sessionDescriptionHandlerOptions, ...extra };
  }
}

/**
 * Whether a remote description puts this user agent on hold: each used stream is `sendonly` or `inactive`, or its
 * address is 0.0.0.0 (the hold of RFC 2543).
 */
function isHeldBy(description: string): boolean {
  const used = directionsOf(description);
  if (used.length === 0) return false;
  // With ICE browsers write 0.0.0.0 as a placeholder, so it indicates hold only without ICE.
  const address = /^c=\S+ \S+ (\S+)/m.exec(description)?.[1];
  if (address === '0.0.0.0' && !description.includes('a=ice-ufrag:')) return true;
  return used.every((direction) => direction === 'sendonly' || direction === 'inactive');
}

/** Whether a description rejects each stream (RFC 3264 §6): the call could carry nothing. */
export function rejectsAll(description: string): boolean {
  return /^m=/m.test(description) && directionsOf(description).length === 0;
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
