/**
 * A user agent on a scripted socket in virtual time, and a remote party whose messages the test writes.
 * Subjects: user agent in virtual time, test.
 */

import { newBranch } from '../../src/sip/base/ids.js';
import type { UAConfiguration } from '../../src/sip/configuration.js';
import type { IncomingRequest } from '../../src/sip/message/request.js';
import type { IncomingResponse } from '../../src/sip/message/response.js';
import type { Session } from '../../src/sip/session/session.js';
import { UA } from '../../src/sip/ua.js';
import { FakeDescriptionHandler, sdp } from './fake-description-handler.js';
import { ScriptedNetwork, type ScriptedSocket } from './scripted-socket.js';
import { answer, request, response, sip } from './sip-text.js';
import { VirtualClock, settle } from './virtual-clock.js';

export const FAR_CONTACT = 'Contact: <sip:bob@far.invalid;transport=ws>';

export interface AnswerOptions {
  phrase?: string;
  toTag?: string;
  extra?: readonly string[];
  body?: string;
}

export class TestUA {
  readonly clock = new VirtualClock();
  readonly network = new ScriptedNetwork();
  readonly handlers: FakeDescriptionHandler[] = [];
  readonly log: string[] = [];
  readonly ua: UA;

  /** The user agent of Alice, which neither registers nor connects by itself unless `options` request it. */
  constructor(options: Partial<UAConfiguration> = {}) {
    const { transportOptions, ...rest } = options;
    this.ua = new UA({
      uri: 'sip:alice@example.com',
      servers: 'wss://sip.example.com',
      autostart: false,
      register: false,
      clock: this.clock,
      random: () => 0,
      logLevel: 'debug',
      logBuiltinEnabled: false,
      logConnector: (_level, category, _label, content) => this.log.push(`${category} ${content}`),
      sessionDescriptionHandlerFactory: () => {
        const handler = new FakeDescriptionHandler();
        this.handlers.push(handler);
        return handler;
      },
      transportOptions: { socketFactory: this.network.factory, keepAliveInterval: 0, ...transportOptions },
      ...rest,
    });
  }

  /** A connected user agent. */
  static async connected(options: Partial<UAConfiguration> = {}): Promise<TestUA> {
    const test = new TestUA(options);
    await test.ua.start();
    await settle();
    return test;
  }

  get socket(): ScriptedSocket {
    return this.network.socket;
  }

  get handler(): FakeDescriptionHandler {
    return this.handlers.at(-1)!;
  }

  /** The next sent message, a request of this method. Throws for another message. */
  async sent(method: string): Promise<IncomingRequest> {
    await settle();
    const text = this.socket.take();
    if (!text.startsWith(`${method} `)) throw new Error(`expected ${method}, got ${text}`);
    return request(text);
  }

  /** The next sent message, a response with this status. */
  async replied(statusCode: number): Promise<IncomingResponse> {
    await settle();
    const text = this.socket.take();
    if (!text.startsWith(`SIP/2.0 ${statusCode} `)) throw new Error(`expected ${statusCode}, got ${text}`);
    return response(text);
  }

  /** Whether no further message was sent. */
  async silent(): Promise<boolean> {
    await settle();
    return this.socket.inbox.length === 0;
  }

  /** The start lines of the sent messages that were not taken. */
  get outbox(): string[] {
    return this.socket.inbox.map((text) => text.slice(0, text.indexOf('\r\n')));
  }

  async receives(text: string): Promise<void> {
    this.socket.serverSends(text);
    await settle();
  }

  /** The remote party responds to a request. */
  answers(to: IncomingRequest, statusCode: number, options: AnswerOptions = {}): Promise<void> {
    return this.receives(answer(to.toString(), statusCode, options));
  }

  /** The remote party responds to an INVITE with a description. */
  answersSdp(to: IncomingRequest, statusCode = 200, options: AnswerOptions = {}): Promise<void> {
    const { toTag = 'far', extra = [], body = sdp(), ...rest } = options;
    return this.answers(to, statusCode, {
      toTag,
      body,
      extra: [FAR_CONTACT, ...(body === '' ? [] : ['Content-Type: application/sdp']), ...extra],
      ...rest,
    });
  }

