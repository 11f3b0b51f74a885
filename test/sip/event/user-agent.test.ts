/** Event state through the user agent, over the wire: RFC 6665, RFC 3903, and the effect of a new flow on both. */

import { expect } from 'chai';
import { parseMessageSummary } from '../../../src/sip/event/package/message-summary.js';
import { CallUA } from '../../../src/sip/call-ua.js';
import { EventAgent } from '../../../src/sip/event/event-agent.js';
import { ScriptedNetwork } from '../../support/scripted-socket.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';
import { VirtualClock, settle } from '../../support/virtual-clock.js';

const SUBSCRIBE = ['Event: dialog', 'Expires: 600', 'Contact: <sip:bob@far.invalid;transport=ws>'];

describe('the user agent and event packages', () => {
  it('subscribes, and emits notify with the body of a NOTIFY', async () => {
    const test = await TestUA.connected();
    const subscription = test.ua.subscribe('sip:alice@example.com', 'message-summary', {
      accept: ['application/simple-message-summary'],
    });
    const emitted: unknown[] = [];
    subscription.on('notify', ({ body }) => void emitted.push(parseMessageSummary(body)?.counts['voice-message']?.new));
    const subscribe = await test.sent('SUBSCRIBE');
    await test.answers(subscribe, 200, { toTag: 'far', extra: ['Expires: 3600'] });
    const far = RemoteCall.of(test, subscribe);
    await far.request('NOTIFY', {
      extra: [
        'Event: message-summary',
        'Subscription-State: active;expires=3600',
        'Contact: <sip:vm@far.invalid>',
        'Content-Type: application/simple-message-summary',
      ],
      body: 'Messages-Waiting: yes\r\nVoice-Message: 2/8\r\n',
    });
    await test.replied(200);
    expect(emitted).to.deep.equal([2]);
    expect(subscription.state).to.equal('active');
  });

  // @rfc 6665 §4.1.3
  it('rejects a NOTIFY without a subscription with 481 (RFC 6665 §4.1.3)', async () => {
    const test = await TestUA.connected();
    const far = new RemoteCall(test, { toTag: 'nobody' });
    await far.request('NOTIFY', { extra: ['Event: presence', 'Subscription-State: active'] });
    await test.replied(481);
  });

  it('emits subscribe for a SUBSCRIBE to a package that it offers', async () => {
    const test = await TestUA.connected({ eventPackages: ['dialog'] });
    test.ua.on('subscribe', (notifier) => {
      notifier.accept(() => ({ contentType: 'application/dialog-info+xml', body: '<dialog-info/>' }));
    });
    await new RemoteCall(test).request('SUBSCRIBE', { extra: SUBSCRIBE });
    await test.replied(200);
    const notify = await test.sent('NOTIFY');
    expect(notify.headers.get('Subscription-State')).to.equal('active;expires=600');
    expect(notify.body).to.equal('<dialog-info/>');
  });

  it('rejects a SUBSCRIBE to another package with 489, and any with 405 when it offers none', async () => {
    const offers = await TestUA.connected({ eventPackages: ['presence'] });
    await new RemoteCall(offers).request('SUBSCRIBE', { extra: SUBSCRIBE });
    expect((await offers.replied(489)).headers.get('Allow-Events')).to.equal('presence');
    const none = await TestUA.connected();
    await new RemoteCall(none).request('SUBSCRIBE', { extra: SUBSCRIBE });
    expect((await none.replied(405)).headers.get('Allow')).not.to.match(/SUBSCRIBE/);
  });

  it('rejects a SUBSCRIBE with 480 when no listener accepts it', async () => {
    const test = await TestUA.connected({ eventPackages: ['dialog'] });
    await new RemoteCall(test).request('SUBSCRIBE', { extra: SUBSCRIBE });
    await test.replied(480);
  });

  it('publishes to its own address-of-record by default', async () => {
    const test = await TestUA.connected();
    test.ua.publication('presence').publish('<presence/>', 'application/pidf+xml');
    expect((await test.sent('PUBLISH')).uri.toString()).to.equal('sip:alice@example.com');
  });

  it('refreshes subscriptions and publications once over a new flow, after it has registered', async () => {
    const test = new TestUA({ register: true });
    await test.ua.start();
    const register = await test.sent('REGISTER');
    await test.answers(register, 200, { extra: [`Contact: ${register.headers.get('Contact')}`, 'Expires: 600'] });
    test.ua.subscribe('sip:bob@example.com', 'presence');
    const subscribe = await test.sent('SUBSCRIBE');
    await test.answers(subscribe, 200, { toTag: 'far', extra: ['Expires: 3600'] });
    const notify = ['Event: presence', 'Subscription-State: active;expires=3600', 'Contact: <sip:bob@far.invalid>'];
    await RemoteCall.of(test, subscribe).request('NOTIFY', { extra: notify });
    await test.replied(200);
    test.ua.publication('presence').publish('<presence/>', 'application/pidf+xml');
    await test.answers(await test.sent('PUBLISH'), 200, { extra: ['SIP-ETag: e1', 'Expires: 3600'] });

    test.socket.serverCloses();
    await test.clock.advance(2000);
    const again = await test.sent('REGISTER');
    expect(await test.silent()).to.equal(true);
    await test.answers(again, 200, { extra: [`Contact: ${again.headers.get('Contact')}`, 'Expires: 600'] });
    expect((await test.sent('SUBSCRIBE')).toTag).to.equal('far');
    expect((await test.sent('PUBLISH')).headers.get('SIP-If-Match')).to.equal('e1');
    expect(await test.silent()).to.equal(true);
  });

  it('ends its event state when it stops, and leaves no timer or dialog', async () => {
    const test = await TestUA.connected({ eventPackages: ['dialog'] });
    test.ua.on('subscribe', (notifier) => void notifier.accept(() => undefined));
    await new RemoteCall(test).request('SUBSCRIBE', { extra: SUBSCRIBE });
    await test.replied(200);
    await test.answers(await test.sent('NOTIFY'), 200);
    test.ua.publication('presence').publish('<presence/>', 'application/pidf+xml');
    await test.answers(await test.sent('PUBLISH'), 200, { extra: ['SIP-ETag: e1', 'Expires: 3600'] });
    const stopping = test.ua.stop();
    const last = [test.socket.take(), test.socket.take()].map((text) => text.split(' ')[0]);
    expect(last.sort()).to.deep.equal(['NOTIFY', 'PUBLISH']);
    await test.clock.advance(6000);
    await stopping;
    await settle();
    expect(test.clock.pending).to.equal(0);
    expect(test.ua.core.dialogs.size).to.equal(0);
  });

  it('can be loaded after the user agent without them is connected', async () => {
    const network = new ScriptedNetwork();
    const { factory: socketFactory } = network;
    const ua = new CallUA({
      uri: 'sip:alice@example.com',
      servers: 'wss://sip.example.com',
      autostart: false,
      register: false,
      clock: new VirtualClock(),
      transportOptions: { socketFactory, keepAliveInterval: 0 },
    });
    await ua.start();
    expect(ua).not.to.have.property('subscribe');
    const { eventAgent } = Object.assign(ua, { eventAgent: new EventAgent(ua.core, []) });
    const subscription = eventAgent.subscribe(ua.normalizeTarget('bob')!, 'presence', {});
    await settle();
    expect(network.socket.take()).to.match(/^SUBSCRIBE sip:bob@example\.com SIP\/2\.0\r\n/);
    expect(subscription.state).to.equal('requesting');
  });
});
