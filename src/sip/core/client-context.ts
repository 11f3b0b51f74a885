/** A request outside a dialog with its outcome as events: SIP.js's `ClientContext`. */

import { Emitter } from '../base/emitter.js';
import { NameAddrHeader } from '../message/name-addr.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { REASON_PHRASE } from '../message/status.js';
import type { URI } from '../message/uri.js';
import { causes } from './constants.js';
import { isLocalResponse } from './local-response.js';
import type { CancelOptions, OutgoingRequest } from './outgoing-request.js';
import type { RequestOptions } from './request.js';
import type { UserAgentCore } from './user-agent-core.js';

/** What a context needs of the user agent that it belongs to. */
export interface ContextOwner {
  readonly core: UserAgentCore;
}

export interface ClientContextEvents {
  progress: [response: IncomingResponse, cause: string];
  accepted: [response: IncomingResponse, cause: string];
  rejected: [response: IncomingResponse, cause: string];
  /** `null` where there was no response: a timeout or a broken connection. */
  failed: [response: IncomingResponse | null, cause: string];
  cancel: [];
}

/** A request of ours, sent by `send()`; `ua.message()` and `ua.request()` have sent it. Throws TypeError for header fields that cannot be sent. */
export class ClientContext extends Emitter<ClientContextEvents> {
  readonly request: OutgoingRequestMessage;
  readonly localIdentity: NameAddrHeader;
  readonly remoteIdentity: NameAddrHeader;
  /** The application's own. */
  readonly data: Record<string, unknown> = {};
  /** The final response; 408 and 503 stand for a timeout and a broken connection. Never rejects. */
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
    this.#outgoing ??= this.ua.core.request(this.request, {
      onProgress: (response) => this.emit('progress', response, causeText(response)),
      onAccept: (response) => {
        this.#settle(response);
        this.emit('accepted', response, causeText(response));
      },
      onRedirect: (response) => this.#failed(response),
      onReject: (response) => this.#failed(response),
    });
    return this;
  }

  /** Gives the request up. Only an INVITE can be canceled on the wire (RFC 3261 §9.1); of others the outcome is ignored. */
  cancel(options: CancelOptions = {}): this {
    if (!this.#outgoing) return this;
    if (this.method === 'INVITE') this.#outgoing.cancel(undefined, options);
    else this.#outgoing.delegate = undefined;
    this.emit('cancel');
    return this;
  }

  #failed(response: IncomingResponse): void {
    this.#settle(response);
    if (isLocalResponse(response)) {
      const cause = response.statusCode === 408 ? causes.REQUEST_TIMEOUT : causes.CONNECTION_ERROR;
      return void this.emit('failed', null, cause);
    }
    const cause = causeText(response);
    this.emit('rejected', response, cause);
    this.emit('failed', response, cause);
  }
}

/** The reason phrase associated with the status, else the one that came. */
export function causeText(response: { statusCode: number; reasonPhrase: string }): string {
  return REASON_PHRASE[response.statusCode] ?? response.reasonPhrase;
}