  /** Calls Bob, who answers; the ACK is read. */
  async callEstablished(options: AnswerOptions = {}): Promise<{ session: Session; invite: IncomingRequest }> {
    const session = this.ua.invite('sip:bob@example.com');
    const invite = await this.sent('INVITE');
    await this.answersSdp(invite, 200, options);
    await this.sent('ACK');
    return { session, invite };
  }

  /** Bob calls, and the user agent emits `invite`. Its 180 was taken. */
  async ringing(
    options: { extra?: readonly string[]; body?: string } = {},
  ): Promise<{ session: Session; far: RemoteCall }> {
    const far = new RemoteCall(this);
    let session: Session | undefined;
    this.ua.once('invite', (incoming) => (session = incoming));
    await far.request('INVITE', { extra: options.extra ?? [], body: options.body ?? sdp() });
    if (!session) throw new Error(`the call did not arrive: ${this.outbox.join()}`);
    far.toTag = (await this.replied(180)).toTag;
    return { session, far };
  }

  /** Bob calls, the user agent accepts, and Bob sends the ACK. */
  async answered(): Promise<{ session: Session; far: RemoteCall }> {
    const { session, far } = await this.ringing();
    session.accept();
    await this.replied(200);
    await far.ack();
    return { session, far };
  }
}

/** The requests of the remote party in one call, with their numbers and tags. */
export class RemoteCall {
  readonly callId: string;
  readonly fromTag: string;
  from = '<sip:bob@example.com>';
  to = '<sip:alice@example.com>';
  toTag: string | undefined;
  sequence = 1;
  inviteSequence = 1;
  branch = newBranch();
  last = '';

  constructor(
    private readonly test: TestUA,
    of: { callId?: string; fromTag?: string; toTag?: string } = {},
  ) {
    this.callId = of.callId ?? `far-${newBranch()}`;
    this.fromTag = of.fromTag ?? 'bob';
    this.toTag = of.toTag;
  }

  /** The remote party of an outgoing call: its tags are those of the 2xx. */
  static of(test: TestUA, invite: IncomingRequest, toTag = 'far'): RemoteCall {
    return new RemoteCall(test, { callId: invite.callId, fromTag: toTag, toTag: invite.fromTag! });
  }

  text(
    method: string,
    options: { extra?: readonly string[]; body?: string; sequence?: number; branch?: string } = {},
  ): string {
    const { extra = [], body = '', sequence = this.sequence, branch = (this.branch = newBranch()) } = options;
    const tagged = this.toTag === undefined ? this.to : `${this.to};tag=${this.toTag}`;
    const typed =
      body === '' || extra.some((line) => line.startsWith('Content-Type')) ? [] : ['Content-Type: application/sdp'];
    return (this.last = sip(
      [
        `${method} sip:alice@alice.invalid SIP/2.0`,
        `Via: SIP/2.0/WSS far.invalid;branch=${branch}`,
        'Max-Forwards: 70',
        `From: ${this.from};tag=${this.fromTag}`,
        `To: ${tagged}`,
        `Call-ID: ${this.callId}`,
        `CSeq: ${sequence} ${method}`,
        ...(method === 'INVITE' || method === 'UPDATE' ? [FAR_CONTACT] : []),
        ...typed,
        ...extra,
      ],
      body,
    ));
  }

  async request(method: string, options: { extra?: readonly string[]; body?: string } = {}): Promise<void> {
    if (method === 'INVITE') this.inviteSequence = this.sequence;
    const text = this.text(method, options);
    this.sequence++;
    await this.test.receives(text);
  }

  ack(body = ''): Promise<void> {
    return this.test.receives(this.text('ACK', { sequence: this.inviteSequence, body }));
  }

  /** Sends a CANCEL, with the branch and number of its INVITE. */
  cancel(extra: readonly string[] = []): Promise<void> {
    const { toTag } = this;
    this.toTag = undefined;
    const text = this.text('CANCEL', { sequence: this.inviteSequence, branch: this.branch, extra });
    this.toTag = toTag;
    return this.test.receives(text);
  }
}
