/**
 * Random sequences of calls to the WebSocket transport, from its listeners too, over sockets that open, refuse, hang and break: its
 * events agree with its state, at most one socket is open, every promise settles, and the last call of connect() or disconnect() counts.
 */

import { expect } from 'chai';
import { LoggerFactory } from '../../../src/sip/base/logger.js';
import { WebSocketTransport } from '../../../src/sip/transport/websocket-transport.js';
import { pick, seeded } from '../simulator/random.js';
import { ScriptedNetwork, type ScriptedSocket } from '../../support/scripted-socket.js';
import { unhandledRejections } from '../../support/unhandled.js';
import { VirtualClock } from '../../support/virtual-clock.js';

const LIVES = 2000;
const EVENTS = ['connecting', 'connected', 'disconnecting', 'disconnected'] as const;

class Life {
  readonly random: () => number;
  readonly clock = new VirtualClock();
  readonly network = new ScriptedNetwork();
  readonly transport: WebSocketTransport;
  readonly story: string[] = [];
  readonly problems: string[] = [];
  #last: 'open' | 'closed' = 'closed';
  #healthy = false;
  #unsettled = 0;

  constructor(seed: number) {
    const random = (this.random = seeded(seed));
    this.network.behaviour.answersPings = random() < 0.7;
    this.network.behaviour.answersClose = random() < 0.7;
    this.network.onconnect = (socket) => this.#meet(socket);
    this.transport = new WebSocketTransport({
      servers: pick<string | string[]>(random, 'wss://a.example', ['wss://a.example', 'wss://b.example']),
      clock: this.clock,
      random,
      socketFactory: this.network.factory,
      loggerFactory: new LoggerFactory({ builtinEnabled: false }),
      keepAliveInterval: pick(random, 0, 25_000),
    });
    const meddles = random() < 0.5;
    let before = 'disconnected';
    for (const event of EVENTS) {
      this.transport.on(event, () => {
        this.story.push(event);
        if (event === before) this.problems.push(`${event} twice`);
        if (event === 'connected' && before !== 'connecting') this.problems.push(`connected after ${before}`);
        before = event;
        if (meddles && !this.#healthy && random() < 0.15) this.#act();
      });
    }
  }

  async live(): Promise<void> {
    const { clock, network, random, transport } = this;
    for (let deeds = 1 + Math.floor(random() * 10); deeds > 0; deeds--) {
      this.#act();
      if (random() < 0.7) await clock.advance(pick(random, 0, 1, 500, 3000, 20_000));
    }
    this.#healthy = network.behaviour.answersPings = true;
    await clock.advance(400_000);
    this.#check('state', transport.state, transport.isConnected() ? 'connected' : 'disconnected');
    this.#check('connected', transport.isConnected(), this.#last === 'open');
    this.#check('open sockets', this.#openSockets, this.#last === 'open' ? 1 : 0);
    const closing = transport.disconnect();
    await clock.advance(5000);
    await closing;
    this.#check('state after the end', transport.state, 'disconnected');
    this.#check('open sockets after the end', this.#openSockets, 0);
    this.#check('timers', clock.pending, 0);
    this.#check('promises', this.#unsettled, 0);
  }

  get #openSockets(): number {
    return this.network.sockets.filter(({ readyState }) => readyState < 2).length;
  }

  #check(what: string, is: unknown, must: unknown): void {
    if (is !== must) this.problems.push(`${what}: ${String(is)}, not ${String(must)}`);
  }

  #meet(socket: ScriptedSocket): void {
    const opens = (): void => void (socket.readyState === 0 && socket.serverOpens());
    const fate = this.#healthy ? 'opens' : pick(this.random, 'opens', 'opens late', 'refuses', 'hangs');
    if (fate === 'opens') queueMicrotask(opens);
    if (fate === 'opens late') this.clock.after(this.random() * 8000, opens);
    if (fate === 'refuses') queueMicrotask(() => socket.serverRefuses());
  }

  #act(): void {
    const { clock, network, random, transport } = this;
    const deeds: Record<string, () => void> = {
      connect: () => this.#ask('open', () => transport.connect()),
      disconnect: () => this.#ask('closed', () => transport.disconnect()),
      reconnectNow: () => void transport.reconnectNow(),
      close: () => network.sockets.at(-1)?.serverCloses(),
      retryAfter: () => void transport.retryAfter(random() * 100),
      wake: () => transport.wake(),
      flowTimer: () => transport.setFlowTimer(random() * 30),
      sleep: () => clock.sleep(random() * 60_000),
    };
    const name = pick(random, 'connect', ...Object.keys(deeds));
    // It connects one that was never asked to as well.
    if (name === 'reconnectNow' && !transport.closed) this.#last = 'open';
    this.story.push(`${name}()`);
    deeds[name]!();
  }

  #ask(wish: 'open' | 'closed', deed: () => Promise<void>): void {
    this.#last = wish;
    this.#unsettled++;
    const settled = (): void => void this.#unsettled--;
    deed().then(settled, settled);
  }
}

describe('the WebSocket transport in random sequences of calls', function () {
  it(`ends in the state that the last call requested, in ${LIVES} sequences`, async () => {
    for (let seed = 1; seed <= LIVES; seed++) {
      const life = new Life(seed);
      const unhandled = await unhandledRejections(() => life.live());
      expect([...life.problems, ...unhandled], `seed ${seed}: ${life.story.join(' ')}`).to.deep.equal([]);
    }
  });
});
