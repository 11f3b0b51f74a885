/** The public types of the SIP stack: `npm run check` fails when one of them becomes wider. */

import {
  UA,
  type AcceptOptions,
  type AnyResponse,
  type DtmfEvent,
  type InviteOptions,
  type ReferOptions,
  type ServerContext,
  type Session,
  type SessionDescriptionHandler,
  type SessionEnd,
  type SessionSnapshot,
  type SessionState,
  type SipError,
  type Subscription,
  type Transport,
} from '../../src/sip/index.js';
import { createSessionDescriptionHandlerFactory, type CallMedia } from '../../src/media/index.js';
import type { IncomingRequest, IncomingResponse, OutgoingRequestMessage, URI } from '../../src/sip/index.js';
import { expectType, type Assignable } from '../support/expect-type.js';

export function sessionsOfUserAgent(ua: UA, snapshot: SessionSnapshot): void {
  expectType(ua.sessions.get('id')).is<Session | undefined>();
  expectType(ua.invite('bob')).is<Session>();
  expectType(ua.resume(snapshot)).is<Session>();
  expectType(ua.transport).is<Transport>();
  expectType(ua.register()).is<Promise<IncomingResponse>>();
  expectType(ua.subscribe('bob', 'presence')).is<Subscription>();
  expectType(ua.normalizeTarget('bob')).is<URI | undefined>();
  for (const session of ua.sessions.values()) expectType(session.bye()).is<Promise<void>>();
}

export function eventsOfUserAgent(ua: UA): void {
  ua.on('invite', (session) => expectType(session).is<Session>());
  ua.addListener('join', (session, joined) => expectType([session, joined]).is<Session[]>());
  ua.once('message', (context) => expectType(context).is<ServerContext>());
  ua.on('disconnected', (reason) => expectType(reason).is<string | undefined>());
  ua.on('registrationFailed', (response, cause) => {
    expectType(response).is<IncomingResponse | undefined>();
    expectType(cause).is<string>();
  });
  // @ts-expect-error There is no such event.
  ua.on('incoming', () => undefined);
}

export function options(microphone: Parameters<typeof createSessionDescriptionHandlerFactory>[0]['microphone']): void {
  const sessionDescriptionHandlerFactory = createSessionDescriptionHandlerFactory({ microphone });
  expectType(sessionDescriptionHandlerFactory()).is<CallMedia>();
  void new UA({ uri: 'sip:alice@example.org', sessionDescriptionHandlerFactory });
  void new UA({
    uri: 'sip:alice@example.org',
    replaces: (session, request) => {
      expectType(session).is<Session>();
      expectType(request).is<IncomingRequest>();
      return 'ask';
    },
    redirects: (targets, session) => {
      expectType(targets).is<readonly URI[]>();
      expectType(session).is<Session>();
      return targets;
    },
  });
  // @ts-expect-error The time is a number of seconds.
  void new UA({ uri: 'sip:alice@example.org', noAnswerTimeout: '60' });
}

export function events(session: Session): void {
  session.on('accepted', (data) => expectType(data?.response).is<IncomingResponse | undefined>());
  session.on('failed', (response, cause) => {
    expectType(response).is<AnyResponse | null>();
    expectType(cause).is<string>();
  });
  session.on('dtmf', (request, tone) => {
    expectType(request).is<IncomingRequest | OutgoingRequestMessage | null>();
    expectType(tone).is<DtmfEvent>();
  });
  session.on('replaced', (next) => expectType(next).is<Session>());
  session.on('sessionDescriptionHandler', (handler) => expectType(handler).is<SessionDescriptionHandler>());
  session.on('stateChange', (state) => expectType(state).is<SessionState>());
  session.on('flow', (state, error) => {
    expectType(state).is<'lost' | 'recovered'>();
    expectType(error).is<SipError | undefined>();
  });
  // @ts-expect-error There is no such event.
  session.on('hangup', () => undefined);
}

export function states(session: Session): void {
  const { state } = session;
  if (state.status === 'established') expectType(state.since).is<Date>();
  if (state.status === 'early') expectType(state.earlyMedia).is<boolean>();
  if (state.status === 'ended') expectType(state.cause).is<SessionEnd['cause']>();
  // @ts-expect-error A session that rings has no time of the answer.
  if (state.status === 'incoming') void state.since;
  expectType(session.replacing).is<Session | undefined>();
  expectType(session.snapshot()).is<SessionSnapshot | undefined>();
  expectType(session.toJSON()).is<{ id: string; direction: 'outgoing' | 'incoming'; status: SessionState['status'] }>();
}

export function methods(session: Session, other: Session): void {
  expectType<Parameters<Session['accept']>[0]>().is<Parameters<Session['progress']>[0]>();
  session.accept({ statusCode: 200, inviteWithoutSdp: false } satisfies AcceptOptions);
  session.refer(other, { extraHeaders: [] } satisfies ReferOptions);
  expectType(session.hold()).is<Promise<void>>();
  expectType(session.message('text')).is<Promise<IncomingResponse>>();
  session.on(
    'refer',
    session.followRefer((request, next) => {
      expectType(request).is<IncomingRequest>();
      expectType(next).is<Session>();
    }),
  );
  // @ts-expect-error A status code is a number.
  session.reject({ statusCode: '486' });
  // @ts-expect-error Applications cannot set the state.
  session.state = { status: 'incoming' };
  expectType<Assignable<Session>>().is<never>();
  expectType<Assignable<UA>>().is<never>();
}

export function invitation(): InviteOptions {
  // @ts-expect-error The mode is `auto` or `manual`.
  return { answerMode: { mode: 'always' } };
}
