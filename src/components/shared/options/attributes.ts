/** Attributes of a provider as options of the phone: how each text is read, and what is said when it cannot be. */

import type { ComplexAttributeConverter } from 'lit';
import type { PhoneConfiguration } from '../../../phone/configuration.js';
import type { Problem } from '../../../phone/state.js';

/** Several values in one attribute: `wss://a.example wss://b.example`, also with commas. */
export const listConverter: ComplexAttributeConverter<readonly string[] | undefined> = {
  fromAttribute: (text) => text?.split(/[\s,]+/).filter(Boolean),
};

/** Content management systems write `="false"` for an attribute that is off. */
export const flagConverter: ComplexAttributeConverter<boolean> = {
  fromAttribute: (text) => text !== null && text !== 'false',
  toAttribute: (on) => (on ? '' : null),
};

/** `auto-answer` alone means at once; with a number it means after so many seconds. */
export const flagOrNumberConverter: ComplexAttributeConverter<boolean | number> = {
  fromAttribute: (text) =>
    text === null || text === 'false' ? false : text === '' || text === 'true' ? true : Number(text),
};

/** `follow-transfers` alone means at once; `ask` when the user agrees. */
export const flagOrAskConverter: ComplexAttributeConverter<boolean | 'ask'> = {
  fromAttribute: (text) => (text === 'ask' ? text : text !== null && text !== 'false'),
};

/** `auto-answer-header` alone means callers of the own domain; else it is a list of callers. */
export const flagOrListConverter: ComplexAttributeConverter<boolean | readonly string[]> = {
  fromAttribute: (text) => {
    if (text === null || text === 'false') return false;
    return text === '' || text === 'true' ? true : text.split(/[\s,]+/).filter(Boolean);
  },
};

/** `voicemail` alone means yes; with a text it is what to call. */
export const flagOrTextConverter: ComplexAttributeConverter<boolean | string | undefined> = {
  fromAttribute: (text) => (text === null ? undefined : text === 'false' ? false : text === '' ? true : text),
};

/** `session-timers="false"` means none; a number is one of seconds; without the attribute it is as the phone has it. */
export const offOrNumberConverter: ComplexAttributeConverter<number | false | undefined> = {
  fromAttribute: (text) => (text === null || text === '' ? undefined : text === 'false' ? false : Number(text)),
};

/** ICE servers as a JSON list, or as URLs: `stun:stun.example.com turns:turn.example.com`. */
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

/** Properties of a provider that go to the phone as they are. */
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

/** Numbers, with what they have to be. */
export const NUMBERS = {
  registerExpires: { attribute: 'register-expires', least: 1 },
  maxCalls: { attribute: 'max-calls', least: 1 },
  noAnswerTimeout: { attribute: 'no-answer-timeout', least: 1 },
  recordingDays: { attribute: 'recording-days', least: 1 },
} as const satisfies Partial<Record<keyof PhoneConfiguration, { attribute: string; least: number }>>;

export const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost|)$/;
