/** A dialog: who talks to whom, over which proxies, with which numbers (RFC 3261 §12). */

import { SipError } from '../base/errors.js';
import { parseRoutes, isLoose } from '../message/header/routes.js';
import type { Message } from '../message/message.js';
import { NameAddrHeader } from '../message/name-addr.js';
import { OutgoingRequestMessage, type IncomingRequest } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { VALUE, isAll } from '../message/scanner.js';
import type { URI } from '../message/uri.js';

/** A dialog as plain data: it survives `JSON.stringify` and a reload. Its ids let anybody take the call over: a secret. */
export interface DialogData {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  /** From and To as we write them, without their tags. */
  readonly local: string;
  readonly remote: string;
  readonly remoteTarget: string;
  readonly routeSet: readonly string[];
  readonly localSequence: number;
  readonly remoteSequence?: number | undefined;
  readonly early: boolean;
}

/** The key of a dialog in a table: Call-ID, our tag, the other's tag, compared exactly and in this order (§12). */
export function dialogId(callId: string, localTag: string, remoteTag: string): string {
  return `${callId}\n${localTag}\n${remoteTag}`;
}

export class Dialog {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly local: NameAddrHeader;
  readonly remote: NameAddrHeader;
  #target: URI;
  #routes: NameAddrHeader[];
  #localSequence: number;
  #remoteSequence: number | undefined;
  #early: boolean;

  private constructor(data: DialogData) {
    this.callId = data.callId;
    this.localTag = data.localTag;
    this.remoteTag = data.remoteTag;
    this.local = address(data.local);
    this.remote = address(data.remote);
    this.#target = address(`<${data.remoteTarget}>`).uri;
    this.#routes = parseRoutes(data.routeSet) ?? [];
    this.#localSequence = data.localSequence;
    this.#remoteSequence = data.remoteSequence;
    this.#early = data.early;
  }

  /** The dialog that a 1xx or 2xx makes at the caller (§12.1.2). A missing Contact leaves the target of the request. */
  static ofClient(request: OutgoingRequestMessage, response: IncomingResponse): Dialog {
    return new Dialog({
      callId: request.callId,
      localTag: request.fromTag ?? '',
      remoteTag: response.toTag ?? '',
      local: untagged(request.from),
      remote: untagged(request.to),
      remoteTarget: (response.contact?.uri ?? request.uri).toRaw(),
      routeSet: clientRoutes(response),
      localSequence: request.cseq.sequence,
      early: response.statusCode < 200,
    });
  }

  /** The dialog that our 1xx or 2xx with this To tag makes at the callee (§12.1.1). */
  static ofServer(request: IncomingRequest, localTag: string, early: boolean): Dialog {
    return new Dialog({
      callId: request.callId,
      localTag,
      remoteTag: request.fromTag ?? '',
      local: untagged(request.to),
      remote: untagged(request.from),
      remoteTarget: (request.contact?.uri ?? request.from.uri).toRaw(),
      routeSet: request.recordRoutes.map(String),
      localSequence: 0,
      remoteSequence: request.cseq.sequence,
      early,
    });
  }

  /**
   * The dialog that a NOTIFY of a fork makes before any response did (RFC 6665 §4.4.1), seen from the subscriber whose
   * request it answers.
   */
  static ofNotify(subscribe: OutgoingRequestMessage, notify: IncomingRequest): Dialog {
    return new Dialog({
      callId: notify.callId,
      localTag: notify.toTag ?? '',
      remoteTag: notify.fromTag ?? '',
      local: untagged(notify.to),
      remote: untagged(notify.from),
      remoteTarget: (notify.contact?.uri ?? notify.from.uri).toRaw(),
      routeSet: notify.recordRoutes.map(String),
      localSequence: subscribe.cseq.sequence,
      remoteSequence: notify.cseq.sequence,
      early: false,
    });
  }

  /** Takes up what `toJSON` wrote down. Throws `parse` where an address is broken. */
  static restore(data: DialogData): Dialog {
    return new Dialog(data);
  }

