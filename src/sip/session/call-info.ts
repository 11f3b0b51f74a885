/** What an incoming INVITE says of how to present and answer it. Nothing of it is acted upon: that is the application's choice. */

import { parseAnswerMode, parseInfos, type AnswerMode, type Info } from '../message/header/call-info.js';
import { diversions, historyInfo, type Diversion, type HistoryEntry } from '../message/header/diversion.js';
import type { Message } from '../message/message.js';

/**
 * All of it is the word of the sender or of proxies on the way. To answer by itself or to fetch a URI because a stranger
 * asks for it opens the microphone, or tells who is there: ask who it is first (RFC 5373 §7, RFC 3261 §20.9).
 */
export interface CallHints {
  /** How the caller wants to be answered (RFC 5373 §4.1). */
  readonly answerMode: AnswerMode | undefined;
  /** The same with the wish to override what the callee has set, such as do-not-disturb (RFC 5373 §4.2). */
  readonly privAnswerMode: AnswerMode | undefined;
  /** What to ring with: URIs or `urn:alert:` names (RFC 3261 §20.4, RFC 7462). */
  readonly alertInfo: readonly Info[];
  /** Pictures, cards and pages about the caller; `purpose` tells which (RFC 3261 §20.9). */
  readonly callInfo: readonly Info[];
  /** Who passed the call on, the latest first (RFC 5806). */
  readonly diversion: readonly Diversion[];
  /** The targets that the call went through, the first first (RFC 7044). */
  readonly historyInfo: readonly HistoryEntry[];
}

export function readHints(message: Message): CallHints {
  const infos = (name: string): Info[] => parseInfos(message.headers.getAll(name).join(', '));
  return {
    answerMode: parseAnswerMode(message.headers.get('Answer-Mode') ?? ''),
    privAnswerMode: parseAnswerMode(message.headers.get('Priv-Answer-Mode') ?? ''),
    alertInfo: infos('Alert-Info'),
    callInfo: infos('Call-Info'),
    diversion: diversions(message),
    historyInfo: historyInfo(message),
  };
}
