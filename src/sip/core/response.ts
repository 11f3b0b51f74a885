/**
 * Makes responses with the header fields copied from the request (RFC 3261 §8.2.6.2, §12.1.1).
 * Subjects: header fields of a response; Record-Route copied; To tag of a response; Contact of a response.
 */

import { assertHeaderValue } from '../message/headers.js';
import type { IncomingRequest } from '../message/request.js';
import { OutgoingResponseMessage } from '../message/response.js';
import { addExtraHeaders, readExtraHeaders } from './extra-headers.js';

export interface ReplyOptions {
  statusCode: number;
  /** Default: the standard phrase of the status, or empty. */
  reasonPhrase?: string | undefined;
  /** `Name: value` lines. */
  extraHeaders?: readonly string[] | undefined;
  body?: string | undefined;
  /** Default `application/sdp` for a body of INVITE, UPDATE and PRACK, else `text/plain`. */
  contentType?: string | undefined;
  /** Send an anonymous Contact and `Privacy: id` (RFC 3323 §4.1). Default false. */
  anonymous?: boolean | undefined;
}

/** Methods whose responses may create a dialog or refresh its target, and so have Record-Route and Contact. */
const DIALOG_MAKERS: ReadonlySet<string> = new Set(['INVITE', 'SUBSCRIBE', 'REFER', 'UPDATE', 'NOTIFY']);

export function refreshesTarget(method: string): boolean {
  return DIALOG_MAKERS.has(method);
}

/** Makes a response without sending it; also for a request with broken header fields. */
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

/** Adds the To tag to a response, other than 100, when the request has none (§8.2.6.2). */
function withTag(request: IncomingRequest, to: string, tag: string | undefined): string {
  try {
    // Parses To only to check that it is valid and has no tag; the text is returned unchanged.
    return tag === undefined || request.to.tag !== undefined ? to : `${to};tag=${tag}`;
  } catch {
    return to; // a broken To is returned unchanged
  }
}

/** Returns the extra header fields of a reply. Throws TypeError for an invalid field, reason phrase or content type. */
export function checkReply(
  options: Pick<ReplyOptions, 'reasonPhrase' | 'contentType' | 'extraHeaders'>,
): [name: string, value: string][] {
  checkedPhrase(options.reasonPhrase);
  if (options.contentType !== undefined) assertHeaderValue(options.contentType);
  return readExtraHeaders(options.extraHeaders);
}

function checkedPhrase(phrase: string | undefined): string | undefined {
  if (phrase !== undefined) assertHeaderValue(phrase);
  return phrase;
}
