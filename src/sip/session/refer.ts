/**
 * Sends REFER as transferor and reports its progress (RFC 3515, RFC 3892, RFC 5589).
 * Subjects: REFER sent; Refer-To with Replaces; wait for the outcome of a transfer; NOTIFY of a REFER, received; 180 s limit of a
 * REFER; target of a transfer that ends in .invalid.
 */

import type { Timer } from '../base/clock.js';
import type { DialogUsage } from '../core/dialog-table.js';
import { addExtraHeaders, readExtraHeaders } from '../core/extra-headers.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { Dialog } from '../dialog/dialog.js';
import { parseEvent } from '../message/header/event.js';
import { parseReferSub } from '../message/header/refer.js';
import { printReplaces } from '../message/header/replaces.js';
import { parseSubscriptionState } from '../message/header/subscription-state.js';
import { NameAddrHeader } from '../message/name-addr.js';
import type { IncomingRequest } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { parseSipfrag } from '../message/sipfrag.js';
import { URI } from '../message/uri.js';
import { bye } from './bye.js';
import type { InviteUsage } from './invite-usage.js';
import type { ReferOptions } from './options.js';
import { contactOf, requestIn } from './request.js';

/** Wait for the outcome, milliseconds: default, and minimum and maximum of the `expires` in a NOTIFY. */
const WAIT_LIMIT = 180_000;
const LEAST = 32_000;
const LONGEST = 600_000;

/** Sends a REFER to a target, or for an attended transfer to the remote party of another call, which is replaced. */
export function refer(call: InviteUsage, target: URI | InviteUsage, options: ReferOptions): void {
  const { dialog } = call.requireEstablished();
  const extra = readExtraHeaders(options.extraHeaders);
  const uri = target instanceof URI ? target : replacing(target);
  const request = requestIn(call, dialog, 'REFER');
  const { headers } = request;
  headers.append('Refer-To', new NameAddrHeader(uri).toString());
  if (!call.anonymous) headers.append('Referred-By', `<${call.core.aor.toRaw()}>`);
  headers.append('Contact', contactOf(call));
  headers.append('Supported', call.core.configuration.supported.join(', '));
  addExtraHeaders(headers, extra);
  const subscription = new ReferSubscription(call, dialog, request.cseq.sequence);
  const refused = ({ statusCode }: IncomingResponse): void => subscription.end(statusCode);
  call.core.request(
    request,
    {
      // §2.4.6: the id is the CSeq of the accepted REFER, after a challenge that of its repetition.
      onRetry: (message) => subscription.repeated(message.cseq.sequence),
      onAccept: ({ statusCode, headers }) => {
        call.session.emit('referAccepted');
        if (parseReferSub(headers.get('Refer-Sub') ?? '') === false) subscription.end(statusCode);
      },
      onRedirect: refused,
      onReject: refused,
    },
    dialog,
  );
}

/** The remote party of a call, with Replaces as that party sees the dialog (RFC 3891 §6.1, RFC 5589 §7.3). */
function replacing(other: InviteUsage): URI {
  const { dialog } = other.requireEstablished();
  // A Contact that only its own proxy can resolve is of no use to a third party.
  const uri = (dialog.remoteTarget.host.endsWith('.invalid') ? dialog.remote.uri : dialog.remoteTarget).clone();
  const { callId, localTag, remoteTag } = dialog;
  uri.headers = [['Replaces', printReplaces({ callId, localTag: remoteTag, remoteTag: localTag })]];
  return uri;
}

/** The implicit subscription of one REFER. It outlives the call, and ends once. */
class ReferSubscription implements DialogUsage {
  #id: number;
  #timer: Timer;
  #over = false;

  constructor(
    private readonly call: InviteUsage,
    private readonly dialog: Dialog,
    sequence: number,
  ) {
    this.#id = sequence;
    call.core.dialogs.add(dialog, this);
    this.#timer = this.#wait(WAIT_LIMIT);
  }

  /** The REFER was sent again with this CSeq. */
  repeated(sequence: number): void {
    this.#id = sequence;
  }

  takes(request: IncomingRequest): boolean {
    const event = parseEvent(request.headers.get('Event') ?? '');
    if (request.method !== 'NOTIFY' || event?.package !== 'refer') return false;
    return event.id === undefined || event.id === `${this.#id}`;
  }

  receiveRequest(uas: UserAgentServer): void {
    const { message } = uas;
    const state = parseSubscriptionState(message.headers.get('Subscription-State') ?? '');
    const { statusCode } = parseSipfrag(message.body) ?? {};
    if (!state || !statusCode) return void uas.reject({ statusCode: 400 });
    uas.accept({ anonymous: this.call.anonymous });
    if (statusCode >= 200 || (state.state === 'terminated' && state.reason !== undefined)) {
      this.end(statusCode);
      // RFC 5589 §6.1: the transfer has succeeded, so the transferor sends BYE.
      if (statusCode >= 200 && statusCode < 300 && this.call.is('established')) void bye(this.call);
      return;
    }
    this.#timer.cancel();
    // Some transferees send `terminated` without a reason in every NOTIFY: the outcome follows in another NOTIFY, or a
    // BYE. A lifetime of 0 is raised, as the transfer continues.
    const lifetime = state.expires === undefined ? WAIT_LIMIT : state.expires * 1000;
    this.#timer = this.#wait(Math.min(Math.max(lifetime, LEAST), LONGEST));
    this.call.session.emit('referProgress', statusCode, false);
  }

  /** The user agent stops: the outcome stays unknown. */
  dispose(): void {
    this.end(503);
  }

  /** Ends the subscription and emits the outcome. */
  end(statusCode: number): void {
    if (this.#over) return;
    this.#over = true;
    this.#timer.cancel();
    this.call.core.dialogs.remove(this.dialog, this);
    this.call.session.emit('referProgress', statusCode, true);
  }

  #wait(time: number): Timer {
    return this.call.clock.after(time, () => this.end(408));
  }
}
