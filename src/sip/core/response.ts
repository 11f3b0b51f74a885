/** The frame of our responses: what is copied from the request (RFC 3261 §8.2.6.2, §12.1.1). */

import { assertHeaderValue } from '../message/headers.js';
import type { IncomingRequest } from '../message/request.js';
import { OutgoingResponseMessage } from '../message/response.js';
import { addExtraHeaders, readExtraHeaders } from './extra-headers.js';

export interface ReplyOptions {
  statusCode: number;
  /** Default: the phrase that the RFCs give to the status, or empty. */
  reasonPhrase?: string | undefined;
  /** `Name: value` lines. */
  extraHeaders?: readonly string[] | undefined;
  body?: string | undefined;
  /** Default `application/sdp` for a body of INVITE, UPDATE and PRACK, else `text/plain`. */
  contentType?: string | undefined;
  /** Hide who we are in Contact, and ask for `Privacy: id` (RFC 3323 §4.1). Default false. */
  anonymous?: boolean | undefined;
}

/** Requests whose responses may make a dialog and so carry Record-Route and Contact. */
const DIALOG_MAKERS: ReadonlySet<string> = new Set(['INVITE', 'SUBSCRIBE', 'REFER', 'UPDATE', 'NOTIFY']);

export function refreshesTarget(method: string): boolean {
  return DIALOG_MAKERS.has(method);
}

/** Makes a response without sending it. Works on a request whose other header fields are broken too. */
export function makeResponse(request: IncomingRequest, options: ReplyOptions, toTag?: string): OutgoingResponseMessage {
  const { statusCode } = options;
  const response = new OutgoingResponseMessage(statusCode, checkedPhrase(options.reasonPhrase));
  const { headers } = response;
  for (const via of request.headers.getAll('Via')) headers.append('Via', via);
  if (DIALOG_MAKERS.has(request.method) && statusCode > 100 && statusCode < 300) {
    for (const route of request.headers.getAll('Record-Route')) headers.append('Record-Route', route);
  }
  for (const name of ['From', 'To', 'Call-ID', 'CSeq', 'Timestamp']) {
    const value = request.headers.get(name);
    if (value === undefined || (name === 'Timestamp' && statusCode !== 100)) continue;
    headers.append(name, name === 'To' && statusCode > 100 ? withTag(request, value, toTag) : value);
  }
  if (options.body) headers.append('Content-Type', options.contentType ?? defaultType(request.method));
  addExtraHeaders(headers, readExtraHeaders(options.extraHeaders));
  response.body = options.body ?? '';
  return response;
}

function defaultType(method: string): string {
  return method === 'INVITE' || method === 'UPDATE' || method === 'PRACK' ? 'application/sdp' : 'text/plain';
}

/** A request without a To tag gets one in every response but 100 (§8.2.6.2). */
function withTag(request: IncomingRequest, to: string, tag: string | undefined): string {
  try {
    // The address itself goes back as it came: read only to see that a parameter may follow it.
    return tag === undefined || request.to.tag !== undefined ? to : `${to};tag=${tag}`;
  } catch {
    return to; // a broken To goes back as it came
  }
}

/** Reads the header fields of a reply. Throws TypeError for what cannot be sent: in them, in its phrase, in its type. */
export function checkReply(
  options: Pick<ReplyOptions, 'reasonPhrase' | 'contentType' | 'extraHeaders'>,
): [name: string, value: string][] {
  checkedPhrase(options.reasonPhrase);
  if (options.contentType !== undefined) assertHeaderValue(options.contentType);
  return readExtraHeaders(options.extraHeaders);
}

function checkedPhrase(phrase: string | undefined): string | undefined {
  if (phrase !== undefined && /[\r\n\0]/.test(phrase)) throw new TypeError('A reason phrase is one line');
  return phrase;
}
