/**
 * The user agent core: dispatches received messages to transactions and dialogs, and rejects invalid requests (RFC 3261 §8,
 * §12.2.2).
 * Subjects: dispatch of messages; 481 Call/Transaction Does Not Exist; 482 Loop Detected, merged request; Via of a request;
 * User-Agent header field; request out of order (lower CSeq), 500; stateless response; Service-Route, used.
 */

import { defined } from '../base/defined.js';
import type { Clock } from '../base/clock.js';
import { newBranch, newCallId, newTag, randomToken } from '../base/ids.js';
import { messageOf } from '../base/errors.js';
import type { Logger, LoggerFactory } from '../base/logger.js';
import type { Dialog } from '../dialog/dialog.js';
import type { Authenticator } from '../digest/authenticator.js';
import { Via } from '../message/header/via.js';
import { parseMessage } from '../message/parse.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse, OutgoingResponseMessage } from '../message/response.js';
import type { URI } from '../message/uri.js';
import { InviteClientTransaction, NonInviteClientTransaction } from '../transaction/client.js';
import { canceledTransactionId, clientTransactionId, mergeId, serverTransactionId } from '../transaction/identity.js';
import { InviteServerTransaction, NonInviteServerTransaction } from '../transaction/server.js';
import type { Transport } from '../transport/transport.js';
import { refusal } from './request-inspection.js';
import { isWithinLimits } from './request-limits.js';
import type { LocalContact } from './contact.js';
import { DialogTable } from './dialog-table.js';
import { Late2xx } from './late-2xx.js';
import type { OutgoingRequestDelegate } from './outgoing-request.js';
import { makeRequest, type RequestOptions } from './request.js';
import { makeResponse, type ReplyOptions } from './response.js';
import type { ClientEntry, CoreConfiguration, CoreServices, ServerEntry } from './services.js';
import { UserAgentClient } from './user-agent-client.js';
import { UserAgentServer } from './user-agent-server.js';

export interface UserAgentCoreDelegate {
  /** Called with a valid request outside a dialog. The delegate has to answer it, now or later. */
  onRequest?(uas: UserAgentServer): void;
  /** Called with a NOTIFY that matches no dialog, as one of a fork; returns whether it is handled (RFC 6665 §4.4.1). */
  onNotify?(uas: UserAgentServer): boolean;
}

/** Methods that are for the user agent, not for a call or a subscription. */
const USAGE_FREE: ReadonlySet<string> = new Set(['OPTIONS', 'MESSAGE']);

export class UserAgentCore implements CoreServices {
  readonly dialogs: DialogTable;
  readonly late2xx: Late2xx;
  /** Called when the user agent stops. */
  readonly endings = new Set<() => void>();
  readonly userAgentClients = new Map<string, ClientEntry>();
  readonly userAgentServers = new Map<string, ServerEntry>();
  readonly logger: Logger;
  readonly #secret = randomToken();
  /** The Service-Route of the registrar (RFC 3608), used as Route of requests outside a dialog. */
  serviceRoute: readonly string[] = [];

