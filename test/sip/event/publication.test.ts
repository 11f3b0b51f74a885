/** The publisher over the wire: RFC 3903 §4. */

import { expect } from 'chai';
import { Publication, type PublicationOptions } from '../../../src/sip/event/publication.js';
import { coreBench, uri, type CoreBench } from '../../support/core-bench.js';
import { answer, request } from '../../support/sip-text.js';

interface Bench extends CoreBench {
  publication: Publication;
  emitted: string[];
}

async function bench(options: PublicationOptions = {}): Promise<Bench> {
  const made = await coreBench();
  const publication = new Publication(made.core, uri('sip:alice@example.com'), 'presence', options);
  const emitted: string[] = [];
  publication.on('published', () => void emitted.push('published'));
  publication.on('unpublished', () => void emitted.push('unpublished'));
  publication.on('failed', (response, cause) => void emitted.push(`failed ${response?.statusCode ?? 'null'} ${cause}`));
  return { ...made, publication, emitted };
}

/** Expires, SIP-If-Match, body of a PUBLISH. */
function publish(text: string): [expires: string | undefined, etag: string | undefined, body: string] {
  const { method, headers, body } = request(text);
  expect(method).to.equal('PUBLISH');
  expect(headers.get('Event')).to.equal('presence');
  return [headers.get('Expires'), headers.get('SIP-If-Match'), body];
}

const granted = (etag: string, expires = 3600) => ({ extra: [`SIP-ETag: ${etag}`, `Expires: ${expires}`] });

