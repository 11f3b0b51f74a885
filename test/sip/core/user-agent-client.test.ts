/** The user agent client as SIP.js documents it: one request with its retries and its CANCEL (RFC 3261 §8.1, §9.1). */

import { expect } from 'chai';
import { isLocalResponse } from '../../../src/sip/core/local-response.js';
import type { OutgoingRequestDelegate } from '../../../src/sip/core/outgoing-request.js';
import { UserAgentClient } from '../../../src/sip/core/user-agent-client.js';
import type { Dialog } from '../../../src/sip/dialog/dialog.js';
import { URI } from '../../../src/sip/message/uri.js';
import type { IncomingResponse } from '../../../src/sip/message/response.js';
import { InviteClientTransaction, NonInviteClientTransaction } from '../../../src/sip/transaction/client.js';
import { answer, response } from '../../support/sip-text.js';
import { TestUA } from '../../support/test-ua.js';

const BOB = URI.parse('sip:bob@example.com')!;
const CHALLENGE = { toTag: 't', extra: ['WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"'] };

/** A delegate that records each callback and the status of its response. */
function recorder(): { delegate: OutgoingRequestDelegate; heard: string[]; responses: IncomingResponse[] } {
  const heard: string[] = [];
  const responses: IncomingResponse[] = [];
  const note = (name: string) => (response: IncomingResponse) => {
    heard.push(`${name} ${response.statusCode}`);
    responses.push(response);
  };
  const delegate = {
    onTrying: note('trying'),
    onProgress: note('progress'),
    onAccept: note('accept'),
    onRedirect: note('redirect'),
    onReject: note('reject'),
  };
  return { delegate, heard, responses };
}

async function inviting(options: ConstructorParameters<typeof TestUA>[0] = {}) {
  const test = await TestUA.connected({ realm: 'r', ...options });
  const { core } = test.ua;
  const { delegate, heard, responses } = recorder();
  const message = core.makeOutgoingRequestMessage('INVITE', BOB, { contact: core.contact.toHeader() });
  const client = new UserAgentClient(InviteClientTransaction, core, message, delegate);
  return { test, core, client, message, delegate, heard, responses, sent: await test.sent('INVITE') };
}

