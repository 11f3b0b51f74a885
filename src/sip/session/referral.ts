/**
 * Handles a REFER as transferee; only the application may follow it (RFC 3515 §2.4, RFC 4488).
 * Subjects: REFER received; outcome of a received REFER, NOTIFY; limit of open REFERs; conditions of a received REFER; 603 to a
 * REFER.
 */

import type { Timer } from '../base/clock.js';
import type { DialogUsage } from '../core/dialog-table.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import { Dialog } from '../dialog/dialog.js';
import { parseEvent } from '../message/header/event.js';
import { parseReferSub, parseReferTo, type ReferTo } from '../message/header/refer.js';
import { printReplaces } from '../message/header/replaces.js';
import { SIPFRAG, printSipfrag } from '../message/sipfrag.js';
import type { IncomingRequest } from '../message/request.js';
import type { InviteUsage } from './invite-usage.js';
import type { AnyResponse } from './events.js';
import type { InviteOptions } from './options.js';
import type { Session } from './session.js';
import { MAX_TRIES, contactOf, exchangeIn, waitUnlessStopped, retryDelayOf, requestIn } from './request.js';

/** Lifetime of the implicit subscription, seconds. */
const LIFETIME = 180;
/** Maximum number of REFERs of one call that wait for their outcome, and that are stored. */
const MAX_OPEN = 4;
const MAX_REFERRALS = 16;

/** The accepted REFERs of a call. They outlive it, as the user may decide later. */
export class Referrals {
  readonly #byRequest = new Map<IncomingRequest, Referral>();

  constructor(private readonly call: InviteUsage) {}

