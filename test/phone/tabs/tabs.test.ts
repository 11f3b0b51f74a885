import { expect } from '@open-wc/testing';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { PhoneError } from '../../../src/phone/phone-error.js';
import { readSample, type MediaSample } from '../../../src/media/stats-sample.js';
import { FakeDescriptionHandler } from '../../support/fake-description-handler.js';
import { NotifyingServer } from '../../support/notifying-server.js';
import { TestPhone } from '../../support/test-phone.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';
import { closeTab, sentBy, untilServed } from '../support/tabs.js';

/** The media of a call whose first packet comes late. */
class LateMedia extends FakeDescriptionHandler {
  packets = 0;
  readonly state = 'connected';
  readonly direction = 'sendrecv';
  readonly remoteStream = new MediaStream();
  readonly remoteVideo = new MediaStream();

  mute(): void {}
  muteVideo(): void {}
  on(): void {}

  sample(): Promise<MediaSample> {
    const sent = { id: 'out', type: 'outbound-rtp', kind: 'audio', packetsSent: this.packets };
    return Promise.resolve(readSample(new Map([['out', sent]]) as unknown as RTCStatsReport, 0));
  }
}

/** Messages between two tabs that are under way have arrived: a channel keeps their order (HTML §9.5). */
async function aloneForAWhile(): Promise<void> {
  const [from, to] = [new BroadcastChannel('between two tabs'), new BroadcastChannel('between two tabs')];
  for (let round = 0; round < 3; round++)
    await new Promise((resolve) => {
      to.addEventListener('message', resolve, { once: true });
      from.postMessage(round);
    });
  from.close();
  to.close();
  await settle();
}

/**
 * For Web Locks and channels, two phones on one page are as phones in two tabs (Web Locks API §3.1, HTML §9.5: both belong to the
 * origin).
 */
