/**
 * The user agent server of one extension: finds the call that a request belongs to (RFC 3261 §8.2, §12.2.2).
 * Subjects: extension as a user agent server; text message to an extension; Replaces at an extension; method not allowed at an
 * extension.
 */

import type { Clock } from '../../../../src/sip/base/clock.js';
import { messageOf } from '../../../../src/sip/base/errors.js';
import { newBranch, newTag } from '../../../../src/sip/base/ids.js';
import type { Logger } from '../../../../src/sip/base/logger.js';
import { makeResponse } from '../../../../src/sip/core/response.js';
import { dialogId, type Dialog } from '../../../../src/sip/dialog/dialog.js';
import { parseReplaces } from '../../../../src/sip/message/header/replaces.js';
import { OutgoingRequestMessage, type IncomingRequest } from '../../../../src/sip/message/request.js';
import { URI } from '../../../../src/sip/message/uri.js';
import type { ServerTransaction } from '../../../../src/sip/transaction/server.js';
import type { MediaFactory } from '../media/extension-media.js';
import type { LayerUser, TransactionLayer } from '../transaction-layer.js';
import { ExtensionCall } from './extension-call.js';
import type { ExtensionDefinition } from './definition.js';

export interface AgentOptions {
  clock: Clock;
  logger: Logger;
  media: MediaFactory;
  noAnswerTimeout: number;
  /** Host part of our addresses. */
  host: string;
  product: string;
  /** The maximum number of calls; further ones are answered 486. */
  maxCalls: number;
}

interface Content {
  readonly type: string;
  readonly body: string;
}

const ALLOW = 'ACK, BYE, CANCEL, INFO, INVITE, MESSAGE, NOTIFY, OPTIONS, REFER, UPDATE';

export class ExtensionAgent implements LayerUser {
  readonly #calls = new Map<string, ExtensionCall>();
  readonly #byInvite = new Map<ServerTransaction, ExtensionCall>();
  #layer: TransactionLayer | undefined;

  constructor(
    readonly definition: ExtensionDefinition,
    private readonly options: AgentOptions,
  ) {}

  get name(): string {
    return this.definition.names[0]!;
  }

  receiveRequest(request: IncomingRequest, layer: TransactionLayer): void {
    this.#layer = layer;
    const transaction = layer.serve(request);
    if (request.toTag !== undefined) return this.#inDialog(transaction);
    const required = request.headers.values('Require').filter((option) => option.toLowerCase() !== 'replaces');
    if (required.length > 0) return this.#reply(transaction, 420, [`Unsupported: ${required.join(', ')}`]);
    switch (request.method) {
      case 'INVITE':
        return this.#invited(transaction);
      case 'OPTIONS':
        return this.#reply(transaction, 200, [`Allow: ${ALLOW}`, 'Accept: application/sdp']);
      case 'MESSAGE':
        return this.#receiveMessage(transaction);
      case 'BYE':
        return this.#reply(transaction, 481);
      default:
        return this.#reply(transaction, 405, [`Allow: ${ALLOW}`]);
    }
  }

  receiveAck(request: IncomingRequest): void {
    this.#callOf(request)?.receiveAck(request);
  }

  receiveCancel(_request: IncomingRequest, invite: ServerTransaction): void {
    this.#byInvite.get(invite)?.receiveCancel();
  }

  /** Ends all calls. */
  close(): void {
    for (const call of [...this.#calls.values()]) call.end(503);
  }

  #callOf(request: IncomingRequest): ExtensionCall | undefined {
    return this.#calls.get(dialogId(request.callId, request.toTag ?? '', request.fromTag ?? ''));
  }

  #inDialog(transaction: ServerTransaction): void {
    const { request } = transaction;
    const call = this.#callOf(request);
    if (!call) return this.#reply(transaction, 481);
    // A lower CSeq number than the last one: out of order (RFC 3261 §12.2.2).
    if (!call.dialog.takesSequence(request.cseq.sequence)) return this.#reply(transaction, 500);
    call.receive(transaction);
  }

