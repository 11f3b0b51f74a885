/** A conference at a focus of the server (RFC 4579): the phone calls it, and sends the other parties there by REFER. */

import { expect } from 'chai';
import type { Call } from '../../../src/phone/calls/call.js';
import type { PhoneError } from '../../../src/phone/phone-error.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { sdp } from '../../support/fake-description-handler.js';
import { answer } from '../../support/sip-text.js';
import { TestPhone } from '../../support/test-phone.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';

interface Party {
  readonly call: Call;
  readonly far: RemoteCall;
}

/** INVITEs to new parties, which the test answers; re-INVITEs of holds and resumptions are answered by themselves. */
const invites: IncomingRequest[] = [];

async function phoneWith(names: readonly string[]): Promise<{ test: TestPhone; parties: Party[] }> {
  const test = await TestPhone.ready({ conferenceUri: '700' });
  invites.length = 0;
  test.behaviour['INVITE'] = (invite) => {
    if (invite.toTag === undefined) return void invites.push(invite);
    return answer(invite.toString(), 200, {
      extra: ['Contact: <sip:far@far.invalid;transport=ws>', 'Content-Type: application/sdp'],
      body: sdp(invite.body.includes('a=sendonly') ? 'recvonly' : 'sendrecv'),
    });
  };
  const parties: Party[] = [];
  for (const name of names) {
    const call = test.phone.call(name);
    const invite = await sent(test, 'INVITE');
    await test.answersSdp(invite);
    parties.push({ call, far: RemoteCall.of(test as unknown as TestUA, invite) });
  }
  return { test, parties };
}

/** The next request of this method, once late code has run. */
async function sent(test: TestPhone, method: string): Promise<IncomingRequest> {
  const deadline = performance.now() + 20_000;
  const isThere = (text: string): boolean => text.startsWith(`${method} `);
  while (!(method === 'INVITE' ? invites.length > 0 : test.socket.inbox.some(isThere))) {
    if (performance.now() > deadline) throw new Error(`waited 20 s for ${method}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await test.serve();
  }
  return method === 'INVITE' ? invites.shift()! : test.sent(method);
}

const focusAnswers = (test: TestPhone, invite: IncomingRequest, contact: string): Promise<void> =>
  test.receives(
    answer(invite.toString(), 200, {
      toTag: 'focus',
      extra: [`Contact: ${contact}`, 'Content-Type: application/sdp'],
      body: sdp(),
    }),
  );

const reached = ({ far }: Party, refer: IncomingRequest, status = '200 OK'): Promise<void> =>
  far.request('NOTIFY', {
    extra: [
      `Event: refer;id=${refer.cseq.sequence}`,
      'Subscription-State: terminated;reason=noresource',
      'Content-Type: message/sipfrag;version=2.0',
      'Contact: <sip:bob@far.invalid;transport=ws>',
    ],
    body: `SIP/2.0 ${status}\r\n`,
  });

const outcome = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'merged',
    (error: PhoneError) => error.kind,
  );

describe('Calls that are merged at the server (option conferenceUri)', () => {
  // @rfc 4579 §5.5
  it('end when the server has taken them into the conference, and a call to it takes their place (RFC 4579 §5.5)', async () => {
    const { test, parties } = await phoneWith(['bob', 'carol']);
    const [, carol] = parties;
    const commands: string[] = [];
    test.phone.on('before', ({ command }) => commands.push(command.action));
    const merged = outcome(carol!.call.merge());
    const invite = await sent(test, 'INVITE');
    expect(invite.uri.user).to.equal('700');
    await focusAnswers(test, invite, '<sip:conf42@focus.example.com>;isfocus');
    for (let count = 0; count < 2; count += 1) {
      const refer = await sent(test, 'REFER');
      expect(refer.headers.get('Refer-To')).to.contain('sip:conf42@focus.example.com');
      const party = parties.find(({ far }) => far.callId === refer.callId)!;
      await test.answers(refer, 202);
      await reached(party, refer);
    }
    expect(await merged).to.equal('merged');
    expect(parties.map(({ call }) => 'cause' in call.state && call.state.cause)).to.deep.equal([
      'transferred',
      'transferred',
    ]);
    expect(test.call).to.deep.include({ status: 'active', focus: 'sip:conf42@focus.example.com' });
    expect(test.call).not.to.have.property('merged');
    expect(commands).to.deep.equal(['merge']);
  });

  it('stay, and the active one goes on, where the conference cannot be called', async () => {
    const { test, parties } = await phoneWith(['bob', 'carol']);
    const [bob, carol] = parties;
    const merged = outcome(carol!.call.merge());
    await test.answers(await sent(test, 'INVITE'), 486);
    expect(await merged).to.equal('busy');
    expect(carol!.call.state).to.deep.include({ status: 'active', hold: { local: false, remote: false } });
    expect(bob!.call.state).to.deep.include({ status: 'active', hold: { local: true, remote: false } });
  });

  it('are on hold where a party refuses to be moved, beside the conference', async () => {
    const { test, parties } = await phoneWith(['bob']);
    const [bob] = parties;
    const merged = outcome(bob!.call.merge());
    await focusAnswers(test, await sent(test, 'INVITE'), '<sip:asterisk@pbx.example.com>');
    const refer = await sent(test, 'REFER');
    expect(refer.headers.get('Refer-To'), 'no focus has named itself').to.contain('sip:700@example.com');
    await test.answers(refer, 603);
    expect(await merged).to.equal('declined');
    expect(bob!.call.state).to.deep.include({ status: 'active', hold: { local: true, remote: false } });
    expect(test.call).to.include({ status: 'active' }).and.not.have.property('focus');
  });

  it('join the conference that the phone is in already', async () => {
    const { test, parties } = await phoneWith(['700', 'dave']);
    const [room, dave] = parties;
    const merged = outcome(dave!.call.merge());
    const refer = await sent(test, 'REFER');
    expect(refer.callId).to.equal(dave!.far.callId);
    await test.answers(refer, 202);
    await reached(dave!, refer);
    expect(await merged).to.equal('merged');
    expect(test.call!.id).to.equal(room!.call.id);
    expect(room!.call.state).to.deep.include({ hold: { local: false, remote: false } });
  });
});
