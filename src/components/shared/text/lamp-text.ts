/**
 * Shape, tone and text of each status of a BLF lamp, so that colour is not the only cue (WCAG 1.4.1). The lamp of a feature code, such as
 * a queue or a forwarding, is on or off: nobody there is on a call or available.
 * Subjects: lamp, words and shape; lamp of a feature code, words and shape; on and off as shapes.
 */

import { svg, type TemplateResult } from 'lit';
import type { Lamp, LampStatus } from '../../../phone/state.js';
import type { Tone } from './account-text.js';
import type { Localizer } from './localize.js';
import type { PeopleLocalizer } from './people.js';
import { drawnShape, type ShapeName } from '../icons/shapes.js';

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

/** A switch, whose knob is at its end or at its start. */
const ON = svg`<rect x="0.5" y="3.5" width="15" height="9" rx="4.5" fill="currentColor"/><path class="cut-out" d="M11 8v.01" stroke-width="5.4" stroke-linecap="round"/>`;
const OFF = svg`<rect x="1.3" y="4.3" width="13.4" height="7.4" rx="3.7" fill="none" stroke="currentColor" stroke-width="1.6"/><circle cx="5" cy="8" r="1.9" fill="currentColor"/>`;

interface SwitchView {
  readonly shape: TemplateResult;
  readonly words: string;
}

/** Returns how the lamp of a feature code looks; undefined where it is that of a party, or its state is not known. */
export function switchView(lamp: Lamp | undefined, words: PeopleLocalizer): SwitchView | undefined {
  if (!lamp || !/^[*#]/.test(lamp.number) || !/^(busy|available)$/.test(lamp.status)) return undefined;
  const isOn = lamp.status === 'busy';
  return {
    shape: isOn ? drawnShape('on', ON) : drawnShape('off', OFF),
    words: words.term(isOn ? 'lampOn' : 'lampOff'),
  };
}
