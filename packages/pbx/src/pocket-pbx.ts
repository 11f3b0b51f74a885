/** The pocket PBX: registrar, forking proxy and a few extensions over WebSocket, for development and tests (RFC 3261, RFC 7118). */

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Emitter } from '../../../src/sip/base/emitter.js';
import { SipError } from '../../../src/sip/base/errors.js';
import { randomToken } from '../../../src/sip/base/ids.js';
import type { Logger } from '../../../src/sip/base/logger.js';
import { URI } from '../../../src/sip/message/uri.js';
import { ExtensionAgent } from './extension/agent.js';
import { BUILT_IN } from './extension/built-in.js';
import { voicemail } from './extension/voicemail.js';
import type { ExtensionDefinition, ExtensionInfo } from './extension/definition.js';
import { refusalOf } from './flow/admission.js';
import type { Flow } from './flow/flow.js';
import type { Impairment } from './flow/impairment.js';
import { localFlows } from './flow/local-flow.js';
import { SocketServer } from './flow/socket-server.js';
import { WebSocketFlow } from './flow/web-socket-flow.js';
import { Guard } from './guard.js';
import { CallWatch } from './notifier/call-watch.js';
import { Mailboxes } from './notifier/mailboxes.js';
import { Notifier } from './notifier/notifier.js';
import { watchedPackages } from './notifier/packages.js';
import { settingsOf, type PbxOptions, type Settings } from './options.js';
import { Directory, TEAM } from './proxy/directory.js';
import { Proxy } from './proxy/proxy.js';
import { RouteTokens } from './proxy/route-token.js';
import { Location } from './registrar/location.js';
import { Registrar } from './registrar/registrar.js';
import { traceFlow, type TraceEntry } from './trace/trace.js';
import { TransactionLayer, type LayerUser } from './transaction-layer.js';

export interface PbxEvents {
  /** A SIP message came or went. */
  trace: [entry: TraceEntry];
  /** The contacts of an account changed; how many there are now. */
  registration: [username: string, contacts: number];
}

/** Troubles on demand, for demos and tests. `delay` and `loss` may be changed at any time. */
export interface Faults extends Impairment {
  /** Closes all sockets with 1012 (service restart), forgets all contacts, and refuses new sockets for this long. */
  restart(options?: { downFor?: number }): void;
}

/** Where a PBX that listens by itself can be reached. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  /** For the `server` of a phone: `ws://127.0.0.1:8088/sip`. */
  readonly url: string;
}

