/**
 * Each documented event of an element with a phone of its own is dispatched for what causes it: a message of the server or of a remote party,
 * a command, or the browser. It comes from the element, bubbles, is composed and has its fields in `detail` (DOM §2.2).
 */

import { expect, html } from '@open-wc/testing';
import '../../../../src/define/all.js';
import type { SipProvider } from '../../../../src/components/sip-provider/sip-provider.js';
import type { PhoneConfiguration } from '../../../../src/phone/configuration.js';
import type { Call } from '../../../../src/phone/index.js';
import type { IncomingRequest } from '../../../../src/sip/message/request.js';
import { sdp } from '../../../support/fake-description-handler.js';
import { TestPhone } from '../../../support/test-phone.js';
import { FAR_CONTACT, RemoteCall, type TestUA } from '../../../support/test-ua.js';
import { mountAll, settled, until } from '../../support.js';
import { PROVIDERS, type PHONE_EVENTS } from './documented-events.js';

type Detail = Readonly<Record<string, unknown>>;

/** An element whose own phone is on a scripted socket. */
interface Bench {
  readonly element: SipProvider;
  readonly test: TestPhone;
}

interface Case {
  /** Options, as properties of the element. */
  readonly options?: Partial<Record<keyof PhoneConfiguration, unknown>>;
  /** What the phone of the test has instead of a scripted part. */
  readonly without?: PhoneConfiguration;
  readonly cause: (bench: Bench) => unknown;
  /** The names of the fields, and what they say. */
  readonly fields: readonly string[];
  readonly says?: (detail: Detail, bench: Bench) => unknown;
  readonly said?: unknown;
}

async function mount(tag: (typeof PROVIDERS)[number], { options = {}, without = {} }: Case): Promise<Bench> {
  const element = document.createElement(tag) as SipProvider;
  let test: TestPhone | undefined;
  const createPhone = (given: PhoneConfiguration): unknown => (test = new TestPhone({ ...given, ...without })).phone;
  Object.assign(element, { createPhone, manual: true, noHistory: true, noNotifications: true, ...options });
  element.setAttribute('server', 'wss://sip.example.com');
  element.setAttribute('uri', 'sip:alice@example.com');
  (await mountAll(html`<div></div>`)).append(element);
  await settled(element);
  return { element, test: test! };
}

async function start({ element, test }: Bench): Promise<void> {
  void element.start();
  await until(() => test.network.sockets.length > 0, 'a connection');
  await test.serve();
}

const isSent = (test: TestPhone, method: string): boolean =>
  test.socket.inbox.some((message) => message.startsWith(`${method} `));

/** The next request of this method, when it comes. */
async function sent({ test }: Bench, method: string): Promise<IncomingRequest> {
  await until(() => isSent(test, method), `${method} is sent`);
  return test.sent(method);
}

/** Calls Bob. Returns the INVITE. */
async function dials(bench: Bench): Promise<IncomingRequest> {
  await start(bench);
  void bench.element.call('bob').catch(() => undefined);
  return sent(bench, 'INVITE');
}

const refused = async (bench: Bench): Promise<void> => bench.test.answers(await dials(bench), 486);

/** Calls Bob, who answers. */
async function talks(bench: Bench): Promise<{ far: RemoteCall; invite: IncomingRequest }> {
  const invite = await dials(bench);
  await bench.test.answersSdp(invite);
  await sent(bench, 'ACK');
  return { far: RemoteCall.of(asUA(bench), invite), invite };
}

/** The remote party uses only `receives` of the test user agent. */
const asUA = ({ test }: Bench): TestUA => test as unknown as TestUA;

async function rings(bench: Bench): Promise<RemoteCall> {
  await start(bench);
  return bench.test.rings();
}

const hangsUp = async (bench: Bench): Promise<void> => (await talks(bench)).far.request('BYE');

/** A challenge of the server to the request. */
const challenges = ({ test }: Bench, to: IncomingRequest, status: 401 | 407, realm: string): Promise<void> => {
  const name = status === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate';
  return test.answers(to, status, [`${name}: Digest realm="${realm}", nonce="n0nce", qop="auth"`]);
};

const SESSION = ['session', 'call', 'sessionEvent', 'args'];
const peerOf = (detail: Detail): string => (detail['call'] as Call).state.peer.number;
/** An event of the session with Bob. */
const session = (cause: Case['cause'], options: Case['options'] = {}): Case => ({
  options,
  cause,
  fields: SESSION,
  says: (detail) => [detail['session'] !== undefined, peerOf(detail)],
  said: [true, 'bob'],
});

