/**
 * The options of the user agent of an account, from those of the phone.
 * Subjects: options of the user agent of an account; phone options to SIP options.
 */

import type { Clock } from '../../sip/base/clock.js';
import type { LoggerFactory } from '../../sip/base/logger.js';
import type { UAConfiguration } from '../../sip/configuration.js';
import type { CredentialsSource } from '../../sip/digest/credentials.js';
import type { IncomingRequest } from '../../sip/message/request.js';
import type { URI } from '../../sip/message/uri.js';
import type { SessionDescriptionHandler } from '../../sip/session/description-handler.js';
import type { Session } from '../../sip/session/session.js';
import type { PhoneConfiguration } from '../configuration.js';
import { optionReader, type AccountSettings } from '../settings.js';

export interface AccountConnectionOwner {
  readonly clock: Clock;
  /** Returns the instance id of an account (RFC 5626 §4.1). */
  instanceId(account: URI): string;
  makeHandler(session: Session, loggerFactory: LoggerFactory): SessionDescriptionHandler;
  readonly remote: () => RemoteDecisions;
  /** Returns the source of credentials: that of the options and of the document of the account. */
  readonly credentials: () => CredentialsSource | undefined;
}

/** Decisions on requests of remote parties: INVITE with Replaces, and 3xx. */
interface RemoteDecisions {
  replaces(session: Session, request: IncomingRequest): 'take' | 'ask' | 'refuse';
  redirect(session: Session, targets: readonly URI[]): readonly URI[] | Promise<readonly URI[]>;
  /** Content types and INFO packages of messages inside a call that are taken. */
  readonly messageTypes: readonly string[];
  readonly infoPackages: readonly string[];
}

/** Returns the options of a new user agent. */
export function uaConfiguration(
  settings: AccountSettings,
  configuration: PhoneConfiguration,
  owner: AccountConnectionOwner,
  loggerFactory: () => LoggerFactory,
): UAConfiguration {
  const option = optionReader(() => configuration);
  return {
    uri: settings.uri,
    servers: [...settings.servers],
    registrar: settings.registrar,
    outboundProxy: settings.outboundProxy,
    registerExpires: settings.registerExpires,
    register: !option('noRegister'),
    authorizationUser: option('username'),
    password: option('password'),
    credentials: owner.credentials(),
    realm: option('realm'),
    algorithms: option('algorithms'),
    digestWithoutQop: option('digestWithoutQop'),
    authenticateInDialog: option('authenticateInDialog'),
    authzServers: option('authzServers'),
    tokenMethods: option('tokenMethods'),
    displayName: option('displayName'),
    userAgent: option('userAgent'),
    instanceId: owner.instanceId(settings.uri),
    autostart: false,
    // The phone has its own limit, which may change at run time.
    noAnswerTimeout: 0,
    replaces: (session, request) => owner.remote().replaces(session, request),
    redirects: (targets, session) => owner.remote().redirect(session, targets),
    messageTypes: () => owner.remote().messageTypes,
    infoPackages: () => owner.remote().infoPackages,
    rel100: option('rel100'),
    sessionExpires: option('sessionTimers') || 0,
    transportConstructor: option('transportConstructor'),
    transportOptions: { probesInCall: true, ...option('transportOptions') },
    sessionDescriptionHandlerFactory: (session) => owner.makeHandler(session, loggerFactory()),
    logLevel: option('logLevel') ?? (option('trace') ? 'log' : undefined),
    logConnector: option('logConnector'),
    traceSip: option('trace'),
    clock: owner.clock,
  };
}
