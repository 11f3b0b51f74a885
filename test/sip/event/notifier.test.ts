/** The notifier over the wire: RFC 6665 §4.2. */

import { expect } from 'chai';
import { takeSubscribe, type Notifier, type NotifierOptions } from '../../../src/sip/event/notifier.js';
import { coreBench, type CoreBench } from '../../support/core-bench.js';
import { answer, request, sip } from '../../support/sip-text.js';

interface Bench extends CoreBench {
  notifiers: Notifier[];
}

const options: NotifierOptions = { packages: ['dialog', 'presence'], minExpires: 60, maxExpires: 3600 };

async function bench(): Promise<Bench> {
  const made = await coreBench();
  const notifiers: Notifier[] = [];
  made.core.delegate = {
    onRequest: (uas) => {
      const notifier = takeSubscribe(uas, made.core, options);
      if (notifier) notifiers.push(notifier);
    },
  };
  return { ...made, notifiers };
}

let branches = 0;

function subscribe(
  change: { event?: string; expires?: string; toTag?: string; cseq?: number; accept?: string } = {},
): string {
  const { event = 'dialog', expires = '600', toTag, cseq = 1, accept } = change;
  return sip([
    'SUBSCRIBE sip:alice@phone.invalid;transport=ws SIP/2.0',
    `Via: SIP/2.0/WSS server.example.com;branch=z9hG4bKs${++branches}`,
    'Max-Forwards: 70',
    'From: <sip:bob@example.com>;tag=b1',
    `To: <sip:alice@example.com>${toTag ? `;tag=${toTag}` : ''}`,
    'Call-ID: c1',
    `CSeq: ${cseq} SUBSCRIBE`,
    'Contact: <sip:bob@192.0.2.1;transport=ws>',
    'Record-Route: <sip:p1.example.com;lr>',
    ...(event === '' ? [] : [`Event: ${event}`]),
    ...(expires === '' ? [] : [`Expires: ${expires}`]),
    ...(accept ? [`Accept: ${accept}`] : []),
  ]);
}

const statusOf = (text: string): string => text.slice(8, 11);
const stateOf = (text: string): string | undefined => request(text).headers.get('Subscription-State');
const content = () => ({ contentType: 'application/dialog-info+xml', body: '<full/>' });

/** An accepted subscription; returns the local tag of its dialog. */
async function accepted(how: { pending?: boolean } = {}): Promise<Bench & { notifier: Notifier; tag: string }> {
  const made = await bench();
  made.socket.serverSends(subscribe());
  const notifier = made.notifiers[0]!.accept(content, how);
  const ok = made.socket.take();
  return { ...made, notifier, tag: /To: .*;tag=(\S+)/.exec(ok)![1]! };
}

describe('notifier: a received SUBSCRIBE (RFC 6665 §4.2.1)', () => {
  const refused: [why: string, change: Parameters<typeof subscribe>[0], status: string, header: RegExp][] = [
    ['for a package that is not offered', { event: 'conference' }, '489', /Allow-Events: dialog, presence/],
    ['without Event', { event: '' }, '489', /Bad Event/],
    ['for an interval below the minimum', { expires: '59' }, '423', /Min-Expires: 60/],
  ];
  for (const [why, change, status, header] of refused) {
    it(`${why} is rejected with ${status}`, async () => {
      const { socket, notifiers } = await bench();
      socket.serverSends(subscribe(change));
      const text = socket.take();
      expect(statusOf(text)).to.equal(status);
      expect(text).to.match(header);
      expect(notifiers).to.deep.equal([]);
    });
  }

  it('is answered with 200 and the granted expires, then with a NOTIFY in the dialog', async () => {
    const { socket, notifiers } = await bench();
    socket.serverSends(subscribe({ expires: '7200' }));
    notifiers[0]!.accept(content);
    const ok = socket.take();
    expect(statusOf(ok)).to.equal('200');
    expect(ok)
      .to.match(/Expires: 3600\r\n/)
      .and.match(/Contact: <sip:alice@phone.invalid/)
      .and.match(/Record-Route: <sip:p1/);
    const { method, uri, headers, body, toTag, fromTag } = request(socket.take());
    expect([method, uri.toString(), toTag]).to.deep.equal(['NOTIFY', 'sip:bob@192.0.2.1;transport=ws', 'b1']);
    expect(ok).to.include(`;tag=${fromTag}`);
    expect(headers.get('Route')).to.equal('<sip:p1.example.com;lr>');
    expect(headers.get('Event')).to.equal('dialog');
    expect(headers.get('Subscription-State')).to.equal('active;expires=3600');
    expect([headers.get('Content-Type'), body]).to.deep.equal(['application/dialog-info+xml', '<full/>']);
  });

  it('without Expires is granted the maximum', async () => {
    const { socket, notifiers } = await bench();
    socket.serverSends(subscribe({ expires: '' }));
    notifiers[0]!.accept(content);
    expect(socket.take()).to.match(/Expires: 3600\r\n/);
  });

  // @rfc 6665 §4.1.3
  it('with an Event id has the id in its NOTIFY (§4.1.3)', async () => {
    const { socket, notifiers } = await bench();
    socket.serverSends(subscribe({ event: 'dialog;id=7' }));
    notifiers[0]!.accept(content);
    socket.take();
    expect(request(socket.take()).headers.get('Event')).to.equal('dialog;id=7');
  });

  // @rfc 6665 §4.2.1.3
  it('that waits for authorization gets a NOTIFY without the state (§4.2.1.3)', async () => {
    const { socket, notifier } = await accepted({ pending: true });
    const first = socket.take();
    expect(stateOf(first)).to.equal('pending;expires=600');
    expect(request(first).body).to.equal('');
    socket.serverSends(answer(first, 200));
    notifier.activate();
    const second = socket.take();
    expect(stateOf(second)).to.equal('active;expires=600');
    expect(request(second).body).to.equal('<full/>');
  });

  it('that is rejected while it waits for authorization gets a last NOTIFY without the state', async () => {
    const { socket, notifier } = await accepted({ pending: true });
    socket.take();
    notifier.terminate('rejected');
    const last = socket.take();
    expect(stateOf(last)).to.equal('terminated;reason=rejected');
    expect(request(last).body).to.equal('');
  });

  // @rfc 6665 §4.4.3
  it('with Expires 0 gets the state once (§4.4.3)', async () => {
    const { socket, notifiers, clock, core } = await bench();
    socket.serverSends(subscribe({ expires: '0' }));
    notifiers[0]!.accept(content);
    expect(statusOf(socket.take())).to.equal('200');
    const only = socket.take();
    expect(stateOf(only)).to.equal('terminated;reason=timeout');
    expect(request(only).body).to.equal('<full/>');
    socket.serverSends(answer(only, 200));
    await clock.drain();
    expect([clock.pending, core.dialogs.size]).to.deep.equal([0, 0]);
  });

  it('can be rejected by the application', async () => {
    const { socket, notifiers } = await bench();
    socket.serverSends(subscribe());
    notifiers[0]!.reject(603);
    expect(statusOf(socket.take())).to.equal('603');
    expect(() => notifiers[0]!.accept(content)).to.throw('has a final response');
  });

  it('gives its Accept to the application', async () => {
    const { socket, notifiers } = await bench();
    socket.serverSends(subscribe({ accept: 'application/pidf+xml, text/plain' }));
    expect(notifiers[0]!.accepts('application/pidf+xml')).to.equal(true);
    expect(notifiers[0]!.accepts('application/dialog-info+xml')).to.equal(false);
  });
});

