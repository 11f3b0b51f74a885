/**
 * The dialogs of the responses to one INVITE, one for each To tag (RFC 3261 §12.1.2, §13.2.2.4).
 * Subjects: forks of an INVITE; several To tags; maximum number of forks.
 */

import { Dialog } from '../dialog/dialog.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import type { InviteUsage } from './invite-usage.js';
import { ReliableSequence } from './prack.js';

/** Maximum number of forks of one INVITE, as each costs a dialog. */
const MAX_FORKS = 32;

/** The early or confirmed dialog of one To tag. */
export class Fork {
  readonly sequence = new ReliableSequence();
  #description: string | undefined;
  #answer: string | undefined;
  #latest: IncomingResponse | undefined;
  #ack: OutgoingRequestMessage | undefined;

  constructor(readonly dialog: Dialog) {}

  /** The latest description that this fork sent in a provisional response. */
  get description(): string | undefined {
    return this.#description;
  }

  /** Its answer to our offer in a reliable provisional response: later descriptions are ignored (§13.2.1). */
  get answer(): string | undefined {
    return this.#answer;
  }

  /** Its latest provisional response. */
  get latest(): IncomingResponse | undefined {
    return this.#latest;
  }

  /** Our ACK, retransmitted for each repeated 2xx (§13.2.2.4). */
  get ack(): OutgoingRequestMessage | undefined {
    return this.#ack;
  }

  /** Stores a provisional response and its description, which is the answer to our offer if the response is reliable. */
  storeProvisional(response: IncomingResponse, description: string | undefined, isAnswer: boolean): void {
    this.#latest = response;
    if (description !== undefined) this.#description = description;
    if (isAnswer) this.#answer ??= description;
  }

  acknowledged(ack: OutgoingRequestMessage): void {
    this.#ack = ack;
  }
}

export class Forks {
  readonly #byTag = new Map<string, Fork>();
  #several = false;

  constructor(private readonly call: InviteUsage) {}

  /** Whether responses with more than one To tag were received. */
  get several(): boolean {
    return this.#several;
  }

  get(tag: string | undefined): Fork | undefined {
    return this.#byTag.get(tag ?? '');
  }

  /** Whether the fork of this tag is known or can be added. */
  hasRoom(tag: string | undefined): boolean {
    return this.#byTag.size < MAX_FORKS || this.#byTag.has(tag ?? '');
  }

  /** Whether a fork has sent a description. */
  get described(): boolean {
    return [...this.#byTag.values()].some(({ description }) => description !== undefined);
  }

  /** The fork of a response, with the dialog of its To tag, created by its first response. */
  of(response: IncomingResponse, request: OutgoingRequestMessage): Fork {
    const known = this.get(response.toTag);
    if (known) return known;
    const fork = new Fork(Dialog.ofClient(request, response));
    this.#byTag.set(response.toTag ?? '', fork);
    this.#several ||= this.#byTag.size > 1;
    if (!this.call.is('ended')) this.call.core.dialogs.add(fork.dialog, this.call);
    return fork;
  }

  /** Removes one fork: another one may send early media instead. */
  drop(tag: string | undefined): void {
    const fork = this.get(tag);
    if (!fork) return;
    this.call.core.dialogs.remove(fork.dialog, this.call);
    this.#byTag.delete(tag ?? '');
  }

  /** Removes the forks of an INVITE that is sent again. */
  clear(): void {
    for (const tag of [...this.#byTag.keys()]) this.drop(tag);
  }

  /** Removes the early dialogs of all other forks; their 2xx are still acknowledged. */
  keepOnly(winner: Fork): void {
    for (const fork of this.#byTag.values()) if (fork !== winner) this.call.core.dialogs.remove(fork.dialog, this.call);
  }

  get dialogs(): readonly Dialog[] {
    return [...this.#byTag.values()].map(({ dialog }) => dialog);
  }
}
