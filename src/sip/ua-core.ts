/**
 * Creates the core of a user agent from its configuration.
 * Subjects: core of a user agent, created.
 */

import { readChallengeRules, readCredentials, type UAConfiguration } from './configuration.js';
import { LocalContact } from './core/contact.js';
import { UserAgentCore } from './core/user-agent-core.js';
import { Authenticator } from './digest/authenticator.js';
import type { CallUA } from './call-ua.js';
import { withCapabilities } from './ua-capabilities.js';
import { receiveRequest } from './ua-requests.js';

export function makeCore(ua: CallUA, options: UAConfiguration): UserAgentCore {
  const { configuration, loggerFactory, transport } = ua;
  const { clock, random, identity, userAgent, preloadedRouteSet, uri, eventPackages } = configuration;
  const logger = loggerFactory.getLogger('sip.ua');
  const authenticator = new Authenticator(readCredentials(options), {
    username: options.authorizationUser ?? options.username ?? uri.user ?? '',
    clock,
    secure: () => transport.secure,
    rules: readChallengeRules(options, configuration),
    onWithheld: (challenge) => {
      const { method, statusCode, realm, reason } = challenge;
      logger.warn(`did not answer the ${statusCode} to ${method} (${reason}): realm ${JSON.stringify(realm)}`);
      ua.emit('challengeWithheld', challenge);
    },
    onUnavailable: (why) => logger.warn(why),
  });
  const joinable = (): boolean =>
    ua.listenerCount('join') > 0 || [...ua.sessions.values()].some((session) => session.listenerCount('join') > 0);
  const contact = new LocalContact({ scheme: uri.scheme });
  const rest = {
    clock,
    random,
    loggerFactory,
    transport,
    authenticator,
    identity,
    contact,
    userAgent,
    preloadedRouteSet,
  };
  return new UserAgentCore(withCapabilities(rest, eventPackages, joinable), {
    onRequest: (uas) => receiveRequest(ua, uas),
    onNotify: (uas) => ua.eventAgent?.receiveNotify(uas) === true,
  });
}
