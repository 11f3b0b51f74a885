/** The subscriber over the wire: RFC 6665 §4.1 and §4.4, RFC 5057 §5.1. */

import { expect } from 'chai';
import { Subscriptions } from '../../../src/sip/event/subscriptions.js';
import type { Subscription, SubscriptionOptions } from '../../../src/sip/event/subscription.js';
import { coreBench, uri, type CoreBench } from '../../support/core-bench.js';
import { answer, request, sip } from '../../support/sip-text.js';
import { settle } from '../../support/virtual-clock.js';

interface Bench extends CoreBench {
  subscriptions: Subscriptions;
  subscription: Subscription;
  emitted: string[];
}

async function subscribed(options: SubscriptionOptions = {}, event = 'presence'): Promise<Bench> {
  const bench = await coreBench();
  const subscriptions = new Subscriptions(bench.core);
  bench.core.delegate = { onNotify: (uas) => subscriptions.receiveNotify(uas) };
  const subscription = subscriptions.make(uri('sip:bob@example.com'), event, options);
  const emitted: string[] = [];
  subscription.on('stateChange', (state) => void emitted.push(state));
  subscription.on('notify', ({ body, state }) => void emitted.push(`notify ${state.state} ${body}`.trim()));
  subscription.on(
    'failed',
    (response, cause) => void emitted.push(`failed ${response?.statusCode ?? 'null'} ${cause}`),
  );
  subscription.on('terminated', (reason) => void emitted.push(`ended ${reason}`));
  subscription.subscribe();
  return { ...bench, subscriptions, subscription, emitted };
}

let branches = 0;

/** A NOTIFY for the SUBSCRIBE, from the fork with this tag. */
function notify(
  subscribe: string,
  state: string | undefined,
  options: { tag?: string; cseq?: number; event?: string; body?: string; type?: string; extra?: string[] } = {},
): string {
  const { tag = 'b1', cseq = 1, event = 'presence', body = '', type = 'application/pidf+xml', extra = [] } = options;
  const message = request(subscribe);
  return sip(
    [
      'NOTIFY sip:alice@phone.invalid;transport=ws SIP/2.0',
      `Via: SIP/2.0/WSS server.example.com;branch=z9hG4bKn${++branches}`,
      'Max-Forwards: 70',
      `From: <sip:bob@example.com>;tag=${tag}`,
      `To: <sip:alice@example.com>;tag=${message.fromTag}`,
      `Call-ID: ${message.callId}`,
      `CSeq: ${cseq} NOTIFY`,
      `Contact: <sip:bob@192.0.2.${tag.length};transport=ws>`,
      ...(event === '' ? [] : [`Event: ${event}`]),
      ...(state === undefined ? [] : [`Subscription-State: ${state}`]),
      ...(body === '' ? [] : [`Content-Type: ${type}`]),
      ...extra,
    ],
    body,
  );
}

/** Takes the SUBSCRIBE of the client, accepts it, and sends the first NOTIFY. */
async function establish({ socket }: Bench, state = 'active;expires=3600', tag = 'b1'): Promise<string> {
  const subscribe = socket.take();
  socket.serverSends(answer(subscribe, 200, { toTag: tag, extra: ['Expires: 3600'] }));
  socket.serverSends(notify(subscribe, state, { tag }));
  socket.inbox.length = 0;
  return subscribe;
}

const statusOf = (text: string): string => text.slice(8, 11);

