import { expect } from 'chai';
import type { CallReport } from '../../../src/phone/calls/call-reports.js';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import { TestPhone } from '../../support/test-phone.js';
import '../../../src/phone/parts-chunk.js';

const URL = 'https://crm.example.com/calls';

describe('The report of a call to reportUrl', () => {
  const { fetch } = globalThis;
  const sent: { url: string; init: RequestInit; report: CallReport }[] = [];
  let answers: (() => Promise<Response>)[] = [];

  beforeEach(() => {
    sent.length = 0;
    answers = [];
    globalThis.fetch = (input, init = {}) => {
      sent.push({ url: input as string, init, report: JSON.parse(init.body as string) as CallReport });
      return answers.shift()?.() ?? Promise.resolve(new Response(undefined, { status: 204 }));
    };
  });
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  /** A call that is answered and hung up. */
  async function called(options: PhoneConfiguration = { reportUrl: URL }) {
    const test = await TestPhone.ready({ password: 'hunter2', ...options });
    const call = test.phone.call('bob');
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite);
    await test.clock.advance(60_000);
    const over = call.hangUp();
    await test.serve();
    await over;
    return { test, invite };
  }

  it('is sent at its end with what happened, the Call-ID and no secret', async () => {
    const { invite } = await called();
    expect(sent).to.have.length(1);
    const { url, init, report } = sent[0]!;
    expect([url, init.method, init.keepalive]).to.deep.equal([URL, 'POST', true]);
    expect(report).to.include({
      kind: 'end',
      sipCallId: invite.callId,
      account: 'sip:alice@example.com',
      peer: 'sip:bob@example.com',
      direction: 'outgoing',
      cause: 'hung-up',
      endedBy: 'local',
    });
    expect(report.endedAt! - report.answeredAt!).to.equal(60_000);
    expect(init.body).not.to.include('hunter2');
  });

  it('is sent again after 5, 30 and 120 s where it fails, and the call is not disturbed', async () => {
    answers = [1, 2, 3, 4].map(
      (turn) => () =>
        turn % 2
          ? Promise.reject(new TypeError('no network'))
          : Promise.resolve(new Response(undefined, { status: 500 })),
    );
    const { test } = await called();
    const counts: number[] = [];
    for (const wait of [5_000, 30_000, 120_000, 600_000]) {
      await test.clock.advance(wait);
      counts.push(sent.length);
    }
    expect(counts).to.deep.equal([2, 3, 4, 4]);
    expect(new Set(sent.map(({ init }) => init.body))).to.have.property('size', 1);
    expect(test.phone.state.problem).to.be.undefined;
  });

  it('is sent for a call that nobody answers', async () => {
    const test = await TestPhone.ready({ reportUrl: URL });
    test.phone.call('bob');
    await test.answers(await test.sent('INVITE'), 486);
    expect(sent.map(({ report }) => [report.kind, report.cause, report.statusCode])).to.deep.equal([
      ['end', 'busy', 486],
    ]);
    expect(sent[0]!.report).not.to.have.any.keys('answeredAt', 'quality');
  });

  it('is not sent without a URL, nor to one without TLS or with a password', async () => {
    await called({});
    for (const reportUrl of ['http://crm.example.com', 'https://a:b@crm.example.com', 'nonsense']) {
      const { test } = await called({ reportUrl });
      expect(test.phone.state.problem).to.include({ attribute: 'report-url' });
    }
    expect(sent).to.deep.equal([]);
  });
});
