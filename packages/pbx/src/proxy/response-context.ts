/**
 * All branches of one request, and the responses that are forwarded upstream (RFC 3261 §16.7).
 * Subjects: branches of a request; 503 that becomes 500; answered elsewhere, Reason of the proxy.
 */

import type { Clock } from '../../../../src/sip/base/clock.js';
import { newTag } from '../../../../src/sip/base/ids.js';
import { makeResponse } from '../../../../src/sip/core/response.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../../../../src/sip/message/request.js';
import type { OutgoingResponseMessage } from '../../../../src/sip/message/response.js';
import type { URI } from '../../../../src/sip/message/uri.js';
import type { ServerTransaction } from '../../../../src/sip/transaction/server.js';
import type { TransactionLayer } from '../transaction-layer.js';
import { bestResponse } from './best-response.js';
import { Branch } from './branch.js';

/** The target of a copy. `uri` is its Request-URI. */
export interface Target {
  readonly uri: URI;
  readonly layer: TransactionLayer;
}

export interface ContextOptions {
  clock: Clock;
  ringTimeout: number;
  /** The flow over which the request was received. */
  upstream: TransactionLayer;
  /** Makes the copy for a target: Via, Route, Record-Route, Max-Forwards (§16.6). */
  copy(target: Target): OutgoingRequestMessage;
  /** A response of this target was received. */
  received(response: OutgoingResponseMessage, target: Target): void;
  /** Targets of a Contact in a 3xx that was received; without one the 3xx itself is forwarded. */
  redirect(uri: URI): readonly Target[];
  /** Called with each response that is sent upstream. */
  responded(response: OutgoingResponseMessage): void;
  /** Ends the server transaction without a response. */
  abandon(): void;
  /** All branches have had their final response. */
  ended(): void;
}

/** RFC 3326: the Reason of CANCEL after another phone has answered. */
const ANSWERED_ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"';

export class ResponseContext {
  readonly #branches: Branch[] = [];
  readonly #finals: OutgoingResponseMessage[] = [];
  readonly #tried = new Set<string>();
  #groups: (readonly Target[])[];
  #answered = false;

  constructor(
    readonly request: IncomingRequest,
    private readonly transaction: ServerTransaction,
    /** Tried in turn; the targets of one group all at once. */
    groups: readonly (readonly Target[])[],
    private readonly options: ContextOptions,
  ) {
    this.#groups = [...groups];
  }

  get upstream(): TransactionLayer {
    return this.options.upstream;
  }

  start(): void {
    this.#next();
  }

  /** Ends all branches, after a CANCEL or when the upstream flow failed. */
  cancel(reasons: readonly string[] = []): void {
    this.#groups = [];
    for (const branch of this.#branches) branch.cancel(reasons);
  }

  /** Starts the next group; without one the best response is sent. */
  #next(): void {
    const group = this.#groups.shift();
    if (!group) return this.#finish();
    const branches = group.map((target) => this.#branch(target));
    for (const branch of branches) branch.start();
  }

  #branch(target: Target): Branch {
    this.#tried.add(target.uri.toString());
    const { clock, ringTimeout } = this.options;
    const branch = new Branch(this.request, this.options.copy(target), target.layer, {
      clock,
      ringTimeout: this.request.method === 'INVITE' ? ringTimeout : 0,
      receive: (from, response) => {
        this.options.received(response, target);
        this.#receive(from, response);
      },
    });
    this.#branches.push(branch);
    return branch;
  }

  #receive(branch: Branch, response: OutgoingResponseMessage): void {
    const { statusCode } = response;
    if (statusCode === 100) return; // hop by hop
    if (statusCode < 200) return this.#respond(response);
    if (statusCode < 300) return this.#succeed(branch, response);
    if (!this.#redirect(response)) this.#finals.push(response);
    // A 6xx applies to all branches, but a later 2xx takes precedence (§16.7 step 5).
    if (statusCode >= 600) this.cancel();
    if (this.#branches.every(({ completed }) => completed)) this.#next();
  }

  #succeed(branch: Branch, response: OutgoingResponseMessage): void {
    this.#answered = true;
    this.#respond(response);
    this.#groups = [];
    for (const other of this.#branches) if (other !== branch) other.cancel([ANSWERED_ELSEWHERE]);
    if (this.#branches.every(({ completed }) => completed)) this.options.ended();
  }

  /** §16.7 step 4: follows a redirection to targets of this PBX that have not been tried yet. */
  #redirect(response: OutgoingResponseMessage): boolean {
    if (response.statusCode > 399 || this.#answered) return false;
    const targets = response.contacts
      .flatMap(({ uri }) => this.options.redirect(uri))
      .filter(({ uri }) => !this.#tried.has(uri.toString()));
    if (targets.length === 0) return false;
    this.#respond(makeResponse(this.request, { statusCode: 181 }, newTag()));
    this.#groups.unshift(targets);
    return true;
  }

  #finish(): void {
    this.options.ended();
    if (this.#answered) return;
    const best = bestResponse(this.#finals);
    if (!best) return;
    // §16.7 step 6: a forwarded 503 would mean that this server is unavailable.
    this.#respond(best.statusCode === 503 ? makeResponse(this.request, { statusCode: 500 }, newTag()) : best);
  }

  #respond(response: OutgoingResponseMessage): void {
    // RFC 4320 §4.2: a 408 to a request other than INVITE arrives too late.
    if (response.statusCode === 408 && this.request.method !== 'INVITE') return this.options.abandon();
    if (!this.transaction.takes(response.statusCode)) return;
    this.options.responded(response);
    this.transaction.send(response);
  }
}
