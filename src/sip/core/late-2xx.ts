/**
 * Sends ACK and BYE for a late 2xx to an INVITE that has already failed locally (RFC 3261 §13.2.2.4).
 * Subjects: late 2xx after CANCEL or timeout; 2xx after the call was given up; how long a late 2xx is awaited.
 */

import { Dialog } from '../dialog/dialog.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { clientTransactionId } from '../transaction/identity.js';
import { makeAck } from './ack.js';
import type { DialogTable } from './dialog-table.js';
import type { CoreServices } from './services.js';

/** How long the callee may ring after the INVITE failed locally: Timer C of a proxy (§16.6), milliseconds. */
const LIFETIME = 180_000;
const MAX_INVITES = 32;
/** The number of forks of one INVITE that are handled. */
const MAX_FORKS = 16;

/** The used part of the core. */
interface Core extends CoreServices {
  readonly dialogs: DialogTable;
  request(message: OutgoingRequestMessage, delegate: undefined, dialog: Dialog): unknown;
}

interface GivenUp {
  readonly invite: OutgoingRequestMessage;
  readonly until: number;
  /** Early dialogs by To tag, as a PRACK or UPDATE may have incremented the CSeq (§12.2.1.1). */
  readonly dialogs: ReadonlyMap<string, Dialog>;
  /** The ACK by To tag, sent again for each retransmitted 2xx. */
  readonly acks: Map<string, OutgoingRequestMessage>;
}

/** INVITEs that ended without a final response: by a timeout, a broken flow, or a CANCEL without effect. */
export class Late2xx {
  readonly #invites = new Map<string, GivenUp>();

  constructor(private readonly core: Core) {}

  /** Remembers an INVITE for 180 s; ignores other methods and an INVITE without a Via. */
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

  /** Handles a response without a transaction. Returns false where it is not a 2xx to one of these INVITEs. */
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
    // A re-INVITE of an existing call gets only an ACK; none where the 2xx contains an offer, which the ACK would have to answer.
    if (change && (invite.body === '' || !core.dialogs.get(invite.callId, invite.fromTag ?? '', toTag))) return;
    const dialog = dialogs.get(toTag) ?? Dialog.ofClient(invite, response);
    if (!change) dialog.confirm(response);
    const ack = makeAck(dialog, invite);
    core.prepare(ack);
    core.transmit(ack);
    acks.set(toTag, ack);
    if (change) return;
    core.logger.log('a 2xx after the end of the call: sending ACK and BYE');
    core.request(dialog.makeRequest('BYE'), undefined, dialog);
  }
}
