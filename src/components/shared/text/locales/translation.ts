/**
 * The type of a translation: the texts of the English one. A dictionary that lacks a text does not compile. A language is in parts, one of
 * which is needed at once; an element reads another part by the localizer of that part, so that it is loaded with the element.
 * Subjects: type of a translation; parts of a language.
 */

import type { Translation as BaseTranslation } from '@shoelace-style/localize';
import type { calls } from './en/calls.js';
import type page from './en/page.js';
import type people from './en/people.js';
import type tools from './en/tools.js';

/** Each text of an English dictionary: a string, or a function of the same parameters that returns one. */
type Texts<English> = {
  [Name in keyof English]: English[Name] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : string;
};

/** What is needed at once: account, dialling, calls and their ends, the account form, the microphone card, announcements. */
export interface CallWords extends BaseTranslation, Texts<typeof calls> {}

/** Texts of the views of other parties: call history, contacts, messages, lamps, voicemail. */
export interface PeopleWords extends Texts<typeof people> {}

/** Texts of the tools: settings, devices, connection check, trace; and of the notices and panels of a call. */
export interface ToolWords extends Texts<typeof tools> {}

/** Texts of the elements of a page beside the phone: dock, links, frame, keyboard. */
export interface PageWords extends Texts<typeof page> {}

/** The parts of a language besides `CallWords`. */
export interface Parts {
  readonly page: PageWords;
  readonly people: PeopleWords;
  readonly tools: ToolWords;
}

/** Loads each part of a language. */
export type PartSources = { readonly [Name in keyof Parts]: () => Promise<{ readonly default: Parts[Name] }> };

export interface Translation extends CallWords, PageWords, PeopleWords, ToolWords {}

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
  | 'echo-works'
  | 'echo-fails'
  | 'checking'
  | 'unsupported';
