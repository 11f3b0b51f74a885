/**
 * A phone on scripted sockets in virtual time, and a server that registers it and otherwise responds as the test defines.
 * Subjects: phone in virtual time, test.
 */

import type { PhoneConfiguration } from '../../src/phone/configuration.js';
import { Phone } from '../../src/phone/phone.js';
// Loaded before: what a NOTIFY says is in the state at once, in virtual time.
import '../../src/phone/parts-chunk.js';
import '../../src/phone/presence/event-chunk.js';
import '../../src/phone/tabs/tab-chunk.js';
import type { CallState, PhoneState } from '../../src/phone/state.js';
import type { IncomingRequest } from '../../src/sip/message/request.js';
import { FakeDescriptionHandler, sdp } from './fake-description-handler.js';
import { ScriptedNetwork, type ScriptedSocket } from './scripted-socket.js';
import { answer, request, response } from './sip-text.js';
import { FAR_CONTACT, RemoteCall, type TestUA } from './test-ua.js';
import { VirtualClock, settle } from './virtual-clock.js';

/** The response of the server to a request of this method: a status, or the whole text; undefined for no response. */
export type Behaviour = (request: IncomingRequest) => number | string | undefined;

export class TestPhone {
  readonly clock = new VirtualClock();
  readonly network = new ScriptedNetwork();
  readonly handlers: FakeDescriptionHandler[] = [];
  readonly phone: Phone;
  readonly states: PhoneState[] = [];
  /** By method; the test handles a method that is missing here. */
  readonly behaviour: Record<string, Behaviour> = {
    REGISTER: TestPhone.accept,
    BYE: () => 200,
    CANCEL: () => 200,
  };

  constructor(configuration: PhoneConfiguration = {}) {
    this.phone = new Phone({
      server: 'wss://sip.example.com',
      uri: 'sip:alice@example.com',
      clock: this.clock,
      logLevel: 'error',
      // Other tests are not affected by the mailbox.
      voicemail: false,
      // Web Locks and channels are those of the origin, which all test files share.
      browserTabs: 'alone',
      sessionDescriptionHandlerFactory: () => {
        const handler = new FakeDescriptionHandler();
        this.handlers.push(handler);
        return handler;
      },
      transportOptions: { socketFactory: this.network.factory, keepAliveInterval: 0 },
      ...configuration,
    });
    this.phone.subscribe((state) => this.states.push(state));
  }

  /** The 200 of a registrar to this REGISTER. */
  static accept(register: IncomingRequest): string {
    return answer(register.toString(), 200, { toTag: 'r', extra: contactOf(register) });
  }

  /** A registered phone. */
  static async ready(configuration: PhoneConfiguration = {}): Promise<TestPhone> {
    const test = new TestPhone(configuration);
    void test.phone.start();
    await test.serve();
    return test;
  }

  get socket(): ScriptedSocket {
    return this.network.socket;
  }

  /** The active call. */
  get call(): CallState | undefined {
    const { calls, activeCallId } = this.phone.state;
    return calls.find(({ id }) => id === activeCallId);
  }

  /** Lets the server respond to the requests with a behaviour; the others stay in the inbox. */
  async serve(): Promise<void> {
    for (;;) {
      await settle();
      const { inbox } = this.socket;
      const index = inbox.findIndex((text) => this.behaviour[methodOf(text)]);
      if (index < 0) return;
      const [text] = inbox.splice(index, 1) as [string];
      const made = this.behaviour[methodOf(text)]!(request(text));
      if (made !== undefined)
        this.socket.serverSends(typeof made === 'string' ? made : answer(text, made, { toTag: 's' }));
    }
  }

  async receives(text: string): Promise<void> {
    this.socket.serverSends(text);
    await this.serve();
  }

  /** The next request of this method that the server has not answered. */
  async sent(method: string): Promise<IncomingRequest> {
    await this.serve();
    const index = this.socket.inbox.findIndex((text) => methodOf(text) === method);
    if (index < 0) throw new Error(`no ${method} was sent, but: ${this.socket.inbox.map(methodOf).join()}`);
    return request(this.socket.inbox.splice(index, 1)[0]!);
  }

  /** The next response of this status. */
  async replied(statusCode: number): Promise<string> {
    await this.serve();
    const index = this.socket.inbox.findIndex((text) => text.startsWith(`SIP/2.0 ${statusCode} `));
    if (index < 0) throw new Error(`no ${statusCode} was sent`);
    return this.socket.inbox.splice(index, 1)[0]!;
  }

  answers(to: IncomingRequest, statusCode: number, extra: readonly string[] = []): Promise<void> {
    return this.receives(answer(to.toString(), statusCode, { toTag: 'far', extra }));
  }

  answersSdp(to: IncomingRequest, statusCode = 200): Promise<void> {
    const extra = [FAR_CONTACT, 'Content-Type: application/sdp'];
    return this.receives(answer(to.toString(), statusCode, { toTag: 'far', extra, body: sdp() }));
  }

  /** Bob calls the phone. */
  async rings(options: { from?: string; extra?: readonly string[]; body?: string } = {}): Promise<Caller> {
    // The remote party uses only `receives` of the test user agent.
    const far = new Caller(this as unknown as TestUA);
    if (options.from) far.from = options.from;
    await far.request('INVITE', { extra: options.extra ?? [], body: options.body ?? sdp() });
    return far;
  }

  /** The values of one property of the account, without repetitions. */
  get accountHistory(): string[] {
    const all = this.states.map(({ account }) => account.status);
    return all.filter((status, index) => status !== all[index - 1]);
  }
}

/** The caller of an incoming call. */
class Caller extends RemoteCall {
  /** Stores the To tag of the 200 and sends the ACK to it. */
  acknowledges(ok: string): Promise<void> {
    this.toTag = response(ok).toTag;
    return this.ack();
  }
}

function methodOf(text: string): string {
  return text.slice(0, text.indexOf(' '));
}

function contactOf(register: IncomingRequest): string[] {
  return register.headers.getAll('Contact').map((contact) => `Contact: ${contact}`);
}
