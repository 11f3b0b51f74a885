/** Host names, IPv4 addresses, IPv6 references and ports (RFC 3261 §25.1 host, RFC 5118). */

import { DIGIT, HOST, IPV6, skip } from './scanner.js';

/** The index after the host that begins at `from`, or -1. An IPv6 address needs its brackets (RFC 5118 §4.2). */
export function skipHost(text: string, from: number, end: number): number {
  if (from < end && text.charCodeAt(from) === 0x5b) {
    const close = skip(text, from + 1, end, IPV6);
    return close > from + 2 && text.charCodeAt(close) === 0x5d ? close + 1 : -1;
  }
  const after = skip(text, from, end, HOST);
  return after > from ? after : -1;
}

/** Whether a whole text is a host. */
export function isHost(text: string): boolean {
  return skipHost(text, 0, text.length) === text.length && text !== '';
}

/** The port written in `text[from, end)`, or -1 where that is no number from 0 to 65535. */
export function parsePort(text: string, from: number, end: number): number {
  if (end - from < 1 || end - from > 5 || skip(text, from, end, DIGIT) !== end) return -1;
  let port = 0;
  for (let i = from; i < end; i++) port = port * 10 + text.charCodeAt(i) - 0x30;
  return port <= 65535 ? port : -1;
}

/** An IPv6 address without brackets, or anything else as it is: RFC 5118 §4.5 lets `received` come both ways. */
export function withoutBrackets(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}