describe('a user agent client', () => {
  it('is made of a transaction constructor, a core, a message and a delegate, and sends at once', async () => {
    const { core, client, message, delegate, sent } = await inviting();
    expect(client.core).to.equal(core);
    expect(client.message).to.equal(message);
    expect(client.delegate).to.equal(delegate);
    expect(client.loggerFactory).to.equal(core.loggerFactory);
    expect(client.logger.category).to.equal('sip.user-agent-client');
    expect(client.transaction).to.be.instanceOf(InviteClientTransaction);
    expect(client.transaction.request).to.equal(message);
    expect(sent.via?.branch).to.equal(message.via?.branch);
  });

  it('calls the callback of the delegate for each kind of response', async () => {
    const { test, sent, heard } = await inviting();
    await test.answers(sent, 100);
    await test.answers(sent, 183, { toTag: 'a' });
    await test.answers(sent, 302, { toTag: 'a' });
    expect(heard).to.deep.equal(['trying 100', 'progress 183', 'redirect 302']);
  });

  it('accepts a response through receiveResponse()', async () => {
    const { test, client, heard, sent } = await inviting();
    await test.answers(sent, 180, { toTag: 'a' });
    client.receiveResponse(response(answer(sent.toString(), 486, { toTag: 'a' })));
    expect(heard).to.deep.equal(['progress 180', 'reject 486']);
  });

  // @rfc 3261 §8.1.3.1
  it('treats a timeout as 408 (§8.1.3.1)', async () => {
    const { test, heard, responses } = await inviting();
    await test.clock.advance(32_000);
    expect(heard).to.deep.equal(['reject 408']);
    expect(isLocalResponse(responses[0]!)).to.equal(true);
  });

  // @rfc 3261 §8.1.3.1
  it('treats the end of the flow as 503 (§8.1.3.1)', async () => {
    const { test, heard, responses } = await inviting();
    test.socket.serverCloses();
    expect(heard).to.deep.equal(['reject 503']);
    expect(isLocalResponse(responses[0]!)).to.equal(true);
  });

  // @rfc 3261 §8.1.3.5
  it('authenticationGuard() returns true for a response without a usable challenge, and answers a challenge (§8.1.3.5)', async () => {
    const { test, client, sent, heard } = await inviting({ password: 'secret' });
    const busy = response(answer(sent.toString(), 486, { toTag: 'a' }));
    expect(client.authenticationGuard(busy)).to.equal(true);
    const bare = response(answer(sent.toString(), 401, { toTag: 'a' }));
    expect(client.authenticationGuard(bare)).to.equal(true);
    await test.answers(sent, 401, CHALLENGE);
    await test.sent('ACK');
    const retry = await test.sent('INVITE');
    expect(heard).to.deep.equal([]);
    expect(client.message.via?.branch).to.equal(retry.via?.branch);
    expect(retry.cseq.sequence).to.equal(sent.cseq.sequence + 1);
    expect(retry.callId).to.equal(sent.callId);
    expect(retry.fromTag).to.equal(sent.fromTag);
  });

  it('passes the challenge to the delegate when there are no credentials', async () => {
    const { test, sent, heard } = await inviting({ credentials: () => Promise.resolve(undefined) });
    await test.answers(sent, 401, CHALLENGE);
    await test.sent('ACK');
    expect(heard).to.deep.equal(['reject 401']);
  });

  it('waits for credentials from a function, and uses them for the retry', async () => {
    let give: (value: { password: string }) => void = () => undefined;
    const { test, sent } = await inviting({ credentials: () => new Promise((resolve) => (give = resolve)) });
    await test.answers(sent, 401, CHALLENGE);
    await test.sent('ACK');
    await test.clock.advance(29_000);
    expect(await test.silent()).to.equal(true);
    give({ password: 'fresh' });
    expect((await test.sent('INVITE')).headers.has('Authorization')).to.equal(true);
  });

  // @rfc 3261 §22.2
  it('takes the sequence number of a retry from the dialog (§22.2)', async () => {
    const test = await TestUA.connected({ password: 'secret', realm: 'r' });
    const { invite } = await test.callEstablished();
    const { core } = test.ua;
    const dialog: Dialog = [...core.dialogs.values()][0]!;
    const message = dialog.makeRequest('INFO');
    new UserAgentClient(NonInviteClientTransaction, core, message, undefined, dialog);
    await test.answers(await test.sent('INFO'), 401, CHALLENGE);
    expect((await test.sent('INFO')).cseq.sequence).to.equal(invite.cseq.sequence + 2);
    expect(dialog.localSequence).to.equal(invite.cseq.sequence + 2);
  });

  // @rfc 3261 §9.1
  it('cancel() sends one CANCEL with its Reason, and returns it (§9.1)', async () => {
    const { test, client, sent } = await inviting();
    await test.answers(sent, 180, { toTag: 'a' });
    const first = client.cancel('SIP;cause=200;text="elsewhere"', { extraHeaders: ['X-Why: b'] });
    expect(client.cancel()).to.equal(first);
    const cancel = await test.sent('CANCEL');
    expect(cancel.headers.get('Reason')).to.equal('SIP;cause=200;text="elsewhere"');
    expect(cancel.headers.get('X-Why')).to.equal('b');
    expect(cancel.via?.toString()).to.equal(sent.via?.toString());
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 3261 §22.1
  it('never answers a challenge of its CANCEL (§22.1)', async () => {
    const { test, client, sent } = await inviting({ password: 'secret' });
    await test.answers(sent, 180, { toTag: 'a' });
    client.cancel();
    await test.answers(await test.sent('CANCEL'), 401, CHALLENGE);
    expect(await test.silent()).to.equal(true);
  });

  it('refuses to cancel a request other than INVITE', async () => {
    const test = await TestUA.connected();
    const { core } = test.ua;
    const client = core.request(core.makeOutgoingRequestMessage('OPTIONS', BOB));
    expect(() => client.cancel()).to.throw(TypeError);
  });

  it('sends nothing after a dispose() while it waits for credentials', async () => {
    let give: (value: { password: string }) => void = () => undefined;
    const { test, client, sent, heard } = await inviting({
      credentials: () => new Promise((resolve) => (give = resolve)),
    });
    await test.answers(sent, 401, CHALLENGE);
    await test.sent('ACK');
    client.dispose();
    give({ password: 'secret' });
    expect(await test.silent()).to.equal(true);
    expect(heard).to.deep.equal([]);
  });

  it('calls no callback after dispose()', async () => {
    const { test, client, sent, heard, core } = await inviting();
    client.dispose();
    expect(core.userAgentClients.size).to.equal(0);
    await test.answers(sent, 200, { toTag: 'a' });
    await test.clock.advance(29_000);
    expect(heard).to.deep.equal([]);
    expect(test.clock.pending).to.equal(0);
  });
});
