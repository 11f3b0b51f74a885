/** Media that is lost in a call: re-INVITEs with back-off, and the end 40 s after the last packet (RFC 8445 §2.4, RFC 5057 §5.1). */

import { expect } from 'chai';
import type { CallMediaEvents, MediaState } from '../../../src/media/index.js';
import type { Call } from '../../../src/phone/index.js';
import { Emitter } from '../../../src/sip/base/emitter.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { FakeDescriptionHandler } from '../../support/fake-description-handler.js';
import { TestPhone } from '../../support/test-phone.js';

/** Media whose connection state the test sets. */
class FakeMedia extends FakeDescriptionHandler {
  readonly #events = new Emitter<CallMediaEvents>();
  readonly listenOnly = false;
  readonly onHold = false;
  readonly remoteHold = false;
  readonly remoteVideo = { getVideoTracks: () => [] };
  readonly remoteStream = { getAudioTracks: () => [] };
  state: MediaState = 'connecting';

  on<K extends keyof CallMediaEvents>(event: K, listener: (...args: CallMediaEvents[K]) => void): this {
    this.#events.on(event, listener);
    return this;
  }

  mute(): void {
    // Nothing is sent.
  }

  muteVideo(): void {
    // No video is sent.
  }

  sample(): Promise<never> {
    return Promise.reject(new Error('No statistics'));
  }

  becomes(state: MediaState): void {
    const previous = this.state;
    this.state = state;
    this.#events.emit('state', state, previous);
    if (state === 'interrupted' || state === 'failed') this.#events.emit('restart', state);
  }
}

interface Talk {
  readonly test: TestPhone;
  readonly call: Call;
  readonly media: FakeMedia;
}

/** An answered call to Bob, whose media is in this state. */
async function talk(state: MediaState = 'connected'): Promise<Talk> {
  const media = new FakeMedia();
  const test = await TestPhone.ready({ sessionDescriptionHandlerFactory: () => media });
  const call = test.phone.call('bob');
  await test.answersSdp(await test.sent('INVITE'));
  await call.answered;
  await test.sent('ACK');
  media.becomes(state);
  return { test, call, media };
}

/** Advances the time by seconds; each re-INVITE gets this status. Returns the times at which one was sent, seconds. */
async function refuse({ test, call }: Talk, statusCode: number, seconds: number): Promise<number[]> {
  const times: number[] = [];
  test.behaviour['INVITE'] = (invite: IncomingRequest) => {
    times.push(Math.round((test.clock.now() - start) / 1000));
    expect(invite.toTag).to.equal('far');
    return statusCode;
  };
  const start = test.clock.now();
  await test.serve();
  for (let second = 0; second < seconds && call.state.status === 'active'; second++) {
    await test.clock.advance(1000);
    await test.serve();
  }
  delete test.behaviour['INVITE'];
  return times;
}