describe('subscriber: a new subscription (RFC 6665 §4.1.2)', () => {
  it('sends Event, Expires, Accept and Contact', async () => {
    const { socket } = await subscribed({ accept: ['application/pidf+xml'], expires: 600 });
    const { method, uri: target, headers } = request(socket.take());
    expect([method, target.toString()]).to.deep.equal(['SUBSCRIBE', 'sip:bob@example.com']);
    expect(headers.get('Event')).to.equal('presence');
    expect(headers.get('Expires')).to.equal('600');
    expect(headers.get('Accept')).to.equal('application/pidf+xml');
    expect(headers.get('Contact')).to.match(/^<sip:alice@phone.invalid/);
  });

  // @rfc 6665 §4.1.2.1
  it('takes its state from the NOTIFY, not from the 2xx (§4.1.2.1)', async () => {
    const { socket, subscription, emitted } = await subscribed();
    const subscribe = socket.take();
    socket.serverSends(answer(subscribe, 200, { toTag: 'b1', extra: ['Expires: 600'] }));
    expect(subscription.state).to.equal('requesting');
    socket.serverSends(notify(subscribe, 'pending;expires=600'));
    expect(statusOf(socket.take())).to.equal('200');
    socket.serverSends(notify(subscribe, 'active;expires=599', { cseq: 2, body: '<a/>' }));
    expect(statusOf(socket.take())).to.equal('200');
    expect(emitted).to.deep.equal(['requesting', 'pending', 'notify pending', 'active', 'notify active <a/>']);
  });

  it('accepts a NOTIFY before the 2xx', async () => {
    const { socket, subscription } = await subscribed();
    const subscribe = socket.take();
    socket.serverSends(notify(subscribe, 'active;expires=600'));
    expect(statusOf(socket.take())).to.equal('200');
    socket.serverSends(answer(subscribe, 200, { toTag: 'b1', extra: ['Expires: 600'] }));
    expect(subscription.state).to.equal('active');
  });

  it('is requested again with the Min-Expires of a 423', async () => {
    const { socket } = await subscribed({ expires: 60 });
    socket.serverSends(answer(socket.take(), 423, { extra: ['Min-Expires: 1800'] }));
    expect(request(socket.take()).headers.get('Expires')).to.equal('1800');
  });

  it('ends when its SUBSCRIBE is rejected with 489', async () => {
    const { socket, emitted, clock, subscriptions } = await subscribed();
    socket.serverSends(answer(socket.take(), 489, { phrase: 'Bad Event' }));
    expect(emitted).to.deep.equal(['requesting', 'failed 489 Bad Event', 'terminated', 'ended undefined']);
    await clock.advance(0);
    expect(clock.pending).to.equal(0);
    expect(subscriptions.size).to.equal(0);
  });

  it('is requested again after Retry-After, in seconds (T42)', async () => {
    const { socket, subscription, clock } = await subscribed();
    socket.serverSends(answer(socket.take(), 503, { extra: ['Retry-After: 60'] }));
    expect(subscription.state).to.equal('waiting');
    expect(subscription.retryAt).to.equal(clock.now() + 60_000);
    await clock.advance(59_999);
    expect(socket.inbox).to.have.length(0);
    await clock.advance(1);
    expect(request(socket.take()).method).to.equal('SUBSCRIBE');
  });

  it('varies the interval before an attempt by a fifth, so that phones do not subscribe at the same time', async () => {
    for (const [number, wait] of [
      [0, 800],
      [1, 1200],
    ] as const) {
      const { core, socket, clock } = await coreBench({ random: () => number });
      const subscription = new Subscriptions(core).make(uri('sip:bob@example.com'), 'presence');
      subscription.subscribe();
      socket.serverSends(answer(socket.take(), 503));
      expect(subscription.retryAt! - clock.now()).to.equal(wait);
    }
  });

  it('is requested again at growing intervals without a response', async () => {
    const { socket, clock } = await subscribed();
    const times: number[] = [];
    socket.onsip = () => times.push(clock.now());
    await clock.advance(200_000);
    const gaps = times.slice(1).map((time, i) => (time - times[i]!) / 1000);
    expect(gaps).to.deep.equal([32 + 5, 32 + 30]);
    expect(times[0]! - (clock.now() - 200_000)).to.equal((32 + 1) * 1000);
  });

  // @rfc 6665 §4.1.2.4
  it('fails when no NOTIFY arrives within 32 s of its 2xx (Timer N, §4.1.2.4)', async () => {
    const { socket, emitted, clock } = await subscribed({ resubscribe: false });
    socket.serverSends(answer(socket.take(), 200, { toTag: 'b1' }));
    await clock.advance(32_000);
    expect(emitted).to.deep.equal(['requesting', 'failed null Request Timeout', 'terminated', 'ended undefined']);
    await clock.drain();
    expect(clock.pending).to.equal(0);
  });
});

