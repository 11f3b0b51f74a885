/**
 * Log lines with levels and a connector of the application; secrets are removed from every line.
 * Subjects: log levels; log lines; secrets removed from log lines; redaction of passwords, tokens and digits; logConnector.
 */

import { writeLine } from './console.js';

export type LogLevel = 'error' | 'warn' | 'log' | 'debug';

const ORDER: Record<LogLevel, number> = { error: 0, warn: 1, log: 2, debug: 3 };

/** Receives the log lines. `category` is the part of the stack, such as `sip.transport`. */
export type LogConnector = (level: LogLevel, category: string, label: string | undefined, content: string) => void;

/** Header fields with credentials or challenges (RFC 7616, RFC 8898), with their folded lines. */
const SECRET_HEADER =
  /(?<![\w-])((?:proxy-)?(?:authorization|authenticate|authentication-info)|www-authenticate)[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gi;
const SECRET_SDP = /^(a=(?:ice-pwd|ice-ufrag|crypto|key-mgmt):|k=)[^\r\n]*/gim;
/** A token outside a header field, such as in the text of an error (RFC 6750 §2.1). */
const BEARER = /\b(bearer[ \t]+)[\w\-.~+/]+=*/gi;
/** The password of a URI (RFC 3261 §19.1.1), and a token in its query. Bounded lengths bound the time of the match. */
const URI_PASSWORD = /\b((?:sips?|wss?|https?):[^\s:@<>"]{1,256}):[^\s@<>"]{1,256}@/gi;
const URI_TOKEN = /([?&](?:access_token|token|password|secret)=)[^\s&;<>"]+/gi;

/** The query of a WebSocket URL, whatever its parameter names: it usually contains tokens and keys. */
const SERVER_QUERY = /\b(wss?:\/\/[^\s?<>"]{1,512}\?)[^\s<>"]+/gi;

/** Bodies with DTMF digits, which may be PINs or card numbers (RFC 6086 §1, RFC 4730). */
const DIGITS_TYPE =
  /^(?:content-type|c)[ \t]*:\s*(?:application\/(?:dtmf(?:-relay)?|kpml-response\+xml|vnd\.nortelnetworks\.digits)|audio\/telephone-event)\b/im;
const DIGIT_LINE = /^([ \t]*signal[ \t]*=)[^\r\n]*/gim;

/** Removes a body with digits and all text after it, as the end of the body is not known reliably. */
function withoutDigits(text: string): string {
  const type = DIGITS_TYPE.exec(text);
  if (!type) return text;
  const blank = /\r?\n\r?\n/g;
  blank.lastIndex = type.index;
  return blank.test(text) && blank.lastIndex < text.length ? `${text.slice(0, blank.lastIndex)}***` : text;
}

/** Returns the text of a SIP message or log line without credentials, tokens, ICE passwords, SDES keys and DTMF digits. */
export function redact(text: string): string {
  return withoutDigits(text)
    .replace(DIGIT_LINE, '$1***')
    .replace(SECRET_HEADER, '$1: ***')
    .replace(SECRET_SDP, '$1***')
    .replace(BEARER, '$1***')
    .replace(URI_PASSWORD, '$1:***@')
    .replace(SERVER_QUERY, '$1***')
    .replace(URI_TOKEN, '$1***');
}

/** Creates loggers that share a level and a connector. */
export class LoggerFactory {
  /** Less severe lines are dropped; `undefined` drops all. Default `warn`. */
  level: LogLevel | undefined;
  connector: LogConnector | undefined;
  /** Whether lines are written to the console. Default true. */
  builtinEnabled: boolean;

  constructor(
    options: {
      level?: LogLevel | undefined;
      connector?: LogConnector | undefined;
      builtinEnabled?: boolean | undefined;
    } = {},
  ) {
    this.level = options.level ?? 'warn';
    this.connector = options.connector;
    this.builtinEnabled = options.builtinEnabled ?? true;
  }

  getLogger(category: string, label?: string): Logger {
    return new Logger(this, category, label);
  }

  write(level: LogLevel, category: string, label: string | undefined, content: string): void {
    if (this.level === undefined || ORDER[level] > ORDER[this.level]) return;
    const line = redact(content);
    if (this.builtinEnabled) writeLine(level, `${category}${label ? ` ${label}` : ''}`, line);
    try {
      this.connector?.(level, category, label, line);
    } catch {
      // An exception in the connector must not break the stack, and cannot be logged.
    }
  }
}

/** Writes the log lines of one part of the stack. */
export class Logger {
  readonly #factory: LoggerFactory;

  constructor(
    factory: LoggerFactory,
    readonly category: string,
    readonly label?: string,
  ) {
    this.#factory = factory;
  }

  error(content: string): void {
    this.#factory.write('error', this.category, this.label, content);
  }

  warn(content: string): void {
    this.#factory.write('warn', this.category, this.label, content);
  }

  log(content: string): void {
    this.#factory.write('log', this.category, this.label, content);
  }

  debug(content: string): void {
    this.#factory.write('debug', this.category, this.label, content);
  }
}
