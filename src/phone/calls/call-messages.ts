/**
 * Messages of the application inside a call: MESSAGE in its dialog (RFC 3428 §9), or INFO of a package (RFC 6086).
 * Subjects: messages of the application in a call; MESSAGE or INFO of a call, body limit; longest message in a call.
 */

import { defined } from '../../sip/base/defined.js';
import { infoPackageOf } from '../../sip/message/header/info-package.js';
import type { IncomingRequest } from '../../sip/message/request.js';
import type { Session } from '../../sip/session/session.js';
import type { CallMessageOptions } from '../call-options.js';
import { PhoneError } from '../phone-error.js';
import { checkAccepted } from '../error-causes.js';
import type { CallMessage } from '../state.js';

/** The longest body that is sent, bytes: half of what this stack receives in one message. */
const LONGEST_BODY = 32_768;

/** Whether text is a media type without parameters (RFC 3261 §25.1). */
export const isMediaType = (text: string): boolean => /^[\w!%*+.-]+\/[\w!%*+.-]+$/.test(text);

/** Sends a message. Resolves when the remote party has accepted it; rejects with a `PhoneError`, for wrong options with a `TypeError`. */
export async function sendCallMessage(session: Session, body: string, options: CallMessageOptions): Promise<void> {
  const { contentType = 'text/plain', infoPackage } = options;
  if (!isMediaType(contentType)) throw new TypeError('The content type is a media type such as application/json.');
  if (new TextEncoder().encode(body).length > LONGEST_BODY)
    throw new PhoneError('failed', { detail: `A message has at most ${LONGEST_BODY} bytes.` });
  if (infoPackage !== undefined && !session.takesInfoPackage(infoPackage))
    throw new PhoneError('incompatible', { detail: 'The remote party does not accept this INFO package.' });
  const extraHeaders = [`Info-Package: ${infoPackage}`, 'Content-Disposition: Info-Package'];
  checkAccepted(
    await (infoPackage === undefined
      ? session.message(body, { contentType })
      : session.info(body, { contentType, extraHeaders })),
  );
}

/** Returns the message of a MESSAGE or INFO whose content type, or package, is in these lists. */
export function readCallMessage(
  request: IncomingRequest,
  types: readonly string[],
  packages: readonly string[],
): CallMessage | undefined {
  const { contentType = 'text/plain', body } = request;
  const infoPackage = infoPackageOf(request);
  const isWanted = infoPackage === undefined ? isIn(types, contentType) : isIn(packages, infoPackage);
  if (!isWanted) return undefined;
  return { contentType, body, ...defined({ infoPackage }) };
}

const isIn = (list: readonly string[], name: string): boolean => list.some((one) => one.toLowerCase() === name);
