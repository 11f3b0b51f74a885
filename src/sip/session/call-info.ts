/**
 * How an incoming INVITE asks to be presented and answered (RFC 3261 §20, RFC 5373). The stack does not act on it.
 * Subjects: call hints of an INVITE; auto-answer requested by the caller.
 */

import { parseAnswerMode, parseInfos, type AnswerMode, type Info } from '../message/header/call-info.js';
import { diversions, historyInfo, type Diversion, type HistoryEntry } from '../message/header/diversion.js';
import type { Message } from '../message/message.js';

/**
 * Unverified data from the caller and proxies. Automatic answering opens the microphone, and fetching a URI reveals the
 * user's presence: verify the caller first (RFC 5373 §7, RFC 3261 §20.9).
 */
export interface CallHints {
  /** The answer mode that the caller requests (RFC 5373 §4.1). */
  readonly answerMode: AnswerMode | undefined;
  /** The answer mode that is to override settings of the callee, such as do-not-disturb (RFC 5373 §4.2). */
  readonly privAnswerMode: AnswerMode | undefined;
  /** Ring tones: URIs or `urn:alert:` names (RFC 3261 §20.4, RFC 7462). */
  readonly alertInfo: readonly Info[];
  /** Images, vCards and web pages about the caller, by `purpose` (RFC 3261 §20.9). */
  readonly callInfo: readonly Info[];
  /** The diverting parties, the latest first (RFC 5806). */
  readonly diversion: readonly Diversion[];
  /** The targets of the call, the oldest first (RFC 7044). */
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
