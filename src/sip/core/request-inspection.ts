/**
 * Inspects a received request before it is processed (RFC 3261 §8.2.1 to §8.2.3).
 * Subjects: 405 Method Not Allowed; 415 Unsupported Media Type; 420 Bad Extension, Require; 489 Bad Event; 406 for Accept;
 * Content-Encoding refused; 416 Unsupported URI Scheme.
 */

import { bodyParts } from '../message/body.js';
import type { IncomingRequest } from '../message/request.js';
import type { ReplyOptions } from './response.js';
import type { CoreConfiguration } from './services.js';

/** Methods whose body is a session description by default. */
const SESSION_METHODS: ReadonlySet<string> = new Set(['INVITE', 'UPDATE', 'PRACK']);

/** Returns the response that rejects the request, or undefined. Not for ACK, which is never answered. */
export function refusal(request: IncomingRequest, configuration: CoreConfiguration): ReplyOptions | undefined {
  return (
    checkMethod(request, configuration) ??
    checkTarget(request) ??
    checkRequire(request, configuration) ??
    checkEvent(request, configuration) ??
    checkContent(request, configuration) ??
    checkAccept(request)
  );
}

/** §8.2.1. In a dialog SUBSCRIBE is always accepted, as it may refresh the subscription of a REFER (RFC 3515 §2.4.6). */
function checkMethod(request: IncomingRequest, { allow }: CoreConfiguration): ReplyOptions | undefined {
  if (allow.includes(request.method)) return undefined;
  if (request.method === 'SUBSCRIBE' && request.toTag !== undefined) return undefined;
  return { statusCode: 405, extraHeaders: [`Allow: ${allow.join(', ')}`] };
}

/** §8.2.2.1: accepts sip and sips URIs only. Does not check the user, as only this user agent uses the flow. */
function checkTarget(request: IncomingRequest): ReplyOptions | undefined {
  const scheme = request.uri.scheme.toLowerCase();
  return scheme === 'sip' || scheme === 'sips' ? undefined : { statusCode: 416 };
}

/** §8.2.2.3: rejects unsupported option tags in Require, except in CANCEL. */
function checkRequire(request: IncomingRequest, { supported }: CoreConfiguration): ReplyOptions | undefined {
  if (request.method === 'CANCEL') return undefined;
  const unknown = request.headers.values('Require').filter((tag) => !supported.includes(tag.toLowerCase()));
  return unknown.length === 0 ? undefined : { statusCode: 420, extraHeaders: [`Unsupported: ${unknown.join(', ')}`] };
}

/** Rejects NOTIFY, SUBSCRIBE and PUBLISH without Event (RFC 6665 §8.2.1). */
function checkEvent(request: IncomingRequest, configuration: CoreConfiguration): ReplyOptions | undefined {
  const about = request.method === 'NOTIFY' || request.method === 'SUBSCRIBE' || request.method === 'PUBLISH';
  return about && !request.headers.has('Event') ? badEvent(configuration) : undefined;
}

/** Returns a 489 with the supported event packages (RFC 6665 §8.2.2, §8.3.2). */
export function badEvent(configuration: CoreConfiguration): ReplyOptions {
  return { statusCode: 489, extraHeaders: allowEvents(configuration) };
}

/** Returns the Allow-Events line; empty where there are no event packages. */
function allowEvents({ allowEvents: packages = [] }: CoreConfiguration): string[] {
  return packages.length === 0 ? [] : [`Allow-Events: ${packages.join(', ')}`];
}

/** §8.2.3: rejects an unsupported content encoding or type, unless the body is optional. */
function checkContent(request: IncomingRequest, { accept }: CoreConfiguration): ReplyOptions | undefined {
  if (request.body === '' || isOptional(request)) return undefined;
  const encoding = request.headers.get('Content-Encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return { statusCode: 415, extraHeaders: ['Accept-Encoding: identity'] };
  }
  if (!SESSION_METHODS.has(request.method)) return undefined;
  if (understands(request, accept)) return undefined;
  return { statusCode: 415, extraHeaders: [`Accept: ${accept.join(', ')}`] };
}

/** Rejects an INVITE whose Accept excludes SDP with 406 (§20.1, RFC 4475 §3.3.15). */
function checkAccept(request: IncomingRequest): ReplyOptions | undefined {
  if (request.method !== 'INVITE' || !request.headers.has('Accept')) return undefined;
  const ranges = request.headers.values('Accept').map((range) => range.split(';')[0]!.trim().toLowerCase());
  const taken = ranges.some((range) => ['application/sdp', 'application/*', '*/*'].includes(range));
  return taken ? undefined : { statusCode: 406 };
}

/** Whether the body is, or a part of it is, a supported session description; other parts are ignored (RFC 5621 §6, §8). */
function understands(request: IncomingRequest, accept: readonly string[]): boolean {
  const { contentType } = request;
  if (contentType === undefined) return false;
  if (!contentType.startsWith('multipart/')) return accept.includes(contentType);
  return bodyParts(request).some((part) => part.disposition === 'session' && accept.includes(part.contentType));
}

function isOptional(request: IncomingRequest): boolean {
  return /;\s*handling\s*=\s*optional\b/i.test(request.headers.get('Content-Disposition') ?? '');
}