export class PocketPbx extends Emitter<PbxEvents> {
  readonly #settings: Settings;
  readonly #logger: Logger;
  readonly #layers = new Map<string, TransactionLayer>();
  readonly #agents: ExtensionAgent[] = [];
  readonly #location: Location;
  readonly #directory: Directory<TransactionLayer>;
  readonly #proxy: Proxy;
  readonly #sockets: SocketServer;
  readonly faults: Faults = { delay: 0, loss: 0, restart: (options) => this.#restart(options?.downFor ?? 0) };
  readonly #host = `pbx-${randomToken(8)}.invalid`;
  /** The message lamps: `pbx.mailboxes.set('alice', { new: 2 })`. */
  readonly mailboxes: Mailboxes = new Mailboxes();
  readonly #calls = new CallWatch();
  readonly #notifier: Notifier;
  #http: Server | undefined;
  #downUntil = 0;

  /** Throws an `invalid-argument` SipError for options that cannot be. */
  constructor(options: PbxOptions = {}) {
    super();
    const settings = (this.#settings = settingsOf(options));
    const { clock, accounts, realm } = settings;
    this.#logger = settings.loggerFactory.getLogger('pbx');
    this.#location = new Location(clock);
    this.#location.on('changed', (username) => this.emit('registration', username, this.#location.of(username).length));
    const guard = new Guard(realm, accounts, clock);
    const extensions = new Map<string, TransactionLayer>();
    const directory = (this.#directory = new Directory(accounts, extensions, this.#location));
    this.#notifier = this.#watch();
    const lamps = localFlows('lamps');
    this.#proxy = new Proxy(
      guard,
      new Registrar(this.#location, guard, settings),
      directory,
      new RouteTokens(this.#host),
      this.#layers,
      { ...settings, ringTimeout: settings.ringTimeout * 1000, logger: this.#logger },
      this.#calls,
      (request) => (this.#notifier.takes(request) ? this.#layers.get(lamps.outer.id) : undefined),
    );
    this.#accept(lamps.outer, this.#proxy);
    this.#accept(lamps.inner, this.#notifier, false);
    for (const definition of withBuiltIn(settings.extensions, voicemail(this.mailboxes)))
      this.#plug(definition, extensions);
    this.#sockets = new SocketServer(
      { path: '/sip', maxSockets: settings.maxSockets, refusal: () => this.#refusal(), admission: settings },
      (socket, remote) => this.#accept(new WebSocketFlow(socket, remote, clock, this.faults), this.#proxy),
    );
  }

  /** User names of the accounts, without their secrets. */
  get accounts(): readonly { username: string; displayName: string | undefined; extension: string | undefined }[] {
    return this.#settings.accounts.map(({ username, displayName, extension }) => ({
      username,
      displayName,
      extension,
    }));
  }

  /** What can be called beside the accounts. */
  get extensions(): readonly ExtensionInfo[] {
    const agents = this.#agents.map(({ definition: { names, description } }) => ({
      name: names[0]!,
      number: names[1],
      description,
    }));
    const [name, number] = TEAM;
    // An account or an extension of this name is what is called.
    const free = [name, number].every(
      (user) => this.#directory.find(URI.of({ user, host: this.#host })).kind === 'team',
    );
    return free ? [...agents, { name, number, description: 'Rings at everybody else at once' }] : agents;
  }

  get realm(): string {
    return this.#settings.realm;
  }

  /** How many contacts an account has now. */
  contactsOf(username: string): number {
    return this.#location.of(username).length;
  }

  /** Why a request for a page or a file is refused: by its Host and Origin, as a WebSocket would be. Undefined: it is not. */
  refusalOf(request: IncomingMessage): string | undefined {
    return refusalOf(request, this.#settings);
  }

  /** Takes the WebSockets of this path of an HTTP server. Other paths are not touched. */
  attach(http: Server, options: { path?: string } = {}): this {
    this.#sockets.attach(http, options.path ?? '/sip');
    return this;
  }

  /** Opens a port of its own. Rejects with a `transport` SipError when it cannot. Port 0 takes any. */
  async listen(options: { port?: number; host?: string; path?: string } = {}): Promise<Listening> {
    if (this.#http) throw new SipError('invalid-state', 'the PBX listens already');
    const { port = 8088, host = '127.0.0.1', path = '/sip' } = options;
    const http = (this.#http = createServer((request, response) => {
      const foreign = refusalOf(request, this.#settings);
      if (foreign !== undefined)
        return void response.writeHead(403, { 'Content-Type': 'text/plain' }).end(`${foreign}\n`);
      response.writeHead(426, { 'Content-Type': 'text/plain', Upgrade: 'websocket' });
      response.end(`This is a SIP server. Open a WebSocket to ${path} with the sub-protocol "sip".\n`);
    }));
    this.attach(http, { path });
    await new Promise<void>((resolve, reject) => {
      http.once('error', (cause) => {
        this.#http = undefined;
        reject(new SipError('transport', `cannot listen on ${host}:${port}: ${cause.message}`, { cause }));
      });
      http.listen(port, host, resolve);
    });
    const address = http.address() as AddressInfo;
    const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    return { host: address.address, port: address.port, url: `ws://${name}:${address.port}${path}` };
  }

  /** Ends all calls, closes all sockets and the port. Resolves when nothing is open any more. */
  async close(): Promise<void> {
    for (const agent of this.#agents) agent.close();
    this.#notifier.close();
    for (const layer of [...this.#layers.values()]) {
      if (layer.flow instanceof WebSocketFlow) layer.flow.terminate();
      else layer.flow.close();
      layer.dispose();
    }
    this.#sockets.close();
    const http = this.#http;
    this.#http = undefined;
    if (!http) return;
    http.closeAllConnections();
    await new Promise<void>((resolve) => http.close(() => resolve()));
  }

  /** Whatever changes of an account reaches who watches it. */
  #watch(): Notifier {
    const location = this.#location;
    const { clock, product, accounts } = this.#settings;
    const notifier = new Notifier(watchedPackages(location, this.#calls, this.mailboxes), {
      clock,
      product,
      host: this.#host,
      account: (user) => accounts.find(({ username, extension }) => user === username || user === extension)?.username,
    });
    location.on('changed', (username) => {
      const contacts = location.of(username).length;
      if (contacts === 0) this.#calls.gone(username);
      notifier.changed('presence', username);
      this.emit('registration', username, contacts);
    });
    this.#calls.on('changed', (username) => {
      notifier.changed('dialog', username);
      notifier.changed('presence', username);
    });
    this.mailboxes.on('changed', (username) => notifier.changed('message-summary', username));
    return notifier;
  }

