/**
 * One phone and a remote party that sends random messages in any order: each of its requests has a response, nothing is
 * thrown, every call ends once, every promise settles, and nothing is left (RFC 3261 §8.2, §12, §17).
 * To see one run: `SEED=35 npx mocha test/sip/simulator/contrary.test.ts`.
 */

import { expect } from 'chai';
import { C } from '../../../src/sip/core/constants.js';
import { parseMessage } from '../../../src/sip/message/parse.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { Session } from '../../../src/sip/session/session.js';
import { sdp } from '../../support/fake-description-handler.js';
import { answer } from '../../support/sip-text.js';
import { FAR_CONTACT, RemoteCall, TestUA } from '../../support/test-ua.js';
import { runs } from '../../support/runs.js';
import { pick, seeded } from './random.js';
import { testSeeds, type SeededRun } from './seeds.js';

const RUNS = runs(1500, 15_000);
const AT_ONCE = 250;
const STEPS = 25;

class Run {
  readonly random: () => number;
  readonly problems: string[] = [];
  readonly ladder: string[] = [];
  /** Requests of the phone that may be answered, and requests of the remote party without a response. */
  readonly asked: IncomingRequest[] = [];
  readonly owed = new Map<string, string>();
  readonly calls: RemoteCall[] = [];
  readonly ends = new Map<Session, number>();
  rseq: string[] = [];
  waiting = 0;
  test!: TestUA;

  constructor(
    seed: number,
    private readonly seen: Set<string>,
  ) {
    this.random = seeded(seed);
  }

  async live(): Promise<void> {
    const { random } = this;
    this.test = await TestUA.connected({
      rel100: pick(random, C.supported.UNSUPPORTED, C.supported.SUPPORTED, C.supported.REQUIRED),
      replaces: pick(random, 'ask' as const, 'claimed' as const),
      noAnswerTimeout: 60,
      recoveryTimeout: 20,
      username: 'alice',
      password: 'secret',
    });
    const { test } = this;
    test.ua.on('invite', (session) => this.#watch(session));
    for (let i = 0; i < STEPS; i++) {
      const dice = random();
      if (dice < 0.3) await this.#answerOne();
      else if (dice < 0.75) await this.#sayOne();
      else if (dice < 0.98) this.#act();
      else this.#cut();
      await test.clock.advance(pick(random, 0, 0, 10, 600, 5000));
      this.#listen();
    }
    await test.clock.advance(100_000);
    this.#listen();
    for (const [key, line] of this.owed) this.problems.push(`no answer to ${line} (${key})`);
    const stopping = test.ua.stop();
    await test.clock.advance(10_000);
    await stopping;
    this.#mustBeClean();
  }

  #mustBeClean(): void {
    const { ua, clock } = this.test;
    const { userAgentClients, userAgentServers, dialogs } = ua.core;
    const left = {
      clients: userAgentClients.size,
      servers: userAgentServers.size,
      dialogs: dialogs.size,
      sessions: ua.sessions.size,
      timers: clock.pending,
      promises: this.waiting,
    };
    for (const [what, count] of Object.entries(left)) if (count > 0) this.problems.push(`${count} ${what} left`);
    for (const count of this.ends.values()) if (count !== 1) this.problems.push(`a call ended ${count} times`);
    for (const handler of this.test.handlers) if (!handler.closed) this.problems.push('media was not closed');
  }

