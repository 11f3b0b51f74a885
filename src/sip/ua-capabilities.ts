/**
 * Capabilities of the user agent: Allow, Supported, Accept, Allow-Events (RFC 3261 §11.2, RFC 6665 §8.2.2).
 * Subjects: Allow; Supported; option tags; capabilities of the user agent.
 */

import type { CoreConfiguration } from './core/services.js';

const ALLOW = ['INVITE', 'ACK', 'CANCEL', 'BYE', 'OPTIONS', 'INFO', 'MESSAGE', 'NOTIFY', 'PRACK', 'UPDATE', 'REFER'];
const SUPPORTED = ['outbound', 'path', 'gruu', '100rel', 'timer', 'replaces', 'norefersub', 'tdialog', '199'];
const ACCEPT = ['application/sdp', 'multipart/mixed', 'application/dtmf-relay', 'text/plain'];

type Capabilities = 'allow' | 'supported' | 'accept' | 'allowEvents';

/** Adds the capabilities. `joinable` is read each time: only user agents that mix list `join` (RFC 3911 §5). */
export function withCapabilities(
  rest: Omit<CoreConfiguration, Capabilities>,
  eventPackages: readonly string[],
  joinable: () => boolean,
): CoreConfiguration {
  return {
    ...rest,
    allow: eventPackages.length > 0 ? [...ALLOW, 'SUBSCRIBE'] : ALLOW,
    get supported(): readonly string[] {
      return joinable() ? [...SUPPORTED, 'join'] : SUPPORTED;
    },
    accept: ACCEPT,
    // The recipient of a REFER sends NOTIFY (RFC 3515 §2.4.4).
    allowEvents: [...eventPackages, 'refer'],
  };
}
