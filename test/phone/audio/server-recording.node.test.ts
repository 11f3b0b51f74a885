/** Recording at the server: INFO with the header field `Record`, as Asterisk reads it (`one_touch_recording`). */

import { expect } from 'chai';
import '../../../src/phone/audio/media-chunk.js';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { PhoneError } from '../../../src/phone/phone-error.js';
import { TestPhone } from '../../support/test-phone.js';

async function inCall(configuration: PhoneConfiguration = {}) {
  const test = await TestPhone.ready({ recordAt: 'server', ...configuration });
  const call = test.phone.call('bob');
  const invite = await test.sent('INVITE');
  await test.answersSdp(invite);
  await test.sent('ACK');
  const recording = (): unknown => (call.state.status === 'active' ? call.state.recording : undefined);
  return { test, call, recording };
}

const outcome = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    ({ kind, statusCode }: PhoneError) => `${kind} ${statusCode ?? ''}`.trim(),
  );

describe('Recording at the server', () => {
  it('is requested by INFO with `Record: on` in the call, and ended by `Record: off`', async () => {
    const { test, call, recording } = await inCall();
    const started = outcome(call.record());
    const on = await test.sent('INFO');
    expect([on.headers.get('Record'), on.body, on.contentType]).to.deep.equal(['on', '', undefined]);
    expect(recording(), 'before the server has accepted it').to.equal(undefined);
    await test.answers(on, 200);
    expect(await started).to.equal('done');
    expect(recording()).to.deep.include({ status: 'recording', atServer: true });
    expect(await call.recording(), 'there is no file here').to.equal(undefined);
    const ended = outcome(call.record());
    const off = await test.sent('INFO');
    expect(off.headers.get('Record')).to.equal('off');
    await test.answers(off, 200);
    expect(await ended).to.equal('done');
    expect(recording()).to.equal(undefined);
  });

  it('is requested once where it is commanded twice, as a second request would toggle it', async () => {
    const { test, call } = await inCall();
    const both = [outcome(call.record(true)), outcome(call.record(true))];
    await test.answers(await test.sent('INFO'), 200);
    expect(await Promise.all(both)).to.deep.equal(['done', 'done']);
    const ended = outcome(call.record(false));
    const next = await test.sent('INFO');
    expect(next.headers.get('Record')).to.equal('off');
    await test.answers(next, 200);
    expect(await ended).to.equal('done');
  });

  it('rejects with `media` where the server refuses it, and the call goes on without a mark', async () => {
    const { test, call, recording } = await inCall();
    const started = outcome(call.record(true));
    await test.answers(await test.sent('INFO'), 403);
    expect(await started).to.equal('media 403');
    expect([call.state.status, recording()]).to.deep.equal(['active', undefined]);
  });

  it('can be prevented as each recording', async () => {
    const { test, call } = await inCall();
    test.phone.on('before', (event) => {
      if (event.command.action === 'record') event.preventDefault();
    });
    expect(await outcome(call.record(true))).to.equal('canceled');
  });

  it('ends at the server also when the option has changed during the call', async () => {
    const { test, call } = await inCall();
    const started = outcome(call.record(true));
    await test.answers(await test.sent('INFO'), 200);
    await started;
    test.phone.configure({ ...test.phone.configuration, recordAt: 'page' });
    const ended = outcome(call.record(false));
    const off = await test.sent('INFO');
    expect(off.headers.get('Record')).to.equal('off');
    await test.answers(off, 200);
    expect(await ended).to.equal('done');
  });
});