  /** Reads the messages that the phone has sent. */
  #listen(): void {
    for (const text of this.test.socket.inbox.splice(0)) {
      this.ladder.push(`-> ${text.slice(0, text.indexOf('\r\n'))}`);
      const result = parseMessage(text);
      if (result.kind === 'response') {
        const { cseq, statusCode, headers, callId } = result.message;
        const rseq = headers.get('RSeq');
        this.seen.add(`${statusCode} ${cseq.method}`);
        if (rseq) this.rseq.push(`${rseq} ${cseq.sequence} INVITE`);
        if (statusCode >= 200) this.owed.delete(`${callId} ${cseq.sequence} ${cseq.method}`);
      } else if (result.kind === 'request') {
        if (result.message.method !== 'ACK') this.asked.push(result.message);
        if (result.message.method === 'INVITE' && result.message.toTag === undefined) {
          const tag = pick(this.random, 'far', 'other');
          this.calls.push(RemoteCall.of(this.test, result.message, tag));
        }
      } else this.problems.push(`said what is no SIP: ${text.slice(0, 60)}`);
    }
  }

  async #answerOne(): Promise<void> {
    const { random, test } = this;
    const request = pick(random, ...this.asked.slice(-6)) as IncomingRequest | undefined;
    if (!request) return;
    const invite = request.method === 'INVITE';
    const code = invite
      ? pick(random, 100, 180, 183, 183, 199, 200, 200, 200, 202, 302, 401, 404, 408, 422, 481, 488, 491, 500, 503, 603)
      : pick(random, 200, 200, 202, 302, 401, 404, 405, 408, 481, 488, 491, 500, 501, 503);
    const described = random() < 0.6;
    const extra = [
      ...(random() < 0.9 ? [FAR_CONTACT] : []),
      ...(described ? ['Content-Type: application/sdp'] : []),
      ...(random() < 0.4 ? ['Require: 100rel', `RSeq: ${pick<number | string>(random, 1, 2, 3, 9, 'x')}`] : []),
      ...(random() < 0.2
        ? [`Session-Expires: ${pick<number | string>(random, 0, 5, 90, 'x')};refresher=${pick(random, 'uac', 'uas')}`]
        : []),
      ...(random() < 0.3 ? ['Allow: INVITE, UPDATE, INFO', 'Retry-After: 1', 'Min-SE: 100', 'Refer-Sub: false'] : []),
      ...(code === 401 && random() < 0.7 ? ['WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"'] : []),
      ...(code === 302 ? ['Contact: <sip:elsewhere@example.com>'] : []),
    ];
    this.ladder.push(`<- ${code} (${request.cseq.sequence} ${request.method}) ${extra.join('|')}`);
    const toTag = pick(random, 'far', 'far', 'other');
    await test.receives(answer(request.toString(), code, { toTag, extra, body: described ? this.#body() : '' }));
  }

  async #sayOne(): Promise<void> {
    const { random, test } = this;
    if (this.calls.length === 0 || random() < 0.15) {
      const far = new RemoteCall(test, { fromTag: pick(random, 'bob', 'eve') });
      this.calls.push(far);
      return this.#send(far, 'INVITE');
    }
    const far = pick(random, ...this.calls);
    const method = pick(
      random,
      ...[
        'INVITE',
        'UPDATE',
        'PRACK',
        'ACK',
        'ACK',
        'CANCEL',
        'BYE',
        'INFO',
        'MESSAGE',
        'REFER',
        'NOTIFY',
        'SUBSCRIBE',
        'OPTIONS',
      ],
    );
    return this.#send(far, method);
  }

  async #send(far: RemoteCall, method: string): Promise<void> {
    const { random, test } = this;
    const tag = [...this.test.ua.sessions.values()].map((session) => session as Session).map(({ request }) => request);
    // It learns the tag that the phone gave the call.
    const ours = tag.find(({ callId }) => callId === far.callId);
    if (ours && far.toTag === undefined && random() < 0.8) far.toTag = this.#tagOf(far.callId);
    const extra = [
      ...(random() < 0.3 ? ['Supported: 100rel, timer, replaces'] : []),
      ...(random() < 0.1 ? ['Require: 100rel'] : []),
      ...(method === 'PRACK' ? [`RAck: ${pick(random, '1 1 INVITE', 'x', ...this.rseq.slice(-2))}`] : []),
      ...(method === 'REFER' ? [pick(random, 'Refer-To: <sip:carol@example.com>', 'Refer-To: <>', 'X-None: 1')] : []),
      ...(method === 'NOTIFY' || method === 'SUBSCRIBE'
        ? [pick(random, 'Event: refer', 'Event: refer;id=2', 'Event: x')]
        : []),
      ...(method === 'NOTIFY'
        ? [pick(random, 'Subscription-State: active;expires=5', 'Subscription-State: terminated')]
        : []),
      ...(method === 'SUBSCRIBE' ? [`Expires: ${pick(random, 0, 60)}`] : []),
      ...(random() < 0.15 ? [`Session-Expires: ${pick(random, 5, 90, 200)}`] : []),
      ...(method === 'INVITE' && random() < 0.2 ? [this.#replaces()] : []),
      ...(method === 'NOTIFY' ? ['Content-Type: message/sipfrag'] : []),
    ];
    const notify = `SIP/2.0 ${pick(random, 100, 180, 200, 486)} X\r\n`;
    const body = method === 'NOTIFY' ? notify : random() < 0.6 ? this.#body() : '';
    if (method === 'CANCEL') {
      this.ladder.push('<- CANCEL');
      return far.cancel();
    }
    const sequence = method === 'ACK' ? far.inviteSequence : far.sequence;
    if (method === 'INVITE') far.inviteSequence = sequence;
    const text = far.text(method, { extra, body, sequence });
    if (method !== 'ACK') {
      far.sequence += random() < 0.95 ? 1 : 0;
      if (test.socket.readyState === 1) this.owed.set(`${far.callId} ${sequence} ${method}`, method);
    }
    this.ladder.push(
      `<- ${method} ${sequence} to=${far.toTag ?? '-'} ${extra.join('|')} ${body === '' ? '' : '+body'}`,
    );
    await test.receives(text);
  }

  #tagOf(callId: string): string | undefined {
    for (const { callId: id, localTag } of this.test.ua.core.dialogs.values()) if (id === callId) return localTag;
    return undefined;
  }

  #replaces(): string {
    const { callId, localTag, remoteTag } = [...this.test.ua.core.dialogs.values()][0] ?? {};
    return `Replaces: ${callId ?? 'x'};to-tag=${localTag ?? 'y'};from-tag=${remoteTag ?? 'z'}`;
  }

  #body(): string {
    const { random } = this;
    return random() < 0.9 ? sdp(pick(random, 'sendrecv', 'sendonly', 'inactive'), Math.ceil(random() * 9)) : 'garbage';
  }

  #watch(session: Session): void {
    this.ends.set(session, 0);
    session.on('terminated', () => void this.ends.set(session, this.ends.get(session)! + 1));
    session.on('stateChange', ({ status }) => {
      this.seen.add(status);
      this.ladder.push(`== ${status}`);
    });
    if (this.random() < 0.7)
      session.on(
        'refer',
        session.followRefer((_request, next) => this.#watch(next)),
      );
  }

  /** Closes the connection; requests that were sent over it get no response. */
  #cut(): void {
    this.ladder.push('--- the connection breaks');
    this.#listen();
    this.owed.clear();
    this.test.socket.serverCloses();
  }

  /** A random action of the user or the application, valid in the state of the session or not. */
  #act(): void {
    const { random, test } = this;
    const sessions = [...test.ua.sessions.values()] as Session[];
    const session = pick(random, ...sessions) as Session | undefined;
    const failing = random() < 0.1 ? new Error('no media') : undefined;
    if (test.handlers.length > 0) test.handler.failing = failing ? { [pick(random, 'get', 'set')]: failing } : {};
    if (!session || random() < 0.2) {
      return this.#watch(test.ua.invite('sip:bob@example.com', { inviteWithoutSdp: random() < 0.3 }));
    }
    const dice = Math.floor(random() * 14);
    this.ladder.push(`.. act ${dice} in ${session.state.status}`);
    const acts: (() => unknown)[] = [
      () => session.accept(),
      () => session.accept(),
      () => session.accept({ statusCode: 202 }),
      () => session.progress({ statusCode: pick(random, 180, 183) }),
      () => session.reject({ statusCode: 486 }),
      () => session.redirect('dave'),
      () => session.hold(),
      () => session.unhold(),
      () => session.reinvite({ inviteWithoutSdp: random() < 0.5 }),
      () => session.refer('carol'),
      () => session.dtmf('1'),
      () => session.message('x'),
      () => session.cancel(),
      () => session.terminate(),
    ];
    try {
      const outcome = acts[dice]!();
      if (!(outcome instanceof Promise)) return;
      this.waiting++;
      outcome.catch(() => undefined).finally(() => this.waiting--);
    } catch (error) {
      if ((error as Error).name !== 'INVALID_STATE_ERROR') throw error;
    }
  }
}

