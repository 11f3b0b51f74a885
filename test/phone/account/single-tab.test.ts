import { expect, waitUntil } from '@open-wc/testing';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { TestPhone } from '../../support/test-phone.js';
import { closeTab, sentBy, untilServed, WITHIN } from '../support/tabs.js';

/** For Web Locks, two phones on one page are as phones in two tabs (Web Locks API §3.1: a lock belongs to the origin). */
describe('One account in two tabs (singleTab)', () => {
  const uri = 'sip:one-tab@example.com';
  const tabs: TestPhone[] = [];

  const open = async (configuration = {}): Promise<TestPhone> => {
    const tab = new TestPhone({ uri, singleTab: true, ...configuration });
    tabs.push(tab);
    void tab.phone.start();
    return tab;
  };

  const sent = (tab: TestPhone, method: string): Promise<IncomingRequest> => sentBy([tab], tab, method);
  /** The server responds until the browser has granted the lock. */
  const becomes = (tab: TestPhone, status: string): Promise<void> =>
    untilServed([tab], () => tab.phone.state.account.status === status, `the phone becomes ${status}`);

  afterEach(async () => {
    for (const tab of tabs.splice(0)) await closeTab(tab);
  });

  it('is used by the first tab; the other one has the status elsewhere and does not connect', async () => {
    const first = await open();
    await becomes(first, 'ready');
    const second = await open();
    await becomes(second, 'elsewhere');
    expect(second.phone.state.account).to.deep.equal({ status: 'elsewhere', name: 'one-tab' });
    expect(second.network.sockets).to.have.length(0);
    expect(first.phone.state.account.status).to.equal('ready');
  });

  it('is used by a tab whose account comes from a document, which claims it once', async () => {
    const tab = await open({ uri: undefined, accountSource: () => Promise.resolve({ uri }) });
    await becomes(tab, 'ready');
  });

  for (const options of [{ singleTab: true }, { singleTab: false, browserTabs: 'shared' }] as const)
    it(`is signed in when start() resolves, where the account comes from a document: ${JSON.stringify(options)}`, async () => {
      const tab = new TestPhone({ uri: undefined, accountSource: () => Promise.resolve({ uri }), ...options });
      tabs.push(tab);
      let status: string | undefined;
      void tab.phone.start().then(() => (status = tab.phone.state.account.status));
      await becomes(tab, 'ready');
      await waitUntil(() => status !== undefined, 'start() resolves', WITHIN);
      expect(status).to.equal('ready');
    });

  it('is used by the other tab when the first one closes', async () => {
    const first = await open();
    await becomes(first, 'ready');
    const second = await open();
    await becomes(second, 'elsewhere');
    await closeTab(first);
    await becomes(second, 'ready');
  });

  it('is moved to the other tab by useHere(), and the first one removes its registration; then back again', async () => {
    const first = await open();
    await becomes(first, 'ready');
    const second = await open();
    await becomes(second, 'elsewhere');
    await second.phone.useHere();
    await becomes(second, 'ready');
    await becomes(first, 'elsewhere');
    await waitUntil(
      () => first.socket.frames.some((text) => /^REGISTER [^]*expires=0/i.test(text)),
      'it un-registers',
      WITHIN,
    );
    await first.phone.useHere();
    await becomes(first, 'ready');
    await becomes(second, 'elsewhere');
  });

  it('is moved once by two requests at the same time', async () => {
    const first = await open();
    await becomes(first, 'ready');
    const second = await open();
    await becomes(second, 'elsewhere');
    const call = second.phone.call('bob');
    void second.phone.messages.send('bob', 'Hello').catch(() => undefined);
    await becomes(second, 'ready');
    await sent(second, 'INVITE');
    await becomes(first, 'elsewhere');
    expect(call.state.status).to.equal('dialing');
    expect(second.network.sockets, 'connections').to.have.length(1);
  });

  it('keeps an established call in the first tab until it ends', async () => {
    const first = await open();
    await becomes(first, 'ready');
    const call = first.phone.call('bob');
    const invite = await sent(first, 'INVITE');
    await first.answersSdp(invite);
    await sent(first, 'ACK');
    const second = await open();
    await becomes(second, 'elsewhere');
    await second.phone.useHere();
    await becomes(second, 'ready');
    await becomes(first, 'elsewhere');
    expect(call.state.status).to.equal('active');
    const over = call.hangUp();
    await first.serve();
    await over;
    expect(call.state).to.include({ status: 'ended', cause: 'hung-up' });
  });

  it('is moved by an outgoing call', async () => {
    const first = await open();
    await becomes(first, 'ready');
    const second = await open();
    await becomes(second, 'elsewhere');
    const call = second.phone.call('bob');
    await becomes(second, 'ready');
    expect((await sent(second, 'INVITE')).uri.user).to.equal('bob');
    expect(call.state.status).to.equal('dialing');
    await becomes(first, 'elsewhere');
  });

  it('is used by both tabs without singleTab, and by a tab that switches it off', async () => {
    const first = await open();
    await becomes(first, 'ready');
    await becomes(await open({ singleTab: false }), 'ready');
    const third = await open();
    await becomes(third, 'elsewhere');
    third.phone.configure({ singleTab: false });
    await becomes(third, 'ready');
  });

  it('does not affect another account', async () => {
    await becomes(await open(), 'ready');
    await becomes(await open({ uri: 'sip:another@example.com' }), 'ready');
  });
});
