/**
 * The messages of the PBX, each with its sender and receiver, secrets masked. The ladder is made of them.
 * Subjects: messages of the pocket PBX as events; masked trace.
 */

import type { Clock } from '../../../../src/sip/base/clock.js';
import { redact } from '../../../../src/sip/base/logger.js';
import type { Flow } from '../flow/flow.js';

export interface TraceEntry {
  /** Clock time, ms. */
  readonly at: number;
  /** `alice`, `echo`, or an address before an account has registered; `pbx` is the server. */
  readonly from: string;
  readonly to: string;
  /** `INVITE sip:bob@example.com`, `180 Ringing`; text from the network, cleaned of control characters. */
  readonly summary: string;
  readonly callId: string | undefined;
  /** `1 INVITE`. */
  readonly cseq: string | undefined;
  /** The whole message, credentials and keys masked. */
  readonly text: string;
}

/** Text for one line: no control characters, which could move a terminal's cursor, and no endless line. */
function plainLine(text: string, length = 200): string {
  // oxlint-disable-next-line no-control-regex -- these are what is taken out
  return text.slice(0, length).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '?');
}

function field(text: string, name: RegExp): string | undefined {
  const value = name.exec(text.slice(0, 8192))?.[1];
  return value === undefined ? undefined : plainLine(value.trim());
}

/** `SIP/2.0 180 Ringing` → `180 Ringing`; `INVITE sip:bob@x SIP/2.0` → `INVITE sip:bob@x`. */
function summaryOf(text: string): string {
  const end = text.search(/\r?\n/);
  const line = end < 0 ? text : text.slice(0, end);
  return plainLine(line.replace(/^SIP\/2\.0 /, '').replace(/ SIP\/2\.0$/, ''));
}

/** Calls `tell` with each message of a flow, except keep-alives. */
export function traceFlow(flow: Flow, clock: Clock, wanted: () => boolean, tell: (entry: TraceEntry) => void): void {
  const watch = (incoming: boolean, text: string): void => {
    if (!wanted() || text.trim() === '') return;
    const other = plainLine(flow.name, 40);
    tell({
      at: clock.now(),
      from: incoming ? other : 'pbx',
      to: incoming ? 'pbx' : other,
      summary: summaryOf(text),
      callId: field(text, /^(?:call-id|i)[ \t]*:(.*)$/im),
      cseq: field(text, /^cseq[ \t]*:(.*)$/im),
      text: redact(text),
    });
  };
  flow.on('message', (text) => watch(true, text));
  flow.on('messageSent', (text) => watch(false, text));
}
