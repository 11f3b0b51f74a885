/**
 * Makes requests outside a dialog (RFC 3261 §8.1.1).
 * Subjects: request outside a dialog, header fields; anonymous call, From; To of a new request; Max-Forwards 70.
 */

import { NameAddrHeader } from '../message/name-addr.js';
import { OutgoingRequestMessage } from '../message/request.js';
import type { URI } from '../message/uri.js';
import { ANONYMOUS } from '../message/anonymous.js';
import { addExtraHeaders, readExtraHeaders } from './extra-headers.js';

export interface RequestOptions {
  /** The From address. Default: the identity of the account. */
  from?: NameAddrHeader | undefined;
  fromTag?: string | undefined;
  /** The To address. Default: the target. */
  to?: NameAddrHeader | undefined;
  callId?: string | undefined;
  /** Default 1. */
  sequence?: number | undefined;
  /** Route values in order. */
  routes?: readonly string[] | undefined;
  /** The Contact value; absent for requests that create no dialog. */
  contact?: string | undefined;
  /** Hide the identity (RFC 3323 §4.1, RFC 3325 §9.3). */
  anonymous?: boolean | undefined;
  /** `Name: value` lines. */
  extraHeaders?: readonly string[] | undefined;
  body?: string | undefined;
  /** Default `text/plain` where there is a body. */
  contentType?: string | undefined;
}

type RequestIdentity = RequestOptions & { from: NameAddrHeader; fromTag: string; callId: string };

/** Makes a request without Via and User-Agent. Throws TypeError where an option contains a line break. */
export function makeRequest(method: string, target: URI, options: RequestIdentity): OutgoingRequestMessage {
  const uri = target.clone();
  uri.headers = [];
  uri.params.delete('method');
  const request = new OutgoingRequestMessage(method, uri, undefined, options.body ?? '');
  const { headers } = request;
  for (const route of options.routes ?? []) headers.append('Route', route);
  headers.append('Max-Forwards', '70');
  headers.append('From', `${(options.anonymous ? ANONYMOUS : options.from).toString()};tag=${options.fromTag}`);
  headers.append('To', (options.to ? inTo(options.to) : new NameAddrHeader(plain(uri))).toString());
  headers.append('Call-ID', options.callId);
  headers.append('CSeq', `${options.sequence ?? 1} ${method}`);
  if (options.contact !== undefined) headers.append('Contact', options.contact);
  if (options.anonymous) {
    headers.append('Privacy', 'id');
    headers.append('P-Preferred-Identity', options.from.toString());
  }
  if (options.body) headers.append('Content-Type', options.contentType ?? 'text/plain');
  addExtraHeaders(headers, readExtraHeaders(options.extraHeaders));
  return request;
}

/** Routing parameters of a SIP URI; none of them is valid in To (RFC 3261 §19.1.1, table 1). */
const ROUTING = ['method', 'maddr', 'ttl', 'transport', 'lr'];

/** Returns the address without headers and routing parameters, which To must not have (§19.1.1, §20.39). */
function inTo(address: NameAddrHeader): NameAddrHeader {
  const copy = address.clone();
  copy.uri.headers = [];
  for (const name of ROUTING) copy.uri.params.delete(name);
  return copy;
}

/** Returns a SIP URI without parameters, for To, where they have no meaning (§19.1.1, table 1). */
function plain(uri: URI): URI {
  const copy = uri.clone();
  if (copy.scheme.toLowerCase().startsWith('sip'))
    for (const [name] of [...copy.params.entries()]) copy.params.delete(name);
  return copy;
}