describe('subscriber: a NOTIFY (RFC 6665 §4.1.3)', () => {
  const cases: [why: string, status: string, text: (subscribe: string) => string][] = [
    ['without Event (T31)', '489', (subscribe) => notify(subscribe, 'active', { event: '' })],
    ['without Subscription-State', '400', (subscribe) => notify(subscribe, undefined)],
    ['with a malformed Subscription-State', '400', (subscribe) => notify(subscribe, ';;;')],
    [
      'with a body of a type that Accept does not list',
      '415',
      (subscribe) => notify(subscribe, 'active', { body: 'x', type: 'text/plain' }),
    ],
    ['for another event', '481', (subscribe) => notify(subscribe, 'active', { event: 'dialog' })],
    [
      'for the same event with another id',
      '481',
      (subscribe) => notify(subscribe, 'active', { event: 'presence;id=7' }),
    ],
  ];
  for (const [why, status, text] of cases) {
    it(`${why} is answered with ${status} and emits no event`, async () => {
      const { socket, emitted } = await subscribed({ accept: ['application/pidf+xml'] });
      socket.serverSends(text(socket.take()));
      expect(statusOf(socket.take())).to.equal(status);
      expect(emitted.filter((line) => line.startsWith('notify'))).to.deep.equal([]);
    });
  }

  it('without a subscription is answered with 481', async () => {
    const { socket } = await subscribed();
    const subscribe = socket.take();
    socket.serverSends(notify(subscribe.replace(/Call-ID: .*/, 'Call-ID: other'), 'active'));
    expect(statusOf(socket.take())).to.equal('481');
  });

  // @rfc 6665 §4.4.1
  it('creates a dialog for each fork, which is refreshed separately (§4.4.1)', async () => {
    const { socket, clock } = await subscribed();
    const subscribe = socket.take();
    socket.serverSends(notify(subscribe, 'active;expires=100', { tag: 'b1' }));
    socket.serverSends(notify(subscribe, 'active;expires=100', { tag: 'b22' }));
    socket.inbox.length = 0;
    await clock.advance(85_000);
    const refreshes = socket.inbox.map(request);
    expect(refreshes.map(({ toTag }) => toTag).sort()).to.deep.equal(['b1', 'b22']);
    expect(refreshes.map(({ uri: target }) => target.host).sort()).to.deep.equal(['192.0.2.2', '192.0.2.3']);
    for (const { headers, cseq, callId } of refreshes) {
      expect(headers.get('Event')).to.equal('presence');
      expect(cseq.sequence).to.equal(2);
      expect(callId).to.equal(request(subscribe).callId);
    }
  });

  it('is rejected with 481 beyond 20 forks', async () => {
    const { socket, core } = await subscribed();
    const subscribe = socket.take();
    for (let i = 1; i <= 25; i++) socket.serverSends(notify(subscribe, 'active;expires=3600', { tag: `fork${i}` }));
    expect(socket.inbox.map(statusOf).filter((status) => status === '481')).to.have.length(5);
    expect(core.dialogs.size).to.equal(20);
  });

  // @rfc 6665 §4.1.2.4
  it('from a new fork is rejected after Timer N (§4.1.2.4)', async () => {
    const { socket, clock } = await subscribed();
    const subscribe = socket.take();
    socket.serverSends(notify(subscribe, 'active;expires=3600'));
    socket.inbox.length = 0;
    await clock.advance(32_000);
    socket.serverSends(notify(subscribe, 'active;expires=3600', { tag: 'late' }));
    expect(statusOf(socket.take())).to.equal('481');
  });
});

