/**
 * Answers SUBSCRIBE on behalf of an account and sends NOTIFY at changes: message lamp, busy lamp, presence (RFC 6665 §4.2); takes PUBLISH
 * (RFC 3903 §6).
 * Subjects: SUBSCRIBE to the pocket PBX; PUBLISH to the pocket PBX.
 */

import type { Clock, Timer } from '../../../../src/sip/base/clock.js';
import { newBranch, newTag } from '../../../../src/sip/base/ids.js';
import { makeResponse } from '../../../../src/sip/core/response.js';
import { Dialog } from '../../../../src/sip/dialog/dialog.js';
import { parseEvent } from '../../../../src/sip/message/header/event.js';
import type { IncomingRequest } from '../../../../src/sip/message/request.js';
import type { ServerTransaction } from '../../../../src/sip/transaction/server.js';
import { PRESENCE } from '../../../../src/sip/event/package/presence.js';
import type { LayerUser, TransactionLayer } from '../transaction-layer.js';
import type { Published } from './published.js';

export interface NotifierOptions {
  clock: Clock;
  /** Host part of our addresses. */
  host: string;
  product: string;
  /** Account of a user part: its name, or a number. */
  account(user: string): string | undefined;
}

/** One kind of state that can be watched. */
export interface WatchedPackage {
  readonly contentType: string;
  /** Whether only the account itself may subscribe. */
  readonly private: boolean;
  /** The document for a subscriber. `version` counts the documents of one subscription, from 0. */
  body(username: string, entity: string, version: number): string;
}

interface Subscription {
  readonly username: string;
  readonly entity: string;
  readonly event: string;
  readonly watched: WatchedPackage;
  readonly dialog: Dialog;
  readonly layer: TransactionLayer;
  version: number;
  expiresAt: number;
  timer: Timer | undefined;
}

/** Seconds. */
const EXPIRES = { default: 3600, max: 7200 };

export class Notifier implements LayerUser {
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(
    private readonly packages: ReadonlyMap<string, WatchedPackage>,
    private readonly published: Published,
    private readonly options: NotifierOptions,
  ) {}

  /** Whether the notifier answers a request. */
  takes(request: IncomingRequest): boolean {
    const event = eventOf(request);
    return request.method === 'PUBLISH'
      ? event === PRESENCE.package
      : request.method === 'SUBSCRIBE' && this.packages.has(event);
  }

  /** Notifies all subscribers of this account and package. */
  changed(name: string, username: string): void {
    const watched = this.packages.get(name);
    for (const subscription of this.#subscriptions.values()) {
      if (subscription.watched === watched && subscription.username === username) this.#notify(subscription);
    }
  }

  receiveRequest(request: IncomingRequest, layer: TransactionLayer): void {
    const transaction = layer.serve(request);
    if (request.method === 'PUBLISH') return this.#publish(transaction);
    if (request.method !== 'SUBSCRIBE') return this.#reply(transaction, request.toTag === undefined ? 405 : 481);
    if (request.toTag === undefined) return this.#subscribe(transaction, layer);
    const subscription = this.#subscriptions.get(keyOf(request.callId, request.toTag, request.fromTag));
    if (!subscription) return this.#reply(transaction, 481);
    if (!subscription.dialog.takesSequence(request.cseq.sequence)) return this.#reply(transaction, 500);
    subscription.dialog.refreshTarget(request);
    this.#grant(transaction, subscription, subscription.dialog.localTag);
  }

  receiveAck(): void {
    // No request that the notifier answers has an ACK.
  }

  receiveCancel(): void {
    // A SUBSCRIBE is answered at once: no response is pending (RFC 3261 §9.2).
  }