  constructor(
    readonly configuration: CoreConfiguration,
    public delegate: UserAgentCoreDelegate = {},
  ) {
    this.logger = this.loggerFactory.getLogger('sip.core');
    this.dialogs = new DialogTable(this.clock);
    this.late2xx = new Late2xx(this);
    this.transport.on('message', this.#onMessage);
  }

  get clock(): Clock {
    return this.configuration.clock;
  }

  get loggerFactory(): LoggerFactory {
    return this.configuration.loggerFactory;
  }

  get transport(): Transport {
    return this.configuration.transport;
  }

  get authenticator(): Authenticator {
    return this.configuration.authenticator;
  }

  get contact(): LocalContact {
    return this.configuration.contact;
  }

  get aor(): URI {
    return this.configuration.identity.uri;
  }

  /** Returns a number in [0, 1), used for jitter. */
  get random(): () => number {
    return this.configuration.random ?? Math.random;
  }

  /** Resets the core and stops receiving messages. */
  dispose(): void {
    this.transport.off('message', this.#onMessage);
    this.reset();
  }

  /** Ends every transaction and removes every dialog without sending anything. */
  reset(): void {
    for (const end of [...this.endings]) end();
    for (const client of [...this.userAgentClients.values()]) client.dispose();
    for (const server of [...this.userAgentServers.values()]) server.dispose();
    this.dialogs.clear();
    this.late2xx.clear();
  }

  /** Makes a request outside a dialog; does not send it. */
  makeOutgoingRequestMessage(method: string, target: URI, options: RequestOptions = {}): OutgoingRequestMessage {
    const routes = [...this.configuration.preloadedRouteSet, ...this.serviceRoute];
    const identity = { from: this.configuration.identity, callId: newCallId(), fromTag: newTag(), routes };
    return makeRequest(method, target, { ...identity, ...defined(options) });
  }

  /** Sends a request. `dialog`: the dialog of the request, which supplies the CSeq of a retry. */
  request(message: OutgoingRequestMessage, delegate?: OutgoingRequestDelegate, dialog?: Dialog): UserAgentClient {
    const transaction = message.method === 'INVITE' ? InviteClientTransaction : NonInviteClientTransaction;
    return new UserAgentClient(transaction, this, message, delegate, dialog);
  }

  prepare(message: OutgoingRequestMessage): void {
    const via = new Via(this.transport.viaTransport, this.contact.host);
    via.params.set('branch', newBranch());
    message.headers.prepend('Via', via.toString());
    if (!message.headers.has('User-Agent')) message.headers.append('User-Agent', this.configuration.userAgent);
    for (const [name, value] of this.authenticator.preempt(message)) message.headers.append(name, value);
  }

  transmit(message: OutgoingRequestMessage): void {
    this.transport.send(message).catch((error: unknown) => this.logger.warn(`cannot send: ${messageOf(error)}`));
  }

  /** Sends a response without a transaction (§8.2.7): a retransmission gets the same To tag. */
  replyStateless(request: IncomingRequest, options: ReplyOptions): OutgoingResponseMessage {
    const response = makeResponse(request, options, this.#statelessTag(request));
    if (!response.headers.has('Server')) response.headers.append('Server', this.configuration.userAgent);
    this.transport.send(response).catch((error: unknown) => this.logger.warn(`cannot send: ${messageOf(error)}`));
    return response;
  }

  receiveIncomingResponseFromTransport(message: IncomingResponse): void {
    const { via, vias } = message;
    // §8.1.3.3: a response with more than one Via is misrouted.
    if (!via || vias.length !== 1) return this.logger.warn('dropped a response without exactly one Via');
    const client = this.userAgentClients.get(clientTransactionId(message.cseq.method, via));
    if (!client) {
      if (this.late2xx.receive(message)) return;
      return this.logger.log(`no transaction for a ${message.statusCode} to ${message.cseq.method}`);
    }
    client.transaction.receiveResponse(message);
  }

  receiveIncomingRequestFromTransport(message: IncomingRequest): void {
    const known = this.userAgentServers.get(serverTransactionId(message));
    if (known) return known.transaction.receiveRequest(message);
    if (message.method === 'ACK') return this.#receiveAck(message);
    if (message.method === 'CANCEL') return this.#receiveCancel(message);
    if (!isWithinLimits(message, this.#dialogOf(message), this.userAgentServers, this.configuration.maxRequests)) {
      return void this.replyStateless(message, { statusCode: 503, extraHeaders: ['Retry-After: 10'] });
    }
    if (this.#isOwn(message)) return void this.replyStateless(message, { statusCode: 482 });
    const refused = refusal(message, this.configuration);
    if (refused) return void this.replyStateless(message, refused);
    if (message.toTag !== undefined) return this.#receiveInDialog(message, message.toTag);
    this.#receiveOutside(message);
  }

  readonly #onMessage = (text: string): void => {
    const result = parseMessage(text, { message: this.transport.maxMessageSize });
    switch (result.kind) {
      case 'request':
        return this.receiveIncomingRequestFromTransport(result.message);
      case 'response':
        return this.receiveIncomingResponseFromTransport(result.message);
      case 'reject': {
        const { message, statusCode, reason } = result;
        this.logger.warn(`rejected a request: ${statusCode} ${reason}`);
        return void this.replyStateless(message, { statusCode });
      }
      case 'drop':
        return this.logger.warn(`dropped a message: ${result.reason}`);
      case 'keep-alive':
    }
  };

  /**
   * Whether a request is one of this user agent: a Via matches a local client transaction (§16.3, step 4). OPTIONS and
   * MESSAGE may come back, as a message to oneself does.
   */
  #isOwn(request: IncomingRequest): boolean {
    if (request.toTag !== undefined || USAGE_FREE.has(request.method)) return false;
    return request.vias.some((via) => this.userAgentClients.has(clientTransactionId(request.method, via)));
  }

  /** Answers a CANCEL with 200, or 481 where nothing matches, then passes it to its request (§9.2). */
  #receiveCancel(cancel: IncomingRequest): void {
    const target = this.userAgentServers.get(canceledTransactionId(cancel));
    if (!target) return void this.replyStateless(cancel, { statusCode: 481 });
    const uas = new UserAgentServer(NonInviteServerTransaction, this, cancel, undefined, target.toTag);
    uas.accept();
    target.receiveCancel(cancel);
  }

  /** Passes the ACK to a 2xx, a transaction of its own, to the usages of its dialog (§13.3.1.4). */
  #receiveAck(ack: IncomingRequest): void {
    const dialog = this.#dialogOf(ack);
    if (!dialog) return this.logger.log('an ACK without a dialog');
    for (const usage of this.dialogs.usages(dialog)) usage.receiveAck?.(ack);
  }

  #dialogOf(request: IncomingRequest): Dialog | undefined {
    return this.dialogs.get(request.callId, request.toTag ?? '', request.fromTag ?? '');
  }

