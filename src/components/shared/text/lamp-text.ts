/**
 * Shape, tone and text of each status of a BLF lamp, so that colour is not the only cue (WCAG 1.4.1).
 * Subjects: lamp, words and shape.
 */

import type { Lamp, LampStatus } from '../../../phone/state.js';
import type { Tone } from './account-text.js';
import type { Localizer } from './localize.js';
import type { ShapeName } from '../icons/shapes.js';

const LOOK: Record<LampStatus, readonly [shape: ShapeName, tone: Tone]> = {
  unknown: ['connecting', 'none'],
  available: ['ready', 'good'],
  ringing: ['ringing', 'info'],
  busy: ['busy', 'bad'],
  held: ['held', 'warn'],
  away: ['away', 'warn'],
  offline: ['out', 'none'],
  unavailable: ['out', 'none'],
};

interface LampView {
  readonly shape: ShapeName;
  readonly tone: Tone;
  readonly words: string;
  /** Whether the call that rings there can be picked up. */
  readonly canPickUp: boolean;
}

export function lampView(lamp: Lamp | undefined, words: Localizer): LampView {
  const status = lamp?.status ?? 'unknown';
  const [shape, tone] = LOOK[status];
  const canPickUp = status === 'ringing' && lamp?.canPickUp === true;
  const said = canPickUp ? words.term('ringingPickUp') : words.term('lampStatus', status);
  return { shape, tone, canPickUp, words: lamp?.note && !canPickUp ? `${said} · \u2068${lamp.note}\u2069` : said };
}
