/** One run of two phones: calls are made, answered, held, canceled and cut off, then the network works again and both must agree. */

import type { Session } from '../../../src/sip/session/session.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { Network, PERFECT, other, type Side } from './network.js';
import { Phone, countListeners } from './phone.js';
import { pick, seeded } from './random.js';
import type { Surroundings } from './surroundings.js';

export interface Outcome {
  /** The errors; empty when the run has passed. */
  problems: string[];
  ladder: string[];
  /** The number of times that each situation occurred, to check that the runs cover the intended ones. */
  seen: Set<string>;
}

/** Milliseconds: how long the network has faults, and how long the phones then have to agree. */
const TROUBLE = 40_000;
const HEALING = 300_000;

class World implements Surroundings {
  readonly clock = new VirtualClock();
  readonly random: () => number;
  readonly network: Network;
  readonly reliable: boolean;
  readonly theme: Surroundings['theme'];
  gentle = false;
  #faultless = false;
  /** The phone that is switched off during the run. */
  readonly leaver: Side | undefined;
  readonly problems: string[] = [];
  readonly seen: Set<string>;
  readonly phones: Record<Side, Phone>;

  constructor(seed: number, seen: Set<string>) {
    this.random = seeded(seed);
    this.reliable = this.random() < 0.5;
    this.theme = pick(this.random, 'calls', 'calls', 'calls', 'calls', 'transfers', 'subscriptions');
    this.leaver = this.random() < 0.08 ? this.#side() : undefined;
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
    if (this.leaver) this.#mustBeAlone(phones[other(this.leaver)]);
    else {
      this.#mustAgree();
      phones.alice.watching.mustAgree(phones.bob.watching);
      phones.bob.watching.mustAgree(phones.alice.watching);
    }
    const hangsUp = this.leaver ? other(this.leaver) : this.#side();
    for (const session of phones[hangsUp].sessions.values()) session.terminate();
    for (const { watching } of Object.values(phones)) watching.leave();
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
    const wire = { delay: 5 + random() * 150, jitter: pick(random, 0, 50, 700) };
    if (this.reliable) network.faults = { ...PERFECT, ...wire, inOrder: true };
    else network.faults = { ...wire, loss: pick(random, 0, 0.05, 0.2), doubling: pick(random, 0, 0.1), inOrder: false };
    network.note(`faults ${JSON.stringify(network.faults)}`);
    const calls = this.theme === 'subscriptions' ? pick(random, 0, 1) : pick(random, 1, 1, 2);
    for (let i = 0; i < calls; i++) clock.after(random() * 2000, () => phones[this.#side()].call());
    const deeds = Math.floor(random() * 6);
    for (let i = 0; i < deeds; i++) clock.after(random() * TROUBLE * 0.6, () => phones[this.#side()].meddle());
    if (this.theme === 'subscriptions') {
      clock.after(random() * 2000, () => phones[this.#side()].watching.watch());
      for (let i = 0; i < 6; i++) clock.after(random() * TROUBLE * 0.8, () => phones[this.#side()].watching.meddle());
    }
    const { leaver } = this;
    if (leaver) clock.after(random() * TROUBLE, () => void phones[leaver].ua.stop());
    const cuts = pick(random, 0, 0, 1, 2);
    this.#faultless = cuts === 0 && network.faults.loss === 0;
    this.gentle = this.#faultless && !leaver;
    for (let i = 0; i < cuts; i++)
      clock.after(random() * TROUBLE * 0.7, () => network.cut(this.#side(), random() * 20_000));
  }

  /** A phone that stops ends its calls, and the other phone is notified when no message is lost. */
  #mustBeAlone({ side, sessions }: Phone): void {
    this.seen.add('left alone');
    for (const { state } of sessions.values())
      if (state.status !== 'ended' && this.#faultless)
        this.problems.push(`${side}: ${state.status} with a phone that is off`);
  }

  /** Long after the last fault both ends have the same state of each call. */
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

  /** Both ends of an established call have the same offer and answer, and the same state of hold. */
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
    for (const { side, ua, sessions, media, transfers, watching } of Object.values(this.phones)) {
      watching.mustBeOver(side === this.leaver);
      for (const { asked, ends } of transfers.values())
        if (ends.length !== asked) this.problems.push(`${side}: ${asked} transfers ended ${ends.length} times`);
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
    for (const { side, ua, listeners, waiting } of Object.values(this.phones)) {
      if (waiting > 0) this.problems.push(`${side}: ${waiting} promises never settle`);
      if (countListeners(ua) !== listeners) this.problems.push(`${side}: somebody still listens to the transport`);
    }
  }
}

/** Runs the world of a seed. All random values come from the seed, except identifiers. */
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
