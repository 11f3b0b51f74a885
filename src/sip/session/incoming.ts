/**
 * Incoming calls before the answer: ringing, provisional responses, rejection (RFC 3261 §13.3).
 * Subjects: incoming INVITE; 180 and 183 sent; refusal of an INVITE; early media sent; Expires of an INVITE received; call that
 * rings too long, SIP.
 */

import { SipError } from '../base/errors.js';
import { causeText } from '../core/client-context.js';
import { causeOf, causes, type EndCause } from '../core/constants.js';
import { readReply } from '../core/server-context.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import { Dialog } from '../dialog/dialog.js';
import type { IncomingRequest } from '../message/request.js';
import type { OutgoingResponseMessage } from '../message/response.js';
import { receiveCancel } from './cancel.js';
import type { SessionDescription } from './description-handler.js';
import type { InviteUsage } from './invite-usage.js';
import type { AcceptOptions, EndOptions, SessionOptions } from './options.js';
import { ReliableResponses, isReliable } from './reliable.js';
import { onNextFlow } from './request.js';
import type { Session } from './session.js';
import { statusOfError, toSipError } from './session-errors.js';

/** The INVITE of an incoming session, with its provisional responses. */
export class IncomingInvite {
  readonly kind = 'incoming';
  readonly direction = 'incoming';
  readonly dialog: Dialog;
  readonly reliable: ReliableResponses;
  /** The local description that a provisional response already carried. */
  #description: SessionDescription | undefined;

  /** `replacing` is the session that this one replaces (RFC 3891). */
  constructor(
    private readonly call: InviteUsage,
    readonly uas: UserAgentServer,
    readonly replacing: Session | undefined,
  ) {
    this.dialog = Dialog.ofServer(uas.message, uas.toTag, true);
    this.reliable = new ReliableResponses(call, this);
  }

  get request(): IncomingRequest {
    return this.uas.message;
  }

  get dialogs(): readonly Dialog[] {
    return [this.dialog];
  }

  /** The local description that a provisional response already carried, unless a later exchange replaced it. */
  get description(): SessionDescription | undefined {
    return this.#description;
  }

  /** Starts the session: adds its early dialog and limits the ringing time (§13.3.1). */
  start(): void {
    const { call, uas } = this;
    call.remote.learn(uas.message);
    call.core.dialogs.add(this.dialog, call);
    uas.delegate = { onCancel: (request) => receiveCancel(call, request) };
    const { expires } = uas.message;
    const { noAnswerTimeout } = call.owner.settings;
    if (expires !== undefined && expires > 0)
      call.lifetime.after(expires * 1000, () => this.#expire(487, causes.EXPIRES));
    if (noAnswerTimeout > 0) call.lifetime.after(noAnswerTimeout * 1000, () => this.#expire(480, causes.NO_ANSWER));
  }

  /**
   * Sends 100 to 199; default 180. A 183 without its own body carries our answer to the offer as early media (RFC 3960),
   * or our offer if the INVITE has none and the 183 is reliable (RFC 3262 §5).
   */
  progress(options: AcceptOptions): void {
    const { call, request } = this;
    const reply = readReply(options, 100, 199, 180);
    const early = reply.statusCode === 183 && !reply.body && !call.media.confirmedDialog;
    const offer = early ? call.media.descriptionIn(request) : undefined;
    const late = early && request.body === '' && isReliable(call, request, options.rel100);
    if (offer === undefined && !late) return this.#sendProgress(reply, options);
    call.queue
      .add(async () => {
        const { body, contentType } = (this.#description ??= await this.describe(offer, options));
        if (call.is('incoming', 'answering')) this.#sendProgress({ ...reply, body, contentType }, options);
      })
      .catch((error: unknown) => this.refuse(error));
  }

  /** Creates the answer to the offer of the INVITE, or our offer if it has none. */
  describe(offer: string | undefined, options: SessionOptions): Promise<SessionDescription> {
    const { media } = this.call;
    return offer === undefined ? media.makeOffer(options) : media.answerOffer(offer, options);
  }

  /** The descriptions were exchanged by other messages: the 2xx needs none. */
  forgetDescription(): void {
    this.#description = undefined;
  }

  /** Sends 300 to 699; default 480. */
  reject(options: EndOptions): void {
    this.turnDown(this.uas.reply(readReply(options, 300, 699, 480)));
  }

  /** Ends the call, as its final response has been sent. */
  turnDown(response: OutgoingResponseMessage): void {
    const { statusCode, reasonPhrase } = response;
    const end = { endedBy: 'local', statusCode, reasonPhrase } as const;
    this.call.fail(causeOf(statusCode), causeText(response), end, response, true);
  }

  /** Rejects the call for a local error: 488 for the description, else 500. */
  refuse(error: unknown): void {
    if (!this.call.is('incoming', 'answering')) return;
    const problem = toSipError(error);
    if (this.uas.open) this.uas.reject({ statusCode: statusOfError(problem) });
    this.call.failLocally(problem);
  }

  /** The transaction sends the response, which cannot be sent now, over the next connection, while it waits for the ACK (§18.2.2). */
  flowLost(): void {
    const error = new SipError('transport', 'The connection to the server was lost', { statusCode: 503 });
    if (this.uas.open) {
      this.uas.reject({ statusCode: 480 });
      onNextFlow(this.call, () => this.uas.transaction.receiveRequest(this.request));
    }
    const cause = causes.CONNECTION_ERROR;
    this.call.fail(cause, cause, { endedBy: 'system', error, statusCode: 503 });
  }

  /** Ends a call that was not answered in time. While the answer is being created only Expires ends it (§13.3.1). */
  #expire(statusCode: number, cause: EndCause): void {
    const { call } = this;
    if (!call.is('incoming') && !(call.is('answering') && cause === causes.EXPIRES)) return;
    const response = this.uas.reject({ statusCode });
    call.fail(cause, cause, { endedBy: 'system', statusCode }, response, true);
  }

  #sendProgress(reply: ReturnType<typeof readReply>, options: AcceptOptions): void {
    const { call, uas, request } = this;
    call.hide(options);
    const response = uas.make({ ...reply, anonymous: call.anonymous });
    // The first reliable response to an INVITE without an offer must contain one (§5): a response without a body is sent
    // unreliably, unless reliability was requested.
    const asked = options.rel100 !== undefined || request.hasOption('Require', '100rel');
    const first = !asked && request.body === '' && response.body === '';
    if (reply.statusCode > 100 && !first && isReliable(call, request, options.rel100)) this.reliable.send(response);
    else uas.send(response);
    call.session.emit('progress', response);
  }
}
