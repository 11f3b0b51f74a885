/** A SIP message with its header fields typed on first use (RFC 3261 §7). Pure data. */

import { SipError } from '../base/errors.js';
import { parseCSeq, type CSeq } from './header/cseq.js';
import { Via } from './header/via.js';
import { Headers } from './headers.js';
import { NameAddrHeader } from './name-addr.js';
import { printMessage, type Printable } from './print.js';
import { parseDecimal, splitList } from './scanner.js';

/** Typed values of the header fields as they were at one `Headers.version`. */
interface Typed {
  version: number;
  via: Via | undefined;
  vias: Via[] | undefined;
  from: NameAddrHeader | undefined;
  to: NameAddrHeader | undefined;
  cseq: CSeq | undefined;
  contacts: NameAddrHeader[] | undefined;
  recordRoutes: NameAddrHeader[] | undefined;
  routes: NameAddrHeader[] | undefined;
}

/** Largest delta-seconds (RFC 3261 §20.19); a bigger number counts as this one. */
const MAX_DELTA = 2 ** 32 - 1;

/**
 * What requests and responses have in common. The getters read header fields, keep what they read until the headers
 * change, and give values to be looked at: to change a header field, print a changed clone back into `headers`.
 * `from`, `to`, `callId` and `cseq` throw a `parse` SipError where the field is missing or broken; after a `request` or
 * `response` verdict of `parseMessage` they never do.
 */
export abstract class Message implements Printable {
  #typed: Typed | undefined;

  constructor(
    public headers: Headers = new Headers(),
    /** Decoded from UTF-8; empty where there is none. */
    public body: string = '',
  ) {}

  abstract get startLine(): string;

  #current(): Typed {
    const version = this.headers.version;
    if (this.#typed === undefined || this.#typed.version !== version) {
      this.#typed = {
        version,
        via: undefined,
        vias: undefined,
        from: undefined,
        to: undefined,
        cseq: undefined,
        contacts: undefined,
        recordRoutes: undefined,
        routes: undefined,
      };
    }
    return this.#typed;
  }

  /** The topmost Via; undefined where there is none or it is broken. */
  get via(): Via | undefined {
    const typed = this.#current();
    return (typed.via ??= this.#readVia());
  }

  #readVia(): Via | undefined {
    const first = this.headers.get('Via');
    if (first === undefined) return undefined;
    return Via.parse(first.includes(',') ? (splitList(first)[0] ?? '') : first);
  }

  /** All Via elements from the top; those from a broken one on are left out. */
  get vias(): Via[] {
    const typed = this.#current();
    return (typed.vias ??= this.#readVias());
  }

  #readVias(): Via[] {
    const vias: Via[] = [];
    for (const element of this.headers.values('Via')) {
      const via = Via.parse(element);
      if (!via) break;
      vias.push(via);
    }
    return vias;
  }

  get from(): NameAddrHeader {
    const typed = this.#current();
    return (typed.from ??= this.#nameAddr('From'));
  }

  get to(): NameAddrHeader {
    const typed = this.#current();
    return (typed.to ??= this.#nameAddr('To'));
  }

  #nameAddr(name: 'From' | 'To'): NameAddrHeader {
    return required(name, NameAddrHeader.parse(this.headers.get(name) ?? ''));
  }

  get fromTag(): string | undefined {
    return this.from.tag;
  }

  get toTag(): string | undefined {
    return this.to.tag;
  }

  get callId(): string {
    return required('Call-ID', this.headers.get('Call-ID'));
  }

  get cseq(): CSeq {
    const typed = this.#current();
    return (typed.cseq ??= required('CSeq', parseCSeq(this.headers.get('CSeq') ?? '')));
  }

  /** Contact elements; broken ones are left out, and so is `*`. */
  get contacts(): NameAddrHeader[] {
    const typed = this.#current();
    return (typed.contacts ??= this.addresses('Contact'));
  }

  get contact(): NameAddrHeader | undefined {
    return this.contacts[0];
  }

  /** Whether Contact is `*` (RFC 3261 §10.2.2). */
  get contactStar(): boolean {
    return this.headers.get('Contact') === '*';
  }

  get recordRoutes(): NameAddrHeader[] {
    const typed = this.#current();
    return (typed.recordRoutes ??= this.addresses('Record-Route'));
  }

  get routes(): NameAddrHeader[] {
    const typed = this.#current();
    return (typed.routes ??= this.addresses('Route'));
  }

  /** The elements of any header field made of addresses, such as Path or P-Asserted-Identity; broken ones are left out. */
  addresses(name: string): NameAddrHeader[] {
    const addresses: NameAddrHeader[] = [];
    for (const element of this.headers.values(name)) {
      const address = NameAddrHeader.parse(element);
      if (address) addresses.push(address);
    }
    return addresses;
  }

  /** The media type of the body, lower case, without parameters. */
  get contentType(): string | undefined {
    const value = this.headers.get('Content-Type');
    if (value === undefined) return undefined;
    const semicolon = value.indexOf(';');
    const type = semicolon < 0 ? value : value.slice(0, semicolon);
    return type.replace(/[ \t]+/g, '').toLowerCase();
  }

  /** Expires in seconds; undefined where it is missing or no number. */
  get expires(): number | undefined {
    const value = this.headers.get('Expires');
    const seconds = value === undefined ? undefined : parseDecimal(value);
    return seconds === undefined ? undefined : Math.min(seconds, MAX_DELTA);
  }

  /** Max-Forwards; undefined where it is missing. */
  get maxForwards(): number | undefined {
    const value = this.headers.get('Max-Forwards');
    return value === undefined ? undefined : parseDecimal(value, 255);
  }

  /** Whether a list of tokens (Supported, Require, Allow, Allow-Events, …) has this one, its case aside. */
  hasOption(header: string, token: string): boolean {
    const wanted = token.toLowerCase();
    return this.headers.getAll(header).some((line) => splitList(line).some((item) => item.toLowerCase() === wanted));
  }

  /** The text that goes on the wire. Throws TypeError as `printMessage` does. */
  toString(): string {
    return printMessage(this);
  }
}

function required<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new SipError('parse', `${name} is missing or broken`);
  return value;
}
