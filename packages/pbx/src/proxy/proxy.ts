/**
 * The forking, record-routing, stateful proxy (RFC 3261 §16); passes REGISTER to the registrar.
 * Subjects: proxy; forking in the pocket PBX.
 */

import type { Clock } from '../../../../src/sip/base/clock.js';
import { newTag } from '../../../../src/sip/base/ids.js';
import type { Logger } from '../../../../src/sip/base/logger.js';
import { makeResponse } from '../../../../src/sip/core/response.js';
import type { Message } from '../../../../src/sip/message/message.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../../../../src/sip/message/request.js';
import { OutgoingResponseMessage } from '../../../../src/sip/message/response.js';
import type { URI } from '../../../../src/sip/message/uri.js';
import type { ServerTransaction } from '../../../../src/sip/transaction/server.js';
import type { Flow } from '../flow/flow.js';
import type { Guard } from '../guard.js';
import type { Account } from '../options.js';
import type { Binding } from '../registrar/location.js';
import type { Registrar } from '../registrar/registrar.js';
import type { LayerUser, TransactionLayer } from '../transaction-layer.js';
import { refusalOf } from './request-checks.js';
import type { Directory } from './directory.js';
import { forwardCopy } from './forward.js';
import { assertIdentity } from './identity.js';
import { ResponseContext, type Target } from './response-context.js';
import type { FlowPair, RouteTokens } from './route-token.js';

export interface ProxyOptions {
  clock: Clock;
  logger: Logger;
  realm: string;
  product: string;
  /** Timer C, milliseconds. */
  ringTimeout: number;
  followRedirects: boolean;
}

/** Observes the calls that pass, for lamps. It must not change the messages. */
export interface CallObserver {
  request(request: IncomingRequest, callee: string | undefined): void;
  response(request: IncomingRequest, response: OutgoingResponseMessage): void;
}

/** The layers of all open flows, by the ids of the flows. */
export type Layers = ReadonlyMap<string, TransactionLayer>;

const ALLOW =
  'ACK, BYE, CANCEL, INFO, INVITE, MESSAGE, NOTIFY, OPTIONS, PRACK, PUBLISH, REFER, REGISTER, SUBSCRIBE, UPDATE';

export class Proxy implements LayerUser {
  readonly #contexts = new Map<ServerTransaction, ResponseContext>();

  constructor(
    private readonly guard: Guard,
    private readonly registrar: Registrar,
    private readonly directory: Directory<TransactionLayer>,
    private readonly tokens: RouteTokens,
    private readonly layers: Layers,
    private readonly options: ProxyOptions,
    private readonly observer?: CallObserver,
    /** Handles requests that the PBX answers on behalf of an account, such as SUBSCRIBE for its lamp. */
    private readonly inPlaceOf?: (request: IncomingRequest, account: Account) => TransactionLayer | undefined,
  ) {}

