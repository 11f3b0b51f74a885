/**
 * The types of the documented SIP.js members that this API keeps: `npm run check` fails when a
 * documented member, option, event or argument is missing or has another type. Nothing in this file is executed.
 */

import {
  C,
  type ClientContext,
  type ClientTransaction,
  type IncomingRequest,
  type IncomingResponse,
  type InviteOptions,
  type Logger,
  type LoggerFactory,
  type ModifyOptions,
  type NameAddrHeader,
  type OutgoingRequest,
  type OutgoingRequestDelegate,
  type OutgoingRequestMessage,
  type OutgoingResponseMessage,
  type ServerContext,
  type Session,
  type SessionDescriptionHandler,
  type SessionDescriptionHandlerModifier,
  type SessionDescriptionHandlerOptions,
  type Transport,
  type TransportOptions,
  type UA,
  type URI,
  type UserAgentClient,
  type UserAgentCore,
  type WebSocketTransport,
} from '../../../src/sip/index.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Fits<A, B> = [A] extends [B] ? true : false;
type Takes<Method, Args extends readonly unknown[]> = Method extends (...args: never) => unknown
  ? Fits<Args, Parameters<Method>>
  : false;

/** Compiles only with `true`. */
declare function holds<Statement extends true>(): Statement;

type Support = (typeof C.supported)[keyof typeof C.supported];

export function transport(legacy: WebSocketTransport, base: Transport): void {
  // 0.7
  holds<Same<typeof legacy.logger, Logger>>();
  holds<'ua' extends keyof WebSocketTransport ? true : false>();
  holds<'ws' extends keyof WebSocketTransport ? true : false>();
  holds<Same<(typeof legacy.server)['ws_uri'], string>>();
  holds<Same<typeof legacy.reconnection_attempts, number>>();
  holds<Same<typeof legacy.closed, boolean>>();
  holds<Same<typeof legacy.connected, boolean>>();
  holds<Same<typeof legacy.reconnectTimer, number | null>>();
  holds<Fits<typeof legacy.lastTransportError, object | undefined>>();
  holds<Same<ReturnType<WebSocketTransport['trySend']>, boolean>>();
  holds<Takes<WebSocketTransport['trySend'], [OutgoingRequestMessage]>>();
  holds<Takes<WebSocketTransport['trySend'], [string]>>();
  legacy.reConnect();
  legacy.onOpen();
  legacy.onClose();
  legacy.onError();
  legacy.onMessage({ data: '' });
  // from 0.11 on
  holds<Takes<Transport['send'], [OutgoingRequestMessage, TransportOptions]>>();
  holds<Takes<Transport['send'], [string]>>();
  holds<Takes<Transport['connect'], [TransportOptions]>>();
  holds<Takes<Transport['disconnect'], [TransportOptions]>>();
  holds<Fits<ReturnType<Transport['send' | 'connect' | 'disconnect']>, Promise<unknown>>>();
  holds<Same<ReturnType<Transport['isConnected']>, boolean>>();
  base.afterConnected(() => undefined);
  base
    .on('connecting', () => undefined)
    .on('connected', () => undefined)
    .on('disconnecting', () => undefined)
    .on('disconnected', () => undefined)
    .on('messageSent', (message: string) => message)
    .on('message', (message: string) => message)
    .on('transportError', () => undefined);
  // @ts-expect-error -- no such event
  base.on('sent', () => undefined);
}

export function session(ua: UA, call: Session, other: Session): void {
  holds<Same<ReturnType<UA['invite']>, Session>>();
  ua.on('invite', (incoming: Session) => incoming.accept());
  holds<Same<typeof call.startTime, Date | undefined>>();
  holds<Same<typeof call.endTime, Date | undefined>>();
  holds<Fits<UA, typeof call.ua>>();
  holds<Same<typeof call.method, 'INVITE'>>();
  holds<Same<typeof call.sessionDescriptionHandler, SessionDescriptionHandler | undefined>>();
  holds<Same<typeof call.request, IncomingRequest | OutgoingRequestMessage>>();
  holds<Same<typeof call.localIdentity, NameAddrHeader>>();
  holds<Same<typeof call.remoteIdentity, NameAddrHeader>>();
  holds<Same<typeof call.data, Record<string, unknown>>>();

  const returned: Session[] = [
    call.dtmf(1),
    call.dtmf('1234#', { duration: 160, interToneGap: 1200, extraHeaders: ['X-Foo: foo', 'X-Bar: bar'] }),
    call.terminate({ status_code: 486, reason_phrase: 'Busy', body: '', extraHeaders: [] }),
    call.terminate(),
    call.refer('carol@example.com', { extraHeaders: [] }),
    call.refer(other),
    call.progress({ rel100: C.supported.REQUIRED, extraHeaders: [], anonymous: false, statusCode: 183 }),
    call.accept({
      extraHeaders: [],
      anonymous: false,
      rel100: C.supported.SUPPORTED,
      inviteWithoutSdp: false,
      sessionDescriptionHandlerOptions: {},
    }),
    call.reject({ statusCode: 486, reasonPhrase: 'Busy', extraHeaders: [], body: '' }),
    call.reply({ statusCode: 603 }),
  ];
  void returned;
  void call.bye({ status_code: 486, reason_phrase: 'Busy', body: '', extraHeaders: [] });
  void call.cancel({ status_code: 486, reason_phrase: 'Busy', extraHeaders: [] });
  // @ts-expect-error -- a tone is a text or a number
  call.dtmf(true);

  type ChangeArgs = [options: ModifyOptions, modifiers: SessionDescriptionHandlerModifier[]];
  holds<Takes<Session['hold'], ChangeArgs>>();
  holds<Takes<Session['unhold'], ChangeArgs>>();
  holds<Takes<Session['reinvite'], ChangeArgs>>();
  holds<Takes<UA['invite'], [string | URI, InviteOptions]>>();
  for (const options of [{} as ModifyOptions, {} as InviteOptions]) {
    holds<Same<typeof options.extraHeaders, readonly string[] | undefined>>();
    holds<Same<typeof options.anonymous, boolean | undefined>>();
    holds<Same<typeof options.rel100, Support | undefined>>();
    holds<Same<typeof options.inviteWithoutSdp, boolean | undefined>>();
    holds<Same<typeof options.sessionDescriptionHandlerOptions, SessionDescriptionHandlerOptions | undefined>>();
  }
  holds<Fits<ReturnType<SessionDescriptionHandlerModifier>, Promise<unknown>>>();
  // A session must never be awaited by accident.
  holds<'then' extends keyof Session ? false : true>();
}