describe('publisher (RFC 3903 §4)', () => {
  // @rfc 3903 §4.3
  // @rfc 3903 §4.4
  it('sends the first PUBLISH without an entity-tag, and a modification with the latest one (§4.3, §4.4)', async () => {
    const { socket, publication, emitted } = await bench();
    publication.publish('<a/>', 'application/pidf+xml');
    const first = socket.take();
    expect(publish(first)).to.deep.equal(['3600', undefined, '<a/>']);
    expect(request(first).contentType).to.equal('application/pidf+xml');
    socket.serverSends(answer(first, 200, granted('e1')));
    publication.publish('<b/>', 'application/pidf+xml');
    const second = socket.take();
    expect(publish(second)).to.deep.equal(['3600', 'e1', '<b/>']);
    socket.serverSends(answer(second, 200, granted('e2')));
    expect(emitted).to.deep.equal(['published', 'published']);
    expect(publication.published).to.equal(true);
  });

  // @rfc 3903 §4.1
  it('has one PUBLISH pending at a time, and sends the last of the changes in between after it (§4.1)', async () => {
    const { socket, publication, emitted } = await bench();
    for (const body of ['<a/>', '<b/>', '<c/>']) publication.publish(body, 'application/pidf+xml');
    const first = socket.take();
    expect(socket.inbox).to.have.length(0);
    socket.serverSends(answer(first, 200, granted('e1')));
    expect(publish(socket.take())).to.deep.equal(['3600', 'e1', '<c/>']);
    expect(emitted).to.deep.equal([]);
  });

  // @rfc 3903 §4.4
  it('refreshes without a body before the publication expires (§4.4, table 1)', async () => {
    const { socket, publication, clock } = await bench();
    publication.publish('<a/>', 'application/pidf+xml');
    socket.serverSends(answer(socket.take(), 200, granted('e1', 100)));
    await clock.advance(69_999);
    expect(socket.inbox).to.have.length(0);
    await clock.advance(15_001);
    expect(publish(socket.take())).to.deep.equal(['3600', 'e1', '']);
  });

  it('limits its requests when the server grants one second', async () => {
    const { socket, clock, publication } = await bench();
    publication.publish('<a/>', 'application/pidf+xml');
    let asked = 0;
    socket.onsip = (text) => {
      asked++;
      socket.serverSends(answer(text, 200, granted('e', 1)));
    };
    await clock.advance(0);
    socket.serverSends(answer(socket.take(), 200, granted('e', 1)));
    await clock.advance(20_000);
    expect(asked).to.be.within(9, 10);
  });

  // @rfc 3903 §4.5
  it('publishes the whole state again after a 412 (§4.5)', async () => {
    const { socket, publication, clock } = await bench();
    publication.publish('<a/>', 'application/pidf+xml');
    socket.serverSends(answer(socket.take(), 200, granted('e1', 100)));
    await clock.advance(85_000);
    socket.serverSends(answer(socket.take(), 412));
    expect(publish(socket.take())).to.deep.equal(['3600', undefined, '<a/>']);
  });

  it('uses the Min-Expires of a 423', async () => {
    const { socket, publication } = await bench({ expires: 60 });
    publication.publish('<a/>', 'application/pidf+xml');
    socket.serverSends(answer(socket.take(), 423, { extra: ['Min-Expires: 600'] }));
    expect(publish(socket.take())).to.deep.equal(['600', undefined, '<a/>']);
  });

  // @rfc 3903 §4.2
  it('removes the publication with Expires 0, and leaves no timer (§4.2)', async () => {
    const { socket, publication, emitted, clock } = await bench();
    publication.publish('<a/>', 'application/pidf+xml');
    socket.serverSends(answer(socket.take(), 200, granted('e1')));
    publication.unpublish();
    const last = socket.take();
    expect(publish(last)).to.deep.equal(['0', 'e1', '']);
    socket.serverSends(answer(last, 200));
    await clock.drain();
    expect(emitted).to.deep.equal(['published', 'unpublished']);
    expect([publication.published, clock.pending]).to.deep.equal([false, 0]);
  });

  it('removes a publication whose PUBLISH is still pending', async () => {
    const { socket, publication } = await bench();
    publication.publish('<a/>', 'application/pidf+xml');
    publication.unpublish();
    socket.serverSends(answer(socket.take(), 200, granted('e1')));
    expect(publish(socket.take())).to.deep.equal(['0', 'e1', '']);
  });

  it('tries again after Retry-After, in seconds, and gives up after a 403', async () => {
    const { socket, publication, clock, emitted } = await bench();
    publication.publish('<a/>', 'application/pidf+xml');
    socket.serverSends(answer(socket.take(), 503, { phrase: 'Service Unavailable', extra: ['Retry-After: 60'] }));
    expect(publication.retryAt).to.equal(clock.now() + 60_000);
    await clock.advance(60_000);
    socket.serverSends(answer(socket.take(), 403, { phrase: 'Forbidden' }));
    await clock.drain();
    expect(emitted).to.deep.equal(['failed 503 Service Unavailable', 'failed 403 Forbidden']);
    expect([socket.inbox.length, clock.pending]).to.deep.equal([0, 0]);
  });

  it('varies the interval before an attempt by a fifth, so that phones do not publish at the same time', async () => {
    for (const [number, waits] of [
      [0, [1600, 8000]],
      [1, [2400, 12_000]],
    ] as const) {
      const { core, socket, clock } = await coreBench({ random: () => number });
      const publication = new Publication(core, uri('sip:alice@example.com'), 'presence');
      publication.publish('<a/>', 'application/pidf+xml');
      for (const wait of waits) {
        socket.serverSends(answer(socket.take(), 503));
        expect(publication.retryAt! - clock.now()).to.equal(wait);
        await clock.advance(wait);
      }
      publication.dispose();
    }
  });

  it('publishes again after the connection was lost and established', async () => {
    const { socket, network, publication, clock, emitted } = await bench();
    publication.publish('<a/>', 'application/pidf+xml');
    socket.serverCloses();
    expect(emitted).to.deep.equal(['failed null Connection Error']);
    await clock.advance(1000);
    publication.refresh();
    expect(publish(network.socket.take())).to.deep.equal(['3600', undefined, '<a/>']);
  });

  it('does not use an entity-tag that is not a token', async () => {
    const { socket, publication } = await bench();
    publication.publish('<a/>', 'application/pidf+xml');
    socket.serverSends(answer(socket.take(), 200, granted('e1 e2')));
    publication.publish('<b/>', 'application/pidf+xml');
    expect(publish(socket.take())).to.deep.equal(['3600', undefined, '<b/>']);
  });

  it('sends nothing after dispose()', async () => {
    const { publication, socket, clock } = await bench();
    publication.publish('<a/>', 'application/pidf+xml');
    publication.dispose();
    socket.serverSends(answer(socket.take(), 200, granted('e1')));
    await clock.drain();
    expect([socket.inbox.length, clock.pending]).to.deep.equal([0, 0]);
    expect(() => publication.publish('<b/>', 'x/y')).to.throw('has ended');
  });
});