async function oneRun(seed: number, seen: Set<string>): Promise<SeededRun> {
  const { random } = Math;
  Math.random = seeded(seed ^ 0xc0de);
  const run = new Run(seed, seen);
  try {
    await run.live();
  } catch (error) {
    run.problems.push(`thrown: ${(error as Error).stack}`);
  } finally {
    Math.random = random;
  }
  return run;
}

describe('a remote party that sends random messages', function () {
  testSeeds(
    { title: 'gets a response to each request, and causes no error', runs: RUNS, atOnce: AT_ONCE, run: oneRun },
    (seen) => {
      it('was tested in every intended situation', () => {
        const states = ['calling', 'early', 'answering', 'established', 'ending', 'ended'];
        const granted = [
          '200 INVITE',
          '200 UPDATE',
          '200 PRACK',
          '200 BYE',
          '200 CANCEL',
          '202 REFER',
          '200 NOTIFY',
          '183 INVITE',
        ];
        const refused = [
          '491 INVITE',
          '491 UPDATE',
          '500 INVITE',
          '500 UPDATE',
          '481 PRACK',
          '487 INVITE',
          '422 INVITE',
          '603 REFER',
        ];
        expect([...seen]).to.include.members([...states, ...granted, ...refused]);
      });
    },
  );
});