export function sessionEvents(call: Session): void {
  call
    .on('progress', (response: IncomingResponse | OutgoingResponseMessage) => response.statusCode)
    .on('accepted', (data?: { code: number; response: IncomingResponse }) => data?.code)
    .on('rejected', (response: IncomingResponse | OutgoingResponseMessage, cause: string) => [response, cause])
    .on('failed', (response: IncomingResponse | OutgoingResponseMessage | null, cause: string) => [response, cause])
    .on('terminated', (message: IncomingResponse | OutgoingResponseMessage | null, cause: string) => [message, cause])
    .on('cancel', () => undefined)
    .on('refer', (request: IncomingRequest) => request)
    .on(
      'refer',
      call.followRefer((request: IncomingRequest, newSession: Session) => [request, newSession]),
    )
    .on('replaced', (newSession: Session) => newSession)
    .on('dtmf', (request: { method: string } | null, dtmf: { tone: string; duration: number }) => [request, dtmf])
    .on('bye', (request: { method: string }) => request);
  // @ts-expect-error -- a failure without a response comes with null
  call.on('failed', (response: IncomingResponse) => response);
}

export function contexts(server: ServerContext, client: ClientContext): void {
  holds<Fits<UA, typeof server.ua>>();
  holds<Same<typeof server.method, string>>();
  holds<Same<typeof server.request, IncomingRequest>>();
  holds<Same<typeof server.localIdentity | typeof server.remoteIdentity, NameAddrHeader>>();
  holds<Same<typeof server.data, Record<string, unknown>>>();
  const options = { statusCode: 180, reasonPhrase: 'Ringing', extraHeaders: ['X-Foo: foo'], body: '' };
  const returned: ServerContext[] = [
    server.progress(),
    server.progress(options),
    server.accept(),
    server.accept(options),
    server.reject(),
    server.reject(options),
    server.reply(options),
  ];
  void returned;
  // @ts-expect-error -- reply() has no default
  server.reply();
  server
    .on('progress', (response: OutgoingResponseMessage, cause: string) => [response, cause])
    .on('accepted', (response: OutgoingResponseMessage, cause: string) => [response, cause])
    .on('rejected', (response: OutgoingResponseMessage, cause: string) => [response, cause])
    .on('failed', (response: OutgoingResponseMessage | null, cause: string) => [response, cause]);

  holds<Fits<UA, typeof client.ua>>();
  holds<Same<typeof client.method, string>>();
  holds<Same<typeof client.request, OutgoingRequestMessage>>();
  holds<Same<typeof client.localIdentity | typeof client.remoteIdentity, NameAddrHeader>>();
  holds<Same<typeof client.data, Record<string, unknown>>>();
  holds<Same<ReturnType<ClientContext['cancel']>, ClientContext>>();
}

export function userAgentClient(client: UserAgentClient, core: UserAgentCore): void {
  holds<Fits<UserAgentClient, OutgoingRequest>>();
  holds<Fits<typeof core, typeof client.core>>();
  holds<Same<typeof client.delegate, OutgoingRequestDelegate | undefined>>();
  holds<Same<typeof client.logger, Logger>>();
  holds<Same<typeof client.loggerFactory, LoggerFactory>>();
  holds<Same<typeof client.message, OutgoingRequestMessage>>();
  holds<Same<typeof client.transaction, ClientTransaction>>();
  holds<Same<ReturnType<UserAgentClient['authenticationGuard']>, boolean>>();
  holds<Takes<UserAgentClient['authenticationGuard'], [IncomingResponse]>>();
  holds<Same<ReturnType<UserAgentClient['cancel']>, OutgoingRequestMessage>>();
  holds<Takes<UserAgentClient['cancel'], [string, { extraHeaders: string[] }]>>();
  holds<Same<ReturnType<UserAgentClient['dispose' | 'onRequestTimeout']>, void>>();
  holds<Takes<UserAgentClient['onTransportError'], [Error]>>();
  holds<Takes<UserAgentClient['receiveResponse'], [IncomingResponse]>>();
}
