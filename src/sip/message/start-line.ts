/**
 * Parses the start line of a message (RFC 3261 §7.1, §7.2).
 * Subjects: start line; request line; status line; SIP version.
 */

import { badRequest, type Fault } from './fault.js';
import { knownMethod } from './method.js';
import { isToken, parseDecimal } from './scanner.js';
import { URI } from './uri.js';

type StartLine =
  | { readonly kind: 'response'; readonly statusCode: number; readonly reasonPhrase: string }
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly uriText: string;
      readonly uri: URI | undefined;
      readonly fault: Fault | undefined;
    }
  | { readonly kind: 'neither'; readonly reason: string };

/** Parses a start line. A line that is not a status line is parsed as a request line, with a fault where it is broken. */
export function parseStartLine(line: string): StartLine {
  if (line.charCodeAt(3) === 0x2f && line.slice(0, 3).toUpperCase() === 'SIP') return statusLine(line);
  const space = line.indexOf(' ');
  const last = line.lastIndexOf(' ');
  const written = space < 0 ? line : line.slice(0, space);
  const known = knownMethod(written);
  const uriText = last > space ? line.slice(space + 1, last) : '';
  const version = line.slice(last + 1);
  if (known === undefined && !isToken(written)) return { kind: 'neither', reason: 'no start line' };
  const uri = URI.parse(uriText);
  let fault: Fault | undefined;
  if (version !== 'SIP/2.0' && version.toUpperCase() !== 'SIP/2.0') {
    fault = /^SIP\/\d+\.\d+$/i.test(version)
      ? { statusCode: 505, reason: 'Version Not Supported' }
      : badRequest('Bad start line');
  } else if (!uri || uri.hasHeaders) {
    // RFC 3261 §19.1.1, table 1: a Request-URI must not have headers.
    fault = badRequest('Bad Request-URI');
  }
  return { kind: 'request', method: known ?? written, uriText, uri, fault };
}

function statusLine(line: string): StartLine {
  if (line.slice(4, 8) !== '2.0 ') return { kind: 'neither', reason: 'a response of another version' };
  const statusCode = parseDecimal(line.slice(8, 11), 699) ?? 0;
  const whole = line.length === 11 || line.charCodeAt(11) === 0x20;
  if (!whole || statusCode < 100) {
    return { kind: 'neither', reason: 'a response without a status code' };
  }
  return { kind: 'response', statusCode, reasonPhrase: line.slice(12) };
}