  #receiveInDialog(request: IncomingRequest, toTag: string): void {
    const dialog = this.#dialogOf(request);
    if (!dialog) {
      if (request.method === 'NOTIFY' && this.delegate.onNotify) {
        const uas = this.#serve(request);
        if (!this.delegate.onNotify(uas)) uas.reject({ statusCode: 481 });
        return;
      }
      return void this.replyStateless(request, { statusCode: 481 });
    }
    this.logger.debug(`${request.method} inside ${toTag}`);
    // §12.2.2: a lower CSeq is out of order.
    if (!dialog.takesSequence(request.cseq.sequence)) {
      return void this.replyStateless(request, { statusCode: 500, extraHeaders: ['Retry-After: 1'] });
    }
    const usage = this.dialogs.usages(dialog).find((candidate) => candidate.takes(request));
    if (usage) return usage.receiveRequest(this.#serve(request));
    // OPTIONS and MESSAGE need no usage; other requests without a matching usage get 481 (RFC 5057 §5.3).
    if (USAGE_FREE.has(request.method)) return this.#passToDelegate(request);
    this.replyStateless(request, { statusCode: 481 });
  }

  /** Rejects a merged request, which arrived over a second path, with 482 (§8.2.2.2). */
  #receiveOutside(request: IncomingRequest): void {
    const key = mergeId(request);
    const merged = [...this.userAgentServers.values()].some(({ transaction }) => mergeId(transaction.request) === key);
    if (merged) return void this.replyStateless(request, { statusCode: 482 });
    this.#passToDelegate(request);
  }

  #passToDelegate(request: IncomingRequest): void {
    const uas = this.#serve(request);
    if (this.delegate.onRequest) this.delegate.onRequest(uas);
    else uas.reject({ statusCode: 480 });
  }

  #serve(request: IncomingRequest): UserAgentServer {
    const transaction = request.method === 'INVITE' ? InviteServerTransaction : NonInviteServerTransaction;
    return new UserAgentServer(transaction, this, request);
  }

  /** Derives a To tag from Via, Call-ID and a secret: equal for retransmissions, and not predictable. */
  #statelessTag(request: IncomingRequest): string {
    let a = 0x811c9dc5;
    let b = 0x1000193;
    for (const char of `${this.#secret}${request.headers.get('Via') ?? ''}${request.headers.get('Call-ID') ?? ''}`) {
      const code = char.codePointAt(0)!;
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x85ebca6b) + 0x9e37;
    }
    return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
  }
}