  toJSON(): DialogData {
    return {
      callId: this.callId,
      localTag: this.localTag,
      remoteTag: this.remoteTag,
      local: this.local.toString(),
      remote: this.remote.toString(),
      remoteTarget: this.#target.toRaw(),
      routeSet: this.#routes.map(String),
      localSequence: this.#localSequence,
      ...(this.#remoteSequence === undefined ? {} : { remoteSequence: this.#remoteSequence }),
      early: this.#early,
    };
  }

  get id(): string {
    return dialogId(this.callId, this.localTag, this.remoteTag);
  }

  get early(): boolean {
    return this.#early;
  }

  get remoteTarget(): URI {
    return this.#target;
  }

  get routeSet(): readonly NameAddrHeader[] {
    return this.#routes;
  }

  get localSequence(): number {
    return this.#localSequence;
  }

  /** The number for the next request; also for one that is sent again after a challenge (§22.2). */
  nextSequence(): number {
    return ++this.#localSequence;
  }

  /**
   * Whether a request of the other side is in order, and then remembers its number: only a lower one than the last is out of
   * order (§12.2.2). An equal one belongs to a request that was refused and comes again.
   */
  takesSequence(sequence: number): boolean {
    if (this.#remoteSequence !== undefined && sequence < this.#remoteSequence) return false;
    this.#remoteSequence = sequence;
    return true;
  }

  /** A 2xx confirms an early dialog and has the last word on the route set (§13.2.2.4, §12.1.2). */
  confirm(response?: IncomingResponse): void {
    if (this.#early && response) this.#routes = parseRoutes(clientRoutes(response)) ?? [];
    this.#early = false;
    if (response) this.refreshTarget(response);
  }

  /** A target refresh: the Contact of an INVITE, UPDATE, or its 2xx (§12.2.1.2, §12.2.2). */
  refreshTarget(message: Message): void {
    const contact = message.contact;
    if (contact) this.#target = contact.uri.clone();
  }

  /** A request inside the dialog, without Via, Contact and body (§12.2.1.1). The ACK takes the number of its INVITE. */
  makeRequest(method: string, sequence: number = this.nextSequence()): OutgoingRequestMessage {
    const { uri, routes } = this.#hops();
    const request = new OutgoingRequestMessage(method, uri);
    const { headers } = request;
    for (const route of routes) headers.append('Route', route);
    headers.append('Max-Forwards', '70');
    headers.append('From', tagged(this.local, this.localTag));
    headers.append('To', tagged(this.remote, this.remoteTag));
    headers.append('Call-ID', this.callId);
    headers.append('CSeq', `${sequence} ${method}`);
    return request;
  }

  /** Request-URI and Route: a first hop that is no loose router becomes the Request-URI, the target the last route. */
  #hops(): { uri: URI; routes: string[] } {
    const [first, ...rest] = this.#routes;
    const target = requestUri(this.#target);
    if (!first || isLoose(first)) return { uri: target, routes: this.#routes.map(String) };
    return { uri: requestUri(first.uri), routes: [...rest.map(String), `<${target.toRaw()}>`] };
  }
}

/** A UAC reads the Record-Route from the bottom up (§12.1.2). */
function clientRoutes(response: IncomingResponse): string[] {
  return response.recordRoutes.map(String).reverse();
}

/** What a Request-URI may not have is left out: headers and the method parameter (§19.1.1, table 1). */
function requestUri(uri: URI): URI {
  const clean = uri.clone();
  clean.headers = [];
  clean.params.delete('method');
  return clean;
}

function untagged(header: NameAddrHeader): string {
  const copy = header.clone();
  copy.params.delete('tag');
  return copy.toString();
}

function tagged(header: NameAddrHeader, tag: string): string {
  if (tag === '') return header.toString();
  // A tag goes back octet for octet (§12.2.1.1), one that is no token too; quoted, it would be another tag.
  if (isAll(tag, VALUE)) return `${header.toString()};tag=${tag}`;
  const copy = header.clone();
  copy.params.set('tag', tag);
  return copy.toString();
}

function address(text: string): NameAddrHeader {
  const parsed = NameAddrHeader.parse(text);
  if (!parsed) throw new SipError('parse', 'A dialog holds an address that is none');
  return parsed;
}
