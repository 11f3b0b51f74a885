/**
 * One scenario for every platform: a phone registers with a challenge, makes a call and ends it, receives a call, and
 * answers it, and the caller ends it. The platform provides the clock, the random numbers and the hashes; the remote party is in here.
 */

import { UA, type Session } from '../../src/sip/index.js';
import { FakeDescriptionHandler, sdp } from '../support/fake-description-handler.js';
import { ScriptedNetwork, type ScriptedSocket } from '../support/scripted-socket.js';
import { answer, request, response, sip } from '../support/sip-text.js';

/** What goes over the wire, in order: `>` from the phone, `<` to it. */
export const LIFE = [
  '> REGISTER',
  '< 401',
  '> REGISTER with SHA-256',
  '< 200',
  '> INVITE',
  '< 180',
  '< 200',
  '> ACK',
  '> BYE',
  '< 200',
  '< INVITE',
  '> 180',
  '> 200',
  '< ACK',
  '< BYE',
  '> 200',
  '> REGISTER with SHA-256',
  '< 200',
] as const;

const FAR_CONTACT = 'Contact: <sip:bob@far.invalid;transport=ws>';
const SDP = 'Content-Type: application/sdp';

/** Registrar and remote phone in one. */
class RemoteParty {
  readonly wire: string[] = [];
  readonly #socket: ScriptedSocket;
  #invite = '';

  constructor(socket: ScriptedSocket) {
    this.#socket = socket;
    socket.onsip = (text) => this.#receive(text);
  }

  call(): void {
    this.#invite = this.#text('INVITE', 1, 'z9hG4bKinvite', [FAR_CONTACT, SDP], sdp());
    this.#send(this.#invite);
  }

  #receive(text: string): void {
    if (text.startsWith('SIP/2.0')) return this.#receiveResponse(text);
    const { method, headers } = request(text);
    const algorithm = /algorithm=([\w-]+)/.exec(headers.get('Authorization') ?? '')?.[1];
    this.wire.push(`> ${method}${algorithm ? ` with ${algorithm}` : ''}`);
    switch (method) {
      case 'REGISTER':
        if (!algorithm)
          return this.#reply(text, 401, [
            'WWW-Authenticate: Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"',
          ]);
        return this.#reply(text, 200, [`Contact: ${headers.get('Contact')};expires=600`]);
      case 'INVITE':
        this.#reply(text, 180, [FAR_CONTACT]);
        return this.#reply(text, 200, [FAR_CONTACT, SDP], sdp());
      case 'BYE':
        return this.#reply(text, 200);
      default:
    }
  }

  #receiveResponse(text: string): void {
    const { statusCode, cseq, toTag } = response(text);
    this.wire.push(`> ${statusCode}`);
    if (statusCode !== 200 || cseq.method !== 'INVITE') return;
    this.#send(this.#text('ACK', 1, 'z9hG4bKack', [], '', toTag));
    this.#send(this.#text('BYE', 2, 'z9hG4bKbye', [], '', toTag));
  }

  #reply(to: string, statusCode: number, extra: readonly string[] = [], body = ''): void {
    this.#send(answer(to, statusCode, { toTag: 'far', extra, body }));
  }

  #text(
    method: string,
    sequence: number,
    branch: string,
    extra: readonly string[],
    body: string,
    toTag?: string,
  ): string {
    return sip(
      [
        `${method} sip:alice@example.com SIP/2.0`,
        `Via: SIP/2.0/WSS far.invalid;branch=${branch}`,
        'Max-Forwards: 70',
        'From: <sip:bob@example.com>;tag=bob',
        `To: <sip:alice@example.com>${toTag ? `;tag=${toTag}` : ''}`,
        'Call-ID: from-far',
        `CSeq: ${sequence} ${method}`,
        ...extra,
      ],
      body,
    );
  }

  #send(text: string): void {
    const [first = '', second = ''] = text.split(' ');
    this.wire.push(`< ${first === 'SIP/2.0' ? second : first}`);
    this.#socket.serverSends(text);
  }
}

const ended = (session: Session): Promise<void> =>
  new Promise((resolve) => session.once('terminated', () => resolve()));

/** Runs the scenario, and resolves with the messages on the wire. */
export async function live(): Promise<string[]> {
  const network = new ScriptedNetwork();
  const ua = new UA({
    uri: 'sip:alice@example.com',
    servers: 'wss://sip.example.com',
    password: 'secret',
    autostart: false,
    transportOptions: { socketFactory: network.factory },
    sessionDescriptionHandlerFactory: () => new FakeDescriptionHandler(),
  });
  let far: RemoteParty | undefined;
  network.onconnect = (socket) => {
    far = new RemoteParty(socket);
    queueMicrotask(() => socket.serverOpens());
  };
  const registered = new Promise<void>((resolve) => ua.once('registered', () => resolve()));
  await ua.start();
  await registered;
  const call = ua.invite('sip:bob@example.com');
  await new Promise<void>((resolve) => call.once('confirmed', () => resolve()));
  await call.bye();
  const incoming = new Promise<Session>((resolve) => ua.once('invite', (session) => resolve(session)));
  far!.call();
  const session = await incoming;
  const over = ended(session);
  session.accept();
  await over;
  await ua.stop();
  return far!.wire;
}
