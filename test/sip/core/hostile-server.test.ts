/**
 * A server that answers with random responses, late, twice or not at all, and closes connections: nothing is thrown or left
 * unhandled, the number of requests is limited, and after `stop()` nothing is left (RFC 3261 §8, §10, §22; RFC 3903, RFC 6665).
 */

import { expect } from 'chai';
import type { Publication } from '../../../src/sip/event/publication.js';
import type { Subscription } from '../../../src/sip/event/subscription.js';
import type { Session } from '../../../src/sip/session/session.js';
import { pick, seeded } from '../simulator/random.js';
import { sdp } from '../../support/fake-description-handler.js';
import type { ScriptedSocket } from '../../support/scripted-socket.js';
import { answer, request } from '../../support/sip-text.js';
import { FAR_CONTACT, RemoteCall, TestUA } from '../../support/test-ua.js';
import { unhandledRejections } from '../../support/unhandled.js';

const WORLDS = 200;
/** The duration of one run in milliseconds, and the number of random actions in it. */
const LIFE = 60_000;
const DEEDS = 40;
/** Far more than the actions and their retransmissions; far less than a loop would send. */
const MOST_REQUESTS = 300;

const STATUSES = [
  ...[
    100, 180, 183, 199, 200, 200, 200, 202, 204, 300, 302, 305, 400, 401, 401, 403, 404, 405, 407, 407, 408, 412, 415,
  ],
  ...[
    420, 421, 422, 423, 423, 430, 433, 439, 480, 481, 482, 486, 487, 488, 489, 491, 500, 503, 503, 504, 513, 600, 603,
  ],
];

const FIELDS = [
  'Allow: INVITE',
  'Authentication-Info: nextnonce="z",rspauth="00",nc=00000001',
  'Contact: *',
  'Contact: <tel:1>',
  'Contact: junk<',
  'Content-Type: multipart/mixed;boundary=x',
  'Expires: 0',
  'Expires: 1',
  'Expires: 99999999999',
  'Flow-Timer: 1',
  'Min-Expires: 7200',
  'Min-SE: 100000',
  'Proxy-Authenticate: Bearer realm="x"',
  'Proxy-Authenticate: Digest realm="p",nonce="n",qop="auth-int"',
  'RSeq: 1',
  'Record-Route: <sip:p;lr>, <sip:q>',
  'Require: 100rel',
  'Require: outbound, timer',
  'Retry-After: 0',
  'Retry-After: 4294967295',
  'SIP-ETag: e',
  'Service-Route: <sip:s;lr>',
  'Session-Expires: 1',
  'Session-Expires: 90;refresher=uac',
  'WWW-Authenticate: Digest realm="r",nonce="n",qop="auth"',
  'WWW-Authenticate: Digest realm="r",nonce="n2",stale=true,algorithm=SHA-256',
  'WWW-Authenticate: junk',
];

const STATES = [
  'active;expires=60',
  'pending',
  'terminated',
  'terminated;reason=rejected',
  'terminated;reason=deactivated',
];

class World {
  readonly random: () => number;
  readonly test: TestUA;
  readonly calls: Session[] = [];
  readonly subscriptions: Subscription[] = [];
  readonly publications: Publication[] = [];
  asked = 0;
  #lastSubscribe: string | undefined;

  constructor(seed: number) {
    const random = (this.random = seeded(seed));
    this.test = new TestUA({
      register: random() < 0.7,
      password: 'hunter2',
      traceSip: true,
      eventPackages: random() < 0.5 ? ['presence'] : [],
      servers: ['wss://a.example', 'wss://b.example'],
    });
    const { ua, network } = this.test;
    network.onconnect = (socket) => {
      socket.onsip = (text) => this.#serve(socket, text);
      queueMicrotask(() => (random() < 0.85 ? socket.serverOpens() : socket.serverRefuses()));
    };
    ua.on('invite', (session) => void (random() < 0.6 && session.accept()));
    ua.on('message', () => undefined);
    ua.on('subscribe', (notifier) => {
      const verdict = pick(random, 'accept', 'reject', 'none');
      if (verdict === 'accept') notifier.accept(() => ({ contentType: 'text/plain', body: 'here' }));
      if (verdict === 'reject') notifier.reject();
    });
  }

