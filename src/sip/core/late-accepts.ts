/** A 2xx to an INVITE that we gave up: a far end that believes in a call is told that there is none (RFC 3261 §13.2.2.4). */

import { Dialog } from '../dialog/dialog.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { clientTransactionId } from '../transaction/identity.js';
import { makeAck } from './ack.js';
import type { DialogTable } from './dialog-table.js';
import type { CoreServices } from './services.js';

/** How long an INVITE may ring at the far end after it failed here: Timer C of a proxy (§16.6), milliseconds. */
const LIFETIME = 180_000;
const MAX_INVITES = 32;
/** Forks of one INVITE that are answered. */
const MAX_FORKS = 16;

/** What is needed of the core. */
interface Core extends CoreServices {
  readonly dialogs: DialogTable;
  request(message: OutgoingRequestMessage, delegate: undefined, dialog: Dialog): unknown;
}

interface GivenUp {
  readonly invite: OutgoingRequestMessage;
  readonly until: number;
  /** Its early dialogs by To tag: a PRACK or UPDATE may have used up numbers after that of the INVITE (§12.2.1.1). */
  readonly dialogs: ReadonlyMap<string, Dialog>;
  /** Our ACK by To tag, to be sent again for each repeated 2xx. */
  readonly acks: Map<string, OutgoingRequestMessage>;
}

/** INVITEs whose transaction ended without a final response: by a timeout, a broken flow, or a CANCEL that nobody heeded. */
export class LateAccepts {
  readonly #invites = new Map<string, GivenUp>();

  constructor(private readonly core: Core) {}

  /** Remembers an INVITE for a while; nothing of another request, or of one that was never given a Via. */
  expect(invite: OutgoingRequestMessage): void {
    const { via } = invite;
    if (invite.method !== 'INVITE' || !via) return;
    const now = this.core.clock.elapsed();
    for (const [id, { until }] of this.#invites) if (until <= now) this.#invites.delete(id);
    const dialogs = new Map<string, Dialog>();
    for (const dialog of this.core.dialogs.values()) {
      if (dialog.callId === invite.callId && dialog.localTag === invite.fromTag) dialogs.set(dialog.remoteTag, dialog);
    }
    this.#invites.set(clientTransactionId('INVITE', via), { invite, until: now + LIFETIME, dialogs, acks: new Map() });
    if (this.#invites.size > MAX_INVITES) this.#invites.delete(this.#invites.keys().next().value!);
  }

  /** Takes a response that belongs to no transaction. False where it is none of these. */
  receive(response: IncomingResponse): boolean {
    const { via, statusCode } = response;
    if (statusCode < 200 || statusCode > 299 || !via || response.toTag === undefined) return false;
    const given = this.#invites.get(clientTransactionId(response.cseq.method, via));
    if (!given || given.until <= this.core.clock.elapsed()) return false;
    const known = given.acks.get(response.toTag);
    if (known) this.core.transmit(known);
    else if (given.acks.size < MAX_FORKS) this.#answer(given, response, response.toTag);
    return true;
  }

  clear(): void {
    this.#invites.clear();
  }

  #answer({ invite, dialogs, acks }: GivenUp, response: IncomingResponse, toTag: string): void {
    const { core } = this;
    const change = invite.toTag !== undefined;
    // A change of a call that goes on is acknowledged only. Where the 2xx holds an offer, an ACK would have to answer it.
    if (change && (invite.body === '' || !core.dialogs.get(invite.callId, invite.fromTag ?? '', toTag))) return;
    const dialog = dialogs.get(toTag) ?? Dialog.ofClient(invite, response);
    if (!change) dialog.confirm(response);
    const ack = makeAck(dialog, invite);
    core.prepare(ack);
    core.transmit(ack);
    acks.set(toTag, ack);
    if (change) return;
    core.logger.log('a late 2xx: the call is hung up');
    core.request(dialog.makeRequest('BYE'), undefined, dialog);
  }
}