  close(): void {
    for (const { timer } of this.#subscriptions.values()) timer?.cancel();
    this.#subscriptions.clear();
    this.published.close();
  }

  #subscribe(transaction: ServerTransaction, layer: TransactionLayer): void {
    const { request } = transaction;
    const watched = this.packages.get(eventOf(request));
    const username = this.options.account(request.uri.user ?? '');
    if (!watched) return this.#reply(transaction, 489, [`Allow-Events: ${[...this.packages.keys()].join(', ')}`]);
    if (username === undefined) return this.#reply(transaction, 404);
    if (watched.private && request.from.uri.user !== username) return this.#reply(transaction, 403);
    const tag = newTag();
    const subscription: Subscription = {
      username,
      entity: request.to.uri.aor,
      event: request.headers.get('Event') ?? '',
      watched,
      dialog: Dialog.ofServer(request, tag, false),
      layer,
      version: 0,
      expiresAt: 0,
      timer: undefined,
    };
    this.#subscriptions.set(keyOf(request.callId, tag, request.fromTag), subscription);
    this.#grant(transaction, subscription, tag);
  }

  #publish(transaction: ServerTransaction): void {
    const { request } = transaction;
    const username = this.options.account(request.uri.user ?? '');
    if (username === undefined) return this.#reply(transaction, 404);
    if (request.from.uri.user !== username) return this.#reply(transaction, 403);
    const { statusCode, extraHeaders } = this.published.take(username, request);
    this.#reply(transaction, statusCode, extraHeaders);
  }

  /** 200 with the granted lifetime, and a NOTIFY at once (RFC 6665 §4.2.1.2). */
  #grant(transaction: ServerTransaction, subscription: Subscription, tag: string): void {
    const { request } = transaction;
    const seconds = Math.min(request.expires ?? EXPIRES.default, EXPIRES.max);
    const response = makeResponse(request, { statusCode: 200, extraHeaders: [`Expires: ${seconds}`] }, tag);
    response.headers.append('Contact', this.#contact(subscription));
    transaction.send(response);
    subscription.timer?.cancel();
    subscription.expiresAt = this.options.clock.elapsed() + seconds * 1000;
    if (seconds === 0) return this.#end(subscription);
    subscription.timer = this.options.clock.after(seconds * 1000, () => this.#end(subscription));
    this.#notify(subscription);
  }

  #end(subscription: Subscription): void {
    this.#drop(subscription);
    this.#notify(subscription, 'terminated;reason=timeout');
  }

  #drop({ dialog, timer }: Subscription): void {
    timer?.cancel();
    this.#subscriptions.delete(keyOf(dialog.callId, dialog.localTag, dialog.remoteTag));
  }

  #notify(subscription: Subscription, state?: string): void {
    const { dialog, layer, watched, username, entity, event } = subscription;
    if (!layer.flow.isConnected()) return this.#drop(subscription);
    const left = Math.max(0, Math.round((subscription.expiresAt - this.options.clock.elapsed()) / 1000));
    const notify = dialog.makeRequest('NOTIFY');
    notify.headers.prepend('Via', `SIP/2.0/WS ${this.options.host};branch=${newBranch()}`);
    notify.headers.append('Contact', this.#contact(subscription));
    notify.headers.append('Event', event);
    notify.headers.append('Subscription-State', state ?? `active;expires=${left}`);
    notify.headers.append('User-Agent', this.options.product);
    const { contentType } = watched;
    notify.setBody({ contentType, body: watched.body(username, entity, subscription.version++) });
    layer.request(notify, {
      // A subscriber without the subscription, or without a flow, gets no further NOTIFY (RFC 6665 §4.2.2).
      receiveResponse: ({ statusCode }) => void (statusCode >= 300 && this.#drop(subscription)),
      onRequestTimeout: () => this.#drop(subscription),
      onTransportError: () => this.#drop(subscription),
    });
  }

  #contact({ username }: Subscription): string {
    return `<sip:${encodeURIComponent(username)}@${this.options.host};transport=ws>`;
  }

  #reply(transaction: ServerTransaction, statusCode: number, extraHeaders: string[] = []): void {
    transaction.send(makeResponse(transaction.request, { statusCode, extraHeaders }, newTag()));
  }
}

function eventOf(request: IncomingRequest): string {
  return parseEvent(request.headers.get('Event') ?? '')?.package.toLowerCase() ?? '';
}

function keyOf(callId: string, localTag: string, remoteTag: string | undefined): string {
  return `${callId}\n${localTag}\n${remoteTag ?? ''}`;
}
