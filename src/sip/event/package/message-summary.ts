/**
 * Message waiting: parses and prints `application/simple-message-summary` (RFC 3842 §5).
 * Subjects: message-summary document; message waiting document, RFC 3842; number of voicemail messages, parsed.
 */

import { parseDecimal } from '../../message/scanner.js';

export { MESSAGE_SUMMARY } from './names.js';

/** Number of messages of one class; urgent ones are counted in `new` and `old` as well. */
export interface MessageCount {
  new: number;
  old: number;
  newUrgent: number;
  oldUrgent: number;
}

/** `voice-message`, `fax-message`, … (RFC 3458 §6.2), lower case. */
export type MessageClass =
  'voice-message' | 'fax-message' | 'pager-message' | 'multimedia-message' | 'text-message' | 'none';

export interface MessageSummary {
  waiting: boolean;
  /** The URI of the mailbox, as received. */
  account: string | undefined;
  counts: Partial<Record<MessageClass, MessageCount>>;
}

const CLASSES: ReadonlySet<string> = new Set<MessageClass>([
  'voice-message',
  'fax-message',
  'pager-message',
  'multimedia-message',
  'text-message',
  'none',
]);

/** Parses a body. Undefined without Messages-Waiting. Malformed lines are skipped. */
export function parseMessageSummary(body: string): MessageSummary | undefined {
  const summary: MessageSummary = { waiting: false, account: undefined, counts: {} };
  let said = false;
  for (const line of body.split(/\r\n|\n/)) {
    // An empty line ends the summary; the header fields of single messages may follow (§5.2).
    if (line.trim() === '' && said) break;
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'messages-waiting') {
      summary.waiting = value.toLowerCase() === 'yes';
      said = true;
    } else if (name === 'message-account') summary.account = value;
    else if (CLASSES.has(name)) {
      const count = parseCount(value);
      if (count) summary.counts[name as MessageClass] = count;
    }
  }
  return said ? summary : undefined;
}

export function printMessageSummary(summary: MessageSummary): string {
  const lines = [`Messages-Waiting: ${summary.waiting ? 'yes' : 'no'}`];
  if (summary.account !== undefined) lines.push(`Message-Account: ${oneLine(summary.account)}`);
  for (const [name, count] of Object.entries(summary.counts)) {
    const { new: fresh, old, newUrgent, oldUrgent } = count;
    const urgent = newUrgent || oldUrgent ? ` (${newUrgent}/${oldUrgent})` : '';
    lines.push(`${name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())}: ${fresh}/${old}${urgent}`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Parses `4/8 (1/2)`: new and old messages, and how many of them are urgent. */
function parseCount(text: string): MessageCount | undefined {
  const open = text.indexOf('(');
  const all = parsePair(open < 0 ? text : text.slice(0, open));
  if (!all) return undefined;
  const close = text.indexOf(')', open);
  const urgent = open < 0 ? undefined : parsePair(text.slice(open + 1, close < 0 ? text.length : close));
  return { new: all[0], old: all[1], newUrgent: urgent?.[0] ?? 0, oldUrgent: urgent?.[1] ?? 0 };
}

function parsePair(text: string): [number, number] | undefined {
  const slash = text.indexOf('/');
  const first = parseDecimal(text.slice(0, slash).trim(), 2 ** 32 - 1);
  const second = parseDecimal(text.slice(slash + 1).trim(), 2 ** 32 - 1);
  return slash < 0 || first === undefined || second === undefined ? undefined : [first, second];
}

function oneLine(text: string): string {
  if (/[\r\n]/.test(text)) throw new TypeError('A message account must not contain a line break');
  return text;
}
