/** A call that is transferred or becomes a conference: text and announcements of each step (RFC 3515, RFC 5589). */

import { expect } from '@open-wc/testing';
import type { CallMedia } from '../../../src/media/index.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { FAR_CONTACT, RemoteCall, type TestUA } from '../../support/test-ua.js';
import { Bench, refusal } from './bench.js';

describe('A call', function () {
  // The media are real, and the browser needs its time for them.

  let bench: Bench;
  let invite: IncomingRequest;
  let far: CallMedia;

  beforeEach(async () => {
    bench = await Bench.ready({ configuration: { followTransfers: 'ask' } });
    ({ invite, far } = await bench.inCall('1033'));
    await bench.test.sent('ACK');
  });
  afterEach(() => bench.close());

  /** Enters the transfer target, and presses one of the two buttons; the hold before it is answered. */
  const handOver = async (key: 'Transfer now' | 'Ask first'): Promise<void> => {
    await bench.press('Transfer');
    await bench.types('Transfer to', '1044');
    await bench.press(key);
    await bench.answers(await bench.test.sent('INVITE'), { far });
    await bench.test.sent('ACK');
  };

  /** The remote party reports the progress of the call to the transfer target. */
  const tells = async (status: string, state = 'active;expires=60'): Promise<void> => {
    const extra = ['Event: refer', `Subscription-State: ${state}`, 'Content-Type: message/sipfrag'];
    await notifier.request('NOTIFY', { extra, body: `SIP/2.0 ${status}\r\n` });
    await bench.test.replied(200);
  };
  let notifier: RemoteCall;

  const refer = async (): Promise<void> => {
    // The packets that are on their way arrive first (decision 055).
    const isSent = (): boolean => bench.test.socket.inbox.some((message) => message.startsWith('REFER '));
    await bench.passesUntil(isSent, 'REFER is sent', 5000);
    const request = await bench.test.sent('REFER');
    expect(request.headers.get('Refer-To')).to.contain('1044');
    notifier = RemoteCall.of(bench.test as unknown as TestUA, invite);
    await bench.test.receives(refusal(request, 202, ['Contact: <sip:bob@far.invalid;transport=ws>']));
  };

  it('whose remote party requests a transfer shows its target, and calls nothing until the user agrees', async () => {
    notifier = RemoteCall.of(bench.test as unknown as TestUA, invite);
    const emitted: string[] = [];
    bench.test.behaviour['NOTIFY'] = ({ body }) => (emitted.push(body.trim()), 200);
    const asks = async (): Promise<void> => {
      await notifier.request('REFER', { extra: ['Refer-To: <sip:0900123@example.com>', FAR_CONTACT] });
      await bench.test.replied(202);
      await bench.says(/asks you to call \u20660900123@example\.com\u2069\. Call there\?/);
      expect(bench.announced.at(-1)).to.match(/^assertive: .* asks you to call \u20660900123@example\.com\u2069/);
      expect(bench.test.phone.state.calls).to.have.length(1);
    };
    await asks();
    await bench.press('Decline');
    await bench.until(
      () => emitted.at(-1) === 'SIP/2.0 603 Decline',
      'the remote party receives that the user declined',
    );
    expect(bench.words).not.to.contain('0900123');
    await asks();
    await bench.press('Call');
    await bench.until(() => bench.test.phone.state.calls.length === 2, 'the target is called');
  });

  it('is transferred: with its target, its progress, and the end of the call', async () => {
    await handOver('Transfer now');
    await refer();
    await bench.says('Transferring to 1044…');
    expect(bench.announced).to.include('polite: Transferring to 1044…');
    await tells('180 Ringing');
    await bench.says('1044 is ringing');
    expect(bench.announced.at(-1)).to.equal('polite: 1044 is ringing');
    await tells('200 OK', 'terminated;reason=noresource');
    await bench.says('Transferred');
    expect(bench.announced.at(-1)).to.equal('polite: Transferred');
    expect(bench.toneMeter.now).not.to.match(/busy|congestion/);
  });

  it('is resumed when the transfer target declines', async () => {
    await handOver('Transfer now');
    await refer();
    await tells('486 Busy Here', 'terminated;reason=noresource');
    // It is resumed automatically.
    await bench.answers(await bench.test.sent('INVITE'), { far });
    await bench.says('1044 did not accept. The call is back with you.');
    expect(bench.announced).to.include('assertive: 1044 did not accept. The call is back with you.');
    // The refusal is told at once, before the resume is agreed.
    await bench.until(() => bench.offers('Hold'), 'it is resumed');
  });

  it('is resumed when the remote party refuses the REFER, which is told without blame of the target', async () => {
    await handOver('Transfer now');
    const isSent = (): boolean => bench.test.socket.inbox.some((message) => message.startsWith('REFER '));
    await bench.passesUntil(isSent, 'REFER is sent', 5000);
    await bench.test.receives(refusal(await bench.test.sent('REFER'), 603));
    await bench.answers(await bench.test.sent('INVITE'), { far });
    const sentence = 'Transfer to 1044 failed. The call is back with you.';
    await bench.says(sentence);
    expect(bench.announced).to.include(`assertive: ${sentence}`);
    await bench.until(() => bench.offers('Hold'), 'it is resumed');
  });

  it('is on hold during a consultation: two cards, and the next step', async () => {
    await handOver('Ask first');
    const second = await bench.test.sent('INVITE');
    expect(second.uri.user).to.equal('1044');
    await bench.says(/1033 .*On hold/);
    await bench.answers(second);
    await bench.says('Talk to 1044 first, then Complete');
    expect(bench.announced.at(-1)).to.equal('polite: Talk to 1044 first, then Complete');
    const keys = ['Swap', 'Complete', 'Merge', 'Cancel', 'End 1044'];
    expect(keys.filter((key) => !bench.offers(key))).to.deep.equal([]);
  });

  it('becomes a conference: with the number of participants, and buttons to mute and remove each', async () => {
    await handOver('Ask first');
    const other = await bench.answers(await bench.test.sent('INVITE'));
    await bench.test.sent('ACK');
    await bench.says('Talk to 1044 first');
    await bench.press('Merge');
    // The call on hold is resumed.
    await bench.answers(await bench.test.sent('INVITE'), { far });
    await bench.says('3 people');
    expect(bench.announced.at(-1)).to.equal('polite: 3 people');
    expect(bench.offers('End for all')).to.be.true;
    expect(other.state).to.equal('connected');
  });
});
