/** The public types of the headless phone: `npm run check` fails when one of them becomes wider. */

import {
  Phone,
  type BeforeEvent,
  type Call,
  type CallSessionEvents,
  type CallSummary,
  type PhoneConfiguration,
} from '../../src/phone/index.js';
import type { ChatMessage, Party, PhoneState, Problem } from '../../src/phone/index.js';
import type { Session, SessionDescriptionHandlerFactory, TransportConstructor } from '../../src/sip/index.js';
import { expectType } from '../support/expect-type.js';

export function calls(phone: Phone): void {
  expectType(phone.state).is<PhoneState>();
  expectType(phone.getCall('id')).is<Call | undefined>();
  expectType(phone.call('bob')).is<Call>();
}

export function call(one: Call): void {
  expectType(one.session).is<Session | undefined>();
  expectType(one.hangUp()).is<Promise<void>>();
  expectType(one.hold()).is<Promise<void>>();
}

export function events(phone: Phone): void {
  phone.on('incoming', (incoming) => expectType(incoming).is<Call>());
  phone.on('summary', (summary) => expectType(summary).is<CallSummary>());
  phone.on('problem', (problem) => expectType(problem).is<Problem>());
  phone.on('message', (peer, message) => {
    expectType(peer).is<Party>();
    expectType(message).is<ChatMessage>();
  });
  phone.on('before', (event) => expectType(event).is<BeforeEvent<Call>>());
  phone.on('sessionEvent', (_call, name, args) => {
    expectType(name).is<keyof CallSessionEvents>();
    expectType(args).is<CallSessionEvents[keyof CallSessionEvents]>();
  });
  // @ts-expect-error There is no such event.
  phone.on('invite', () => undefined);
}

export function options(): void {
  expectType<PhoneConfiguration['transportConstructor']>().is<TransportConstructor | undefined>();
  expectType<PhoneConfiguration['sessionDescriptionHandlerFactory']>().is<
    SessionDescriptionHandlerFactory | undefined
  >();
  void new Phone({ server: 'wss://example.org', uri: 'sip:alice@example.org', maxCalls: 2, codecs: ['opus'] });
  // @ts-expect-error The number of calls is a number.
  void new Phone({ maxCalls: '2' });
  // @ts-expect-error There is no such option.
  void new Phone({ servers: 'wss://example.org' });
}