  /** Rejects a REFER that cannot be followed, or has no listener (603); emits all others as `refer`. */
  receive(uas: UserAgentServer): void {
    const { call } = this;
    const { message } = uas;
    const values = message.headers.values('Refer-To');
    const referTo = values.length === 1 ? parseReferTo(values[0]!) : undefined;
    if (!referTo) return void uas.reject({ statusCode: 400 });
    const callable = referTo.method === 'INVITE' && /^sips?$/i.test(referTo.target.scheme);
    const open = [...this.#byRequest.values()].filter((referral) => referral.open).length;
    // A remote party whose call is not established cannot make this user agent call others.
    const { established, anonymous } = call;
    if (!callable || call.session.listenerCount('refer') === 0 || !established || open >= MAX_OPEN)
      return void uas.reject({ statusCode: 603 });
    const quiet = parseReferSub(message.headers.get('Refer-Sub') ?? '') === false;
    if (quiet) uas.accept({ extraHeaders: ['Refer-Sub: false'], anonymous });
    else uas.accept({ statusCode: 202, anonymous });
    // A REFER outside a dialog creates its own (§2.4.6).
    const dialog = message.toTag === undefined ? Dialog.ofServer(message, uas.toTag, false) : established.dialog;
    const referral = new Referral(call, dialog, message, referTo, quiet);
    this.#byRequest.set(message, referral);
    if (this.#byRequest.size > MAX_REFERRALS) this.#byRequest.delete(this.#byRequest.keys().next().value!);
    referral.notify(100);
    call.session.emit('refer', message);
  }

  /** Calls the target of an accepted REFER; undefined for others. */
  follow(request: IncomingRequest, options?: InviteOptions): Session | undefined {
    return this.#byRequest.get(request)?.follow(options);
  }

  /** Reports to the sender that its REFER is not followed, unless it was. */
  decline(request: IncomingRequest): void {
    this.#byRequest.get(request)?.decline();
  }
}

/** One accepted REFER, with the subscription that reports its progress. It outlives the call. */
class Referral implements DialogUsage {
  #timer!: Timer;
  /** The end of the subscription, milliseconds of the clock. */
  #until!: number;
  /** Whether the REFER may still be followed, and its sender notified. */
  #open = true;
  /** The status of the last NOTIFY. */
  #reported: number | undefined;
  /** The CSeq of the latest NOTIFY. */
  #latest = 0;
  #session: Session | undefined;

  constructor(
    private readonly call: InviteUsage,
    private readonly dialog: Dialog,
    private readonly request: IncomingRequest,
    private readonly referTo: ReferTo,
    private readonly quiet: boolean,
  ) {
    if (!quiet) call.core.dialogs.add(dialog, this);
    this.#lasts(LIFETIME);
  }

  get open(): boolean {
    return this.#open;
  }

  /** SUBSCRIBE of the sender refreshes or ends the implicit subscription (RFC 6665 §4.1.2). */
  takes(request: IncomingRequest): boolean {
    const event = parseEvent(request.headers.get('Event') ?? '');
    if (request.method !== 'SUBSCRIBE' || event?.package !== 'refer') return false;
    return event.id === undefined || event.id === `${this.request.cseq.sequence}`;
  }

  receiveRequest(uas: UserAgentServer): void {
    const expires = Math.min(uas.message.expires ?? LIFETIME, LIFETIME);
    uas.accept({ extraHeaders: [`Expires: ${expires}`], anonymous: this.call.anonymous });
    if (expires > 0) this.#lasts(expires);
    else this.#stop();
    // Each SUBSCRIBE triggers a NOTIFY with the current state (RFC 6665 §4.2.1.4), including the last one.
    this.#send(this.#reported ?? 100, 'timeout');
  }

  dispose(): void {
    this.#open = false;
    this.#timer.cancel();
  }

  /** Calls the target, once, with the Referred-By of the REFER (RFC 3892 §3), and reports the progress. */
  follow(options?: InviteOptions): Session {
    return (this.#session ??= this.#invite(options));
  }

  decline(): void {
    if (!this.#session) this.notify(603, 'rejected');
  }

  #invite(options: InviteOptions = {}): Session {
    const extraHeaders = this.request.headers.getAll('Referred-By').map((value) => `Referred-By: ${value}`);
    const { replaces, target } = this.referTo;
    if (replaces) extraHeaders.push(`Replaces: ${printReplaces(replaces)}`, 'Require: replaces');
    // What withholds the identity in the call does so in the one that it causes.
    const { extraHeaders: more = [], ...caller } = this.call.anonymous ? { anonymous: true } : options;
    const session = this.call.owner.invite(target, { ...caller, extraHeaders: [...extraHeaders, ...more] });
    session.on('progress', (response: AnyResponse) => this.notify(response.statusCode));
    session.on('accepted', (data) => this.notify(data?.code ?? 200));
    session.on('failed', (response) => this.notify(response?.statusCode ?? 503));
    return session;
  }

  /** Sends a new status to the sender; a final status ends the subscription (§2.4.5). */
  notify(statusCode: number, reason = 'noresource'): void {
    if (!this.#open || statusCode === this.#reported) return;
    this.#reported = statusCode;
    if (statusCode >= 200) this.#stop();
    this.#send(statusCode, reason);
  }

  #send(statusCode: number, reason: string, tries = 1): void {
    if (this.quiet) return;
    const request = requestIn(this.call, this.dialog, 'NOTIFY');
    const { headers } = request;
    const left = Math.max(0, Math.round((this.#until - this.call.clock.elapsed()) / 1000));
    headers.append('Event', `refer;id=${this.request.cseq.sequence}`);
    headers.append('Subscription-State', this.#open ? `active;expires=${left}` : `terminated;reason=${reason}`);
    headers.append('Contact', contactOf(this.call));
    request.setBody({ body: printSipfrag(statusCode), contentType: SIPFRAG });
    const { sequence } = request.cseq;
    this.#latest = sequence;
    void exchangeIn(this.call, this.dialog, request).then(async (response) => {
      // §2.4.4: 481 means that the subscription no longer exists.
      if (response?.statusCode === 481) return this.#stop();
      // A NOTIFY that arrived out of order is repeated, unless there is a newer status.
      if (response?.statusCode !== 500 || tries === MAX_TRIES) return;
      if ((await waitUnlessStopped(this.call, retryDelayOf(response))) && this.#latest === sequence)
        this.#send(statusCode, reason, tries + 1);
    });
  }

  #lasts(seconds: number): void {
    this.#timer?.cancel();
    this.#until = this.call.clock.elapsed() + seconds * 1000;
    this.#timer = this.call.clock.after(seconds * 1000, () => this.notify(408, 'timeout'));
  }

  #stop(): void {
    this.dispose();
    this.call.core.dialogs.remove(this.dialog, this);
  }
}
