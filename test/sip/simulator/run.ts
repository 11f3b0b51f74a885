/** One life of two phones: calls are made, answered, held, given up and cut off, then the network heals and all must agree. */

import { C } from '../../../src/sip/core/constants.js';
import { UA } from '../../../src/sip/ua.js';
import type { Session } from '../../../src/sip/session/session.js';
import { WebSocketTransport } from '../../../src/sip/transport/websocket-transport.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { StrictMedia } from './media.js';
import { Network, PERFECT, other, type Side } from './network.js';
import { seeded } from './random.js';

/** A wire that loses messages needs the timers that repeat them (RFC 3261 §17). */
class UnreliableTransport extends WebSocketTransport {
  override get reliable(): boolean {
    return false;
  }
}

export interface Outcome {
  /** What is wrong; empty when all is as it must be. */
  problems: string[];
  ladder: string[];
  /** How often each thing happened, to see that the runs meet what they are for. */
  seen: Set<string>;
}

/** Milliseconds: how long the network is bad, and how long the phones then have to agree. */
const TROUBLE = 40_000;
const HEALING = 300_000;

/** Ends of a call that need a message to be lost. */
const FAULTS_OF_NETWORKS: ReadonlySet<string> = new Set([
  C.causes.NO_ACK,
  C.causes.CONNECTION_ERROR,
  C.causes.REQUEST_TIMEOUT,
]);

class Phone {
  readonly ua: UA;
  readonly sessions = new Map<string, Session>();
  readonly media = new Map<string, StrictMedia>();
  /** How many listeners the transport has when nothing has happened. */
  readonly listeners: number;

  constructor(
    readonly side: Side,
    private readonly world: World,
  ) {
    const { clock, random, network } = world;
    const options = {
      uri: `sip:${side}@example.com`,
      servers: 'wss://sip.example.com',
      register: false,
      autostart: false,
      noAnswerTimeout: 25,
      recoveryTimeout: 30,
      clock,
      random,
      logBuiltinEnabled: false,
      transportConstructor: (world.reliable ? WebSocketTransport : UnreliableTransport) as never,
      transportOptions: { socketFactory: network.factory(side) },
      sessionDescriptionHandlerFactory: (session: unknown) => {
        const media = new StrictMedia(clock, random);
        this.media.set((session as Session).id, media);
        return media;
      },
    };
    this.ua = new UA(options);
    this.ua.on('invite', (session) => this.#ring(session));
    this.listeners = countListeners(this.ua);
  }

  call(): void {
    const { random, clock } = this.world;
    const late = random() < 0.15;
    const rel100 =
      random() < 0.3 ? C.supported.REQUIRED : random() < 0.5 ? C.supported.SUPPORTED : C.supported.UNSUPPORTED;
    const session = this.ua.invite(`sip:${other(this.side)}@example.com`, { inviteWithoutSdp: late, rel100 });
    this.#watch(session);
    // A person gives up sooner or later.
    const patience = random() < 0.3 ? random() * 6000 : 30_000;
    clock.after(patience, () => {
      if (['initial', 'calling', 'early'].includes(session.state.status)) session.terminate();
    });
  }

  /** Something that a person does to a call that is up. */
  meddle(): void {
    const { random, seen } = this.world;
    const up = [...this.sessions.values()].filter(({ state }) => state.status === 'established');
    const session = up[Math.floor(random() * up.length)];
    if (!session) return;
    const quiet = (work: Promise<void>): void =>
      void work.catch((error: Error) => seen.add(`refused: ${error.message.slice(0, 40)}`));
    const dice = random();
    if (dice < 0.35) quiet(session.localHold ? session.unhold() : session.hold());
    else if (dice < 0.6) quiet(session.reinvite({ inviteWithoutSdp: random() < 0.3 }));
    else if (dice < 0.7) session.dtmf('12');
    else session.terminate();
  }

  #ring(session: Session): void {
    this.#watch(session);
    const { random, clock } = this.world;
    const dice = random();
    const still = (act: () => void) => () => {
      if (session.state.status === 'incoming') act();
    };
    if (dice < 0.15)
      clock.after(
        random() * 4000,
        still(() => session.reject({ statusCode: 486 })),
      );
    else if (dice < 0.9)
      clock.after(
        random() * 5000,
        still(() => session.accept()),
      );
    if (random() < 0.2)
      clock.after(
        random() * 1000,
        still(() => session.progress({ statusCode: 183 })),
      );
  }

  #watch(session: Session): void {
    const { seen, network } = this.world;
    let ended = 0;
    session.on('stateChange', (state) => {
      network.note(`${this.side} == ${session.request.callId.slice(0, 4)} ${state.status}`);
      seen.add(state.status === 'ended' ? `ended: ${state.cause}` : state.status);
      if (ended > 0) this.world.problems.push(`${this.side}: ${state.status} after the end`);
      if (state.status === 'ended' && this.world.gentle && FAULTS_OF_NETWORKS.has(state.cause)) {
        this.world.problems.push(`${this.side}: ${state.cause} in a network that loses nothing`);
      }
    });
    session.on('terminated', () => {
      if (++ended > 1) this.world.problems.push(`${this.side}: terminated twice`);
    });
    session.on('hold', (originator) => seen.add(`hold ${originator}`));
    session.on('flow', (state) => seen.add(`flow ${state}`));
    this.sessions.set(session.request.callId, session);
  }
}

function countListeners({ transport }: UA): number {
  const events = ['connected', 'disconnecting', 'disconnected', 'message'] as const;
  return events.reduce((sum, event) => sum + transport.listenerCount(event), 0);
}

