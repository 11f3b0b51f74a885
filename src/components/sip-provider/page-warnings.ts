/**
 * What the console tells the author of a page.
 * Subjects: warning of an invalid attribute; warning of a password in the markup.
 */

import type { Problem } from '../../phone/state.js';
import { LoggerFactory } from '../../sip/base/logger.js';

const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost|)$/;

const log = new LoggerFactory().getLogger('sip-elements');

/** Warns of a password in the markup, where the page is not on this computer. */
export function warnOfPassword(): void {
  if (!LOCAL_HOST.test(location.hostname))
    log.warn('A password in the page can be read by every visitor of the page. Use credentials-src instead.');
}

/** Names an attribute, and why it has no effect. */
export function warnOfAttribute(name: string, reason: string): void {
  log.warn(`${name}: ${reason}`);
}

/** Names an invalid attribute and its rule. An address is not repeated, as it may have a password in it. */
export function warnOfProblem({ kind, attribute, detail }: Problem, message: string): void {
  if (attribute && kind !== 'unconfigured') warnOfAttribute(attribute, kind === 'bad-attribute' ? detail : message);
}
