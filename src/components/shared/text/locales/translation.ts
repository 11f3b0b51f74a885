/** The type of a translation: the texts of the English one. A dictionary that lacks a text does not compile. */

import type { Translation as BaseTranslation } from '@shoelace-style/localize';
import type { people } from './contacts-en.js';
import type { words } from './en.js';
import type { tools } from './tools-en.js';

/** Each text of an English dictionary: a string, or a function of the same parameters that returns one. */
type Texts<English> = {
  [Name in keyof English]: English[Name] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : string;
};

/** Texts about other parties: lamps, voicemail, messages, contacts. */
export interface PeopleWords extends Texts<typeof people> {}

/** Texts of the tools: connection check, trace, calls from links and frames. */
export interface ToolWords extends Texts<typeof tools> {}

export interface Translation extends BaseTranslation, Texts<typeof words>, PeopleWords, ToolWords {}

/** The title and the remedy of a configuration problem; the remedy shows a valid value. */
export interface ProblemWords {
  readonly title: string;
  readonly remedy: string;
}

/** Kinds of browsers, as far as their settings differ. */
export type BrowserKind = 'chromium' | 'firefox' | 'safari' | 'other';

/** The figures of a call that are shown by name. */
export type QualityFigure = 'codec' | 'path' | 'roundTrip' | 'jitter' | 'lossIn' | 'lossOut' | 'mos';

/** A row of the connection check. */
export type CheckRow = 'account' | 'server' | 'microphone' | 'relay' | 'notifications';

/** The results that a row of the connection check shows. */
export type CheckWord =
  | 'ready'
  | 'connecting'
  | 'offline'
  | 'refused'
  | 'unconfigured'
  | 'elsewhere'
  | 'stopped'
  | 'connected'
  | 'not-connected'
  | 'idle'
  | 'granted'
  | 'ask'
  | 'denied'
  | 'missing'
  | 'insecure'
  | 'frame'
  | 'policy'
  | 'in-use'
  | 'no-relay'
  | 'relay-works'
  | 'relay-fails'
  | 'checking'
  | 'unsupported';
