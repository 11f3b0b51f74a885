/**
 * A request outside a dialog with its outcome as events: SIP.js's `ClientContext`.
 * Subjects: ClientContext of SIP.js; request outside a dialog with events.
 */

import { Emitter } from '../base/emitter.js';
import { NameAddrHeader } from '../message/name-addr.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { REASON_PHRASE } from '../message/status.js';
import type { URI } from '../message/uri.js';
import { causes } from './constants.js';
import { isLocalResponse, makeLocalResponse } from './local-response.js';
import type { CancelOptions, OutgoingRequest } from './outgoing-request.js';
import type { RequestOptions } from './request.js';
import type { UserAgentCore } from './user-agent-core.js';

/** The user agent of a context. */
export interface ContextOwner {
  readonly core: UserAgentCore;
}

export interface ClientContextEvents {
  progress: [response: IncomingResponse, cause: string];
  accepted: [response: IncomingResponse, cause: string];
  rejected: [response: IncomingResponse, cause: string];
  /** `response` is null after a timeout or without a connection. */
  failed: [response: IncomingResponse | null, cause: string];
  cancel: [];
}

/** A request, sent by `send()`; those of `ua.message()` and `ua.request()` are sent already. The constructor throws TypeError for invalid header fields. */
export class ClientContext extends Emitter<ClientContextEvents> {
  readonly request: OutgoingRequestMessage;
  readonly localIdentity: NameAddrHeader;
  readonly remoteIdentity: NameAddrHeader;
  /** Data of the application. */
  readonly data: Record<string, unknown> = {};
  /** Resolves with the final response: a local 408 after a timeout, 503 without a connection, 487 after `cancel()`. Never rejects. */
  readonly final: Promise<IncomingResponse>;
  readonly #options: RequestOptions;
  #settle!: (response: IncomingResponse) => void;
  #outgoing: OutgoingRequest | undefined;

  constructor(
    readonly ua: ContextOwner,
    readonly method: string,
    target: URI,
    options: RequestOptions = {},
  ) {
    super();
    this.#options = options;
    this.final = new Promise((resolve) => (this.#settle = resolve));
    this.request = ua.core.makeOutgoingRequestMessage(method, target, options);
    this.localIdentity = this.request.from;
    this.remoteIdentity = options.to ?? new NameAddrHeader(target);
  }

  get body(): string {
    return this.#options.body ?? '';
  }

  /** Sends the request; a second call does nothing. */
  send(): this {
    if (this.#outgoing) return this;
    const { core } = this.ua;
    const outgoing = (this.#outgoing = core.request(this.request, {
      onProgress: (response) => this.emit('progress', response, causeText(response)),
      onAccept: (response) => {
        this.#settle(response);
        this.emit('accepted', response, causeText(response));
      },
      onRedirect: (response) => this.#failed(response),
      onReject: (response) => this.#failed(response),
    }));
    // A user agent that stops discards its requests, and calls no delegate.
    const stopped = (): void => {
      outgoing.delegate = undefined;
      this.#failed(makeLocalResponse(this.request, 503));
    };
    core.endings.add(stopped);
    void this.final.then(() => core.endings.delete(stopped));
    return this;
  }

  /** Cancels the request. Sends CANCEL for an INVITE (RFC 3261 §9.1); ignores the outcome of other methods. */
  cancel(options: CancelOptions = {}): this {
    if (!this.#outgoing) return this;
    if (this.method === 'INVITE') this.#outgoing.cancel(undefined, options);
    else {
      this.#outgoing.delegate = undefined;
      this.#settle(makeLocalResponse(this.request, 487));
    }
    this.emit('cancel');
    return this;
  }

  #failed(response: IncomingResponse): void {
    this.#settle(response);
    const [received, cause] = failureOf(response);
    if (received) this.emit('rejected', received, cause);
    this.emit('failed', received ?? null, cause);
  }
}

/** The arguments of an event `failed`: the response, undefined for a local one, and its cause. */
export function failureOf(response: IncomingResponse): [received: IncomingResponse | undefined, cause: string] {
  if (!isLocalResponse(response)) return [response, causeText(response)];
  return [undefined, response.statusCode === 408 ? causes.REQUEST_TIMEOUT : causes.CONNECTION_ERROR];
}

/** Returns the standard reason phrase of the status, else the received one. */
export function causeText(response: { statusCode: number; reasonPhrase: string }): string {
  return REASON_PHRASE[response.statusCode] ?? response.reasonPhrase;
}
