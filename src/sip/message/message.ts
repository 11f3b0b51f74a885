/** A SIP message with its header fields typed on first use (RFC 3261 §7). Pure data. */

import { SipError } from '../base/errors.js';
import { parseCSeq, type CSeq } from './header/cseq.js';
import { Via } from './header/via.js';
import { Headers } from './headers.js';
import {
  CALL_ID,
  CONTACT,
  CONTENT_TYPE,
  CSEQ,
  FROM,
  MAX_FORWARDS,
  RECORD_ROUTE,
  ROUTE,
  TO,
  VIA,
} from './header-names.js';
import { NameAddrHeader } from './name-addr.js';
import { printMessage, type Printable } from './print.js';
import { parseDecimal, splitList } from './scanner.js';
import { newTyped } from './typed.js';

const NONE: readonly string[] = [];

/** Largest delta-seconds (RFC 3261 §20.19); a bigger number counts as this one. */
const MAX_DELTA = 2 ** 32 - 1;

/**
 * What requests and responses have in common. The getters read header fields, keep what they read until the headers
 * change, and give values to be looked at: to change a header field, print a changed clone back into `headers`.
 * `from`, `to`, `callId` and `cseq` throw a `parse` SipError where the field is missing or broken; after a `request` or
 * `response` verdict of `parseMessage` they never do.
 */
export abstract class Message implements Printable {
  declare headers: Headers;
  /** Decoded from UTF-8; empty where there is none. */
  declare body: string;

  constructor(headers: Headers = new Headers(), body = '') {
    this.headers = headers;
    this.body = body;
  }

  abstract get startLine(): string;

  /** The first value of a field that has a slot. */
  private line(slot: number, name: string): string | undefined {
    const first = this.headers.typed?.first;
    return first !== undefined ? first[slot] : this.headers.get(name);
  }

  /** All elements of a field that has a slot. */
  private elements(slot: number, name: string): readonly string[] {
    const { typed } = this.headers;
    if (typed?.first === undefined || (typed.repeated & (1 << slot)) !== 0) return this.headers.values(name);
    const line = typed.first[slot];
    return line === undefined ? NONE : splitList(line);
  }

  /** The topmost Via; undefined where there is none or it is broken. */
  get via(): Via | undefined {
    const typed = (this.headers.typed ??= newTyped());
    if (typed.via === undefined) typed.via = readVia(this.line(VIA, 'Via')) ?? null;
    return typed.via ?? undefined;
  }

  /** All Via elements from the top; those from a broken one on are left out. */
  get vias(): Via[] {
    const typed = (this.headers.typed ??= newTyped());
    return (typed.vias ??= readVias(this.via, this.elements(VIA, 'Via')));
  }

  get from(): NameAddrHeader {
    return this.headers.typed?.from ?? required('From', this.findFrom());
  }

  get to(): NameAddrHeader {
    return this.headers.typed?.to ?? required('To', this.findTo());
  }

  get cseq(): CSeq {
    return this.headers.typed?.cseq ?? required('CSeq', this.findCSeq());
  }

  /** As `from`, but undefined where it is missing or broken. */
  findFrom(): NameAddrHeader | undefined {
    const typed = (this.headers.typed ??= newTyped());
    if (typed.from === undefined) typed.from = NameAddrHeader.parse(this.line(FROM, 'From') ?? '') ?? null;
    return typed.from ?? undefined;
  }

  /** As `to`, but undefined where it is missing or broken. */
  findTo(): NameAddrHeader | undefined {
    const typed = (this.headers.typed ??= newTyped());
    if (typed.to === undefined) typed.to = NameAddrHeader.parse(this.line(TO, 'To') ?? '') ?? null;
    return typed.to ?? undefined;
  }

  /** As `cseq`, but undefined where it is missing or broken. */
  findCSeq(): CSeq | undefined {
    const typed = (this.headers.typed ??= newTyped());
    if (typed.cseq === undefined) typed.cseq = parseCSeq(this.line(CSEQ, 'CSeq') ?? '') ?? null;
    return typed.cseq ?? undefined;
  }

  get fromTag(): string | undefined {
    return this.from.tag;
  }

  get toTag(): string | undefined {
    return this.to.tag;
  }

  get callId(): string {
    return required('Call-ID', this.line(CALL_ID, 'Call-ID'));
  }

  /** Contact elements; broken ones are left out, and so is `*`. */
  get contacts(): NameAddrHeader[] {
    const typed = (this.headers.typed ??= newTyped());
    return (typed.contacts ??= readAddresses(this.elements(CONTACT, 'Contact')));
  }

  get contact(): NameAddrHeader | undefined {
    return this.contacts[0];
  }

  /** Whether Contact is `*` (RFC 3261 §10.2.2). */
  get contactStar(): boolean {
    return this.line(CONTACT, 'Contact') === '*';
  }

  get recordRoutes(): NameAddrHeader[] {
    const typed = (this.headers.typed ??= newTyped());
    return (typed.recordRoutes ??= readAddresses(this.elements(RECORD_ROUTE, 'Record-Route')));
  }

  get routes(): NameAddrHeader[] {
    const typed = (this.headers.typed ??= newTyped());
    return (typed.routes ??= readAddresses(this.elements(ROUTE, 'Route')));
  }

  /** Whether an element of Contact cannot be read. */
  get contactsBroken(): boolean {
    return !this.contactStar && this.contacts.length !== this.elements(CONTACT, 'Contact').length;
  }

  /** The elements of any header field made of addresses, such as Path or P-Asserted-Identity; broken ones are left out. */
  addresses(name: string): NameAddrHeader[] {
    return readAddresses(this.headers.values(name));
  }

  /** The media type of the body, lower case, without parameters. */
  get contentType(): string | undefined {
    const value = this.line(CONTENT_TYPE, 'Content-Type');
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
    const value = this.line(MAX_FORWARDS, 'Max-Forwards');
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

/** The first element; most Via lines hold one. */
function readVia(line: string | undefined): Via | undefined {
  if (line === undefined) return undefined;
  return Via.parse(line.indexOf(',') < 0 ? line : (splitList(line)[0] ?? ''));
}

function readAddresses(elements: readonly string[]): NameAddrHeader[] {
  const addresses: NameAddrHeader[] = [];
  for (let i = 0; i < elements.length; i++) {
    const address = NameAddrHeader.parse(elements[i]!);
    if (address !== undefined) addresses.push(address);
  }
  return addresses;
}

function readVias(top: Via | undefined, elements: readonly string[]): Via[] {
  if (!top) return [];
  const vias = [top];
  for (let i = 1; i < elements.length; i++) {
    const via = Via.parse(elements[i]!);
    if (!via) break;
    vias.push(via);
  }
  return vias;
}

function required<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new SipError('parse', `${name} is missing or broken`);
  return value;
}
