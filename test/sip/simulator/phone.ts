/** A phone of the simulator, and its user: calls, holds, transfers, and replaces calls. */

import { C } from '../../../src/sip/core/constants.js';
import type { ReplacesPolicy } from '../../../src/sip/session/options.js';
import type { Session } from '../../../src/sip/session/session.js';
import { WebSocketTransport } from '../../../src/sip/transport/websocket-transport.js';
import { UA } from '../../../src/sip/ua.js';
import { StrictMedia } from './media.js';
import { other, type Side } from './network.js';
import { pick } from './random.js';
import type { Surroundings } from './surroundings.js';
import { PACKAGE, Watching } from './watching.js';

/** A transport that loses messages needs the timers for retransmission (RFC 3261 §17). */
class UnreliableTransport extends WebSocketTransport {
  override get reliable(): boolean {
    return false;
  }
}

/** Causes of the end of a call that occur only when a message was lost. */
const FAULTS_OF_NETWORKS: ReadonlySet<string> = new Set([
  C.causes.NO_ACK,
  C.causes.CONNECTION_ERROR,
  C.causes.REQUEST_TIMEOUT,
]);

/** The REFERs of one call, and their results. */
interface Transfers {
  asked: number;
  readonly ends: number[];
}

export class Phone {
  readonly ua: UA;
  readonly sessions = new Map<string, Session>();
  readonly media = new Map<string, StrictMedia>();
  readonly transfers = new Map<Session, Transfers>();
  readonly watching: Watching;
  /** Promises that have not settled. */
  waiting = 0;
  #redirects = 0;
  /** The number of listeners of the transport at the start. */
  readonly listeners: number;

  constructor(
    readonly side: Side,
    private readonly world: Surroundings,
  ) {
    const { clock, random, network } = world;
    const options = {
      uri: `sip:${side}@example.com`,
      servers: 'wss://sip.example.com',
      register: false,
      autostart: false,
      noAnswerTimeout: 25,
      recoveryTimeout: 30,
      sessionExpires: pick(random, 0, 90, 1800, 1800),
      replaces: pick<ReplacesPolicy>(random, 'ask', 'claimed'),
      eventPackages: [PACKAGE],
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
    this.watching = new Watching(this.ua, side, world);
    this.listeners = countListeners(this.ua);
  }

  call(): void {
    const { random } = this.world;
    const late = random() < 0.15;
    const rel100 =
      random() < 0.3 ? C.supported.REQUIRED : random() < 0.5 ? C.supported.SUPPORTED : C.supported.UNSUPPORTED;
    const session = this.ua.invite(`sip:${other(this.side)}@example.com`, { inviteWithoutSdp: late, rel100 });
    this.#watch(session);
  }

  /** A random action of the user in an established call. */
  meddle(): void {
    const { random, seen } = this.world;
    const up = [...this.sessions.values()].filter(({ state }) => state.status === 'established');
    const session = up[Math.floor(random() * up.length)];
    if (!session) return;
    const quiet = (work: Promise<unknown>): void => {
      this.waiting++;
      work.catch((error: Error) => seen.add(`refused: ${error.message.slice(0, 40)}`)).finally(() => this.waiting--);
    };
    const dice = random();
    if (this.world.theme === 'transfers' && random() < 0.5) this.#passOn(session);
    else if (dice < 0.35) quiet(session.localHold ? session.unhold() : session.hold());
    else if (dice < 0.6) quiet(session.reinvite({ inviteWithoutSdp: random() < 0.3 }));
    else if (dice < 0.7) session.dtmf('12');
    else if (dice < 0.8) quiet(random() < 0.5 ? session.message('x') : session.info('x'));
    else quiet(session.bye());
  }

  /** Refers the remote party to a third address, or replaces the call from another place (RFC 3515, RFC 3891). */
  #passOn(session: Session): void {
    const { random, seen } = this.world;
    if (random() < 0.4) {
      const { dialog } = session.snapshot()!;
      const next = this.ua.invite(`sip:${other(this.side)}@example.com`, { replaces: dialog });
      session.on('terminated', () => {
        if (next.state.status === 'established') seen.add('taken over');
      });
      return this.#watch(next);
    }
    let transfers = this.transfers.get(session);
    if (!transfers) {
      const heard: Transfers = (transfers = { asked: 0, ends: [] });
      this.transfers.set(session, transfers);
      session.on('referProgress', (statusCode, final) => {
        if (final) heard.ends.push(statusCode);
        seen.add(`transfer${final ? ' ended' : ''}: ${statusCode}`);
      });
    }
    transfers.asked++;
    session.refer('sip:carol@example.com', random() < 0.2 ? { extraHeaders: ['Refer-Sub: false'] } : {});
  }

  /** Follows or rejects a received REFER: the only address to call is the remote party itself. */
  #follow(session: Session): void {
    const { clock, random } = this.world;
    const follow = session.followRefer((_request, next) => this.#watch(next));
    session.on('refer', (request) => {
      // Some users do not decide.
      if (random() < 0.85) clock.after(random() < 0.5 ? 0 : random() * 5000, () => follow(request));
    });
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
    else if (dice < 0.2)
      clock.after(
        random() * 4000,
        still(() => session.redirect(`person-${++this.#redirects}`)),
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
    const { seen, network, clock, random } = this.world;
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
    // A caller cancels after some time.
    if (session.direction === 'outgoing') {
      clock.after(random() < 0.3 ? random() * 6000 : 30_000, () => {
        if (['initial', 'calling', 'early'].includes(session.state.status)) session.terminate();
      });
    }
    if (this.world.theme === 'transfers') this.#follow(session);
  }
}

export function countListeners({ transport }: UA): number {
  const events = ['connected', 'disconnecting', 'disconnected', 'message'] as const;
  return events.reduce((sum, event) => sum + transport.listenerCount(event), 0);
}