describe('notifier: an active subscription (RFC 6665 §4.2.2)', () => {
  it('has one NOTIFY pending at a time, and sends one NOTIFY after it for all changes in between', async () => {
    const { socket, notifier } = await accepted();
    const first = socket.take();
    notifier.notify();
    notifier.notify();
    expect(socket.inbox).to.have.length(0);
    socket.serverSends(answer(first, 200));
    const second = socket.take();
    expect(request(second).cseq.sequence).to.equal(request(first).cseq.sequence + 1);
    socket.serverSends(answer(second, 200));
    expect(socket.inbox).to.have.length(0);
  });

  // @rfc 6665 §4.2.1.2
  it('is extended by a refresh, which is answered with the full state (§4.2.1.2)', async () => {
    const { socket, clock, notifier, tag } = await accepted();
    socket.serverSends(answer(socket.take(), 200));
    await clock.advance(500_000);
    socket.serverSends(subscribe({ toTag: tag, cseq: 2 }));
    expect(socket.take()).to.match(/^SIP\/2.0 200 [^]*Expires: 600\r\n/);
    const again = socket.take();
    expect(stateOf(again)).to.equal('active;expires=600');
    socket.serverSends(answer(again, 200));
    await clock.advance(599_999);
    expect(notifier.state).to.equal('active');
    await clock.advance(1);
    expect(stateOf(socket.take())).to.equal('terminated;reason=timeout');
  });

  it('is not changed by a refresh for too short an interval, which gets 423', async () => {
    const { socket, notifier, tag } = await accepted();
    socket.inbox.length = 0;
    socket.serverSends(subscribe({ toTag: tag, cseq: 2, expires: '5' }));
    expect(statusOf(socket.take())).to.equal('423');
    expect(notifier.state).to.equal('active');
  });

  it('ends with a last NOTIFY when the subscriber unsubscribes', async () => {
    const { socket, notifier, tag, clock, core } = await accepted();
    socket.serverSends(answer(socket.take(), 200));
    const emitted: string[] = [];
    notifier.on('terminated', (reason) => void emitted.push(reason));
    socket.serverSends(subscribe({ toTag: tag, cseq: 2, expires: '0' }));
    expect(statusOf(socket.take())).to.equal('200');
    const last = socket.take();
    expect(stateOf(last)).to.equal('terminated;reason=timeout');
    socket.serverSends(answer(last, 200));
    await clock.drain();
    expect(emitted).to.deep.equal(['unsubscribed']);
    expect([clock.pending, core.dialogs.size]).to.deep.equal([0, 0]);
  });

  it('ends on terminate() with the reason and retry-after in seconds', async () => {
    const { socket, notifier } = await accepted();
    socket.inbox.length = 0;
    notifier.terminate('probation', 60);
    expect(stateOf(socket.take())).to.equal('terminated;reason=probation;retry-after=60');
    notifier.notify();
    expect(socket.inbox).to.have.length(0);
  });

  for (const statusCode of [481, 489, 404]) {
    it(`ends when a NOTIFY is answered with ${statusCode}`, async () => {
      const { socket, notifier, clock, core } = await accepted();
      socket.serverSends(answer(socket.take(), statusCode));
      expect(notifier.state).to.equal('terminated');
      await clock.drain();
      expect([socket.inbox.length, clock.pending, core.dialogs.size]).to.deep.equal([0, 0, 0]);
    });
  }

  it('ends when a NOTIFY has no response', async () => {
    const { notifier, clock } = await accepted();
    await clock.advance(32_000);
    expect(notifier.state).to.equal('terminated');
  });

  it('continues when a NOTIFY is answered with a temporary failure', async () => {
    const { socket, notifier } = await accepted();
    socket.serverSends(answer(socket.take(), 500));
    expect(notifier.state).to.equal('active');
    notifier.notify();
    expect(stateOf(socket.take())).to.equal('active;expires=600');
  });
});
