/** What a request outside or inside a dialog must fulfil before anybody sees it (RFC 3261 §8.2.1 to §8.2.3). */

import { bodyParts } from '../message/body.js';
import type { IncomingRequest } from '../message/request.js';
import type { ReplyOptions } from './response.js';
import type { CoreConfiguration } from './services.js';

/** Methods whose bodies mean a session description, unless Content-Disposition says otherwise. */
const SESSION_METHODS: ReadonlySet<string> = new Set(['INVITE', 'UPDATE', 'PRACK']);

/** The response that refuses the request, or undefined. Never for an ACK, which nothing answers. */
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

/** §8.2.1. Inside a dialog a SUBSCRIBE may be for what a REFER began, whatever we take otherwise (RFC 3515 §2.4.6). */
function checkMethod(request: IncomingRequest, { allow }: CoreConfiguration): ReplyOptions | undefined {
  if (allow.includes(request.method)) return undefined;
  if (request.method === 'SUBSCRIBE' && request.toTag !== undefined) return undefined;
  return { statusCode: 405, extraHeaders: [`Allow: ${allow.join(', ')}`] };
}

/** §8.2.2.1: only sip and sips name a user agent. Which user it names is not judged: the flow is ours alone. */
function checkTarget(request: IncomingRequest): ReplyOptions | undefined {
  const scheme = request.uri.scheme.toLowerCase();
  return scheme === 'sip' || scheme === 'sips' ? undefined : { statusCode: 416 };
}

/** §8.2.2.3; not for CANCEL. */
function checkRequire(request: IncomingRequest, { supported }: CoreConfiguration): ReplyOptions | undefined {
  if (request.method === 'CANCEL') return undefined;
  const unknown = request.headers.values('Require').filter((tag) => !supported.includes(tag.toLowerCase()));
  return unknown.length === 0 ? undefined : { statusCode: 420, extraHeaders: [`Unsupported: ${unknown.join(', ')}`] };
}

/** Without Event nobody knows what it is about (RFC 6665 §8.2.1). */
function checkEvent(request: IncomingRequest, configuration: CoreConfiguration): ReplyOptions | undefined {
  const about = request.method === 'NOTIFY' || request.method === 'SUBSCRIBE' || request.method === 'PUBLISH';
  return about && !request.headers.has('Event') ? badEvent(configuration) : undefined;
}

/** 489, with the packages that are understood (RFC 6665 §8.2.2, §8.3.2). */
export function badEvent(configuration: CoreConfiguration): ReplyOptions {
  return { statusCode: 489, extraHeaders: allowEvents(configuration) };
}

/** The line that says which event packages we notify of; none where there are none. */
export function allowEvents({ allowEvents: packages = [] }: CoreConfiguration): string[] {
  return packages.length === 0 ? [] : [`Allow-Events: ${packages.join(', ')}`];
}

/** §8.2.3. */
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

/** The answer to an INVITE is a session description; a sender that takes none gets 406 (§20.1, RFC 4475 §3.3.15). */
function checkAccept(request: IncomingRequest): ReplyOptions | undefined {
  if (request.method !== 'INVITE' || !request.headers.has('Accept')) return undefined;
  const ranges = request.headers.values('Accept').map((range) => range.split(';')[0]!.trim().toLowerCase());
  const taken = ranges.some((range) => ['application/sdp', 'application/*', '*/*'].includes(range));
  return taken ? undefined : { statusCode: 406 };
}

/** Of several parts one session description is enough: what else is there may be for others on the way (RFC 5621 §6, §8). */
function understands(request: IncomingRequest, accept: readonly string[]): boolean {
  const { contentType } = request;
  if (contentType === undefined) return false;
  if (!contentType.startsWith('multipart/')) return accept.includes(contentType);
  return bodyParts(request).some((part) => part.disposition === 'session' && accept.includes(part.contentType));
}

function isOptional(request: IncomingRequest): boolean {
  return /;\s*handling\s*=\s*optional\b/i.test(request.headers.get('Content-Disposition') ?? '');
}