  receiveRequest(request: IncomingRequest, layer: TransactionLayer): void {
    const transaction = layer.serve(request, { onTransportError: () => this.#contexts.get(transaction)?.cancel() });
    const respond = (response: OutgoingResponseMessage): void => {
      response.headers.set('Server', this.options.product);
      if (response.statusCode >= 200) this.observer?.response(request, response);
      transaction.send(response);
    };
    const refusal = refusalOf(request, this.tokens.host);
    if (refusal) return respond(refusal);
    if (request.method === 'REGISTER') return respond(this.registrar.process(request, layer.flow));
    const pair = this.#takeRoute(request);
    const inDialog = pair !== undefined && request.toTag !== undefined;
    if (!inDialog) {
      const challenge = this.#identify(request, layer.flow);
      if (challenge) return respond(challenge);
    }
    if (inDialog) {
      this.#vouch(request, layer.flow);
      const target = this.#otherEnd(pair, request, layer.flow);
      // Its flow has failed, and its contact has not registered again (RFC 5626 §5.3.1).
      if (!target) return respond(makeResponse(request, { statusCode: 480 }, newTag()));
      return this.#forward(request, layer, transaction, [[target]]);
    }
    const found = this.#groups(request);
    if ('refuse' in found) return respond(found.refuse);
    this.#forward(request, layer, transaction, found.groups);
  }

  /** The ACK to a 2xx is forwarded without a transaction (RFC 3261 §16.11). */
  receiveAck(request: IncomingRequest, layer: TransactionLayer): void {
    if (refusalOf(request, this.tokens.host)) return;
    const pair = this.#takeRoute(request);
    const target = this.#otherEnd(pair, request, layer.flow);
    if (!target) return this.options.logger.warn('an ACK that fits no dialog was dropped');
    target.layer.send(this.#copy(request, target, layer.flow));
  }

  receiveCancel(request: IncomingRequest, invite: ServerTransaction): void {
    this.#contexts.get(invite)?.cancel(request.headers.getAll('Reason'));
  }

  /** A flow broke: cancels the INVITEs that were received over it. */
  flowClosed(layer: TransactionLayer): void {
    for (const context of this.#contexts.values()) if (context.upstream === layer) context.cancel();
  }

  /**
   * Removes all Route fields: this proxy sends to its own flows only, so each route names the proxy, by one of its names
   * (§16.4). A strict router has put the proxy's URI into the Request-URI.
   */
  #takeRoute(request: IncomingRequest): FlowPair | undefined {
    const { routes } = request;
    request.headers.delete('Route');
    const misplaced = this.tokens.read(request.uri);
    const last = routes.at(-1);
    if (misplaced && last) {
      request.uri = last.uri.clone();
      return misplaced;
    }
    for (const { uri } of routes) {
      const pair = this.tokens.read(uri);
      if (pair) return pair;
    }
    return undefined;
  }

  /** Requests digest credentials of an account; other senders may not begin a dialog. Extensions need none. */
  #identify(request: IncomingRequest, flow: Flow): OutgoingResponseMessage | undefined {
    if (flow.remote === 'inside' || (request.method === 'OPTIONS' && request.uri.user === undefined)) return undefined;
    const claimed = request.from.uri.user;
    const identity = this.guard.identify(request, claimed, 407);
    if (identity.kind === 'unknown') return identity.response;
    if (identity.account.username !== claimed) return makeResponse(request, { statusCode: 403 }, newTag());
    assertIdentity(request, identity.account, request.from.uri.host);
    return undefined;
  }

  /** A request inside a dialog was not challenged: its sender is the account that registered over the flow. */
  #vouch(message: Message, flow: Flow): void {
    if (flow.remote === 'inside') return;
    const { host } = message instanceof OutgoingResponseMessage ? message.to.uri : message.from.uri;
    assertIdentity(message, this.guard.account(this.directory.ownerOf(flow)), host);
  }

  /** The flow on which the contact of the other party registered last; for a contact that is not registered, the one of the dialog. */
  #otherEnd(pair: FlowPair | undefined, request: IncomingRequest, from: Flow): Target | undefined {
    const found = this.directory.find(request.uri);
    // The flow of the dialog may have failed without being closed (RFC 5626 §4.4).
    const registered = found.kind === 'contact' ? this.#targetOf(found.binding) : undefined;
    if (registered) return registered;
    if (pair) {
      const id = from.id === pair.callee ? pair.caller : from.id === pair.caller ? pair.callee : undefined;
      const layer = id === undefined ? undefined : this.layers.get(id);
      if (layer) return { uri: request.uri, layer };
    }
    const own = found.kind === 'account' ? this.inPlaceOf?.(request, found.account) : undefined;
    if (own) return { uri: request.uri, layer: own };
    return found.kind === 'extension' ? { uri: request.uri, layer: found.extension } : undefined;
  }

