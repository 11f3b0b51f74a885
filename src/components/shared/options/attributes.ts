/** Attributes of a provider as options of the phone: their parsers, and the problems of invalid values. */

import type { ComplexAttributeConverter } from 'lit';
import type { PhoneConfiguration } from '../../../phone/configuration.js';
import type { Problem } from '../../../phone/state.js';

/** Parses several values: `wss://a.example wss://b.example`, separated by spaces or commas. */
export const listConverter: ComplexAttributeConverter<readonly string[] | undefined> = {
  fromAttribute: (text) => text?.split(/[\s,]+/).filter(Boolean),
};

/** Parses a boolean attribute; `="false"`, as content management systems write it, is off. */
export const flagConverter: ComplexAttributeConverter<boolean> = {
  fromAttribute: (text) => text !== null && text !== 'false',
  toAttribute: (on) => (on ? '' : null),
};

/** Parses `auto-answer`: without a value at once, with a number after this number of seconds. */
export const flagOrNumberConverter: ComplexAttributeConverter<boolean | number> = {
  fromAttribute: (text) =>
    text === null || text === 'false' ? false : text === '' || text === 'true' ? true : Number(text),
};

/** Parses `follow-transfers`: without a value at once, with `ask` when the user agrees. */
export const flagOrAskConverter: ComplexAttributeConverter<boolean | 'ask'> = {
  fromAttribute: (text) => (text === 'ask' ? text : text !== null && text !== 'false'),
};

/** Parses `auto-answer-header`: without a value for callers of the own domain, else a list of callers. */
export const flagOrListConverter: ComplexAttributeConverter<boolean | readonly string[]> = {
  fromAttribute: (text) => {
    if (text === null || text === 'false') return false;
    return text === '' || text === 'true' ? true : text.split(/[\s,]+/).filter(Boolean);
  },
};

/** Parses `voicemail`: without a value `true`, else the number of the mailbox. */
export const flagOrTextConverter: ComplexAttributeConverter<boolean | string | undefined> = {
  fromAttribute: (text) => (text === null ? undefined : text === 'false' ? false : text === '' ? true : text),
};

/** Parses `session-timers`: `false` disables them, a number is in seconds; without the attribute the phone's default holds. */
export const offOrNumberConverter: ComplexAttributeConverter<number | false | undefined> = {
  fromAttribute: (text) => (text === null || text === '' ? undefined : text === 'false' ? false : Number(text)),
};

/** Parses ICE servers: a JSON list, or URLs such as `stun:stun.example.com turns:turn.example.com`. */
export function parseIceServers(text: string): readonly RTCIceServer[] | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[')) return trimmed.split(/[\s,]+/).flatMap((url) => (url ? [{ urls: url }] : []));
  try {
    const list: unknown = JSON.parse(trimmed);
    return Array.isArray(list) && list.every(isIceServer) ? list : undefined;
  } catch {
    return undefined;
  }
}

const isIceServer = (value: unknown): value is RTCIceServer =>
  typeof value === 'object' && value !== null && 'urls' in value;

export const badAttribute = (attribute: string, detail: string): Problem => ({
  kind: 'bad-attribute',
  attribute,
  detail,
});

/** Properties that are passed to the phone unchanged. */
export const PASSED_ON = [
  'server',
  'uri',
  'username',
  'password',
  'realm',
  'algorithms',
  'digestWithoutQop',
  'authenticateInDialog',
  'authzServers',
  'tokenMethods',
  'displayName',
  'registrar',
  'noRegister',
  'singleTab',
  'outboundProxy',
  'userAgent',
  'trace',
  'storage',
  'followTransfers',
  'redirects',
  'replaces',
  'resume',
  'country',
  'codecs',
  'dtmf',
  'rel100',
  'sessionTimers',
  'voicemail',
  'pickUpCode',
  'autoAnswerHeader',
  'callerUrl',
  'listenOnly',
  'earlyAudio',
  'video',
  'audioInput',
  'audioOutput',
  'ringOutput',
  'ringtone',
  'visualRing',
  'contacts',
  'extraHeaders',
  'transportConstructor',
  'transportOptions',
  'sessionDescriptionHandlerFactory',
  'sessionDescriptionHandlerFactoryOptions',
] as const satisfies readonly (keyof PhoneConfiguration)[];

/** Numeric options and their lower limits. */
export const NUMBERS = {
  registerExpires: { attribute: 'register-expires', least: 1 },
  maxCalls: { attribute: 'max-calls', least: 1 },
  noAnswerTimeout: { attribute: 'no-answer-timeout', least: 1 },
  recordingDays: { attribute: 'recording-days', least: 1 },
} as const satisfies Partial<Record<keyof PhoneConfiguration, { attribute: string; least: number }>>;

export const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost|)$/;