  #invited(transaction: ServerTransaction): void {
    const { request } = transaction;
    if (request.body !== '' && request.contentType !== 'application/sdp') {
      return this.#reply(transaction, 415, ['Accept: application/sdp']);
    }
    if (this.#calls.size >= this.options.maxCalls) return this.#reply(transaction, 486);
    const replaced = this.#replacedBy(request);
    if (typeof replaced === 'number') return this.#reply(transaction, replaced);
    const call = this.#makeCall(transaction, replaced);
    this.#calls.set(call.dialog.id, call);
    this.#byInvite.set(transaction, call);
    void this.#run(call);
  }

  /** Answers a MESSAGE with 200, and sends the reply of the extension as a MESSAGE of its own (RFC 3428 §7). */
  #receiveMessage(transaction: ServerTransaction): void {
    const { request } = transaction;
    if (request.body !== '' && request.contentType !== 'text/plain') {
      return this.#reply(transaction, 415, ['Accept: text/plain']);
    }
    this.#reply(transaction, 200);
    const text = this.definition.message?.(request.body);
    if (text === undefined || text === '') return;
    const { from, to } = request;
    const sender = URI.parse(from.uri.aor);
    if (!sender) return;
    const message = new OutgoingRequestMessage('MESSAGE', sender);
    const { headers } = message;
    headers.append('Max-Forwards', '70');
    headers.append('From', `<${to.uri.aor}>;tag=${newTag()}`);
    headers.append('To', `<${from.uri.aor}>`);
    headers.append('Call-ID', `${newTag()}@${this.options.host}`);
    headers.append('CSeq', '1 MESSAGE');
    void this.#transmit(message, { type: 'text/plain;charset=UTF-8', body: text });
  }

  /** The call that an INVITE takes over, or the status that refuses it (RFC 3891 §3). */
  #replacedBy(request: IncomingRequest): ExtensionCall | undefined | 400 | 481 | 486 {
    const [value, ...more] = request.headers.getAll('Replaces');
    if (value === undefined) return undefined;
    const reference = parseReplaces(value);
    if (!reference || more.length > 0) return 400;
    const call = this.#calls.get(dialogId(reference.callId, reference.localTag, reference.remoteTag));
    // An early dialog can be replaced only at the caller, and an extension never calls.
    if (!call || call.dialog.early) return 481;
    return reference.earlyOnly ? 486 : call;
  }

  #makeCall(transaction: ServerTransaction, replaces: ExtensionCall | undefined): ExtensionCall {
    const { clock, logger, media, noAnswerTimeout, host } = this.options;
    return new ExtensionCall(transaction, {
      clock,
      logger,
      media,
      noAnswerTimeout,
      replaces,
      contact: `<sip:${encodeURIComponent(this.name)}@${host};transport=ws>`,
      request: (dialog, method, content) => this.#send(dialog, method, content),
      ended: (call) => {
        this.#calls.delete(call.dialog.id);
        this.#byInvite.delete(transaction);
      },
    });
  }

  /** Runs the code of an extension; its errors do not affect the PBX. */
  async #run(call: ExtensionCall): Promise<void> {
    try {
      await this.definition.answer(call);
    } catch (error) {
      if (call.ended.aborted) return;
      this.options.logger.warn(`${this.name}: ${messageOf(error)}`);
      const { statusCode } = error as { statusCode?: number };
      call.end(statusCode ?? 500);
    }
  }

  #send(dialog: Dialog, method: string, content?: Content): Promise<number> {
    return this.#transmit(dialog.makeRequest(method), content);
  }

  #transmit(request: OutgoingRequestMessage, content?: Content): Promise<number> {
    const layer = this.#layer;
    if (!layer?.flow.isConnected()) return Promise.resolve(503);
    request.headers.prepend('Via', `SIP/2.0/WS ${this.options.host};branch=${newBranch()}`);
    request.headers.append('User-Agent', this.options.product);
    if (content) request.setBody({ contentType: content.type, body: content.body });
    return new Promise((resolve) => {
      layer.request(request, {
        receiveResponse: ({ statusCode }) => statusCode >= 200 && resolve(statusCode),
        onRequestTimeout: () => resolve(408),
        onTransportError: () => resolve(503),
      });
    });
  }

  #reply(transaction: ServerTransaction, statusCode: number, extraHeaders: string[] = []): void {
    transaction.send(makeResponse(transaction.request, { statusCode, extraHeaders }, newTag()));
  }
}
