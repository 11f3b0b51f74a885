import { expect } from 'chai';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { parsePresence } from '../../../src/sip/event/package/presence.js';
import { answer } from '../../support/sip-text.js';
import { TestPhone } from '../../support/test-phone.js';
import '../../../src/phone/parts-chunk.js';

/** A phone whose server stores presence (RFC 3903 §6), with the published documents. */
async function published(options: PhoneConfiguration = {}, status = 200) {
  const test = new TestPhone({ publishPresence: true, ...options });
  const requests: IncomingRequest[] = [];
  test.behaviour['PUBLISH'] = (publish) => {
    requests.push(publish);
    const extra = [`SIP-ETag: tag${requests.length}`, `Expires: ${publish.headers.get('Expires')}`];
    return status === 200 ? answer(publish.toString(), 200, { toTag: 's', extra }) : status;
  };
  // The chunk is imported above; the state tells when it has begun.
  const begun = new Promise<void>((resolve) => test.phone.subscribe(({ presence }) => presence !== 'off' && resolve()));
  void test.phone.start();
  await test.serve();
  await begun;
  await test.serve();
  /** What the last document says: activities, notes. */
  const shown = (): [string[], string[]] => {
    const { activities, tuples } = parsePresence(requests.findLast(({ body }) => body !== '')!.body)!;
    return [activities, tuples[0]!.notes];
  };
  const choose = async (...args: Parameters<typeof test.phone.setAvailability>) => {
    test.phone.setAvailability(...args);
    await test.serve();
    return shown();
  };
  return { test, requests, shown, choose };
}

describe('The own presence with publishPresence', () => {
  // @rfc 3903 §4
  it('is published at sign-in, as open and without an activity (RFC 3903 §4.1, RFC 3863)', async () => {
    const { test, requests } = await published();
    const [publish] = requests;
    expect(publish!.uri.toString()).to.equal('sip:alice@example.com');
    expect(publish!.headers.get('Event')).to.equal('presence');
    expect(publish!.headers.get('Content-Type')).to.equal('application/pidf+xml');
    const document = parsePresence(publish!.body)!;
    expect(document).to.deep.include({ entity: 'sip:alice@example.com', activities: [] });
    expect(document.tuples[0]).to.include({ basic: 'open', contact: 'sip:alice@example.com' });
    expect(test.phone.state.presence).to.equal('published');
  });

  // @rfc 4480 §3.2
  it('follows the choice of the user, and do not disturb before it (RFC 4480 §3.2)', async () => {
    const { test, requests, shown, choose } = await published();
    expect(await choose('away')).to.deep.equal([['away'], []]);
    expect(requests.at(-1)!.headers.get('SIP-If-Match'), 'replaces the former document').to.equal('tag1');
    expect(await choose('busy')).to.deep.equal([['busy'], []]);
    expect(await choose('do-not-disturb')).to.deep.equal([['busy'], ['Do not disturb']]);
    expect(test.phone.state).to.include({ doNotDisturb: true, availability: 'busy' });
    await test.rings();
    await test.replied(486);
    test.phone.setDoNotDisturb(false);
    await test.serve();
    expect(shown(), 'the choice before it').to.deep.equal([['busy'], []]);
    expect(await choose('available')).to.deep.equal([[], []]);
    const count = requests.length;
    await choose('available');
    expect(requests, 'no request without a change').to.have.length(count);
  });

  it('is on the phone during a call of a user who is available', async () => {
    const { test, shown } = await published();
    const call = test.phone.call('bob');
    await test.answersSdp(await test.sent('INVITE'));
    expect(shown()).to.deep.equal([['on-the-phone'], []]);
    await call.hangUp();
    await test.serve();
    expect(shown()).to.deep.equal([[], []]);
  });

  it('passes a before event, which prevents the choice and do not disturb, and which nothing causes without a change', async () => {
    const { test, requests } = await published();
    const emitted: unknown[] = [];
    test.phone.on('before', (event) => {
      emitted.push(event.command);
      event.preventDefault();
    });
    const count = requests.length;
    expect([test.phone.setAvailability('away'), test.phone.setDoNotDisturb(true)]).to.deep.equal([false, false]);
    expect([test.phone.setAvailability('available'), test.phone.setDoNotDisturb(false)]).to.deep.equal([true, true]);
    await test.serve();
    expect(requests).to.have.length(count);
    const command = { action: 'availability', origin: 'local' };
    expect(emitted).to.deep.equal([
      { ...command, availability: 'away' },
      { ...command, availability: 'do-not-disturb' },
    ]);
  });

  it('is refreshed before it expires, and removed at sign-out (RFC 3903 §4.1, §4.5)', async () => {
    const { test, requests } = await published();
    // An hour, in steps that are shorter than the 32 s in which a request has to be answered (RFC 3261 §17.1.2.2).
    for (let step = 0; step < 360; step++) {
      await test.clock.advance(10_000);
      await test.serve();
    }
    expect(requests.length).to.be.above(1);
    expect(requests.at(-1)!.headers.get('SIP-If-Match')).to.equal(`tag${requests.length - 1}`);
    expect(requests.at(-1)!.body, 'a refresh has no body').to.equal('');
    void test.phone.stop();
    await test.serve();
    expect(requests.at(-1)!.headers.get('Expires')).to.equal('0');
    expect(test.phone.state.presence).to.equal('off');
  });

  it('is removed when the option is switched off, and published again when it is on', async () => {
    const { test, requests } = await published();
    test.phone.configure({ publishPresence: false });
    await test.serve();
    expect(requests.at(-1)!.headers.get('Expires')).to.equal('0');
    expect(test.phone.state.presence).to.equal('off');
    test.phone.configure({ publishPresence: true });
    await test.serve();
    expect(requests.at(-1)!.headers.get('SIP-If-Match')).to.be.undefined;
    expect(test.phone.state.presence).to.equal('published');
  });

  it('is unavailable where the server has no presence, and the phone is ready all the same', async () => {
    const { test } = await published({}, 489);
    expect(test.phone.state).to.include({ presence: 'unavailable' });
    expect(test.phone.state.account.status).to.equal('ready');
  });
});
