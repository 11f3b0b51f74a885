/**
 * Summaries of traced SIP messages: the shortened first line, and the tone of a response (RFC 3261 §7).
 * Subjects: summary of a SIP message; line of a message in the ladder.
 */

import type { Tone } from '../shared/text/account-text.js';

/** A message between two lanes of the ladder. */
export interface LadderEntry {
  /** Unix time in ms. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** Returns `INVITE bob` or `180 Ringing · INVITE`, with the method that a response belongs to. */
export function summaryOf(text: string): string {
  const line = text.slice(0, 400).split(/\r?\n/, 1)[0] ?? '';
  const response = /^SIP\/2\.0 (\d{3}) ?(.*)$/.exec(line);
  if (response) return `${response[1]} ${response[2]} ${methodOf(text)}`.replace(/\s+/g, ' ').trim();
  const request = /^(\S+) (\S+) SIP\/2\.0$/.exec(line);
  return request ? `${request[1]} ${shorten(request[2]!)}` : line.slice(0, 60) || '·';
}

export function toneOf(text: string): Tone {
  const code = /^SIP\/2\.0 (\d)/.exec(text)?.[1];
  if (code === undefined) return 'info';
  if (code === '1') return 'none';
  // A request for credentials is a part of each call, not its failure (RFC 3261 §22).
  if (/^SIP\/2\.0 40[17] /.test(text)) return 'warn';
  return code === '2' ? 'good' : code === '3' ? 'warn' : 'bad';
}

/** Returns the Call-ID, also in its short form (RFC 3261 §7.3.3); empty where a message has none. */
export const callIdOf = (text: string): string =>
  /^(?:Call-ID|i)[ \t]*:[ \t]*(\S+)/im.exec(text.slice(0, 8000))?.[1] ?? '';

const methodOf = (text: string): string => {
  const method = /^CSeq[ \t]*:[ \t]*\d+[ \t]+(\S+)/im.exec(text.slice(0, 8000))?.[1];
  return method === undefined ? '' : `· ${method}`;
};

/** Shortens a URI: drops scheme and parameters, and omits the random Contact of a browser (`.invalid`, RFC 2606 §2). */
const shorten = (uri: string): string =>
  uri
    .replace(/^sips?:/i, '')
    .replace(/[;?].*$/, '')
    .replace(/^[^@]+@[\w-]+\.invalid$/, '')
    .slice(0, 60);
