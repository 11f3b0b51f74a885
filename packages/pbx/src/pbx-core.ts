/**
 * The SIP side of a PBX, without sockets: registrar, forking proxy, extensions and lamps (RFC 3261). It runs in Node and in a
 * page.
 * Subjects: pocket PBX without sockets; restart of the pocket PBX.
 */

import { Emitter } from '../../../src/sip/base/emitter.js';
import { randomToken } from '../../../src/sip/base/ids.js';
import type { Logger } from '../../../src/sip/base/logger.js';
import { URI } from '../../../src/sip/message/uri.js';
import { ExtensionAgent } from './extension/agent.js';
import { BUILT_IN } from './extension/built-in.js';
import { voicemail } from './extension/voicemail.js';
import type { ExtensionDefinition, ExtensionInfo } from './extension/definition.js';
import type { Flow } from './flow/flow.js';
import type { Impairment } from './flow/impairment.js';
import { LocalFlow, localFlows } from './flow/local-flow.js';
import { Guard } from './guard.js';
import type { MediaFactory } from './media/extension-media.js';
import { CallWatch } from './notifier/call-watch.js';
import { Mailboxes } from './notifier/mailboxes.js';
import { Notifier } from './notifier/notifier.js';
import { Published } from './notifier/published.js';
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
  /** A SIP message was received or sent. */
  trace: [entry: TraceEntry];
  /** The contacts of an account changed, to this number. */
  registration: [username: string, contacts: number];
}

/** Faults on demand, for demos and tests. `delay` and `loss` may be changed at any time. */
export interface Faults extends Impairment {
  /** Closes all sockets with 1012 (service restart), forgets all contacts, and refuses new sockets for this long. */
  restart(options?: { downFor?: number }): void;
}

/** A PBX that is given its flows by subclasses: from sockets, or from phones in the same page. */
export class PbxCore extends Emitter<PbxEvents> {
  protected readonly settings: Settings;
  readonly #media: MediaFactory;
  readonly #logger: Logger;
  readonly #layers = new Map<string, TransactionLayer>();
  readonly #agents: ExtensionAgent[] = [];
  readonly #location: Location;
  readonly #directory: Directory<TransactionLayer>;
  readonly #proxy: Proxy;
  readonly faults: Faults = { delay: 0, loss: 0, restart: (options) => this.#restart(options?.downFor ?? 0) };
  readonly #host = `pbx-${randomToken(8)}.invalid`;
  /** The message lamps: `pbx.mailboxes.set('alice', { new: 2 })`. */
  readonly mailboxes: Mailboxes = new Mailboxes();
  readonly #calls = new CallWatch();
  readonly #notifier: Notifier;
  #downUntil = 0;

  /** Throws an `invalid-argument` SipError for invalid options. */
  constructor(options: PbxOptions, media: MediaFactory) {
    super();
    this.#media = media;
    const settings = (this.settings = settingsOf(options));
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
  }

  /** User names of the accounts, without their secrets. */
  get accounts(): readonly { username: string; displayName: string | undefined; extension: string | undefined }[] {
    return this.settings.accounts.map(({ username, displayName, extension }) => ({
      username,
      displayName,
      extension,
    }));
  }

  /** The extensions that can be called besides the accounts. */
  get extensions(): readonly ExtensionInfo[] {
    const agents = this.#agents.map(({ definition: { names, description } }) => ({
      name: names[0]!,
      number: names[1],
      description,
    }));
    const [name, number] = TEAM;
    // An account or extension of this name takes precedence.
    const free = [name, number].every(
      (user) => this.#directory.find(URI.of({ user, host: this.#host })).kind === 'team',
    );
    return free ? [...agents, { name, number, description: 'Rings at everybody else at once' }] : agents;
  }

  get realm(): string {
    return this.settings.realm;
  }

  /** How many contacts an account has now. */
  contactsOf(username: string): number {
    return this.#location.of(username).length;
  }

  /** Adds a flow to a phone. */
  protected take(flow: Flow): void {
    this.#accept(flow, this.#proxy);
  }

  /** Why no phone may connect now; undefined where it may. */
  protected refusal(): string | undefined {
    return this.settings.clock.elapsed() < this.#downUntil ? 'The PBX is restarting.' : undefined;
  }

  /** Ends all calls and closes all flows. */
  close(): Promise<void> {
    for (const agent of this.#agents) agent.close();
    this.#notifier.close();
    for (const layer of [...this.#layers.values()]) {
      layer.flow.terminate();
      layer.dispose();
    }
    return Promise.resolve();
  }

  /** Notifies the subscribers of an account of its changes. */
  #watch(): Notifier {
    const location = this.#location;
    const { clock, product, accounts } = this.settings;
    const published = new Published(clock);
    const packages = watchedPackages(location, this.#calls, this.mailboxes, published);
    const notifier = new Notifier(packages, published, {
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
    published.on('changed', (username) => notifier.changed('presence', username));
    return notifier;
  }

  #plug(definition: ExtensionDefinition, extensions: Map<string, TransactionLayer>): void {
    const { clock, noAnswerTimeout, product } = this.settings;
    const logger = this.settings.loggerFactory.getLogger('pbx.extension', definition.names[0]);
    const agent = new ExtensionAgent(definition, {
      clock,
      logger,
      media: this.#media,
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

  /** Creates the transactions of a flow, and disposes of them when the flow closes. */
  #accept(flow: Flow, user: LayerUser, traced = true): TransactionLayer {
    const { clock, loggerFactory, limits, maxTransactions, product } = this.settings;
    const layer = new TransactionLayer(flow, { clock, loggerFactory, limits, maxTransactions, server: product }, user);
    this.#layers.set(flow.id, layer);
    if (traced) {
      const wanted = (): boolean => this.settings.trace || this.listenerCount('trace') > 0;
      traceFlow(flow, clock, wanted, (entry) => this.emit('trace', entry));
    }
    flow.on('disconnected', () => {
      this.#layers.delete(flow.id);
      this.#location.removeFlow(flow);
      this.#proxy.flowClosed(layer);
      // Transactions that wait for a response over this flow have a listener of their own, called after this one.
      queueMicrotask(() => layer.dispose());
    });
    return layer;
  }

  #restart(downFor: number): void {
    this.#downUntil = this.settings.clock.elapsed() + downFor;
    for (const { flow } of [...this.#layers.values()]) {
      if (!(flow instanceof LocalFlow)) flow.close(1012, 'Service Restart');
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