  #plug(definition: ExtensionDefinition, extensions: Map<string, TransactionLayer>): void {
    const { clock, media, noAnswerTimeout, product } = this.#settings;
    const logger = this.#settings.loggerFactory.getLogger('pbx.extension', definition.names[0]);
    const agent = new ExtensionAgent(definition, {
      clock,
      logger,
      media,
      noAnswerTimeout,
      product,
      host: this.#host,
      maxCalls: 100,
    });
    const { outer, inner } = localFlows(definition.names[0] ?? 'extension');
    const layer = this.#accept(outer, this.#proxy);
    this.#accept(inner, agent, false);
    for (const name of definition.names) extensions.set(name, layer);
    this.#agents.push(agent);
  }

  /** Gives a flow its transactions, and takes them back when it closes. */
  #accept(flow: Flow, user: LayerUser, traced = true): TransactionLayer {
    const { clock, loggerFactory, limits, maxTransactions, product } = this.#settings;
    const layer = new TransactionLayer(flow, { clock, loggerFactory, limits, maxTransactions, server: product }, user);
    this.#layers.set(flow.id, layer);
    if (traced) {
      const wanted = (): boolean => this.#settings.trace || this.listenerCount('trace') > 0;
      traceFlow(flow, clock, wanted, (entry) => this.emit('trace', entry));
    }
    flow.on('disconnected', () => {
      this.#layers.delete(flow.id);
      this.#location.removeFlow(flow);
      this.#proxy.flowClosed(layer);
      // Requests that wait for a response over this flow hear of its end themselves, after this listener.
      queueMicrotask(() => layer.dispose());
    });
    return layer;
  }

  #refusal(): string | undefined {
    return this.#settings.clock.elapsed() < this.#downUntil ? 'The PBX is restarting.' : undefined;
  }

  #restart(downFor: number): void {
    this.#downUntil = this.#settings.clock.elapsed() + downFor;
    for (const { flow } of [...this.#layers.values()]) {
      if (flow instanceof WebSocketFlow) flow.close(1012, 'Service Restart');
    }
    this.#location.clear();
  }
}

function withBuiltIn(
  own: readonly ExtensionDefinition[],
  mailbox: readonly ExtensionDefinition[],
): readonly ExtensionDefinition[] {
  const taken = new Set(own.flatMap(({ names }) => names));
  return [...[...BUILT_IN, ...mailbox].filter(({ names }) => !names.some((name) => taken.has(name))), ...own];
}

/** Makes a PBX; it is reached after `attach` or `listen`. Throws an `invalid-argument` SipError for unusable options. */
export function createPocketPbx(options: PbxOptions = {}): PocketPbx {
  return new PocketPbx(options);
}
