/**
 * What the demo page says around the phones, in each language of the phones.
 */

import { ar } from './ar.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { he } from './he.js';
import { it } from './it.js';
import { ja } from './ja.js';
import { ko } from './ko.js';
import { nl } from './nl.js';
import { pl } from './pl.js';
import { pt } from './pt.js';
import { tr } from './tr.js';
import { zh } from './zh.js';

export interface PageWords {
  readonly title: string;
  readonly tagline: string;
  readonly language: string;
  readonly theme: string;
  readonly themeAuto: string;
  readonly themeLight: string;
  readonly themeDark: string;
  readonly skin: string;
  readonly phones: string;
  readonly directory: string;
  readonly directoryHint: string;
  readonly code: string;
  readonly copy: string;
  readonly copied: string;
  readonly exampleLayout: string;
  readonly exampleEvents: string;
  readonly exampleButton: string;
  readonly examplePhone: string;
  readonly exampleDock: string;
  readonly ladder: string;
  readonly pages: string;
  readonly delay: string;
  readonly loss: string;
  readonly none: string;
  readonly restart: string;
  readonly show: string;
  readonly showCalls: string;
  readonly showAll: string;
  readonly firstCall: string;
  readonly docs: string;
  readonly source: string;
  readonly parts: string;
  readonly wire: string;
  readonly example: string;
  readonly rings: string;
  readonly inCall: string;
  readonly start: string;
  readonly look: string;
  readonly callCarol: string;
  readonly factTag: string;
  readonly factReload: string;
  readonly factLanguages: string;
  readonly project: string;
  readonly licence: string;
  /** Whom Alice can call, by the names that the pocket PBX has: the title, which a person has as a name of their own, and what happens. */
  readonly entries: Readonly<Record<EntryName, readonly [title: string, about: string]>>;
}

/** The extensions of the pocket PBX; `person` stands for the other people, `nobody` for a number that is not there. */
export type EntryName =
  | 'person'
  | 'echo'
  | 'tone'
  | 'busy'
  | 'noanswer'
  | 'early'
  | 'decline'
  | 'hangup'
  | 'digits'
  | 'leave'
  | 'mailbox'
  | 'team'
  | 'nobody';

/** English is first in the list of languages, the others follow as the phones have them. */
export const WORDS = { en, ar, de, es, fr, he, it, ja, ko, nl, pl, pt, tr, zh } satisfies Record<string, PageWords>;

export type PageLanguage = keyof typeof WORDS;