const CASES: Record<(typeof PHONE_EVENTS)[number], Case> = {
  'sip-connected': { cause: start, fields: [] },
  'sip-registered': { cause: start, fields: [] },
  'sip-disconnected': {
    cause: async (bench) => {
      await start(bench);
      bench.test.socket.serverCloses();
    },
    fields: ['reason'],
    says: ({ reason }) => typeof reason,
    said: 'string',
  },
  'sip-unregistered': {
    cause: async (bench) => {
      await start(bench);
      void bench.element.stop();
      await until(() => isSent(bench.test, 'REGISTER'), 'the end of the registration');
      await bench.test.serve();
    },
    fields: [],
  },
  'sip-registration-failed': {
    cause: (bench) => {
      bench.test.behaviour['REGISTER'] = () => 403;
      return start(bench);
    },
    fields: ['statusCode', 'reason'],
    says: ({ statusCode, reason }) => [statusCode, reason],
    said: [403, 'Forbidden'],
  },
  'sip-challenge-withheld': {
    options: { password: 'secret' },
    cause: async (bench) => challenges(bench, await dials(bench), 407, 'evil'),
    fields: ['challenge'],
    says: ({ challenge }) => (challenge as { realm: string }).realm,
    said: 'evil',
  },
  'sip-credentials': {
    cause: async (bench) => {
      delete bench.test.behaviour['REGISTER'];
      await start(bench);
      await challenges(bench, await sent(bench, 'REGISTER'), 401, 'example.com');
    },
    fields: ['challenge'],
    says: ({ challenge }) => (challenge as { realm: string }).realm,
    said: 'example.com',
  },
  'sip-error': {
    cause: ({ element }) => element.setAttribute('server', 'http://example.com'),
    fields: ['problem', 'message'],
    says: ({ problem, message }) => [(problem as { kind: string }).kind, typeof message],
    said: ['bad-server', 'string'],
  },
  'sip-incoming': { cause: rings, fields: ['call'], says: peerOf, said: 'bob' },
  'sip-ring-blocked': {
    // Its own media, which play the ringer.
    without: { sessionDescriptionHandlerFactory: undefined },
    cause: async (bench) => {
      // The autoplay policy of a browser (HTML §4.8.11.8): no sound before the first click.
      const { play } = HTMLMediaElement.prototype;
      HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      try {
        await rings(bench);
        await until(() => bench.element.state!.audioLocked, 'the ringer is blocked');
      } finally {
        HTMLMediaElement.prototype.play = play;
      }
    },
    fields: ['call'],
    says: peerOf,
    said: 'bob',
  },
  'sip-caller-lookup': {
    cause: rings,
    fields: ['party'],
    says: ({ party }) => (party as { number: string }).number,
    said: 'bob',
  },
  'sip-contacts-query': {
    cause: async (bench) => {
      await start(bench);
      await bench.test.phone.contacts.suggest('Ann');
    },
    fields: ['text', 'signal'],
    says: ({ text }) => text,
    said: 'Ann',
  },
  'sip-message': {
    cause: async (bench) => {
      await start(bench);
      await new RemoteCall(asUA(bench)).request('MESSAGE', { extra: ['Content-Type: text/plain'], body: 'Hello' });
    },
    fields: ['peer', 'message'],
    says: ({ peer, message }) => [(peer as { number: string }).number, (message as { text: string }).text],
    said: ['bob', 'Hello'],
  },
  'sip-call-progress': session(async (bench) => bench.test.answers(await dials(bench), 180, [FAR_CONTACT])),
  'sip-call-accepted': session(talks),
  'sip-call-rejected': session(refused),
  'sip-call-failed': session(refused),
  'sip-call-terminated': session(hangsUp),
  'sip-call-bye': session(hangsUp),
  'sip-call-summary': {
    cause: hangsUp,
    fields: ['summary'],
    says: ({ summary }) => (summary as { peer: { number: string } }).peer.number,
    said: 'bob',
  },
  'sip-call-cancel': session(async (bench) => (await rings(bench)).cancel()),
  'sip-call-refer': session(
    async (bench) => {
      bench.test.behaviour['NOTIFY'] = () => 200;
      const { far } = await talks(bench);
      await far.request('REFER', { extra: ['Refer-To: <sip:carol@example.com>', FAR_CONTACT] });
    },
    { followTransfers: true },
  ),
  'sip-call-replaced': session(async (bench) => {
    const { invite } = await talks(bench);
    const replaces = `Replaces: ${invite.callId};to-tag=${invite.fromTag};from-tag=far`;
    const far = new RemoteCall(asUA(bench), { fromTag: 'other-device' });
    await far.request('INVITE', { extra: [replaces, 'P-Asserted-Identity: <sip:bob@example.com>'], body: sdp() });
  }),
  'sip-call-dtmf': session(async (bench) => {
    const extra = ['Content-Type: application/dtmf-relay'];
    await (await talks(bench)).far.request('INFO', { extra, body: 'Signal=5\r\nDuration=160\r\n' });
  }),
  'sip-call-message': {
    options: { messageTypes: ['application/json'] },
    cause: async (bench) => {
      const extra = ['Content-Type: application/json'];
      await (await talks(bench)).far.request('MESSAGE', { extra, body: '{}' });
    },
    fields: ['call', 'message'],
    says: ({ message }) => (message as { body: string }).body,
    said: '{}',
  },
};

describe('Each documented event of an element with a phone of its own', () => {
  for (const tag of PROVIDERS)
    for (const [name, given] of Object.entries(CASES)) {
      const { cause, fields, says, said } = given;
      it(`<${tag}> dispatches ${name} with ${fields.join(', ') || 'no field'}`, async () => {
        const bench = await mount(tag, given);
        const seen: CustomEvent<Detail>[] = [];
        const listen = (event: Event): void => void seen.push(event as CustomEvent<Detail>);
        document.addEventListener(name, listen);
        try {
          await cause(bench);
          await until(() => seen.length > 0, name);
        } finally {
          document.removeEventListener(name, listen);
          bench.element.remove();
        }
        const event = seen[0]!;
        expect(event.target).to.equal(bench.element);
        expect([event.bubbles, event.composed, event.cancelable]).to.deep.equal([true, true, false]);
        expect(Object.keys(event.detail)).to.have.members(fields);
        if (fields === SESSION) expect(event.detail['sessionEvent']).to.equal(name.slice('sip-call-'.length));
        expect(says?.(event.detail, bench)).to.deep.equal(said);
      });
    }
});
