/**
 * Public exports of the SIP stack. Names that SIP.js 0.7 to 0.15 (`UserAgentClient` also of later versions) documents are exported under the same name where this
 * library supports them (docs/sipjs-compat.md); `SIP.C` is `C`.
 * Subjects: public exports of the SIP stack; sip-elements/sip.
 */

export { UA } from './ua.js';
export type { UAStatus } from './ua.js';
export type { UAEvents } from './ua-events.js';
export type {
  ReadConfiguration,
  SessionDescriptionHandlerFactory,
  TransportConstructor,
  UAConfiguration,
} from './configuration.js';
export type { Credentials, CredentialsFunction, CredentialsSource, ChallengeInfo } from './digest/credentials.js';
export type { WithheldReason } from './digest/policy.js';
export type { WithheldChallenge } from './digest/unanswered.js';
export type { Algorithm } from './digest/algorithm.js';
export type { RegistrationState } from './register/registration.js';

export { Session } from './session/session.js';
export type { AnyResponse, DtmfEvent, SessionEvents } from './session/events.js';
export type { SessionEnd, SessionState, SessionStatus } from './session/state.js';
export type {
  AcceptOptions,
  AnswerModeOption,
  DialogNames,
  DtmfOptions,
  DtmfType,
  EndOptions,
  InviteOptions,
  Modifiers,
  ModifyOptions,
  RedirectOptions,
  RedirectPolicy,
  ReferOptions,
  ReplacesPolicy,
  SessionOptions,
} from './session/options.js';
export type { CallHints } from './session/call-info.js';
export type { AnswerMode, Info } from './message/header/call-info.js';
export type { Diversion, HistoryEntry } from './message/header/diversion.js';
export type { InCallOptions } from './session/message.js';
export type { SessionSnapshot } from './session/snapshot.js';
export type { DialogData } from './dialog/dialog.js';
export { diversions, historyInfo } from './message/header/diversion.js';
export { alertUrns, answerAfter, parseAnswerMode, parseInfos } from './message/header/call-info.js';
export type {
  DescriptionInit,
  IceFragment,
  IceSection,
  SessionDescription,
  SessionDescriptionHandler,
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from './session/description-handler.js';

export { C } from './core/constants.js';
export type { EndCause, Support } from './core/constants.js';
export { ClientContext } from './core/client-context.js';
export type { ClientContextEvents } from './core/client-context.js';
export { ServerContext } from './core/server-context.js';
export type { ContextReplyOptions, ServerContextEvents } from './core/server-context.js';
export { UserAgentCore } from './core/user-agent-core.js';
export type { UserAgentCoreDelegate } from './core/user-agent-core.js';
export { UserAgentClient } from './core/user-agent-client.js';
export { UserAgentServer } from './core/user-agent-server.js';
export type { IncomingRequestDelegate, ResponseOptions } from './core/user-agent-server.js';
export type { CancelOptions, OutgoingRequest, OutgoingRequestDelegate } from './core/outgoing-request.js';
export type { RequestOptions } from './core/request.js';
export type { ReplyOptions } from './core/response.js';
export type { ClientTransaction, CoreConfiguration, ServerTransaction } from './core/services.js';
export { InviteClientTransaction, NonInviteClientTransaction } from './transaction/client.js';
export { InviteServerTransaction, NonInviteServerTransaction } from './transaction/server.js';

export { Subscription } from './event/subscription.js';
export type { SubscriptionEvents, SubscriptionOptions, SubscriptionStatus } from './event/subscription.js';
export type { Notification } from './event/notification.js';
export { Notifier } from './event/notifier.js';
export type { EventContent, NotifierEvents } from './event/notifier.js';
export { Publication } from './event/publication.js';
export type { PublicationEvents, PublicationOptions } from './event/publication.js';
// `sip-elements/sip/event-packages` exports the event package bodies, so that only subscribers load the XML code.

export { Transport } from './transport/transport.js';
export type {
  Sendable,
  SendResult,
  TransportEvents,
  TransportOptions,
  TransportResult,
  TransportState,
} from './transport/transport.js';
export { WebSocketTransport } from './transport/websocket-transport.js';
export type { TransportErrorInfo, WebSocketTransportOptions } from './transport/websocket-options.js';
export type { OldReplyNames } from './transport/sipjs-compat.js';
export type { ServerOptions, ServersOption } from './transport/servers.js';
export type { SocketFactory, SocketLike } from './transport/socket.js';

export { URI } from './message/uri.js';
export { NameAddrHeader } from './message/name-addr.js';
export { IncomingRequest, OutgoingRequestMessage } from './message/request.js';
export { IncomingResponse, OutgoingResponseMessage } from './message/response.js';
export { parseMessage } from './message/parse.js';
export type { ParseResult } from './message/parse.js';
export type { Reason } from './message/header/reason.js';

export { Emitter } from './base/emitter.js';
export { InvalidStateError, SipError } from './base/errors.js';
export type { SipErrorKind } from './base/errors.js';
export { Logger, LoggerFactory } from './base/logger.js';
export type { LogConnector, LogLevel } from './base/logger.js';
export type { Clock, Timer } from './base/clock.js';
