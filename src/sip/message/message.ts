/**
 * The base class of SIP messages, with typed header fields (RFC 3261 §7).
 * Subjects: message class; typed header fields; Content-Type of a message; Max-Forwards, read; Expires header field.
 */

import { redact } from '../base/logger.js';
import { SipError } from '../base/errors.js';
import type { CSeq } from './header/cseq.js';
import { Via } from './header/via.js';
import { Headers } from './headers.js';
import { CALL_ID, CONTACT, CONTENT_TYPE, MAX_FORWARDS, RECORD_ROUTE, ROUTE, SLOT_NAMES, VIA } from './header-names.js';
import { NameAddrHeader } from './name-addr.js';
import { printMessage, type Printable } from './print.js';
import { parseDecimal, splitList } from './scanner.js';
import { newTyped, type Typed } from './typed.js';

/** The largest delta-seconds (RFC 3261 §20.19); larger numbers are limited to it. */
const MAX_DELTA = 2 ** 32 - 1;

/**
 * The common part of requests and responses. The getters parse header fields and cache the values until the headers
 * change; the values are read-only: to change a header field, print a modified clone into `headers`. `from`, `to`,
 * `callId` and `cseq` throw a `parse` SipError where the field is missing or malformed, which cannot occur in a `request` or
 * `response` of `parseMessage`.
 */
export abstract class Message implements Printable {
  declare headers: Headers;
  /** The body, decoded from UTF-8; empty where there is none. */
  declare body: string;

  constructor(headers: Headers = new Headers(), body = '') {
    this.headers = headers;
    this.body = body;
  }

  abstract get startLine(): string;

  private get typed(): Typed {
    const { headers } = this;
    if (headers.typed !== undefined) return headers.typed;
    return (headers.typed = newTyped(
      SLOT_NAMES.map((name) => headers.get(name)),
      -1,
    ));
  }

  /** The topmost Via; undefined where it is missing or malformed. */
  get via(): Via | undefined {
    return this.typed.via;
  }

  /** All Via elements from the top, up to the first broken one. */
  get vias(): Via[] {
    const typed = this.typed;
    return (typed.vias ??= readVias(typed, this.headers));
  }

  get from(): NameAddrHeader {
    return this.typed.from ?? missing('From');
  }

  get to(): NameAddrHeader {
    return this.typed.to ?? missing('To');
  }

  get cseq(): CSeq {
    return this.typed.cseq ?? missing('CSeq');
  }

  get fromTag(): string | undefined {
    return this.from.tag;
  }

  get toTag(): string | undefined {
    return this.to.tag;
  }

  get callId(): string {
    return this.typed.first[CALL_ID] ?? missing('Call-ID');
  }

  /** The Contact elements, without broken ones and `*`. */
  get contacts(): NameAddrHeader[] {
    const typed = this.typed;
    return (typed.contacts ??= readAddresses(typed, this.headers, CONTACT));
  }

  get contact(): NameAddrHeader | undefined {
    return this.contacts[0];
  }

  /** Whether Contact is `*` (RFC 3261 §10.2.2). */
  get contactStar(): boolean {
    return this.typed.first[CONTACT] === '*';
  }

  get recordRoutes(): NameAddrHeader[] {
    const typed = this.typed;
    return (typed.recordRoutes ??= readAddresses(typed, this.headers, RECORD_ROUTE));
  }

  get routes(): NameAddrHeader[] {
    const typed = this.typed;
    return (typed.routes ??= readAddresses(typed, this.headers, ROUTE));
  }

  /** Whether Contact has a broken element. */
  get contactsBroken(): boolean {
    const typed = this.typed;
    typed.contacts ??= readAddresses(typed, this.headers, CONTACT);
    return (typed.broken & (1 << CONTACT)) !== 0 && typed.first[CONTACT] !== '*';
  }

  /** Returns the elements of a header field of addresses, such as Path or P-Asserted-Identity, without broken ones. */
  addresses(name: string): NameAddrHeader[] {
    return this.headers.values(name).flatMap((element) => NameAddrHeader.parse(element) ?? []);
  }

  /** The media type of the body in lower case, without parameters. */
  get contentType(): string | undefined {
    const value = this.typed.first[CONTENT_TYPE];
    if (value === undefined) return undefined;
    const semicolon = value.indexOf(';');
    const type = semicolon < 0 ? value : value.slice(0, semicolon);
    return type.replace(/[ \t]+/g, '').toLowerCase();
  }

  /** Expires in seconds; undefined where it is missing or not a number. */
  get expires(): number | undefined {
    const value = this.headers.get('Expires');
    const seconds = value === undefined ? undefined : parseDecimal(value);
    return seconds === undefined ? undefined : Math.min(seconds, MAX_DELTA);
  }

  /** Max-Forwards; undefined where it is missing or not a number up to 255. */
  get maxForwards(): number | undefined {
    const value = this.typed.first[MAX_FORWARDS];
    return value === undefined ? undefined : parseDecimal(value, 255);
  }

  /** Whether a list of tokens (Supported, Require, Allow, Allow-Events, …) contains a token, case-insensitively. */
  hasOption(header: string, token: string): boolean {
    const wanted = token.toLowerCase();
    return this.headers.getAll(header).some((line) => splitList(line).some((item) => item.toLowerCase() === wanted));
  }

  /** Returns the text of the message. Throws TypeError as `printMessage` does. */
  toString(): string {
    return printMessage(this);
  }

  /** Returns the text of the message without secrets. */
  toJSON(): string {
    return redact(this.toString());
  }
}

/** Returns all elements of a field that has a slot. */
function elements(typed: Typed, headers: Headers, slot: number): readonly string[] {
  return (typed.repeated & (1 << slot)) === 0 ? splitList(typed.first[slot] ?? '') : headers.values(SLOT_NAMES[slot]!);
}

function readAddresses(typed: Typed, headers: Headers, slot: number): NameAddrHeader[] {
  const addresses: NameAddrHeader[] = [];
  if (typed.first[slot] === undefined) return addresses;
  for (const element of elements(typed, headers, slot)) {
    const address = NameAddrHeader.parse(element);
    if (address !== undefined) addresses.push(address);
    else typed.broken |= 1 << slot;
  }
  return addresses;
}

function readVias(typed: Typed, headers: Headers): Via[] {
  if (typed.via === undefined) return [];
  const vias = [typed.via];
  const line = typed.first[VIA]!;
  if ((typed.repeated & (1 << VIA)) === 0 && line.indexOf(',') < 0) return vias;
  const all = elements(typed, headers, VIA);
  for (let i = 1; i < all.length; i++) {
    const via = Via.parse(all[i]!);
    if (!via) break;
    vias.push(via);
  }
  return vias;
}

function missing(name: string): never {
  throw new SipError('parse', `${name} is missing or malformed`);
}
