/**
 * A dialog: tags, addresses, route set, remote target and sequence numbers (RFC 3261 §12).
 * Subjects: dialog; route set; remote target; CSeq numbers of a dialog; target refresh; early dialog; loose and strict routing;
 * dialog id.
 */

import { SipError } from '../base/errors.js';
import { parseRoutes, isLoose } from '../message/header/routes.js';
import type { Message } from '../message/message.js';
import { NameAddrHeader } from '../message/name-addr.js';
import { OutgoingRequestMessage, type IncomingRequest } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { VALUE, isAll } from '../message/scanner.js';
import type { URI } from '../message/uri.js';

/** A dialog as plain data for `JSON.stringify`. Treat it as a secret: its identifiers allow taking over the call. */
export interface DialogData {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  /** Local and remote address as sent in From and To, without tags. */
  readonly local: string;
  readonly remote: string;
  readonly remoteTarget: string;
  readonly routeSet: readonly string[];
  readonly localSequence: number;
  readonly remoteSequence?: number | undefined;
  readonly early: boolean;
}

/** Returns the key of a dialog: Call-ID, local tag and remote tag, compared exactly (§12). */
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

  /** Creates the dialog of a 1xx or 2xx at the caller (§12.1.2). Without a Contact the remote target is the Request-URI. */
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

  /** Creates the dialog of a sent 1xx or 2xx with this To tag at the callee (§12.1.1). */
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
   * Creates the dialog of a NOTIFY that arrives before a response or from another fork, at the subscriber (RFC 6665
   * §4.4.1).
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

  /** Restores a dialog from `toJSON` data. Throws a `parse` SipError where an address is broken. */
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

  /** Increments and returns the CSeq number, for the next request or a retry after a challenge (§22.2). */
  nextSequence(): number {
    return ++this.#localSequence;
  }

  /**
   * Returns whether a received request is in order, and stores its CSeq number: only a lower number than the last is out of
   * order (§12.2.2). An equal one is a request that was rejected and is sent again.
   */
  takesSequence(sequence: number): boolean {
    if (this.#remoteSequence !== undefined && sequence < this.#remoteSequence) return false;
    this.#remoteSequence = sequence;
    return true;
  }

  /** Confirms an early dialog; a 2xx replaces its route set and remote target (§13.2.2.4, §12.1.2). */
  confirm(response?: IncomingResponse): void {
    if (this.#early && response) this.#routes = parseRoutes(clientRoutes(response)) ?? [];
    this.#early = false;
    if (response) this.refreshTarget(response);
  }

  /** Sets the remote target from the Contact of an INVITE, an UPDATE or its 2xx (§12.2.1.2, §12.2.2). */
  refreshTarget(message: Message): void {
    const contact = message.contact;
    if (contact) this.#target = contact.uri.clone();
  }

  /** Makes a request in the dialog, without Via, Contact and body (§12.2.1.1). `sequence`: for an ACK, that of its INVITE. */
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

  /** Returns Request-URI and Route; with a strict router first, it becomes the Request-URI and the target the last route (§12.2.1.1). */
  #hops(): { uri: URI; routes: string[] } {
    const [first, ...rest] = this.#routes;
    const target = requestUri(this.#target);
    if (!first || isLoose(first)) return { uri: target, routes: this.#routes.map(String) };
    return { uri: requestUri(first.uri), routes: [...rest.map(String), `<${target.toRaw()}>`] };
  }
}

/** Returns the route set of a UAC: Record-Route in reverse order (§12.1.2). */
function clientRoutes(response: IncomingResponse): string[] {
  return response.recordRoutes.map(String).reverse();
}

/** Returns the URI without headers and the method parameter, which a Request-URI must not have (§19.1.1, table 1). */
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
  // A tag is returned unchanged (§12.2.1.1), even if it is not a token; quoting would change it.
  if (isAll(tag, VALUE)) return `${header.toString()};tag=${tag}`;
  const copy = header.clone();
  copy.params.set('tag', tag);
  return copy.toString();
}

function address(text: string): NameAddrHeader {
  const parsed = NameAddrHeader.parse(text);
  if (!parsed) throw new SipError('parse', 'The state of a dialog has an invalid address');
  return parsed;
}