  async live(): Promise<void> {
    const { test, random } = this;
    void test.ua.start();
    for (let i = 0; i < DEEDS; i++) test.clock.after(random() * LIFE, () => this.#act());
    await test.clock.advance(5 * LIFE);
    const stopped = test.ua.stop();
    await test.clock.advance(20_000);
    await stopped;
    await test.clock.advance(LIFE);
  }

  #serve(socket: ScriptedSocket, text: string): void {
    socket.inbox.length = 0;
    if (text.startsWith('SIP/2.0') || text.startsWith('ACK')) return;
    this.asked++;
    const { random, test } = this;
    const { method, headers } = request(text);
    if (method === 'SUBSCRIBE') this.#lastSubscribe = text;
    for (let copies = pick(random, 0, 1, 1, 1, 1, 2); copies > 0; copies--) {
      const binding = `Contact: ${headers.get('Contact')};expires=${pick(random, 0, 1, 60, 3600)}`;
      const extra = [method === 'REGISTER' && random() < 0.6 ? binding : FAR_CONTACT];
      while (random() < 0.5) extra.push(pick(random, ...FIELDS));
      const body = (method === 'INVITE' || method === 'UPDATE') && random() < 0.8 ? sdp() : '';
      if (body !== '') extra.push('Content-Type: application/sdp');
      const options = { toTag: pick(random, 't1', 't2', ''), extra, body };
      const reply = answer(text, pick(random, ...STATUSES), options);
      test.clock.after(random() * 3000, () => socket.serverSends(reply));
    }
  }

  /** One random action of the application, the network or an unknown sender. */
  #act(): void {
    const { random, test, calls, subscriptions, publications } = this;
    const { ua, network } = test;
    pick(
      random,
      () => calls.push(ua.invite('sip:bob@example.com')),
      () => subscriptions.push(ua.subscribe('sip:bob@example.com', 'presence', { expires: pick(random, 0, 60, 3600) })),
      () => publications.push(ua.publication('presence').publish('x', 'text/plain')),
      () => ua.message('sip:bob@example.com', 'hi'),
      () => subscriptions.length > 0 && pick(random, ...subscriptions).unsubscribe(),
      () => publications.length > 0 && pick(random, ...publications)[pick(random, 'unpublish', 'refresh')](),
      () => calls.length > 0 && pick(random, ...calls).terminate(),
      () => this.#stranger(),
      () => this.#stranger(),
      () => this.#notify(),
      () => network.sockets.at(-1)?.serverCloses(),
      () => ua.wake(),
      () => void ua.register(),
      () => void ua.unregister(),
      () => void ua.stop(),
      () => void ua.start(),
    )();
  }

  #stranger(): void {
    const { random, test } = this;
    const method = pick(
      random,
      'INVITE',
      'BYE',
      'CANCEL',
      'OPTIONS',
      'SUBSCRIBE',
      'MESSAGE',
      'REFER',
      'UPDATE',
      'PRACK',
      'ACK',
    );
    const extra = ['Event: presence', 'Refer-To: <sip:carol@example.com>'].filter(() => random() < 0.6);
    if (random() < 0.3) extra.push(pick(random, ...FIELDS));
    void new RemoteCall(test).request(method, { body: random() < 0.5 ? sdp() : '', extra });
  }

  #notify(): void {
    if (this.#lastSubscribe === undefined) return;
    const { random, test } = this;
    const far = RemoteCall.of(test, request(this.#lastSubscribe), pick(random, 't1', 't2', 't3'));
    const state = `Subscription-State: ${pick(random, ...STATES)}`;
    void far.request('NOTIFY', { extra: ['Event: presence', state, FAR_CONTACT] });
  }

  /** The timers, transactions, dialogs and usages that are left at the end. */
  get left(): Record<string, number> {
    const { ua, clock } = this.test;
    const { userAgentClients, userAgentServers, dialogs } = ua.core;
    return {
      timers: clock.pending,
      clients: userAgentClients.size,
      servers: userAgentServers.size,
      dialogs: dialogs.size,
      sessions: ua.sessions.size,
      notifiers: ua.eventAgent.notifiers.size,
      subscriptions: ua.eventAgent.subscriptions.size,
    };
  }
}

describe('a server that sends random responses', function () {
  it(`causes no error in any of ${WORLDS} user agents, and leaves no timer, transaction or dialog`, async () => {
    const platform = globalThis as { reportError?: (error: unknown) => void };
    const before = platform.reportError;
    const { random } = Math;
    const thrown: unknown[] = [];
    platform.reportError = (error) => void thrown.push(error);
    try {
      for (let seed = 1; seed <= WORLDS; seed++) {
        Math.random = seeded(seed);
        const world = new World(seed);
        const unhandled = await unhandledRejections(() => world.live());
        expect([...thrown, ...unhandled], `seed ${seed}`).to.deep.equal([]);
        expect(
          Object.entries(world.left).filter(([, count]) => count > 0),
          `seed ${seed}`,
        ).to.deep.equal([]);
        expect(world.test.ua.status, `seed ${seed}`).to.equal('stopped');
        expect(world.asked, `seed ${seed}`).to.be.below(MOST_REQUESTS);
        expect(world.test.log.join('\n'), `seed ${seed}`).not.to.match(/hunter2|response="/);
      }
    } finally {
      Math.random = random;
      if (before) platform.reportError = before;
      else delete platform.reportError;
    }
  });
});