describe('Media that is lost in a call', () => {
  for (const statusCode of [480, 430, 408]) {
    // @rfc 5057 §5.1
    it(`ends the call 40 s after the last packet, which ICE misses after 6 s, where each re-INVITE got ${statusCode} (RFC 5057 §5.1)`, async () => {
      const lost = await talk();
      const { test, call, media } = lost;
      let byes = 0;
      test.behaviour['BYE'] = () => (byes++, 480);
      media.becomes('interrupted');
      const times = await refuse(lost, statusCode, 33);
      expect(times[0]).to.equal(0);
      // 2 s, 4 s, then 8 s, each a fifth shorter or longer; the test looks each second.
      const gaps = times.slice(1).map((time, index) => time - times[index]!);
      expect(gaps).to.have.length.within(4, 6);
      for (const [index, gap] of gaps.entries())
        expect(gap).to.be.within(
          ...(([
            [2, 3],
            [4, 5],
          ][index] ?? [7, 10]) as [number, number]),
        );
      expect(call.state).to.include({ status: 'active', media: 'interrupted' });
      await test.clock.advance(1000);
      await test.serve();
      expect(call.state).to.include({
        status: 'ended',
        cause: 'connection-lost',
        endedBy: 'system',
        failed: true,
      });
      expect(byes).to.equal(1);
    });
  }

  it('is shown as interrupted as long as it may recover, also when ICE has failed', async () => {
    const lost = await talk();
    lost.media.becomes('interrupted');
    await refuse(lost, 480, 5);
    lost.media.becomes('failed');
    expect(lost.call.state).to.include({ status: 'active', media: 'interrupted' });
    const times = await refuse(lost, 480, 5);
    expect(times, 'a failed state adds no re-INVITE to the back-off').to.have.length.at.most(1).and.not.include(0);
  });

  it('shows within 1.5 s that the connection to the server is dead too, which is replaced at once', async () => {
    const { test, media } = await talk();
    const { network } = test;
    network.behaviour.answersPings = false;
    media.becomes('interrupted');
    await test.clock.advance(1499);
    expect(network.sockets).to.have.length(1);
    network.behaviour.answersPings = true;
    await test.clock.advance(1);
    await test.serve();
    expect(network.sockets).to.have.length(2);
    expect(test.phone.state.account.status).to.equal('ready');
  });

  it('and recovers keeps the call', async () => {
    const lost = await talk();
    lost.media.becomes('interrupted');
    await refuse(lost, 480, 30);
    lost.media.becomes('connected');
    expect(await refuse(lost, 480, 120)).to.deep.equal([]);
    expect(lost.call.state).to.include({ status: 'active', media: 'connected' });
  });

  it('keeps the call for another 40 s when the remote party accepts a re-INVITE', async () => {
    const lost = await talk();
    const { test, call, media } = lost;
    media.becomes('interrupted');
    const times = await refuse(lost, 480, 20);
    expect(times).to.have.length.above(2);
    while (!test.socket.inbox.some((text) => text.startsWith('INVITE'))) await test.clock.advance(1000);
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    await test.clock.advance(39_000);
    expect(call.state).to.include({ status: 'active', media: 'interrupted' });
    await test.clock.advance(1000);
    await test.serve();
    expect(call.state).to.include({ status: 'ended', cause: 'connection-lost' });
  });

  // @rfc 5057 §5.1
  it('ends the call at once when a re-INVITE gets 404: the dialog no longer exists (RFC 5057 §5.1)', async () => {
    const lost = await talk();
    lost.media.becomes('interrupted');
    expect(await refuse(lost, 404, 1)).to.deep.equal([0]);
    expect(lost.call.state).to.include({ status: 'ended', cause: 'connection-lost', statusCode: 404, failed: true });
  });

  // @rfc 5626 §4.4
  it('has no limit of its own while the flow is lost, which has one (RFC 5626 §4.4)', async () => {
    const lost = await talk();
    const { test, call, media } = lost;
    media.becomes('interrupted');
    await refuse(lost, 480, 5);
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    test.socket.serverCloses();
    await test.clock.advance(50_000);
    expect(call.state).to.include({ status: 'active', media: 'interrupted' });
    await test.clock.advance(10_000);
    await test.serve();
    expect(call.state).to.include({ status: 'ended', cause: 'no-connection' });
  });

  it('causes no further re-INVITE after the user has ended the call', async () => {
    const lost = await talk();
    const { test, call, media } = lost;
    media.becomes('interrupted');
    await refuse(lost, 480, 1);
    await call.hangUp();
    await test.clock.advance(60_000);
    expect(call.state).to.include({ status: 'ended', cause: 'hung-up' });
    expect(test.socket.inbox.filter((text) => text.startsWith('INVITE'))).to.deep.equal([]);
  });

  it('and was never connected ends the call at once, without a re-INVITE', async () => {
    const { test, call, media } = await talk('connecting');
    media.becomes('failed');
    await test.serve();
    expect(call.state).to.include({ status: 'ended', cause: 'no-audio-path', endedBy: 'system' });
    expect(test.socket.inbox.filter((text) => text.startsWith('INVITE'))).to.deep.equal([]);
  });
});
