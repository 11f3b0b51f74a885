/** Log lines with levels, a sink that the application chooses, and secrets taken out before a line leaves. */

export type LogLevel = 'error' | 'warn' | 'log' | 'debug';

const ORDER: Record<LogLevel, number> = { error: 0, warn: 1, log: 2, debug: 3 };

/** Where lines go. `category` is the part of the stack, such as `sip.transport`. */
export type LogConnector = (level: LogLevel, category: string, label: string | undefined, content: string) => void;

/** Header fields whose values are secrets or let somebody answer for us (RFC 7616, RFC 8898). */
const SECRET_HEADER = /^((?:proxy-)?authorization|(?:proxy-)?authenticate|www-authenticate|authentication-info)\s*:.*$/gim;
const SECRET_SDP = /^a=(ice-pwd|crypto|ice-ufrag):.*$/gim;

/** Takes credentials, ICE passwords and SDES keys out of the text of a SIP message. */
export function redact(text: string): string {
  return text.replace(SECRET_HEADER, '$1: ***').replace(SECRET_SDP, 'a=$1:***');
}

/** Makes loggers that share a level and a connector. */
export class LoggerFactory {
  /** Lines above this level are dropped; `undefined` drops all. */
  level: LogLevel | undefined;
  connector: LogConnector | undefined;
  /** Whether lines that pass the level are written to the console. */
  builtinEnabled: boolean;

  constructor(options: { level?: LogLevel; connector?: LogConnector; builtinEnabled?: boolean } = {}) {
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
    if (this.builtinEnabled) console[level](`${category}${label ? ` ${label}` : ''} | ${line}`);
    try {
      this.connector?.(level, category, label, line);
    } catch {
      // A broken sink must not break the stack, and there is nowhere left to say so.
    }
  }
}

/** Writes the lines of one part of the stack. */
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
