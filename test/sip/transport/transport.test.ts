/** The abstract base of every transport, with a transport as an application would write it (the `Transport` of SIP.js 0.11). */

import { expect } from 'chai';
import {
  Transport,
  type SendResult,
  type Sendable,
  type TransportOptions,
  type TransportResult,
} from '../../../src/sip/transport/transport.js';
import { settle } from '../../support/virtual-clock.js';

class Pigeon extends Transport {
  readonly calls: [name: string, options: TransportOptions][] = [];
  up = false;
  overrides = false;
  failure: Error | undefined;

  override get viaTransport(): string {
    return 'PIGEON';
  }

  override isConnected(): boolean {
    return this.up;
  }

  protected override async connectPromise(options: TransportOptions): Promise<TransportResult> {
    this.calls.push(['connectPromise', options]);
    await Promise.resolve();
    if (this.failure) throw this.failure;
    this.up = true;
    return { overrideEvent: this.overrides };
  }

  protected override async sendPromise(msg: Sendable, options: TransportOptions): Promise<SendResult> {
    this.calls.push(['sendPromise', options]);
    return { msg: `<${String(msg)}>`, overrideEvent: this.overrides };
  }

  protected override async disconnectPromise(options: TransportOptions): Promise<TransportResult> {
    this.calls.push(['disconnectPromise', options]);
    this.up = false;
    return { overrideEvent: this.overrides };
  }
}

function watched(): { pigeon: Pigeon; events: string[] } {
  const pigeon = new Pigeon();
  const events: string[] = [];
  for (const event of ['connecting', 'connected', 'disconnecting', 'disconnected', 'transportError'] as const) {
    pigeon.on(event, (...args: unknown[]) => void events.push([event, ...args].join(' ')));
  }
  pigeon.on('messageSent', (message) => void events.push(`messageSent ${message}`));
  return { pigeon, events };
}

describe('Transport (abstract base)', () => {
  // @seed Transport.send(msg, options): promise; `options` go to `sendPromise`; emits `messageSent`
  // @seed Transport.connect(options): promise; `options` go to `connectPromise`; emits `connected`
  it('calls connectPromise, sendPromise and disconnectPromise with the options of the caller, and emits the events', async () => {
    const { pigeon, events } = watched();
    await pigeon.connect({ a: 1 });
    await pigeon.send('coo', { b: 2 });
    await pigeon.disconnect({ c: 3 });
    expect(pigeon.calls).to.deep.equal([
      ['connectPromise', { a: 1 }],
      ['sendPromise', { b: 2 }],
      ['disconnectPromise', { c: 3 }],
    ]);
    expect(events).to.deep.equal(['connecting', 'connected', 'messageSent <coo>', 'disconnecting', 'disconnected']);
  });

  // @seed Transport.sendPromise(msg, options): abstract; resolves with `{ msg, overrideEvent? }`
  // @seed Transport.connectPromise(options): abstract; resolves with `{ overrideEvent? }`
  // @seed Transport.disconnectPromise(options): abstract; resolves with `{ overrideEvent? }`
  it('does not emit connected, messageSent and disconnected when the implementation returns overrideEvent', async () => {
    const { pigeon, events } = watched();
    pigeon.overrides = true;
    await pigeon.connect();
    expect(events).to.deep.equal(['connecting']);
    pigeon.emit('connected');
    expect(pigeon.state, 'the state is that of the last event, also when the implementation emits it').to.equal(
      'connected',
    );
    await pigeon.send('coo');
    await pigeon.disconnect();
    expect(events).to.deep.equal(['connecting', 'connected', 'disconnecting']);
  });

  it('emits disconnected, and has that state, when connectPromise rejects', async () => {
    const { pigeon, events } = watched();
    pigeon.failure = new Error('hawk');
    let reason: unknown;
    await pigeon.connect().catch((error: unknown) => (reason = error));
    expect(reason).to.equal(pigeon.failure);
    expect(events).to.deep.equal(['connecting', 'transportError', 'disconnected']);
    expect(pigeon.state).to.equal('disconnected');
    pigeon.failure = undefined;
    await pigeon.connect();
    expect(pigeon.state).to.equal('connected');
  });

  it('is disconnected when disconnect() is called while connectPromise is pending', async () => {
    const { pigeon } = watched();
    const opening = pigeon.connect().catch((error: { kind: string }) => error.kind);
    await pigeon.disconnect();
    expect(await opening).to.equal('canceled');
    expect([pigeon.up, pigeon.state]).to.deep.equal([false, 'disconnected']);
  });

  it('lets a listener call connect() or disconnect(), and has one attempt at a time', async () => {
    const { pigeon } = watched();
    pigeon.once('connecting', () => void pigeon.connect());
    await pigeon.connect();
    expect(pigeon.calls.map(([name]) => name)).to.deep.equal(['connectPromise']);
    pigeon.once('disconnecting', () => void pigeon.connect());
    await pigeon.disconnect();
    await settle();
    expect(pigeon.state).to.equal('connected');
    await pigeon.disconnect();
    pigeon.once('connecting', () => void pigeon.disconnect());
    expect(await pigeon.connect().catch((error: { kind: string }) => error.kind)).to.equal('canceled');
    expect([pigeon.up, pigeon.state]).to.deep.equal([false, 'disconnected']);
  });

  // @seed Transport.afterConnected(callback): now when connected, else once at the next `connected`
  // @seed Transport.once(event, listener): for the next time only
  it('runs afterConnected at once when connected, else once at the next connected', async () => {
    const { pigeon } = watched();
    let runs = 0;
    pigeon.afterConnected(() => runs++);
    expect(runs).to.equal(0);
    await pigeon.connect();
    expect(runs).to.equal(1);
    pigeon.afterConnected(() => runs++);
    expect(runs).to.equal(2);
    await pigeon.disconnect();
    await pigeon.connect();
    expect(runs).to.equal(2);
  });

  it('emits no event on disconnect() when it is disconnected', async () => {
    const { pigeon, events } = watched();
    await pigeon.disconnect();
    expect(events).to.deep.equal([]);
  });
});
