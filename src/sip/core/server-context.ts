/**
 * A received request with its responses as events: SIP.js's `ServerContext`.
 * Subjects: ServerContext of SIP.js; deferred final response; 25 s limit of a deferred response.
 */

import type { Timer } from '../base/clock.js';
import { Emitter } from '../base/emitter.js';
import { InvalidStateError } from '../base/errors.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { IncomingRequest } from '../message/request.js';
import type { OutgoingResponseMessage } from '../message/response.js';
import { currentNames, type OldReplyNames } from '../transport/sipjs-compat.js';
import { causeText, type ContextOwner } from './client-context.js';
import { causes } from './constants.js';
import { checkReply } from './response.js';
import type { UserAgentServer } from './user-agent-server.js';

export interface ContextReplyOptions {
  statusCode?: number | undefined;
  reasonPhrase?: string | undefined;
  /** `Name: value` lines. */
  extraHeaders?: readonly string[] | undefined;
  body?: string | undefined;
  contentType?: string | undefined;
}

/** Validates the options. Throws TypeError for a status out of range or an invalid header field. */
export function readReply(
  options: ContextReplyOptions,
  lowest: number,
  highest: number,
  fallback?: number,
): ContextReplyOptions & { statusCode: number } {
  const statusCode = options.statusCode ?? fallback;
  if (statusCode === undefined || !Number.isInteger(statusCode) || statusCode < lowest || statusCode > highest) {
    throw new TypeError(`statusCode must be a number from ${lowest} to ${highest}`);
  }
  const { reasonPhrase, extraHeaders, body, contentType } = options;
  const reply = { statusCode, reasonPhrase, extraHeaders, body, contentType };
  checkReply(reply);
  return reply;
}

export interface ServerContextEvents {
  progress: [response: OutgoingResponseMessage, cause: string];
  accepted: [response: OutgoingResponseMessage, cause: string];
  rejected: [response: OutgoingResponseMessage, cause: string];
  /** `response` is null when the flow broke. */
  failed: [response: OutgoingResponseMessage | null, cause: string];
}

/** The longest deferral, milliseconds: the client gives up after 32 s (Timer F, RFC 3261 §17.1.2.2). */
const LONGEST_DEFERRAL = 25_000;

/**
 * A received request. Each method returns the context; it throws TypeError for a status out of its range and for invalid
 * header fields, InvalidStateError after the final response.
 */
export class ServerContext extends Emitter<ServerContextEvents> {
  readonly request: IncomingRequest;
  /** Data of the application. */
  readonly data: Record<string, unknown> = {};
  readonly #uas: UserAgentServer;
  #limit: Timer | undefined;

  constructor(
    readonly ua: ContextOwner,
    uas: UserAgentServer,
  ) {
    super();
    this.#uas = uas;
    this.request = uas.message;
    uas.delegate = {
      onTransportError: () => this.emit('failed', null, causes.CONNECTION_ERROR),
      onTerminated: () => this.#limit?.cancel(),
    };
  }

  get method(): string {
    return this.request.method;
  }

  get body(): string {
    return this.request.body;
  }

  get contentType(): string | undefined {
    return this.request.contentType;
  }

  /** The To header field. */
  get localIdentity(): NameAddrHeader {
    return this.request.to;
  }

  /** The From header field, as sent by the remote party. */
  get remoteIdentity(): NameAddrHeader {
    return this.request.from;
  }

  /** Whether a final response may still be sent. */
  get open(): boolean {
    return this.#uas.open;
  }

  /** Whether `defer()` was called; otherwise the user agent answers a request that no listener has answered. */
  get deferred(): boolean {
    return this.#limit !== undefined;
  }

  /**
   * Defers the final response: sent when the promise resolves, with its options (default 200), or 500 when it rejects;
   * without a promise, when the application calls `accept`, `reject` or `reply`. Sends 480 after 25 s without one. Throws
   * InvalidStateError after the final response.
   */
  defer(answer?: Promise<(ContextReplyOptions & OldReplyNames) | undefined | void>): this {
    if (!this.open) throw new InvalidStateError('The request has a final response');
    this.#limit ??= this.ua.core.clock.after(LONGEST_DEFERRAL, () => {
      if (this.open) this.reject({ statusCode: 480 });
    });
    answer?.then((options) => this.#late(options ?? {})).catch(() => this.#late({ statusCode: 500 }));
    return this;
  }

  /** Sends 100 to 199; default 180. */
  progress(options: ContextReplyOptions & OldReplyNames = {}): this {
    return this.#send(readReply(currentNames(options), 100, 199, 180), 'progress');
  }

  /** Sends 200 to 299; default 200. */
  accept(options: ContextReplyOptions & OldReplyNames = {}): this {
    return this.#send(readReply(currentNames(options), 200, 299, 200), 'accepted');
  }

  /** Sends 300 to 699; default 480. */
  reject(options: ContextReplyOptions & OldReplyNames = {}): this {
    return this.#send(readReply(currentNames(options), 300, 699, 480), 'rejected');
  }

  /** Sends any response. Throws TypeError without a status code. */
  reply(options: ContextReplyOptions & OldReplyNames): this {
    const { statusCode, ...rest } = readReply(currentNames(options ?? {}), 100, 699);
    if (statusCode < 200) return this.progress({ ...rest, statusCode });
    return statusCode < 300 ? this.accept({ ...rest, statusCode }) : this.reject({ ...rest, statusCode });
  }

  #late(options: ContextReplyOptions & OldReplyNames): void {
    const { statusCode = 200, ...rest } = currentNames(options);
    if (this.open) this.reply({ ...rest, statusCode });
  }

  #send(options: ContextReplyOptions & { statusCode: number }, event: 'progress' | 'accepted' | 'rejected'): this {
    if (!this.open) throw new InvalidStateError('The request has a final response');
    const response = this.#uas.reply(options);
    if (options.statusCode >= 200) this.#limit?.cancel();
    const cause = causeText(response);
    this.emit(event, response, cause);
    if (event === 'rejected') this.emit('failed', response, cause);
    return this;
  }
}