describe('subscriber: a refresh (RFC 6665 §4.1.2.2)', () => {
  async function running(seconds = 100): Promise<Bench> {
    const bench = await subscribed();
    await establish(bench, `active;expires=${seconds}`);
    bench.emitted.length = 0;
    return bench;
  }

  it('is sent after 70 to 85 % of the interval, again and again', async () => {
    const { socket, clock, subscription } = await running();
    for (let i = 0; i < 3; i++) {
      await clock.advance(69_999);
      expect(socket.inbox).to.have.length(0);
      await clock.advance(15_001);
      socket.serverSends(answer(socket.take(), 200, { extra: ['Expires: 100'] }));
    }
    expect(subscription.state).to.equal('active');
  });

  for (const status of [481, 480]) {
    it(`answered with ${status} ends the subscription, which subscribes again outside the dialog (RFC 6665 §4.1.2.2)`, async () => {
      const { socket, clock, emitted } = await running();
      await clock.advance(85_000);
      const refresh = socket.take();
      socket.serverSends(answer(refresh, status));
      await clock.advance(0);
      expect(emitted).to.deep.equal(['waiting', 'requesting']);
      const anew = request(socket.take());
      expect(anew.toTag).to.equal(undefined);
      expect(anew.callId).not.to.equal(request(refresh).callId);
    });
  }

  it('rejected with 500 leaves the subscription until it expires, then a new SUBSCRIBE is sent', async () => {
    const { socket, clock, subscription, emitted } = await running(1000);
    await clock.advance(850_000);
    socket.serverSends(answer(socket.take(), 500));
    expect(subscription.state).to.equal('active');
    await clock.advance(149_999);
    while (socket.inbox.length > 0) socket.serverSends(answer(socket.take(), 500));
    await clock.advance(60_000);
    expect(emitted.slice(0, 2)).to.deep.equal(['waiting', 'requesting']);
  });

  // @rfc 6665 §4.1.2.1
  it('is sent within the lifetime that the 2xx grants, also where no NOTIFY names one', async () => {
    const { socket, clock } = await subscribed();
    const subscribe = socket.take();
    socket.serverSends(answer(subscribe, 200, { toTag: 'b1', extra: ['Expires: 100'] }));
    socket.serverSends(notify(subscribe, 'active'));
    socket.inbox.length = 0;
    await clock.advance(85_000);
    expect(request(socket.take()).toTag).to.equal('b1');
  });

  // @rfc 6665 §4.1.3
  it('is sent within the lifetime that a NOTIFY names, also where the longer one of the 2xx to the SUBSCRIBE arrives after it (§4.1.3)', async () => {
    const { socket, clock } = await subscribed();
    const subscribe = socket.take();
    socket.serverSends(notify(subscribe, 'active;expires=100'));
    socket.serverSends(answer(subscribe, 200, { toTag: 'b1', extra: ['Expires: 3600'] }));
    socket.inbox.length = 0;
    await clock.advance(85_000);
    const refresh = socket.take();
    socket.serverSends(notify(subscribe, 'active;expires=200', { cseq: 2 }));
    socket.serverSends(answer(refresh, 200, { toTag: 'b1', extra: ['Expires: 3600'] }));
    socket.inbox.length = 0;
    await clock.advance(170_000);
    const again = socket.take();
    expect(request(again).cseq.sequence).to.equal(request(refresh).cseq.sequence + 1);
    // A NOTIFY of the time before the refresh does not count.
    socket.serverSends(answer(again, 200, { toTag: 'b1', extra: ['Expires: 3600'] }));
    await clock.advance(2500_000);
    expect(socket.inbox).to.deep.equal([]);
    await clock.advance(560_000);
    expect(socket.inbox).to.have.lengthOf(1);
  });

  it('that is challenged is sent again with the next CSeq', async () => {
    const { socket, clock } = await running();
    await clock.advance(85_000);
    const refresh = socket.take();
    socket.serverSends(answer(refresh, 401, { extra: ['WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"'] }));
    await settle();
    const again = request(socket.take());
    expect(again.cseq.sequence).to.equal(request(refresh).cseq.sequence + 1);
    expect(again.headers.has('Authorization')).to.equal(true);
  });

  it('is sent with the new Contact when the flow is established again', async () => {
    const { subscriptions, network, socket, clock } = await running(3600);
    socket.serverCloses();
    await clock.advance(1000);
    subscriptions.refresh();
    expect(request(network.socket.take()).method).to.equal('SUBSCRIBE');
  });

  it('is sent a limited number of times to a notifier that grants one second', async () => {
    const { socket, clock } = await subscribed();
    let asked = 0;
    let cseq = 0;
    socket.onsip = (text) => {
      socket.inbox.length = 0;
      if (!text.startsWith('SUBSCRIBE')) return;
      asked++;
      socket.serverSends(answer(text, 200, { toTag: `t${asked}`, extra: ['Expires: 1'] }));
      socket.serverSends(notify(text, 'active;expires=1', { tag: `t${asked}`, cseq: ++cseq }));
    };
    socket.onsip(socket.take());
    await clock.advance(600_000);
    expect(asked).to.be.within(3, 12);
  });
});