  #targetOf({ contact, flow }: Binding): Target | undefined {
    const layer = this.layers.get(flow.id);
    return layer && { uri: contact.uri, layer };
  }

  #groups(request: IncomingRequest): { groups: Target[][] } | { refuse: OutgoingResponseMessage } {
    const refuse = (statusCode: number): { refuse: OutgoingResponseMessage } => ({
      refuse: makeResponse(request, { statusCode }, newTag()),
    });
    const found = this.directory.find(request.uri);
    switch (found.kind) {
      case 'server':
        return { refuse: this.#answerForServer(request) };
      case 'none':
        return refuse(404);
      case 'contact': {
        const target = this.#targetOf(found.binding);
        return target ? { groups: [[target]] } : refuse(480);
      }
      case 'extension':
        return { groups: [[{ uri: request.uri, layer: found.extension }]] };
      case 'team': {
        const others = found.bindings.filter(({ username }) => username !== request.from.uri.user);
        const targets = others.flatMap((binding) => this.#targetOf(binding) ?? []);
        return targets.length > 0 ? { groups: [targets] } : refuse(480);
      }
      case 'account': {
        const own = request.toTag === undefined ? this.inPlaceOf?.(request, found.account) : undefined;
        if (own) return { groups: [[{ uri: request.uri, layer: own }]] };
        const groups = this.#byPreference(found.bindings);
        return groups.length > 0 ? { groups } : refuse(480);
      }
    }
  }

  /** Contacts of one q value ring together, those of the next when all of them have refused (RFC 3261 §16.6). */
  #byPreference(bindings: readonly Binding[]): Target[][] {
    const groups = new Map<number, Target[]>();
    for (const binding of bindings) {
      const target = this.#targetOf(binding);
      if (!target) continue;
      groups.set(binding.q, [...(groups.get(binding.q) ?? []), target]);
    }
    return [...groups.values()];
  }

  /** Answers OPTIONS to the server itself with its capabilities (RFC 3261 §11.2). */
  #answerForServer(request: IncomingRequest): OutgoingResponseMessage {
    if (request.method !== 'OPTIONS') return makeResponse(request, { statusCode: 404 }, newTag());
    return makeResponse(
      request,
      { statusCode: 200, extraHeaders: [`Allow: ${ALLOW}`, 'Supported: outbound'] },
      newTag(),
    );
  }

  #forward(
    request: IncomingRequest,
    layer: TransactionLayer,
    transaction: ServerTransaction,
    groups: Target[][],
  ): void {
    if (request.method === 'INVITE') transaction.send(makeResponse(request, { statusCode: 100 }));
    const found = this.directory.find(request.uri);
    this.observer?.request(request, found.kind === 'account' ? found.account.username : undefined);
    const context = new ResponseContext(request, transaction, groups, {
      clock: this.options.clock,
      ringTimeout: this.options.ringTimeout,
      upstream: layer,
      copy: (target) => this.#copy(request, target, layer.flow),
      received: (response, target) => this.#vouch(response, target.layer.flow),
      redirect: (uri) => (this.options.followRedirects ? this.#redirected(uri) : []),
      responded: (response) => this.observer?.response(request, response),
      abandon: () => this.#abandon(transaction, layer),
      ended: () => void this.#contexts.delete(transaction),
    });
    this.#contexts.set(transaction, context);
    context.start();
  }

  #abandon(transaction: ServerTransaction, layer: TransactionLayer): void {
    this.#contexts.delete(transaction);
    layer.abandon(transaction);
  }

  #redirected(uri: URI): Target[] {
    const found = this.directory.find(uri);
    if (found.kind === 'account') return this.#byPreference(found.bindings).flat();
    if (found.kind === 'extension') return [{ uri, layer: found.extension }];
    const target = found.kind === 'contact' ? this.#targetOf(found.binding) : undefined;
    return target ? [target] : [];
  }

  #copy(request: IncomingRequest, target: Target, from: Flow): OutgoingRequestMessage {
    const copy = forwardCopy(request, {
      host: this.tokens.host,
      uri: target.uri,
      viaTransport: target.layer.flow.viaTransport,
      recordRoute: this.tokens.recordRoute({ caller: from.id, callee: target.layer.flow.id }),
    });
    this.guard.strip(copy);
    return copy;
  }
}
