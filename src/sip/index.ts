/** What an application imports of the stack. */

export { UA } from './ua.js';
export type { UAStatus } from './ua.js';
export type { UAEvents } from './ua-events.js';
export type { SessionDescriptionHandlerFactory, TransportConstructor, UAConfiguration } from './configuration.js';
export { Session } from './session/session.js';
export type { SessionEvents, DtmfEvent } from './session/events.js';
export type { SessionState, SessionEnd, SessionStatus } from './session/state.js';
export type {
  AcceptOptions,
  DtmfOptions,
  EndOptions,
  InviteOptions,
  ModifyOptions,
  SessionOptions,
} from './session/options.js';
export type {
  SessionDescription,
  SessionDescriptionHandler,
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from './session/description-handler.js';
export { ClientContext } from './core/client-context.js';
export { ServerContext } from './core/server-context.js';
export { UserAgentCore } from './core/user-agent-core.js';
export { UserAgentClient } from './core/user-agent-client.js';
export { UserAgentServer } from './core/user-agent-server.js';
export { C } from './core/constants.js';
export type { Support, EndCause } from './core/constants.js';
export { Subscription } from './event/subscription.js';
export type { SubscriptionEvents, SubscriptionOptions, SubscriptionStatus } from './event/subscription.js';
export type { Notification } from './event/notification.js';
export { Notifier } from './event/notifier.js';
export type { EventContent, NotifierEvents } from './event/notifier.js';
export { Publication } from './event/publication.js';
export type { PublicationEvents, PublicationOptions } from './event/publication.js';
export * from './event/package/index.js';
export { Transport } from './transport/transport.js';
export { WebSocketTransport } from './transport/websocket-transport.js';
export { URI } from './message/uri.js';
export { NameAddrHeader } from './message/name-addr.js';
export { IncomingRequest, OutgoingRequestMessage } from './message/request.js';
export { IncomingResponse, OutgoingResponseMessage } from './message/response.js';
export { parseMessage } from './message/parse.js';
export { SipError, InvalidStateError } from './base/errors.js';
export { LoggerFactory } from './base/logger.js';
