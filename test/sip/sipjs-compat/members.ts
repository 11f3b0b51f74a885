/**
 * Every member that the API documentation of SIP.js 0.7 to 0.21 names of the classes that this API keeps, with what it
 * must be at run time. A type is the result of `typeof`, or the name of a class of its prototype chain; `null` is `null`.
 */

export const CLASSES = [
  'Transport',
  'Session',
  'ServerContext',
  'ClientContext',
  'UserAgentClient',
  'UA',
  'C',
] as const;

export type ClassName = (typeof CLASSES)[number];

/** Objects to look at: the same class in several states, or as several subclasses. */
export type Subject =
  ClassName | 'Transport that waits to connect again' | 'Session, ended' | 'Session, incoming' | 'custom Transport';

export const MEMBERS: Readonly<Record<Subject, Readonly<Record<string, string>>>> = {
  Transport: {
    logger: 'Logger',
    ua: 'UA',
    ws: 'object',
    server: 'object',
    reconnection_attempts: 'number',
    closed: 'boolean',
    connected: 'boolean',
    send: 'function',
    trySend: 'function',
    connect: 'function',
    disconnect: 'function',
    isConnected: 'function',
    afterConnected: 'function',
    reConnect: 'function',
    onOpen: 'function',
    onClose: 'function',
    onMessage: 'function',
    onError: 'function',
    on: 'function',
    once: 'function',
    off: 'function',
  },
  'Transport that waits to connect again': { reconnectTimer: 'number', lastTransportError: 'object' },
  'custom Transport': { connectPromise: 'function', sendPromise: 'function', disconnectPromise: 'function' },
  Session: {
    startTime: 'Date',
    ua: 'UA',
    method: 'string',
    sessionDescriptionHandler: 'object',
    request: 'OutgoingRequestMessage',
    localIdentity: 'NameAddrHeader',
    remoteIdentity: 'NameAddrHeader',
    data: 'object',
    dtmf: 'function',
    terminate: 'function',
    bye: 'function',
    hold: 'function',
    unhold: 'function',
    reinvite: 'function',
    refer: 'function',
    followRefer: 'function',
    cancel: 'function',
    on: 'function',
  },
  'Session, ended': { endTime: 'Date' },
  'Session, incoming': {
    ua: 'UA',
    method: 'string',
    request: 'IncomingRequest',
    localIdentity: 'NameAddrHeader',
    remoteIdentity: 'NameAddrHeader',
    data: 'object',
    progress: 'function',
    accept: 'function',
    reject: 'function',
    reply: 'function',
  },
  ServerContext: {
    ua: 'UA',
    method: 'string',
    request: 'IncomingRequest',
    localIdentity: 'NameAddrHeader',
    remoteIdentity: 'NameAddrHeader',
    data: 'object',
    progress: 'function',
    accept: 'function',
    reject: 'function',
    reply: 'function',
    on: 'function',
  },
  ClientContext: {
    ua: 'UA',
    method: 'string',
    request: 'OutgoingRequestMessage',
    localIdentity: 'NameAddrHeader',
    remoteIdentity: 'NameAddrHeader',
    data: 'object',
    cancel: 'function',
    on: 'function',
  },
  UserAgentClient: {
    core: 'UserAgentCore',
    delegate: 'object',
    logger: 'Logger',
    loggerFactory: 'LoggerFactory',
    message: 'OutgoingRequestMessage',
    transaction: 'NonInviteClientTransaction',
    authenticationGuard: 'function',
    cancel: 'function',
    dispose: 'function',
    onRequestTimeout: 'function',
    onTransportError: 'function',
    receiveResponse: 'function',
  },
  UA: {
    invite: 'function',
    transport: 'Transport',
    status: 'string',
    getLogger: 'function',
    emit: 'function',
    configuration: 'object',
    on: 'function',
  },
  C: { supported: 'object', causes: 'object', REASON_PHRASE: 'object' },
};

/** Events by class, as the documentation names them. */
export const EVENTS: Readonly<Partial<Record<ClassName, readonly string[]>>> = {
  Transport: ['connecting', 'connected', 'disconnecting', 'disconnected', 'messageSent', 'message', 'transportError'],
  Session: ['progress', 'accepted', 'rejected', 'failed', 'terminated', 'cancel', 'refer', 'replaced', 'dtmf', 'bye'],
  ServerContext: ['progress', 'accepted', 'rejected', 'failed'],
  ClientContext: ['progress', 'accepted', 'rejected', 'failed', 'cancel'],
  UA: ['invite'],
};

const CHANGE = [
  'extraHeaders',
  'anonymous',
  'rel100',
  'inviteWithoutSdp',
  'sessionDescriptionHandlerOptions',
  'modifiers',
];
const REPLY = ['statusCode', 'reasonPhrase', 'extraHeaders', 'body'];

/** Options by method, and those of the user agent, as the documentation names them. */
export const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'Session.dtmf': ['extraHeaders', 'duration', 'interToneGap'],
  'Session.terminate': ['status_code', 'reason_phrase', 'body', 'extraHeaders'],
  'Session.bye': ['status_code', 'reason_phrase', 'body', 'extraHeaders'],
  'Session.hold': CHANGE,
  'Session.unhold': CHANGE,
  'Session.reinvite': CHANGE,
  'Session.refer': ['extraHeaders'],
  'Session.progress': ['extraHeaders', 'anonymous', 'rel100'],
  'Session.accept': ['extraHeaders', 'anonymous', 'rel100', 'inviteWithoutSdp', 'sessionDescriptionHandlerOptions'],
  'ServerContext.progress': REPLY,
  'ServerContext.accept': REPLY,
  'ServerContext.reject': REPLY,
  'ServerContext.reply': REPLY,
  'UA.configuration': [
    'autostart',
    'transportConstructor',
    'transportOptions',
    'sessionDescriptionHandlerFactory',
    'traceSip',
    'wsServerMaxReconnection',
    'wsServerReconnectionTimeout',
  ],
};