describe('subscriber: the end of a subscription (RFC 6665 §4.1.3, §4.1.2.3)', () => {
  async function ended(state: string, options: SubscriptionOptions = {}): Promise<Bench> {
    const bench = await subscribed(options);
    const subscribe = await establish(bench);
    await bench.clock.advance(40_000);
    bench.socket.serverSends(notify(subscribe, state, { cseq: 2 }));
    bench.socket.inbox.length = 0;
    return bench;
  }

  for (const reason of ['rejected', 'noresource', 'invariant']) {
    it(`${reason}: is not followed by a SUBSCRIBE`, async () => {
      const { clock, socket, emitted, core, subscriptions } = await ended(`terminated;reason=${reason}`);
      expect(emitted.slice(-2)).to.deep.equal(['terminated', `ended ${reason}`]);
      await clock.drain();
      expect(socket.inbox).to.have.length(0);
      expect([clock.pending, core.dialogs.size, subscriptions.size]).to.deep.equal([0, 0, 0]);
    });
  }

  for (const reason of ['deactivated', 'timeout', 'unheard-of']) {
    it(`${reason}: is followed by a new SUBSCRIBE at once`, async () => {
      const { clock, socket } = await ended(`terminated;reason=${reason}`);
      await clock.advance(0);
      expect(request(socket.take()).toTag).to.equal(undefined);
    });
  }

  for (const reason of ['probation', 'giveup']) {
    it(`${reason}: is followed by a new SUBSCRIBE after retry-after, in seconds (T42)`, async () => {
      const { clock, socket } = await ended(`terminated;reason=${reason};retry-after=60`);
      await clock.advance(59_999);
      expect(socket.inbox).to.have.length(0);
      await clock.advance(1);
      expect(request(socket.take()).method).to.equal('SUBSCRIBE');
    });
  }

  it('is followed by new SUBSCRIBEs at growing intervals when the notifier terminates each subscription at once', async () => {
    const { socket, clock } = await subscribed();
    const times: number[] = [];
    const from = clock.now();
    let cseq = 0;
    socket.onsip = (text) => {
      if (!text.startsWith('SUBSCRIBE')) return;
      times.push((clock.now() - from) / 1000);
      socket.serverSends(answer(text, 200, { toTag: `t${times.length}` }));
      socket.serverSends(notify(text, 'terminated;reason=timeout', { tag: `t${times.length}`, cseq: ++cseq }));
    };
    socket.onsip(socket.take());
    await clock.advance(200_000);
    expect(times).to.deep.equal([0, 0, 1, 6, 36, 156]);
  });

  it('in one fork leaves the others active', async () => {
    const { socket, subscription, emitted } = await subscribed();
    const subscribe = socket.take();
    socket.serverSends(notify(subscribe, 'active;expires=3600', { tag: 'b1' }));
    socket.serverSends(notify(subscribe, 'active;expires=3600', { tag: 'b22' }));
    socket.serverSends(notify(subscribe, 'terminated;reason=noresource', { tag: 'b1', cseq: 2 }));
    expect(subscription.state).to.equal('active');
    expect(emitted.some((line) => line.startsWith('ended'))).to.equal(false);
  });

  it('is requested by unsubscribe() with Expires 0 in the dialog, and is emitted on the last NOTIFY', async () => {
    const { socket, subscription, emitted, clock, core } = await subscribed();
    const subscribe = socket.take();
    socket.serverSends(notify(subscribe, 'active;expires=3600'));
    socket.inbox.length = 0;
    subscription.unsubscribe();
    const end = socket.take();
    expect(request(end).headers.get('Expires')).to.equal('0');
    expect(request(end).toTag).to.equal('b1');
    socket.serverSends(answer(end, 200));
    expect(subscription.state).to.equal('active');
    socket.serverSends(notify(subscribe, 'terminated;reason=timeout', { cseq: 2 }));
    expect(emitted.at(-1)).to.equal('ended timeout');
    await clock.drain();
    expect([clock.pending, core.dialogs.size]).to.deep.equal([0, 0]);
  });

  it('is emitted 32 s after unsubscribe() without the last NOTIFY', async () => {
    const { socket, subscription, emitted, clock, core } = await subscribed();
    socket.serverSends(notify(socket.take(), 'active;expires=3600'));
    subscription.unsubscribe();
    await clock.advance(32_000);
    expect(emitted.at(-1)).to.equal('ended undefined');
    await clock.drain();
    expect([clock.pending, core.dialogs.size]).to.deep.equal([0, 0]);
  });

  it('is requested after unsubscribe() when a late NOTIFY creates the dialog', async () => {
    const { socket, subscription } = await subscribed();
    const subscribe = socket.take();
    subscription.unsubscribe();
    expect(socket.inbox).to.have.length(0);
    socket.serverSends(notify(subscribe, 'active;expires=3600'));
    expect(statusOf(socket.take())).to.equal('200');
    expect(request(socket.take()).headers.get('Expires')).to.equal('0');
  });

  // @rfc 6665 §4.4.3
  it('is emitted after the state was fetched once with expires 0 (§4.4.3)', async () => {
    const { socket, emitted, clock, core } = await subscribed({ expires: 0 });
    const subscribe = socket.take();
    expect(request(subscribe).headers.get('Expires')).to.equal('0');
    socket.serverSends(answer(subscribe, 200, { toTag: 'b1', extra: ['Expires: 0'] }));
    socket.serverSends(notify(subscribe, 'terminated;reason=timeout', { body: '<a/>' }));
    expect(emitted.slice(-3)).to.deep.equal(['notify terminated <a/>', 'terminated', 'ended timeout']);
    await clock.drain();
    expect([clock.pending, core.dialogs.size]).to.deep.equal([0, 0]);
  });

  it('cannot be reached with a line break in the package name, which is refused at once', async () => {
    const { subscriptions } = await subscribed();
    expect(() => subscriptions.make(uri('sip:bob@example.com'), 'a\r\nX: y')).to.throw(TypeError);
  });
});
