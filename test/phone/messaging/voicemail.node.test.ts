import { expect } from 'chai';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import { NotifyingServer } from '../../support/notifying-server.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';
import { TestPhone } from '../../support/test-phone.js';

const SUMMARY = 'application/simple-message-summary';

async function mailbox(configuration: PhoneConfiguration = {}, refuses?: number) {
  const test = await TestPhone.ready({ voicemail: true, ...configuration });
  const server = new NotifyingServer(test, () => refuses);
  await test.serve();
  const notifies = (body: string) => server.notifies(server.subscription('alice', 'message-summary'), SUMMARY, body);
  return { test, server, notifies };
}

describe('Message waiting', () => {
  // @rfc 3842 §5
  it('has the number of messages, and the address of the mailbox to call (RFC 3842 §5)', async () => {
    const { test, notifies } = await mailbox();
    expect(test.phone.state.voicemail).to.include({ status: 'waiting', newMessages: 0 });
    await notifies(
      'Messages-Waiting: yes\r\nMessage-Account: sip:voicemail@example.com\r\nVoice-Message: 3/8 (1/2)\r\nFax-Message: 9/0\r\n',
    );
    expect(test.phone.state.voicemail).to.deep.equal({
      ...{ status: 'known', waiting: true, newMessages: 3, oldMessages: 8, urgent: 1 },
      account: 'sip:voicemail@example.com',
    });
    const call = test.phone.callVoicemail();
    expect((await test.sent('INVITE')).uri.toString()).to.equal('sip:voicemail@example.com');
    expect(call.state.status).to.equal('dialing');
    await notifies('Messages-Waiting: no\r\nVoice-Message: 0/11\r\n');
    expect(test.phone.state.voicemail).to.include({ waiting: false, newMessages: 0, oldMessages: 11 });
  });

  it('has the account itself as mailbox when the server names none (RFC 3842 §5.2)', async () => {
    const { test, notifies } = await mailbox();
    expect(test.phone.state.voicemail).not.to.have.property('account');
    await notifies('Messages-Waiting: yes\r\n');
    expect(test.phone.state.voicemail).to.deep.equal({
      ...{ status: 'known', waiting: true, newMessages: 0, oldMessages: 0, urgent: 0 },
      account: 'sip:alice@example.com',
    });
    test.phone.callVoicemail();
    expect((await test.sent('INVITE')).uri.toString()).to.equal('sip:alice@example.com');
  });

  it('is unavailable without a mailbox at the server, and the call to it fails with a cause', async () => {
    const { test } = await mailbox({}, 404);
    expect(test.phone.state.voicemail.status).to.equal('unavailable');
    expect(test.phone.callVoicemail().state).to.include({ status: 'ended', cause: 'unavailable' });
  });

  it('prefers the number of the page to that of the server, and ignores an invalid address', async () => {
    const named = await mailbox({ voicemail: '*97' });
    await named.notifies('Messages-Waiting: no\r\nMessage-Account: sip:other@example.com\r\n');
    expect(named.test.phone.state.voicemail.account).to.equal('*97');
    named.test.phone.callVoicemail();
    expect((await named.test.sent('INVITE')).uri.user).to.equal('*97');
    const hostile = await mailbox();
    await hostile.notifies('Messages-Waiting: no\r\nMessage-Account: javascript:alert(1)\r\n');
    expect(hostile.test.phone.state.voicemail.account).to.equal(undefined);
  });

  it('is not subscribed with voicemail: false, nor without a registration', async () => {
    for (const options of [{ voicemail: false }, { noRegister: true }]) {
      const { test } = await mailbox(options);
      expect(test.socket.frames.some((text) => text.startsWith('SUBSCRIBE'))).to.equal(false);
      expect(test.phone.state.voicemail.status).to.equal('off');
    }
  });

  it('can be switched on and off', async () => {
    const { test, notifies, server } = await mailbox();
    await notifies('Messages-Waiting: yes\r\nVoice-Message: 1/0\r\n');
    test.phone.configure({ voicemail: false });
    await test.serve();
    expect(test.phone.state.voicemail).to.include({ status: 'off', waiting: false, newMessages: 0 });
    test.phone.configure({ voicemail: undefined });
    await test.serve();
    expect(server.granted).to.have.length(2);
  });

  it('accepts an unsolicited NOTIFY without a subscription (as some servers send)', async () => {
    const { test } = await mailbox({}, 489);
    const far = new RemoteCall(test as unknown as TestUA);
    const extra = ['Event: message-summary', 'Subscription-State: active', `Content-Type: ${SUMMARY}`];
    await far.request('NOTIFY', { extra, body: 'Messages-Waiting: yes\r\nVoice-Message: 2/0\r\n' });
    await test.replied(200);
    expect(test.phone.state.voicemail).to.include({
      ...{ status: 'known', newMessages: 2, account: 'sip:alice@example.com' },
    });
    await far.request('NOTIFY', { extra, body: 'nonsense' });
    expect(test.phone.state.voicemail).to.include({ status: 'known', newMessages: 2 });
    await far.request('NOTIFY', { extra: [...extra.slice(1), 'Event: other'], body: 'Messages-Waiting: no\r\n' });
    expect(test.phone.state.voicemail).to.include({ newMessages: 2 });
  });
});
