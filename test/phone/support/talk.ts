/**
 * A phone in virtual time with an established call, and what its remote party sends about holds and transfers.
 * Subjects: established call in virtual time, test; NOTIFY of a transfer, test.
 */

import { expect } from 'chai';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';
import { TestPhone } from '../../support/test-phone.js';

/** A phone with an established call. */
export async function talk(configuration: PhoneConfiguration = {}) {
  const test = await TestPhone.ready(configuration);
  return { test, ...(await callAndAnswer(test, 'bob')) };
}

export async function callAndAnswer(test: TestPhone, name: string) {
  const call = test.phone.call(name);
  const invite = await test.sent('INVITE');
  await test.answersSdp(invite);
  await test.sent('ACK');
  return { call, invite, far: RemoteCall.of(test as unknown as TestUA, invite) };
}

/** Answers the re-INVITE of a hold or resume. */
export async function reinvite(test: TestPhone, direction: string): Promise<void> {
  const request = await test.sent('INVITE');
  expect(request.body).to.contain(`a=${direction}`);
  await test.answersSdp(request);
  await test.sent('ACK');
}

export const notify = (far: RemoteCall, refer: IncomingRequest, statusCode: number, over = statusCode >= 200) =>
  far.request('NOTIFY', {
    extra: [
      `Event: refer;id=${refer.cseq.sequence}`,
      `Subscription-State: ${over ? 'terminated;reason=noresource' : 'active;expires=60'}`,
      'Content-Type: message/sipfrag;version=2.0',
      'Contact: <sip:bob@far.invalid;transport=ws>',
    ],
    body: `SIP/2.0 ${statusCode} Whatever\r\n`,
  });

/** Fails where an INVITE was sent that nobody has answered. */
export async function noInvite(test: TestPhone): Promise<void> {
  await test.serve();
  expect(test.socket.inbox.filter((text) => text.startsWith('INVITE '))).to.deep.equal([]);
}