describe('Several tabs as one phone (browserTabs)', () => {
  const uri = 'sip:many-tabs@example.com';
  const SUMMARY = 'application/simple-message-summary';
  const GROUP = 'sip-elements:tabs:1:sip:many-tabs@example.com sip.example.com';
  const tabs: TestPhone[] = [];
  const closings: (() => void)[] = [];

  function open(configuration: PhoneConfiguration = {}): TestPhone {
    const tab = new TestPhone({ uri, browserTabs: 'shared', ...configuration });
    tabs.push(tab);
    void tab.phone.start();
    return tab;
  }

  /** The servers of all tabs respond until it holds. */
  const until = (holds: () => boolean, what: string): Promise<void> => untilServed(tabs, holds, what);
  const sent = (tab: TestPhone, method: string): Promise<IncomingRequest> => sentBy(tabs, tab, method);

  /** The owner and a follower, both ready. */
  async function two(configuration: PhoneConfiguration = {}): Promise<[owner: TestPhone, follower: TestPhone]> {
    const owner = open(configuration);
    await until(() => owner.phone.state.account.status === 'ready', 'the first tab is ready');
    const follower = open(configuration);
    await until(() => follower.phone.state.account.status === 'ready', 'the second tab is ready');
    return [owner, follower];
  }

  /** As `two`, and the owner is in a call. */
  async function inCall(): Promise<[owner: TestPhone, follower: TestPhone, id: string]> {
    const [owner, follower] = await two();
    const call = owner.phone.call('bob');
    await owner.answersSdp(await sent(owner, 'INVITE'));
    await sent(owner, 'ACK');
    await until(() => follower.call?.status === 'active', 'the second tab shows the call');
    return [owner, follower, call.id];
  }

  /** Does it when the tab has found another owner, and has heard nothing of it yet. */
  const asSoonAsItFollows = <T>({ phone }: TestPhone, act: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const stop = phone.subscribe(({ inOtherTab }) => {
        if (!inOtherTab) return;
        stop();
        act().then(resolve, reject);
      });
    });

  /** A tab that sends what a test names: the first tab knows it. */
  async function fakeTab(from: string) {
    const channel = new BroadcastChannel(GROUP);
    const open = new AbortController();
    const results = new Map<unknown, () => void>();
    const held = new Promise<void>((resolve) => {
      void navigator.locks.request(`${GROUP} ${from}`, () => {
        resolve();
        return new Promise<void>((release) => open.signal.addEventListener('abort', () => release()));
      });
    });
    let owner: string | undefined;
    channel.addEventListener('message', ({ data }: MessageEvent<Partial<Record<string, unknown>>>) => {
      if (data.kind === 'state') owner = String(data.from);
      if (data.kind === 'result' && data.to === from) results.get(data.id)?.();
    });
    closings.push(() => {
      open.abort();
      channel.close();
    });
    await held;
    channel.postMessage({ kind: 'hello', from, watched: [] });
    await until(() => owner !== undefined, 'the first tab knows it');
    let id = 0;
    return {
      /** Resolves when the first tab has performed the command. */
      async commands(command: string): Promise<void> {
        let isDone = false;
        results.set(++id, () => (isDone = true));
        channel.postMessage({ kind: 'command', from, to: owner, id, command, args: [], callId: undefined });
        await until(() => isDone, `the first tab has performed ${command}`);
      },
    };
  }

  const kindOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'done',
      (error: PhoneError) => error.kind,
    );

  afterEach(async () => {
    for (const close of closings.splice(0)) close();
    for (const tab of tabs.splice(0)) await closeTab(tab);
  });

  it('connect once: the second shows the account of the first, and that another tab has it', async () => {
    const [owner, follower] = await two();
    expect(follower.network.sockets).to.have.length(0);
    expect(follower.phone.state.account).to.deep.equal(owner.phone.state.account);
    expect([owner.phone.state.inOtherTab, follower.phone.state.inOtherTab]).to.deep.equal([false, true]);
  });

  it('show the same calls; a command of the second passes its before event there, and is performed by the first', async () => {
    const [owner, follower, id] = await inCall();
    const before: string[] = [];
    owner.phone.on('before', ({ command }) => before.push(`first ${command.action}`));
    follower.phone.on('before', ({ command }) => before.push(`second ${command.action}`));
    expect(follower.phone.getCall(id)!.mute()).to.equal(true);
    await until(() => follower.call?.muted === true, 'the second tab shows it');
    expect(owner.call?.muted).to.equal(true);
    expect(before).to.deep.equal(['second mute']);
    const ended = follower.phone.getCall(id)!.ended;
    const over = follower.phone.getCall(id)!.hangUp();
    await until(() => follower.call?.status === 'ended', 'the call has ended in the second tab');
    await over;
    expect(await ended).to.include({ status: 'ended', cause: 'hung-up' });
    expect(owner.phone.state.history).to.have.length(1);
  });

  it('tell no end of the registration that goes on in another tab', async () => {
    const [first, second] = await two();
    const told: string[] = [];
    for (const name of ['unregistered', 'disconnected'] as const)
      for (const [tab, which] of [
        [first, 'first'],
        [second, 'second'],
      ] as const)
        tab.phone.on(name, () => told.push(`${which} ${name}`));
    await second.phone.useHere();
    await until(() => first.socket.readyState === 3, 'the first tab has disconnected');
    await until(() => first.phone.state.account.status === 'ready', 'the first tab shows the account of the second');
    expect(
      first.socket.frames.some((text) => /^REGISTER [^]*expires=0/i.test(text)),
      'removed',
    ).to.equal(true);
    expect([first.phone.state.inOtherTab, ...told]).to.deep.equal([true]);
  });

  it('send nothing when a listener of the second prevents the command', async () => {
    const [owner, follower, id] = await inCall();
    follower.phone.on('before', (event) => event.preventDefault());
    expect(follower.phone.getCall(id)!.mute()).to.equal(false);
    expect(await kindOf(follower.phone.getCall(id)!.hangUp())).to.equal('canceled');
    expect(owner.call).to.include({ status: 'active', muted: false });
  });

  it('emit incoming in both, and the summary of a call once', async () => {
    const [owner, follower] = await two();
    const heard: string[] = [];
    for (const [name, { phone }] of Object.entries({ owner, follower })) {
      phone.on('incoming', () => heard.push(`${name} incoming`));
      phone.on('summary', () => heard.push(`${name} summary`));
    }
    await owner.rings();
    await until(() => follower.call?.status === 'incoming', 'the second tab rings');
    const declined = follower.phone.getCall(follower.call!.id)!.decline();
    await until(() => owner.socket.inbox.some((text) => text.startsWith('SIP/2.0 603 ')), 'the first tab declines');
    await owner.clock.advance(40_000);
    await declined;
    await until(() => follower.call?.status !== 'incoming', 'the second tab stops');
    expect(heard.sort()).to.deep.equal(['follower incoming', 'owner incoming', 'owner summary']);
  });

  it('make a second call in the first tab, where the call is', async () => {
    const [owner, follower] = await inCall();
    const second = follower.phone.call('carol');
    expect(second.state).to.include({ status: 'dialing', direction: 'outgoing' });
    expect(follower.phone.getCall(second.id)).to.equal(second);
    let hold = '';
    await until(() => {
      hold ||= owner.socket.inbox.find((text) => text.startsWith('INVITE ')) ?? '';
      return hold !== '';
    }, 'the first tab holds its call');
    await owner.answersSdp(await sent(owner, 'INVITE'));
    await until(() => owner.phone.state.calls.some(({ id }) => id === second.id), 'the first tab makes the call');
    expect(follower.network.sockets).to.have.length(0);
  });

  it('become the owner by a call, where none is under way', async () => {
    const [owner, follower] = await two();
    follower.phone.call('bob');
    await until(
      () => follower.phone.state.account.status === 'ready' && !follower.phone.state.inOtherTab,
      'it is taken',
    );
    expect((await sent(follower, 'INVITE')).uri.user).to.equal('bob');
    await until(() => owner.phone.state.inOtherTab && owner.call?.status === 'dialing', 'the first tab follows');
  });

  it('make a call that is placed before a tab knows that it is the first', async () => {
    const tab = open();
    tab.phone.call('bob');
    await until(() => tab.phone.state.account.status === 'ready', 'the tab is ready');
    expect((await sent(tab, 'INVITE')).uri.user).to.equal('bob');
  });

  it('make no call of a tab that is opened in a call of another one, and does not know it yet; the connection stays', async () => {
    const [owner, , id] = await inCall();
    const third = open();
    const ended = await asSoonAsItFollows(third, () => third.phone.call('carol').ended);
    expect(ended).to.include({ cause: 'no-connection', reason: 'Another tab has a call.' });
    expect(third.network.sockets).to.have.length(0);
    expect([owner.phone.state.inOtherTab, owner.call?.id]).to.deep.equal([false, id]);
  });

  it('perform a command that is given before the tab has heard of the owner', async () => {
    const account = { uri: 'sip:early-command@example.com' };
    const owner = open(account);
    await until(() => owner.phone.state.account.status === 'ready', 'the first tab is ready');
    owner.behaviour['MESSAGE'] = () => 200;
    const follower = open(account);
    const sent = asSoonAsItFollows(follower, () => follower.phone.messages.send('bob', 'Hi'));
    await until(() => owner.phone.state.conversations[0]?.messages[0]?.status === 'delivered', 'the message is sent');
    await sent;
    expect(follower.network.sockets).to.have.length(0);
  });

  it('share do not disturb, and send messages by the first tab', async () => {
    const [owner, follower] = await two();
    follower.phone.setDoNotDisturb(true);
    await until(() => owner.phone.state.doNotDisturb && follower.phone.state.doNotDisturb, 'both do not ring');
    owner.behaviour['MESSAGE'] = () => 200;
    const sent = follower.phone.messages.send('bob', 'Hello');
    await until(() => owner.phone.state.conversations[0]?.messages[0]?.status === 'delivered', 'the message is sent');
    await sent;
    expect(follower.network.sockets).to.have.length(0);
  });

  for (const storage of ['none', 'session', 'local'] as const)
    it(`have the same history and messages with storage="${storage}", a tab that is opened later too`, async () => {
      const [owner, follower] = await two({ storage, uri: `sip:kept-${storage}@example.com` });
      owner.behaviour['MESSAGE'] = () => 200;
      const sent = follower.phone.messages.send('bob', 'Hello');
      const caller = await owner.rings();
      await caller.cancel();
      const same = (tab: TestPhone): boolean => {
        const { history, missedCount, conversations } = tab.phone.state;
        return history.length === 1 && missedCount === 1 && conversations[0]?.messages[0]?.status === 'delivered';
      };
      await until(() => [owner, follower].every(same), 'both have them');
      await sent;
      const later = open({ storage, uri: `sip:kept-${storage}@example.com` });
      await until(() => same(later), 'the third has them');
      later.phone.markMissedSeen();
      follower.phone.messages.clear('sip:bob@example.com');
      await until(
        () => tabs.every(({ phone: { state } }) => state.missedCount === 0 && state.conversations.length === 0),
        'all have the changes',
      );
      void owner.phone.forget();
      await until(() => tabs.every(({ phone: { state } }) => state.history.length === 0), 'all have forgotten it');
    });

  it('watch by the first tab what the second watches, and end it with the second', async () => {
    const [owner, follower] = await two();
    const subscribed = (): string[] => [
      ...new Set(owner.socket.frames.flatMap((text) => /^SUBSCRIBE (\S+) /.exec(text)?.[1] ?? [])),
    ];
    const stop = follower.phone.lamps.watch('bob', 'Bob');
    await until(() => subscribed().includes('sip:bob@example.com'), 'the first tab subscribes');
    await until(() => owner.phone.state.lamps.length === 1, 'the first tab shows the lamp');
    expect(follower.phone.state.lamps.map(({ name, targets }) => ({ name, targets }))).to.deep.equal([
      { name: 'Bob', targets: ['bob'] },
    ]);
    expect(follower.network.sockets).to.have.length(0);
    stop();
    await until(() => owner.phone.state.lamps.length === 0, 'the first tab ends the watch');
  });

  it('reject the command of a tab whose owner closes before it has performed it', async () => {
    const [owner, follower, id] = await inCall();
    const held = kindOf(follower.phone.getCall(id)!.hold(true));
    await settle();
    void closeTab(owner);
    await until(() => !follower.phone.state.inOtherTab, 'the second tab is the owner');
    expect(await held).to.be.oneOf(['no-connection', 'already-ended']);
  });

  it('show that the phone is active in another tab, where that tab does not respond for 3 s, as a frozen page', async () => {
    const frozen = new AbortController();
    const held = navigator.locks.request(
      GROUP,
      () => new Promise<void>((resolve) => frozen.signal.addEventListener('abort', () => resolve())),
    );
    const follower = open();
    await until(() => follower.phone.state.inOtherTab, 'the second tab follows');
    expect(follower.phone.state.account.status).to.equal('connecting');
    await follower.clock.advance(3000);
    expect(follower.phone.state.account.status).to.equal('elsewhere');
    frozen.abort();
    await held;
    await until(() => follower.phone.state.account.status === 'ready', 'the second tab is the owner');
  });

  it('publish nothing while there is one tab', async () => {
    const kinds: unknown[] = [];
    const channel = new BroadcastChannel(GROUP);
    channel.addEventListener('message', ({ data }: MessageEvent<{ kind: string }>) => kinds.push(data.kind));
    const owner = open();
    await until(() => owner.phone.state.account.status === 'ready', 'the tab is ready');
    const call = owner.phone.call('bob');
    await owner.answersSdp(await sent(owner, 'INVITE'));
    await sent(owner, 'ACK');
    call.mute(true);
    await two();
    channel.close();
    expect(kinds.slice(0, kinds.indexOf('hello'))).to.deep.equal(['owner']);
  });

  it('keep a call of the first for the tab that is taking it over, while a third tab is closed', async () => {
    const [owner, follower] = await two();
    owner.phone.call('bob');
    const invite = await sent(owner, 'INVITE');
    await owner.answersSdp(invite);
    await sent(owner, 'ACK');
    const taker = await fakeTab('taker');
    await taker.commands('offer');
    tabs.splice(tabs.indexOf(follower), 1);
    await closeTab(follower);
    await taker.commands('retryNow');
    // The server ends the dialog that the call of the taker replaces (RFC 3891 §3).
    const far = RemoteCall.of(owner as unknown as TestUA, invite);
    await far.request('BYE');
    await owner.replied(200);
    expect(owner.call?.status).to.equal('active');
    await taker.commands('stay');
    expect(owner.call?.status).to.equal('ended');
  });

  it('send the audio of a call from the first until the second has sent its first packet, by "Use here"', async () => {
    const late: LateMedia[] = [];
    const sessionDescriptionHandlerFactory = (): LateMedia => {
      late.push(new LateMedia());
      return late.at(-1)!;
    };
    const owner = open();
    await until(() => owner.phone.state.account.status === 'ready', 'the first tab is ready');
    const follower = open({ sessionDescriptionHandlerFactory });
    await until(() => follower.phone.state.account.status === 'ready', 'the second tab is ready');
    owner.phone.call('bob');
    await owner.answersSdp(await owner.sent('INVITE'));
    await owner.sent('ACK');
    await until(() => follower.call?.status === 'active', 'the second tab shows the call');
    let isMoved = false;
    void follower.phone.useHere().then(() => (isMoved = true));
    const offered = (): boolean =>
      follower.network.sockets.at(-1)?.inbox.some((text) => text.startsWith('INVITE ')) === true;
    await until(offered, 'the second tab takes the call over');
    await follower.answersSdp(await follower.sent('INVITE'));
    await follower.sent('ACK');
    await follower.clock.advance(400);
    await aloneForAWhile();
    expect(owner.handlers[0]!.closed).to.equal(false);
    late[0]!.packets = 1;
    await follower.clock.advance(500);
    await until(() => owner.handlers[0]!.closed && isMoved, 'the first tab has released the call');
    expect(follower.call?.status).to.equal('active');
  });

  it('go on as one phone when an option of the account has changed in the second', async () => {
    const [owner, follower, id] = await inCall();
    const { length } = follower.accountHistory;
    follower.phone.configure({ displayName: 'Alice' });
    await until(
      () => follower.accountHistory.length > length + 1,
      'the second tab takes the option, and follows again',
    );
    expect(follower.accountHistory.slice(length)).to.deep.equal(['connecting', 'ready']);
    expect(follower.phone.getCall(id)!.mute()).to.equal(true);
    await until(() => owner.call?.muted === true, 'the first tab performs its command');
    await until(() => follower.call?.muted === true, 'the second tab shows it');
    expect(follower.network.sockets).to.have.length(0);
  });

  it('leave a call to the first when the second changes to another account', async () => {
    const [owner, follower, id] = await inCall();
    follower.phone.configure({ uri: 'sip:other-account@example.com' });
    await until(() => follower.network.sockets.length > 0, 'the second tab connects');
    await until(() => follower.phone.state.account.status === 'ready', 'the second tab is registered');
    expect(follower.phone.state.calls).to.deep.equal([]);
    expect(follower.socket.frames.filter((text) => /^(INVITE|BYE) /.test(text))).to.deep.equal([]);
    expect(owner.call).to.include({ id, status: 'active' });
  });

  for (const [what, changes] of [
    ['changes to another account', { uri: 'sip:other-account@example.com' }],
    ['is a phone of its own', { browserTabs: 'alone' }],
  ] as const)
    it(`leave a call in the first, where it goes on, when that ${what}`, async () => {
      const [owner, follower, id] = await inCall();
      owner.phone.configure(changes);
      await until(() => !follower.phone.state.inOtherTab, 'the second tab is the owner');
      await until(() => follower.phone.state.account.status === 'ready', 'the second tab is registered');
      expect(follower.phone.state.calls).to.deep.equal([]);
      expect(follower.socket.frames.filter((text) => /^(INVITE|BYE) /.test(text))).to.deep.equal([]);
      expect(owner.phone.state.calls[0]).to.include({ id, status: 'active' });
      const over = owner.phone.getCall(id)!.hangUp();
      await until(() => owner.call?.status === 'ended', 'the first tab ends it');
      await over;
      await until(() => !Object.keys(localStorage).some((key) => key.includes(':calls:')), 'nothing is stored');
      expect(follower.phone.state.calls).to.deep.equal([]);
    });

  it('show the voicemail and the presence that the first tab has, also after an option of the second has changed', async () => {
    const options = { voicemail: true, publishPresence: true };
    const [owner, follower] = await two(options);
    const shown = (): unknown[] => {
      const { voicemail, presence } = follower.phone.state;
      return [voicemail.newMessages, presence];
    };
    const publish = await sent(owner, 'PUBLISH');
    await owner.answers(publish, 200, ['SIP-ETag: one', 'Expires: 3600']);
    const server = new NotifyingServer(owner);
    await owner.serve();
    const body = 'Messages-Waiting: yes\r\nVoice-Message: 3/0\r\n';
    await server.notifies(server.subscription('many-tabs', 'message-summary'), SUMMARY, body);
    await until(() => shown().join() === '3,published', 'the second tab shows them');
    const seen = new Set<string>();
    follower.phone.subscribe(() => seen.add(shown().join()));
    const { length } = follower.accountHistory;
    follower.phone.configure({ displayName: 'Alice' });
    await until(() => follower.accountHistory.length > length + 1, 'the second tab follows again');
    owner.phone.call('bob');
    await until(() => follower.call?.status === 'dialing', 'the second tab shows the call');
    expect([...seen]).to.deep.equal(['3,published']);
  });

  it('are known to a tab that becomes the owner after they were opened', async () => {
    const frozen = new AbortController();
    const held = navigator.locks.request(
      GROUP,
      () => new Promise<void>((resolve) => frozen.signal.addEventListener('abort', () => resolve())),
    );
    const first = open();
    await until(() => first.phone.state.inOtherTab, 'the first tab waits');
    const second = open();
    second.phone.lamps.watch('bob', 'Bob');
    await until(() => second.phone.state.inOtherTab, 'the second tab waits');
    frozen.abort();
    await held;
    await until(() => first.phone.state.account.status === 'ready', 'the first tab is the owner');
    await until(() => second.phone.state.account.status === 'ready', 'the second tab shows its state');
    await until(
      () => first.socket.frames.some((text) => text.startsWith('SUBSCRIBE sip:bob@example.com ')),
      'the first tab subscribes for the second',
    );
  });

  it('do not count after a crash: the browser asks before the only tab in a call is left (Web Locks API §3)', async () => {
    const owner = open();
    await until(() => owner.phone.state.account.status === 'ready', 'the first tab is ready');
    owner.phone.call('bob');
    await owner.answersSdp(await sent(owner, 'INVITE'));
    await sent(owner, 'ACK');
    const write = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem')!;
    const blocked = (): never => {
      throw new DOMException('blocked', 'SecurityError');
    };
    const asks = (): boolean => {
      Object.defineProperty(Storage.prototype, 'setItem', { ...write, value: blocked });
      const asked = !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
      Object.defineProperty(Storage.prototype, 'setItem', write);
      return asked;
    };
    expect(asks(), 'alone').to.equal(true);
    const crash = new AbortController();
    const channel = new BroadcastChannel(GROUP);
    const gone = navigator.locks.request(`${GROUP} crashing`, () => {
      channel.postMessage({ kind: 'hello', from: 'crashing', watched: [] });
      return new Promise<void>((resolve) => crash.signal.addEventListener('abort', () => resolve()));
    });
    await until(() => !asks(), 'a second tab would go on with the call');
    crash.abort();
    await gone;
    await until(asks, 'it does not any more');
    channel.close();
  });

  it('ignore messages of other scripts of the origin that have no known shape', async () => {
    const [owner, follower] = await two();
    const channel = new BroadcastChannel(GROUP);
    for (const data of [null, 'hello', 7, {}, { kind: 'other' }, { kind: 'result', to: 'nobody', id: 1 }])
      channel.postMessage(data);
    channel.close();
    follower.phone.setDoNotDisturb(true);
    await until(() => owner.phone.state.doNotDisturb, 'commands still pass');
  });

  for (const options of [{}, { browserTabs: 'alone', singleTab: true }] as const)
    it(`are phones of their own where the origin has no locks, as in a frame with \`sandbox\`: ${JSON.stringify(options)}`, async () => {
      const { request } = LockManager.prototype;
      const failures: unknown[] = [];
      const note = ({ reason }: PromiseRejectionEvent): void => void failures.push(reason);
      addEventListener('unhandledrejection', note);
      LockManager.prototype.request = () => Promise.reject(new DOMException('', 'SecurityError'));
      try {
        const tab = open(options);
        await until(() => tab.phone.state.account.status === 'ready', 'it connects');
        const call = tab.phone.call('bob');
        await tab.answersSdp(await sent(tab, 'INVITE'));
        await sent(tab, 'ACK');
        const ended = call.hangUp();
        await until(() => tab.phone.state.calls.every(({ status }) => status === 'ended'), 'the call ends');
        await ended;
      } finally {
        LockManager.prototype.request = request;
        removeEventListener('unhandledrejection', note);
      }
      expect(failures).to.deep.equal([]);
    });

  it('are phones of their own with browserTabs="alone", and without BroadcastChannel', async () => {
    const [, follower] = await two();
    const alone = open({ browserTabs: 'alone' });
    await until(() => alone.phone.state.account.status === 'ready', 'it connects');
    const native = Object.getOwnPropertyDescriptor(globalThis, 'BroadcastChannel')!;
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
    const old = open();
    Object.defineProperty(globalThis, 'BroadcastChannel', native);
    await until(() => old.phone.state.account.status === 'ready', 'it connects too');
    expect([alone, old].map(({ network }) => network.sockets.length)).to.deep.equal([1, 1]);
    expect(follower.network.sockets).to.have.length(0);
  });
});