class World {
  readonly clock = new VirtualClock();
  readonly random: () => number;
  readonly network: Network;
  /** Whether the wire is a WebSocket, which loses messages only when it breaks, or one that does all that is bad. */
  readonly reliable: boolean;
  /** Whether no message gets lost in this life. */
  gentle = false;
  readonly problems: string[] = [];
  readonly seen: Set<string>;
  readonly phones: Record<Side, Phone>;

  constructor(seed: number, seen: Set<string>) {
    this.random = seeded(seed);
    this.reliable = this.random() < 0.5;
    this.seen = seen;
    this.network = new Network(this.clock, this.random);
    this.phones = { alice: new Phone('alice', this), bob: new Phone('bob', this) };
  }

  async live(): Promise<void> {
    const { clock, network, phones } = this;
    const starting = Promise.all([phones.alice.ua.start(), phones.bob.ua.start()]);
    await clock.advance(100);
    await starting;
    this.#plan();
    await clock.advance(TROUBLE);
    network.faults = PERFECT;
    await clock.advance(HEALING);
    this.#mustAgree();
    for (const session of phones[this.#side()].sessions.values()) session.terminate();
    await clock.advance(100_000);
    this.#mustBeOver();
    const stopping = Promise.all([phones.alice.ua.stop(), phones.bob.ua.stop()]);
    await clock.advance(20_000);
    await stopping;
    this.#mustBeClean();
  }

  #side(): Side {
    return this.random() < 0.5 ? 'alice' : 'bob';
  }

  #plan(): void {
    const { clock, network, phones, random } = this;
    const pick = <T>(...values: T[]): T => values[Math.floor(random() * values.length)]!;
    const wire = { delay: 5 + random() * 150, jitter: pick(0, 50, 700) };
    if (this.reliable) network.faults = { ...PERFECT, ...wire, inOrder: true };
    else network.faults = { ...wire, loss: pick(0, 0.05, 0.2), doubling: pick(0, 0.1), inOrder: false };
    network.note(`faults ${JSON.stringify(network.faults)}`);
    const calls = pick(1, 1, 2);
    for (let i = 0; i < calls; i++) clock.after(random() * 2000, () => phones[this.#side()].call());
    const deeds = Math.floor(random() * 6);
    for (let i = 0; i < deeds; i++) clock.after(random() * TROUBLE * 0.6, () => phones[this.#side()].meddle());
    const cuts = pick(0, 0, 1, 2);
    this.gentle = cuts === 0 && network.faults.loss === 0;
    for (let i = 0; i < cuts; i++)
      clock.after(random() * TROUBLE * 0.7, () => network.cut(this.#side(), random() * 20_000));
  }

  /** Long after the last fault both ends see each call alike. */
  #mustAgree(): void {
    const { alice, bob } = this.phones;
    for (const callId of new Set([...alice.sessions.keys(), ...bob.sessions.keys()])) {
      const [a, b] = [alice.sessions.get(callId), bob.sessions.get(callId)];
      const states = [a, b].map((session) => session?.state.status ?? 'ended');
      const name = callId.slice(0, 4);
      if (states[0] !== states[1]) this.problems.push(`${name}: alice says ${states[0]}, bob says ${states[1]}`);
      else if (states[0] !== 'established' && states[0] !== 'ended')
        this.problems.push(`${name}: both hang in ${states[0]}`);
      else if (a && b && states[0] === 'established') this.#mustMatch(name, a, b);
    }
  }

  /** Both ends of a call that is up mean the same offer and answer, and agree on who holds whom. */
  #mustMatch(name: string, a: Session, b: Session): void {
    this.seen.add('survived');
    const [ma, mb] = [this.phones.alice.media.get(a.id)!, this.phones.bob.media.get(b.id)!];
    if (ma.state !== 'stable' || mb.state !== 'stable')
      this.problems.push(`${name}: offer and answer hang: ${ma.state}, ${mb.state}`);
    else if (ma.local !== mb.remote || mb.local !== ma.remote)
      this.problems.push(`${name}: the two ends agreed on different descriptions`);
    if (a.localHold !== b.remoteHold || b.localHold !== a.remoteHold)
      this.problems.push(`${name}: they do not agree on hold`);
  }

  #mustBeOver(): void {
    for (const { side, ua, sessions, media } of Object.values(this.phones)) {
      for (const session of sessions.values()) {
        if (session.state.status !== 'ended')
          this.problems.push(`${side}: a call is ${session.state.status} after its end`);
      }
      for (const { faults, state } of media.values()) {
        this.problems.push(...faults.map((fault) => `${side}: ${fault}`));
        if (state !== 'closed') this.problems.push(`${side}: media was not closed`);
      }
      const { userAgentClients, userAgentServers, dialogs } = ua.core;
      const left = {
        clients: userAgentClients.size,
        servers: userAgentServers.size,
        dialogs: dialogs.size,
        sessions: ua.sessions.size,
      };
      for (const [what, count] of Object.entries(left))
        if (count > 0) this.problems.push(`${side}: ${count} ${what} left`);
    }
  }

  #mustBeClean(): void {
    if (this.clock.pending > 0) this.problems.push(`${this.clock.pending} timers left`);
    for (const { side, ua, listeners } of Object.values(this.phones)) {
      if (countListeners(ua) !== listeners) this.problems.push(`${side}: somebody still listens to the transport`);
    }
  }
}

/** Runs the world of a seed. All that is random in it comes from the seed, but for ids. */
export async function simulate(seed: number, seen = new Set<string>()): Promise<Outcome> {
  const { random } = Math;
  Math.random = seeded(seed ^ 0x5eed);
  try {
    const world = new World(seed, seen);
    await world.live();
    return { problems: world.problems, ladder: world.network.ladder, seen };
  } finally {
    Math.random = random;
  }
}
